INSERT INTO advisors (staff_id, minutes, languages, programmes, time_zone, gone_at)
VALUES ({bytes:a1}, 1200, 'fr en', '["web"]', 'Europe/Paris', NULL);
INSERT INTO absences (absence_id, staff_id, from_at, until_at, back_at, stand_in_id)
VALUES ({bytes:ab}, {bytes:a1}, 100, 200, NULL, {bytes:a2});
INSERT INTO stand_ins (student_id, absence_id, stand_in_id)
VALUES ({bytes:01}, {bytes:ab}, {bytes:a3});
INSERT INTO hand_overs (student_id, relay_id, at, from_id, to_id, by_id, undone_at)
VALUES ({bytes:01}, {bytes:7e}, 150, NULL, {bytes:a1}, {bytes:a2}, NULL);

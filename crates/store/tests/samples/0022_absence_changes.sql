UPDATE absences SET version = 2 WHERE absence_id = {bytes:ab};
INSERT INTO absence_versions (absence_id, version, changed_at, until_at, back_at, stand_in_id)
VALUES ({bytes:ab}, 1, 160, 180, NULL, {bytes:a2});
INSERT INTO stand_in_versions (student_id, absence_id, version, stand_in_id)
VALUES ({bytes:01}, {bytes:ab}, 1, {bytes:a3});

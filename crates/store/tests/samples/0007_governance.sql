INSERT INTO indicators (id, version, body) VALUES ('no_session', 2, 'days_since_session > 14 d');
INSERT INTO indicator_changes (indicator, serial, version, at, state, staff_id, reason,
    minutes_asked, minutes_there)
VALUES ('no_session', 2, 2, 80, 'draft', {bytes:a1}, 'deux semaines suffisent', 900, 1200);
INSERT INTO feedback (student_id, contact_id, indicator, version, verdict, at, staff_id)
VALUES ({bytes:01}, {bytes:f1}, 'no_session', 1, 'helped', 90, {bytes:a1});
INSERT INTO ours (student_id, contact_id, cause, at, staff_id)
VALUES ({bytes:01}, {bytes:f1}, 'mentoring', 90, {bytes:a1});

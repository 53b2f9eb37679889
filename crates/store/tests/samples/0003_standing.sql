INSERT INTO journeys (student_id, fold_version, body, last_occurred_at, last_rank, last_id,
    evaluated_at, next_due, phase, advisor_id, last_contact)
VALUES ({bytes:01}, 1, {bytes:0b}, 10, 20, {bytes:f1}, 40, 50, 'learning', {bytes:a1}, NULL);
INSERT INTO signals (student_id, enrolment_id, indicator, raised_at, serial, since,
    indicator_version, why, evidence)
VALUES ({bytes:01}, {bytes:00}, 'no_session', 40, 0, 35, 1, 'time', '{"days":22}');
INSERT INTO worklist_items (student_id, advisor_id, body, updated_at)
VALUES ({bytes:01}, {bytes:a1}, {bytes:0c}, 40);

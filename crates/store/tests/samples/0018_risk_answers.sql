INSERT INTO risk_answers (student_id, enrolment_id, model, at, said)
VALUES ({bytes:01}, {bytes:e1}, 'abcd', 120, 250000);

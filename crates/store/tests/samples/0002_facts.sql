INSERT INTO facts (student_id, id, version, revision, occurred_at, known_at, recorded_at, source,
    kind, enrolment_id, body, content)
VALUES ({bytes:01}, {bytes:f1}, 0, 0, 10, 20, 30, 'csv', 'noted', NULL,
    '{"noted":{"by":"a1a1a1a1-a1a1-a1a1-a1a1-a1a1a1a1a1a1"}}', 42);
INSERT INTO texts (student_id, fact_id, version, body)
VALUES ({bytes:01}, {bytes:f1}, 0, 'rappeler jeudi');
INSERT INTO enrolments (student_id, enrolment_id, external, programme, cohort)
VALUES ({bytes:01}, {bytes:e1}, 'web/2025-09/s1', 'web', '2025-09');

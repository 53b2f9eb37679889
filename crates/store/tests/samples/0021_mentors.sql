INSERT INTO facts (student_id, id, version, revision, occurred_at, known_at, recorded_at, source,
    kind, enrolment_id, body, content)
VALUES ({bytes:09}, {bytes:f9}, 0, 0, 130, 130, 130, 'csv', 'concern_raised', NULL,
    '{"concern_raised":{"by":"b1b1b1b1-b1b1-b1b1-b1b1-b1b1b1b1b1b1","role":"mentor"}}', 9);

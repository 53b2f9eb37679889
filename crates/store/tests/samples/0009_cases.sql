INSERT INTO case_events (student_id, case_id, seq, at, author, staff_id, body)
VALUES ({bytes:01}, {bytes:ca}, 1, 95, 'staff', {bytes:a1},
    '{"opened":{"origin":"signals","signals":["no_session"],"owner":"a1a1a1a1-a1a1-a1a1-a1a1-a1a1a1a1a1a1"}}');
INSERT INTO cases (student_id, case_id, seq, owner_id, stage, opened_at, look_at)
VALUES ({bytes:01}, {bytes:ca}, 1, {bytes:a1}, 'open', 95, 99);

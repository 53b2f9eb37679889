INSERT INTO erasures (student_id, asked_at, due_at, user_id, reason)
VALUES ({bytes:02}, 100, 200, {bytes:05}, 'elle le demande');
INSERT INTO erased_people (programme, year, outcome, people) VALUES ('web', 2024, 'graduated', 3);
INSERT INTO tokens (token_id, hash, name, may, source, made_at, used_at, revoked_at)
VALUES ({bytes:70}, {bytes:71}, 'moodle', 'facts:write', 'moodle', 100, NULL, NULL);

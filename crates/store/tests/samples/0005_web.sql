INSERT INTO users (user_id, email, name, role, staff_id, password_hash, language, created_at)
VALUES ({bytes:05}, 'camille@example.org', 'Camille', 'advisor', {bytes:a1}, 'hash', 'fr', 60);
INSERT INTO web_sessions (id, body, expires_at) VALUES ('d0', '{"user":"05"}', 70);
UPDATE students SET good_hours = 'après 18 h' WHERE student_id = {bytes:01};
INSERT INTO mentors (student_id, enrolment_id, mentor_id)
VALUES ({bytes:01}, {bytes:e1}, {bytes:b1});

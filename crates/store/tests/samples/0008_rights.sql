UPDATE users SET student_id = NULL WHERE user_id = {bytes:05};
INSERT INTO takeovers (student_id, staff_id, at, until_at)
VALUES ({bytes:01}, {bytes:a2}, 100, 200);
INSERT INTO audit_heads (chain, seq, at, hash) VALUES ({bytes:c1}, 1, 100, {bytes:c2});
INSERT INTO audit_salts (student_id, salt) VALUES ({bytes:01}, {bytes:5a});
INSERT INTO web_sessions (id, body, expires_at, user_id, started_at, device)
VALUES ('d1', '{}', 170, {bytes:05}, 90, 'Firefox');
INSERT INTO invitations (token, user_id, expires_at) VALUES ({bytes:17}, {bytes:05}, 300);
INSERT INTO sign_in_failures (address, failures, last_at) VALUES ({bytes:0a}, 3, 99);
INSERT INTO second_factors (user_id, secret, confirmed_at, last_step)
VALUES ({bytes:05}, {bytes:2f}, 95, 7);
INSERT INTO recovery_codes (user_id, code) VALUES ({bytes:05}, {bytes:1c});

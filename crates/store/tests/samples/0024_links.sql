INSERT INTO personal_links (holder_id, expires_at, given_at, given_by, used_at, closed_at)
VALUES ({bytes:01}, 300, 90, {bytes:05}, 95, NULL);
INSERT INTO sensitive_reasons (student_id, user_id, at, until_at, reason)
VALUES ({bytes:01}, {bytes:05}, 100, 200, 'elle me le demande');

UPDATE users SET ended_at = 99 WHERE user_id = {bytes:05};
INSERT INTO sensitive_words (student_id, fact_id) VALUES ({bytes:01}, {bytes:f2});

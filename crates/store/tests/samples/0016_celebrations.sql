INSERT INTO kudos (student_id, fact_id, author_id, author, at, words)
VALUES ({bytes:01}, {bytes:f1}, {bytes:b1}, 'mentor', 99, 'bravo, quel chemin');
INSERT INTO shared_news (student_id, fact_id, at) VALUES ({bytes:01}, {bytes:f1}, 99);

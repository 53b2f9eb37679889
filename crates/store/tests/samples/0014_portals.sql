INSERT INTO wishes (student_id, good_hours, channel, said_at)
VALUES ({bytes:01}, NULL, 'phone', 98);
INSERT INTO availability (staff_id, more, away_from, away_until, said_at)
VALUES ({bytes:b1}, 2, 100, 200, 99);

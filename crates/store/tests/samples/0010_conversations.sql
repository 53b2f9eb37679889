INSERT INTO scheduled_messages (student_id, message_id, version, staff_id, words, made_at, send_at,
    follow_up_at)
VALUES ({bytes:01}, {bytes:51}, 1, {bytes:a1}, 'à jeudi', 80, 95, NULL);

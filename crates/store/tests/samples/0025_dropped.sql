INSERT INTO scheduled_messages (student_id, message_id, version, staff_id, words, made_at, send_at,
    dropped_at, dropped_by)
VALUES ({bytes:01}, {bytes:52}, 1, {bytes:a1}, 'à vendredi', 80, 400, 180, {bytes:a2});

UPDATE ours SET mentor_id = {bytes:b1}, reply = 'j''avais prévenu', replied_at = 96
WHERE student_id = {bytes:01};
INSERT INTO indicator_changes (indicator, serial, version, at, state, staff_id, user_id, reason)
VALUES ('no_session', 3, 2, 97, 'trial', NULL, {bytes:05}, 'on essaie');

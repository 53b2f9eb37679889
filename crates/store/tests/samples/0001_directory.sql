INSERT INTO students (student_id, given_name, family_name, email, phone, time_zone, language,
    informal, dream_job, audit)
VALUES ({bytes:01}, 'Léa', 'Martin', 'lea@example.org', '+33 6 00 00 00 00', 'Europe/Paris', 'fr',
    1, 'développeuse', '[["age_band","35-55"]]');
INSERT INTO external_ids (source, external, student_id) VALUES ('csv', 's1', {bytes:01});
INSERT INTO staff (staff_id, external, name, role, way, capacity)
VALUES ({bytes:a1}, 'adv-1', 'Camille', 'advisor', NULL, 90);
INSERT INTO programmes (key, title) VALUES ('web', 'Développement web');
INSERT INTO items (programme, key, title, kind, position)
VALUES ('web', 'p2', 'Second projet', 'project', 1), ('web', 'p1', 'Premier projet', 'project', 0);
INSERT INTO sources (name, kinds) VALUES ('csv', 5);
INSERT INTO settings (key, value) VALUES ('time_zone', 'Europe/Paris');

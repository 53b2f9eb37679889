INSERT INTO indicators (id, version, published_at, state, body)
VALUES ('no_session', 1, 5, 'live', 'days_since_session > 21 d');
INSERT INTO imports (id, source, started_at, finished_at, summary)
VALUES ({bytes:77}, 'csv', 1, 2, '{"facts":1}');
INSERT INTO tombstones (key, erased_at) VALUES ({bytes:dd}, 3);
INSERT INTO outbox (student_id, topic, at) VALUES ({bytes:01}, 'signals', 40);

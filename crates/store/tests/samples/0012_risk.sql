INSERT INTO risk_models (id, made_at, body, state, approved_by, approved_at, reason, replaced)
VALUES ('abcd', 100, {bytes:5a}, 'champion', {bytes:a1}, 110, 'mieux calibré', 'aaaa');
INSERT INTO risk_weeks (model, at, body) VALUES ('abcd', 120, '{"people":3}');

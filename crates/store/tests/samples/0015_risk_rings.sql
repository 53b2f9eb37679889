INSERT INTO risk_rings (model, at, rang_at, seen_at, seen_by)
VALUES ('abcd', 120, 121, 130, {bytes:a1});

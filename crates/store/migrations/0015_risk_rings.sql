-- A model in force looks at other people than it learned from, or is no longer
-- right: told once for each time that a limit is passed, until somebody says
-- that they saw it.
CREATE TABLE risk_rings (
    model TEXT NOT NULL,
    -- The week in which it passed the limit.
    at BIGINT NOT NULL,
    rang_at BIGINT NOT NULL,
    -- NULL: nobody saw it yet.
    seen_at BIGINT,
    -- NULL: somebody who is not of the team, or nobody yet.
    seen_by {blob},
    PRIMARY KEY (model, at)
) {clustered};

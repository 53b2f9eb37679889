-- Learned models, and what the weekly look found.

CREATE TABLE risk_models (
    -- The first bytes of the body's hash: the version of its answers.
    id TEXT PRIMARY KEY,
    made_at BIGINT NOT NULL,
    body {blob} NOT NULL,
    -- challenger, champion or retired; there is one champion at most.
    state TEXT NOT NULL,
    approved_by {blob},
    approved_at BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    -- The champion that it took over from: the way back.
    replaced TEXT
);

-- One row for each model and week.
CREATE TABLE risk_weeks (
    model TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- What moved, and what was told: JSON.
    body TEXT NOT NULL,
    PRIMARY KEY (model, at)
) {clustered};

-- Running the product: published indicators, imports, erased people and what
-- open browsers are told.

CREATE TABLE indicators (
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE TABLE imports (
    id {blob} PRIMARY KEY,
    source TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    -- NULL: still running, or it was interrupted.
    finished_at BIGINT,
    summary TEXT NOT NULL
);

-- Keyed hashes of outside ids of people who were erased.
CREATE TABLE tombstones (
    key {blob} PRIMARY KEY,
    erased_at BIGINT NOT NULL
);

CREATE TABLE outbox (
    seq {serial},
    student_id {blob} NOT NULL,
    topic TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- What follows from the facts: a cache of each journey, the record of signals
-- and the worklist's projection.

CREATE TABLE journeys (
    student_id {blob} PRIMARY KEY,
    fold_version BIGINT NOT NULL,
    body {blob} NOT NULL,
    -- Place of the last fact folded; NULL before the first.
    last_occurred_at BIGINT,
    last_rank BIGINT,
    last_id {blob},
    evaluated_at BIGINT NOT NULL,
    -- NULL: nothing changes until a fact arrives.
    next_due BIGINT,
    phase TEXT NOT NULL,
    advisor_id {blob},
    last_contact BIGINT
);
CREATE INDEX journeys_due ON journeys (next_due) WHERE next_due IS NOT NULL;
CREATE INDEX journeys_advisor ON journeys (advisor_id);

CREATE TABLE signals (
    student_id {blob} NOT NULL,
    -- Sixteen zero bytes: the signal is about the student, not an enrolment.
    enrolment_id {blob} NOT NULL,
    indicator TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    -- Tells apart signals raised in the same second.
    serial BIGINT NOT NULL,
    since BIGINT NOT NULL,
    indicator_version BIGINT NOT NULL,
    why TEXT NOT NULL,
    evidence TEXT NOT NULL,
    cleared_at BIGINT,
    cleared_why TEXT,
    reopened BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (student_id, enrolment_id, indicator, raised_at, serial)
) {clustered};
CREATE INDEX signals_open ON signals (student_id) WHERE cleared_at IS NULL;

CREATE TABLE worklist_items (
    student_id {blob} PRIMARY KEY,
    advisor_id {blob},
    body {blob} NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX worklist_items_advisor ON worklist_items (advisor_id);

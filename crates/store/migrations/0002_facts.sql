-- Student tables: student_id first in every key. The log is append-only: a
-- revision is a row more, and the greatest (revision, version) holds.

CREATE TABLE facts (
    student_id {blob} NOT NULL,
    id {blob} NOT NULL,
    -- 0, 1, …: the order in which the versions of one fact came.
    version BIGINT NOT NULL,
    -- The source's own numbering.
    revision BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    known_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    enrolment_id {blob},
    body TEXT NOT NULL,
    -- Hash of enrolment, occurred_at, body and text: tells a duplicate.
    content BIGINT NOT NULL,
    PRIMARY KEY (student_id, id, version)
) {clustered};

CREATE TABLE texts (
    student_id {blob} NOT NULL,
    fact_id {blob} NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (student_id, fact_id, version)
) {clustered};

CREATE TABLE enrolments (
    student_id {blob} NOT NULL,
    enrolment_id {blob} NOT NULL,
    external TEXT NOT NULL,
    programme TEXT NOT NULL,
    cohort TEXT NOT NULL,
    PRIMARY KEY (student_id, enrolment_id)
) {clustered};
CREATE INDEX enrolments_cohort ON enrolments (cohort);

-- Directory tables: small, replicated, other unique keys allowed.
-- Names, contact data and outside ids live here, never in the fact log.

CREATE TABLE students (
    student_id {blob} PRIMARY KEY,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    time_zone TEXT,
    language TEXT,
    informal BIGINT NOT NULL,
    dream_job TEXT,
    -- Attributes that only fairness checks may read: JSON [[name, value], …].
    audit TEXT NOT NULL
);

CREATE TABLE external_ids (
    source TEXT NOT NULL,
    external TEXT NOT NULL,
    student_id {blob} NOT NULL,
    PRIMARY KEY (source, external)
) {clustered};
CREATE INDEX external_ids_student ON external_ids (student_id);
CREATE INDEX external_ids_external ON external_ids (external);

CREATE TABLE staff (
    staff_id {blob} PRIMARY KEY,
    external TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    way TEXT,
    capacity BIGINT
);

CREATE TABLE programmes (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL
);

CREATE TABLE items (
    programme TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (programme, key)
);

-- Which kinds of fact each source supplies, one bit a kind.
CREATE TABLE sources (
    name TEXT PRIMARY KEY,
    kinds BIGINT NOT NULL
);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

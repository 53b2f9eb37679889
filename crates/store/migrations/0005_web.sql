-- What the cockpit needs: who may sign in, their sessions, finding people by
-- name, whose mentor somebody is, and what happened in a week.

CREATE TABLE users (
    user_id {blob} PRIMARY KEY,
    -- In lower case.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    -- Whose caseload, for an advisor.
    staff_id {blob},
    -- NULL: signs in by another way, or not yet.
    password_hash TEXT,
    language TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE web_sessions (
    -- Hash of the session's id: whoever reads the table cannot take one over.
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    expires_at BIGINT NOT NULL
) {clustered};
CREATE INDEX web_sessions_expiry ON web_sessions (expires_at);

-- When they like to be called, in their own words.
ALTER TABLE students ADD COLUMN good_hours TEXT;
-- Family name, given name and outside ids, lower case, without accents.
ALTER TABLE students ADD COLUMN search TEXT NOT NULL DEFAULT '';
CREATE INDEX students_search ON students (search, student_id);

-- The present mentor of each open enrolment: a cache beside the journey.
CREATE TABLE mentors (
    student_id {blob} NOT NULL,
    enrolment_id {blob} NOT NULL,
    mentor_id {blob} NOT NULL,
    PRIMARY KEY (student_id, enrolment_id)
) {clustered};
CREATE INDEX mentors_mentor ON mentors (mentor_id);

CREATE INDEX facts_milestones ON facts (occurred_at) WHERE kind IN ('diploma', 'hired');

-- One index answers both whose students these are and what a list of people
-- shows of each, without reading the journeys.
DROP INDEX journeys_advisor;
CREATE INDEX journeys_advisor ON journeys (advisor_id, student_id, phase, last_contact);

-- The list of an advisor is read from the journeys.
DROP TABLE worklist_items;

-- Cases: the team's own work with one student, until the student is back.

-- What happened in each case, in order. A row is never altered.
CREATE TABLE case_events (
    student_id {blob} NOT NULL,
    case_id {blob} NOT NULL,
    -- 1, 2, …: whoever adds one says which they saw last.
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- 'staff', 'student', or 'facts': the program, because the facts say so.
    author TEXT NOT NULL,
    staff_id {blob},
    body TEXT NOT NULL,
    PRIMARY KEY (student_id, case_id, seq)
) {clustered};

-- Where each case stands, as its events say.
CREATE TABLE cases (
    student_id {blob} NOT NULL,
    case_id {blob} NOT NULL,
    seq BIGINT NOT NULL,
    owner_id {blob} NOT NULL,
    stage TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    -- When to look whether the student is back; NULL: closed.
    look_at BIGINT,
    PRIMARY KEY (student_id, case_id)
) {clustered};
CREATE INDEX cases_owner ON cases (owner_id) WHERE stage <> 'closed';
CREATE INDEX cases_look ON cases (look_at) WHERE look_at IS NOT NULL;

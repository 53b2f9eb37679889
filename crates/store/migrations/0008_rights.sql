-- Who may see whom, who did what, and how one signs in.

-- Who they are, for a student's own account.
ALTER TABLE users ADD COLUMN student_id {blob};

-- An advisor has taken over for a colleague, until the end of that day.
CREATE TABLE takeovers (
    student_id {blob} NOT NULL,
    staff_id {blob} NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    PRIMARY KEY (student_id, staff_id)
) {clustered};

-- What was done, in one chain for each process. A row is never altered: its
-- hash covers it and the hash before it.
CREATE TABLE audit (
    chain {blob} NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- The account; NULL: nobody signed in, or the command line.
    actor {blob},
    action TEXT NOT NULL,
    -- Salted hash of whom it is about.
    subject {blob},
    -- Ids and words of ours: nothing that names a person.
    body TEXT NOT NULL,
    prev {blob} NOT NULL,
    hash {blob} NOT NULL,
    PRIMARY KEY (chain, seq)
) {clustered};
CREATE INDEX audit_subject ON audit (subject) WHERE subject IS NOT NULL;

-- The last link of each chain. They are also kept outside of the database.
CREATE TABLE audit_heads (
    chain {blob} PRIMARY KEY,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    hash {blob} NOT NULL
);

-- Erasing somebody deletes the salt; nobody can then tell which rows are theirs.
CREATE TABLE audit_salts (
    student_id {blob} PRIMARY KEY,
    salt {blob} NOT NULL
);

-- Whose session it is, to show it and end it; since when, and on what.
ALTER TABLE web_sessions ADD COLUMN user_id {blob};
ALTER TABLE web_sessions ADD COLUMN started_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE web_sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
CREATE INDEX web_sessions_user ON web_sessions (user_id) WHERE user_id IS NOT NULL;

-- A link to choose a password with, once. Only its hash is kept.
CREATE TABLE invitations (
    token {blob} PRIMARY KEY,
    user_id {blob} NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX invitations_user ON invitations (user_id);

-- Wrong passwords by hash of the address, whether it has an account or not.
CREATE TABLE sign_in_failures (
    address {blob} PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failures_last ON sign_in_failures (last_at);

-- A second factor (RFC 6238), and the codes for the day the telephone is lost.
CREATE TABLE second_factors (
    user_id {blob} PRIMARY KEY,
    secret {blob} NOT NULL,
    -- NULL: shown, and not yet confirmed by a code.
    confirmed_at BIGINT,
    -- The latest time step whose code was used: none is good twice.
    last_step BIGINT NOT NULL
);
CREATE TABLE recovery_codes (
    user_id {blob} NOT NULL,
    code {blob} NOT NULL,
    PRIMARY KEY (user_id, code)
) {clustered};

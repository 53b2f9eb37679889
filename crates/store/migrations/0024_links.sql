-- Personal links that were given, and why somebody read what is for few eyes.

-- A link is known by whose it is and until when it opens, which it says itself.
CREATE TABLE personal_links (
    -- A student's or a mentor's id.
    holder_id {blob} NOT NULL,
    expires_at BIGINT NOT NULL,
    -- NULL: it was given before this table was there, and opened since.
    given_at BIGINT,
    -- By which account; NULL: the command line, or not known.
    given_by {blob},
    -- When it was opened for the first time on the last day on which it was.
    used_at BIGINT,
    -- NULL: it opens.
    closed_at BIGINT,
    PRIMARY KEY (holder_id, expires_at)
) {clustered};
CREATE INDEX personal_links_expiry ON personal_links (expires_at);

-- Somebody who is not near a student says why they read what is for few eyes.
CREATE TABLE sensitive_reasons (
    student_id {blob} NOT NULL,
    user_id {blob} NOT NULL,
    at BIGINT NOT NULL,
    -- It opens the page until then.
    until_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (student_id, user_id, at)
) {clustered};

-- People who are to be erased, what is left of them, and programs that bring
-- facts.

-- Asked for, and carried out when it is due; taken back, the row goes.
CREATE TABLE erasures (
    student_id {blob} PRIMARY KEY,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    -- By which account; NULL: the command line.
    user_id {blob},
    reason TEXT NOT NULL
);
CREATE INDEX erasures_due ON erasures (due_at);

-- How many people were erased, by what they had come to: nothing here tells
-- one of them from another.
CREATE TABLE erased_people (
    programme TEXT NOT NULL,
    -- In which they began; 0: not known.
    year BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (programme, year, outcome)
);

-- Only the hash of a token is kept.
CREATE TABLE tokens (
    token_id {blob} PRIMARY KEY,
    hash {blob} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Words, with blanks between: what it may.
    may TEXT NOT NULL,
    -- Under which source its facts are kept.
    source TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- The day on which it was last used.
    used_at BIGINT,
    revoked_at BIGINT
);

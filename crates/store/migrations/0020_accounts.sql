-- Accounts that were ended: nobody signs in with one, and what it once did
-- keeps its author.
ALTER TABLE users ADD COLUMN ended_at BIGINT;

-- Facts whose words are for few eyes: they are told nowhere but on a page of
-- their own, and each view of it is remembered.
CREATE TABLE sensitive_words (
    student_id {blob} NOT NULL,
    fact_id {blob} NOT NULL,
    PRIMARY KEY (student_id, fact_id)
) {clustered};

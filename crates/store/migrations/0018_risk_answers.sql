-- What models said of students for nobody to see: the weekly look keeps it, so
-- that two models can be held against each other once it is known what came of
-- it. Computed, never shown, and no fact.

CREATE TABLE risk_answers (
    student_id {blob} NOT NULL,
    enrolment_id {blob} NOT NULL,
    model TEXT NOT NULL,
    -- The Monday as of which everybody was looked at.
    at BIGINT NOT NULL,
    -- Probability, in millionths.
    said BIGINT NOT NULL,
    PRIMARY KEY (student_id, enrolment_id, model, at)
) {clustered};

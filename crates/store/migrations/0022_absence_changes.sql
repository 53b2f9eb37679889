-- An absence may last longer than it was said to, or somebody else may answer.
ALTER TABLE absences ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- What was said of an absence before something else was: for the hour in which
-- that can be taken back, and to know who answered when.
CREATE TABLE absence_versions (
    absence_id {blob} NOT NULL,
    version BIGINT NOT NULL,
    -- When something else was said.
    changed_at BIGINT NOT NULL,
    until_at BIGINT,
    back_at BIGINT,
    stand_in_id {blob} NOT NULL,
    PRIMARY KEY (absence_id, version)
) {clustered};
CREATE INDEX absence_versions_changed ON absence_versions (changed_at);

CREATE TABLE stand_in_versions (
    student_id {blob} NOT NULL,
    absence_id {blob} NOT NULL,
    version BIGINT NOT NULL,
    stand_in_id {blob} NOT NULL,
    PRIMARY KEY (student_id, absence_id, version)
) {clustered};
CREATE INDEX stand_in_versions_absence ON stand_in_versions (absence_id, version);

-- What was given together is counted without reading each of its rows.
DROP INDEX hand_overs_at;
CREATE INDEX hand_overs_at ON hand_overs (at, relay_id, undone_at);

-- Who asked something these days, without reading everybody's facts.
CREATE INDEX facts_asked ON facts (occurred_at, student_id) WHERE kind = 'question_asked';

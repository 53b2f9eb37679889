-- Whoever an obstacle concerns reads of it first, and replies.

-- The student's mentor then, where the mark is about mentoring.
ALTER TABLE ours ADD COLUMN mentor_id {blob};
ALTER TABLE ours ADD COLUMN reply TEXT;
ALTER TABLE ours ADD COLUMN replied_at BIGINT;
CREATE INDEX ours_mentor ON ours (mentor_id, at) WHERE mentor_id IS NOT NULL;

-- With which account an indicator was changed; NULL: the program, or the
-- command line.
ALTER TABLE indicator_changes ADD COLUMN user_id {blob};

-- Whoever is in a phase, without reading the journeys.
CREATE INDEX journeys_phase ON journeys (phase, student_id);

-- Who has a part in an open case beside whoever follows it: the care team, and
-- whoever has a step to do. Follows from the case's events.
CREATE TABLE case_parts (
    student_id {blob} NOT NULL,
    case_id {blob} NOT NULL,
    staff_id {blob} NOT NULL,
    PRIMARY KEY (student_id, case_id, staff_id)
) {clustered};
CREATE INDEX case_parts_staff ON case_parts (staff_id);

-- What somebody promises in a message that leaves later: made when it leaves.
-- JSON: [[words, due], …].
ALTER TABLE scheduled_messages ADD COLUMN promises TEXT NOT NULL DEFAULT '[]';

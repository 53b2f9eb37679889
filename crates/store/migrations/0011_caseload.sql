-- Who follows whom: what is known of each advisor's week, absences and their
-- stand-ins, and students given to somebody else in one go.

-- Whoever has no row has the school's usual week.
CREATE TABLE advisors (
    staff_id {blob} PRIMARY KEY,
    -- For contacts, each week.
    minutes BIGINT NOT NULL,
    -- Codes, with blanks between; empty: nobody said.
    languages TEXT NOT NULL,
    -- Keys, JSON; empty: any.
    programmes TEXT NOT NULL,
    -- NULL: the school's.
    time_zone TEXT,
    -- From then on they are no longer with the school.
    gone_at BIGINT
);

CREATE TABLE absences (
    absence_id {blob} PRIMARY KEY,
    staff_id {blob} NOT NULL,
    from_at BIGINT NOT NULL,
    -- NULL: nobody knows yet.
    until_at BIGINT,
    -- When they were really back.
    back_at BIGINT,
    stand_in_id {blob} NOT NULL
);
CREATE INDEX absences_staff ON absences (staff_id);

-- Students for whom somebody else than the absence's stand-in answers.
CREATE TABLE stand_ins (
    student_id {blob} NOT NULL,
    absence_id {blob} NOT NULL,
    stand_in_id {blob} NOT NULL,
    PRIMARY KEY (student_id, absence_id)
) {clustered};
CREATE INDEX stand_ins_absence ON stand_ins (absence_id);

-- Students who were given to somebody else. The assignment itself is a fact;
-- this tells what went together, and why.
CREATE TABLE hand_overs (
    student_id {blob} NOT NULL,
    relay_id {blob} NOT NULL,
    at BIGINT NOT NULL,
    -- NULL: nobody followed them yet.
    from_id {blob},
    to_id {blob} NOT NULL,
    -- By which member of the team; NULL: the command line.
    by_id {blob},
    undone_at BIGINT,
    PRIMARY KEY (student_id, relay_id)
) {clustered};
CREATE INDEX hand_overs_relay ON hand_overs (relay_id);
CREATE INDEX hand_overs_at ON hand_overs (at);

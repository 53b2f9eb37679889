-- What people say of themselves on their own pages.

-- A student's wishes: what a source says never takes their place.
CREATE TABLE wishes (
    student_id {blob} PRIMARY KEY,
    good_hours TEXT,
    -- By which channel they would rather be reached.
    channel TEXT,
    said_at BIGINT NOT NULL
);

-- What a mentor can take on.
CREATE TABLE availability (
    staff_id {blob} PRIMARY KEY,
    -- How many more students; NULL: nobody said.
    more BIGINT,
    away_from BIGINT,
    -- The first instant back.
    away_until BIGINT,
    said_at BIGINT NOT NULL
);

-- Whose account it is, found from the person.
CREATE INDEX users_student ON users (student_id) WHERE student_id IS NOT NULL;
CREATE INDEX users_staff ON users (staff_id) WHERE staff_id IS NOT NULL;

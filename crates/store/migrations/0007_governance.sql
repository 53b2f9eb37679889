-- Who changed which indicator, when and why; what contacts said of a signal;
-- and what the school owes an answer for.

-- A version's state is that of its latest change. A row is never altered.
CREATE TABLE indicator_changes (
    indicator TEXT NOT NULL,
    -- 1, 2, …: the order of the changes of one indicator.
    serial BIGINT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- NULL: the program, or the command line without a name.
    staff_id {blob},
    reason TEXT NOT NULL,
    -- Going live: minutes a week that the team's indicators then ask for, and
    -- those there are. NULL where nobody counted.
    minutes_asked BIGINT,
    minutes_there BIGINT,
    PRIMARY KEY (indicator, serial)
) {clustered};

-- Until now a version was published when the one before it ended.
INSERT INTO indicator_changes (indicator, serial, version, at, state, reason)
SELECT id, 2 * version - 1, version, published_at, state, '' FROM indicators;
INSERT INTO indicator_changes (indicator, serial, version, at, state, reason)
SELECT before.id, 2 * before.version, before.version, after.published_at, 'retired', ''
FROM indicators before JOIN indicators after
ON after.id = before.id AND after.version = before.version + 1;
ALTER TABLE indicators DROP COLUMN published_at;
ALTER TABLE indicators DROP COLUMN state;

-- One optional tap on a contact: did the signal behind it help?
CREATE TABLE feedback (
    student_id {blob} NOT NULL,
    -- The fact that is the contact.
    contact_id {blob} NOT NULL,
    indicator TEXT NOT NULL,
    version BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    at BIGINT NOT NULL,
    staff_id {blob} NOT NULL,
    PRIMARY KEY (student_id, contact_id, indicator)
) {clustered};
CREATE INDEX feedback_verdicts ON feedback (indicator, version, verdict);

-- "This one is on us", said on a contact; the words are those of the contact.
CREATE TABLE ours (
    student_id {blob} NOT NULL,
    contact_id {blob} NOT NULL,
    cause TEXT NOT NULL,
    at BIGINT NOT NULL,
    staff_id {blob} NOT NULL,
    -- Who looks into it; NULL: nobody yet.
    owner_id {blob},
    answer TEXT,
    answered_at BIGINT,
    PRIMARY KEY (student_id, contact_id)
) {clustered};
CREATE INDEX ours_open ON ours (at) WHERE answered_at IS NULL;

-- How often each version begins to ring, week by week.
CREATE INDEX signals_since ON signals (since, indicator, indicator_version);

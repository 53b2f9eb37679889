-- Dropping a message that waits is taken back within the hour: until then it
-- stays, with when it was dropped and by whom; NULL: it was not.
ALTER TABLE scheduled_messages ADD COLUMN dropped_at BIGINT;
ALTER TABLE scheduled_messages ADD COLUMN dropped_by {blob};
CREATE INDEX scheduled_messages_dropped ON scheduled_messages (dropped_at)
    WHERE dropped_at IS NOT NULL;

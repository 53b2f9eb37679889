-- What was written to leave later, and was kept from it because something
-- happened meanwhile; NULL: nothing did.
ALTER TABLE scheduled_messages ADD COLUMN kept_at BIGINT;
ALTER TABLE scheduled_messages ADD COLUMN kept_because TEXT;
CREATE INDEX scheduled_messages_kept ON scheduled_messages (kept_at) WHERE kept_at IS NOT NULL;

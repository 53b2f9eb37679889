-- What rings across the school, by indicator, newest first: without it, every
-- signal that ever rang would be read.
CREATE INDEX signals_ringing ON signals (indicator, since) WHERE cleared_at IS NULL;

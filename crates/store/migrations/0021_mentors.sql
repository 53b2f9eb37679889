-- What a mentor reads of those who are no longer with them, without reading
-- everybody's facts: whom they were worried about, and whom they ever had. The
-- body of such a fact names the mentor, and nothing else.
CREATE INDEX facts_worries ON facts (occurred_at) WHERE kind = 'concern_raised';
CREATE INDEX facts_taught_by ON facts (body) WHERE kind = 'mentor_assigned';

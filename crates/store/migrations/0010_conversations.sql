-- Messages that somebody wrote to leave later. A row goes when its message
-- does, or when it is cancelled.
CREATE TABLE scheduled_messages (
    student_id {blob} NOT NULL,
    message_id {blob} NOT NULL,
    -- Counts the changes: whoever changes one says which they saw.
    version BIGINT NOT NULL,
    staff_id {blob} NOT NULL,
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    send_at BIGINT NOT NULL,
    -- Unless the student answers, it is taken up again then; NULL: it is not.
    follow_up_at BIGINT,
    PRIMARY KEY (student_id, message_id)
) {clustered};
CREATE INDEX scheduled_messages_due ON scheduled_messages (send_at);

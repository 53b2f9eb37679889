UPDATE scheduled_messages SET kept_at = 170, kept_because = 'danger';

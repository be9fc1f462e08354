-- Since when an answer counts no more, because whoever gave it is suspended here.
ALTER TABLE event_answers ADD COLUMN aside_at BIGINT;

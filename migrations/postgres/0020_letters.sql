-- Decision-makers that people can write to. Their address is for the people of the house, and stands in no document.
CREATE TABLE letter_targets (
    id BIGINT NOT NULL PRIMARY KEY,
    campaign_id BIGINT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    -- The name under which the campaign addresses them.
    name TEXT NOT NULL,
    -- Sealed with the key-encryption key.
    address BYTEA NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    -- Time zone, days and hours, as JSON.
    hours TEXT NOT NULL,
    per_hour BIGINT NOT NULL,
    -- When the newest letter to them goes.
    last_due_at BIGINT,
    -- When the newest was handed to the outbox.
    last_handed_at BIGINT,
    created_at BIGINT NOT NULL,
    -- Since when no more letters are taken.
    closed_at BIGINT,
    UNIQUE (campaign_id, name)
);

-- Letters: one of each person to each decision-maker. What stands in one is erased when it is over.
CREATE TABLE letters (
    id BIGINT NOT NULL PRIMARY KEY,
    target_id BIGINT NOT NULL REFERENCES letter_targets (id) ON DELETE CASCADE,
    -- A keyed digest of the writer's address.
    digest BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'planned', 'handed', 'sent', 'refused', 'failed')),
    -- The writer's name, address and words, sealed.
    sealed BYTEA,
    asked_at BIGINT NOT NULL,
    due_at BIGINT,
    done_at BIGINT,
    UNIQUE (target_id, digest)
);
CREATE INDEX letters_due ON letters (target_id, due_at) WHERE state = 'planned';
CREATE INDEX letters_asked ON letters (asked_at) WHERE state = 'asked';

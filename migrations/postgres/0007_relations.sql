-- What people want to see and hear of each other. A mute ends by itself when its time has come.
CREATE TABLE mutes (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Whether notifications are muted as well; off, only timelines are.
    notifications BOOLEAN NOT NULL,
    expires_at BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id)
);
CREATE INDEX mutes_target ON mutes (target_id);
CREATE INDEX mutes_end ON mutes (expires_at) WHERE expires_at IS NOT NULL;

-- Domains that one member wants nothing of. What the whole server refuses is in domain_rules.
CREATE TABLE domain_blocks (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    domain TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, domain)
);

-- What a follower wants of somebody, where it is not simply everything. It ends with the follow.
CREATE TABLE follow_wishes (
    follower_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    -- Boosts reach the follower's home.
    boosts BOOLEAN NOT NULL,
    -- The follower is told of every post.
    notify BOOLEAN NOT NULL,
    -- Languages that reach the follower's home; an empty list means all.
    languages TEXT NOT NULL,
    PRIMARY KEY (follower_id, target_id),
    FOREIGN KEY (follower_id, target_id) REFERENCES follows (follower_id, target_id) ON DELETE CASCADE
);
CREATE INDEX follow_wishes_target ON follow_wishes (target_id);

-- What a member notes about somebody, for their own eyes.
CREATE TABLE notes (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    note TEXT NOT NULL,
    PRIMARY KEY (account_id, target_id)
);
CREATE INDEX notes_target ON notes (target_id);

-- People whom a member shows on their profile. It ends with the follow.
CREATE TABLE recommendations (
    account_id BIGINT NOT NULL,
    target_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, target_id),
    FOREIGN KEY (account_id, target_id) REFERENCES follows (follower_id, target_id) ON DELETE CASCADE
);

ALTER TABLE reports ADD COLUMN category TEXT NOT NULL DEFAULT 'other';
ALTER TABLE reports ADD COLUMN rules TEXT NOT NULL DEFAULT '[]';
ALTER TABLE reports ADD COLUMN forwarded_at BIGINT;
CREATE INDEX reports_from ON reports (from_id, created_at);

-- What an account wants to be told by people it does not know, and what waits until it has decided.

CREATE TABLE notification_policies (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    not_following TEXT NOT NULL CHECK (not_following IN ('accept', 'filter', 'drop')),
    not_followers TEXT NOT NULL CHECK (not_followers IN ('accept', 'filter', 'drop')),
    new_accounts TEXT NOT NULL CHECK (new_accounts IN ('accept', 'filter', 'drop')),
    private_mentions TEXT NOT NULL CHECK (private_mentions IN ('accept', 'filter', 'drop')),
    limited_accounts TEXT NOT NULL CHECK (limited_accounts IN ('accept', 'filter', 'drop'))
);

-- Whom the account has let in, whatever its policy says.
CREATE TABLE notification_permissions (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    from_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, from_id)
);
CREATE INDEX notification_permissions_from ON notification_permissions (from_id);

-- Somebody whose notifications wait. What they are is in `notifications`.
CREATE TABLE notification_requests (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    from_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (account_id, from_id)
);
CREATE INDEX notification_requests_account ON notification_requests (account_id, id);
CREATE INDEX notification_requests_from ON notification_requests (from_id);
CREATE INDEX notification_requests_post ON notification_requests (post_id) WHERE post_id IS NOT NULL;

-- Since when a notification waits.
ALTER TABLE notifications ADD COLUMN held_at BIGINT;
CREATE INDEX notifications_held ON notifications (account_id, from_id) WHERE held_at IS NOT NULL;

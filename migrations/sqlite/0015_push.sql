-- Keys of the server itself. Never deleted, only retired; at most one of a purpose is in use.
CREATE TABLE server_keys (
    id INTEGER NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('push')),
    public BLOB NOT NULL,
    -- Sealed with the key-encryption key.
    secret BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX server_keys_in_use ON server_keys (purpose) WHERE retired_at IS NULL;

-- Devices that want to be woken: one of each token, gone with it.
CREATE TABLE push_subscriptions (
    id INTEGER NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE REFERENCES tokens (digest) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Address and keys of the device, sealed with the key-encryption key.
    device BLOB NOT NULL,
    standard INTEGER NOT NULL,
    -- A JSON list of names.
    alerts TEXT NOT NULL,
    policy TEXT NOT NULL CHECK (policy IN ('all', 'followed', 'follower', 'none')),
    private_text INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX push_subscriptions_account ON push_subscriptions (account_id);

-- What waits to be sent to a device.
CREATE TABLE pushes (
    subscription_id INTEGER NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    notification_id INTEGER NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    PRIMARY KEY (subscription_id, notification_id)
) STRICT;
CREATE INDEX pushes_due ON pushes (due_at);
CREATE INDEX pushes_notification ON pushes (notification_id);

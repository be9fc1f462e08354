-- Keys of the server itself. Never deleted, only retired; at most one of a purpose is in use.
CREATE TABLE server_keys (
    id BIGINT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('push')),
    public BYTEA NOT NULL,
    -- Sealed with the key-encryption key.
    secret BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);
CREATE UNIQUE INDEX server_keys_in_use ON server_keys (purpose) WHERE retired_at IS NULL;

-- Devices that want to be woken: one of each token, gone with it.
CREATE TABLE push_subscriptions (
    id BIGINT NOT NULL PRIMARY KEY,
    token_digest BYTEA NOT NULL UNIQUE REFERENCES tokens (digest) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Address and keys of the device, sealed with the key-encryption key.
    device BYTEA NOT NULL,
    standard BOOLEAN NOT NULL,
    -- A JSON list of names.
    alerts TEXT NOT NULL,
    policy TEXT NOT NULL CHECK (policy IN ('all', 'followed', 'follower', 'none')),
    private_text BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX push_subscriptions_account ON push_subscriptions (account_id);

-- What waits to be sent to a device.
CREATE TABLE pushes (
    subscription_id BIGINT NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    notification_id BIGINT NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    PRIMARY KEY (subscription_id, notification_id)
);
CREATE INDEX pushes_due ON pushes (due_at);
CREATE INDEX pushes_notification ON pushes (notification_id);

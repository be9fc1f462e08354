-- Programs that people use to come here. Secrets, codes and tokens are kept as SHA-256 only.
CREATE TABLE apps (
    id BIGINT NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL UNIQUE,
    secret BYTEA NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- What a person has allowed an app, until the app fetches its token. A used code is kept for a day, so that a second
-- use is known for what it is.
CREATE TABLE codes (
    digest BYTEA NOT NULL PRIMARY KEY,
    app_id BIGINT NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge BYTEA,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX codes_app ON codes (app_id);
CREATE INDEX codes_member ON codes (member_id);
CREATE INDEX codes_age ON codes (expires_at);

-- A token has a member, or an app, or both. Its account is the actor it acts as; none means the member's own.
ALTER TABLE tokens ALTER COLUMN member_id DROP NOT NULL;
ALTER TABLE tokens ADD COLUMN app_id BIGINT REFERENCES apps (id) ON DELETE CASCADE;
ALTER TABLE tokens ADD COLUMN account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE;
ALTER TABLE tokens ADD COLUMN code BYTEA;
ALTER TABLE tokens ADD CHECK (member_id IS NOT NULL OR app_id IS NOT NULL);
CREATE INDEX tokens_app ON tokens (app_id);
CREATE INDEX tokens_code ON tokens (code);

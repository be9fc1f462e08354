-- Programs that people use to come here. Secrets, codes and tokens are kept as SHA-256 only.
CREATE TABLE apps (
    id INTEGER NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL UNIQUE,
    secret BLOB NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- What a person has allowed an app, until the app fetches its token. A used code is kept for a day, so that a second
-- use is known for what it is.
CREATE TABLE codes (
    digest BLOB NOT NULL PRIMARY KEY,
    app_id INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX codes_app ON codes (app_id);
CREATE INDEX codes_member ON codes (member_id);
CREATE INDEX codes_age ON codes (expires_at);

-- A token has a member, or an app, or both. Its account is the actor it acts as; none means the member's own.
CREATE TABLE tokens_with_apps (
    digest BLOB NOT NULL PRIMARY KEY,
    member_id INTEGER REFERENCES members (id) ON DELETE CASCADE,
    app_id INTEGER REFERENCES apps (id) ON DELETE CASCADE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    code BLOB,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    CHECK (member_id IS NOT NULL OR app_id IS NOT NULL)
) STRICT;
INSERT INTO tokens_with_apps (digest, member_id, name, scopes, created_at, revoked_at)
SELECT digest, member_id, name, scopes, created_at, revoked_at FROM tokens;
DROP TABLE tokens;
ALTER TABLE tokens_with_apps RENAME TO tokens;
CREATE INDEX tokens_member ON tokens (member_id);
CREATE INDEX tokens_app ON tokens (app_id);
CREATE INDEX tokens_code ON tokens (code);

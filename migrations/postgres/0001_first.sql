-- The first schema. Ids and times are 64-bit integers (times in unix milliseconds); JSON is kept as the exact text.
-- The same tables, columns and names stand in the other folder; a test compares them.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE accounts (
    id BIGINT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    username TEXT NOT NULL,
    host TEXT,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    url TEXT,
    inbox TEXT NOT NULL,
    shared_inbox TEXT,
    followers TEXT,
    following TEXT,
    outbox TEXT,
    featured TEXT,
    -- What fan-out selects: the inbox that reaches the account with the fewest requests, and its authority.
    delivery_inbox TEXT NOT NULL,
    delivery_host TEXT NOT NULL,
    locked BOOLEAN NOT NULL,
    discoverable BOOLEAN NOT NULL,
    profile TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    fetched_at BIGINT NOT NULL,
    gone_at BIGINT,
    suspended_at BIGINT,
    moved_at BIGINT
);
CREATE UNIQUE INDEX accounts_local_name ON accounts (username) WHERE host IS NULL;
CREATE INDEX accounts_host ON accounts (host, username);

CREATE TABLE keys (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('signature', 'proof')),
    algorithm TEXT NOT NULL CHECK (algorithm IN ('rsa', 'ed25519')),
    public BYTEA NOT NULL,
    -- Sealed with the key-encryption key; only for accounts that live here.
    secret BYTEA,
    created_at BIGINT NOT NULL,
    retired_at BIGINT,
    UNIQUE (account_id, uri)
);
CREATE INDEX keys_uri ON keys (uri);

CREATE TABLE follows (
    follower_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('requested', 'accepted')),
    uri TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (follower_id, target_id)
);
CREATE INDEX follows_target ON follows (target_id, state, follower_id);

CREATE TABLE blocks (
    blocker_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (blocker_id, target_id)
);
CREATE INDEX blocks_target ON blocks (target_id);

CREATE TABLE posts (
    id BIGINT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'followers', 'direct')),
    in_reply_to_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    in_reply_to_uri TEXT,
    texts TEXT NOT NULL,
    warning TEXT,
    sensitive BOOLEAN NOT NULL,
    url TEXT,
    published_at BIGINT NOT NULL,
    edited_at BIGINT,
    version BIGINT NOT NULL,
    details TEXT NOT NULL,
    -- The exact JSON of the present version as we sent it, with its proof; only for our own posts.
    object TEXT,
    likes BIGINT NOT NULL,
    boosts BIGINT NOT NULL,
    replies BIGINT NOT NULL
);
CREATE INDEX posts_account ON posts (account_id, id);
CREATE INDEX posts_visibility ON posts (visibility, id);
CREATE INDEX posts_reply ON posts (in_reply_to_id, id) WHERE in_reply_to_id IS NOT NULL;
CREATE INDEX posts_orphan ON posts (in_reply_to_uri) WHERE in_reply_to_id IS NULL AND in_reply_to_uri IS NOT NULL;

-- Versions that are no longer the present one.
CREATE TABLE versions (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    texts TEXT NOT NULL,
    warning TEXT,
    details TEXT NOT NULL,
    object TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (post_id, version)
);

-- Accounts that a post was addressed to by name: they may see it whatever its visibility.
CREATE TABLE addressees (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, account_id)
);
CREATE INDEX addressees_account ON addressees (account_id, post_id);

CREATE TABLE tags (
    tag TEXT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (tag, post_id)
);
CREATE INDEX tags_post ON tags (post_id);

CREATE TABLE likes (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    emoji TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
);
CREATE INDEX likes_post ON likes (post_id);

CREATE TABLE boosts (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    visibility TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, post_id)
);
CREATE INDEX boosts_post ON boosts (post_id);
CREATE INDEX boosts_account ON boosts (account_id, id);

CREATE TABLE pins (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, post_id)
);
CREATE INDEX pins_post ON pins (post_id);

-- Stamps that allow somebody's quote of a post of ours (FEP-044f).
CREATE TABLE quotes (
    id BIGINT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    quote_uri TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);
CREATE INDEX quotes_post ON quotes (post_id);

-- Home timelines of accounts that live here. An entry is a post, or a boost of one.
CREATE TABLE home (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    entry_id BIGINT NOT NULL,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    boost_id BIGINT REFERENCES boosts (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, entry_id)
);
CREATE INDEX home_post ON home (post_id);
CREATE INDEX home_boost ON home (boost_id) WHERE boost_id IS NOT NULL;

CREATE TABLE notifications (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    from_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id BIGINT REFERENCES posts (id) ON DELETE CASCADE,
    -- The same thing told twice is told once.
    subject TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (account_id, subject)
);
CREATE INDEX notifications_account ON notifications (account_id, id);
CREATE INDEX notifications_post ON notifications (post_id) WHERE post_id IS NOT NULL;

-- Ids of objects that were deleted and of activities that were undone, so that a late copy has no effect.
-- A row holds only for the actor who made it.
CREATE TABLE tombstones (
    uri TEXT NOT NULL,
    actor_uri TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (uri, actor_uri)
);
CREATE INDEX tombstones_age ON tombstones (created_at);

-- What other servers have told us. The row is the promise behind every 202; after its work is done it stays
-- without its body, so that the same activity is not done twice.
CREATE TABLE inbox (
    id BIGINT NOT NULL PRIMARY KEY,
    activity_uri TEXT NOT NULL UNIQUE,
    actor_uri TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'quarantined')),
    attempts BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    reason TEXT
);
CREATE INDEX inbox_due ON inbox (due_at, id) WHERE state = 'pending';
CREATE INDEX inbox_quarantined ON inbox (id) WHERE state = 'quarantined';
CREATE INDEX inbox_age ON inbox (received_at);

-- What we told other servers, as the exact bytes.
CREATE TABLE activities (
    id BIGINT NOT NULL PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    object_uri TEXT NOT NULL,
    body TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX activities_account ON activities (account_id, id) WHERE is_public;
CREATE INDEX activities_object ON activities (object_uri, id);

CREATE TABLE deliveries (
    activity_id BIGINT NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
    inbox TEXT NOT NULL,
    host TEXT NOT NULL,
    -- The key that signs it: not simply its author's, so that an old key can still speak for an old id.
    key_id BIGINT NOT NULL REFERENCES keys (id),
    object_uri TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('pending', 'delivered', 'rejected', 'gone', 'expired', 'superseded', 'dropped')),
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    done_at BIGINT,
    last_status BIGINT,
    last_error TEXT,
    PRIMARY KEY (activity_id, inbox)
);
CREATE INDEX deliveries_lane ON deliveries (host, due_at, activity_id) WHERE state = 'pending';
CREATE INDEX deliveries_object ON deliveries (object_uri, inbox) WHERE state = 'pending';
CREATE INDEX deliveries_expired ON deliveries (host) WHERE state = 'expired';
CREATE INDEX deliveries_done ON deliveries (done_at) WHERE done_at IS NOT NULL;

-- One row a host: when its next delivery is due, and how it behaves. A lane that is parked costs nothing.
CREATE TABLE lanes (
    host TEXT NOT NULL PRIMARY KEY,
    due_at BIGINT,
    claimed_until BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    parked_until BIGINT,
    scheme TEXT,
    scheme_until BIGINT,
    last_error TEXT,
    last_success_at BIGINT,
    last_failure_at BIGINT
);
CREATE INDEX lanes_due ON lanes (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE domain_rules (
    domain TEXT NOT NULL PRIMARY KEY,
    rule TEXT NOT NULL CHECK (rule IN ('block', 'allow')),
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- People who may sign in here.
CREATE TABLE members (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL UNIQUE REFERENCES accounts (id),
    username TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('member', 'moderator', 'editor', 'spokesperson', 'owner')),
    created_at BIGINT NOT NULL,
    suspended_at BIGINT
);

-- Secrets are kept as SHA-256 only.
CREATE TABLE tokens (
    digest BYTEA NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX tokens_member ON tokens (member_id);

CREATE TABLE sessions (
    digest BYTEA NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_member ON sessions (member_id);

CREATE TABLE sign_in_links (
    digest BYTEA NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sign_in_links_member ON sign_in_links (member_id);

CREATE TABLE reports (
    id BIGINT NOT NULL PRIMARY KEY,
    from_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    posts TEXT NOT NULL,
    comment TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT
);

-- What people of the coalition did here. Never on the wire.
CREATE TABLE audit (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

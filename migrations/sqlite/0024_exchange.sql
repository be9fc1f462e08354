-- Calls between coalitions: which texts are one, so that they can be listed. What a call says is in its post.
CREATE TABLE calls (
    post_id INTEGER NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('legal-aid', 'translation', 'witnesses', 'mirror', 'funds', 'other', 'idea')),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    until_at INTEGER,
    -- Whether everybody may see it, or only those whom it was sent to: 1 or 0.
    is_public INTEGER NOT NULL
) STRICT;
CREATE INDEX calls_account ON calls (account_id, post_id);
CREATE INDEX calls_state ON calls (state, post_id);

-- Who took up which idea of ours.
CREATE TABLE call_adoptions (
    post_id INTEGER NOT NULL REFERENCES calls (post_id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (post_id, account_id)
) STRICT;

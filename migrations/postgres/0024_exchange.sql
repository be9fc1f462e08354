-- Calls between coalitions: which texts are one, so that they can be listed. What a call says is in its post.
CREATE TABLE calls (
    post_id BIGINT NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('legal-aid', 'translation', 'witnesses', 'mirror', 'funds', 'other', 'idea')),
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    until_at BIGINT,
    -- Whether everybody may see it, or only those whom it was sent to: 1 or 0.
    is_public BIGINT NOT NULL
);
CREATE INDEX calls_account ON calls (account_id, post_id);
CREATE INDEX calls_state ON calls (state, post_id);

-- Who took up which idea of ours.
CREATE TABLE call_adoptions (
    post_id BIGINT NOT NULL REFERENCES calls (post_id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id)
);

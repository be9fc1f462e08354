-- What has to be done about a poll, and when. The options stand with the post; a poll of somebody else has a row once
-- somebody here has voted in it.
CREATE TABLE polls (
    post_id BIGINT NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    -- When votes that nobody elsewhere knows of are told; null when there are none.
    tell_at BIGINT,
    -- When it ends; null when it never does, and after its end was told.
    end_at BIGINT
);
CREATE INDEX polls_tell ON polls (tell_at) WHERE tell_at IS NOT NULL;
CREATE INDEX polls_end ON polls (end_at) WHERE end_at IS NOT NULL;

-- Who chose what: so that nobody chooses twice. Only the sums are ever told.
CREATE TABLE votes (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    choice BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (post_id, account_id, choice)
);
CREATE INDEX votes_account ON votes (account_id);

-- Why a draft did not go out, by the name of the text that says it: each reader reads it in their language. The sentence stays
-- beside it, for reasons that have no such text.
ALTER TABLE drafts ADD COLUMN failure_code TEXT;
-- Until now this one reason was known by its English sentence.
UPDATE drafts SET failure_code = 'refusal-endorsement-changed-since'
WHERE failure = 'This is not the version that was looked at: it has changed since. Nothing was signed. Read it again.';

-- What came of a command that nobody showed a token for. Those of members are in idempotency_keys.
CREATE TABLE house_keys (
    key TEXT NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX house_keys_age ON house_keys (created_at);

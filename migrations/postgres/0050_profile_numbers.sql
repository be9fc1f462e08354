-- What another server says about the numbers of its actors: followers, followed, posts. NULL where it says nothing.
ALTER TABLE accounts ADD COLUMN their_followers BIGINT;
ALTER TABLE accounts ADD COLUMN their_following BIGINT;
ALTER TABLE accounts ADD COLUMN their_posts BIGINT;
-- When it is asked next, and when it was asked last.
ALTER TABLE accounts ADD COLUMN count_due_at BIGINT;
ALTER TABLE accounts ADD COLUMN counted_at BIGINT;
CREATE INDEX accounts_count_due ON accounts (count_due_at) WHERE count_due_at IS NOT NULL;

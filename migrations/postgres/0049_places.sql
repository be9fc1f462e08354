-- Followers, blocks and the like are shown newest first, and their pages begin at a place that stays what it is when
-- others come and go: an id like all others, 41 bits of milliseconds since 2024 and 22 more. What was there before gets
-- the place of its millisecond, in the order of accounts.
ALTER TABLE follows ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
UPDATE follows SET place = (greatest(created_at - 1704067200000, 0) << 22) + ranked.n FROM (
    SELECT follower_id AS a, target_id AS b, row_number() OVER (PARTITION BY greatest(created_at - 1704067200000, 0) ORDER BY follower_id, target_id) AS n FROM follows
) ranked WHERE follows.follower_id = ranked.a AND follows.target_id = ranked.b;
ALTER TABLE blocks ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
UPDATE blocks SET place = (greatest(created_at - 1704067200000, 0) << 22) + ranked.n FROM (
    SELECT blocker_id AS a, target_id AS b, row_number() OVER (PARTITION BY greatest(created_at - 1704067200000, 0) ORDER BY blocker_id, target_id) AS n FROM blocks
) ranked WHERE blocks.blocker_id = ranked.a AND blocks.target_id = ranked.b;
ALTER TABLE mutes ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
UPDATE mutes SET place = (greatest(created_at - 1704067200000, 0) << 22) + ranked.n FROM (
    SELECT account_id AS a, target_id AS b, row_number() OVER (PARTITION BY greatest(created_at - 1704067200000, 0) ORDER BY account_id, target_id) AS n FROM mutes
) ranked WHERE mutes.account_id = ranked.a AND mutes.target_id = ranked.b;
ALTER TABLE recommendations ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
UPDATE recommendations SET place = (greatest(created_at - 1704067200000, 0) << 22) + ranked.n FROM (
    SELECT account_id AS a, target_id AS b, row_number() OVER (PARTITION BY greatest(created_at - 1704067200000, 0) ORDER BY account_id, target_id) AS n FROM recommendations
) ranked WHERE recommendations.account_id = ranked.a AND recommendations.target_id = ranked.b;
CREATE INDEX follows_to ON follows (target_id, state, place);
CREATE INDEX follows_from ON follows (follower_id, state, place);
CREATE INDEX blocks_place ON blocks (blocker_id, place);
CREATE INDEX mutes_place ON mutes (account_id, place);

-- The lists that were still cut off are read a stretch at a time as well: each along an index, in the order in which it is shown.
CREATE INDEX follows_made ON follows (follower_id, created_at, target_id);
CREATE INDEX joint_state ON joint_campaigns (state, id);
CREATE INDEX joint_ended ON joint_campaigns (side, id) WHERE state IN ('declined', 'left');
DROP INDEX letters_returned;
CREATE INDEX letters_returned ON letters (target_id, returned_at, id) WHERE returned_at IS NOT NULL;
DROP INDEX accounts_suspended;
CREATE INDEX accounts_suspended ON accounts (suspended_at, id) WHERE host IS NOT NULL AND suspended_at IS NOT NULL;
-- By the state first: by the number alone, a stretch would be read out of everything that ever came.
DROP INDEX inbox_quarantined;
CREATE INDEX inbox_quarantined ON inbox (state, id) WHERE state = 'quarantined';

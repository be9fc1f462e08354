-- Pledges of an actor who is suspended here: kept, and not counted until they are heard again.
ALTER TABLE pledges ADD COLUMN aside_at BIGINT;
CREATE INDEX pledges_aside ON pledges (campaign_id) WHERE aside_at IS NOT NULL;

-- How many pledges that count have a place in our sketch, written with each of them, so that nobody has to count.
ALTER TABLE joint_campaigns ADD COLUMN placed BIGINT NOT NULL DEFAULT 0 CHECK (placed >= 0);
UPDATE joint_campaigns SET placed = (
    SELECT count(*) FROM joint_slots s JOIN pledges p ON p.id = s.pledge_id
    WHERE s.joint_id = joint_campaigns.id AND p.state = 'confirmed'
);
-- Places are read a page at a time, in the order of their pledges.
DROP INDEX joint_slots_joint;
CREATE INDEX joint_slots_joint ON joint_slots (joint_id, pledge_id);

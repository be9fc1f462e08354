-- Whoever endorses a campaign passes on the statement at its head. Which one that was is kept, because another may stand
-- there when the endorsement is withdrawn.
ALTER TABLE endorsements ADD COLUMN passed_on_uri TEXT;

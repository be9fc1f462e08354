-- Since when a member may approve. What was written before is approved by those who could then: else one owner makes people
-- who approve what waits.
ALTER TABLE members ADD COLUMN approves_since INTEGER NOT NULL DEFAULT 0;

-- How many had to approve what a public campaign says now, and the state that it is in. None where one person decided alone.

ALTER TABLE campaigns ADD COLUMN quorum BIGINT;

-- Films and sounds are written anew after their upload was answered: until then a row waits, and one of which nothing
-- could be made says why. A sound has no picture: its preview is empty and its sizes are 0.
ALTER TABLE media ADD COLUMN state TEXT NOT NULL DEFAULT 'ready';
ALTER TABLE media ADD COLUMN trouble TEXT;
-- How long it lasts, in milliseconds.
ALTER TABLE media ADD COLUMN duration BIGINT;
CREATE INDEX media_unfinished ON media (id) WHERE state = 'waiting';

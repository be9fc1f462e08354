-- A draft keeps the files that it shows, however long it is reviewed, until it is published or dropped.

ALTER TABLE media ADD COLUMN draft_id INTEGER REFERENCES drafts (id) ON DELETE SET NULL;

CREATE INDEX media_drafts ON media (draft_id) WHERE draft_id IS NOT NULL;

-- What letters to a decision-maker say, version by version: each goes with the words that its writer confirmed. Here stand
-- words of campaigns only, and nothing of a writer.
CREATE TABLE letter_versions (
    target_id BIGINT NOT NULL REFERENCES letter_targets (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (target_id, version)
);
INSERT INTO letter_versions (target_id, version, language, subject, words)
SELECT id, 1, language, subject, words FROM letter_targets;

ALTER TABLE letter_targets ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- The first version that goes to the present address.
ALTER TABLE letter_targets ADD COLUMN address_version BIGINT NOT NULL DEFAULT 1;
-- The version that the mail showed to the writer, and from their word on the one that they confirmed.
ALTER TABLE letters ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX letters_version ON letters (target_id, version) WHERE state IN ('asked', 'planned');

-- The digest of what was endorsed as its owner showed it last.
ALTER TABLE endorsements ADD COLUMN seen_digest TEXT;

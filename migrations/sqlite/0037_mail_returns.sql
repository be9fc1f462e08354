-- What a mail is named by in its Message-ID, as bytes: a report about it, coming back as a mail, is found by it.
ALTER TABLE mails ADD COLUMN mark BLOB;
CREATE UNIQUE INDEX mails_mark ON mails (mark) WHERE mark IS NOT NULL;

-- What came back of a letter after the relay had taken it: when, the code, and what the other mail server said.
ALTER TABLE letters ADD COLUMN returned_at INTEGER;
ALTER TABLE letters ADD COLUMN returned_code TEXT;
ALTER TABLE letters ADD COLUMN returned_words TEXT;
CREATE INDEX letters_returned ON letters (target_id, returned_at) WHERE returned_at IS NOT NULL;

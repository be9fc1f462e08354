-- Mail on its way to the relay. Whoever takes a copy of the database learns nobody's address from it.
CREATE TABLE mails (
    id INTEGER NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    -- The row that the purpose is about; 0 where there is none.
    about INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused', 'failed', 'dropped')),
    -- Lower goes first.
    rank INTEGER NOT NULL,
    -- A keyed digest of the address, to count what goes to one.
    recipient BLOB NOT NULL,
    -- Address and words, sealed with the key-encryption key. It goes when the mail is sent.
    parcel BLOB,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    -- The relay's last answer, as a code.
    trouble TEXT,
    done_at INTEGER,
    CHECK (state <> 'waiting' OR parcel IS NOT NULL),
    CHECK ((state = 'waiting') = (done_at IS NULL))
) STRICT;
CREATE INDEX mails_waiting ON mails (rank, due_at, id) WHERE state = 'waiting';
CREATE INDEX mails_recipient ON mails (recipient, created_at);
CREATE INDEX mails_about ON mails (about) WHERE state = 'waiting';
CREATE INDEX mails_done ON mails (done_at) WHERE done_at IS NOT NULL;

-- One row: when the next mail may go, and what is wrong with the relay. Whoever takes mails out of the queue locks it.
CREATE TABLE mail_relay (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    free_at INTEGER NOT NULL,
    trouble TEXT,
    trouble_at INTEGER
) STRICT;

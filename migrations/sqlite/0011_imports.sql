-- What members bring along from another server: a file of theirs, and each of its lines until it is worked off.

CREATE TABLE imports (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- Who sent the file; what is in it is done as long as they may.
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    -- What the file does not name is taken away. The client API knows only yes and no.
    overwrites INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE INDEX imports_account ON imports (account_id, id);
CREATE INDEX imports_member ON imports (member_id);
CREATE INDEX imports_finished ON imports (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE import_rows (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    -- Its place in the file, from 1; what is taken away comes after all that is in the file.
    place INTEGER NOT NULL,
    entry TEXT NOT NULL,
    -- Whether it is taken away; one of two kinds of rows.
    removes INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    done_at INTEGER,
    -- Why it could not be done.
    why TEXT,
    -- The account that it turned out to be about.
    target_id INTEGER,
    PRIMARY KEY (import_id, place)
) STRICT;
CREATE INDEX import_rows_due ON import_rows (due_at, import_id, place) WHERE done_at IS NULL;
CREATE INDEX import_rows_open ON import_rows (import_id) WHERE done_at IS NULL;
CREATE INDEX import_rows_target ON import_rows (import_id, target_id) WHERE target_id IS NOT NULL;

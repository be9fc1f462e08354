-- Files that members upload. The rows of a deleted post are read before it goes, so that its files can go as well.
CREATE TABLE media (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
    -- A planned post keeps its files until it is written or taken back.
    planned_id INTEGER REFERENCES scheduled (id) ON DELETE SET NULL,
    file TEXT NOT NULL UNIQUE,
    preview TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    preview_width INTEGER NOT NULL,
    preview_height INTEGER NOT NULL,
    blurhash TEXT NOT NULL,
    digest TEXT NOT NULL,
    description TEXT,
    focus TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX media_post ON media (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX media_waiting ON media (created_at) WHERE post_id IS NULL AND planned_id IS NULL;
CREATE INDEX media_planned ON media (planned_id) WHERE planned_id IS NOT NULL;

-- Files that go at a given time: at once when nothing names them any more; within an hour when their upload is not
-- finished by then, so that a crash leaves no file behind. A row goes after its file.
CREATE TABLE doomed_files (
    file TEXT NOT NULL PRIMARY KEY,
    doomed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX doomed_files_due ON doomed_files (doomed_at);

-- Copies of other servers' pictures, for readers here; found by the digest of the address they came from.
CREATE TABLE cached_media (
    address TEXT NOT NULL PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cached_media_age ON cached_media (fetched_at);

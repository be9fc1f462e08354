-- What the house tells its members; clients call it an announcement. `ends_at` is when it is over, for looking it up.
CREATE TABLE notices (
    id INTEGER NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    html TEXT NOT NULL,
    names TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    ends_at INTEGER,
    published_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notices_ends ON notices (ends_at);

-- Who has read one. Only that: not when.
CREATE TABLE notice_reads (
    notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    PRIMARY KEY (notice_id, member_id)
) STRICT;
CREATE INDEX notice_reads_member ON notice_reads (member_id);

CREATE TABLE notice_reactions (
    notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (notice_id, name, member_id)
) STRICT;
CREATE INDEX notice_reactions_member ON notice_reactions (member_id);

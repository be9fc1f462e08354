-- Statements, changes and withdrawals in the making, what their reviewers said, and the approvals that let them out.
-- Who wrote and who approved stands here and in the audit log, and is told to nobody outside.
CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('writing', 'in_review', 'approved', 'scheduled', 'published', 'dropped')),
    -- Grows with each change of the words, so that two who change it at once do not overwrite each other.
    revision INTEGER NOT NULL,
    -- What is approved, as JSON, and the digest of its canonical form.
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    note TEXT NOT NULL,
    -- The command line has no member.
    author_id INTEGER REFERENCES members (id),
    wished_at INTEGER,
    due_at INTEGER,
    -- The statement that it changes, or that came of it. It may be withdrawn since.
    post_id INTEGER,
    -- Why it did not go out at its time.
    failure TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_state ON drafts (state, id);
CREATE INDEX drafts_due ON drafts (due_at, id) WHERE state = 'scheduled';

CREATE TABLE draft_versions (
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    content TEXT NOT NULL,
    member_id INTEGER REFERENCES members (id),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (draft_id, revision)
) STRICT;

CREATE TABLE draft_remarks (
    id INTEGER NOT NULL PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    member_id INTEGER REFERENCES members (id),
    words TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_remarks_draft ON draft_remarks (draft_id, id);

-- Keys that members sign approvals with. No actor shows them, so that an approval proves nothing outside the house.
CREATE TABLE member_keys (
    id INTEGER NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members (id),
    public BLOB NOT NULL,
    secret BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX member_keys_member ON member_keys (member_id) WHERE retired_at IS NULL;

CREATE TABLE draft_approvals (
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members (id),
    digest TEXT NOT NULL,
    key_id INTEGER NOT NULL REFERENCES member_keys (id),
    signature BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    PRIMARY KEY (draft_id, member_id, digest)
) STRICT;

-- The public reason of a withdrawal, for the page that stays.
ALTER TABLE tombstones ADD COLUMN reason TEXT;

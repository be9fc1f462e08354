-- Statements, changes and withdrawals in the making, what their reviewers said, and the approvals that let them out.
-- Who wrote and who approved stands here and in the audit log, and is told to nobody outside.
CREATE TABLE drafts (
    id BIGINT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('writing', 'in_review', 'approved', 'scheduled', 'published', 'dropped')),
    -- Grows with each change of the words, so that two who change it at once do not overwrite each other.
    revision BIGINT NOT NULL,
    -- What is approved, as JSON, and the digest of its canonical form.
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    note TEXT NOT NULL,
    -- The command line has no member.
    author_id BIGINT REFERENCES members (id),
    wished_at BIGINT,
    due_at BIGINT,
    -- The statement that it changes, or that came of it. It may be withdrawn since.
    post_id BIGINT,
    -- Why it did not go out at its time.
    failure TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX drafts_state ON drafts (state, id);
CREATE INDEX drafts_due ON drafts (due_at, id) WHERE state = 'scheduled';

CREATE TABLE draft_versions (
    draft_id BIGINT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    content TEXT NOT NULL,
    member_id BIGINT REFERENCES members (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (draft_id, revision)
);

CREATE TABLE draft_remarks (
    id BIGINT NOT NULL PRIMARY KEY,
    draft_id BIGINT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    member_id BIGINT REFERENCES members (id),
    words TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX draft_remarks_draft ON draft_remarks (draft_id, id);

-- Keys that members sign approvals with. No actor shows them, so that an approval proves nothing outside the house.
CREATE TABLE member_keys (
    id BIGINT NOT NULL PRIMARY KEY,
    member_id BIGINT NOT NULL REFERENCES members (id),
    public BYTEA NOT NULL,
    secret BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);
CREATE UNIQUE INDEX member_keys_member ON member_keys (member_id) WHERE retired_at IS NULL;

CREATE TABLE draft_approvals (
    draft_id BIGINT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    member_id BIGINT NOT NULL REFERENCES members (id),
    digest TEXT NOT NULL,
    key_id BIGINT NOT NULL REFERENCES member_keys (id),
    signature BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (draft_id, member_id, digest)
);

-- The public reason of a withdrawal, for the page that stays.
ALTER TABLE tombstones ADD COLUMN reason TEXT;

-- What the house tells its members; clients call it an announcement. `ends_at` is when it is over, for looking it up.
CREATE TABLE notices (
    id BIGINT NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    html TEXT NOT NULL,
    names TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    ends_at BIGINT,
    published_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX notices_ends ON notices (ends_at);

-- Who has read one. Only that: not when.
CREATE TABLE notice_reads (
    notice_id BIGINT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    PRIMARY KEY (notice_id, member_id)
);
CREATE INDEX notice_reads_member ON notice_reads (member_id);

CREATE TABLE notice_reactions (
    notice_id BIGINT NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (notice_id, name, member_id)
);
CREATE INDEX notice_reactions_member ON notice_reactions (member_id);

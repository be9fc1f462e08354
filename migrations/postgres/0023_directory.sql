-- Coalitions and campaigns that were met, and how far our asking for their consent has come.
CREATE TABLE directory_entries (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('coalition', 'campaign')),
    state TEXT NOT NULL CHECK (state IN ('candidate', 'asked', 'listed', 'declined', 'withdrawn')),
    -- Our request, and the stamp that proves their consent.
    request_uri TEXT UNIQUE,
    stamp_uri TEXT,
    -- The collection it stands in, counted from 1: one holds 25 at most.
    page BIGINT,
    met_at BIGINT NOT NULL,
    state_at BIGINT NOT NULL,
    CHECK ((state IN ('asked', 'listed')) = (page IS NOT NULL)),
    CHECK (state <> 'listed' OR stamp_uri IS NOT NULL)
);
CREATE INDEX directory_entries_state ON directory_entries (state, account_id);
CREATE INDEX directory_entries_stamp ON directory_entries (stamp_uri);

-- The words by which an entry is found.
CREATE TABLE directory_facets (
    account_id BIGINT NOT NULL REFERENCES directory_entries (account_id) ON DELETE CASCADE,
    facet TEXT NOT NULL CHECK (facet IN ('sector', 'region', 'language', 'state')),
    word TEXT NOT NULL,
    PRIMARY KEY (account_id, facet, word)
);
CREATE INDEX directory_facets_word ON directory_facets (facet, word, account_id);

-- Who wants to show one of ours, and what we said. The id is the number of the stamp.
CREATE TABLE directory_requests (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    by_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    collection_uri TEXT NOT NULL,
    request_uri TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined', 'revoked')),
    created_at BIGINT NOT NULL,
    state_at BIGINT NOT NULL,
    UNIQUE (account_id, by_id, collection_uri)
);
CREATE INDEX directory_requests_state ON directory_requests (state, id);
CREATE INDEX directory_requests_by ON directory_requests (by_id, request_uri);

-- The signed lists of partners, asked for from time to time.
CREATE TABLE peer_lists (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    -- Since when those whom it names are asked without anybody at the desk.
    trusted_at BIGINT,
    sequence BIGINT NOT NULL,
    digest TEXT,
    etag TEXT,
    fetched_at BIGINT,
    failures BIGINT NOT NULL,
    trouble TEXT,
    due_at BIGINT NOT NULL
);
CREATE INDEX peer_lists_due ON peer_lists (due_at);

-- Whom these lists name.
CREATE TABLE peer_candidates (
    account_id BIGINT NOT NULL REFERENCES peer_lists (account_id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sectors TEXT NOT NULL,
    PRIMARY KEY (account_id, uri)
);
CREATE INDEX peer_candidates_uri ON peer_candidates (uri);

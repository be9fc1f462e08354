-- Posts that quote a post, and what its author has said to that (FEP-044f). A quoted post that is gone leaves no id.
CREATE TABLE quotings (
    post_id INTEGER NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    quoted_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
    author_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    request_uri TEXT UNIQUE,
    stamp_uri TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX quotings_quoted ON quotings (quoted_id);
CREATE INDEX quotings_author ON quotings (author_id);
CREATE INDEX quotings_stamp ON quotings (stamp_uri);

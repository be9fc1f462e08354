-- What members arrange for themselves: lists, tags, filters, markers, conversations; and the words of posts for search.

CREATE TABLE lists (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    replies_policy TEXT NOT NULL CHECK (replies_policy IN ('followed', 'list', 'none')),
    -- The posts of its people leave the owner's home. The client API knows only yes and no.
    exclusive INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX lists_account ON lists (account_id, id);

-- Only whoever the owner follows can be in a list: with the follow goes the row.
CREATE TABLE list_accounts (
    list_id INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    owner_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    PRIMARY KEY (list_id, account_id),
    FOREIGN KEY (owner_id, account_id) REFERENCES follows (follower_id, target_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX list_accounts_account ON list_accounts (account_id, owner_id);
CREATE INDEX list_accounts_owner ON list_accounts (owner_id, account_id);

CREATE TABLE list_entries (
    list_id INTEGER NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    entry_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    boost_id INTEGER REFERENCES boosts (id) ON DELETE CASCADE,
    PRIMARY KEY (list_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_entries_post ON list_entries (post_id);
CREATE INDEX list_entries_boost ON list_entries (boost_id) WHERE boost_id IS NOT NULL;

CREATE TABLE followed_tags (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (account_id, tag)
) STRICT;
CREATE INDEX followed_tags_tag ON followed_tags (tag, account_id);

CREATE TABLE featured_tags (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (account_id, tag)
) STRICT;

CREATE TABLE filters (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    contexts TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('warn', 'hide', 'blur')),
    expires_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX filters_account ON filters (account_id, id);

CREATE TABLE filter_keywords (
    id INTEGER NOT NULL PRIMARY KEY,
    filter_id INTEGER NOT NULL REFERENCES filters (id) ON DELETE CASCADE,
    keyword TEXT NOT NULL,
    -- The client API knows only yes and no.
    whole_word INTEGER NOT NULL
) STRICT;
CREATE INDEX filter_keywords_filter ON filter_keywords (filter_id, id);

CREATE TABLE filter_posts (
    id INTEGER NOT NULL PRIMARY KEY,
    filter_id INTEGER NOT NULL REFERENCES filters (id) ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    UNIQUE (filter_id, post_id)
) STRICT;
CREATE INDEX filter_posts_post ON filter_posts (post_id);

-- How far somebody has read, as their clients tell each other.
CREATE TABLE markers (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    timeline TEXT NOT NULL CHECK (timeline IN ('home', 'notifications')),
    last_read_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, timeline)
) STRICT;

-- Direct posts of one thread among the same people, as one of them sees it. It is unread while it holds a post above
-- `read_id`.
CREATE TABLE conversations (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    participants TEXT NOT NULL,
    read_id INTEGER NOT NULL
) STRICT;
CREATE INDEX conversations_account ON conversations (account_id, id);

CREATE TABLE conversation_posts (
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (conversation_id, post_id)
) STRICT;
CREATE INDEX conversation_posts_post ON conversation_posts (post_id);

-- The words of a post, folded by `domain/search.rs`. The index over them is the one thing the databases do differently:
-- here a table that triggers keep in the same transaction, there an index like any other.
CREATE TABLE post_words (
    post_id INTEGER NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    words TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE post_words_index USING fts5 (
    words, content = 'post_words', content_rowid = 'post_id', tokenize = 'unicode61 remove_diacritics 0'
);
-- What is deleted leaves no words behind in the file.
INSERT INTO post_words_index (post_words_index, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER post_words_added AFTER INSERT ON post_words BEGIN
    INSERT INTO post_words_index (rowid, words) VALUES (new.post_id, new.words);
END;
CREATE TRIGGER post_words_removed AFTER DELETE ON post_words BEGIN
    INSERT INTO post_words_index (post_words_index, rowid, words) VALUES ('delete', old.post_id, old.words);
END;
CREATE TRIGGER post_words_changed AFTER UPDATE ON post_words BEGIN
    INSERT INTO post_words_index (post_words_index, rowid, words) VALUES ('delete', old.post_id, old.words);
    INSERT INTO post_words_index (rowid, words) VALUES (new.post_id, new.words);
END;

-- Posts that were written here, for the local timeline.
CREATE INDEX posts_local ON posts (visibility, id) WHERE object IS NOT NULL;

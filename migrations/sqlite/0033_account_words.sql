-- How the names of people begin, folded by `domain/search.rs`: the name before the host, the name shown, and each part of
-- it from a word on. Whoever looks for people reads a range of this key and not everybody.
CREATE TABLE account_words (
    word TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (word, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_words_account ON account_words (account_id, word);
WITH RECURSIVE parts (account_id, word) AS (
    SELECT id, lower(username) FROM accounts
    UNION
    SELECT id, lower(name) FROM accounts
    UNION
    SELECT account_id, substr(word, instr(word, ' ') + 1) FROM parts WHERE instr(word, ' ') > 0
)
INSERT INTO account_words (word, account_id) SELECT substr(word, 1, 64), account_id FROM parts WHERE word <> ''
ON CONFLICT (word, account_id) DO NOTHING;

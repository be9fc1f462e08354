-- How the names of people begin, folded by `domain/search.rs`: the name before the host, the name shown, and each part of
-- it from a word on. Whoever looks for people reads a range of this key and not everybody. Ranges go by bytes.
CREATE TABLE account_words (
    word TEXT COLLATE "C" NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (word, account_id)
);
CREATE INDEX account_words_account ON account_words (account_id, word);
WITH RECURSIVE parts (account_id, word) AS (
    SELECT id, lower(part) FROM accounts CROSS JOIN LATERAL (VALUES (username), (name)) AS given (part)
    UNION
    SELECT account_id, substr(word, strpos(word, ' ') + 1) FROM parts WHERE strpos(word, ' ') > 0
)
INSERT INTO account_words (word, account_id) SELECT substr(word, 1, 64), account_id FROM parts WHERE word <> ''
ON CONFLICT (word, account_id) DO NOTHING;

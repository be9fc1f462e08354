-- Endorsements of our statements and campaigns by others, and ours of theirs. One row an endorsement: an organisation that
-- endorses a later version as well has two, of which the earlier one is replaced. Rows stay, so that nothing that ended
-- comes to life by being sent once more.
CREATE TABLE endorsements (
    id INTEGER NOT NULL PRIMARY KEY,
    side TEXT NOT NULL CHECK (side IN ('received', 'given')),
    -- The id of the statement or campaign.
    object_uri TEXT NOT NULL,
    -- What it is called, for lists.
    title TEXT NOT NULL,
    -- Who endorses.
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    -- Whose the statement or campaign is.
    host_id INTEGER NOT NULL REFERENCES accounts (id),
    way TEXT NOT NULL CHECK (way IN ('proof', 'reply', 'boost')),
    state TEXT NOT NULL CHECK (state IN ('asked', 'offered', 'accepted', 'declined', 'withdrawn', 'replaced')),
    -- The id of the document, of the reply or of the boost; of an invitation its own.
    uri TEXT NOT NULL,
    -- The activity that offered it, which answers name.
    offer_uri TEXT,
    -- Which version it is bound to: its digest, and its number where versions have one.
    digest TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- The signed document in its exact text.
    document TEXT,
    created_at INTEGER NOT NULL,
    decided_at INTEGER,
    withdrawn_at INTEGER
) STRICT;
CREATE UNIQUE INDEX endorsements_uri ON endorsements (side, uri);
CREATE INDEX endorsements_object ON endorsements (side, object_uri, state, id);
CREATE INDEX endorsements_account ON endorsements (side, account_id, object_uri);

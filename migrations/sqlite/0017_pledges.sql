-- People who stand behind a campaign. Whom a row is of cannot be read here: the signer is a keyed digest, what they wrote
-- is sealed to a key whose private half is not on this server.
CREATE TABLE pledges (
    id INTEGER NOT NULL PRIMARY KEY,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    -- HMAC of the mailbox, or of the actor's address, under a key of the campaign.
    signer BLOB NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('form', 'fediverse', 'member')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed')),
    shown TEXT NOT NULL CHECK (shown IN ('name', 'initials', 'hidden')),
    -- What may be read on the campaign's page, with consent alone.
    public_name TEXT,
    -- Sealed; none for who signs without a form.
    sealed BLOB,
    -- Until when the link in the mail confirms. Links carry their own proof, so that nothing of them stands here.
    confirm_until INTEGER,
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    CHECK (shown <> 'hidden' OR public_name IS NULL),
    CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
) STRICT;
-- A person counts once. Forms that wait may be many: whoever types another's address must not overwrite theirs.
CREATE UNIQUE INDEX pledges_signer ON pledges (campaign_id, signer) WHERE state = 'confirmed';
CREATE INDEX pledges_of_signer ON pledges (campaign_id, signer);
CREATE INDEX pledges_public ON pledges (campaign_id, id) WHERE state = 'confirmed' AND public_name IS NOT NULL;
CREATE INDEX pledges_confirmed ON pledges (campaign_id, id) WHERE state = 'confirmed';
CREATE INDEX pledges_waiting ON pledges (confirm_until) WHERE state = 'waiting';

-- How many stand behind a campaign, by way; written with each pledge, so that nobody has to count.
CREATE TABLE pledge_counts (
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('form', 'fediverse', 'member')),
    number INTEGER NOT NULL CHECK (number >= 0),
    PRIMARY KEY (campaign_id, way)
) STRICT;

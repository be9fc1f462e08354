-- Joint campaigns: ours that others joined, and others' that ours joined.
CREATE TABLE joint_campaigns (
    id INTEGER NOT NULL PRIMARY KEY,
    side TEXT NOT NULL CHECK (side IN ('lead', 'partner')),
    -- Our campaign in it; none while we are only invited.
    campaign_id INTEGER REFERENCES campaigns (id) ON DELETE CASCADE,
    -- The id of the joint campaign, which the lead gave it.
    uri TEXT NOT NULL UNIQUE,
    -- What the lead's campaign is called.
    name TEXT NOT NULL,
    -- The lead's campaign, as the account that speaks for it.
    lead_id INTEGER NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL CHECK (state IN ('invited', 'joined', 'declined', 'left')),
    -- Of a partner: the invitation, when it was made, and our answer.
    offer_uri TEXT,
    offered_at INTEGER NOT NULL,
    accept_uri TEXT,
    -- Of a partner until the key has come: what opens it, wrapped.
    opening BLOB,
    -- The key under which signers are compared, wrapped.
    secret BLOB,
    -- Of a partner: the number of the lead's last tally.
    sequence INTEGER NOT NULL,
    -- How many signed at the other houses and not here, as far as that is known.
    elsewhere INTEGER NOT NULL CHECK (elsewhere >= 0),
    -- Our own sketch, and from how many it was drawn.
    drawn INTEGER NOT NULL,
    scale INTEGER,
    sketch BLOB,
    -- The digest of what was told last, and when there may be something new.
    told TEXT,
    due_at INTEGER NOT NULL,
    -- Who takes part has changed, and those who follow our campaign have not heard of it.
    regrouped_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX joint_of_campaign ON joint_campaigns (campaign_id) WHERE state = 'joined';
CREATE INDEX joint_due ON joint_campaigns (due_at);

-- The other houses. The lead has a row for each that it invited, with what it told; a partner has those that the lead tells of.
CREATE TABLE joint_houses (
    id INTEGER NOT NULL PRIMARY KEY,
    joint_id INTEGER NOT NULL REFERENCES joint_campaigns (id) ON DELETE CASCADE,
    -- The coalition that was invited, and speaks for its campaign; none at a partner.
    account_id INTEGER REFERENCES accounts (id),
    -- The campaign; none while it is only invited.
    actor_uri TEXT,
    name TEXT NOT NULL,
    url TEXT,
    state TEXT NOT NULL CHECK (state IN ('invited', 'joined', 'declined', 'left')),
    offer_uri TEXT,
    accept_uri TEXT,
    count INTEGER NOT NULL CHECK (count >= 0),
    scale INTEGER,
    sketch BLOB,
    sequence INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    decided_at INTEGER
) STRICT;
CREATE UNIQUE INDEX joint_houses_account ON joint_houses (joint_id, account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX joint_houses_offer ON joint_houses (offer_uri) WHERE offer_uri IS NOT NULL;

-- Where each pledge of a joint campaign falls in our sketch: 24 bits of a keyed digest. It goes with the pledge.
CREATE TABLE joint_slots (
    pledge_id INTEGER NOT NULL PRIMARY KEY REFERENCES pledges (id) ON DELETE CASCADE,
    joint_id INTEGER NOT NULL REFERENCES joint_campaigns (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 16777215)
) STRICT;
CREATE INDEX joint_slots_joint ON joint_slots (joint_id);

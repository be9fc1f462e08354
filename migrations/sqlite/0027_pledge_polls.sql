-- The one poll in which people of other servers sign a campaign. Who votes has no row in `votes`: a vote becomes a pledge,
-- whose signer is a keyed digest.
CREATE TABLE pledge_polls (
    campaign_id INTEGER NOT NULL PRIMARY KEY REFERENCES campaigns (id) ON DELETE CASCADE,
    -- The question; null until it is asked.
    post_id INTEGER UNIQUE REFERENCES posts (id) ON DELETE CASCADE,
    -- From when on the job asks it, if nobody else has; null once it is asked.
    wanted_at INTEGER,
    opened_at INTEGER,
    -- When its end was told.
    closed_at INTEGER,
    -- How many have chosen each option, written with each vote, so that nobody has to count.
    named INTEGER NOT NULL DEFAULT 0 CHECK (named >= 0),
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden >= 0),
    -- Since when votes have reached a milestone that is not marked yet; null when there is none.
    reached_at INTEGER,
    CHECK ((post_id IS NULL) = (opened_at IS NULL))
) STRICT;
CREATE INDEX pledge_polls_wanted ON pledge_polls (wanted_at) WHERE wanted_at IS NOT NULL;
CREATE INDEX pledge_polls_reached ON pledge_polls (reached_at) WHERE reached_at IS NOT NULL;

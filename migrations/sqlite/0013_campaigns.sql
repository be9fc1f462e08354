-- Campaigns. A draft has no account: no door can show an actor that does not exist. The account comes when it opens.
CREATE TABLE campaigns (
    id INTEGER NOT NULL PRIMARY KEY,
    account_id INTEGER UNIQUE REFERENCES accounts (id),
    handle TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('draft', 'gathering', 'delivered', 'answered', 'won', 'lost', 'closed')),
    -- What people wrote about it, as JSON.
    plan TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    state_at INTEGER NOT NULL,
    CHECK ((state = 'draft') = (account_id IS NULL))
) STRICT;
CREATE INDEX campaigns_state ON campaigns (state, id);

-- The states that a campaign has been in, for its page. Who took the step is in the audit log alone.
CREATE TABLE campaign_steps (
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, number)
) STRICT;

-- Statements that belong to a campaign, its own and those of the coalition. A statement belongs to one at most.
CREATE TABLE campaign_posts (
    post_id INTEGER NOT NULL PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX campaign_posts_campaign ON campaign_posts (campaign_id, post_id);

-- Who may quote an account's posts when it does not say.
ALTER TABLE preferences ADD COLUMN quoters TEXT NOT NULL DEFAULT 'anyone' CHECK (quoters IN ('anyone', 'followers', 'nobody'));

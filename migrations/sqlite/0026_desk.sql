-- What the desk looks for in the audit log: what one member did, and everything of one kind.
CREATE INDEX audit_member ON audit (member_id, id);
CREATE INDEX audit_action ON audit (action, id);

-- How a report ended: who closed it, and what they noted for those who read it later.
ALTER TABLE reports ADD COLUMN closed_by INTEGER;
ALTER TABLE reports ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX reports_closed ON reports (closed_at, id);

-- Forms of the desk that came after their session had ended, for as long as it takes to sign in again. What was typed is
-- sealed with a key that is made of the token in the browser's cookie; here is only the digest of that token, so that
-- the database and the key file together open nothing.
CREATE TABLE kept_forms (
    digest BLOB NOT NULL PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_forms_member ON kept_forms (member_id, created_at);
CREATE INDEX kept_forms_expiry ON kept_forms (expires_at);

-- Accounts of other servers that were suspended, for their list at the desk.
CREATE INDEX accounts_suspended ON accounts (suspended_at) WHERE suspended_at IS NOT NULL;

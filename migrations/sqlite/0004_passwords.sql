-- How members prove who they are, and how others become members.

-- Argon2id with its parameters and salt, in PHC form. A member without one signs in by link.
ALTER TABLE members ADD COLUMN password TEXT;
-- The shared secret of their authenticator, sealed with the key-encryption key: codes are computed from it.
ALTER TABLE members ADD COLUMN second_factor BLOB;
-- The time step of the last code that was taken, so that none is taken twice.
ALTER TABLE members ADD COLUMN last_step INTEGER;

-- Who came by a one-time link may choose a password without knowing the old one.
ALTER TABLE sessions ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'link' CHECK (opened_by IN ('link', 'password'));

-- Codes for the day when the authenticator is lost. SHA-256 only; a used one goes.
CREATE TABLE recovery_codes (
    member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    digest BLOB NOT NULL,
    PRIMARY KEY (member_id, digest)
) STRICT;

-- Links that make members. SHA-256 only.
CREATE TABLE invitations (
    id INTEGER NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('member', 'moderator', 'editor', 'spokesperson', 'owner')),
    uses INTEGER NOT NULL,
    used INTEGER NOT NULL,
    -- Who made it; none for the command line.
    member_id INTEGER REFERENCES members (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX invitations_member ON invitations (member_id);

-- Who has asked to become a member. There is no account before somebody has said yes; a no leaves nothing.
CREATE TABLE applicants (
    id INTEGER NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    reason TEXT NOT NULL,
    language TEXT,
    created_at INTEGER NOT NULL
) STRICT;

-- How members prove who they are, and how others become members.

-- Argon2id with its parameters and salt, in PHC form. A member without one signs in by link.
ALTER TABLE members ADD COLUMN password TEXT;
-- The shared secret of their authenticator, sealed with the key-encryption key: codes are computed from it.
ALTER TABLE members ADD COLUMN second_factor BYTEA;
-- The time step of the last code that was taken, so that none is taken twice.
ALTER TABLE members ADD COLUMN last_step BIGINT;

-- Who came by a one-time link may choose a password without knowing the old one.
ALTER TABLE sessions ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'link' CHECK (opened_by IN ('link', 'password'));

-- Codes for the day when the authenticator is lost. SHA-256 only; a used one goes.
CREATE TABLE recovery_codes (
    member_id BIGINT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    digest BYTEA NOT NULL,
    PRIMARY KEY (member_id, digest)
);

-- Links that make members. SHA-256 only.
CREATE TABLE invitations (
    id BIGINT NOT NULL PRIMARY KEY,
    digest BYTEA NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('member', 'moderator', 'editor', 'spokesperson', 'owner')),
    uses BIGINT NOT NULL,
    used BIGINT NOT NULL,
    -- Who made it; none for the command line.
    member_id BIGINT REFERENCES members (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX invitations_member ON invitations (member_id);

-- Who has asked to become a member. There is no account before somebody has said yes; a no leaves nothing.
CREATE TABLE applicants (
    id BIGINT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    reason TEXT NOT NULL,
    language TEXT,
    created_at BIGINT NOT NULL
);

-- People without an account who say that they come to an event. Whose a row is cannot be read here: the guest is a keyed
-- digest of one event, and the address stands only in the sealed mail until that is sent.
CREATE TABLE event_guests (
    id BIGINT NOT NULL PRIMARY KEY,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    guest BYTEA NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'maybe')),
    -- How many come with this answer, the one who writes among them.
    people BIGINT NOT NULL CHECK (people BETWEEN 1 AND 10),
    -- Until when the link in the mail confirms; none for what counts.
    confirm_until BIGINT,
    created_at BIGINT NOT NULL
);
-- A mailbox counts once. Forms that wait may be many: whoever types another's address must not overwrite theirs.
CREATE UNIQUE INDEX event_guests_counted ON event_guests (event_id, guest) WHERE confirm_until IS NULL;
CREATE INDEX event_guests_guest ON event_guests (event_id, guest);
CREATE INDEX event_guests_waiting ON event_guests (confirm_until) WHERE confirm_until IS NOT NULL;

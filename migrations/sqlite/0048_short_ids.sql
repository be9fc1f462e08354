-- Notifications get ids below 2^53, since apps are given them as numbers: 41 bits of milliseconds and 12 more in the place
-- of 22. Their order stays.
CREATE TABLE renumbered (id INTEGER NOT NULL PRIMARY KEY, short INTEGER NOT NULL) STRICT;
INSERT INTO renumbered (id, short)
SELECT id, ((id >> 22) << 12) + row_number() OVER (PARTITION BY id >> 22 ORDER BY id) - 1 FROM notifications;
PRAGMA defer_foreign_keys = ON;
UPDATE pushes SET notification_id = (SELECT short FROM renumbered r WHERE r.id = pushes.notification_id);
UPDATE notifications SET id = (SELECT short FROM renumbered r WHERE r.id = notifications.id);
DROP TABLE renumbered;
-- Whatever was told up to that millisecond is read.
UPDATE markers SET last_read_id = ((last_read_id >> 22) << 12) + 4095 WHERE timeline = 'notifications';

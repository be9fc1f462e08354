-- Older endorsements are read past a crowd of those that wait: its rows are not in this index. What waits has an index of its own.
DROP INDEX endorsements_side;
CREATE INDEX endorsements_past ON endorsements (side, id) WHERE state <> 'replaced' AND NOT (side = 'received' AND state = 'offered') AND NOT (side = 'given' AND state = 'asked');

-- Lists of the desk are read a stretch at a time: each along an index, in the order in which it is shown.
CREATE INDEX endorsements_state ON endorsements (side, state, id);
CREATE INDEX endorsements_side ON endorsements (side, id);
-- Open drafts and the others apart: with an index by state alone a page would be sorted out of all of them.
DROP INDEX drafts_state;
CREATE INDEX drafts_open ON drafts (changed_at, id) WHERE state IN ('writing', 'in_review', 'approved', 'scheduled');
CREATE INDEX drafts_closed ON drafts (changed_at, id) WHERE state IN ('published', 'dropped');
CREATE INDEX drafts_same ON drafts (author_id, id) WHERE state IN ('writing', 'in_review', 'approved', 'scheduled');
DROP INDEX events_starts;
CREATE INDEX events_starts ON events (starts_at, id);
CREATE INDEX directory_entries_asked ON directory_entries (state_at, account_id) WHERE state <> 'candidate';
CREATE INDEX directory_entries_since ON directory_entries (state, state_at, account_id);
DROP INDEX issues_created;
CREATE INDEX issues_created ON issues (created_at, post_id);

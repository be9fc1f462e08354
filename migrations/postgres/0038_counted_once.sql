-- Likes and boosts go up and down by one with their rows from here on. Before, each counted all of its post anew, and what
-- an actor had done whose account is gone stayed counted until then: counted once more, where it is wrong.
UPDATE posts SET likes = (SELECT count(*) FROM likes l WHERE l.post_id = posts.id)
    WHERE likes <> (SELECT count(*) FROM likes l WHERE l.post_id = posts.id);
UPDATE posts SET boosts = (SELECT count(*) FROM boosts b WHERE b.post_id = posts.id)
    WHERE boosts <> (SELECT count(*) FROM boosts b WHERE b.post_id = posts.id);
UPDATE posts SET replies = (SELECT count(*) FROM posts r WHERE r.in_reply_to_id = posts.id)
    WHERE replies <> (SELECT count(*) FROM posts r WHERE r.in_reply_to_id = posts.id);
UPDATE posts SET quotes = (SELECT count(*) FROM quotings q WHERE q.quoted_id = posts.id AND q.state = 'accepted')
    WHERE quotes <> (SELECT count(*) FROM quotings q WHERE q.quoted_id = posts.id AND q.state = 'accepted');

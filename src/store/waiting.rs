//! How much waits at the desk: one statement over what each noun keeps, so that every page can ask it.

use crate::domain::ids::{AccountId, MemberId};
use crate::domain::time::Time;
use crate::domain::waiting::Waiting;

use super::database::{Reads, Result, args, statements};

statements! {
    // Each number ends at $2, along an index. The states of drafts stand as the index has them. A mailbox that refuses letters
    // is none of ours to mend once its address was changed or nobody can write to it any more. An answer to a call waits
    // until somebody here has answered it, or the call has come further.
    COUNT = "SELECT \
        (SELECT count(*) FROM (SELECT 1 FROM drafts d WHERE d.state IN ('writing', 'in_review', 'approved', 'scheduled') AND d.state = 'in_review' AND NOT EXISTS (SELECT 1 FROM draft_approvals a WHERE a.draft_id = d.id AND a.member_id = $1 AND a.digest = d.digest AND a.withdrawn_at IS NULL) LIMIT $2) x) AS reviews, \
        (SELECT count(*) FROM (SELECT 1 FROM drafts d WHERE d.state IN ('writing', 'in_review', 'approved', 'scheduled') AND d.state = 'approved' LIMIT $2) x) AS approved, \
        (SELECT count(*) FROM (SELECT 1 FROM endorsements e WHERE e.side = 'received' AND e.state = 'offered' LIMIT $2) x) AS offers, \
        (SELECT count(*) FROM (SELECT 1 FROM endorsements e WHERE e.side = 'given' AND e.state = 'asked' LIMIT $2) x) AS requests, \
        (SELECT count(*) FROM (SELECT 1 FROM joint_campaigns j WHERE j.side = 'partner' AND j.state = 'invited' LIMIT $2) x) AS invitations, \
        (SELECT count(*) FROM (SELECT 1 FROM directory_requests r WHERE r.state = 'waiting' AND (SELECT a.suspended_at IS NULL FROM accounts a WHERE a.id = r.by_id) LIMIT $2) x) AS listings, \
        (SELECT count(*) FROM (SELECT 1 FROM calls c JOIN posts p ON p.in_reply_to_id = c.post_id WHERE c.account_id = $3 AND c.state = 'open' AND p.account_id <> $3 AND (SELECT a.suspended_at IS NULL FROM accounts a WHERE a.id = p.account_id) AND NOT EXISTS (SELECT 1 FROM posts o WHERE o.in_reply_to_id = p.id AND o.account_id = $3) LIMIT $2) x) AS answers, \
        (SELECT count(*) FROM (SELECT 1 FROM letter_targets t WHERE t.closed_at IS NULL AND EXISTS (SELECT 1 FROM letters l WHERE l.target_id = t.id AND l.returned_at IS NOT NULL AND l.returned_at > $4 AND l.version >= t.address_version) LIMIT $2) x) AS returns, \
        (SELECT count(*) FROM (SELECT 1 FROM applicants LIMIT $2) x) AS applicants, \
        (SELECT count(*) FROM (SELECT 1 FROM reports r WHERE r.closed_at IS NULL LIMIT $2) x) AS reports, \
        (SELECT count(*) FROM (SELECT 1 FROM mails m WHERE m.state = 'failed' LIMIT $2) x) AS mails, \
        (SELECT count(*) FROM (SELECT 1 FROM inbox i WHERE i.state = 'quarantined' LIMIT $2) x) AS aside";
}

#[derive(sqlx::FromRow)]
struct CountRow {
    reviews: i64,
    approved: i64,
    offers: i64,
    requests: i64,
    invitations: i64,
    listings: i64,
    answers: i64,
    returns: i64,
    applicants: i64,
    reports: i64,
    mails: i64,
    aside: i64,
}

impl CountRow {
    fn of(&self, what: Waiting) -> i64 {
        match what {
            Waiting::Reviews => self.reviews,
            Waiting::Approved => self.approved,
            Waiting::Offers => self.offers,
            Waiting::Requests => self.requests,
            Waiting::Invitations => self.invitations,
            Waiting::Listings => self.listings,
            Waiting::Answers => self.answers,
            Waiting::Returns => self.returns,
            Waiting::Applicants => self.applicants,
            Waiting::Reports => self.reports,
            Waiting::Mails => self.mails,
            Waiting::Aside => self.aside,
        }
    }
}

/// How much of each kind waits in this house, counted up to `most`: drafts that this member has not approved, and letters
/// that came back since then.
pub async fn count(
    db: impl Reads,
    member: Option<MemberId>,
    house: AccountId,
    since: Time,
    most: i64,
) -> Result<Vec<(Waiting, i64)>> {
    // No member has the number 0, so that without one every draft in review counts.
    let values = args![member.map_or(0, |id| id.0), most, house, since];
    let row: Option<CountRow> = db.one(&COUNT, values).await?;
    Ok(row.map(|row| Waiting::ALL.map(|what| (what, row.of(what))).to_vec()).unwrap_or_default())
}

//! What others say of our statements and campaigns: a signed endorsement that is offered, a reply or a boost that may be one,
//! and that it is taken back. What the people of the house decide about it is in `endorsements`.

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::endorsement::{self, EndorsementState, Judged, Side, Way};
use crate::domain::post::Post;
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::store::endorsements::{self, EndorsementRecord};
use crate::store::{Tx, follows, posts, tombstones};
use crate::wire::endorsement::Endorsement;

use super::endorsable::{self, Ours, ours};
use super::endorsements::{is_capable, keyword, take, tell_rejected, tell_removed};
use super::{Result, accounts, endorsers, outbox};

/// So many offers of one account may wait at once; what comes beyond is refused.
const MOST_WAITING: i64 = 20;

fn is_trusted(app: &App, account: &Account) -> bool {
    let handle = account.acct();
    app.config.coalition.trusted_partners.iter().any(|one| one.trim().trim_start_matches('@') == handle)
}

/// Another organisation offers its endorsement. Its proof was checked: `proven` is whose it is, when it was made and when it
/// ends. `Some` says why it has no effect.
pub async fn received(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    offer: &str,
    offered: &Endorsement,
    proven: (&Uri, Time, Option<Time>),
) -> Result<Option<&'static str>> {
    let Some(object) = ours(app, offered.object.as_str()).await? else {
        return Ok(Some("what it endorses is not ours"));
    };
    if endorsements::by_uri(&mut *tx, Side::Received, offered.id.as_str()).await?.is_some() {
        return Ok(Some("it was offered before"));
    }
    if tombstones::exists(&mut *tx, offered.id.as_str(), by.uri.as_str()).await? {
        return Ok(Some("it was withdrawn before it came"));
    }
    let judged = Judged {
        author: object.author.uri.as_str(),
        actor: by.uri.as_str(),
        prover: proven.0.as_str(),
        digest: &offered.digest,
        present: &object.what.digest,
        proven_at: proven.1,
        ends_at: proven.2,
    };
    let why = match endorsement::judge(&judged, app.now()) {
        Ok(()) if endorsements::count_waiting(&mut *tx, by.id).await? >= MOST_WAITING => {
            "too many of your offers wait for an answer".to_owned()
        }
        Ok(()) => String::new(),
        Err(refusal) => refusal.to_string(),
    };
    let mut record = EndorsementRecord {
        way: Way::Proof,
        uri: offered.id.as_str().to_owned(),
        offer_uri: Some(offer.to_owned()),
        document: Some(outbox::exact(&offered.document)),
        ..candidate_record(app, &object, by)
    };
    if !why.is_empty() {
        // Kept as declined, so that the same document is not judged again.
        record.state = EndorsementState::Declined;
        endorsements::insert(tx, &record).await?;
        tell_rejected(app, tx, &object.author, by, &record, &why).await?;
        return Ok(None);
    }
    endorsements::insert(tx, &record).await?;
    for older in endorsements::open_between(&mut *tx, Side::Received, by.id, object.what.uri.as_str()).await?
    {
        if older.id != record.id && older.state != EndorsementState::Accepted {
            endorsements::step(tx, older.id, EndorsementState::Replaced, app.now()).await?;
        }
    }
    if is_trusted(app, by) {
        take(app, tx, &object, by, &mut record).await?;
    }
    Ok(None)
}

pub(super) fn candidate_record(app: &App, object: &Ours, by: &Account) -> EndorsementRecord {
    EndorsementRecord {
        id: app.row_id(),
        side: Side::Received,
        object_uri: object.what.uri.as_str().to_owned(),
        title: object.what.title.clone(),
        account: by.id,
        host: object.author.id,
        way: Way::Reply,
        state: EndorsementState::Offered,
        uri: String::new(),
        offer_uri: None,
        digest: object.what.digest.clone(),
        version: object.what.version,
        document: None,
        created_at: app.now(),
        decided_at: None,
        withdrawn_at: None,
        seen_digest: None,
    }
}

/// Somebody on a server without endorsements may have endorsed a statement of ours: a reply with the keyword, or a boost by
/// an organisation, by whom we follow, or by whom we asked. The people of the house confirm it.
pub async fn heard(app: &App, tx: &mut Tx, by: &Account, post: &Post, way: Way, uri: &str) -> Result<()> {
    let Some(object) = endorsable::of_post(app, post.clone()).await? else { return Ok(()) };
    // Whose server knows endorsements gives one if it means one.
    if by.id == object.author.id || by.is_local() || (way == Way::Boost && is_capable(by)) {
        return Ok(());
    }
    let open = endorsements::open_between(&mut *tx, Side::Received, by.id, object.what.uri.as_str()).await?;
    let is_asked = open.iter().any(|one| one.state == EndorsementState::Asked);
    if way == Way::Boost && !is_asked && by.kind != ActorKind::Organization {
        // Anybody may pass on what we say; most mean no more by it.
        if !is_followed(app, tx, &object.author, by).await? {
            return Ok(());
        }
    }
    let is_there =
        |one: &EndorsementRecord| one.state != EndorsementState::Asked && one.digest == object.what.digest;
    if open.iter().any(is_there) || endorsements::count_waiting(&mut *tx, by.id).await? >= MOST_WAITING {
        return Ok(());
    }
    let record = EndorsementRecord { way, uri: uri.to_owned(), ..candidate_record(app, &object, by) };
    if endorsements::insert(tx, &record).await? {
        for asked in open.iter().filter(|one| one.state == EndorsementState::Asked) {
            endorsements::step(tx, asked.id, EndorsementState::Replaced, app.now()).await?;
        }
    }
    Ok(())
}

/// Whether the house follows them: as who spoke, or as the coalition, in whose name the desk follows.
async fn is_followed(app: &App, tx: &mut Tx, author: &Account, by: &Account) -> Result<bool> {
    if follows::find(&mut *tx, author.id, by.id).await?.is_some() {
        return Ok(true);
    }
    let coalition = accounts::coalition(app).await?;
    Ok(coalition.id != author.id && follows::find(&mut *tx, coalition.id, by.id).await?.is_some())
}

/// A reply came in: it may be an endorsement.
pub async fn replied(app: &App, tx: &mut Tx, by: &Account, reply: &Post) -> Result<()> {
    let Some(parent) = reply.in_reply_to else { return Ok(()) };
    if !endorsement::has_keyword(&reply.details.hashtags, &keyword(app)) {
        return Ok(());
    }
    match posts::find(&mut *tx, parent).await? {
        Some(parent) => heard(app, tx, by, &parent, Way::Reply, reply.uri.as_str()).await,
        None => Ok(()),
    }
}

/// The endorser takes back what it said with this id. Whoever else says so has no effect.
pub async fn withdrawn(app: &App, tx: &mut Tx, by: &Account, uri: &str) -> Result<bool> {
    let found = endorsements::by_uri(&mut *tx, Side::Received, uri).await?;
    match found.filter(|record| record.account == by.id) {
        Some(record) => withdraw_record(app, tx, by, &record).await,
        None => Ok(false),
    }
}

/// The endorser no longer passes on the statement by which it had endorsed it.
pub async fn unboosted(app: &App, tx: &mut Tx, by: &Account, post: &Post) -> Result<()> {
    let open = endorsements::open_between(&mut *tx, Side::Received, by.id, post.uri.as_str()).await?;
    for record in open.iter().filter(|record| record.way == Way::Boost) {
        withdraw_record(app, tx, by, record).await?;
    }
    Ok(())
}

async fn withdraw_record(app: &App, tx: &mut Tx, by: &Account, record: &EndorsementRecord) -> Result<bool> {
    if !record.state.may_become(EndorsementState::Withdrawn) {
        return Ok(false);
    }
    endorsements::step(tx, record.id, EndorsementState::Withdrawn, app.now()).await?;
    if record.state == EndorsementState::Accepted
        && let Some(object) = ours(app, &record.object_uri).await?
    {
        tell_removed(app, tx, &object.author, by, record).await?;
        endorsers::refresh(app, tx, &object).await?;
    }
    Ok(true)
}

//! What is told to other servers: one activity row, one delivery row for each inbox, in the transaction of their cause.
//! Nobody else writes these rows.

use serde::Serialize;

use crate::app::{App, Signer};
use crate::domain::account::Account;
use crate::domain::campaign::Campaign;
use crate::domain::ids::{AccountId, ActivityId, PostId};
use crate::domain::post::Post;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::store::activities::{self, ActivityRecord};
use crate::store::deliveries::{self, Sending};
use crate::store::{Tx, lanes, posts};
use crate::wire::Json;

use super::Result;

/// Who is told.
#[derive(Clone, Debug)]
pub enum To {
    /// The accepted followers of this account, each server once.
    FollowersOf(AccountId),
    /// The accepted followers of this account that are programs or groups, each by its own inbox.
    GatherersOf(AccountId),
    /// This account.
    Account(Box<Account>),
    /// This account, by its own inbox and none that it shares: nobody else has to know.
    Alone(Box<Account>),
    /// Those who voted in this poll, each server once.
    VotersOf(PostId),
    /// Every inbox that was told about the same object before.
    Former,
    /// Those whose endorsement of the same object we took, each server once.
    Endorsers,
}

/// An activity that is ready to go.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    /// Our id of it; its id on the network is made of it.
    pub id: ActivityId,
    /// Its id on the network.
    pub uri: String,
    /// Who does it.
    pub actor: AccountId,
    /// Its type.
    pub kind: &'static str,
    /// What it is about.
    pub object_uri: &'a str,
    /// The exact JSON.
    pub body: String,
    /// Everybody may read it at its id.
    pub is_public: bool,
    /// Who is told.
    pub to: Vec<To>,
}

/// The id on the network of an activity of ours.
pub fn activity_uri(app: &App, id: ActivityId) -> String {
    app.url(&format!("/activities/{id}"))
}

/// Any JSON value as the exact text that is kept and sent.
pub fn exact(body: &impl Serialize) -> String {
    serde_json::to_string(body).expect("a JSON value always has a text")
}

/// Writes the activity and its deliveries, and makes their lanes due. The caller wakes the lanes after the commit.
pub async fn tell(app: &App, tx: &mut Tx, signer: &Signer, telling: Telling<'_>) -> Result<()> {
    let now = app.now();
    let record = ActivityRecord {
        id: telling.id,
        uri: telling.uri,
        account: telling.actor,
        kind: telling.kind,
        object_uri: telling.object_uri.to_owned(),
        body: telling.body,
        is_public: telling.is_public,
        created_at: now,
    };
    activities::save(tx, &record).await?;
    let sending = Sending { activity: telling.id, key: signer.row, object_uri: telling.object_uri, now };
    let mut rows = 0;
    for to in &telling.to {
        rows += match to {
            To::FollowersOf(account) => deliveries::to_followers(tx, &sending, *account).await?,
            To::GatherersOf(account) => deliveries::to_gatherers(tx, &sending, *account).await?,
            To::Endorsers => deliveries::to_endorsers(tx, &sending).await?,
            To::Former => deliveries::to_former(tx, &sending).await?,
            To::VotersOf(poll) => deliveries::to_voters(tx, &sending, *poll).await?,
            To::Account(account) | To::Alone(account) if account.is_local() || !account.is_active() => 0,
            To::Account(account) => to_inbox(tx, &sending, account.best_inbox()).await?,
            To::Alone(account) => to_inbox(tx, &sending, &account.inbox).await?,
        };
    }
    if rows > 0 {
        lanes::wake(tx, telling.id, now).await?;
    }
    Ok(())
}

async fn to_inbox(tx: &mut Tx, sending: &Sending<'_>, inbox: &str) -> Result<u64> {
    Ok(match Uri::parse(inbox) {
        Ok(uri) => deliveries::to_inbox(tx, sending, inbox, &uri.authority()).await?,
        Err(_) => 0,
    })
}

/// Tells followers how an actor of ours looks now.
pub async fn tell_profile(app: &App, tx: &mut Tx, account: &Account) -> Result<()> {
    let document = crate::remote::actor_document::of(app, account).await?;
    tell_document(app, tx, account, document).await
}

/// Tells followers how a campaign of ours looks now.
pub async fn tell_campaign(app: &App, tx: &mut Tx, account: &Account, campaign: &Campaign) -> Result<()> {
    let document = crate::remote::actor_document::with(app, account, Some(campaign)).await?;
    tell_document(app, tx, account, document).await
}

async fn tell_document(app: &App, tx: &mut Tx, account: &Account, document: Json) -> Result<()> {
    let signers = super::posts::Signers::of(app, account).await?;
    let id = app.activity_id();
    let uri = activity_uri(app, id);
    let activity =
        crate::wire::activity::update_actor(&uri, &document, &[crate::domain::audience::PUBLIC.to_owned()]);
    // The document says everything: whoever has not had an earlier one needs only this.
    deliveries::supersede(tx, account.uri.as_str(), id, app.now()).await?;
    let body = exact(&signers.proven(app, crate::domain::visibility::Visibility::Public, activity)?);
    let telling = Telling {
        id,
        uri,
        actor: account.id,
        kind: "Update",
        object_uri: account.uri.as_str(),
        body,
        is_public: true,
        to: vec![To::FollowersOf(account.id), To::Endorsers],
    };
    tell(app, tx, &signers.requests, telling).await
}

/// Everybody who was told of a post, and everybody who voted in it, is told what has changed about it beside its words:
/// counts, who may quote it. It is no edit: text, version and the time of the last edit stay.
pub async fn tell_refreshed(
    app: &App,
    tx: &mut Tx,
    signers: &super::posts::Signers,
    author: &Account,
    post: &Post,
) -> Result<()> {
    let object = signers.object(app, author, post)?;
    posts::retally(tx, post.id, &post.details, Some(&exact(&object))).await?;
    let id = app.activity_id();
    let uri = activity_uri(app, id);
    let body = signers.sealed(app, post, crate::wire::activity::update(&uri, &object))?;
    deliveries::supersede(tx, post.uri.as_str(), id, app.now()).await?;
    let mut to = vec![To::Former, To::VotersOf(post.id), To::Endorsers];
    if post.visibility != Visibility::Direct {
        to.push(To::FollowersOf(author.id));
    }
    let telling = Telling {
        id,
        uri,
        actor: author.id,
        kind: "Update",
        object_uri: post.uri.as_str(),
        body,
        is_public: post.visibility.is_open(),
        to,
    };
    tell(app, tx, &signers.requests, telling).await
}

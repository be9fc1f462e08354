//! The document of an actor that lives here, with its public keys.

use serde_json::Value;

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::campaign::Campaign;
use crate::domain::joint::JointState;
use crate::keys::VerifyingKey;
use crate::store::keys::{self, Purpose};
use crate::store::{self, campaigns, meta};
use crate::wire::actor_out::{self, ActorKeysOut, ENDORSEMENTS, JOINT, LISTING, Links, MESSAGE_SIGNATURES};
use crate::wire::{directory, joint, proof};

use super::{Result, keyring};

/// The actor's JSON. That of a campaign has a proof, so that a mirror can serve it.
pub async fn of(app: &App, account: &Account) -> Result<Value> {
    let campaign = match account.kind {
        ActorKind::Group => campaigns::of_account(&app.store, account.id).await?,
        _ => None,
    };
    with(app, account, campaign.as_ref()).await
}

/// The same, with a campaign that the caller has and the database may not have yet.
pub async fn with(app: &App, account: &Account, campaign: Option<&Campaign>) -> Result<Value> {
    let all = keys::of_account(&app.store, account.id).await?;
    let newest = |purpose: Purpose| {
        all.iter()
            .rev()
            .filter(|k| k.purpose == purpose && k.retired_at.is_none())
            .find_map(|k| VerifyingKey::from_spki_der(&k.public).ok().map(|key| (k.uri.clone(), key)))
    };
    let main = newest(Purpose::Signature).map(|(uri, key)| (uri, key.to_pem())).unwrap_or_default();
    let assertion = newest(Purpose::Proof).map(|(uri, key)| (uri, key.to_multibase()));
    let keys_out = ActorKeysOut { main, assertion };
    let handle = format!("{}@{}", account.username, app.config.handle_domain());
    let is_application = account.kind == ActorKind::Application;
    let instance = app.url("/actor");
    let (coalition, tag_base) =
        (app.url(&format!("/actors/{}", app.config.coalition.handle)), app.url("/tags/"));
    let links = Links {
        application: (!is_application).then_some(instance.as_str()),
        implements: &[MESSAGE_SIGNATURES, LISTING, ENDORSEMENTS, JOINT],
        handle: (!is_application).then_some(handle.as_str()),
        owner: campaign.is_some().then_some(coalition.as_str()),
        indexable: matches!(account.kind, ActorKind::Organization | ActorKind::Group)
            || account.profile.indexable,
        campaign,
        tag_base: &tag_base,
    };
    let mut document = actor_out::document(account, &keys_out, &links);
    if matches!(account.kind, ActorKind::Organization | ActorKind::Group) {
        open(app, account, &mut document).await?;
    }
    let Some(campaign) = campaign else { return Ok(document) };
    joint::describe(&mut document, &others_in(app, campaign).await?);
    let signer = keyring::for_proofs(app, account.id).await?;
    // Made over the time of the change, so that the same version is always the same text.
    Ok(proof::attach(document, &signer.key, &signer.uri, account.fetched_at))
}

/// The campaigns of other houses that a campaign of ours is one with. One that is not heard here for now stays among them: it has
/// not left, its number is in no total (`service::joint`), and the same version of this document is always the same text.
async fn others_in(app: &App, campaign: &Campaign) -> Result<Vec<String>> {
    let Some(record) = store::joint::of_campaign(&app.store, campaign.id).await? else {
        return Ok(Vec::new());
    };
    let houses = store::joint::houses(&app.store, record.id).await?;
    let joined = houses.into_iter().filter(|house| house.state == JointState::Joined);
    Ok(joined.filter_map(|house| house.actor_uri).collect())
}

/// The fact that says whether others may show ours; where there is none, they may ask.
pub const SHOWN_ELSEWHERE: &str = "shown_elsewhere";

/// Whether others may show coalition and campaigns of this house at all.
pub async fn is_open(app: &App) -> Result<bool> {
    Ok(meta::find(&app.store, SHOWN_ELSEWHERE).await?.as_deref() != Some("no"))
}

/// Says who may show a coalition or campaign of ours, and where the coalition's own lists are.
async fn open(app: &App, account: &Account, document: &mut Value) -> Result<()> {
    let coalition = app.url(&format!("/actors/{}", app.config.coalition.handle));
    let (peers, collections) = (format!("{coalition}/peers"), format!("{coalition}/collections"));
    let is_coalition = account.kind == ActorKind::Organization;
    let mut facts = account.profile.facts.clone();
    if facts.languages.is_empty() {
        facts.languages.clone_from(&app.config.coalition.languages);
    }
    let openness = directory::Openness {
        is_open: is_open(app).await?,
        following: &format!("{coalition}/following"),
        coalition: is_coalition.then_some((&facts, peers.as_str())),
        collections: is_coalition.then_some(collections.as_str()),
    };
    directory::describe(document, &openness);
    Ok(())
}

//! The document of an actor that lives here, with its public keys.

use serde_json::Value;

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::keys::VerifyingKey;
use crate::store::keys::{self, Purpose};
use crate::wire::actor_out::{self, ActorKeysOut, Links, MESSAGE_SIGNATURES};

use super::Result;

/// The actor's JSON.
pub async fn of(app: &App, account: &Account) -> Result<Value> {
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
    let links = Links {
        application: (!is_application).then_some(instance.as_str()),
        implements: &[MESSAGE_SIGNATURES],
        handle: (!is_application).then_some(handle.as_str()),
        owner: None,
        indexable: account.kind == ActorKind::Organization || account.profile.indexable,
    };
    Ok(actor_out::document(account, &keys_out, &links))
}

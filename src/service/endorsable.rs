//! What of ours can be endorsed: public statements of those who speak for the house, and open campaigns.

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::post::Post;
use crate::domain::refusal::Refusal;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::remote::actor_document;
use crate::store::{accounts, posts};
use crate::wire::endorsement::Endorsable;

use super::{Error, Result};

/// Something of ours that can be endorsed.
#[derive(Clone, Debug)]
pub struct Ours {
    /// What its document says.
    pub what: Endorsable,
    /// Who speaks in it.
    pub author: Account,
    /// The statement; none for a campaign.
    pub post: Option<Post>,
}

/// The statement or campaign of ours with this id, if everybody may see it.
pub async fn ours(app: &App, uri: &str) -> Result<Option<Ours>> {
    if let Some(post) = posts::find_by_uri(&app.store, uri).await? {
        return of_post(app, post).await;
    }
    let found = accounts::find_by_uri(&app.store, uri).await?;
    let author = found.filter(|a| a.is_local() && a.is_active() && a.kind == ActorKind::Group);
    let Some(author) = author else { return Ok(None) };
    let document = actor_document::of(app, &author).await?;
    Ok(Endorsable::read(&document).map(|what| Ours { what, author, post: None }))
}

pub(super) async fn of_post(app: &App, post: Post) -> Result<Option<Ours>> {
    let author = accounts::find(&app.store, post.account).await?;
    let speaks = |a: &Account| {
        a.is_local() && a.is_active() && matches!(a.kind, ActorKind::Organization | ActorKind::Group)
    };
    let Some(author) = author.filter(speaks) else { return Ok(None) };
    if post.visibility != Visibility::Public || post.in_reply_to_uri.is_some() {
        return Ok(None);
    }
    let Some(text) = posts::object(&app.store, post.id).await? else { return Ok(None) };
    Ok(Endorsable::parse(&text).map(|what| Ours { what, author, post: Some(post) }))
}

/// The same, by the address of its page as well.
pub(super) async fn by_address(app: &App, address: &str) -> Result<Ours> {
    let none = || Error::refused(Refusal::new("refusal-endorsement-not-ours").name("name", address));
    let uri = Uri::parse(address.trim()).map_err(|_| none())?;
    if !app.is_ours(&uri) {
        return Err(none());
    }
    if let Some(found) = ours(app, uri.as_str()).await? {
        return Ok(found);
    }
    let last =
        uri.without_fragment().rsplit('/').next().unwrap_or_default().trim_start_matches('@').to_owned();
    let guesses = [app.url(&format!("/posts/{last}")), app.url(&format!("/actors/{last}"))];
    for guess in guesses {
        if let Some(found) = ours(app, &guess).await? {
            return Ok(found);
        }
    }
    Err(none())
}

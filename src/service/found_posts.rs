//! Posts that somebody names by their address: known here, of this house, or asked for at their own server.

use crate::app::Cx;
use crate::domain::post::Post;
use crate::domain::refusal::Refusal;
use crate::domain::uri::Uri;
use crate::remote::resolve;
use crate::store::posts;

use super::posts::visible;
use super::received_posts::{self, Received};
use super::{Error, Result};

/// Finds a post by its address: one of ours, one that is known here, or one that its server is asked for.
pub async fn look_up(cx: &Cx, text: &str) -> Result<Post> {
    let uri = Uri::parse(text.trim())
        .map_err(|_| Error::refused(Refusal::new("refusal-account-post-address").name("name", text)))?;
    if let Some(known) = posts::find_by_uri(&cx.store, uri.as_str()).await? {
        return Ok(known);
    }
    if cx.is_ours(&uri) {
        // The address of its page ends as its id does.
        let last = uri.without_fragment().rsplit('/').next().unwrap_or_default();
        return visible(cx, last.parse().map_err(|_| Error::NotFound)?, None).await;
    }
    let fetched = resolve::post(cx, &uri).await?.post;
    let author = resolve::actor(cx, &fetched.author).await?;
    let mut tx = cx.store.begin().await?;
    let received = received_posts::receive(cx, &mut tx, &author, &fetched, true).await?;
    tx.commit().await?;
    match received {
        Received::Kept(post) | Received::Known(post) => Ok(*post),
        Received::Ignored(why) => Err(Error::refused(
            Refusal::new("refusal-account-not-taken-in").name("name", &uri).term("why", why),
        )),
    }
}

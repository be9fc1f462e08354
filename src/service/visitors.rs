//! Visitors who have an account elsewhere: the way from our page to theirs. Their address is asked, used and
//! forgotten; it is never logged or kept.

use crate::app::Cx;
use crate::domain::handle::Handle;
use crate::domain::uri::Uri;
use crate::remote::webfinger;
use crate::wire::discovery::Intent;
use crate::wire::webfinger::Template;

use super::{Error, Result};

/// What a visitor wants to do at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Follow an actor of ours.
    Follow,
    /// Share, boost or answer a text of ours.
    Interact,
}

/// Where the visitor's own server goes on with this; `None` where it offers no page for it.
///
/// Every way in which their server cannot be asked is [`Error::NotFound`], so that no error carries the address.
pub async fn way_home(cx: &Cx, visitor: &Handle, wish: Wish, id: &Uri) -> Result<Option<String>> {
    let answer = webfinger::ask(cx, visitor).await.map_err(|_| Error::NotFound)?;
    let intent = match wish {
        Wish::Follow => Intent::Follow,
        Wish::Interact => Intent::Object,
    };
    let allow_http = cx.config.federation.rig && cx.config.federation.allow_http;
    Ok(Template::find(&answer, intent, allow_http).map(|template| template.fill(id)))
}

//! Letting an app in: what it wants, as whom it acts, and the code where that is copied by hand.

use askama::Template;

use crate::words::Words;

use super::page::{Desk, Page};
use super::{filters, paths};

/// The page where a person says yes or no.
#[derive(Clone, Debug, Template)]
#[template(path = "authorize.html", whitespace = "minimize")]
pub struct AuthorizePage {
    /// The frame.
    pub page: Page,
    /// Who is signed in, and the secret of their forms.
    pub desk: Desk,
    /// The coalition's name.
    pub coalition: String,
    /// What the app calls itself.
    pub app_name: String,
    /// The site it leads back to; none for a program on the device.
    pub site: Option<String>,
    /// Whether the code is shown, to be copied by hand.
    pub by_hand: bool,
    /// What it may do, one sentence each.
    pub powers: Vec<String>,
    /// Whom it may act as, the person first.
    pub actors: Vec<ActorChoice>,
    /// What the request was, to be sent again with the answer.
    pub carried: Vec<super::form::Hidden>,
}

/// Somebody the app may act as.
#[derive(Clone, Debug)]
pub struct ActorChoice {
    /// The id of the account.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its full handle.
    pub handle: String,
    /// Whether it is the coalition.
    pub is_coalition: bool,
    /// Whether it is a campaign.
    pub is_campaign: bool,
}

/// The code, to be copied by hand.
#[derive(Clone, Debug, Template)]
#[template(path = "authorize_code.html", whitespace = "minimize")]
pub struct CodePage {
    /// The frame.
    pub page: Page,
    /// What the app calls itself.
    pub app_name: String,
    /// The code.
    pub code: String,
}

/// Nothing was asked, or it was refused.
#[derive(Clone, Debug, Template)]
#[template(path = "authorize_refused.html", whitespace = "minimize")]
pub struct NotAuthorizedPage {
    /// The frame.
    pub page: Page,
    /// Why.
    pub reason: NotAuthorized,
}

/// Why nobody was let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAuthorized {
    /// We know no such app, perhaps no longer.
    UnknownApp,
    /// It asked to be led back to an address that is not its own.
    WrongAddress,
    /// It asked for something that it may not have, or that cannot be read.
    BadRequest,
    /// The person said no.
    Refused,
}

/// What scopes mean, in sentences for the one who decides.
pub fn powers(words: Words, scopes: &str) -> Vec<String> {
    let mut found = Vec::new();
    for scope in scopes.split_whitespace() {
        found.push(match scope.split_once(':') {
            None => match scope {
                "read" => words.say("app-may-read").to_owned(),
                "write" => words.say("app-may-write").to_owned(),
                "follow" => words.say("app-may-follow").to_owned(),
                "push" => words.say("app-may-push").to_owned(),
                "profile" => words.say("app-may-profile").to_owned(),
                other => other.to_owned(),
            },
            Some(("read", part)) => words.say_name("app-may-read-only", part),
            Some((_, part)) => words.say_name("app-may-change", part),
        });
    }
    found
}

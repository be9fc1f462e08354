//! Sign-in by name and password, or by one-time link. Opening the link only shows a button, so that a preview of the link does not spend it.

use askama::Template;

use super::form::Field;
use super::page::Page;
use super::{filters, paths};

/// The form for name, password and code. What was wrong is not told: one of the three is enough to know.
#[derive(Clone, Debug, Template)]
#[template(path = "enter.html", whitespace = "minimize")]
pub struct EnterPage {
    /// The frame.
    pub page: Page,
    /// The coalition's name.
    pub coalition: String,
    /// Whether a try has failed.
    pub is_wrong: bool,
    /// The name.
    pub name: Field,
    /// The password; its value is never filled in.
    pub password: Field,
    /// The code; its value is never filled in.
    pub code: Field,
    /// The secret for forms.
    pub csrf: String,
    /// Whether an app has sent them here, to be let in afterwards.
    pub is_for_app: bool,
    /// Whether anybody can ask to become a member.
    pub may_ask: bool,
}

/// The page behind an unused link.
#[derive(Clone, Debug, Template)]
#[template(path = "sign_in.html", whitespace = "minimize")]
pub struct SignInPage {
    /// The frame.
    pub page: Page,
    /// The coalition's name.
    pub coalition: String,
    /// The role in words, for example `owner`.
    pub role: String,
    /// Where the button posts to: the path of the link itself.
    pub action: String,
    /// The secret for forms.
    pub csrf: String,
}

/// The page behind a link that signs nobody in.
#[derive(Clone, Debug, Template)]
#[template(path = "spent_link.html", whitespace = "minimize")]
pub struct SpentLinkPage {
    /// The frame.
    pub page: Page,
    /// Why not.
    pub reason: SpentLink,
}

/// Why a link signs nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpentLink {
    /// Somebody signed in with it.
    Used,
    /// It is too old.
    Expired,
    /// There is no such link; perhaps it was cut on its way.
    Unknown,
}

/// After signing out.
#[derive(Clone, Debug, Template)]
#[template(path = "signed_out.html", whitespace = "minimize")]
pub struct SignedOutPage {
    /// The frame.
    pub page: Page,
}

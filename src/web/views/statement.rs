//! A statement's public page, and the page that stays when it was withdrawn.

use askama::Template;

use crate::domain::translation::TranslationState;

use super::address::web_address;
use super::card::Card;
use super::endorsers::Endorsers;
use super::language::Language;
use super::page::{Link, Moment, Page};
use super::{filters, paths};

/// One statement in one language.
#[derive(Clone, Debug, Template)]
#[template(path = "statement.html", whitespace = "minimize")]
pub struct StatementPage {
    /// The frame.
    pub page: Page,
    /// Facts for other programs.
    pub card: Card,
    /// Name of the coalition that says it.
    pub coalition: String,
    /// Its handle, `@name@host`.
    pub handle: String,
    /// Path of its page.
    pub author_path: String,
    /// The campaign it belongs to, where somebody else than the campaign says it.
    pub campaign: Option<Link>,
    /// The title in the chosen language; may be empty.
    pub title: String,
    /// The chosen language.
    pub language: Language,
    /// The text in that language without its title: sanitised HTML, headings from `h2` down.
    pub body_html: String,
    /// What readers should know before they read.
    pub content_warning: Option<String>,
    /// All languages, the main one first, the chosen one included; shown from two on.
    pub translations: Vec<Translation>,
    /// What was wrong in the version before, where this one puts it right.
    pub correction: Option<String>,
    /// Where the shown translation stands.
    pub translation_state: TranslationState,
    /// When it was published.
    pub published: Moment,
    /// When it was last edited, if it was.
    pub edited: Option<Moment>,
    /// Path of the list of versions, if there is more than one.
    pub versions_path: Option<String>,
    /// Path of the Atom feed of its changes.
    pub feed_path: String,
    /// The poll that it asks.
    pub poll: Option<PollView>,
    /// Tags without `#`.
    pub tags: Vec<Link>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// Who stands behind it.
    pub endorsers: Endorsers,
    /// What came back, as far as it is known.
    pub reach: Reach,
    /// The statement's id, which the visitor's own server looks up.
    pub uri: String,
    /// How a copy can be checked; none for a text without a signature.
    pub proof: Option<Proof>,
    /// The page's address as a QR code for print: an `svg` element of our own making, without `style`.
    pub qr_svg: Option<String>,
}

impl StatementPage {
    /// The text in the main language, where this is a translation of it.
    pub fn original(&self) -> Option<&Translation> {
        self.translations.first().filter(|first| !first.is_current)
    }

    /// Whether a reader can vote here now.
    pub fn takes_votes(&self) -> bool {
        self.poll.as_ref().is_some_and(|poll| !poll.is_over)
    }
}

/// A poll as everybody may see it.
#[derive(Clone, Debug)]
pub struct PollView {
    /// In the author's order.
    pub options: Vec<PollOption>,
    /// How many people have voted.
    pub voters: u64,
    /// Whether more than one may be chosen.
    pub multiple: bool,
    /// Whether nobody may know yet how people vote.
    pub is_hidden: bool,
    /// When it ends or has ended.
    pub ends: Option<Moment>,
    /// Whether no vote counts any more.
    pub is_over: bool,
    /// The campaign that is signed by a vote.
    pub signs: Option<Link>,
}

/// An option of a poll.
#[derive(Clone, Debug)]
pub struct PollOption {
    /// Its words.
    pub name: String,
    /// How many chose it, and how many of a hundred that is; none while nobody may know.
    pub votes: Option<(u64, u64)>,
}

/// The statement in one language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Which.
    pub language: Language,
    /// Path of the page in this language.
    pub path: String,
    /// Whether this page shows it.
    pub is_current: bool,
    /// Where it stands.
    pub state: TranslationState,
}

impl Translation {
    /// Whether a machine made it, and nobody has reviewed it.
    pub fn is_machine(&self) -> bool {
        self.state == TranslationState::Machine
    }
}

/// A file that belongs to a statement; shown as a link, never loaded with the page.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// What it shows, in words.
    pub description: String,
    /// What it is, for example `PDF, 340 KB`.
    pub kind: String,
    /// Where it is; may come from others.
    pub target: String,
}

impl Attachment {
    /// The address, if a link may have it.
    pub fn address(&self) -> Option<&str> {
        web_address(&self.target)
    }
}

/// Reactions that reached this server; none where they are unknown or hidden.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Answers.
    pub replies: Option<u64>,
    /// How often it was passed on.
    pub boosts: Option<u64>,
    /// Favourites.
    pub likes: Option<u64>,
}

impl Reach {
    /// Whether anything is known.
    pub fn is_known(&self) -> bool {
        self.replies.or(self.boosts).or(self.likes).is_some()
    }
}

/// What is needed to check a copy of the text.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Who signed, by name.
    pub signer: String,
    /// The public key as a multibase string.
    pub key: String,
    /// The SHA-256 digest of the signed copy, in hexadecimal.
    pub digest: String,
    /// When it was signed.
    pub signed: Option<Moment>,
    /// Path of the signed JSON.
    pub signed_copy_path: String,
}

/// What stays at the address of a withdrawn statement (answered with 410).
#[derive(Clone, Debug, Template)]
#[template(path = "withdrawn.html", whitespace = "minimize")]
pub struct WithdrawnPage {
    /// The frame.
    pub page: Page,
    /// Name of the coalition that withdrew it.
    pub coalition: String,
    /// When it was withdrawn.
    pub withdrawn: Moment,
    /// When it had been published, if that is still known.
    pub published: Option<Moment>,
    /// Why it was withdrawn, as the coalition says in public.
    pub reason: Option<String>,
}

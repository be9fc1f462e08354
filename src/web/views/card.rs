//! What other programs read in the head of a public page: search engines, feed readers, other servers, chat previews.

/// Facts for other programs. All addresses are absolute and made by this server.
#[derive(Clone, Debug)]
pub struct Card {
    /// `website` or `article` (the Open Graph protocol, ogp.me).
    pub kind: CardKind,
    /// The title of a preview.
    pub title: String,
    /// One or two plain sentences. With a content warning it is the warning, never the text behind it.
    pub description: String,
    /// The one address of this page.
    pub address: String,
    /// Handle of the author account, `@name@host` (Mastodon's `fediverse:creator`).
    pub creator: String,
    /// Address of the same thing as `ActivityPub` JSON.
    pub activity_address: Option<String>,
    /// What can be read along in a feed reader.
    pub feeds: Vec<FeedLinks>,
    /// Address of the picture that chats show, of the size in `preview_card`.
    pub picture_address: Option<String>,
    /// The same page in other languages: tag and address.
    pub translations: Vec<(String, String)>,
}

/// A feed in its two forms.
#[derive(Clone, Debug)]
pub struct FeedLinks {
    /// What it is called; may be empty, and stands for the coalition then.
    pub title: String,
    /// Address as Atom.
    pub atom: String,
    /// Address as a JSON feed (jsonfeed.org, 1.1).
    pub json: String,
}

/// What kind of page it is.
#[derive(Clone, Debug)]
pub enum CardKind {
    /// The coalition's page.
    Website,
    /// A statement.
    Article {
        /// RFC 3339.
        published: String,
        /// RFC 3339, if it was edited.
        modified: Option<String>,
    },
}

//! A text on the network: a statement of ours, a reply of somebody else, a question.

use serde::{Deserialize, Serialize};

use super::call::Call;
use super::correction::{self, Correction, SaidIn};
use super::ids::{AccountId, PostId};
use super::media::Picture;
use super::quote::{Offer, Quoters};
use super::text::escape;
use super::time::Time;
use super::translation::{TranslationState, Unreviewed, Words};
use super::uri::Uri;
use super::visibility::Visibility;

/// What the object was when it came; everything is shown as a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostKind {
    /// A short text; what we send ourselves.
    Note,
    /// A long text.
    Article,
    /// A page.
    Page,
    /// A question with options to choose from.
    Question,
    /// Something that takes place.
    Event,
    /// Any other object that carries text or media: image, video, audio, document.
    Other,
}

impl PostKind {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Article => "Article",
            Self::Page => "Page",
            Self::Question => "Question",
            Self::Event => "Event",
            Self::Other => "Other",
        }
    }

    /// Reads an ActivityStreams type; `None` for what cannot be shown as a text.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "Note" => Some(Self::Note),
            "Article" => Some(Self::Article),
            "Page" => Some(Self::Page),
            "Question" => Some(Self::Question),
            "Event" => Some(Self::Event),
            "Other" | "Image" | "Video" | "Audio" | "Document" => Some(Self::Other),
            _ => None,
        }
    }
}

/// Something attached to a text, by its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Where it is: http(s) only.
    pub url: String,
    /// Media type, as the sender says.
    pub media_type: Option<String>,
    /// Description for those who cannot see it.
    pub description: Option<String>,
    /// What is known of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The upload it is, for a file that is kept here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upload: Option<i64>,
}

/// Somebody named in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The id of the one who is named.
    pub uri: String,
    /// How the text writes them.
    pub name: String,
}

/// A small picture used as a letter (FEP-9098).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emoji {
    /// `:name:` without the colons.
    pub shortcode: String,
    /// Where the picture is.
    pub url: String,
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollOption {
    /// The words to choose.
    pub name: String,
    /// How many have chosen it.
    pub votes: u64,
}

/// The options of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// In the author's order.
    pub options: Vec<PollOption>,
    /// More than one may be chosen.
    pub multiple: bool,
    /// When it ends (unix milliseconds).
    pub ends_at: Option<i64>,
    /// How many people have voted.
    pub voters: Option<u64>,
    /// The counts are shown only at the end.
    #[serde(default)]
    pub hides_totals: bool,
    /// When it was closed (unix milliseconds); its end may be past before that is done.
    #[serde(default)]
    pub closed_at: Option<i64>,
}

/// Parts of a post that are shown and sent, but never searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Files by address.
    pub attachments: Vec<Attachment>,
    /// Who is named.
    pub mentions: Vec<Mention>,
    /// Hashtags, lower-case, without `#`.
    pub hashtags: Vec<String>,
    /// Custom emoji.
    pub emoji: Vec<Emoji>,
    /// Options, for a question.
    pub poll: Option<Poll>,
    /// The id of a quoted post.
    pub quote: Option<String>,
    /// The page of the quoted post; only for our own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_url: Option<String>,
    /// The stamp by which its author agrees to the quote; only for our own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_stamp: Option<String>,
    /// Who may quote it; only for our own.
    pub quoters: Quoters,
    /// Who may quote it, as its server says; only for those of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// The id of the campaign of ours that it belongs to; only for our own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// What makes it a call to other coalitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// The id of the idea that its author took up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adopts: Option<String>,
    /// Who has endorsed this version, by name, in the order in which that was accepted; only for our own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub endorsers: Vec<String>,
    /// When that last changed (unix milliseconds); only for our own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endorsed_at: Option<i64>,
    /// When and where, for an event.
    pub starts_at: Option<i64>,
    /// The place of an event.
    pub place: Option<String>,
    /// What was wrong in the version before, where this one puts it right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// The same in the languages of translations, where it was given; only for our own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<SaidIn>,
    /// How many had to approve this version, and did; only for our own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum: Option<u32>,
    /// Translations that nobody has reviewed yet; only for our own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unreviewed: Vec<Unreviewed>,
    /// Those go to other servers as well, because the coalition decided so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sends_unreviewed: bool,
}

impl Details {
    /// A link to the quoted post as the last line of the text, for servers and pages that show no quotes; those that do
    /// hide it by its class. Only for our own.
    pub fn quote_line(&self) -> String {
        match &self.quote_url {
            Some(page) => {
                let page = escape(page);
                format!(
                    "<p class=\"quote-inline\">RE: <a href=\"{page}\" rel=\"nofollow noopener noreferrer\">{page}</a></p>"
                )
            }
            None => String::new(),
        }
    }

    /// Says what was wrong in the version before.
    pub fn correct(&mut self, correction: Correction) {
        (self.correction, self.corrections) = (Some(correction.said), correction.said_in);
    }

    /// What was wrong in the version before, as the text in this language says it; the main text always does.
    pub fn correction_in(&self, language: Option<&str>, is_main: bool) -> Option<&str> {
        if is_main { self.correction.as_deref() } else { correction::find(&self.corrections, language?) }
    }

    /// Where the translation into this language stands.
    pub fn translation(&self, language: &str) -> TranslationState {
        let found = self.unreviewed.iter().find(|one| one.language == language);
        found.map_or(TranslationState::Reviewed, |one| one.state)
    }
}

/// The text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Language tag; unknown for most remote posts without `contentMap`.
    pub language: Option<String>,
    /// Title, plain.
    pub title: Option<String>,
    /// What the author typed (Markdown); only for our own.
    pub source: Option<String>,
    /// Sanitised HTML.
    pub html: String,
}

impl Text {
    /// Its words as they were typed, to be compared.
    pub fn words(&self) -> Words<'_> {
        Words {
            language: self.language.as_deref().unwrap_or_default(),
            title: self.title.as_deref().unwrap_or_default(),
            source: self.source.as_deref().unwrap_or_default(),
        }
    }
}

/// A post as we keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Our id of it.
    pub id: PostId,
    /// Its id on the network.
    pub uri: Uri,
    /// Who wrote it.
    pub account: AccountId,
    /// What it came as.
    pub kind: PostKind,
    /// Who may see it.
    pub visibility: Visibility,
    /// The post it answers, when we have it.
    pub in_reply_to: Option<PostId>,
    /// The id of the post it answers, whether we have it or not.
    pub in_reply_to_uri: Option<String>,
    /// The text, main language first; never empty.
    pub texts: Vec<Text>,
    /// Content warning, plain.
    pub warning: Option<String>,
    /// Its media should be hidden at first.
    pub sensitive: bool,
    /// The page for people.
    pub url: Option<String>,
    /// When it was published, as its author says.
    pub published_at: Time,
    /// When it was last edited.
    pub edited_at: Option<Time>,
    /// Number of the present version, from 1.
    pub version: i64,
    /// Attachments, tags, poll.
    pub details: Details,
}

impl Post {
    /// The text in the main language.
    pub fn main_text(&self) -> &Text {
        self.texts.first().expect("a post has at least one text")
    }

    /// Where a text of it stands: the main one is nobody's translation.
    pub fn translation(&self, text: &Text) -> TranslationState {
        match text.language.as_deref() {
            Some(language) if self.main_text().language.as_deref() != Some(language) => {
                self.details.translation(language)
            }
            _ => TranslationState::Reviewed,
        }
    }

    /// What a text of it says was wrong in the version before.
    pub fn correction(&self, text: &Text) -> Option<&str> {
        let language = text.language.as_deref();
        self.details.correction_in(language, language == self.main_text().language.as_deref())
    }

    /// The text in this language, or the main one.
    pub fn text_in(&self, language: &str) -> &Text {
        self.texts
            .iter()
            .find(|t| t.language.as_deref() == Some(language))
            .unwrap_or_else(|| self.main_text())
    }

    /// Where a text stands as a translation; the main one, and one of which no language is known, count as reviewed.
    pub fn state_of(&self, text: &Text) -> TranslationState {
        text.language.as_deref().map_or(TranslationState::Reviewed, |tag| self.details.translation(tag))
    }

    /// Whether a text leaves the house as its words: to other servers, by mail, in previews. What nobody has reviewed
    /// does so only where the coalition decided it.
    pub fn goes_out(&self, text: &Text) -> bool {
        self.details.sends_unreviewed || self.state_of(text) == TranslationState::Reviewed
    }

    /// The first reviewed text in a language that fits.
    pub fn reviewed_text(&self, fits: impl Fn(&str) -> bool) -> Option<&Text> {
        self.texts.iter().find(|text| {
            text.language.as_deref().is_some_and(&fits) && self.state_of(text) == TranslationState::Reviewed
        })
    }
}

/// A post as another server tells it, checked and cleaned, before it has a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingPost {
    /// Its id.
    pub uri: Uri,
    /// Who wrote it.
    pub author: Uri,
    /// What it came as.
    pub kind: PostKind,
    /// The text, main language first; never empty.
    pub texts: Vec<Text>,
    /// Content warning.
    pub warning: Option<String>,
    /// Its media should be hidden at first.
    pub sensitive: bool,
    /// The page for people.
    pub url: Option<String>,
    /// When it was published.
    pub published_at: Option<Time>,
    /// When it was edited.
    pub updated_at: Option<Time>,
    /// What it answers.
    pub in_reply_to: Option<Uri>,
    /// First line of addressees.
    pub to: Vec<String>,
    /// Second line of addressees.
    pub cc: Vec<String>,
    /// `name` of a Note without content: how a vote in a poll looks (FEP-9967).
    pub vote: Option<String>,
    /// Attachments, tags, poll.
    pub details: Details,
}

/// What an edit by its author makes of a post that we have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A new version to keep and to show.
    NewVersion,
    /// Only counts have changed (a poll's tally).
    Tally,
    /// Older than what we have, or nothing new.
    Ignore,
}

/// Decides what an `Update` does. Author, id, kind, visibility, thread and publication time of a
/// post never change (A66 to A69); an older `updated` never rolls back (A73).
pub fn edit(have: &Post, now: &IncomingPost) -> Edit {
    let have_time = have.edited_at.unwrap_or(have.published_at);
    match now.updated_at {
        Some(updated) if updated < have_time => Edit::Ignore,
        _ if have.texts != now.texts
            || have.warning != now.warning
            || have.details.attachments != now.details.attachments
            || options_of(&have.details) != options_of(&now.details) =>
        {
            Edit::NewVersion
        }
        _ if have.kind == PostKind::Question && have.details.poll != now.details.poll => Edit::Tally,
        _ => Edit::Ignore,
    }
}

fn options_of(details: &Details) -> Option<(bool, Vec<&str>)> {
    details.poll.as_ref().map(|poll| (poll.multiple, poll.options.iter().map(|o| o.name.as_str()).collect()))
}

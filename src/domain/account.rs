//! Actors: organisations, people, groups and servers, ours and others'.

use serde::{Deserialize, Serialize};

use super::directory::Facts;
use super::ids::AccountId;
use super::post::Emoji;
use super::time::Time;
use super::uri::Uri;

/// What kind of actor this is; the ActivityStreams type of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A coalition.
    Organization,
    /// A campaign, or another server's group.
    Group,
    /// A person.
    Person,
    /// A server speaking for itself.
    Application,
    /// A bot.
    Service,
}

impl ActorKind {
    /// The ActivityStreams type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::Group => "Group",
            Self::Person => "Person",
            Self::Application => "Application",
            Self::Service => "Service",
        }
    }

    /// Reads the ActivityStreams type; `None` for what is no actor.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Organization, Self::Group, Self::Person, Self::Application, Self::Service]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

/// A line of a profile: a label and a sanitised value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Plain text.
    pub name: String,
    /// Sanitised HTML.
    pub value: String,
    /// Since when the page it links to is known to link back; only for our own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<Time>,
}

/// Parts of a profile that are shown and sent, but never searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Labelled lines.
    pub fields: Vec<Field>,
    /// Other ids of the same actor; what a `Move` is checked against.
    pub also_known_as: Vec<String>,
    /// Where the actor has moved to.
    pub moved_to: Option<String>,
    /// URL of the picture.
    pub avatar: Option<String>,
    /// URL of the banner.
    pub header: Option<String>,
    /// Small pictures used as letters in its name, its text and its lines.
    pub emoji: Vec<Emoji>,
    /// Capabilities that the actor's server advertises (FEP-844e).
    pub implements: Vec<String>,
    /// The handle the actor claims (FEP-2c59), where its own domain confirmed it.
    pub webfinger: Option<String>,
    /// Its open posts may be put into searches (FEP-5feb).
    pub indexable: bool,
    /// Whether it hides whom it follows and who follows it; the settings say so where it does not.
    pub hide_collections: Option<bool>,
    /// What was typed about itself (Markdown); only for our own.
    pub note: Option<String>,
    /// What it says about itself for directories.
    pub facts: Facts,
}

/// An actor as we know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Our id of it.
    pub id: AccountId,
    /// Its id on the network.
    pub uri: Uri,
    /// What it is.
    pub kind: ActorKind,
    /// The name before the host.
    pub username: String,
    /// The authority of its id; `None` when the actor lives here.
    pub host: Option<String>,
    /// The name shown; plain text.
    pub name: String,
    /// About itself; sanitised HTML.
    pub summary: String,
    /// The page for people.
    pub url: Option<String>,
    /// Where activities for it are posted.
    pub inbox: String,
    /// The inbox of its whole server.
    pub shared_inbox: Option<String>,
    /// Its collections, as it names them.
    pub followers: Option<String>,
    /// The collection of those it follows.
    pub following: Option<String>,
    /// Its outbox.
    pub outbox: Option<String>,
    /// Its pinned posts.
    pub featured: Option<String>,
    /// Follows wait for a person's decision.
    pub locked: bool,
    /// It wants to be found.
    pub discoverable: bool,
    /// The rest of its profile.
    pub profile: Profile,
    /// When it was made, as far as we know.
    pub created_at: Time,
    /// When we last fetched it; for local actors when it was last changed.
    pub fetched_at: Time,
    /// Since when its server says that it is gone. Our copy stays.
    pub gone_at: Option<Time>,
    /// Since when we refuse everything it does.
    pub suspended_at: Option<Time>,
}

impl Account {
    /// Whether the actor lives here.
    pub fn is_local(&self) -> bool {
        self.host.is_none()
    }

    /// `name@host` for a remote actor, `name` for one of ours.
    pub fn acct(&self) -> String {
        match &self.host {
            Some(host) => format!("{}@{}", self.username, self.profile_domain().unwrap_or(host)),
            None => self.username.clone(),
        }
    }

    /// The inbox that reaches it with the fewest requests.
    pub fn best_inbox(&self) -> &str {
        self.shared_inbox.as_deref().unwrap_or(&self.inbox)
    }

    /// Whether whom it follows and who follows it may be shown; `usually` is what the settings say.
    pub fn shows_collections(&self, usually: bool) -> bool {
        self.profile.hide_collections.map_or(usually, |hides| !hides)
    }

    /// Whether it may do anything here.
    pub fn is_active(&self) -> bool {
        self.gone_at.is_none() && self.suspended_at.is_none()
    }

    fn profile_domain(&self) -> Option<&str> {
        self.profile.webfinger.as_deref().and_then(|handle| handle.rsplit('@').next())
    }
}

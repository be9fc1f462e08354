//! Another server's actor document, checked and cleaned. Writing our own is in `actor_out`.

use serde_json::Value;

use super::actor_keys::{ActorKey, keys};
use super::directory;
use super::fault::Fault;
use super::incoming_tags;
use super::members::{
    addresses, clip, is_true, kind, line, links, list, page, required_uri, text, time, uri,
};
use crate::domain::account::{ActorKind, Field, Profile};
use crate::domain::handle::Handle;
use crate::domain::text::clean;
use crate::domain::time::Time;
use crate::domain::uri::Uri;

/// The longest name, in characters.
const LONGEST_NAME: usize = 500;
/// The longest text about itself, in bytes, before it is cleaned.
const LONGEST_SUMMARY: usize = 20_000;
/// The most lines of a profile, and the longest label and value.
const MOST_FIELDS: usize = 20;
const LONGEST_FIELD: usize = 2047;
/// The most other ids of one actor.
const MOST_ALIASES: usize = 10;
/// The most capabilities that are looked at.
const MOST_CAPABILITIES: usize = 50;

/// An actor as its own server tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorDocument {
    /// Its id. The caller has compared it with the address it asked, or with the sender.
    pub uri: Uri,
    /// What it is.
    pub kind: ActorKind,
    /// The name before the host.
    pub username: String,
    /// The name shown; plain text, never empty.
    pub name: String,
    /// About itself; sanitised HTML.
    pub summary: String,
    /// The page for people.
    pub url: Option<String>,
    /// Where activities for it are posted; of its own origin.
    pub inbox: String,
    /// The inbox of its whole server; of its own origin.
    pub shared_inbox: Option<String>,
    /// Its outbox.
    pub outbox: Option<String>,
    /// The collection of its followers.
    pub followers: Option<String>,
    /// The collection of those it follows.
    pub following: Option<String>,
    /// Its pinned posts.
    pub featured: Option<String>,
    /// Follows wait for a person's decision.
    pub locked: bool,
    /// It wants to be found.
    pub discoverable: bool,
    /// Fields, aliases, pictures, capabilities. Its `webfinger` is empty: see [`Self::claimed_handle`].
    pub profile: Profile,
    /// The handle it claims (FEP-2c59). It counts only when that domain's `WebFinger` names this actor (A138).
    pub claimed_handle: Option<Handle>,
    /// When it was made, as it says.
    pub created_at: Option<Time>,
    /// Its public keys, as text.
    pub keys: Vec<ActorKey>,
}

impl ActorDocument {
    /// Reads an actor.
    ///
    /// A fault means that it cannot be kept at all: no id, no handle (A135), or an inbox at somebody
    /// else's (A72). Collections and a shared inbox of another origin are left out.
    pub fn read(value: &Value) -> Result<Self, Fault> {
        let id = required_uri(value, "id")?;
        let kind = actor_kind(value).ok_or(Fault::UnknownType)?;
        let inbox = required_uri(value, "inbox")?;
        if !inbox.same_origin(&id) {
            return Err(Fault::OtherOrigin("the inbox", "its actor"));
        }
        let own = |value: &Value, member: &str| {
            uri(value, member).filter(|found| found.same_origin(&id)).map(|found| found.as_str().to_owned())
        };
        let claimed_handle =
            text(value, "webfinger").filter(|handle| handle.len() <= 512).and_then(Handle::parse);
        let username = username(value, claimed_handle.as_ref())?;
        Ok(Self {
            kind,
            name: line(value, "name", LONGEST_NAME).unwrap_or_else(|| username.clone()),
            username,
            summary: text(value, "summary")
                .map(|html| clean(clip(html, LONGEST_SUMMARY)))
                .unwrap_or_default(),
            url: page(value),
            inbox: inbox.as_str().to_owned(),
            shared_inbox: value.get("endpoints").and_then(|endpoints| own(endpoints, "sharedInbox")),
            outbox: own(value, "outbox"),
            followers: own(value, "followers"),
            following: own(value, "following"),
            featured: own(value, "featured"),
            locked: is_true(value, "manuallyApprovesFollowers"),
            discoverable: is_true(value, "discoverable"),
            profile: Profile { facts: directory::facts(value, kind, &id), ..profile(value) },
            claimed_handle,
            created_at: time(value, "published"),
            keys: keys(value, &id),
            uri: id,
        })
    }
}

/// What kind of actor an object is; `None` for what is no actor.
pub fn actor_kind(value: &Value) -> Option<ActorKind> {
    list(value, "type").iter().filter_map(Value::as_str).find_map(ActorKind::parse)
}

/// `preferredUsername`, or else the name of the claimed handle; it must be able to stand in a handle.
fn username(value: &Value, claimed: Option<&Handle>) -> Result<String, Fault> {
    let Some(name) = text(value, "preferredUsername") else {
        return claimed.map(|handle| handle.name.clone()).ok_or(Fault::Missing("preferredUsername"));
    };
    // The reader of handles forgives blanks and marks around a name; a name that needs it is none.
    let stands = name.len() <= 256
        && !name.starts_with(['.', '@'])
        && Handle::parse(&format!("@{name}@host.invalid")).is_some_and(|handle| handle.name == name);
    if stands { Ok(name.to_owned()) } else { Err(Fault::Username) }
}

fn profile(value: &Value) -> Profile {
    let mut also_known_as = addresses(value, "alsoKnownAs");
    also_known_as.truncate(MOST_ALIASES);
    Profile {
        fields: fields(value),
        also_known_as,
        moved_to: uri(value, "movedTo").map(|target| target.as_str().to_owned()),
        avatar: picture(value, "icon"),
        header: picture(value, "image"),
        emoji: incoming_tags::emoji(value),
        implements: implements(value),
        webfinger: None,
        ..Profile::default()
    }
}

fn fields(value: &Value) -> Vec<Field> {
    let is_field = |item: &&Value| kind(item) == Some("PropertyValue");
    let fields = list(value, "attachment").iter().filter(is_field).filter_map(|item| {
        let name = line(item, "name", LONGEST_FIELD)?;
        let value = clean(clip(text(item, "value")?, LONGEST_FIELD));
        Some(Field { name, value, verified_at: None })
    });
    fields.take(MOST_FIELDS).collect()
}

fn picture(value: &Value, member: &str) -> Option<String> {
    links(value, member).first().map(|link| link.href.to_owned())
}

/// What the actor's server can do (FEP-844e): told by the server's actor itself, or by `generator`.
fn implements(value: &Value) -> Vec<String> {
    let told = list(value, "implements");
    let by_generator = value.get("generator").map_or(&[][..], |generator| list(generator, "implements"));
    let hrefs = told
        .iter()
        .chain(by_generator)
        .filter_map(|item| item.as_str().or_else(|| text(item, "href")).or_else(|| text(item, "id")));
    let mut found = Vec::new();
    for href in hrefs.take(MOST_CAPABILITIES) {
        if Uri::parse(href).is_ok() && !found.iter().any(|known| known == href) {
            found.push(href.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn vera() -> Value {
        json!({"id": "https://vic.test/users/vera", "type": "Person", "preferredUsername": "vera",
            "inbox": "https://vic.test/users/vera/inbox"})
    }

    fn read_with(member: &str, value: Value) -> Result<ActorDocument, Fault> {
        let mut actor = vera();
        actor[member] = value;
        ActorDocument::read(&actor)
    }

    #[test]
    fn the_least_an_actor_needs() {
        let actor = ActorDocument::read(&vera()).expect("an actor");
        assert_eq!((actor.name.as_str(), actor.kind), ("vera", ActorKind::Person));
        for member in ["id", "type", "preferredUsername", "inbox"] {
            assert!(read_with(member, json!(null)).is_err(), "{member}");
        }
        assert_eq!(read_with("type", json!(["Person", "x:Y"])).expect("an actor").kind, ActorKind::Person);
    }

    #[test]
    fn a72_an_inbox_is_never_at_somebody_elses() {
        for inbox in ["https://sut.test/inbox", "http://vic.test/inbox", "https://vic.test:8443/inbox"] {
            assert!(matches!(read_with("inbox", json!(inbox)), Err(Fault::OtherOrigin(..))), "{inbox}");
            let actor = read_with("endpoints", json!({ "sharedInbox": inbox })).expect("an actor");
            assert_eq!(actor.shared_inbox, None, "{inbox}");
        }
        let actor =
            read_with("endpoints", json!({"sharedInbox": "https://vic.test/inbox"})).expect("an actor");
        assert_eq!(actor.shared_inbox.as_deref(), Some("https://vic.test/inbox"));
        assert_eq!(read_with("followers", json!("https://third.test/f")).expect("an actor").followers, None);
    }

    #[test]
    fn a135_names_that_cannot_stand_in_a_handle() {
        let long = "x".repeat(3000);
        for name in ["alice@sut.test", "a/b", "../x", "", long.as_str(), " vera", "@vera", "a b", "<b>", ".."]
        {
            assert_eq!(read_with("preferredUsername", json!(name)), Err(Fault::Username), "{name}");
        }
        for name in ["vera", "Vera_2", "vera-v", "v.era", "вера"] {
            assert_eq!(read_with("preferredUsername", json!(name)).expect("an actor").username, name);
        }
    }

    #[test]
    fn a122_a133_what_is_shown_is_clean_and_clipped() {
        let actor = read_with("name", json!("V\u{202e}era<script>")).expect("an actor");
        assert_eq!(actor.name, "Vera<script>");
        let actor = read_with("summary", json!(format!("<p>a<script>b</script></p>{}", "x".repeat(50_000))));
        let summary = actor.expect("an actor").summary;
        assert!(!summary.contains("script") && summary.len() <= LONGEST_SUMMARY);
        let field = json!({"type": "PropertyValue", "name": "Web", "value": "<a href='javascript:x' onclick=y>z</a>"});
        let actor = read_with("attachment", json!(vec![field; 1000])).expect("an actor");
        assert_eq!(actor.profile.fields.len(), MOST_FIELDS);
        assert!(!actor.profile.fields[0].value.contains("javascript"));
        for url in ["javascript:alert(1)", "data:text/html,x", " https://x.test/"] {
            assert_eq!(read_with("url", json!(url)).expect("an actor").url, None, "{url}");
            assert_eq!(read_with("icon", json!({ "url": url })).expect("an actor").profile.avatar, None);
        }
    }

    #[test]
    fn a138_a_claimed_handle_is_only_a_claim() {
        let actor = read_with("webfinger", json!("vera@vera.example")).expect("an actor");
        assert_eq!(actor.claimed_handle.expect("a claim").domain, "vera.example");
        assert_eq!(actor.profile.webfinger, None);
    }

    #[test]
    fn aliases_and_capabilities() {
        let many: Vec<String> = (0..50).map(|n| format!("https://a.test/{n}")).collect();
        assert_eq!(
            read_with("alsoKnownAs", json!(many)).expect("an actor").profile.also_known_as.len(),
            MOST_ALIASES
        );
        let generator = json!({"type": "Application", "implements": [
            {"href": "https://datatracker.ietf.org/doc/html/rfc9421", "name": "RFC-9421"}, "https://a.test/x", {"href": 1}]});
        let actor = read_with("generator", generator).expect("an actor");
        assert_eq!(
            actor.profile.implements,
            ["https://datatracker.ietf.org/doc/html/rfc9421", "https://a.test/x"]
        );
    }
}

//! Our own actors as documents: coalition, campaign, member, server. Reading others' is in `actor`.

use serde_json::{Value, json};

use super::{campaign, context};
use crate::domain::account::{Account, ActorKind};
use crate::domain::campaign::Campaign;
use crate::domain::post::Emoji;

/// The public keys of an actor of ours, each with the id that signatures name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorKeysOut {
    /// Key id and PEM of the key that signs requests. Its id must never change.
    pub main: (String, String),
    /// Key id and multibase of the key that signs documents (FEP-521a).
    pub assertion: Option<(String, String)>,
}

/// Something that this server can do, as it is advertised (FEP-844e).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capability {
    /// The identifier of the capability.
    pub href: &'static str,
    /// What people call it.
    pub name: &'static str,
}

/// Requests signed as in RFC 9421 are understood.
pub const MESSAGE_SIGNATURES: Capability = Capability {
    href: "https://datatracker.ietf.org/doc/html/rfc9421",
    name: "RFC-9421: HTTP Message Signatures",
};

/// Requests to be shown in a collection are answered, by a person or by policy.
pub const LISTING: Capability =
    Capability { href: super::directory::LISTING, name: "FEP-7aa9: Featured collections" };
/// Endorsements are offered and answered as in `FEDERATION.md`. Nothing of them goes to a server without it.
pub const ENDORSEMENTS: Capability =
    Capability { href: "https://antiphon.invalid/ns#endorsements", name: "Antiphon: endorsements" };

/// Joint campaigns are offered, answered and counted as in `FEDERATION.md`. Nothing of them goes to a server without it.
pub const JOINT: Capability =
    Capability { href: "https://antiphon.invalid/ns#joint-campaigns", name: "Antiphon: joint campaigns" };

/// What an actor document says beyond the account itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links<'a> {
    /// The id of the actor that stands for the server; `None` in that actor's own document.
    pub application: Option<&'a str>,
    /// What the server can do.
    pub implements: &'a [Capability],
    /// `name@domain` under which `WebFinger` finds this actor (FEP-2c59).
    pub handle: Option<&'a str>,
    /// Who answers for this actor: of a campaign its coalition.
    pub owner: Option<&'a str>,
    /// Other servers may put its public posts into their search (FEP-5feb).
    pub indexable: bool,
    /// What a campaign says beyond an account.
    pub campaign: Option<&'a Campaign>,
    /// What stands before the name of a hashtag in its address, with a slash at the end.
    pub tag_base: &'a str,
}

/// The document of an actor of ours.
pub fn document(account: &Account, keys: &ActorKeysOut, links: &Links<'_>) -> Value {
    let id = account.uri.as_str();
    let mut document = json!({
        "@context": context::actor(),
        "id": id,
        "type": account.kind.as_str(),
        "preferredUsername": account.username,
        "name": account.name,
        "summary": account.summary,
        "inbox": account.inbox,
        "outbox": account.outbox,
        "followers": account.followers,
        "following": account.following,
        "featured": account.featured,
        "url": account.url,
        "endpoints": account.shared_inbox.as_ref().map(|inbox| json!({ "sharedInbox": inbox })),
        "manuallyApprovesFollowers": account.locked,
        "discoverable": account.discoverable,
        "indexable": links.indexable,
        "published": account.created_at.rfc3339(),
        "updated": account.fetched_at.rfc3339(),
        "icon": account.profile.avatar.as_deref().map(picture),
        "image": account.profile.header.as_deref().map(picture),
        "attachment": fields(account),
        "tag": emoji(account),
        "alsoKnownAs": some_of(&account.profile.also_known_as),
        "movedTo": account.profile.moved_to,
        "attributedTo": links.owner,
        "webfinger": links.handle,
        "publicKey": {"id": keys.main.0, "owner": id, "publicKeyPem": keys.main.1},
        "assertionMethod": keys.assertion.as_ref().map(|(key_id, multibase)| json!([{
            "id": key_id, "type": "Multikey", "controller": id, "publicKeyMultibase": multibase
        }])),
    });
    let implements: Vec<Value> = links
        .implements
        .iter()
        .map(|one| json!({"type": "Link", "href": one.href, "name": one.name}))
        .collect();
    match links.application {
        Some(application) => {
            document["generator"] =
                json!({"type": "Application", "id": application, "implements": implements});
        }
        None => document["implements"] = json!(implements),
    }
    if account.kind == ActorKind::Group {
        document["postingRestrictedToMods"] = json!(true);
    }
    if let Some(campaign) = links.campaign {
        campaign::describe(&mut document, campaign, links.tag_base);
    }
    drop_empty(&mut document);
    document
}

/// Members without a value are left out: `null` means to some readers that there is something.
pub(super) fn drop_empty(document: &mut Value) {
    if let Value::Object(members) = document {
        members.retain(|_, value| !value.is_null());
    }
}

/// A small picture used as a letter (FEP-9098).
pub(super) fn emoji_tag(one: &Emoji) -> Value {
    json!({"type": "Emoji", "id": one.url, "name": format!(":{}:", one.shortcode), "icon": picture(&one.url)})
}

fn emoji(account: &Account) -> Option<Vec<Value>> {
    let emoji = &account.profile.emoji;
    (!emoji.is_empty()).then(|| emoji.iter().map(emoji_tag).collect())
}

fn picture(url: &str) -> Value {
    let media_type = match url.rsplit_once('.') {
        Some((_, "png")) => Some("image/png"),
        Some((_, "jpg")) => Some("image/jpeg"),
        Some((_, "gif")) => Some("image/gif"),
        _ => None,
    };
    let mut picture = json!({"type": "Image", "mediaType": media_type, "url": url});
    drop_empty(&mut picture);
    picture
}

fn fields(account: &Account) -> Option<Vec<Value>> {
    let fields = &account.profile.fields;
    let line = |field: &crate::domain::account::Field| json!({"type": "PropertyValue", "name": field.name, "value": field.value});
    (!fields.is_empty()).then(|| fields.iter().map(line).collect())
}

fn some_of(list: &[String]) -> Option<&[String]> {
    (!list.is_empty()).then_some(list)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::account::{Field, Profile};
    use crate::domain::ids::AccountId;
    use crate::domain::time::Time;
    use crate::domain::uri::Uri;
    use crate::keys::SigningKey;
    use crate::wire::{ActorDocument, KeyPurpose, PublicKeyText};

    pub fn account(kind: ActorKind) -> Account {
        let base = "https://us.test/actors/river";
        Account {
            id: AccountId(1),
            uri: Uri::parse(base).expect("an id"),
            kind,
            username: "river".to_owned(),
            host: None,
            name: "Clean River".to_owned(),
            summary: "<p>We <strong>swim</strong>.</p>".to_owned(),
            url: Some("https://us.test/@river".to_owned()),
            inbox: format!("{base}/inbox"),
            shared_inbox: Some("https://us.test/inbox".to_owned()),
            followers: Some(format!("{base}/followers")),
            following: Some(format!("{base}/following")),
            outbox: Some(format!("{base}/outbox")),
            featured: Some(format!("{base}/featured")),
            locked: true,
            discoverable: true,
            profile: Profile {
                fields: vec![Field {
                    name: "Web".to_owned(),
                    value: "river.test".to_owned(),
                    verified_at: None,
                }],
                also_known_as: vec!["https://standby.test/actors/river".to_owned()],
                ..Profile::default()
            },
            created_at: Time(1_790_000_000_000),
            fetched_at: Time(1_790_000_001_000),
            gone_at: None,
            suspended_at: None,
        }
    }

    fn keys(account: &Account) -> ActorKeysOut {
        let key = SigningKey::from_seed(&[7; 32]);
        let id = account.uri.as_str();
        ActorKeysOut {
            main: (format!("{id}#main-key"), key.verifying_key().to_pem()),
            assertion: Some((format!("{id}#ed25519-key"), key.verifying_key().to_multibase())),
        }
    }

    #[test]
    fn what_we_write_we_read_back() {
        for kind in [ActorKind::Organization, ActorKind::Person, ActorKind::Group, ActorKind::Application] {
            let account = account(kind);
            let links = Links {
                application: Some("https://us.test/actor"),
                implements: &[MESSAGE_SIGNATURES],
                handle: Some("river@river.example"),
                owner: Some("https://us.test/actors/coalition"),
                indexable: true,
                ..Links::default()
            };
            let written = document(&account, &keys(&account), &links);
            let read = ActorDocument::read(&written).expect("an actor");
            assert_eq!((read.uri, read.kind, read.username), (account.uri, account.kind, account.username));
            assert_eq!((read.inbox, read.shared_inbox), (account.inbox, account.shared_inbox));
            assert_eq!((read.followers, read.featured), (account.followers, account.featured));
            assert_eq!(
                (read.locked, read.discoverable, read.created_at),
                (true, true, Some(account.created_at))
            );
            assert_eq!(read.profile.also_known_as, account.profile.also_known_as);
            assert_eq!(read.profile.fields, account.profile.fields);
            assert_eq!(read.profile.implements, [MESSAGE_SIGNATURES.href]);
            assert_eq!(read.claimed_handle.expect("a handle").domain, "river.example");
            assert_eq!(read.keys.len(), 2);
            assert!(matches!(&read.keys[0].key, PublicKeyText::Pem(_)));
            assert_eq!(read.keys[1].purpose, KeyPurpose::Assertion);
        }
    }

    #[test]
    fn shapes_that_peers_insist_on() {
        let group = account(ActorKind::Group);
        let written = document(
            &group,
            &keys(&group),
            &Links { application: Some("https://us.test/actor"), ..Links::default() },
        );
        assert!(written["type"].is_string() && written["publicKey"].is_object());
        assert_eq!(written["assertionMethod"][0]["controller"], group.uri.as_str());
        assert_eq!(written["endpoints"]["sharedInbox"], "https://us.test/inbox");
        assert_eq!(written["postingRestrictedToMods"], true);
        assert!(written.as_object().expect("an object").values().all(|value| !value.is_null()));
        for absent in ["movedTo", "webfinger", "icon"] {
            assert!(written.get(absent).is_none(), "{absent}");
        }
        let server = account(ActorKind::Application);
        let written = document(
            &server,
            &keys(&server),
            &Links { implements: &[MESSAGE_SIGNATURES], ..Links::default() },
        );
        assert_eq!(written["implements"][0]["href"], MESSAGE_SIGNATURES.href);
        assert!(written.get("generator").is_none());
    }

    #[test]
    fn every_term_is_defined() {
        let group = account(ActorKind::Group);
        let links = Links { application: Some("a"), handle: Some("b"), owner: Some("c"), ..Links::default() };
        let written = document(&group, &keys(&group), &links);
        let known = [
            "@context",
            "id",
            "type",
            "preferredUsername",
            "name",
            "summary",
            "inbox",
            "outbox",
            "followers",
            "following",
            "url",
            "endpoints",
            "published",
            "updated",
            "attachment",
            "publicKey",
            "generator",
            "attributedTo",
        ];
        for member in written.as_object().expect("an object").keys() {
            let defined = known.contains(&member.as_str()) || written["@context"][3].get(member).is_some();
            assert!(defined, "{member}");
        }
        for member in written["assertionMethod"][0].as_object().expect("a key").keys() {
            let defined =
                matches!(member.as_str(), "id" | "type") || written["@context"][3].get(member).is_some();
            assert!(defined, "{member} of a key");
        }
    }
}

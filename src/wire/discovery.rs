//! How others find an actor by its handle, and this server by its host: `WebFinger` answers and host-meta.
//! Reading other servers' answers is in `webfinger`; `NodeInfo` is in `nodeinfo`.

use serde_json::{Value, json};

use super::context::ACTIVITY_STREAMS;
use crate::domain::text::escape;

/// The media type under which actors are offered.
pub const ACTIVITY_JSON: &str = "application/activity+json";
/// Where remote follows were found before FEP-3b86.
pub const SUBSCRIBE: &str = "http://ostatus.org/schema/1.0/subscribe";
/// What stands before the name of an intent in its link relation (FEP-3b86).
pub const INTENT: &str = "https://w3id.org/fep/3b86/";

/// Something that a visitor of another server may want to do at home (FEP-3b86).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Follow an actor.
    Follow,
    /// Boost a text.
    Announce,
    /// Like a text.
    Like,
    /// Look at anything, to answer it or to vote in it.
    Object,
    /// Write a new text.
    Create,
}

impl Intent {
    /// Its link relation.
    pub fn rel(self) -> String {
        let name = match self {
            Self::Follow => "Follow",
            Self::Announce => "Announce",
            Self::Like => "Like",
            Self::Object => "Object",
            Self::Create => "Create",
        };
        format!("{INTENT}{name}")
    }
}

/// What `WebFinger` tells of an actor of ours.
#[derive(Clone, Copy, Debug)]
pub struct Finger<'a> {
    /// `name@domain`.
    pub handle: &'a str,
    /// The actor's id.
    pub actor: &'a str,
    /// Its page for people.
    pub page: Option<&'a str>,
    /// Its picture.
    pub avatar: Option<&'a str>,
    /// Where members of ours start a follow that they found elsewhere; holds `{uri}`.
    pub subscribe: Option<&'a str>,
    /// Intents that are really served, each with its template, which holds `{object}`.
    pub intents: &'a [(Intent, &'a str)],
}

/// The JRD (RFC 7033) of an actor.
pub fn jrd(finger: &Finger<'_>) -> Value {
    let mut links = vec![json!({"rel": "self", "type": ACTIVITY_JSON, "href": finger.actor})];
    let mut aliases = vec![finger.actor];
    if let Some(page) = finger.page {
        links
            .push(json!({"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": page}));
        aliases.push(page);
    }
    if let Some(avatar) = finger.avatar {
        links.push(json!({"rel": "http://webfinger.net/rel/avatar", "href": avatar}));
    }
    if let Some(template) = finger.subscribe {
        links.push(json!({"rel": SUBSCRIBE, "template": template}));
    }
    for (intent, template) in finger.intents {
        links.push(json!({"rel": intent.rel(), "template": template}));
    }
    json!({"subject": format!("acct:{}", finger.handle), "aliases": aliases, "links": links})
}

/// The JRD of the server itself: `resource` is its bare address, the link leads to its actor (FEP-d556).
pub fn server_jrd(resource: &str, actor: &str) -> Value {
    json!({
        "subject": resource,
        "links": [
            {"rel": format!("{ACTIVITY_STREAMS}#Service"), "type": ACTIVITY_JSON, "href": actor},
        ],
    })
}

/// host-meta (RFC 6415): where `WebFinger` answers; `base` is the public address without a slash at the end.
pub fn host_meta_xml(base: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" template=\"{}/.well-known/webfinger?resource={{uri}}\"/>\n</XRD>\n",
        escape(base)
    )
}

/// The same as JSON.
pub fn host_meta_json(base: &str) -> Value {
    json!({"links": [{"rel": "lrdd", "template": format!("{base}/.well-known/webfinger?resource={{uri}}")}]})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::webfinger::{self_link, subject};

    #[test]
    fn our_own_answer_is_read_back() {
        let finger = Finger {
            handle: "river@us.test",
            actor: "https://us.test/actors/river",
            page: Some("https://us.test/@river"),
            avatar: None,
            subscribe: Some("https://us.test/authorize_interaction?uri={uri}"),
            intents: &[(Intent::Follow, "https://us.test/authorize_interaction?uri={object}")],
        };
        let answer = jrd(&finger);
        assert_eq!(self_link(&answer).expect("a link").as_str(), finger.actor);
        assert_eq!(subject(&answer).expect("a handle").domain, "us.test");
        assert_eq!(answer["links"][3]["rel"], "https://w3id.org/fep/3b86/Follow");
        let nothing_served = jrd(&Finger { subscribe: None, intents: &[], ..finger });
        assert!(!nothing_served.to_string().contains("template"));
    }

    #[test]
    fn the_server_and_where_to_ask() {
        let server = server_jrd("https://us.test/", "https://us.test/actor");
        assert_eq!(server["links"][0]["rel"], "https://www.w3.org/ns/activitystreams#Service");
        assert_eq!(self_link(&server), None, "the server is found by its own relation");
        let template = "https://us.test/.well-known/webfinger?resource={uri}";
        assert!(host_meta_xml("https://us.test").contains(&format!("template=\"{template}\"")));
        assert_eq!(host_meta_json("https://us.test")["links"][0]["template"], template);
    }
}

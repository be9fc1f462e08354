//! Other servers' `WebFinger` answers: which actor a handle leads to, and where its owner follows and boosts.
//! Our own answers are in `discovery`.

use std::fmt::Write as _;

use serde_json::Value;

use super::discovery::{ACTIVITY_JSON, Intent, SUBSCRIBE};
use super::members::{list, text};
use crate::domain::handle::Handle;
use crate::domain::uri::Uri;

/// The longest template.
const LONGEST_TEMPLATE: usize = 1000;

/// The actor that the answer leads to: the first `self` link with a type of `ActivityPub`.
pub fn self_link(answer: &Value) -> Option<Uri> {
    let is_actor = |link: &&Value| {
        let media_type = text(link, "type").unwrap_or_default();
        let is_linked_data = media_type.starts_with("application/ld+json")
            && media_type.contains("https://www.w3.org/ns/activitystreams");
        text(link, "rel") == Some("self") && (media_type.starts_with(ACTIVITY_JSON) || is_linked_data)
    };
    let link = list(answer, "links").iter().find(is_actor)?;
    Uri::parse(text(link, "href")?).ok()
}

/// The handle that the answer is about.
pub fn subject(answer: &Value) -> Option<Handle> {
    Handle::parse(text(answer, "subject")?.strip_prefix("acct:")?)
}

/// An address with a gap in it, where the id of an actor or a text belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(String);

impl Template {
    /// Where the owner of this handle does something at home: FEP-3b86 first, then the older relation,
    /// which takes an id of any kind but does not write.
    ///
    /// The template must be https (http only with `allow_http`, on test machines), have a gap, and lead
    /// to the host of the handle or of its actor. The gap must not be part of the host.
    pub fn find(answer: &Value, intent: Intent, allow_http: bool) -> Option<Self> {
        let by_rel = |rel: &str| {
            let links = list(answer, "links").iter().filter(|link| text(link, "rel") == Some(rel));
            links.filter_map(|link| text(link, "template")).find(|one| is_good(answer, one, allow_http))
        };
        let found = by_rel(&intent.rel()).or_else(|| match intent {
            Intent::Create => None,
            _ => by_rel(SUBSCRIBE),
        });
        found.map(|template| Self(template.to_owned()))
    }

    /// The address for this id. Gaps that we do not know are left empty.
    pub fn fill(&self, id: &Uri) -> String {
        fill(&self.0, id.as_str())
    }
}

fn is_good(answer: &Value, template: &str, allow_http: bool) -> bool {
    let has_gap = template.contains("{uri}") || template.contains("{object}");
    if template.len() > LONGEST_TEMPLATE || !has_gap {
        return false;
    }
    // Two different fillings: a gap in the host would give two different hosts, or none.
    let (Ok(one), Ok(other)) = (Uri::parse(&fill(template, "a")), Uri::parse(&fill(template, "b"))) else {
        return false;
    };
    let scheme_is_good = template.starts_with("https://") || (allow_http && template.starts_with("http://"));
    let authority = one.authority();
    let is_home = subject(answer).is_some_and(|handle| handle.domain == authority)
        || self_link(answer).is_some_and(|actor| actor.authority() == authority);
    scheme_is_good && is_home && one.origin() == other.origin()
}

fn fill(template: &str, id: &str) -> String {
    let mut filled = String::with_capacity(template.len() + id.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            rest = "";
            break;
        };
        if matches!(name, "uri" | "object") {
            percent_encode(id, &mut filled);
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// Everything but the unreserved characters of RFC 3986.
fn percent_encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            write!(into, "%{byte:02X}").expect("a string takes everything");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answer(links: &Value) -> Value {
        let mut all = vec![
            json!({"rel": "self", "type": "application/activity+json", "href": "https://social.home.test/u/bob"}),
        ];
        all.extend(links.as_array().expect("a list").iter().cloned());
        json!({"subject": "acct:bob@home.test", "links": all})
    }

    fn follow(links: &Value) -> Option<String> {
        let id = Uri::parse("https://us.test/actors/river?a=b&c").expect("an id");
        Template::find(&answer(links), Intent::Follow, false).map(|template| template.fill(&id))
    }

    #[test]
    fn the_newer_relation_comes_first_and_ids_are_encoded() {
        let filled = follow(&json!([
            {"rel": SUBSCRIBE, "template": "https://home.test/old?uri={uri}"},
            {"rel": "https://w3id.org/fep/3b86/Follow", "template": "https://social.home.test/f?o={object}&back={on-success}"}
        ]));
        let expected =
            "https://social.home.test/f?o=https%3A%2F%2Fus.test%2Factors%2Friver%3Fa%3Db%26c&back=";
        assert_eq!(filled.as_deref(), Some(expected));
        let old = follow(&json!([{"rel": SUBSCRIBE, "template": "https://home.test/old?uri={uri}"}]));
        assert!(old.expect("an address").starts_with("https://home.test/old?uri=https%3A"));
        let writing = answer(&json!([{"rel": SUBSCRIBE, "template": "https://home.test/old?uri={uri}"}]));
        assert_eq!(Template::find(&writing, Intent::Create, false), None);
    }

    #[test]
    fn a_template_leads_home_or_nowhere() {
        for template in [
            "https://evil.test/f?uri={uri}",
            "http://home.test/f?uri={uri}",
            "https://home.test/f",
            "https://{uri}/f",
            "https://home.test{uri}",
            "https://user@home.test/{uri}",
            "javascript:{uri}",
            "https://home.test:8443/f?uri={uri}",
            "//home.test/{uri}",
        ] {
            assert_eq!(follow(&json!([{"rel": SUBSCRIBE, "template": template}])), None, "{template}");
        }
        let rig = answer(&json!([{"rel": SUBSCRIBE, "template": "http://home.test/f?uri={uri}"}]));
        assert!(Template::find(&rig, Intent::Follow, true).is_some());
    }

    #[test]
    fn a137_only_a_self_link_of_the_right_type() {
        for (rel, media_type, found) in [
            ("self", "application/activity+json", true),
            ("self", "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"", true),
            ("self", "application/ld+json", false),
            ("self", "text/html", false),
            ("alternate", "application/activity+json", false),
        ] {
            let answer = json!({"subject": "acct:a@b.test", "links": [{"rel": rel, "type": media_type, "href": "https://b.test/a"}]});
            assert_eq!(self_link(&answer).is_some(), found, "{rel} {media_type}");
        }
        assert_eq!(
            self_link(
                &json!({"links": [{"rel": "self", "type": "application/activity+json", "href": "/a"}]})
            ),
            None
        );
        assert_eq!(subject(&json!({"subject": "https://b.test/a"})), None);
    }
}

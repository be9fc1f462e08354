//! `NodeInfo` (FEP-f1d5): what this server is, for directories and for the curious. Only numbers that are public.

use serde_json::{Value, json};

use super::context::ACTIVITY_STREAMS;

/// The versions of the schema that are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// 2.0
    V20,
    /// 2.1, which also names repository and home page.
    V21,
}

impl Schema {
    /// `2.0` or `2.1`.
    pub fn version(self) -> &'static str {
        match self {
            Self::V20 => "2.0",
            Self::V21 => "2.1",
        }
    }

    /// The link relation, which also stands in the media type's profile.
    pub fn rel(self) -> String {
        format!("http://nodeinfo.diaspora.software/ns/schema/{}", self.version())
    }

    /// The media type of the document.
    pub fn media_type(self) -> String {
        format!("application/json; profile=\"{}#\"", self.rel())
    }
}

/// What is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeInfo<'a> {
    /// The version of this software.
    pub version: &'a str,
    /// Where its source is, if that is told.
    pub repository: Option<&'a str>,
    /// Anybody may sign up, or ask to.
    pub open_registrations: bool,
    /// Actors that live here.
    pub users: u64,
    /// Of them, those who were here in the last 30 days, if that is told.
    pub active_month: Option<u64>,
    /// Public texts written here.
    pub local_posts: u64,
    /// The name of the coalition.
    pub name: &'a str,
    /// A plain sentence about it.
    pub description: &'a str,
    /// Languages it writes in.
    pub languages: &'a [String],
}

/// `/.well-known/nodeinfo`: where the documents are, and the server's actor (FEP-2677).
pub fn index(base: &str, application: &str) -> Value {
    let link = |schema: Schema| json!({"rel": schema.rel(), "href": format!("{base}/nodeinfo/{}", schema.version())});
    json!({"links": [
        link(Schema::V20),
        link(Schema::V21),
        {"rel": format!("{ACTIVITY_STREAMS}#Application"), "href": application},
    ]})
}

/// The document in this version of the schema.
pub fn document(info: &NodeInfo<'_>, schema: Schema) -> Value {
    let mut users = json!({"total": info.users});
    if let Some(active) = info.active_month {
        users["activeMonth"] = json!(active);
    }
    let mut software = json!({"name": "antiphon", "version": info.version});
    if let (Schema::V21, Some(repository)) = (schema, info.repository) {
        software["repository"] = json!(repository);
    }
    json!({
        "version": schema.version(),
        "software": software,
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": info.open_registrations,
        "usage": {"users": users, "localPosts": info.local_posts},
        "metadata": {
            "nodeName": info.name,
            "nodeDescription": info.description,
            "languages": info.languages,
            // The family of the client API, where detectors of clients that do not know our name look for one they do.
            "upstream": {"name": "mastodon"},
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_leads_to_both_versions_and_to_the_server() {
        let index = index("https://us.test", "https://us.test/actor");
        assert_eq!(index["links"][1]["href"], "https://us.test/nodeinfo/2.1");
        assert_eq!(index["links"][2]["rel"], "https://www.w3.org/ns/activitystreams#Application");
    }

    #[test]
    fn the_older_version_has_no_repository() {
        let languages = ["en".to_owned()];
        let info = NodeInfo {
            version: "0.1.0",
            repository: Some("https://git.test/antiphon"),
            users: 3,
            local_posts: 7,
            name: "River",
            languages: &languages,
            ..NodeInfo::default()
        };
        let (old, new) = (document(&info, Schema::V20), document(&info, Schema::V21));
        assert!(old["software"].get("repository").is_none());
        assert_eq!(new["software"]["repository"], "https://git.test/antiphon");
        assert_eq!((&old["version"], &new["version"]), (&json!("2.0"), &json!("2.1")));
        assert!(old["usage"]["users"].get("activeMonth").is_none());
        assert_eq!(
            (&old["metadata"]["upstream"]["name"], &old["software"]["name"]),
            (&json!("mastodon"), &json!("antiphon"))
        );
        assert_eq!(
            Schema::V20.media_type(),
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\""
        );
    }
}

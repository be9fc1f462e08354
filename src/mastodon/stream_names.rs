//! What clients call the streams.

use crate::domain::ids::{AccountId, RowId};
use crate::live::{Origin, Topic};

use super::error::Problem;

/// A stream as a client asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Its name.
    pub name: &'a str,
    /// The hashtag, for those that have one.
    pub tag: Option<&'a str>,
    /// The id of the list, for that of a list.
    pub list: Option<&'a str>,
}

impl Asked<'_> {
    /// How events of it are labelled.
    pub fn label(&self) -> Vec<String> {
        let tag = self.tag.filter(|_| self.name.starts_with("hashtag"));
        let list = self.list.filter(|_| self.name == "list");
        [Some(self.name), tag, list].into_iter().flatten().map(str::to_owned).collect()
    }

    /// What a token must be allowed to do.
    pub fn scope(&self) -> &'static str {
        if self.name == "user:notification" { "read:notifications" } else { "read:statuses" }
    }

    /// What it means for this account. Whether a list is its own is asked by whoever lets it in.
    pub fn topic(&self, account: AccountId) -> Result<Topic, Problem> {
        let public = |origin, media| Ok(Topic::Public { origin, media });
        match self.name {
            "user" => Ok(Topic::User(account)),
            "user:notification" => Ok(Topic::Notifications(account)),
            "direct" => Ok(Topic::Direct(account)),
            "public" => public(Origin::All, false),
            "public:media" => public(Origin::All, true),
            "public:local" => public(Origin::Local, false),
            "public:local:media" => public(Origin::Local, true),
            "public:remote" => public(Origin::Remote, false),
            "public:remote:media" => public(Origin::Remote, true),
            "list" => {
                let id = self.list.ok_or_else(|| Problem::unreadable("Missing list parameter"))?;
                Ok(Topic::List(RowId(id.parse().map_err(|_| Problem::not_found())?)))
            }
            "hashtag" | "hashtag:local" => {
                let tag = self.tag.unwrap_or_default().trim().trim_start_matches('#').to_lowercase();
                if tag.is_empty() || tag.chars().count() > LONGEST_TAG {
                    return Err(Problem::unreadable("Missing tag name parameter"));
                }
                Ok(Topic::Tag { tag, local: self.name == "hashtag:local" })
            }
            _ => Err(Problem::unreadable("Unknown channel requested")),
        }
    }
}

/// In characters; no hashtag is longer.
const LONGEST_TAG: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_topic_and_an_unknown_one_none() {
        let ann = AccountId(1);
        let of = |name, tag| Asked { name, tag, list: None }.topic(ann);
        assert_eq!(of("user", None), Ok(Topic::User(ann)));
        assert_eq!(
            of("public:remote:media", Some("x")),
            Ok(Topic::Public { origin: Origin::Remote, media: true })
        );
        assert_eq!(of("hashtag", Some("#River")), Ok(Topic::Tag { tag: "river".to_owned(), local: false }));
        let long = "x".repeat(201);
        for (name, tag) in [
            ("hashtag", None),
            ("hashtag:local", Some(" ")),
            ("hashtag", Some(long.as_str())),
            ("list", None),
            ("", None),
            ("USER", None),
        ] {
            assert!(of(name, tag).is_err(), "{name}");
        }
        assert_eq!(
            Asked { name: "hashtag", tag: Some("River"), list: Some("1") }.label(),
            ["hashtag", "River"]
        );
        let asked = |name, list| Asked { name, tag: Some("River"), list };
        assert_eq!(asked("user", Some("1")).label(), ["user"]);
        assert_eq!(asked("list", Some("7")).label(), ["list", "7"]);
        assert_eq!(asked("list", Some("7")).topic(ann), Ok(Topic::List(RowId(7))));
        assert_eq!(asked("list", Some("x")).topic(ann), Err(Problem::not_found()));
    }
}

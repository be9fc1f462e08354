//! What must be known of an activity before its signature is checked and it is put on the pile: who,
//! what kind, which id. Nothing of its meaning.

use serde_json::Value;

use super::fault::Fault;
use super::members::{id_of, kind, list};
use crate::domain::uri::{LONGEST, Uri};

/// The outside of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its id, of the same origin as the actor.
    pub id: Uri,
    /// Its type: one plain string, of several the first.
    pub kind: String,
    /// Who did it.
    pub actor: Uri,
    /// The id of what it is about, as written; of several the first.
    pub object_id: Option<String>,
}

impl Envelope {
    /// Reads the outside of an activity.
    ///
    /// A fault means that nobody could have sent this in good order: no id, no actor, an id of another
    /// origin than the actor (A13, A14), or an activity that is its own actor.
    pub fn read(value: &Value) -> Result<Self, Fault> {
        let id = single_uri(value, "id")?;
        let actor = single_uri(value, "actor")?;
        // PostgreSQL keeps no NUL, and no honest type has a control character.
        let is_word = |kind: &&str| kind.len() <= 64 && !kind.chars().any(char::is_control);
        let kind = kind(value).filter(is_word).ok_or(Fault::Missing("type"))?.to_owned();
        if id == actor {
            return Err(Fault::IsItsActor);
        }
        if !id.same_origin(&actor) {
            return Err(Fault::OtherOrigin("the activity", "its actor"));
        }
        let object_id =
            list(value, "object").first().and_then(id_of).filter(|id| id.len() <= LONGEST).map(str::to_owned);
        Ok(Self { id, kind, actor, object_id })
    }

    /// What is carried along and says whose it is, must say that it is the actor's (A2, A9). Said at the door, the
    /// sender learns that it is wrong, and nothing of it is kept.
    pub fn check_authors(&self, value: &Value) -> Result<(), Fault> {
        if !matches!(self.kind.as_str(), "Create" | "Update") {
            return Ok(());
        }
        for object in list(value, "object") {
            let authors = list(object, "attributedTo");
            if !authors.is_empty() && !authors.iter().any(|author| id_of(author) == Some(self.actor.as_str()))
            {
                return Err(Fault::NotTheActor("attributedTo"));
            }
        }
        Ok(())
    }
}

/// An id that is not in a list: an activity has one id and one actor.
fn single_uri(value: &Value, member: &'static str) -> Result<Uri, Fault> {
    let id = value.get(member).and_then(id_of).ok_or(Fault::Missing(member))?;
    Uri::parse(id).map_err(|fault| Fault::NoId(member, fault))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_outside_of_an_activity() {
        let follow = json!({"id": "https://a.test/f/1", "type": ["Follow", "x:Y"], "actor": {"id": "https://a.test/u"},
            "object": {"id": "https://b.test/u"}});
        let envelope = Envelope::read(&follow).expect("in order");
        assert_eq!((envelope.kind.as_str(), envelope.actor.as_str()), ("Follow", "https://a.test/u"));
        assert_eq!(envelope.object_id.as_deref(), Some("https://b.test/u"));
    }

    #[test]
    fn a13_a14_an_activity_has_the_origin_of_its_actor() {
        for actor in
            ["http://a.test/u", "https://a.test:8443/u", "https://b.test/u", "https://a.test.evil.test/u"]
        {
            let activity = json!({"id": "https://a.test/f/1", "type": "Follow", "actor": actor});
            assert!(matches!(Envelope::read(&activity), Err(Fault::OtherOrigin(..))), "{actor}");
        }
    }

    #[test]
    fn a2_a9_what_is_carried_along_is_the_actors() {
        let create = |author: &Value| {
            json!({"id": "https://a.test/1", "type": "Create", "actor": "https://a.test/u",
                "object": {"type": "Note", "attributedTo": author}})
        };
        let check = |value: &Value| Envelope::read(value).expect("in order").check_authors(value);
        for author in
            [json!(1), json!("1"), json!("alice"), json!({"id": 1}), json!("https://sut.test/actors/alice")]
        {
            assert!(matches!(check(&create(&author)), Err(Fault::NotTheActor(_))), "{author}");
        }
        for author in [json!("https://a.test/u"), json!([{"id": "https://a.test/u"}, "https://a.test/group"])]
        {
            assert_eq!(check(&create(&author)), Ok(()), "{author}");
        }
    }

    #[test]
    fn a9_what_is_no_activity() {
        for activity in [
            json!({"type": "Follow", "actor": "https://a.test/u"}),
            json!({"id": 1, "type": "Follow", "actor": "https://a.test/u"}),
            json!({"id": "https://a.test/1", "type": "Follow", "actor": "alice"}),
            json!({"id": "https://a.test/1", "type": "Follow", "actor": ["https://a.test/u", "https://a.test/v"]}),
            json!({"id": "https://a.test/1", "type": 1, "actor": "https://a.test/u"}),
            json!({"id": "https://a.test/u", "type": "Follow", "actor": "https://a.test/u"}),
            json!({"id": "https://a.test/1", "type": "F".repeat(65), "actor": "https://a.test/u"}),
            json!({"id": "https://a.test/1", "type": "Fol\u{0}low", "actor": "https://a.test/u"}),
        ] {
            assert!(Envelope::read(&activity).is_err(), "{activity}");
        }
    }
}

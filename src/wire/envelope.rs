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
        let kind = kind(value).filter(|kind| kind.len() <= 64).ok_or(Fault::Missing("type"))?.to_owned();
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
    fn a9_what_is_no_activity() {
        for activity in [
            json!({"type": "Follow", "actor": "https://a.test/u"}),
            json!({"id": 1, "type": "Follow", "actor": "https://a.test/u"}),
            json!({"id": "https://a.test/1", "type": "Follow", "actor": "alice"}),
            json!({"id": "https://a.test/1", "type": "Follow", "actor": ["https://a.test/u", "https://a.test/v"]}),
            json!({"id": "https://a.test/1", "type": 1, "actor": "https://a.test/u"}),
            json!({"id": "https://a.test/u", "type": "Follow", "actor": "https://a.test/u"}),
            json!({"id": "https://a.test/1", "type": "F".repeat(65), "actor": "https://a.test/u"}),
        ] {
            assert!(Envelope::read(&activity).is_err(), "{activity}");
        }
    }
}

//! Joint campaigns on the wire: the invitation, the answer, the tallies. All of it goes to one server alone, and no person is in
//! any of it; what anybody may read is `together` in the document of a campaign.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::actor_out::drop_empty;
use super::fault::Fault;
use super::members::{addresses, kind, line, list, page, required_uri, text, time};
use super::{activity, context};
use crate::domain::joint::{House, JointAct, MOST_HOUSES, Tally};
use crate::domain::sketch::Sketch;
use crate::domain::time::Time;
use crate::domain::uri::Uri;

/// The type of a joint campaign.
pub const TYPE: &str = "JointCampaign";
/// The type of the answer of a house that takes part.
pub const MEMBERSHIP: &str = "JointMembership";
/// The type of a number.
pub const TALLY: &str = "JointTally";
/// The longest name of a campaign, in characters.
const LONGEST_NAME: usize = 200;
/// The longest base64 text: the largest sketch has 8 KiB.
const LONGEST_BASE64: usize = 12_000;

/// An invitation, if the activity is one.
pub fn offer(activity: &Value, actor: &Uri) -> Result<JointAct, Fault> {
    let object = list(activity, "object").first().ok_or(Fault::Missing("object"))?;
    let joint = required_uri(object, "id")?;
    if !joint.same_origin(actor) {
        return Err(Fault::OtherOrigin("the joint campaign", "the actor"));
    }
    if required_uri(object, "attributedTo")? != *actor {
        return Err(Fault::NotTheActor("the one who leads it"));
    }
    Ok(JointAct::Offered {
        joint,
        name: line(object, "name", LONGEST_NAME).unwrap_or_default(),
        to: addresses(activity, "to"),
        published: time(object, "published").ok_or(Fault::Missing("published"))?,
    })
}

/// What an answer carries when it is that of a house that takes part.
pub fn membership(activity: &Value) -> Option<&Value> {
    list(activity, "result").first().filter(|result| kind(result) == Some(MEMBERSHIP))
}

/// The answer of a house that takes part. Its campaign is of its own origin.
pub fn accept(activity: &Value, result: &Value, actor: &Uri) -> Result<JointAct, Fault> {
    let campaign = required_uri(result, "campaign")?;
    if !campaign.same_origin(actor) {
        return Err(Fault::OtherOrigin("the campaign", "the actor"));
    }
    let key = bytes(result, "sealingKey").and_then(|key| key.try_into().ok());
    Ok(JointAct::Accepted {
        offer: required_uri(activity, "object")?,
        campaign,
        key: key.ok_or(Fault::Missing("sealingKey"))?,
    })
}

/// A number that somebody tells; it is their own.
pub fn tally(object: &Value, actor: &Uri) -> Result<JointAct, Fault> {
    if required_uri(object, "attributedTo")? != *actor {
        return Err(Fault::NotTheActor("the one who counted"));
    }
    let number = |value: &Value, member: &'static str| {
        value.get(member).and_then(Value::as_i64).ok_or(Fault::Missing(member))
    };
    let sketch = match object.get("sketch") {
        None => None,
        Some(_) => {
            let bytes = bytes(object, "sketch").ok_or(Fault::Missing("sketch"))?;
            let sketch = Sketch::read(number(object, "scale")?, bytes);
            Some(sketch.map_err(|_| Fault::Missing("sketch"))?)
        }
    };
    let told = list(object, "houses");
    if told.len() > usize::try_from(MOST_HOUSES).unwrap_or(usize::MAX) + 1 {
        return Err(Fault::Missing("houses"));
    }
    let house = |one: &Value| {
        Ok(House {
            uri: required_uri(one, "id")?.as_str().to_owned(),
            name: line(one, "name", LONGEST_NAME).unwrap_or_default(),
            url: page(one),
            count: number(one, "count")?,
        })
    };
    let tally = Tally {
        sequence: Time(number(object, "sequence")?),
        count: number(object, "count")?,
        sketched: object.get("sketched").map_or(Ok(0), |_| number(object, "sketched"))?,
        sketch,
        houses: told.iter().map(house).collect::<Result<_, Fault>>()?,
        sealed_key: match object.get("sealedKey") {
            None => None,
            Some(_) => Some(bytes(object, "sealedKey").ok_or(Fault::Missing("sealedKey"))?),
        },
    };
    Ok(JointAct::Told { joint: required_uri(object, "context")?, tally: Box::new(tally) })
}

fn bytes(value: &Value, member: &str) -> Option<Vec<u8>> {
    let text = text(value, member).filter(|text| text.len() <= LONGEST_BASE64)?;
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// One of ours is invited to, or invites to, this.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// The id of the joint campaign.
    pub joint: &'a str,
    /// The lead's campaign, which says it.
    pub lead: &'a str,
    /// What that is called.
    pub name: &'a str,
    /// When.
    pub published: Time,
}

/// A campaign of ours invites a coalition.
pub fn invite(id: &str, of: &Invitation<'_>, coalition: &str) -> Value {
    json!({
        "@context": context::joint(), "id": id, "type": "Offer", "actor": of.lead, "to": [coalition],
        "object": {
            "id": of.joint, "type": TYPE, "attributedTo": of.lead, "name": of.name,
            "published": of.published.rfc3339(),
        },
    })
}

/// A coalition of ours takes part with a campaign; `key` is what the key of the joint campaign is to be sealed to.
pub fn join(id: &str, coalition: &str, offer: &str, lead: &str, campaign: &str, key: &[u8; 32]) -> Value {
    json!({
        "@context": context::joint(), "id": id, "type": "Accept", "actor": coalition, "to": [lead], "object": offer,
        "result": {"type": MEMBERSHIP, "campaign": campaign, "sealingKey": URL_SAFE_NO_PAD.encode(key)},
    })
}

/// A coalition of ours does not take part.
pub fn decline(id: &str, coalition: &str, offer: &str, lead: &str) -> Value {
    let mut activity = activity::reject(id, coalition, &json!(offer));
    activity["to"] = json!([lead]);
    activity
}

/// A coalition of ours takes its answer back: it is no longer part.
pub fn leave(id: &str, coalition: &str, accept: &str, offer: &str, lead: &str) -> Value {
    json!({
        "@context": context::plain(), "id": id, "type": "Undo", "actor": coalition, "to": [lead],
        "object": {"id": accept, "type": "Accept", "actor": coalition, "object": offer},
    })
}

/// The lead takes a house out, or takes an invitation back: `whom` is the invitation.
pub fn remove(id: &str, lead: &str, joint: &str, whom: &str, coalition: &str) -> Value {
    activity::remove(id, lead, whom, joint, &[coalition.to_owned()], &[])
}

/// Tells a number.
pub fn tell(id: &str, actor: &str, to: &str, joint: &str, tally: &Tally) -> Value {
    let houses = tally.houses.iter().map(|house| {
        let mut one = json!({"id": house.uri, "name": house.name, "url": house.url, "count": house.count});
        drop_empty(&mut one);
        one
    });
    let houses: Vec<Value> = houses.collect();
    let base64 = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let mut object = json!({
        "id": format!("{joint}#tally-{}", tally.sequence.0), "type": TALLY, "attributedTo": actor, "context": joint,
        "sequence": tally.sequence.0, "count": tally.count,
        "sketched": tally.sketch.as_ref().map(|_| tally.sketched),
        "scale": tally.sketch.as_ref().map(Sketch::scale),
        "sketch": tally.sketch.as_ref().map(|sketch| base64(sketch.bytes())),
        "houses": (!houses.is_empty()).then_some(houses),
        "sealedKey": tally.sealed_key.as_deref().map(base64),
    });
    drop_empty(&mut object);
    json!({"@context": context::joint(), "id": id, "type": "Update", "actor": actor, "to": [to], "object": object})
}

/// Says in the document of a campaign which others it is one with.
pub fn describe(document: &mut Value, others: &[String]) {
    if !others.is_empty() {
        document["together"] = json!(others);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::act::Act;
    use crate::wire::incoming;

    const LEAD: &str = "https://lead.test/actors/river";
    const COALITION: &str = "https://p.test/actors/coalition";
    const JOINT: &str = "https://lead.test/joint/1";

    fn read(activity: &Value) -> Result<JointAct, Fault> {
        match incoming::read(activity)?.act {
            Act::Joint(act) => Ok(act),
            other => panic!("{other:?}"),
        }
    }

    fn of() -> Invitation<'static> {
        Invitation { joint: JOINT, lead: LEAD, name: "Clean River", published: Time(1_000) }
    }

    fn tally() -> Tally {
        let places: Vec<u32> = (0..400_u32).map(|n| n.wrapping_mul(0x9e37_79b1) >> 8).collect();
        Tally {
            sequence: Time(7),
            count: 500,
            sketched: 400,
            sketch: Sketch::draw(&places),
            houses: Vec::new(),
            sealed_key: None,
        }
    }

    #[test]
    fn what_we_say_we_read_back() {
        let invited = read(&invite("https://lead.test/activities/1", &of(), COALITION)).expect("an offer");
        let JointAct::Offered { joint, name, to, published } = invited else { panic!("{invited:?}") };
        assert_eq!((joint.as_str(), name.as_str(), published), (JOINT, "Clean River", Time(1_000)));
        assert_eq!(to, [COALITION]);

        let (id, offer) = ("https://p.test/activities/1", "https://lead.test/activities/1");
        let joined = read(&join(id, COALITION, offer, LEAD, "https://p.test/actors/sea", &[7; 32]));
        let Ok(JointAct::Accepted { campaign, key, .. }) = joined else { panic!("{joined:?}") };
        assert_eq!((campaign.as_str(), key), ("https://p.test/actors/sea", [7; 32]));

        let house = House { uri: LEAD.to_owned(), name: "River".to_owned(), url: None, count: 3 };
        for said in [
            tally(),
            Tally { sketch: None, sketched: 0, ..tally() },
            Tally { sealed_key: Some(vec![1, 2]), houses: vec![house], ..tally() },
        ] {
            let told = read(&tell("https://p.test/activities/2", COALITION, LEAD, JOINT, &said));
            let Ok(JointAct::Told { tally, .. }) = told else { panic!("{told:?}") };
            assert_eq!(*tally, said);
        }
    }

    #[test]
    fn those_who_speak_for_others_and_broken_sketches_are_not_read() {
        let mut offer = invite("https://lead.test/activities/1", &of(), COALITION);
        offer["object"]["id"] = json!("https://third.test/joint/1");
        assert!(read(&offer).is_err());
        let mut offer = invite("https://lead.test/activities/1", &of(), COALITION);
        offer["object"]["attributedTo"] = json!("https://lead.test/actors/other");
        assert!(read(&offer).is_err());
        let id = "https://p.test/activities/1";
        assert!(read(&join(id, COALITION, LEAD, LEAD, "https://third.test/actors/sea", &[7; 32])).is_err());
        let good = tell(id, COALITION, LEAD, JOINT, &tally());
        for (member, value) in [
            ("attributedTo", json!("https://p.test/actors/other")),
            ("sketch", json!("AAAA")),
            ("sketch", json!(7)),
            ("sketch", json!("*")),
            ("sketch", json!("A".repeat(20_000))),
            ("scale", json!(30)),
            ("scale", json!("9")),
            ("count", json!(1.5)),
            ("count", json!(null)),
            ("sequence", json!("now")),
            ("sketched", json!("x")),
            ("houses", json!([{"id": "x", "count": 1}])),
            ("context", json!(null)),
            ("sealedKey", json!("*")),
        ] {
            let mut other = good.clone();
            other["object"][member] = value.clone();
            assert!(read(&other).is_err(), "{member} {value}");
        }
    }

    #[test]
    fn every_term_is_defined_inline() {
        let house =
            House { uri: LEAD.to_owned(), name: "R".to_owned(), url: Some(LEAD.to_owned()), count: 3 };
        let whole = Tally { sealed_key: Some(vec![1]), houses: vec![house], ..tally() };
        let said = [
            tell("https://p.test/activities/2", COALITION, LEAD, JOINT, &whole),
            join("https://p.test/activities/1", COALITION, LEAD, LEAD, LEAD, &[7; 32]),
            invite("https://lead.test/activities/1", &of(), COALITION),
        ];
        let terms = context::joint()[2].clone();
        let of_as2 = ["id", "type", "attributedTo", "context", "name", "url", "published"];
        for activity in &said {
            for object in [&activity["object"], &activity["result"], &activity["object"]["houses"][0]] {
                for member in object.as_object().into_iter().flat_map(serde_json::Map::keys) {
                    assert!(of_as2.contains(&member.as_str()) || terms.get(member).is_some(), "{member}");
                }
                if let Some(kind) = object.get("type").and_then(Value::as_str) {
                    assert!(terms.get(kind).is_some(), "{kind}");
                }
            }
        }
    }
}

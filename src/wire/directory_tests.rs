//! The directory on the wire: what is read, what is left out, and what Mastodon finds in our collections.

use super::*;
use crate::keys::SigningKey;
use crate::wire::{Act, incoming, proof};

const US: &str = "https://us.test/actors/coalition";

fn id() -> Uri {
    Uri::parse("https://vic.test/c").expect("an id")
}

#[test]
fn what_a_stranger_says_wrongly_is_left_out() {
    let hostile = json!({
        "kind": "campaign", "state": "draft", "goal": "<script>x</script>\u{202e}Clean water", "peers": "https://evil.test/peers",
        "sectors": ["housing", "king", 1, {"a": 1}, "housing"], "regions": ["HU", "<b>", "hu-bu"],
        "languages": vec!["en"; 100_000], "mirrors": ["javascript:alert(1)", "https://m.test/"],
        "interactionPolicy": {"canFeature": {"automaticApproval": [PUBLIC]}},
    });
    let read = facts(&hostile, ActorKind::Group, &id());
    assert_eq!(read.kind, Some(EntryKind::Campaign));
    assert!(read.can_be_asked);
    assert_eq!(
        (read.state, read.peers),
        (None, None),
        "a draft is nothing, and the list is of another origin"
    );
    assert_eq!(read.sectors, [Sector::Housing]);
    assert_eq!(read.regions, ["HU", "HU-BU"]);
    assert_eq!(read.languages, ["en"]);
    assert_eq!(read.mirrors, ["https://m.test/"]);
    assert!(!read.goal.contains('\u{202e}'));
    let many: Vec<String> = (0..1_000).map(|n| format!("https://m.test/{n}")).collect();
    assert_eq!(
        facts(&json!({ "mirrors": many }), ActorKind::Organization, &id()).mirrors.len(),
        MOST_OF_A_KIND
    );
    assert_eq!(facts(&json!({}), ActorKind::Group, &id()).kind, None, "a group is no campaign");
    assert_eq!(facts(&hostile, ActorKind::Person, &id()).kind, None);
    assert!(!facts(&json!({}), ActorKind::Organization, &id()).can_be_asked);
    let lasting = json!({"kind": "campaign", "state": "gathering", "endTime": "2026-12-31T23:59:59Z"});
    let lasting = facts(&lasting, ActorKind::Group, &id());
    let new_year = Day::parse("2027-01-01").expect("a day").begins();
    assert!(lasting.has_ended(new_year) && !lasting.has_ended(Time(new_year.0 - 1)));
    for end in ["", "2026-12", "éééééééééé", "tomorrow at noon"] {
        let odd = json!({"kind": "campaign", "state": "gathering", "endTime": end});
        assert_eq!(facts(&odd, ActorKind::Group, &id()).ends, None, "{end}");
    }
    let able = json!({"generator": {"implements": [{"href": LISTING}]}});
    assert!(facts(&able, ActorKind::Organization, &id()).can_be_asked);
}

#[test]
fn a_list_is_read_back_and_proves_whose_it_is() {
    let facts = Facts {
        kind: Some(EntryKind::Coalition),
        sectors: vec![Sector::Housing],
        regions: vec!["HU".to_owned()],
        languages: vec!["hu".to_owned()],
        ..Facts::default()
    };
    let out = EntryOut {
        uri: "https://vic.test/c",
        actor: ActorKind::Organization,
        name: "Vic",
        url: None,
        keys: &["z6Mkabc".to_owned()],
        also_known_as: &["https://standby.test/c".to_owned()],
        facts: &facts,
    };
    let key = SigningKey::from_seed(&[7; 32]);
    let method = format!("{US}#ed25519-key");
    let whole = peers(&format!("{US}/peers"), US, Time(1_790_000_000_000), &[entry(&out)]);
    let signed = proof::attach(whole, &key, &method, Time(1_790_000_000_000));
    let find = |wanted: &str| (wanted == method).then(|| key.verifying_key().clone());
    assert_eq!(proof::verify(&signed, find).expect("a good proof").owner.as_str(), US);
    let read = read_peers(&signed).expect("a list");
    assert_eq!((read.owner.as_str(), read.sequence, read.peers.len()), (US, 1_790_000_000_000, 1));
    assert_eq!(read.peers[0].also_known_as, ["https://standby.test/c"]);
    assert_eq!((read.peers[0].sectors.as_slice(), read.peers[0].keys.len()), (&[Sector::Housing][..], 1));
    let mut changed = signed;
    changed["orderedItems"][0]["name"] = json!("Eve");
    assert!(proof::verify(&changed, find).is_err());
}

#[test]
fn a_list_of_a_hundred_thousand_is_read_to_its_bound() {
    let item = |n: u32| json!({"id": format!("https://a.test/{n}"), "kind": "coalition", "name": "A"});
    let mut items: Vec<Value> =
        vec![json!(1), json!({"id": "javascript:x", "kind": "coalition", "name": "x"})];
    items.extend((0..100_000).map(item));
    let list = peers("https://vic.test/peers", "https://vic.test/c", Time(5), &items);
    assert_eq!(read_peers(&list).expect("a list").peers.len(), MOST_PEERS);
    let twice = peers("https://vic.test/peers", "https://vic.test/c", Time(5), &[item(1), item(1)]);
    assert_eq!(read_peers(&twice).expect("a list").peers.len(), 1);
    for (member, value) in
        [("type", json!("Note")), ("kind", json!("x")), ("sequence", json!(0)), ("id", json!(1))]
    {
        let mut broken = twice.clone();
        broken[member] = value;
        assert!(read_peers(&broken).is_err(), "{member}");
    }
}

#[test]
fn requests_and_answers_are_understood() {
    let (asked, them) = (format!("{US}/collections/1"), "https://vic.test/c");
    let request = request("https://us.test/activities/1", US, them, &asked);
    let read = incoming::read(&request).expect("a request").act;
    assert!(
        matches!(&read, Act::FeatureRequest { object, instrument } if object.as_str() == them && instrument.as_str() == asked)
    );
    let mut foreign = request.clone();
    foreign["instrument"] = json!("https://third.test/collections/1");
    assert!(incoming::read(&foreign).is_err(), "somebody else's collection");
    let accept = answer(
        "https://us.test/activities/2",
        US,
        "https://vic.test/r/1",
        them,
        Some("https://us.test/stamps/1"),
    );
    assert!(matches!(incoming::read(&accept).expect("an answer").act, Act::Accept { result: Some(_), .. }));
    let reject = answer("https://us.test/activities/2", US, "https://vic.test/r/1", them, None);
    assert!(matches!(incoming::read(&reject).expect("an answer").act, Act::Reject { .. }));
    let undo = undo_request("https://us.test/activities/3", US, &request);
    assert!(
        matches!(incoming::read(&undo).expect("an undo").act, Act::Undo { object } if object.kind.as_deref() == Some("FeatureRequest"))
    );
}

#[test]
fn a_collection_as_mastodon_reads_it() {
    let one = FeaturedOut {
        id: format!("{US}/collections/items/5"),
        actor: "https://vic.test/c".to_owned(),
        kind: ActorKind::Organization,
        stamp: "https://vic.test/stamps/1".to_owned(),
    };
    let times = (Time(0), Time(1_000));
    let document =
        featured(&format!("{US}/collections/1"), US, ("Partners", "Who we work with", "en"), times, &[one]);
    assert_eq!((&document["type"], &document["totalItems"]), (&json!("FeaturedCollection"), &json!(1)));
    assert_eq!(document["orderedItems"][0]["featureAuthorization"], "https://vic.test/stamps/1");
    assert_eq!(document["summaryMap"]["en"], "Who we work with");
    let terms = document["@context"][2].as_object().expect("terms");
    for term in document
        .as_object()
        .expect("an object")
        .keys()
        .chain(document["orderedItems"][0].as_object().expect("an object").keys())
    {
        let of_as2 = [
            "@context",
            "id",
            "type",
            "attributedTo",
            "name",
            "summaryMap",
            "url",
            "published",
            "updated",
            "totalItems",
            "orderedItems",
        ];
        assert!(of_as2.contains(&term.as_str()) || terms.contains_key(term), "{term}");
    }
    let added = tell("https://us.test/activities/4", &document, Some(&format!("{US}/collections")), &[], &[]);
    assert_eq!((&added["type"], &added["actor"]), (&json!("Add"), &json!(US)));
    assert_eq!(tell("https://us.test/activities/5", &document, None, &[], &[])["type"], "Update");
}

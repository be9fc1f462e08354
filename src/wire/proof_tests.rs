//! Tests of `proof`: the vector of FEP-8b32 byte for byte, canonical numbers, and everything that must not count.

use super::*;
use crate::wire::strict;

const VECTOR: &str = include_str!("../../tests/fixtures/fep-8b32.json");
const ALICE: &str = "https://server.example/users/alice";

fn vector() -> Value {
    strict::read(VECTOR.as_bytes()).expect("the vector is JSON")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The vector's secret: multicodec `ed25519-priv` (0x1300 as a varint) and 32 bytes.
fn secret(vector: &Value) -> SigningKey {
    let text = vector["secretKeyMultibase"].as_str().expect("a key");
    let bytes = bs58::decode(&text[1..]).into_vec().expect("base58");
    assert_eq!(bytes[..2], [0x80, 0x26]);
    SigningKey::from_seed(&bytes[2..].try_into().expect("32 bytes"))
}

fn alice(vector: &Value) -> VerifyingKey {
    VerifyingKey::from_multibase(vector["publicKeyMultibase"].as_str().expect("a key")).expect("a key")
}

fn check(document: &Value) -> Result<Verified, ProofFault> {
    let key = alice(&vector());
    verify(document, |method| {
        assert_eq!(method, "https://server.example/users/alice#ed25519-key");
        Some(key)
    })
}

#[test]
fn the_vector_of_the_fep_is_made_byte_for_byte() {
    let vector = vector();
    let mut config = vector["signed"]["proof"].clone();
    config.as_object_mut().expect("an object").shift_remove("proofValue");
    let bytes = signed_bytes(&config, vector["document"].as_object().expect("an object")).expect("canonical");
    assert_eq!(hex(&bytes[..32]), vector["proofHash"]);
    assert_eq!(hex(&bytes[32..]), vector["documentHash"]);

    let created = Time::parse(vector["created"].as_str().expect("a time")).expect("a time");
    let method = vector["verificationMethod"].as_str().expect("an id");
    let signed = attach(vector["document"].clone(), &secret(&vector), method, created);
    assert_eq!(signed, vector["signed"]);
}

#[test]
fn the_vector_of_the_fep_counts() {
    let verified = check(&vector()["signed"]).expect("it counts");
    assert_eq!(verified.owner.as_str(), ALICE);
    assert_eq!((verified.created.rfc3339().as_str(), verified.expires), ("2023-02-24T23:36:38Z", None));
}

#[test]
fn any_change_is_seen() {
    let signed = &vector()["signed"];
    for (pointer, value) in [
        ("/object/content", json!("Hello World")),
        ("/object/location/longitude", json!(-71.184_903)),
        ("/type", json!("Update")),
        ("/proof/created", json!("2023-02-24T23:36:39Z")),
    ] {
        let mut changed = signed.clone();
        *changed.pointer_mut(pointer).expect("a member") = value;
        assert_eq!(check(&changed), Err(ProofFault::Mismatch), "{pointer}");
    }
    let mut added = signed.clone();
    added["to"] = json!("https://www.w3.org/ns/activitystreams#Public");
    assert_eq!(check(&added), Err(ProofFault::Mismatch));
    let other = SigningKey::from_seed(&[1; 32]).verifying_key().clone();
    assert_eq!(verify(signed, |_| Some(other)), Err(ProofFault::Mismatch));
    assert_eq!(verify(signed, |_| None), Err(ProofFault::UnknownKey));
}

#[test]
fn a_linked_data_signature_beside_it_is_not_looked_at() {
    let mut signed = vector()["signed"].clone();
    signed["signature"] = json!({"type": "RsaSignature2017", "signatureValue": "x"});
    assert!(check(&signed).is_ok());
}

#[test]
fn contexts_may_grow_at_the_end_only() {
    let mut signed = vector()["signed"].clone();
    let context = signed["@context"].as_array().expect("a list").clone();
    signed["@context"] = json!([context[0], context[1], {"x": "https://x.test/"}]);
    assert!(check(&signed).is_ok());
    for other in [
        json!([context[1], context[0]]),
        json!([{"x": "https://x.test/"}, context[0], context[1]]),
        json!(context[0]),
        json!(null),
    ] {
        signed["@context"] = other;
        assert_eq!(check(&signed), Err(ProofFault::Context));
    }
}

#[test]
fn a_proof_speaks_only_for_its_owner() {
    let key = SigningKey::from_seed(&[9; 32]);
    let sign = |document: Value, method: &str| attach(document, &key, method, Time(0));
    let count = |document: &Value| verify(document, |_| Some(key.verifying_key().clone()));
    let note = |id: &str, author: Value| json!({"@context": ["x"], "id": id, "type": "Note", "attributedTo": author});
    let own = sign(note("https://a.test/n/1", json!("https://a.test/u")), "https://a.test/u#ed");
    assert_eq!(count(&own).expect("it counts").owner.as_str(), "https://a.test/u");

    for (id, author, method) in [
        ("https://a.test/n/1", json!("https://a.test/u"), "https://a.test/v#ed"),
        ("https://a.test/n/1", json!("https://a.test/u"), "https://evil.test/u#ed"),
        ("https://a.test/n/1", json!("https://evil.test/u"), "https://evil.test/u#ed"),
        ("https://a.test/n/1", json!(["https://a.test/u", "https://a.test/v"]), "https://a.test/u#ed"),
        ("https://a.test/n/1", json!(null), "https://a.test/u#ed"),
        ("https://a.test/n/1", json!("https://a.test/u"), "did:key:z6Mk"),
    ] {
        let signed = sign(note(id, author.clone()), method);
        let never = |_: &str| -> Option<VerifyingKey> { panic!("the key must not even be looked for") };
        assert_eq!(verify(&signed, never), Err(ProofFault::NotTheOwner), "{id} {author} {method}");
    }
    let mixed = json!({"id": "https://a.test/a/1", "type": "Create", "actor": "https://a.test/u", "attributedTo": "https://a.test/v"});
    assert_eq!(count(&sign(mixed, "https://a.test/u#ed")), Err(ProofFault::NotTheOwner));
    let campaign = json!({"id": "https://a.test/g", "type": "Group", "attributedTo": "https://a.test/u"});
    assert!(count(&sign(campaign.clone(), "https://a.test/g#ed")).is_ok());
    assert_eq!(count(&sign(campaign, "https://a.test/u#ed")), Err(ProofFault::NotTheOwner));
}

#[test]
fn what_is_no_proof_of_ours() {
    let signed = vector()["signed"].clone();
    for (member, value, fault) in [
        ("cryptosuite", json!("ecdsa-jcs-2019"), ProofFault::Unsupported),
        ("type", json!("Ed25519Signature2020"), ProofFault::Unsupported),
        ("proofPurpose", json!("authentication"), ProofFault::Unsupported),
        ("proofValue", json!("z1"), ProofFault::Malformed("proofValue")),
        ("proofValue", json!("z".repeat(1_000_000)), ProofFault::Malformed("proofValue")),
        ("proofValue", json!(null), ProofFault::Malformed("proofValue")),
        ("created", json!(7), ProofFault::Malformed("created")),
        ("expires", json!("soon"), ProofFault::Malformed("expires")),
    ] {
        let mut changed = signed.clone();
        changed["proof"][member] = value;
        assert_eq!(check(&changed), Err(fault), "{member}");
    }
    let mut changed = signed.clone();
    changed["proof"] = json!([signed["proof"], signed["proof"]]);
    assert_eq!(check(&changed), Err(ProofFault::Unsupported));
    changed["proof"] = json!(null);
    assert_eq!(check(&changed), Err(ProofFault::Missing));
}

#[test]
fn an_expiry_is_handed_on_and_cannot_be_added() {
    let mut changed = vector()["signed"].clone();
    changed["proof"]["expires"] = json!("2030-01-01T00:00:00Z");
    assert_eq!(check(&changed), Err(ProofFault::Mismatch));
}

/// Numbers of RFC 8785, appendix B, and its sample of sorting and escapes (3.2.3).
#[test]
fn canonical_numbers_and_names() {
    for (bits, expected) in [
        (0x0000_0000_0000_0000_u64, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
    ] {
        let number = f64::from_bits(bits);
        assert_eq!(serde_jcs::to_string(&json!(number)).expect("canonical"), expected, "{bits:x}");
    }
    let read =
        |text: &str| serde_jcs::to_string(&strict::read(text.as_bytes()).expect("JSON")).expect("canonical");
    assert_eq!(
        read(r#"{"n":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,1.0,-0.0]}"#),
        r#"{"n":[333333333.3333333,1e+30,4.5,0.002,1e-27,1,0]}"#
    );
    assert_eq!(
        read(r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#),
        "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}"
    );
    assert_eq!(
        read(r#"{"s":"\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"\/","l":[null,true,false]}"#),
        "{\"l\":[null,true,false],\"s\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    );
}

//! The public keys that an actor document lists, and which of them are believed.

use serde_json::Value;

use super::members::{id_of, kind, list, text};
use crate::domain::uri::Uri;

/// The most keys of one actor.
pub const MOST_KEYS: usize = 5;
/// The longest key as text; an RSA key of 4096 bits has 800 bytes in PEM.
const LONGEST_KEY: usize = 4096;

/// A public key as its document writes it; parsed when it is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKeyText {
    /// `publicKeyPem`.
    Pem(String),
    /// `publicKeyMultibase` (FEP-521a).
    Multibase(String),
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Signing requests (`publicKey`, `authentication`).
    Signature,
    /// Signing documents (`assertionMethod`).
    Assertion,
}

/// A public key of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorKey {
    /// The id that a signature names.
    pub id: Uri,
    /// The key.
    pub key: PublicKeyText,
    /// What it is for.
    pub purpose: KeyPurpose,
}

/// The keys that this actor lists as its own: the owner is the actor (A4), the key's id is of the
/// actor's origin. Any other entry is left out.
pub fn keys(document: &Value, actor: &Uri) -> Vec<ActorKey> {
    let mut found: Vec<ActorKey> = Vec::new();
    let pem = list(document, "publicKey").iter().filter_map(|entry| pem_key(entry, actor));
    let multikeys = [("authentication", KeyPurpose::Signature), ("assertionMethod", KeyPurpose::Assertion)];
    let multikeys = multikeys.iter().flat_map(|(member, purpose)| {
        list(document, member).iter().filter_map(|entry| multikey(entry, actor, *purpose))
    });
    for key in pem.chain(multikeys) {
        let known = found.iter().any(|one| one.id == key.id && one.purpose == key.purpose);
        if !known && found.len() < MOST_KEYS {
            found.push(key);
        }
    }
    found
}

fn pem_key(entry: &Value, actor: &Uri) -> Option<ActorKey> {
    let pem = text(entry, "publicKeyPem").filter(|pem| pem.len() <= LONGEST_KEY)?;
    let id = key_id(entry, "owner", actor)?;
    Some(ActorKey { id, key: PublicKeyText::Pem(pem.to_owned()), purpose: KeyPurpose::Signature })
}

fn multikey(entry: &Value, actor: &Uri, purpose: KeyPurpose) -> Option<ActorKey> {
    let key = text(entry, "publicKeyMultibase").filter(|key| key.len() <= LONGEST_KEY)?;
    let id = key_id(entry, "controller", actor).filter(|_| kind(entry) == Some("Multikey"))?;
    // A proof names its maker by the part before the fragment, so the two must agree.
    let speaks_for_actor = purpose == KeyPurpose::Signature || id.without_fragment() == actor.as_str();
    speaks_for_actor.then(|| ActorKey { id, key: PublicKeyText::Multibase(key.to_owned()), purpose })
}

fn key_id(entry: &Value, owner: &str, actor: &Uri) -> Option<Uri> {
    let owner = entry.get(owner).and_then(id_of)?;
    let id = Uri::parse(text(entry, "id")?).ok()?;
    (owner == actor.as_str() && id.same_origin(actor)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const VERA: &str = "https://vic.test/users/vera";

    fn of(document: &Value) -> Vec<ActorKey> {
        keys(document, &Uri::parse(VERA).expect("an id"))
    }

    #[test]
    fn keys_in_every_spelling() {
        let pem = |id: &str| json!({"id": id, "owner": VERA, "publicKeyPem": "PEM"});
        assert_eq!(of(&json!({"publicKey": pem("https://vic.test/users/vera#main-key")})).len(), 1);
        assert_eq!(of(&json!({"publicKey": pem("https://vic.test/users/vera/main-key")})).len(), 1);
        let many: Vec<Value> = (0..20).map(|n| pem(&format!("{VERA}#{n}"))).collect();
        assert_eq!(of(&json!({ "publicKey": many })).len(), MOST_KEYS);

        let multikey = json!({"id": format!("{VERA}#ed"), "type": "Multikey", "controller": VERA, "publicKeyMultibase": "z6Mk"});
        let found = of(
            &json!({"publicKey": pem(&format!("{VERA}#main-key")), "assertionMethod": [multikey, "https://x.test/"]}),
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].purpose, KeyPurpose::Assertion);
        assert_eq!(found[1].key, PublicKeyText::Multibase("z6Mk".to_owned()));
    }

    #[test]
    fn a4_keys_of_somebody_else_are_left_out() {
        for (id, owner) in [
            ("https://evil.test/k", VERA),
            ("http://vic.test/users/vera#main-key", VERA),
            ("https://vic.test/users/vera#main-key", "https://evil.test/users/mallory"),
            ("https://vic.test/users/vera#main-key", "https://vic.test/users/victor"),
            ("main-key", VERA),
        ] {
            let document = json!({"publicKey": {"id": id, "owner": owner, "publicKeyPem": "PEM"},
                "assertionMethod": {"id": id, "type": "Multikey", "controller": owner, "publicKeyMultibase": "z6Mk"}});
            assert_eq!(of(&document), [], "{id} {owner}");
        }
        let other_actor = json!({"assertionMethod": {"id": "https://vic.test/users/victor#ed", "type": "Multikey",
            "controller": VERA, "publicKeyMultibase": "z6Mk"}});
        assert_eq!(of(&other_actor), []);
    }
}

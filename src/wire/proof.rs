//! Integrity proofs (FEP-8b32, `eddsa-jcs-2022`): a document that anybody can check without asking the
//! server it came from. JSON-LD is never processed; the bytes are those of RFC 8785.
//!
//! What must hold for a proof to count:
//!
//! 1. it is of the one suite and purpose we know, and its `@context` begins the document's;
//! 2. its key belongs to the one who speaks in the document (`actor`, `attributedTo`, or the actor
//!    itself), and the document's id is of that origin;
//! 3. the key signs `SHA-256(proof) + SHA-256(document)`.

use serde_json::{Map, Value, json};

use super::members::{id_of, kind, list, text};
use crate::domain::account::ActorKind;
use crate::domain::time::{SECOND, Time};
use crate::domain::uri::Uri;
use crate::keys::{Algorithm, SigningKey, VerifyingKey, sha256};

const SUITE: &str = "eddsa-jcs-2022";
/// 64 bytes in base58 have 88 characters at most.
const LONGEST_VALUE: usize = 90;

/// Why a proof does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// There is none.
    #[error("the document has no proof")]
    Missing,
    /// Another suite or purpose, or more than one proof.
    #[error("the proof is not one assertion by eddsa-jcs-2022")]
    Unsupported,
    /// A member of the proof is missing or has another form.
    #[error("the member {0} of the proof is missing or has the wrong form")]
    Malformed(&'static str),
    /// The document's context does not begin with the proof's.
    #[error("the proof was made over another context")]
    Context,
    /// The key is not that of the one who speaks in the document, or the document is of another origin.
    #[error("the proof is not by the owner of the document")]
    NotTheOwner,
    /// The owner lists no such key, or not one for this suite.
    #[error("the key of the proof is not known")]
    UnknownKey,
    /// The document or the proof was changed, or the signature is another key's.
    #[error("the proof does not match the document")]
    Mismatch,
    /// The document cannot be written in one canonical way.
    #[error("the document has no canonical form")]
    NotCanonical,
}

/// A proof that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The id of the key.
    pub verification_method: String,
    /// Who speaks in the document.
    pub owner: Uri,
    /// When the proof was made.
    pub created: Time,
    /// When it stops to count, where it says so. The caller knows the time.
    pub expires: Option<Time>,
}

/// Adds a proof to a document of ours; an older proof is replaced.
///
/// What is delivered must be this value, and its context must already be complete. The time is cut to whole seconds:
/// some peers write a time anew before they check it, and a fraction may come out with fewer zeros than we signed.
pub fn attach(mut document: Value, key: &SigningKey, verification_method: &str, created: Time) -> Value {
    let Value::Object(members) = &mut document else { return document };
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
        "created": Time(created.0 - created.0.rem_euclid(SECOND)).rfc3339(),
    });
    if let Some(context) = members.get("@context") {
        proof["@context"] = context.clone();
    }
    let bytes =
        signed_bytes(&proof, &without_proof(members)).expect("JSON that we wrote has a canonical form");
    proof["proofValue"] = Value::String(format!("z{}", bs58::encode(key.sign(&bytes)).into_string()));
    members.insert("proof".to_owned(), proof);
    document
}

/// The id of the key that a document's proof names. Whether it may sign this document is said by [`verify`].
pub fn method(document: &Value) -> Option<&str> {
    list(document, "proof").first().and_then(|proof| text(proof, "verificationMethod"))
}

/// Checks the proof of a document. `find` gives the key that the owner of this id lists under
/// `assertionMethod`; it is asked only for keys of the document's own owner.
pub fn verify(
    document: &Value,
    find: impl FnOnce(&str) -> Option<VerifyingKey>,
) -> Result<Verified, ProofFault> {
    let members = document.as_object().ok_or(ProofFault::Missing)?;
    let mut proof = match members.get("proof") {
        None | Some(Value::Null) => return Err(ProofFault::Missing),
        Some(Value::Object(proof)) => proof.clone(),
        Some(Value::Array(proofs)) => match proofs.as_slice() {
            [Value::Object(proof)] => proof.clone(),
            _ => return Err(ProofFault::Unsupported),
        },
        Some(_) => return Err(ProofFault::Unsupported),
    };
    let is = |member: &str, expected: &str| proof.get(member).and_then(Value::as_str) == Some(expected);
    if !is("type", "DataIntegrityProof")
        || !is("cryptosuite", SUITE)
        || !is("proofPurpose", "assertionMethod")
    {
        return Err(ProofFault::Unsupported);
    }
    let value = proof.shift_remove("proofValue");
    let signature = signature(value.as_ref()).ok_or(ProofFault::Malformed("proofValue"))?;
    let proof = Value::Object(proof);
    let method = text(&proof, "verificationMethod").ok_or(ProofFault::Malformed("verificationMethod"))?;
    let created = text(&proof, "created").and_then(Time::parse).ok_or(ProofFault::Malformed("created"))?;
    let expires = match proof.get("expires") {
        None => None,
        Some(at) => Some(at.as_str().and_then(Time::parse).ok_or(ProofFault::Malformed("expires"))?),
    };
    let owner = owner_of(document).ok_or(ProofFault::NotTheOwner)?;
    let method_uri = Uri::parse(method).map_err(|_| ProofFault::NotTheOwner)?;
    if method_uri.without_fragment() != owner.as_str() {
        return Err(ProofFault::NotTheOwner);
    }

    let mut bare = without_proof(members);
    if let Some(context) = proof.get("@context") {
        if !begins_with(bare.get("@context"), context) {
            return Err(ProofFault::Context);
        }
        bare.insert("@context".to_owned(), context.clone());
    }
    let bytes = signed_bytes(&proof, &bare).ok_or(ProofFault::NotCanonical)?;
    let key =
        find(method).filter(|key| key.algorithm() == Algorithm::Ed25519).ok_or(ProofFault::UnknownKey)?;
    if !key.verify(&bytes, &signature) {
        return Err(ProofFault::Mismatch);
    }
    Ok(Verified { verification_method: method.to_owned(), owner, created, expires })
}

/// Who speaks in a document: the actor of an activity, the one author of an object, an actor for itself.
/// `None` when it is not clear, or when the document's id is of another origin.
fn owner_of(document: &Value) -> Option<Uri> {
    let is_actor = kind(document).and_then(ActorKind::parse).is_some();
    // A campaign's document names who answers for it as `attributedTo`; still it speaks for itself.
    let owner = if is_actor { document.get("id") } else { document.get("actor") };
    let authors = list(document, "attributedTo");
    let owner = match (owner.and_then(id_of), authors) {
        (Some(owner), []) => owner,
        (Some(owner), _) if is_actor => owner,
        (Some(owner), [author]) if id_of(author) == Some(owner) => owner,
        (None, [author]) => id_of(author)?,
        _ => return None,
    };
    let owner = Uri::parse(owner).ok()?;
    match document.get("id") {
        None => Some(owner),
        Some(id) => Uri::parse(id.as_str()?).ok()?.same_origin(&owner).then_some(owner),
    }
}

/// The context itself, or a list that begins with all of its parts.
fn begins_with(document: Option<&Value>, proof: &Value) -> bool {
    match (document, proof) {
        (Some(Value::Array(whole)), Value::Array(part)) => whole.starts_with(part),
        (Some(Value::Array(whole)), part) => whole.first() == Some(part),
        (Some(whole), part) => whole == part,
        (None, _) => false,
    }
}

/// Neither proof nor signature is signed: a linked-data signature is made after the proof.
fn without_proof(members: &Map<String, Value>) -> Map<String, Value> {
    let mut bare = members.clone();
    bare.shift_remove("proof");
    bare.shift_remove("signature");
    bare
}

fn signed_bytes(proof: &Value, document: &Map<String, Value>) -> Option<Vec<u8>> {
    let mut bytes = sha256(&serde_jcs::to_vec(proof).ok()?).to_vec();
    bytes.extend(sha256(&serde_jcs::to_vec(document).ok()?));
    Some(bytes)
}

fn signature(value: Option<&Value>) -> Option<Vec<u8>> {
    let text = value?.as_str()?.strip_prefix('z').filter(|text| text.len() <= LONGEST_VALUE)?;
    bs58::decode(text).into_vec().ok().filter(|bytes| bytes.len() == 64)
}

#[cfg(test)]
#[path = "proof_tests.rs"]
mod tests;

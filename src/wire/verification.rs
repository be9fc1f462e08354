//! What can be said of signed documents by whoever holds them, without asking the servers they came from: statements,
//! campaigns, endorsements, and the documents of the actors with their keys. Pure: documents in, sentences out.

use serde_json::Value;

use super::actor_keys::{self, KeyPurpose, PublicKeyText};
use super::endorsement::{self, Endorsement};
use super::members::{id_of, kind, list, text};
use super::proof::{self, ProofFault};
use crate::domain::account::ActorKind;
use crate::domain::text::{clean_line, plain};
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::keys::VerifyingKey;

/// What became of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is so.
    Holds,
    /// It is not so.
    Fails,
    /// A document that is needed was not given.
    Unknown,
}

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the document.
    pub about: String,
    /// What became of it.
    pub verdict: Verdict,
    /// The answer in a sentence.
    pub words: String,
    /// The id of the document that is missing.
    pub wanted: Option<String>,
}

/// Everything that can be said of these documents. `now` judges proofs that end.
pub fn check(documents: &[Value], now: Time) -> Vec<Finding> {
    let all: Vec<&Value> = documents.iter().flat_map(unpacked).collect();
    let mut found = Vec::new();
    for document in all.iter().filter(|document| is_signed_kind(document)) {
        found.push(proven(document, &all, now));
        if kind(document) == Some(endorsement::TYPE) {
            found.push(bound(document, &all));
        } else if endorsement::digest(document).is_some() {
            found.extend(added_to(document));
        }
    }
    if found.is_empty() {
        found.push(Finding {
            about: documents.first().map(name).unwrap_or_default(),
            verdict: Verdict::Fails,
            words: "there is no statement, campaign or endorsement in it that could be checked".to_owned(),
            wanted: None,
        });
    }
    found
}

/// The document itself, and the endorsements that a collection or an activity carries.
fn unpacked(document: &Value) -> Vec<&Value> {
    let inner = |member: &str| {
        list(document, member).iter().filter(|one| kind(one) == Some(endorsement::TYPE)).collect::<Vec<_>>()
    };
    let mut all = vec![document];
    all.extend(inner("orderedItems"));
    all.extend(inner("items"));
    all.extend(inner("object"));
    all
}

/// Keys of persons and organisations are what others are checked with; everything else is checked.
fn is_signed_kind(document: &Value) -> bool {
    let is_collection = matches!(
        kind(document),
        Some("OrderedCollection" | "Collection" | "OrderedCollectionPage" | "CollectionPage")
    );
    let is_actor = kind(document).and_then(ActorKind::parse).is_some();
    !is_collection && (!is_actor || document.get("proof").is_some())
}

fn name(document: &Value) -> String {
    clean_line(text(document, "id").unwrap_or("a document without an id"), 500)
}

fn owner(document: &Value) -> Option<&str> {
    if kind(document).and_then(ActorKind::parse).is_some() {
        return text(document, "id");
    }
    document.get("actor").and_then(id_of).or_else(|| list(document, "attributedTo").first().and_then(id_of))
}

fn what(document: &Value) -> &'static str {
    match kind(document) {
        Some(endorsement::TYPE) => "endorsement",
        Some("Group") => "campaign",
        Some("Note" | "Question" | "Article") => "statement",
        _ => "document",
    }
}

/// Whether it is signed by the one who speaks in it.
fn proven(document: &Value, all: &[&Value], now: Time) -> Finding {
    let about = name(document);
    let what = what(document);
    let finding = |verdict, words: String, wanted| Finding { about: about.clone(), verdict, words, wanted };
    let Some(speaker) = owner(document) else {
        return finding(Verdict::Fails, format!("the {what} does not say who speaks in it"), None);
    };
    let key = proof::method(document).and_then(|method| key_of(all, speaker, method));
    let speaks_here = all.iter().any(|one| is_actor_document(one, speaker));
    let shown = clean_line(speaker, 500);
    match proof::verify(document, |_| key) {
        Ok(verified) if verified.expires.is_some_and(|end| end <= now) => {
            finding(Verdict::Fails, format!("the proof of the {what} has ended"), None)
        }
        Ok(verified) => finding(
            Verdict::Holds,
            format!(
                "the {what} is word for word what {shown} signed on {}, with the key {}",
                verified.created.rfc3339(),
                clean_line(&verified.verification_method, 500)
            ),
            None,
        ),
        Err(ProofFault::UnknownKey) if !speaks_here => finding(
            Verdict::Unknown,
            format!(
                "whether the {what} is signed by {shown} cannot be said without the document of that actor"
            ),
            Some(speaker.to_owned()),
        ),
        Err(fault) => {
            finding(Verdict::Fails, format!("the {what} is not proven to be by {shown}: {fault}"), None)
        }
    }
}

fn is_actor_document(document: &Value, id: &str) -> bool {
    kind(document).and_then(ActorKind::parse).is_some() && text(document, "id") == Some(id)
}

/// The key that the document of the actor lists for proofs. Only that document says which keys are its own.
fn key_of(all: &[&Value], actor: &str, method: &str) -> Option<VerifyingKey> {
    let uri = Uri::parse(actor).ok()?;
    let mut documents = all.iter().filter(|one| is_actor_document(one, actor));
    documents.find_map(|document| {
        let keys = actor_keys::keys(document, &uri);
        let key = keys.into_iter().find(|k| k.purpose == KeyPurpose::Assertion && k.id.as_str() == method)?;
        match key.key {
            PublicKeyText::Multibase(text) => VerifyingKey::from_multibase(&text).ok(),
            PublicKeyText::Pem(_) => None,
        }
    })
}

/// Whether an endorsement is of the version that was given.
fn bound(document: &Value, all: &[&Value]) -> Finding {
    let about = name(document);
    let finding = |verdict, words: String, wanted| Finding { about: about.clone(), verdict, words, wanted };
    let endorsement = match Endorsement::read(document) {
        Ok(endorsement) => endorsement,
        Err(fault) => {
            return finding(Verdict::Fails, format!("the endorsement cannot be read: {fault}"), None);
        }
    };
    let object = endorsement.object.as_str();
    let present: Vec<String> = all
        .iter()
        .filter(|one| text(one, "id") == Some(object))
        .filter_map(|one| endorsement::digest(one))
        .collect();
    if present.is_empty() {
        return finding(
            Verdict::Unknown,
            format!("which words it endorses cannot be said without {object}"),
            Some(object.to_owned()),
        );
    }
    if present.contains(&endorsement.digest) {
        return finding(
            Verdict::Holds,
            format!("it endorses exactly the version of {object} that was given"),
            None,
        );
    }
    finding(
        Verdict::Fails,
        format!("it endorses another version of {object} than the one that was given"),
        None,
    )
}

/// What stands in `content` beyond the words that endorsements are bound to; readers should know of it.
fn added_to(document: &Value) -> Option<Finding> {
    let content = text(document, "content")?;
    let main = endorsement::main_text(document)?;
    let words = match content.strip_prefix(main) {
        Some("") => return None,
        Some(more) => format!(
            "after the endorsed words it shows, as its author's addition: {}",
            clean_line(&plain(more), 500)
        ),
        None => {
            return Some(Finding {
                about: name(document),
                verdict: Verdict::Fails,
                words: "the text that most servers show is not the text that endorsements are bound to"
                    .to_owned(),
                wanted: None,
            });
        }
    };
    Some(Finding { about: name(document), verdict: Verdict::Holds, words, wanted: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DAY;
    use crate::keys::{Algorithm, SigningKey};
    use serde_json::json;

    const HOST: &str = "https://host.test/actors/c";
    const PARTNER: &str = "https://p.test/actors/p";
    const NOW: Time = Time(1_790_000_000_000);

    struct Speaker(&'static str, SigningKey);

    impl Speaker {
        fn new(id: &'static str) -> Self {
            Self(id, SigningKey::generate(Algorithm::Ed25519))
        }

        fn document(&self) -> Value {
            json!({"id": self.0, "type": "Organization", "preferredUsername": "c", "inbox": format!("{}/inbox", self.0),
                "assertionMethod": [{"id": format!("{}#ed25519-key", self.0), "type": "Multikey", "controller": self.0,
                    "publicKeyMultibase": self.1.verifying_key().to_multibase()}]})
        }

        fn sign(&self, document: Value) -> Value {
            proof::attach(document, &self.1, &format!("{}#ed25519-key", self.0), NOW)
        }
    }

    fn statement(host: &Speaker) -> Value {
        host.sign(
            json!({"@context": ["https://www.w3.org/ns/activitystreams"], "id": "https://host.test/posts/1",
            "type": "Note", "attributedTo": HOST, "published": "2026-11-28T09:00:00Z", "version": 1,
            "content": "<p>The river is ours.</p>", "contentMap": {"en": "<p>The river is ours.</p>"}}),
        )
    }

    fn endorsement(partner: &Speaker, of: &Value) -> Value {
        let of = endorsement::Endorsable::read(of).expect("a statement");
        partner.sign(endorsement::document("https://p.test/endorsements/1", PARTNER, &of, NOW))
    }

    fn verdicts(documents: &[Value]) -> Vec<Verdict> {
        check(documents, NOW.plus(DAY)).into_iter().map(|finding| finding.verdict).collect()
    }

    #[test]
    fn a_statement_and_its_endorsement_hold_wherever_they_are_served() {
        use Verdict::{Fails, Holds, Unknown};
        let (host, partner) = (Speaker::new(HOST), Speaker::new(PARTNER));
        let statement = statement(&host);
        let endorsement = endorsement(&partner, &statement);
        let all = [statement.clone(), endorsement.clone(), host.document(), partner.document()];
        assert_eq!(verdicts(&all), [Holds, Holds, Holds]);
        let collection = json!({"id": "https://mirror.test/e", "type": "OrderedCollection", "orderedItems": [endorsement]});
        assert_eq!(
            verdicts(&[statement.clone(), collection, host.document(), partner.document()]),
            [Holds; 3]
        );
        // What was not given is said, and named.
        let found = check(std::slice::from_ref(&endorsement), NOW);
        assert_eq!(found.iter().map(|f| f.verdict).collect::<Vec<_>>(), [Unknown, Unknown]);
        assert_eq!(found[0].wanted.as_deref(), Some(PARTNER));
        assert_eq!(found[1].wanted.as_deref(), Some("https://host.test/posts/1"));
        assert_eq!(verdicts(&[json!({"id": "https://x.test/1", "type": "OrderedCollection"})]), [Fails]);
    }

    #[test]
    fn what_was_changed_or_forged_fails() {
        use Verdict::{Fails, Holds};
        let (host, partner, third) =
            (Speaker::new(HOST), Speaker::new(PARTNER), Speaker::new("https://third.test/t"));
        let statement = statement(&host);
        let good = endorsement(&partner, &statement);
        let keys = [host.document(), partner.document(), third.document()];
        let with = |documents: &[Value]| verdicts(&[documents, &keys].concat());

        let mut changed = good.clone();
        changed["published"] = json!("2020-01-01T00:00:00Z");
        assert_eq!(with(&[changed, statement.clone()]), [Fails, Holds, Holds]);

        let mut words = statement.clone();
        words["contentMap"]["en"] = json!("<p>The river is theirs.</p>");
        words["content"] = words["contentMap"]["en"].clone();
        assert_eq!(with(&[good.clone(), words.clone()]), [Holds, Fails, Fails]);
        // Signed anew by its author it is the author's, and still not what was endorsed.
        let resigned = host.sign(words);
        assert_eq!(with(&[good.clone(), resigned]), [Holds, Fails, Holds]);

        let mut stolen = good.clone();
        stolen.as_object_mut().expect("an object").shift_remove("proof");
        let stolen = third.sign(stolen);
        assert_eq!(with(&[stolen, statement.clone()])[0], Fails);
    }

    #[test]
    fn what_was_added_to_the_text_is_said() {
        let host = Speaker::new(HOST);
        let mut more = statement(&host);
        more["content"] = json!("<p>The river is ours.</p><p>Endorsed by: North</p>");
        let more = host.sign(more);
        let found = check(&[more.clone(), host.document()], NOW);
        assert!(found[1].words.contains("Endorsed by: North"), "{found:?}");
        let mut other = more;
        other["content"] = json!("<p>Something else</p>");
        assert_eq!(check(&[host.sign(other), host.document()], NOW)[1].verdict, Verdict::Fails);
    }
}

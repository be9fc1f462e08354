//! What an approval of a draft signs: the digest of the draft's one canonical form (RFC 8785). It never leaves the house.

use serde_json::{Value, json};

use crate::keys::sha256_hex;

/// The digest of a draft's words, bound to this instance, this draft and this revision of it, so that an approval of one
/// says nothing about another, and words that were changed and changed back must be approved anew. `content` is what the
/// database keeps; `None` when it is no JSON.
pub fn digest(instance: &str, draft: i64, revision: i64, content: &str) -> Option<String> {
    let content = exact(serde_json::from_str(content).ok()?);
    let whole = json!({
        "type": "antiphon draft",
        "instance": instance,
        "draft": draft.to_string(),
        "revision": revision.to_string(),
        "content": content,
    });
    Some(sha256_hex(&serde_jcs::to_vec(&whole).ok()?))
}

/// Canonical JSON knows numbers as doubles only; our ids have more digits, so numbers go in as text.
fn exact(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(list) => list.into_iter().map(exact).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, exact(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_differs_has_another_digest_and_the_order_of_members_is_nothing() {
        let one = digest("https://us.test", 1, 1, r#"{"a":"x","b":9007199254740993}"#).expect("a digest");
        assert_eq!(
            digest("https://us.test", 1, 1, r#"{ "b": 9007199254740993, "a": "x" }"#),
            Some(one.clone())
        );
        for (instance, draft, revision, content) in [
            ("https://them.test", 1, 1, r#"{"a":"x","b":9007199254740993}"#),
            ("https://us.test", 2, 1, r#"{"a":"x","b":9007199254740993}"#),
            ("https://us.test", 1, 2, r#"{"a":"x","b":9007199254740993}"#),
            ("https://us.test", 1, 1, r#"{"a":"y","b":9007199254740993}"#),
            ("https://us.test", 1, 1, r#"{"a":"x","b":9007199254740992}"#),
        ] {
            let other = digest(instance, draft, revision, content).expect("a digest");
            assert_ne!(other, one, "{instance} {draft} {revision} {content}");
        }
        assert_eq!(digest("https://us.test", 1, 1, "{"), None);
    }
}

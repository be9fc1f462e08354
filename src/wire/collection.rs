//! Collections as other servers read them: counted, paged, or both.

use serde_json::{Value, json};

use super::actor_out::drop_empty;
use super::context;

/// The head of a collection. Without `first` only the number is told, so that nobody learns the members.
pub fn head(id: &str, total: u64, first: Option<&str>, owner: Option<&str>) -> Value {
    let mut collection = json!({
        "@context": context::plain(), "id": id, "type": "OrderedCollection", "attributedTo": owner,
        "totalItems": total, "first": first,
    });
    drop_empty(&mut collection);
    collection
}

/// A short collection with all its items.
pub fn whole(id: &str, items: &[Value], owner: Option<&str>) -> Value {
    let mut collection = head(id, items.len() as u64, None, owner);
    collection["orderedItems"] = json!(items);
    with_terms_of_items(collection, items)
}

/// One page of a longer collection.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The address of this page.
    pub id: &'a str,
    /// The collection.
    pub part_of: &'a str,
    /// How many items the collection has, where that is told.
    pub total: Option<u64>,
    /// Ids, or whole objects.
    pub items: &'a [Value],
    /// The page after this one: older items.
    pub next: Option<&'a str>,
    /// The page before this one.
    pub prev: Option<&'a str>,
}

/// The document of a page.
pub fn page(page: &Page<'_>) -> Value {
    let mut document = json!({
        "@context": context::plain(), "id": page.id, "type": "OrderedCollectionPage", "partOf": page.part_of,
        "totalItems": page.total, "next": page.next, "prev": page.prev, "orderedItems": page.items,
    });
    drop_empty(&mut document);
    with_terms_of_items(document, page.items)
}

/// Whole objects use the terms of posts.
fn with_terms_of_items(mut document: Value, items: &[Value]) -> Value {
    if items.iter().any(Value::is_object) {
        document["@context"] = context::post();
    }
    document
}

/// How many items a collection of another server says it has.
pub fn total(document: &Value) -> Option<i64> {
    let kind = document.get("type")?.as_str()?;
    let is_collection = matches!(kind, "Collection" | "OrderedCollection");
    document.get("totalItems").filter(|_| is_collection)?.as_i64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_number_of_a_collection_is_a_number() {
        for (document, expected) in [
            (json!({"type": "OrderedCollection", "totalItems": 41}), Some(41)),
            (json!({"type": "Collection", "totalItems": -3}), Some(-3)),
            (json!({"type": "OrderedCollectionPage", "totalItems": 41}), None),
            (json!({"type": "OrderedCollection", "totalItems": "41"}), None),
            (json!({"type": "OrderedCollection", "totalItems": 4.5}), None),
            (json!({"type": "OrderedCollection", "totalItems": u64::MAX}), None),
            (json!({"type": "OrderedCollection"}), None),
            (json!({"totalItems": 41}), None),
            (json!(41), None),
        ] {
            assert_eq!(total(&document), expected, "{document}");
        }
    }

    #[test]
    fn a_hidden_collection_tells_only_its_number() {
        let followers = head("https://us.test/f", 7, None, None);
        assert_eq!(followers["totalItems"], 7);
        let members: Vec<_> = followers.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(members, ["@context", "id", "type", "totalItems"]);
    }

    #[test]
    fn pages_lead_to_one_another() {
        let items = [json!("https://us.test/a/2"), json!("https://us.test/a/1")];
        let document = page(&Page {
            id: "https://us.test/o?page=1",
            part_of: "https://us.test/o",
            total: Some(2),
            items: &items,
            next: Some("https://us.test/o?page=2"),
            prev: None,
        });
        assert_eq!(
            (&document["next"], &document["orderedItems"][1]),
            (&json!("https://us.test/o?page=2"), &items[1])
        );
        assert!(document.get("prev").is_none());
        assert_eq!(whole("https://us.test/f", &items, Some("https://us.test/u"))["totalItems"], 2);
    }
}

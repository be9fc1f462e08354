//! Somebody else's object made an [`IncomingPost`]: who may say that they wrote it, and what is taken of it.

use serde_json::Value;

use super::fault::Fault;
use super::incoming_tags::{LONGEST_OPTION, details};
use super::incoming_text::{texts, warning};
use super::members::{addresses, clip, id_of, is_true, kind, list, page, required_uri, text, time, uri};
use crate::domain::post::{Details, IncomingPost, PostKind};
use crate::domain::uri::Uri;

/// Reads an object that its own server handed out. Its author is whom `attributedTo` names first, a
/// person before a group; the author must be of the object's origin.
pub fn read_fetched(object: &Value) -> Result<IncomingPost, Fault> {
    let authors = list(object, "attributedTo");
    let is_person = |author: &&Value| kind(author) == Some("Person");
    let author = authors.iter().find(is_person).or_else(|| authors.first()).and_then(id_of);
    let author = author.ok_or(Fault::Missing("attributedTo"))?;
    let author = Uri::parse(author).map_err(|fault| Fault::NoId("attributedTo", fault))?;
    read(object, &author)
}

/// Reads an object that this actor sent as its own.
///
/// The actor must be named in `attributedTo` (A2, A8, A9) and be of the object's origin (A3, A13, A14).
pub fn read_by(object: &Value, actor: &Uri) -> Result<IncomingPost, Fault> {
    let authors = list(object, "attributedTo");
    if authors.is_empty() {
        return Err(Fault::Missing("attributedTo"));
    }
    if !authors.iter().any(|author| id_of(author) == Some(actor.as_str())) {
        return Err(Fault::NotTheActor("attributedTo"));
    }
    read(object, actor)
}

/// What an object came as; `None` for what cannot be shown as a text.
pub fn post_kind(object: &Value) -> Option<PostKind> {
    list(object, "type").iter().filter_map(Value::as_str).find_map(wire_kind)
}

/// `Other` is a word of our database, not a type that anybody sends.
fn wire_kind(word: &str) -> Option<PostKind> {
    PostKind::parse(word).filter(|_| word != PostKind::Other.as_str())
}

fn read(object: &Value, author: &Uri) -> Result<IncomingPost, Fault> {
    let kind = post_kind(object).ok_or(Fault::UnknownType)?;
    let uri_of_object = required_uri(object, "id")?;
    if !uri_of_object.same_origin(author) {
        return Err(Fault::OtherOrigin("the object", "its author"));
    }
    if uri_of_object == *author {
        return Err(Fault::Missing("id"));
    }
    let in_reply_to = uri(object, "inReplyTo").or_else(|| linked(object, "inReplyTo"));
    Ok(IncomingPost {
        uri: uri_of_object,
        author: author.clone(),
        kind,
        texts: texts(object, kind),
        warning: warning(object, kind),
        sensitive: is_true(object, "sensitive"),
        url: page(object),
        published_at: time(object, "published"),
        updated_at: time(object, "updated"),
        vote: vote(object, kind, in_reply_to.as_ref()),
        in_reply_to,
        to: addresses(object, "to"),
        cc: addresses(object, "cc"),
        details: Details { offer: super::quote::offer(object, author), ..details(object, kind) },
    })
}

/// A vote is a Note with a `name` that answers a question, and without content (FEP-9967). The words
/// stay as they are, because they must match an option to the letter.
fn vote(object: &Value, kind: PostKind, in_reply_to: Option<&Uri>) -> Option<String> {
    let has_content = text(object, "content").is_some_and(|content| !content.trim().is_empty())
        || object.get("contentMap").and_then(Value::as_object).is_some_and(|map| !map.is_empty())
        || !list(object, "attachment").is_empty();
    let name = text(object, "name").filter(|name| !name.is_empty())?;
    let is_vote = kind == PostKind::Note && in_reply_to.is_some() && !has_content;
    is_vote.then(|| clip(name, LONGEST_OPTION * 4).to_owned())
}

/// The target of a `Link` object.
fn linked(object: &Value, member: &str) -> Option<Uri> {
    Uri::parse(text(list(object, member).first()?, "href")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const VERA: &str = "https://vic.test/users/vera";

    fn note(author: &Value) -> Value {
        json!({"id": "https://vic.test/notes/1", "type": "Note", "attributedTo": author, "content": "<p>Hi</p>"})
    }

    fn vera() -> Uri {
        Uri::parse(VERA).expect("an id")
    }

    #[test]
    fn a2_a8_a9_only_the_author_sends_it() {
        for author in [
            json!(VERA),
            json!({"id": VERA, "type": "Person"}),
            json!(["https://vic.test/users/victor", VERA]),
        ] {
            let post = read_by(&note(&author), &vera()).expect("by vera");
            assert_eq!(post.author, vera(), "{author}");
        }
        for author in [
            json!(1),
            json!("1"),
            json!("alice"),
            json!({"id": 1}),
            json!("https://sut.test/users/alice"),
            json!("https://vic.test/users/victor"),
            json!([]),
            json!(null),
        ] {
            assert!(read_by(&note(&author), &vera()).is_err(), "{author}");
            let mut without = note(&author);
            without.as_object_mut().expect("an object").remove("attributedTo");
            assert_eq!(read_by(&without, &vera()), Err(Fault::Missing("attributedTo")));
        }
    }

    #[test]
    fn a3_a13_a14_object_and_author_have_one_origin() {
        for id in ["http://vic.test/notes/1", "https://vic.test:8443/notes/1", "https://evil.test/notes/1"] {
            let object = json!({"id": id, "type": "Note", "attributedTo": VERA, "content": "x"});
            assert!(matches!(read_by(&object, &vera()), Err(Fault::OtherOrigin(..))), "{id}");
            assert!(read_fetched(&object).is_err(), "{id}");
        }
        assert!(read_by(&json!({"id": VERA, "type": "Note", "attributedTo": VERA}), &vera()).is_err());
    }

    #[test]
    fn a_fetched_object_by_a_person_in_a_group() {
        let authors = json!([{"type": "Group", "id": "https://vic.test/g"}, {"type": "Person", "id": VERA}]);
        assert_eq!(read_fetched(&note(&authors)).expect("by vera").author, vera());
    }

    #[test]
    fn a_vote_is_a_name_without_content() {
        let vote = json!({"id": "https://vic.test/votes/1", "type": "Note", "attributedTo": VERA, "name": " I pledge ",
            "inReplyTo": "https://us.test/q/1", "to": "https://us.test/actors/c"});
        let post = read_by(&vote, &vera()).expect("a vote");
        assert_eq!((post.vote.as_deref(), post.to.len()), (Some(" I pledge "), 1));
        for (member, value) in
            [("content", json!("x")), ("inReplyTo", json!(null)), ("type", json!("Article"))]
        {
            let mut other = vote.clone();
            other[member] = value;
            assert_eq!(read_by(&other, &vera()).expect("a post").vote, None, "{member}");
        }
    }

    #[test]
    fn types_and_answers_in_every_spelling() {
        let mut object = note(&json!(VERA));
        for answer in [
            json!("https://a.test/1"),
            json!({"id": "https://a.test/1"}),
            json!(["https://a.test/1"]),
            json!({"type": "Link", "href": "https://a.test/1"}),
        ] {
            object["inReplyTo"] = answer;
            let post = read_by(&object, &vera()).expect("a post");
            assert_eq!(post.in_reply_to.expect("an answer").as_str(), "https://a.test/1");
        }
        object["type"] = json!(["x:Odd", "Article"]);
        assert_eq!(read_by(&object, &vera()).expect("a post").kind, PostKind::Article);
        for odd in [json!("Person"), json!("Other"), json!(1), json!([])] {
            object["type"] = odd;
            assert_eq!(read_by(&object, &vera()), Err(Fault::UnknownType));
        }
    }
}

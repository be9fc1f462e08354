//! A quote as others read it (FEP-044f), in the older spellings as well, and what others say of who may quote them.

use serde_json::{Value, json};

use super::activity::embedded;
use super::context;
use super::members::{id_of, list};
use crate::domain::audience::is_public;
use crate::domain::post::Post;
use crate::domain::quote::{Offer, Quoters};
use crate::domain::uri::Uri;

/// The most that is read of a list of those who may quote.
const MOST: usize = 20;

/// Puts the quote of a post into its object.
pub(super) fn describe(object: &mut Value, post: &Post) {
    let Some(quoted) = &post.details.quote else { return };
    for member in ["quote", "quoteUri", "_misskey_quote"] {
        object[member] = json!(quoted);
    }
    if let Some(stamp) = &post.details.quote_stamp {
        object["quoteAuthorization"] = json!(stamp);
    }
}

/// The link that stands for the quote at servers that read nothing else (FEP-e232).
pub(super) fn tag(post: &Post) -> Option<Value> {
    let quoted = post.details.quote.as_ref()?;
    Some(json!({
        "type": "Link", "href": quoted, "name": format!("RE: {quoted}"),
        "mediaType": "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
        "rel": "https://misskey-hub.net/ns#_misskey_quote",
    }))
}

/// An actor of ours asks to quote. `instrument` is the quote, whole where everybody may read it.
pub fn request(id: &str, actor: &str, quoted: &str, author: &str, instrument: &Value) -> Value {
    json!({
        "@context": context::quote_request(), "id": id, "type": "QuoteRequest", "actor": actor, "to": [author],
        "object": quoted, "instrument": embedded(instrument),
    })
}

/// Whom an author lets quote an object; `None` where its server says nothing of it.
pub(super) fn offer(object: &Value, author: &Uri) -> Option<Offer> {
    let said = object.get("interactionPolicy")?.get("canQuote").filter(|said| said.is_object())?;
    let mut others = false;
    let mut chosen = |member| {
        let mut quoters = Quoters::Nobody;
        for one in list(said, member).iter().filter_map(id_of).take(MOST) {
            let is_theirs = Uri::parse(one).is_ok_and(|uri| uri.same_origin(author));
            if is_public(one) {
                quoters = Quoters::Anyone;
            } else if is_theirs && one.ends_with("/followers") {
                quoters = if quoters == Quoters::Anyone { quoters } else { Quoters::Followers };
            } else if one != author.as_str() {
                others = true;
            }
        }
        quoters
    };
    let (automatic, manual) = (chosen("automaticApproval"), chosen("manualApproval"));
    Some(Offer { automatic, manual, others })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_is_read_as_it_is_meant() {
        let author = Uri::parse("https://vic.test/users/vera").expect("an id");
        let of = |can: Value| offer(&json!({"interactionPolicy": {"canQuote": can}}), &author);
        let public = "https://www.w3.org/ns/activitystreams#Public";
        let followers = "https://vic.test/users/vera/followers";
        assert_eq!(offer(&json!({}), &author), None);
        assert_eq!(of(json!("x")), None);
        assert_eq!(of(json!({"automaticApproval": public})), Some(Offer::of(Quoters::Anyone)));
        assert_eq!(of(json!({"automaticApproval": [author.as_str()]})), Some(Offer::of(Quoters::Nobody)));
        assert_eq!(
            of(json!({"automaticApproval": [followers], "manualApproval": [public, followers]})),
            Some(Offer { automatic: Quoters::Followers, manual: Quoters::Anyone, others: false })
        );
        // Another server's collection of that name is nobody's followers here.
        let strange = of(json!({"automaticApproval": ["https://evil.test/followers"]}));
        assert_eq!(strange, Some(Offer { others: true, ..Offer::of(Quoters::Nobody) }));
    }
}

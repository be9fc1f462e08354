//! The `@context` of what we send: contexts that peers have built in, and every other term inline, so
//! that no file anywhere is needed to read us. Nothing here is ever fetched by us.

use serde_json::{Value, json};

/// The vocabulary that every document uses.
pub const ACTIVITY_STREAMS: &str = "https://www.w3.org/ns/activitystreams";
/// Keys of actors.
const SECURITY: &str = "https://w3id.org/security/v1";
/// Integrity proofs. The first version, because more peers have it built in than the second.
const DATA_INTEGRITY: &str = "https://w3id.org/security/data-integrity/v1";
/// Our own terms. The name can never be registered, so nobody can own or seize it.
pub const NAMESPACE: &str = "https://antiphon.invalid/ns#";

/// The context of an actor document.
pub fn actor() -> Value {
    json!([ACTIVITY_STREAMS, SECURITY, DATA_INTEGRITY, {
        "toot": "http://joinmastodon.org/ns#",
        "schema": "http://schema.org#",
        "lemmy": "https://join-lemmy.org/ns#",
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "movedTo": {"@id": "as:movedTo", "@type": "@id"},
        "alsoKnownAs": {"@id": "as:alsoKnownAs", "@type": "@id"},
        "discoverable": "toot:discoverable",
        "indexable": "toot:indexable",
        "featured": {"@id": "toot:featured", "@type": "@id"},
        "PropertyValue": "schema:PropertyValue",
        "value": "schema:value",
        "postingRestrictedToMods": "lemmy:postingRestrictedToMods",
        "Multikey": "https://w3id.org/security#Multikey",
        "publicKeyMultibase": "https://w3id.org/security#publicKeyMultibase",
        // None of the contexts above knows it outside of a proof, and a key without an owner proves nothing.
        "controller": {"@id": "https://w3id.org/security#controller", "@type": "@id"},
        "assertionMethod": {"@id": "https://w3id.org/security#assertionMethod", "@type": "@id", "@container": "@set"},
        "webfinger": "https://purl.archive.org/socialweb/webfinger#webfinger",
        "implements": {"@id": "https://w3id.org/fep/844e#implements", "@type": "@id", "@container": "@set"},
        "gts": "https://gotosocial.org/ns#",
        "featuredCollections": {"@id": "https://w3id.org/fep/7aa9#featuredCollections", "@type": "@id"},
        "interactionPolicy": {"@id": "gts:interactionPolicy", "@type": "@id"},
        "canFeature": {"@id": "https://w3id.org/fep/7aa9#canFeature", "@type": "@id"},
        "automaticApproval": {"@id": "gts:automaticApproval", "@type": "@id"},
        "manualApproval": {"@id": "gts:manualApproval", "@type": "@id"}
    }])
}

/// The context of a campaign's actor document: that of every actor, and what only campaigns have.
pub fn campaign() -> Value {
    let mut context = actor();
    let more = json!({
        "antiphon": NAMESPACE,
        "Hashtag": "as:Hashtag",
        "kind": "antiphon:kind",
        "state": "antiphon:state",
        "goal": "antiphon:goal",
        "demands": {"@id": "antiphon:demands", "@container": "@list"},
        "decisionMakers": {"@id": "antiphon:decisionMakers", "@container": "@list"},
        "office": "antiphon:office",
        "sectors": {"@id": "antiphon:sectors", "@container": "@set"},
        "regions": {"@id": "antiphon:regions", "@container": "@set"},
        "languages": {"@id": "antiphon:languages", "@container": "@set"},
        "milestones": {"@id": "antiphon:milestones", "@container": "@list"},
        "day": "antiphon:day",
        "supporters": "antiphon:supporters",
        "reached": "antiphon:reached",
        "mirrors": {"@id": "antiphon:mirrors", "@type": "@id", "@container": "@set"},
        "endorsements": {"@id": "antiphon:endorsements", "@type": "@id"},
        "peers": {"@id": "antiphon:peers", "@type": "@id"},
        "inspiredBy": "antiphon:inspiredBy",
        "quorum": "antiphon:quorum",
        "met": "antiphon:met",
        "together": {"@id": "antiphon:together", "@type": "@id", "@container": "@set"}
    });
    if let (Some(Value::Object(terms)), Value::Object(more)) = (context.get_mut(3), more) {
        terms.extend(more);
    }
    context
}

/// The context of a statement, a pledge, and the activities that carry one.
pub fn post() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {
        "toot": "http://joinmastodon.org/ns#",
        "gts": "https://gotosocial.org/ns#",
        "antiphon": NAMESPACE,
        "Hashtag": "as:Hashtag",
        "Emoji": "toot:Emoji",
        "sensitive": "as:sensitive",
        "votersCount": "toot:votersCount",
        "blurhash": "toot:blurhash",
        "focalPoint": {"@id": "toot:focalPoint", "@container": "@list"},
        // `digestMultibase` is defined, and protected, by the context of proofs: said again, no proof would be read.
        "interactionPolicy": {"@id": "gts:interactionPolicy", "@type": "@id"},
        "canQuote": {"@id": "gts:canQuote", "@type": "@id"},
        "canReply": {"@id": "gts:canReply", "@type": "@id"},
        "canLike": {"@id": "gts:canLike", "@type": "@id"},
        "canAnnounce": {"@id": "gts:canAnnounce", "@type": "@id"},
        "automaticApproval": {"@id": "gts:automaticApproval", "@type": "@id"},
        "quote": {"@id": "https://w3id.org/fep/044f#quote", "@type": "@id"},
        "quoteAuthorization": {"@id": "https://w3id.org/fep/044f#quoteAuthorization", "@type": "@id"},
        "quoteUri": "http://fedibird.com/ns#quoteUri",
        "_misskey_quote": "https://misskey-hub.net/ns#_misskey_quote",
        "kind": "antiphon:kind",
        "version": "antiphon:version",
        "endorsements": {"@id": "antiphon:endorsements", "@type": "@id"},
        "correction": "antiphon:correction",
        "quorum": "antiphon:quorum",
        "met": "antiphon:met",
        "need": "antiphon:need",
        "state": "antiphon:state",
        "sectors": {"@id": "antiphon:sectors", "@container": "@set"},
        "languages": {"@id": "antiphon:languages", "@container": "@set"},
        "until": "antiphon:until",
        "adoptions": "antiphon:adoptions",
        "adopts": {"@id": "antiphon:adopts", "@type": "@id"}
    }])
}

/// The context of an endorsement and of the activities that carry one.
pub fn endorsement() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {
        "antiphon": NAMESPACE,
        "Endorsement": "antiphon:Endorsement",
        "version": "antiphon:version"
    }])
}

/// The context of what is told between the houses of a joint campaign.
pub fn joint() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {
        "antiphon": NAMESPACE,
        "JointCampaign": "antiphon:JointCampaign",
        "JointMembership": "antiphon:JointMembership",
        "JointTally": "antiphon:JointTally",
        "campaign": {"@id": "antiphon:campaign", "@type": "@id"},
        "sealingKey": "antiphon:sealingKey",
        "sealedKey": "antiphon:sealedKey",
        "sequence": "antiphon:sequence",
        "count": "antiphon:count",
        "sketched": "antiphon:sketched",
        "scale": "antiphon:scale",
        "sketch": "antiphon:sketch",
        "houses": {"@id": "antiphon:houses", "@container": "@set"}
    }])
}

/// The context of an event and the activities that carry one (FEP-8a8e).
pub fn event() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {
        "fep8a8e": "https://w3id.org/fep/8a8e/",
        "schema": "http://schema.org#",
        "mobilizon": "https://joinmobilizon.org/ns#",
        "ical": "http://www.w3.org/2002/12/cal/ical#",
        "organizers": {"@id": "fep8a8e:organizers", "@type": "@id", "@container": "@set"},
        "timezone": "fep8a8e:timezone",
        "displayEndTime": "fep8a8e:displayEndTime",
        "eventStatus": "ical:status",
        "joinMode": "mobilizon:joinMode",
        "VirtualLocation": "schema:VirtualLocation",
        "address": "schema:address",
        "antiphon": NAMESPACE,
        "quorum": "antiphon:quorum",
        "met": "antiphon:met"
    }])
}

/// The context of what is left of a deleted object.
pub fn tombstone() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {"antiphon": NAMESPACE, "reason": "antiphon:reason"}])
}

/// The context of an activity that names its object, of a collection and of a tombstone.
pub fn plain() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY])
}

/// The context of answers to quotes, and of the stamps they give (FEP-044f).
pub fn quote() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {
        "gts": "https://gotosocial.org/ns#",
        "QuoteRequest": "https://w3id.org/fep/044f#QuoteRequest",
        "QuoteAuthorization": "https://w3id.org/fep/044f#QuoteAuthorization",
        "interactingObject": {"@id": "gts:interactingObject", "@type": "@id"},
        "interactionTarget": {"@id": "gts:interactionTarget", "@type": "@id"}
    }])
}

/// The context of a request to quote: that of a post, which it may carry, and its own type.
pub fn quote_request() -> Value {
    let mut context = post();
    if let Some(Value::Object(terms)) = context.get_mut(2) {
        terms.insert("QuoteRequest".to_owned(), json!("https://w3id.org/fep/044f#QuoteRequest"));
    }
    context
}

/// The context of the directory: its entries, the list that partners exchange, collections of actors and the consent
/// to stand in one (FEP-7aa9).
pub fn directory() -> Value {
    json!([ACTIVITY_STREAMS, DATA_INTEGRITY, {
        "toot": "http://joinmastodon.org/ns#",
        "gts": "https://gotosocial.org/ns#",
        "fep7aa9": "https://w3id.org/fep/7aa9#",
        "antiphon": NAMESPACE,
        "FeaturedCollection": "fep7aa9:FeaturedCollection",
        "FeaturedItem": "fep7aa9:FeaturedItem",
        "featuredObject": {"@id": "fep7aa9:featuredObject", "@type": "@id"},
        "featuredObjectType": "fep7aa9:featuredObjectType",
        "featureAuthorization": {"@id": "fep7aa9:featureAuthorization", "@type": "@id"},
        "FeatureRequest": "fep7aa9:FeatureRequest",
        "FeatureAuthorization": "fep7aa9:FeatureAuthorization",
        "interactingObject": {"@id": "gts:interactingObject", "@type": "@id"},
        "interactionTarget": {"@id": "gts:interactionTarget", "@type": "@id"},
        "discoverable": "toot:discoverable",
        "sensitive": "as:sensitive",
        "alsoKnownAs": {"@id": "as:alsoKnownAs", "@type": "@id"},
        "kind": "antiphon:kind",
        "state": "antiphon:state",
        "goal": "antiphon:goal",
        "sequence": "antiphon:sequence",
        "keys": {"@id": "antiphon:keys", "@container": "@set"},
        "sectors": {"@id": "antiphon:sectors", "@container": "@set"},
        "regions": {"@id": "antiphon:regions", "@container": "@set"},
        "languages": {"@id": "antiphon:languages", "@container": "@set"},
        "mirrors": {"@id": "antiphon:mirrors", "@type": "@id", "@container": "@set"}
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_context_is_a_list_that_begins_with_activity_streams_and_knows_proofs() {
        for context in [
            actor(),
            campaign(),
            post(),
            event(),
            plain(),
            quote(),
            quote_request(),
            directory(),
            endorsement(),
            joint(),
        ] {
            let parts = context.as_array().expect("a list");
            assert_eq!(parts[0], ACTIVITY_STREAMS);
            assert!(parts.contains(&json!(DATA_INTEGRITY)));
        }
    }

    #[test]
    fn what_the_context_of_proofs_protects_is_not_defined_again() {
        for context in [
            actor(),
            campaign(),
            post(),
            tombstone(),
            event(),
            quote(),
            quote_request(),
            directory(),
            endorsement(),
            joint(),
        ] {
            let terms = context.as_array().expect("a list").last().expect("terms").clone();
            for term in ["id", "type", "proof", "digestMultibase", "DataIntegrityProof"] {
                assert!(terms.get(term).is_none(), "{term}");
            }
        }
    }

    #[test]
    fn every_prefix_is_defined() {
        for context in [
            actor(),
            campaign(),
            post(),
            tombstone(),
            event(),
            quote(),
            quote_request(),
            directory(),
            endorsement(),
            joint(),
        ] {
            let terms = context.as_array().expect("a list").last().expect("terms").clone();
            for (term, meaning) in terms.as_object().expect("terms") {
                let id = meaning.as_str().or_else(|| meaning["@id"].as_str()).expect("an id");
                let prefix = id.split(':').next().expect("a prefix");
                let known = matches!(prefix, "as" | "http" | "https") || terms.get(prefix).is_some();
                assert!(known, "{term} is {id}");
            }
        }
    }
}

//! draft-cavage-http-signatures-12, the dialect that every server of the fediverse speaks.

use super::digest::DigestClaim;
use super::incoming::{ParsedSignature, SignedText};
use super::message::{Message, checked_key_id, parse_date};
use super::outgoing::{CONTENT_TYPE, first_headers, quotable, target, value};
use super::parameters::parameters;
use super::{BodyDigest, SignatureError};
use crate::keys::{Algorithm, SigningKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, Method, header};
use url::Url;

const MOST_COVERED: usize = 32;

/// Signs a request with draft-cavage and gives all headers that belong to it.
///
/// With a body: `Host`, `Date`, `Digest`, `Content-Type` and `Signature` over
/// `(request-target) host date digest content-type`. Without: `Host`, `Date` and `Signature` over
/// `(request-target) host date`. `now_ms` is unix milliseconds. The only error is an address or key id that does not
/// fit into a header.
pub fn sign_cavage(
    key: &SigningKey,
    key_id: &str,
    method: &Method,
    url: &Url,
    body: Option<&BodyDigest>,
    now_ms: i64,
) -> Result<HeaderMap, SignatureError> {
    let mut headers = first_headers(url, now_ms)?;
    let mut covered = "(request-target) host date".to_owned();
    if let Some(body) = body {
        headers.insert(HeaderName::from_static("digest"), body.digest().clone());
        headers.insert(header::CONTENT_TYPE, CONTENT_TYPE);
        covered.push_str(" digest content-type");
    }
    let target = target(url);
    let names: Vec<&str> = covered.split(' ').collect();
    let text = signed_text(&names, &Message::new(method, &target, &headers)?, &target, &Claims::default())?;
    let signature = STANDARD.encode(key.sign(text.as_bytes()));
    // Peers that know only RSA look for this very name; the draft's `hs2019` is for all that came later.
    let algorithm = match key.algorithm() {
        Algorithm::Rsa => "rsa-sha256",
        Algorithm::Ed25519 => "hs2019",
    };
    let key_id = quotable(key_id)?;
    let field = format!(
        "keyId=\"{key_id}\",algorithm=\"{algorithm}\",headers=\"{covered}\",signature=\"{signature}\""
    );
    headers.insert(HeaderName::from_static("signature"), value(field)?);
    Ok(headers)
}

/// Reads the Signature header of a request that has exactly one.
pub(super) fn parse(message: Message<'_>) -> Result<ParsedSignature, SignatureError> {
    let field = message.field("signature")?;
    let authorization = message.field("authorization").unwrap_or_default();
    if authorization.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("signature ")) {
        return Err(SignatureError::Ambiguous);
    }
    let claims = Claims::read(&parameters(&field)?)?;
    let covered: Vec<&str> = claims.covered.split(' ').filter(|name| !name.is_empty()).collect();
    check_coverage(&covered, &message, &claims)?;

    let mut moments = Vec::new();
    if covered.contains(&"date") {
        moments.push(parse_date(&message.field("date")?)?);
    }
    if covered.contains(&"(created)") {
        moments.push(seconds(claims.created.as_deref())?);
    }
    let expires = claims.expires.as_deref().map(|text| seconds(Some(text))).transpose()?;
    let digest = if covered.contains(&"digest") {
        Some(DigestClaim::from_digest(&message.field("digest")?)?)
    } else {
        None
    };
    let mut texts = vec![signed_text(&covered, &message, message.target, &claims)?];
    // Some peers (Mitra) leave the query out. Whoever may read a path may read all its pages, and the signature binds
    // the path, so this gives nothing away; where something is changed the query counts.
    if message.only_reads() && message.query().is_some() {
        texts.push(signed_text(&covered, &message, message.path(), &claims)?);
    }
    Ok(ParsedSignature {
        key_id: claims.key_id,
        algorithm: claims.algorithm,
        signature: claims.signature,
        host: message.host()?,
        moments,
        expires,
        digest,
        signed: SignedText::AnyOf(texts),
    })
}

/// The parameters of a Signature header that mean something to us.
#[derive(Default)]
struct Claims {
    key_id: String,
    algorithm: Option<Algorithm>,
    /// The algorithm was named and is not one of those the draft allows with `(created)` and `(expires)`.
    old_algorithm: bool,
    covered: String,
    signature: Vec<u8>,
    created: Option<String>,
    expires: Option<String>,
}

impl Claims {
    fn read(parameters: &[(&str, &str)]) -> Result<Self, SignatureError> {
        let find = |name: &str| parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let signature = find("signature").ok_or(SignatureError::Malformed("the signature is missing"))?;
        let signature = STANDARD.decode(signature);
        let signature = signature.map_err(|_| SignatureError::Malformed("the signature is not base64"))?;
        if signature.is_empty() {
            return Err(SignatureError::Malformed("the signature is empty"));
        }
        let named = find("algorithm").map(str::to_ascii_lowercase);
        let algorithm = match named.as_deref() {
            None | Some("hs2019") => None,
            Some("rsa-sha256") => Some(Algorithm::Rsa),
            Some("ed25519") => Some(Algorithm::Ed25519),
            Some(_) => return Err(SignatureError::UnsupportedAlgorithm),
        };
        Ok(Self {
            key_id: checked_key_id(find("keyId").unwrap_or_default())?,
            algorithm,
            old_algorithm: algorithm == Some(Algorithm::Rsa),
            covered: find("headers").unwrap_or_default().to_ascii_lowercase(),
            signature,
            created: find("created").map(str::to_owned),
            expires: find("expires").map(str::to_owned),
        })
    }
}

fn check_coverage(covered: &[&str], message: &Message<'_>, claims: &Claims) -> Result<(), SignatureError> {
    if covered.len() > MOST_COVERED {
        return Err(SignatureError::TooLarge);
    }
    if covered.iter().enumerate().any(|(place, name)| covered[..place].contains(name)) {
        return Err(SignatureError::Duplicate("a header field"));
    }
    let has = |name: &str| covered.contains(&name);
    if !has("(request-target)") {
        return Err(SignatureError::NotCovered("the method and address"));
    }
    if !has("host") {
        return Err(SignatureError::NotCovered("the host"));
    }
    if !has("date") && !has("(created)") {
        return Err(SignatureError::NotCovered("the date"));
    }
    if !message.only_reads() && !has("digest") {
        return Err(SignatureError::NotCovered("the digest of the body"));
    }
    // Section 2.3: the old algorithms must not be used with these two.
    if claims.old_algorithm && (has("(created)") || has("(expires)")) {
        return Err(SignatureError::UnsupportedAlgorithm);
    }
    Ok(())
}

/// The text of section 2.3: a line for each covered name.
fn signed_text(
    covered: &[&str],
    message: &Message<'_>,
    target: &str,
    claims: &Claims,
) -> Result<String, SignatureError> {
    let mut text = String::with_capacity(512);
    for name in covered {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(name);
        text.push_str(": ");
        match *name {
            "(request-target)" => {
                text.push_str(&message.method.as_str().to_ascii_lowercase());
                text.push(' ');
                text.push_str(target);
            }
            "(created)" => text.push_str(claims.created.as_deref().ok_or(SignatureError::BadDate)?),
            "(expires)" => text.push_str(claims.expires.as_deref().ok_or(SignatureError::BadDate)?),
            field => text.push_str(&message.field(field)?),
        }
    }
    Ok(text)
}

/// Unix seconds in decimal as unix milliseconds.
fn seconds(text: Option<&str>) -> Result<i64, SignatureError> {
    let seconds: i64 = text.and_then(|text| text.parse().ok()).ok_or(SignatureError::BadDate)?;
    Ok(seconds.saturating_mul(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_is_what_the_draft_says() {
        let key = SigningKey::from_seed(&[7; 32]);
        let url = Url::parse("https://b.test/users/b/inbox?x=1").expect("an address");
        let body = BodyDigest::of(b"{}");
        let headers =
            sign_cavage(&key, "https://a.test/a#key", &Method::POST, &url, Some(&body), 1_618_884_475_000)
                .expect("the request fits");
        let signed = "(request-target): post /users/b/inbox?x=1\nhost: b.test\ndate: Tue, 20 Apr 2021 02:07:55 GMT\n\
                      digest: SHA-256=RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=\n\
                      content-type: application/activity+json";
        let field = format!(
            "keyId=\"https://a.test/a#key\",algorithm=\"hs2019\",\
             headers=\"(request-target) host date digest content-type\",signature=\"{}\"",
            STANDARD.encode(key.sign(signed.as_bytes()))
        );
        assert_eq!(headers["signature"], field);
        assert_eq!(headers[header::CONTENT_TYPE], "application/activity+json");
    }
}

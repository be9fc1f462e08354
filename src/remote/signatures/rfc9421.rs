//! HTTP Message Signatures (RFC 9421): the newer dialect, with Ed25519 and a digest of its own (RFC 9530).

use super::base::{Base, Part};
use super::digest::DigestClaim;
use super::incoming::{ParsedSignature, SignedText};
use super::message::{Message, checked_key_id};
use super::outgoing::{CONTENT_TYPE, first_headers, quotable, value};
use super::structured::{self, Bare, Item, Member, Parameters};
use super::{BodyDigest, SignatureError};
use crate::keys::{Algorithm, SigningKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, Method, header};
use url::Url;

/// Signs a request with RFC 9421 and gives all headers that belong to it.
///
/// The components are `@method`, `@target-uri` and, with a body, `content-digest`: what Mastodon, Mitra and Fedify
/// ask for. `Host`, `Date` and `Content-Type` come along unsigned. `now_ms` is unix milliseconds. The only error is an
/// address or key id that does not fit into a header.
pub fn sign_rfc9421(
    key: &SigningKey,
    key_id: &str,
    method: &Method,
    url: &Url,
    body: Option<&BodyDigest>,
    now_ms: i64,
) -> Result<HeaderMap, SignatureError> {
    let mut headers = first_headers(url, now_ms)?;
    let mut lines = vec![
        ("@method".to_owned(), Part::Text(method.as_str().to_owned())),
        ("@target-uri".to_owned(), Part::Text(target_uri(url))),
    ];
    if let Some(body) = body {
        let digest = body.content_digest();
        let text = digest.to_str().map_err(|_| SignatureError::CannotSign)?;
        lines.push(("content-digest".to_owned(), Part::Text(text.to_owned())));
        headers.insert(HeaderName::from_static("content-digest"), digest.clone());
        headers.insert(header::CONTENT_TYPE, CONTENT_TYPE);
    }
    let algorithm = match key.algorithm() {
        Algorithm::Rsa => "rsa-v1_5-sha256",
        Algorithm::Ed25519 => "ed25519",
    };
    let covered: Vec<String> = lines.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let parameters = format!(
        "({});created={};keyid=\"{}\";alg=\"{algorithm}\"",
        covered.join(" "),
        now_ms.div_euclid(1000),
        quotable(key_id)?
    );
    let base = Base { lines, parameters };
    let signature = STANDARD.encode(key.sign(base.text(url).as_bytes()));
    let input = format!("sig1={}", base.parameters);
    headers.insert(HeaderName::from_static("signature-input"), value(input)?);
    headers.insert(HeaderName::from_static("signature"), value(format!("sig1=:{signature}:"))?);
    Ok(headers)
}

/// Reads the first signature of a request that has a Signature-Input header.
///
/// Of several labels only the first counts, whatever the others would say.
pub(super) fn parse(message: Message<'_>) -> Result<ParsedSignature, SignatureError> {
    let field = message.field("signature")?;
    if field.to_ascii_lowercase().contains("keyid=\"") {
        return Err(SignatureError::Ambiguous);
    }
    let input = structured::parse_dictionary(&message.field("signature-input")?)?;
    let Some((label, Member::List(items, parameters))) = input.into_iter().next() else {
        return Err(SignatureError::Malformed("Signature-Input has no list of components"));
    };
    let claims = Claims::read(&parameters)?;
    let base = Base::read(&message, &items, &parameters)?;
    base.check_coverage(&message)?;
    let digest = if base.has("content-digest") {
        Some(DigestClaim::from_content_digest(&message.field("content-digest")?)?)
    } else {
        None
    };
    Ok(ParsedSignature {
        key_id: claims.key_id,
        algorithm: claims.algorithm,
        signature: signature_of(&label, &field)?,
        host: message.host()?,
        moments: vec![claims.created_ms],
        expires: claims.expires_ms,
        digest,
        signed: SignedText::ByOrigin(base),
    })
}

fn signature_of(label: &str, field: &str) -> Result<Vec<u8>, SignatureError> {
    let member = structured::parse_dictionary(field)?.into_iter().find(|(known, _)| known == label);
    match member {
        Some((_, Member::Item(Item { value: Bare::Bytes(bytes), .. }))) if !bytes.is_empty() => Ok(bytes),
        _ => Err(SignatureError::Malformed("the signature of the first label is missing")),
    }
}

/// The parameters of a signature that mean something to us; `nonce` and `tag` do not.
#[derive(Debug)]
struct Claims {
    key_id: String,
    algorithm: Option<Algorithm>,
    created_ms: i64,
    expires_ms: Option<i64>,
}

impl Claims {
    fn read(parameters: &Parameters) -> Result<Self, SignatureError> {
        let find = |name: &str| parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let moment = |name: &str| match find(name) {
            None => Ok(None),
            Some(Bare::Integer(seconds)) => Ok(Some(seconds.saturating_mul(1000))),
            Some(_) => Err(SignatureError::BadDate),
        };
        let Some(Bare::Text(key_id)) = find("keyid") else { return Err(SignatureError::BadKeyId) };
        let algorithm = match find("alg") {
            None => None,
            Some(Bare::Text(name)) if name == "rsa-v1_5-sha256" => Some(Algorithm::Rsa),
            Some(Bare::Text(name)) if name == "ed25519" => Some(Algorithm::Ed25519),
            Some(_) => return Err(SignatureError::UnsupportedAlgorithm),
        };
        Ok(Self {
            key_id: checked_key_id(key_id)?,
            algorithm,
            created_ms: moment("created")?.ok_or(SignatureError::NotCovered("the date"))?,
            expires_ms: moment("expires")?,
        })
    }
}

/// The address without its fragment, which never leaves the sender.
fn target_uri(url: &Url) -> String {
    url.as_str().split_once('#').map_or(url.as_str(), |(uri, _)| uri).to_owned()
}

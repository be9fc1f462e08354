//! The signature base of RFC 9421: the exact text that a signature of that scheme signs (section 2.5).

use super::SignatureError;
use super::message::{Message, authority};
use super::structured::{self, Bare, Item, Parameters};
use url::Url;

/// The signature base (section 2.5), complete but for what depends on our own origin.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub(super) lines: Vec<(String, Part)>,
    /// The value of `@signature-params`.
    pub(super) parameters: String,
}

/// The value of one component.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Text(String),
    /// The origin we were addressed by, followed by this path and query.
    TargetUri(String),
    Authority,
    Scheme,
}

impl Base {
    pub(super) fn read(
        message: &Message<'_>,
        items: &[Item],
        parameters: &Parameters,
    ) -> Result<Self, SignatureError> {
        let mut lines: Vec<(String, Part)> = Vec::new();
        for item in items {
            let Bare::Text(name) = &item.value else {
                return Err(SignatureError::Malformed("a component is not a string"));
            };
            if !item.parameters.is_empty() {
                return Err(SignatureError::UnsupportedComponent);
            }
            if lines.iter().any(|(known, _)| known == name) {
                return Err(SignatureError::Duplicate("a component"));
            }
            lines.push((name.clone(), Part::read(name, message)?));
        }
        Ok(Self { lines, parameters: structured::write_list(items, parameters) })
    }

    /// The text that was signed, if we were addressed by this origin.
    pub(super) fn text(&self, origin: &Url) -> String {
        let mut text = String::with_capacity(512);
        for (name, part) in &self.lines {
            text.push('"');
            text.push_str(name);
            text.push_str("\": ");
            match part {
                Part::Text(value) => text.push_str(value),
                Part::TargetUri(target) => {
                    text.push_str(&origin.origin().ascii_serialization());
                    text.push_str(target);
                }
                Part::Authority => text.push_str(&authority(origin).unwrap_or_default()),
                Part::Scheme => text.push_str(origin.scheme()),
            }
            text.push('\n');
        }
        text.push_str("\"@signature-params\": ");
        text.push_str(&self.parameters);
        text
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.lines.iter().any(|(known, _)| known == name)
    }

    pub(super) fn check_coverage(&self, message: &Message<'_>) -> Result<(), SignatureError> {
        if !self.has("@method") {
            return Err(SignatureError::NotCovered("the method"));
        }
        if !self.has("@target-uri") {
            if !self.has("@authority") && !self.has("host") {
                return Err(SignatureError::NotCovered("the host"));
            }
            let query = self.has("@query") || message.query().is_none();
            let path = self.has("@path") && query;
            if !self.has("@request-target") && !path {
                return Err(SignatureError::NotCovered("the address"));
            }
        }
        if !message.only_reads() && !self.has("content-digest") {
            return Err(SignatureError::NotCovered("the digest of the body"));
        }
        Ok(())
    }
}

impl Part {
    /// The value of a component (sections 2.1 and 2.2).
    fn read(name: &str, message: &Message<'_>) -> Result<Self, SignatureError> {
        Ok(match name {
            "@method" => Self::Text(message.method.as_str().to_owned()),
            "@target-uri" => Self::TargetUri(message.target.to_owned()),
            "@authority" => Self::Authority,
            "@scheme" => Self::Scheme,
            "@request-target" => Self::Text(message.target.to_owned()),
            "@path" => Self::Text(message.path().to_owned()),
            "@query" => Self::Text(format!("?{}", message.query().unwrap_or_default())),
            _ if name.starts_with('@') => return Err(SignatureError::UnsupportedComponent),
            // Section 2.1: names are in lower case; HeaderName would fold the others silently.
            _ if name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                return Err(SignatureError::Malformed("a component is not in lower case"));
            }
            _ => Self::Text(message.field(name)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{SigningKey, VerifyingKey};
    use crate::remote::signatures::structured::Member;
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    use http::{HeaderMap, HeaderName, HeaderValue, Method};

    /// Builds the base of a published signature, whose key ids are no addresses and so never pass `parse`.
    fn base(target: &str, fields: &[(&'static str, &'static str)], input: &str) -> Base {
        let fields = fields
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let headers: HeaderMap = fields.collect();
        let message = Message::new(&Method::POST, target, &headers).expect("a plain request");
        match structured::parse_dictionary(input).expect("sound").remove(0).1 {
            Member::List(items, parameters) => Base::read(&message, &items, &parameters).expect("supported"),
            Member::Item(_) => panic!("the input is a list"),
        }
    }

    fn decode(text: &str) -> Vec<u8> {
        STANDARD.decode(text).expect("the RFC writes base64")
    }

    // Of appendix B.2 only this one is tried as a whole: B.2.1 to B.2.3 are RSA-PSS, B.2.4 is ECDSA and B.2.5 is an HMAC, which
    // no fediverse server uses and which are refused here by their names.
    /// RFC 9421, appendix B.2.6, with `test-key-ed25519` of appendix B.1.4.
    #[test]
    fn the_ed25519_signature_of_the_rfc_is_reproduced() {
        let seed = URL_SAFE_NO_PAD.decode("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU").expect("base64");
        let key = SigningKey::from_seed(&seed.try_into().expect("a seed has 32 bytes"));
        let fields = [
            ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
            ("content-type", "application/json"),
            ("content-length", "18"),
        ];
        let input = "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")\
                     ;created=1618884473;keyid=\"test-key-ed25519\"";
        let base = base("/foo?param=Value&Pet=dog", &fields, input);
        let text = base.text(&Url::parse("http://example.com").expect("an origin"));
        let published = "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n\"@method\": POST\n\"@path\": /foo\n\
                         \"@authority\": example.com\n\"content-type\": application/json\n\"content-length\": 18\n\
                         \"@signature-params\": (\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \
                         \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
        assert_eq!(text, published);
        let signature = decode(
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
        );
        assert_eq!(key.sign(text.as_bytes()), signature);
        assert!(key.verifying_key().verify(text.as_bytes(), &signature));
        let other = base.text(&Url::parse("http://example.org").expect("an origin"));
        assert!(!key.verifying_key().verify(other.as_bytes(), &signature));
    }

    /// RFC 9421, section 4.3: the proxy's signature, with `test-key-rsa` of appendix B.1.1.
    #[test]
    fn the_rsa_signature_of_the_rfc_is_confirmed() {
        let key = VerifyingKey::from_pem(concat!(
            "-----BEGIN RSA PUBLIC KEY-----\n",
            "MIIBCgKCAQEAhAKYdtoeoy8zcAcR874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrw\n",
            "WEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFq\n",
            "MGmXCQvEG7YemcxDTRPxAleIAgYYRjTSd/QBwVW9OwNFhekro3RtlinV0a75jfZg\n",
            "kne/YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rUPRcKIlE0P\n",
            "uKxI4T+HIaFpv8+rdV6eUgOrB2xeI1dSFFn/nnv5OoZJEIB+VmuKn3DCUcCZSFlQ\n",
            "PSXSfBDiUGhwOw76WuSSsf1D4b/vLoJ10wIDAQAB\n",
            "-----END RSA PUBLIC KEY-----\n",
        ))
        .expect("the RFC's key is sound");
        let fields = [
            (
                "content-digest",
                "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
            ),
            ("content-type", "application/json"),
            ("content-length", "18"),
            ("forwarded", "for=192.0.2.123;host=example.com;proto=https"),
        ];
        let input = "proxy_sig=(\"@method\" \"@authority\" \"@path\" \"content-digest\" \"content-type\" \
                     \"content-length\" \"forwarded\");created=1618884480;keyid=\"test-key-rsa\"\
                     ;alg=\"rsa-v1_5-sha256\";expires=1618884540";
        let text = base("/foo?param=Value&Pet=dog", &fields, input)
            .text(&Url::parse("https://origin.host.internal.example").expect("an origin"));
        let signature = decode(concat!(
            "S6ZzPXSdAMOPjN/6KXfXWNO/f7V6cHm7BXYUh3YD/fRad4BCaRZxP+JH+8XY1I6+8Cy+CM5g92iHgxtRPz+MjniOaYmdkDcnL9cC",
            "pXJleXsOckpURl49GwiyUpZ10KHgOEe11sx3G2gxI8S0jnxQB+Pu68U9vVcasqOWAEObtNKKZd8tSFu7LB5YAv0RAGhB8tmpv7sF",
            "nIm9y+7X5kXQfi8NMaZaA8i2ZHwpBdg7a6CMfwnnrtflzvZdXAsD3LH2TwevU+/PBPv0B6NMNk93wUs/vfJvye+YuI87HU38lZHo",
            "wtznbLVdp770I6VHR6WfgS9ddzirrswsE1w5o0LV/g==",
        ));
        assert!(key.verify(text.as_bytes(), &signature));
    }

    /// The values of RFC 9421, sections 2.2.1 to 2.2.7.
    #[test]
    fn derived_components_have_the_values_of_the_rfc() {
        let input = r#"s=("@method" "@target-uri" "@authority" "@scheme" "@request-target" "@path" "@query");created=1"#;
        let text = base("/path?param=value", &[], input)
            .text(&Url::parse("https://www.example.com").expect("an origin"));
        let expected = "\"@method\": POST\n\"@target-uri\": https://www.example.com/path?param=value\n\
                        \"@authority\": www.example.com\n\"@scheme\": https\n\"@request-target\": /path?param=value\n\
                        \"@path\": /path\n\"@query\": ?param=value\n\"@signature-params\": ";
        assert_eq!(text.strip_suffix(&input[2..]), Some(expected));
        let none = base("/path", &[], r#"s=("@query" "@target-uri")"#);
        let text = none.text(&Url::parse("http://www.example.com:8080").expect("an origin"));
        assert!(
            text.starts_with("\"@query\": ?\n\"@target-uri\": http://www.example.com:8080/path\n"),
            "{text}"
        );
    }
}

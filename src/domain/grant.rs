//! What an app asks a person for, and whether it may be put to them. Everything is compared with what the app has
//! registered; where the address to lead back to is not certain, nobody is led anywhere (A164).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::ids::AppId;
use super::redirect::{self, OUT_OF_BAND};
use super::scope;
use super::time::{MINUTE, Time};

/// A code that an app is led back with has to be used within this time, in milliseconds (A165).
const CODE_LASTS: i64 = MINUTE;
/// One that is shown on a page, to be copied by hand.
const SHOWN_CODE_LASTS: i64 = 10 * MINUTE;

/// The longest `state` that is carried, in bytes.
const LONGEST_STATE: usize = 2_000;

/// A program that people use to come here, as it has registered itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientApp {
    /// Its id here.
    pub id: AppId,
    /// The id it knows itself by.
    pub client_id: String,
    /// What it calls itself.
    pub name: String,
    /// Where people can read about it.
    pub website: Option<String>,
    /// Where it may be led back to, exactly.
    pub redirect_uris: Vec<String>,
    /// The most that it may ask for.
    pub scopes: String,
    /// When it registered.
    pub created_at: Time,
}

/// How long a code is good that goes to this address.
pub fn code_lasts(redirect_uri: &str) -> i64 {
    if redirect_uri == OUT_OF_BAND { SHOWN_CODE_LASTS } else { CODE_LASTS }
}

/// What came with the request, unchecked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Must be `code`.
    pub response_type: Option<&'a str>,
    /// One of the registered addresses.
    pub redirect_uri: Option<&'a str>,
    /// What the app wants to do.
    pub scope: Option<&'a str>,
    /// What it wants to have back unchanged.
    pub state: Option<&'a str>,
    /// The digest of a secret that it will name later (RFC 7636).
    pub code_challenge: Option<&'a str>,
    /// Must be `S256` where there is a challenge.
    pub code_challenge_method: Option<&'a str>,
}

/// What a person can say yes or no to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Where they are led back to.
    pub redirect_uri: String,
    /// What the app may do.
    pub scopes: String,
    /// What the app wants to have back.
    pub state: Option<String>,
    /// The SHA-256 of the secret that the app will name.
    pub challenge: Option<[u8; 32]>,
}

/// Why a person is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The address to lead back to is none of the app's: only a page says so.
    WrongAddress,
    /// The app is told, by its own address.
    Tell {
        /// The address with the error in it; none if the answer has to be shown on a page.
        to: Option<String>,
        /// The error's name (RFC 6749, 4.1.2.1).
        error: &'static str,
    },
}

impl Wish {
    /// The address that brings the code to the app; none if the code is shown on a page.
    pub fn answer(&self, code: &str) -> Option<String> {
        back(&self.redirect_uri, &[("code", code)], self.state.as_deref())
    }

    /// The address that tells the app of a refusal; none if that is shown on a page.
    pub fn refusal(&self, error: &str) -> Option<String> {
        back(&self.redirect_uri, &[("error", error)], self.state.as_deref())
    }
}

fn back(address: &str, pairs: &[(&str, &str)], state: Option<&str>) -> Option<String> {
    if address == OUT_OF_BAND {
        return None;
    }
    let mut pairs = pairs.to_vec();
    pairs.extend(state.map(|state| ("state", state)));
    Some(redirect::with(address, &pairs))
}

/// Whether what the app asks can be put to a person.
pub fn weigh(app: &ClientApp, asked: Asked<'_>) -> Result<Wish, Refusal> {
    let redirect_uri = asked
        .redirect_uri
        .filter(|uri| app.redirect_uris.iter().any(|registered| registered == uri))
        .ok_or(Refusal::WrongAddress)?;
    let state = asked.state.filter(|state| state.len() <= LONGEST_STATE);
    let tell = |error| Refusal::Tell { to: back(redirect_uri, &[("error", error)], state), error };
    if asked.state != state {
        return Err(tell("invalid_request"));
    }
    if asked.response_type != Some("code") {
        return Err(tell("unsupported_response_type"));
    }
    let scopes = scope::granted(&app.scopes, asked.scope).ok_or_else(|| tell("invalid_scope"))?;
    let challenge = match (asked.code_challenge.filter(|c| !c.is_empty()), asked.code_challenge_method) {
        (None, None | Some("" | "S256")) => None,
        (Some(text), Some("S256")) => Some(digest(text).ok_or_else(|| tell("invalid_request"))?),
        // `plain` is what a challenge without a method would mean (A165).
        _ => return Err(tell("invalid_request")),
    };
    Ok(Wish { redirect_uri: redirect_uri.to_owned(), scopes, state: state.map(str::to_owned), challenge })
}

/// Reads a challenge: 32 bytes in base64, without padding (RFC 7636, 4.2).
fn digest(challenge: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(challenge.trim_end_matches('=')).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn app() -> ClientApp {
        ClientApp {
            id: AppId(1),
            client_id: "c".to_owned(),
            name: "App".to_owned(),
            website: None,
            redirect_uris: vec!["https://app.test/back?a=b".to_owned(), OUT_OF_BAND.to_owned()],
            scopes: "read write".to_owned(),
            created_at: Time(0),
        }
    }

    fn asked() -> Asked<'static> {
        Asked {
            response_type: Some("code"),
            redirect_uri: Some("https://app.test/back?a=b"),
            scope: Some("read"),
            state: Some("s&t"),
            ..Asked::default()
        }
    }

    fn told(asked: Asked<'_>) -> (Option<String>, &'static str) {
        match weigh(&app(), asked) {
            Err(Refusal::Tell { to, error }) => (to, error),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a164_only_the_exact_address_is_led_back_to() {
        for wrong in [
            "https://app.test/back",
            "https://app.test/back?a=b&c=d",
            "https://app.test/back?a=b#x",
            "http://app.test/back?a=b",
            "https://app.test:444/back?a=b",
            "https://evil.app.test/back?a=b",
            "https://app.test@evil.test/back?a=b",
            "//evil.test",
            "",
        ] {
            let asked = Asked { redirect_uri: Some(wrong), scope: Some("nonsense"), ..asked() };
            assert_eq!(weigh(&app(), asked), Err(Refusal::WrongAddress), "{wrong}");
        }
        assert_eq!(weigh(&app(), Asked { redirect_uri: None, ..asked() }), Err(Refusal::WrongAddress));
    }

    #[test]
    fn the_app_is_told_what_is_wrong_and_gets_its_state_back() {
        let to = |error: &str| Some(format!("https://app.test/back?a=b&error={error}&state=s%26t"));
        let wrong = Asked { scope: Some("read admin:write"), ..asked() };
        assert_eq!(told(wrong), (to("invalid_scope"), "invalid_scope"));
        let wrong = Asked { response_type: Some("token"), ..asked() };
        assert_eq!(told(wrong), (to("unsupported_response_type"), "unsupported_response_type"));
        let wrong = Asked { redirect_uri: Some(OUT_OF_BAND), response_type: None, ..asked() };
        assert_eq!(told(wrong).0, None, "there is no address to tell it by");
    }

    #[test]
    fn a165_a_challenge_is_a_digest_and_never_plain() {
        for (challenge, method, good) in [
            (None, None, true),
            (Some(CHALLENGE), Some("S256"), true),
            (Some(CHALLENGE), Some("plain"), false),
            (Some(CHALLENGE), None, false),
            (None, Some("plain"), false),
            (Some("short"), Some("S256"), false),
            (Some("not base64 at all, not base64 at all, no!!!"), Some("S256"), false),
        ] {
            let asked = Asked { code_challenge: challenge, code_challenge_method: method, ..asked() };
            let weighed = weigh(&app(), asked);
            assert_eq!(weighed.is_ok(), good, "{challenge:?} {method:?}");
            assert_eq!(weighed.is_ok_and(|w| w.challenge.is_some()), good && challenge.is_some());
        }
    }

    #[test]
    fn the_answer_carries_code_and_state() {
        let wish = weigh(&app(), asked()).expect("it is good");
        assert_eq!(wish.answer("c").as_deref(), Some("https://app.test/back?a=b&code=c&state=s%26t"));
        let by_hand = weigh(&app(), Asked { redirect_uri: Some(OUT_OF_BAND), ..asked() }).expect("good");
        assert_eq!(by_hand.answer("c"), None);
    }
}

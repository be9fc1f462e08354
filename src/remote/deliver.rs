//! Hands one activity to one inbox, signed, and reports what came back.

use bytes::Bytes;
use http::Method;
use url::Url;

use crate::app::App;
use crate::client::ClientError;
pub use crate::client::SignatureScheme;
use crate::domain::delivery::Answer;

use super::signatures::{self, BodyDigest};
use crate::app::Signer;

/// An activity on its way.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The exact bytes.
    pub body: Bytes,
    /// Their digest, made once for all inboxes.
    pub digest: BodyDigest,
}

impl Parcel {
    /// A parcel of these bytes.
    pub fn new(body: String) -> Self {
        let digest = BodyDigest::of(body.as_bytes());
        Self { body: Bytes::from(body), digest }
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// For the decision what is next.
    pub answer: Answer,
    /// The scheme that the other server has just shown to need, when it is another than the first tried.
    pub learned: Option<SignatureScheme>,
    /// The HTTP status, if there was one.
    pub status: Option<u16>,
    /// What went wrong, in words fit for the log; no secrets, no addresses of people.
    pub error: Option<String>,
}

/// Posts the parcel. On 400 or 401 it is signed once more in the other scheme (double-knock).
pub async fn deliver(
    app: &App,
    parcel: &Parcel,
    signer: &Signer,
    inbox: &str,
    scheme: SignatureScheme,
) -> Outcome {
    let Ok(url) = Url::parse(inbox) else {
        return failed(Answer::Forbidden, "the inbox is no address".to_owned());
    };
    let first = knock(app, parcel, signer, &url, scheme).await;
    if !matches!(first.status, Some(400 | 401)) {
        return first;
    }
    let other = match scheme {
        SignatureScheme::Cavage => SignatureScheme::Rfc9421,
        SignatureScheme::Rfc9421 => SignatureScheme::Cavage,
    };
    let second = knock(app, parcel, signer, &url, other).await;
    match second.status {
        Some(200..=299) => Outcome { learned: Some(other), ..second },
        // What the server said first is what it means; the second knock was a guess of ours.
        _ => first,
    }
}

async fn knock(app: &App, parcel: &Parcel, signer: &Signer, url: &Url, scheme: SignatureScheme) -> Outcome {
    let now = app.now().0;
    let signed = match scheme {
        SignatureScheme::Cavage => {
            signatures::sign_cavage(&signer.key, &signer.uri, &Method::POST, url, Some(&parcel.digest), now)
        }
        SignatureScheme::Rfc9421 => {
            signatures::sign_rfc9421(&signer.key, &signer.uri, &Method::POST, url, Some(&parcel.digest), now)
        }
    };
    let headers = match signed {
        Ok(headers) => headers,
        Err(e) => return failed(Answer::Forbidden, e.to_string()),
    };
    match app.client.post(url, headers, parcel.body.clone()).await {
        Ok(answer) => {
            let status = answer.status.as_u16();
            let error = (!answer.status.is_success()).then(|| describe(status, &answer.text));
            Outcome {
                answer: Answer::Status(status, answer.retry_after),
                learned: None,
                status: Some(status),
                error,
            }
        }
        Err(e) => failed(meaning(&e), e.to_string()),
    }
}

fn meaning(error: &ClientError) -> Answer {
    if error.is_our_refusal() { Answer::Forbidden } else { Answer::Unreachable }
}

fn failed(answer: Answer, error: String) -> Outcome {
    Outcome { answer, learned: None, status: None, error: Some(error) }
}

/// The status, and the first line of what the server said about it.
fn describe(status: u16, text: &str) -> String {
    let said = crate::domain::text::clean_line(&crate::domain::text::plain(text), 160);
    if said.is_empty() { format!("answered {status}") } else { format!("answered {status}: {said}") }
}

//! Signs what the federation library fetches, as the instance actor.

use std::sync::{Arc, OnceLock};

use http::{HeaderName, HeaderValue, Method};
use url::Url;

use crate::app::Clock;
use crate::client::{RequestSigner, SignatureScheme};

use super::signatures;
use crate::app::Signer;

/// Signs fetches. Until it is given a key, fetches go unsigned.
pub struct FetchSigner {
    clock: Arc<dyn Clock>,
    signer: OnceLock<Signer>,
}

impl FetchSigner {
    /// A signer without a key.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, signer: OnceLock::new() }
    }

    /// Gives it the key of the instance actor.
    pub fn arm(&self, signer: Signer) {
        // Armed twice means started twice, and then the first key is as good.
        let _ = self.signer.set(signer);
    }
}

impl RequestSigner for FetchSigner {
    fn headers(
        &self,
        method: &Method,
        url: &Url,
        scheme: SignatureScheme,
    ) -> Option<Vec<(HeaderName, HeaderValue)>> {
        let signer = self.signer.get()?;
        let now = self.clock.now().0;
        let signed = match scheme {
            SignatureScheme::Cavage => {
                signatures::sign_cavage(&signer.key, &signer.uri, method, url, None, now)
            }
            SignatureScheme::Rfc9421 => {
                signatures::sign_rfc9421(&signer.key, &signer.uri, method, url, None, now)
            }
        };
        let headers = signed.ok()?;
        Some(headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
    }
}

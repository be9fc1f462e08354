//! The rules about domains as everything that sends, fetches or takes asks them.

use std::sync::{Arc, RwLock};

use activitypub_federation::config::UrlVerifier;

use crate::client::HostPolicy;
use crate::domain::moderation::DomainPolicy;

/// Rules about domains, shared between everything that sends and takes.
#[derive(Debug, Default)]
pub struct Domains(RwLock<Arc<DomainPolicy>>);

impl Domains {
    /// The rules in force.
    pub fn policy(&self) -> Arc<DomainPolicy> {
        self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Puts other rules in force.
    pub fn replace(&self, policy: DomainPolicy) {
        *self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(policy);
    }
}

impl HostPolicy for Domains {
    fn admits(&self, host: &str) -> bool {
        self.policy().admits(host)
    }
}

/// Asked by the library before every fetch.
#[derive(Clone)]
pub(super) struct DomainVerifier(pub(super) Arc<Domains>);

#[async_trait::async_trait]
impl UrlVerifier for DomainVerifier {
    async fn verify(&self, url: &url::Url) -> Result<(), activitypub_federation::error::Error> {
        if self.0.policy().admits(&crate::domain::uri::host_of(url)) {
            Ok(())
        } else {
            Err(activitypub_federation::error::Error::UrlVerificationError("this domain is blocked here"))
        }
    }
}

//! From a host's name to the addresses that may be connected to. It sits inside the HTTP client, so that what was
//! checked is what is connected to and no second look at DNS lies between. Hosts given as addresses never come here.

use std::{collections::BTreeMap, io, net::SocketAddr, sync::Arc, time::Duration};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::addresses::AllowedAddresses;

/// How long a look into DNS may take.
const LOOKUP_TIME: Duration = Duration::from_secs(3);

/// Why a name leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// The name leads only to addresses that may not be connected to.
    #[error("{host} leads to {address}, which is not a public address")]
    Forbidden {
        /// The name.
        host: String,
        /// The first of its addresses.
        address: std::net::IpAddr,
    },
    /// DNS has no address for the name, or could not be asked.
    #[error("{host} is not known to DNS ({reason})")]
    Unknown {
        /// The name.
        host: String,
        /// What the system said.
        reason: io::Error,
    },
    /// DNS did not answer in time.
    #[error("DNS did not answer for {host} within {} seconds", LOOKUP_TIME.as_secs())]
    Slow {
        /// The name.
        host: String,
    },
}

/// The resolver of the guarded client: the rig's table first, then DNS, and only addresses that are allowed.
#[derive(Debug, Clone)]
pub struct GuardedResolver {
    hosts: Arc<BTreeMap<String, SocketAddr>>,
    allowed: AllowedAddresses,
}

impl GuardedResolver {
    /// A resolver with the rig's table of names (empty outside a rig). The port of an entry is used for URLs that
    /// name no port; the HTTP client lets a port in the URL go before it.
    pub fn new(hosts: BTreeMap<String, SocketAddr>, allowed: AllowedAddresses) -> GuardedResolver {
        GuardedResolver { hosts: Arc::new(hosts), allowed }
    }

    /// The allowed addresses of a name; a port of 0 stands for the port of the URL.
    pub async fn lookup(&self, name: &str) -> Result<Vec<SocketAddr>, ResolveError> {
        let host = name.trim_end_matches('.').to_ascii_lowercase();
        let found = match self.hosts.get(&host) {
            Some(address) => vec![*address],
            None => ask_system(name, &host).await?,
        };
        let first = found.first().map(SocketAddr::ip);
        let kept: Vec<SocketAddr> =
            found.into_iter().filter(|found| self.allowed.admits(found.ip())).collect();
        match (kept.is_empty(), first) {
            (false, _) => Ok(kept),
            (true, Some(address)) => Err(ResolveError::Forbidden { host, address }),
            (true, None) => Err(ResolveError::Unknown { host, reason: io::ErrorKind::NotFound.into() }),
        }
    }
}

async fn ask_system(name: &str, host: &str) -> Result<Vec<SocketAddr>, ResolveError> {
    match tokio::time::timeout(LOOKUP_TIME, tokio::net::lookup_host((name, 0))).await {
        Ok(Ok(found)) => Ok(found.collect()),
        Ok(Err(reason)) => Err(ResolveError::Unknown { host: host.to_owned(), reason }),
        Err(_) => Err(ResolveError::Slow { host: host.to_owned() }),
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let found = resolver.lookup(name.as_str()).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolver(hosts: &[(&str, &str)], ranges: &[&str]) -> GuardedResolver {
        let hosts =
            hosts.iter().map(|(name, address)| ((*name).to_owned(), address.parse().unwrap())).collect();
        let ranges = ranges.iter().map(|range| range.parse().unwrap()).collect();
        GuardedResolver::new(hosts, AllowedAddresses::new(ranges))
    }

    #[tokio::test]
    async fn the_table_goes_before_dns_and_keeps_its_port() {
        let resolver = resolver(&[("a.test", "127.0.1.2:8443")], &["127.0.1.0/24"]);
        for name in ["a.test", "A.test", "a.test."] {
            assert_eq!(resolver.lookup(name).await.unwrap(), ["127.0.1.2:8443".parse().unwrap()], "{name}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_refused() {
        for address in
            ["10.0.0.1:443", "127.0.0.1:443", "169.254.169.254:80", "[::1]:443", "[::ffff:127.0.0.1]:443"]
        {
            let resolver = resolver(&[("inside.test", address)], &["127.0.1.0/24"]);
            let refused = resolver.lookup("inside.test").await.unwrap_err();
            assert!(matches!(refused, ResolveError::Forbidden { .. }), "{address}: {refused}");
        }
    }

    #[tokio::test]
    async fn what_the_system_answers_is_filtered() {
        // This name leads to loopback without a look into DNS.
        let refused = resolver(&[], &[]).lookup("localhost").await.unwrap_err();
        assert!(matches!(refused, ResolveError::Forbidden { .. }), "{refused}");
        let kept = resolver(&[], &["127.0.0.1"]).lookup("localhost").await.unwrap();
        assert!(
            !kept.is_empty() && kept.iter().all(|found| found.ip().to_string() == "127.0.0.1"),
            "{kept:?}"
        );
    }
}

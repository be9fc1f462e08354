//! Which URLs may be called at all. Every request passes here before a byte is sent: the first, each redirect, each
//! retry. Names are looked up, and their addresses judged, in `resolver`.

use std::{net::IpAddr, sync::Arc};

use url::{Host, Url};

use super::{addresses::AllowedAddresses, client_error::ClientError};
use crate::config::Config;

/// The decision of the moderators about a host.
pub trait HostPolicy: Send + Sync {
    /// Whether this server talks to the host: a domain in lower case without a final dot and without a port, or an
    /// address.
    fn admits(&self, host: &str) -> bool;
}

/// The way that a request takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Straight to the host.
    Direct,
    /// Through the Tor proxy.
    Onion,
}

/// The rules for URLs that this server calls.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one setting, and only `check` reads them")]
pub struct Guard {
    policy: Arc<dyn HostPolicy>,
    allowed: AllowedAddresses,
    enabled: bool,
    any_port: bool,
    allow_http: bool,
    has_proxy: bool,
}

impl Guard {
    /// The rules that follow from the settings, with the moderators' decisions.
    pub fn new(config: &Config, policy: Arc<dyn HostPolicy>) -> Guard {
        let federation = &config.federation;
        Guard {
            policy,
            allowed: AllowedAddresses::new(federation.allow_ranges.clone()),
            enabled: federation.enabled,
            any_port: federation.rig,
            allow_http: federation.rig && federation.allow_http,
            has_proxy: federation.socks.is_some(),
        }
    }

    /// The addresses that may be connected to.
    pub fn allowed(&self) -> &AllowedAddresses {
        &self.allowed
    }

    /// Whether the URL may be called, and which way.
    pub fn check(&self, url: &Url) -> Result<Route, ClientError> {
        let host = host_of(url);
        let refuse =
            |reason: &str| Err(ClientError::Refused { host: host.clone(), reason: reason.to_owned() });
        if !matches!(url.scheme(), "https" | "http") {
            return refuse("its address begins neither with https nor with http");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("its address holds a user name or password");
        }
        let route = if host.rsplit('.').next() == Some("onion") { Route::Onion } else { Route::Direct };
        if route == Route::Onion && !self.has_proxy {
            return refuse("it is an onion address, and no Tor proxy is set up (`socks` under [federation])");
        }
        if url.scheme() == "http" && route == Route::Direct && !self.allow_http {
            return refuse("its address is not encrypted (http)");
        }
        if !self.any_port && !matches!(url.port_or_known_default(), Some(443 | 80)) {
            return refuse("its address names an unusual port");
        }
        let literal = match url.host() {
            None | Some(Host::Domain("")) => return refuse("its address names no host"),
            Some(Host::Domain(_)) => None,
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        };
        // The HTTP client connects to an address in a URL without asking the resolver.
        if literal.is_some_and(|address| !self.allowed.admits(address)) {
            return refuse("it is not a public address");
        }
        if !self.enabled || !self.policy.admits(&host) {
            return Err(ClientError::Policy { host });
        }
        Ok(route)
    }

    /// Whether an answer from `from` may send us on to `to`, and which way that is.
    pub fn check_redirect(&self, from: &Url, to: &Url) -> Result<Route, ClientError> {
        if from.scheme() == "https" && to.scheme() == "http" {
            let reason = format!("it sends us on to {} without encryption", host_of(to));
            return Err(ClientError::Refused { host: host_of(from), reason });
        }
        self.check(to)
    }
}

/// The host of a URL as the policy and the log know it: lower case, no port, no final dot.
pub fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or("an address without a host").trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::test_server::{Admits, settings};

    fn guard(pairs: &[(&str, &str)]) -> Guard {
        Guard::new(&settings(pairs), Arc::new(Admits::AllBut("blocked.example")))
    }

    fn refused(guard: &Guard, url: &str) -> bool {
        match guard.check(&Url::parse(url).unwrap()) {
            Ok(_) => false,
            Err(error) => {
                assert!(error.is_our_refusal(), "{url}: {error}");
                true
            }
        }
    }

    #[test]
    fn only_https_to_public_hosts_on_the_usual_ports_passes() {
        let guard = guard(&[]);
        for url in [
            "https://a.example/users/a?b=c#d",
            "https://a.example:443/",
            "https://a.example:80/",
            "https://8.8.8.8/",
            "https://[2606:4700::1111]/",
        ] {
            assert!(!refused(&guard, url), "{url}");
        }
        for url in [
            "http://a.example/",
            "https://a.example:8443/",
            "https://a.example:22/",
            "https://user:pw@a.example/",
            "https://user@a.example/",
            "https://:pw@a.example/",
            "file:///etc/passwd",
            "gopher://a.example/",
            "ftp://a.example/",
            "unix:/run/a.sock",
            "data:application/json,{}",
            "jar:https://a.example/!/a",
            "blob:https://a.example/1",
            "ws://a.example/",
            "https://a.onion/",
            "http://a.onion/",
        ] {
            assert!(refused(&guard, url), "{url}");
        }
    }

    #[test]
    fn every_spelling_of_an_inner_address_is_refused() {
        let guard = guard(&[("FEDERATION__RIG", "true"), ("FEDERATION__ALLOW_HTTP", "true")]);
        for url in [
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://[::ffff:7f00:1]/",
            "http://127.1/",
            "http://127.0.0.1./",
            "http://１２７.0.0.1/",
            "http://0/",
            "https://[::1]/",
            "https://[::127.0.0.1]/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest/meta-data",
        ] {
            assert!(refused(&guard, url), "{url}");
        }
        assert!(!refused(&guard, "http://a.example:8080/"));
    }

    #[test]
    fn http_in_a_rig_needs_its_own_switch() {
        let rig = ("FEDERATION__RIG", "true");
        let range = ("FEDERATION__ALLOW_RANGES", "127.0.0.0/8");
        assert!(refused(&guard(&[rig, range]), "http://127.0.0.1:8080/"));
        assert!(!refused(&guard(&[rig, range]), "https://127.0.0.1:8443/"));
        assert!(!refused(
            &guard(&[rig, range, ("FEDERATION__ALLOW_HTTP", "true")]),
            "http://127.0.0.1:8080/"
        ));
    }

    #[test]
    fn an_onion_host_goes_through_the_proxy_and_nothing_else_does() {
        let guard = guard(&[("FEDERATION__SOCKS", "socks5h://127.0.0.1:9050")]);
        let route = |url: &str| guard.check(&Url::parse(url).unwrap()).unwrap();
        assert_eq!(route("http://abc.onion/"), Route::Onion);
        assert_eq!(route("https://abc.ONION./"), Route::Onion);
        assert_eq!(route("https://onion.example/"), Route::Direct);
        assert!(refused(&guard, "http://a.example/"));
        assert!(refused(&guard, "http://abc.onion:22/"));
    }

    #[test]
    fn the_policy_sees_one_spelling_of_each_host() {
        let guard = guard(&[]);
        for url in ["https://blocked.example/", "https://BLOCKED.example./", "https://blocked.example:443/"] {
            let error = guard.check(&Url::parse(url).unwrap()).unwrap_err();
            assert!(
                matches!(&error, ClientError::Policy { host } if host == "blocked.example"),
                "{url}: {error}"
            );
        }
    }

    #[test]
    fn without_federation_nobody_is_called() {
        assert!(refused(&guard(&[("FEDERATION__ENABLED", "false")]), "https://a.example/"));
    }

    #[test]
    fn a_redirect_may_not_take_the_encryption_away() {
        let guard = guard(&[("FEDERATION__SOCKS", "socks5h://127.0.0.1:9050")]);
        let check = |from: &str, to: &str| {
            guard
                .check_redirect(&Url::parse(from).unwrap(), &Url::parse(to).unwrap())
                .map_err(|e| e.to_string())
        };
        assert!(check("https://a.example/", "https://b.example/").is_ok());
        assert!(check("http://a.onion/", "http://b.onion/").is_ok());
        assert!(check("https://a.example/", "http://b.onion/").unwrap_err().contains("without encryption"));
        assert!(check("https://a.example/", "https://blocked.example/").is_err());
        assert!(check("https://a.example/", "https://127.0.0.1/").is_err());
    }
}

//! Where a request comes from, and where it thinks it goes.

use std::net::{IpAddr, SocketAddr};

use http::{HeaderMap, Uri, header};

use crate::config::Config;

/// The other end of the connection; put into every request by the server.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The address that limits are counted by: the connection's, or what a trusted proxy says (A181). The last
/// address that no trusted proxy has written counts; whatever stands before it was the client's own word.
pub fn client_address(config: &Config, peer: Peer, headers: &HeaderMap) -> IpAddr {
    let trusted = |ip: IpAddr| config.server.trusted_proxies.iter().any(|range| range.contains(ip));
    let peer = peer.0.ip();
    if !trusted(peer) {
        return peer;
    }
    let listed: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    listed.into_iter().rev().find(|ip| !trusted(*ip)).unwrap_or(peer)
}

/// One bucket for all addresses that one customer of a provider has: a /64 of IPv6 (A182).
pub fn bucket(ip: IpAddr) -> [u8; 16] {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            octets[8..].fill(0);
            octets
        }
    }
}

/// Whether the request is addressed to us: our authority, or our onion's (A179).
pub fn is_for_us(config: &Config, headers: &HeaderMap, uri: &Uri) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    // An absolute request line would be another opinion about the host.
    if uri.authority().is_some() {
        return false;
    }
    let Ok(host) = host.to_str() else { return false };
    let Some(host) = crate::domain::handle::normal_domain(host) else { return false };
    let onion = config.server.onion.as_ref().map(crate::domain::uri::host_of);
    host == config.authority() || host == config.handle_domain() || Some(host) == onion
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a182_one_bucket_for_a_whole_network() {
        let ip = |text: &str| bucket(text.parse().expect("an address"));
        assert_eq!(ip("2001:db8::1"), ip("2001:db8::ffff:1"));
        assert_ne!(ip("2001:db8::1"), ip("2001:db8:0:1::1"));
        assert_ne!(ip("192.0.2.1"), ip("192.0.2.2"));
        assert_eq!(ip("192.0.2.1"), ip("::ffff:192.0.2.1"));
    }

    #[test]
    fn a181_only_a_trusted_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "127.0.0.1, 198.51.100.7, 10.0.0.2".parse().expect("a value"));
        let stranger = Peer("203.0.113.5:4000".parse().expect("an address"));
        let mut config = Config::default();
        assert_eq!(client_address(&config, stranger, &headers), stranger.0.ip());
        config.server.trusted_proxies = vec!["10.0.0.0/8".parse().expect("a range")];
        let proxy = Peer("10.0.0.1:4000".parse().expect("an address"));
        assert_eq!(client_address(&config, proxy, &headers).to_string(), "198.51.100.7");
    }
}

//! Which internet addresses may be connected to. Names and URLs are judged in `resolver` and `guard`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::config::Range;

/// The IPv4 blocks that are not public hosts (IANA special-purpose registry, RFC 6890), with their length in bits.
const NOT_GLOBAL_V4: [(Ipv4Addr, u32); 16] = [
    (Ipv4Addr::UNSPECIFIED, 8),           // this network; reaches loopback on Linux
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // behind a carrier's NAT; internal services of clouds
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local; metadata services of clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4 relays
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved
    (Ipv4Addr::BROADCAST, 32),
];

/// The block of IPv6 in which public hosts live; everything outside is refused, so that no embedded IPv4 address
/// (`::a.b.c.d`, `::ffff:a.b.c.d`, NAT64) and no block that is yet to be invented gets through.
const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// The parts of it that are not public hosts, or that embed an IPv4 address.
const NOT_GLOBAL_V6: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, ORCHID, benchmarks
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Whether the address is a public host's: global unicast, and no way round to a private one.
pub fn is_globally_routable(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => !NOT_GLOBAL_V4.into_iter().any(|(network, length)| {
            // No block is of length 0, so the shift is always defined.
            (v4.to_bits() ^ network.to_bits()) >> (32 - length) == 0
        }),
        IpAddr::V6(v6) => {
            let within = |(network, length): (Ipv6Addr, u32)| {
                (v6.to_bits() ^ network.to_bits()) >> (128 - length) == 0
            };
            within(GLOBAL_V6) && !NOT_GLOBAL_V6.into_iter().any(within)
        }
    }
}

/// The addresses that this server may connect to: every public one, and what a test rig allows besides.
#[derive(Debug, Clone, Default)]
pub struct AllowedAddresses {
    ranges: Vec<Range>,
}

impl AllowedAddresses {
    /// The public addresses and these ranges (`[federation] allow_ranges`, empty outside a rig).
    pub fn new(ranges: Vec<Range>) -> AllowedAddresses {
        AllowedAddresses { ranges }
    }

    /// Whether a connection to the address is allowed.
    pub fn admits(&self, address: IpAddr) -> bool {
        is_globally_routable(address) || self.ranges.iter().any(|range| range.contains(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routable(text: &str) -> bool {
        is_globally_routable(text.parse().unwrap())
    }

    #[test]
    fn addresses_that_are_no_public_host_are_refused() {
        for text in [
            // The addresses of the cases A42 and A43, then the first and last of each block.
            "10.0.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.168.0.1",
            "172.16.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "0.255.255.255",
            "10.255.255.255",
            "100.127.255.255",
            "127.255.255.255",
            "169.254.255.255",
            "172.31.255.255",
            "192.0.0.255",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.255.255",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "239.255.255.255",
            "254.0.0.1",
            "::ffff:8.8.8.8",
            "::8.8.8.8",
            "64:ff9b::808:808",
            "100::1",
            "2001:1ff:ffff::1",
            "2001:10::1",
            "2001:20::1",
            "2001:2::1",
            "2001:db8:ffff::1",
            "2002:808:808::1",
            "3fff:fff:ffff::1",
            "fd00::1",
            "fec0::1",
            "5f00::1",
            "4000::1",
            "1fff::1",
            "ffff::1",
        ] {
            assert!(!routable(text), "{text}");
        }
    }

    #[test]
    fn public_hosts_are_not_refused() {
        for text in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.88.98.255",
            "192.88.100.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "198.51.99.255",
            "203.0.114.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:db7:ffff::1",
            "2001:db9::1",
            "2003::1",
            "2606:4700::1111",
            "2a01:4f8::1",
            "3ffe::1",
            "3fff:1000::1",
        ] {
            assert!(routable(text), "{text}");
        }
    }

    #[test]
    fn a_rig_allows_its_ranges_and_no_more() {
        let allowed = AllowedAddresses::new(vec!["127.0.1.0/24".parse().unwrap()]);
        let admits = |text: &str| allowed.admits(text.parse().unwrap());
        assert!(admits("127.0.1.2") && admits("8.8.8.8"));
        assert!(
            !admits("127.0.0.1") && !admits("127.0.2.1") && !admits("::1") && !admits("::ffff:127.0.1.2")
        );
        assert!(!AllowedAddresses::default().admits("127.0.1.2".parse().unwrap()));
    }
}

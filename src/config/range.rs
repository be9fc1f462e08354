//! A range of internet addresses, written `10.0.0.0/8` or `::1`. Who may use a range is decided elsewhere.

use std::{fmt, net::IpAddr, str::FromStr};

use serde::{Deserialize, Deserializer, de};

/// All addresses that share their first `length` bits with `network` (CIDR notation, RFC 4632 and RFC 4291).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    network: IpAddr,
    length: u8,
}

/// Why a text is not a range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// The part before the slash is not an address.
    #[error("`{0}` is not an internet address")]
    Address(String),
    /// The part after the slash is not a number of bits of that kind of address.
    #[error("`/{0}` is not a length from 0 to {1}")]
    Length(String, u8),
    /// Bits beyond the length are set, so that the writer may have meant another range.
    #[error("`{0}` has bits beyond its length; the range that contains it is `{1}`")]
    LooseBits(String, Range),
}

impl Range {
    /// Whether the address lies in the range. An IPv4 address never lies in an IPv6 range, nor the other way.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.network, address) {
            (IpAddr::V4(_), IpAddr::V4(_)) | (IpAddr::V6(_), IpAddr::V6(_)) => {
                masked(address, self.length) == bits(self.network)
            }
            _ => false,
        }
    }
}

/// The address as a number whose first bit is the highest bit.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(v4.to_bits()) << 96,
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

fn masked(address: IpAddr, length: u8) -> u128 {
    // A shift by all 128 bits is not defined, and a range of length 0 keeps no bit.
    let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
    bits(address) & mask
}

impl FromStr for Range {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Range, RangeError> {
        let (address, length) = text.split_once('/').map_or((text, None), |(a, l)| (a, Some(l)));
        let network: IpAddr = address.parse().map_err(|_| RangeError::Address(address.to_owned()))?;
        let most = if network.is_ipv4() { 32 } else { 128 };
        let length = match length {
            None => most,
            Some(text) => match text.parse::<u8>() {
                Ok(length) if length <= most => length,
                _ => return Err(RangeError::Length(text.to_owned(), most)),
            },
        };
        let kept = masked(network, length);
        if kept != bits(network) {
            let network = match network {
                IpAddr::V4(_) => {
                    IpAddr::V4(u32::try_from(kept >> 96).expect("32 bits are left after the shift").into())
                }
                IpAddr::V6(_) => IpAddr::V6(kept.into()),
            };
            return Err(RangeError::LooseBits(text.to_owned(), Range { network, length }));
        }
        Ok(Range { network, length })
    }
}

impl fmt::Display for Range {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.network, self.length)
    }
}

impl<'de> Deserialize<'de> for Range {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Range, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(range: &str, address: &str) -> bool {
        range.parse::<Range>().unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn a_range_ends_where_its_bits_end() {
        assert!(within("127.0.1.0/24", "127.0.1.255"));
        assert!(!within("127.0.1.0/24", "127.0.2.0"));
        assert!(!within("127.0.1.0/24", "127.0.0.255"));
        assert!(within("100.64.0.0/10", "100.127.255.255"));
        assert!(!within("100.64.0.0/10", "100.128.0.0"));
        assert!(within("0.0.0.0/0", "255.255.255.255"));
        assert!(within("::/0", "ffff::1"));
        assert!(within("2001:db8::/32", "2001:db8:ffff::1"));
        assert!(!within("2001:db8::/32", "2001:db9::"));
    }

    #[test]
    fn a_bare_address_is_a_range_of_one() {
        assert!(within("127.0.0.1", "127.0.0.1"));
        assert!(!within("127.0.0.1", "127.0.0.2"));
        assert!(within("::1", "::1"));
        assert!(!within("::1", "::2"));
    }

    #[test]
    fn the_two_kinds_of_address_never_mix() {
        assert!(!within("0.0.0.0/0", "::1"));
        assert!(!within("::/0", "127.0.0.1"));
    }

    #[test]
    fn faulty_ranges_are_refused() {
        for text in ["", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "host/8", "10.0.0.0/8/8"] {
            assert!(text.parse::<Range>().is_err(), "{text}");
        }
        let fault = "10.1.2.3/8".parse::<Range>().unwrap_err();
        assert!(fault.to_string().contains("`10.0.0.0/8`"), "{fault}");
        let fault = "2001:db8::1/32".parse::<Range>().unwrap_err();
        assert!(fault.to_string().contains("`2001:db8::/32`"), "{fault}");
    }
}

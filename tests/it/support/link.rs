//! Where a page of a list leads, as an app finds it: the `Link` header of RFC 8288.

use http::HeaderMap;

/// The address of the page in this direction, `next` or `prev`; none where the header names none.
pub fn neighbour(headers: &HeaderMap, rel: &str) -> Option<String> {
    let all = headers.get("link")?.to_str().expect("a text");
    let end = format!("; rel=\"{rel}\"");
    let one = all.split(", ").find_map(|one| one.strip_suffix(&end))?;
    let address = one.strip_prefix('<').and_then(|one| one.strip_suffix('>'));
    Some(address.unwrap_or_else(|| panic!("{one} is no address of a link")).to_owned())
}

/// The same without the origin, which must be this one.
pub fn neighbour_here(headers: &HeaderMap, rel: &str, origin: &str) -> Option<String> {
    let address = neighbour(headers, rel)?;
    Some(address.strip_prefix(origin).unwrap_or_else(|| panic!("{address} is not at {origin}")).to_owned())
}

//! Who a text goes to: addresses read from the wire, addresses written to it.

use super::visibility::Visibility;

/// The collection that means everybody.
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// Other spellings of [`PUBLIC`] that servers send.
pub fn is_public(address: &str) -> bool {
    matches!(address, PUBLIC | "as:Public" | "Public")
}

/// Reads the visibility from the addresses of a post by an author with this followers collection.
pub fn visibility(to: &[String], cc: &[String], followers: Option<&str>) -> Visibility {
    let names_followers = |list: &[String]| followers.is_some_and(|f| list.iter().any(|a| a == f));
    if to.iter().any(|a| is_public(a)) {
        Visibility::Public
    } else if cc.iter().any(|a| is_public(a)) {
        Visibility::Unlisted
    } else if names_followers(to) || names_followers(cc) {
        Visibility::Followers
    } else {
        Visibility::Direct
    }
}

/// The addresses of a post of ours: `to` and `cc`.
pub fn addresses(
    visibility: Visibility,
    followers: &str,
    mentioned: &[String],
) -> (Vec<String>, Vec<String>) {
    let named = || mentioned.to_vec();
    match visibility {
        Visibility::Public => {
            let mut cc = vec![followers.to_owned()];
            cc.extend(named());
            (vec![PUBLIC.to_owned()], cc)
        }
        Visibility::Unlisted => {
            let mut to = vec![followers.to_owned()];
            to.extend(named());
            (to, vec![PUBLIC.to_owned()])
        }
        Visibility::Followers => (vec![followers.to_owned()], named()),
        Visibility::Direct => (named(), Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_address_we_read_back() {
        let followers = "https://a.test/actors/x/followers";
        for v in [Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct] {
            let (to, cc) = addresses(v, followers, &["https://b.test/u".to_owned()]);
            assert_eq!(visibility(&to, &cc, Some(followers)), v);
        }
    }

    #[test]
    fn somebody_elses_followers_are_no_audience_of_the_author() {
        let to = vec!["https://evil.test/followers".to_owned()];
        assert_eq!(visibility(&to, &[], Some("https://vic.test/followers")), Visibility::Direct);
        assert_eq!(visibility(&["as:Public".to_owned()], &[], None), Visibility::Public);
    }
}

//! What a token may be used for: the words that apps ask with, and which of them hold which.

/// The words that hold others: `read` holds every `read:…`.
pub const WHOLE: [&str; 5] = ["read", "write", "follow", "push", "profile"];

/// What can be read apart from the rest.
const READ: [&str; 11] = [
    "accounts",
    "blocks",
    "bookmarks",
    "favourites",
    "filters",
    "follows",
    "lists",
    "mutes",
    "notifications",
    "search",
    "statuses",
];

/// What can be changed apart from the rest.
const WRITE: [&str; 13] = [
    "accounts",
    "blocks",
    "bookmarks",
    "conversations",
    "favourites",
    "filters",
    "follows",
    "lists",
    "media",
    "mutes",
    "notifications",
    "reports",
    "statuses",
];

/// What an app gets that asks for nothing in particular.
pub const USUAL: &str = "read";

/// Every scope there is.
pub fn all() -> Vec<String> {
    let read = READ.iter().map(|part| format!("read:{part}"));
    let write = WRITE.iter().map(|part| format!("write:{part}"));
    WHOLE.iter().map(|&whole| whole.to_owned()).chain(read).chain(write).collect()
}

/// Whether there is such a scope.
pub fn is_known(scope: &str) -> bool {
    match scope.split_once(':') {
        None => WHOLE.contains(&scope),
        Some(("read", part)) => READ.contains(&part),
        Some(("write", part)) => WRITE.contains(&part),
        Some(_) => false,
    }
}

/// The scopes of a list, each once, in the order they came; `None` if one of them is not known.
pub fn parse(list: &str) -> Option<String> {
    let mut found: Vec<&str> = Vec::new();
    for scope in list.split_whitespace() {
        if !is_known(scope) {
            return None;
        }
        if !found.contains(&scope) {
            found.push(scope);
        }
    }
    Some(found.join(" "))
}

/// What an app is given that asks for `asked` and was registered for `registered`; `None` if it asks for more than that,
/// or for something unknown (A167).
pub fn granted(registered: &str, asked: Option<&str>) -> Option<String> {
    let asked = asked.map(str::trim).filter(|asked| !asked.is_empty());
    let Some(asked) = asked else {
        return Some(if holds(registered, USUAL) { USUAL } else { registered }.to_owned());
    };
    let asked = parse(asked)?;
    asked.split(' ').all(|scope| holds(registered, scope)).then_some(asked)
}

/// Whether a token's scopes hold the wanted one: itself, what it is a part of, or the old name `follow`. `read:me` is
/// our own word for what `profile` and `read:accounts` have in common.
pub fn holds(scopes: &str, wanted: &str) -> bool {
    let whole = wanted.split(':').next().unwrap_or_default();
    let is_follow = matches!(
        wanted,
        "read:follows" | "write:follows" | "read:blocks" | "write:blocks" | "read:mutes" | "write:mutes"
    );
    scopes.split_whitespace().any(|scope| {
        scope == wanted
            || scope == whole
            || (scope == "follow" && is_follow)
            || (scope == "profile" && wanted == "read:me")
            || (scope == "read:accounts" && wanted == "read:me")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_holds_itself_and_its_parts_and_nothing_else() {
        for (has, wanted, yes) in [
            ("read write follow", "read:statuses", true),
            ("read:statuses", "read:statuses", true),
            ("read:statuses", "read:accounts", false),
            ("read", "write:statuses", false),
            ("write:statuses", "write", false),
            ("follow", "write:follows", true),
            ("follow", "write:statuses", false),
            ("profile", "read:me", true),
            ("profile", "read:accounts", false),
            ("read:accounts", "read:me", true),
            ("", "read:me", false),
            ("reader", "read:statuses", false),
        ] {
            assert_eq!(holds(has, wanted), yes, "{has} for {wanted}");
        }
    }

    #[test]
    fn a167_nobody_is_given_more_than_was_registered() {
        for (registered, asked, given) in [
            ("read write", Some("read"), Some("read")),
            ("read write", Some(" read:statuses  write read:statuses "), Some("read:statuses write")),
            ("read", Some("read write"), None),
            ("read", Some("read admin:write"), None),
            ("read", Some("read:everything"), None),
            ("read:statuses", Some("read"), None),
            ("read write", None, Some("read")),
            ("read write", Some(" "), Some("read")),
            ("write:statuses", None, Some("write:statuses")),
        ] {
            assert_eq!(granted(registered, asked).as_deref(), given, "{asked:?} of {registered}");
        }
    }

    #[test]
    fn every_scope_that_is_offered_is_known() {
        assert!(all().iter().all(|scope| is_known(scope)));
        assert!(!is_known("read:me") && !is_known("admin:read") && !is_known(""));
    }
}

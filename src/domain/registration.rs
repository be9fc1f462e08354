//! Whether somebody may become a member with what they typed. Whether a name is taken is looked up by the caller.

use super::handle;

/// The shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 8;
/// The longest password, in characters: more only costs time.
pub const LONGEST_PASSWORD: usize = 256;
/// The longest word about oneself, in characters.
pub const LONGEST_REASON: usize = 500;

/// A field that was filled in wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldName {
    /// The name.
    Username,
    /// The password.
    Password,
    /// Whether the rules are agreed to.
    Agreement,
    /// Why they want to come.
    Reason,
}

impl FieldName {
    /// Its name in the client API and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Password => "password",
            Self::Agreement => "agreement",
            Self::Reason => "reason",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Nothing was given.
    Blank,
    /// It holds signs that a name here has not.
    Invalid,
    /// Nobody may have this name, or it looks like one that nobody may have.
    Reserved,
    /// Somebody has it.
    Taken,
    /// Too few characters.
    TooShort,
    /// Too many characters.
    TooLong,
    /// The first that everybody would try.
    TooPlain,
    /// It was not agreed to.
    NotAccepted,
}

impl Fault {
    /// The word of the client API (Mastodon's `ValidationError`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Blank => "ERR_BLANK",
            Self::Invalid | Self::TooPlain => "ERR_INVALID",
            Self::Reserved => "ERR_RESERVED",
            Self::Taken => "ERR_TAKEN",
            Self::TooShort => "ERR_TOO_SHORT",
            Self::TooLong => "ERR_TOO_LONG",
            Self::NotAccepted => "ERR_ACCEPTED",
        }
    }

    /// The fault as the end of a sentence that begins with the field's name.
    pub fn words(self, field: FieldName) -> String {
        match self {
            Self::Blank => "can't be blank".to_owned(),
            Self::Invalid => "may hold small letters a to z, digits and _ only".to_owned(),
            Self::TooPlain => "is too easy to guess".to_owned(),
            Self::Reserved => "is reserved".to_owned(),
            Self::Taken => "has already been taken".to_owned(),
            Self::TooShort => format!("is too short (minimum is {SHORTEST_PASSWORD} characters)"),
            Self::TooLong => {
                let most = match field {
                    FieldName::Username => 30,
                    FieldName::Password => LONGEST_PASSWORD,
                    FieldName::Agreement | FieldName::Reason => LONGEST_REASON,
                };
                format!("is too long (maximum is {most} characters)")
            }
            Self::NotAccepted => "must be accepted".to_owned(),
        }
    }
}

/// What is wrong with a name, as far as its letters tell (A134).
pub fn fault_of_name(name: &str) -> Option<Fault> {
    let is_small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if name.is_empty() {
        Some(Fault::Blank)
    } else if !name.bytes().all(is_small) {
        Some(Fault::Invalid)
    } else if name.len() > 30 {
        Some(Fault::TooLong)
    } else if name.bytes().all(|b| b == b'_') {
        Some(Fault::Invalid)
    } else {
        handle::reserved().chain(MISLEADING).any(|taken| resembles(name, taken)).then_some(Fault::Reserved)
    }
}

/// Names that would be believed, besides those where a page or a door stands.
const MISLEADING: [&str; 12] = [
    "mod",
    "mods",
    "staff",
    "official",
    "info",
    "contact",
    "noreply",
    "null",
    "undefined",
    "antiphon",
    "owner",
    "everybody",
];

/// Whether the two names can be taken for each other at a glance: `0wner` and `owner`, `cornmittee` and `committee`.
pub fn resembles(one: &str, other: &str) -> bool {
    skeleton(one) == skeleton(other)
}

/// A name with signs that look alike made the same (after Unicode UTS 39; only ASCII can come here).
fn skeleton(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|sign| *sign != '_')
        .map(|sign| match sign {
            '0' => 'o',
            '1' | 'i' => 'l',
            '5' => 's',
            other => other,
        })
        .collect();
    plain.replace("rn", "m").replace("vv", "w")
}

/// What is wrong with a password for somebody of this name.
pub fn fault_of_password(password: &str, name: &str) -> Option<Fault> {
    let length = password.chars().count();
    let first = password.chars().next();
    if length == 0 {
        Some(Fault::Blank)
    } else if length < SHORTEST_PASSWORD {
        Some(Fault::TooShort)
    } else if length > LONGEST_PASSWORD {
        Some(Fault::TooLong)
    } else if password.chars().all(|sign| Some(sign) == first)
        || password.eq_ignore_ascii_case(name)
        || EVERYBODYS.iter().any(|known| password.eq_ignore_ascii_case(known))
    {
        Some(Fault::TooPlain)
    } else {
        None
    }
}

/// What is tried first, of at least eight characters.
const EVERYBODYS: [&str; 12] = [
    "password",
    "password1",
    "passw0rd",
    "12345678",
    "123456789",
    "1234567890",
    "qwertyui",
    "qwerty123",
    "11111111",
    "abcdefgh",
    "letmein1",
    "iloveyou",
];

/// What is wrong with somebody's words about themself.
pub fn fault_of_reason(reason: &str) -> Option<Fault> {
    (reason.chars().count() > LONGEST_REASON).then_some(Fault::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a134_names_nobody_may_ask_for() {
        for (name, fault) in [
            ("", Fault::Blank),
            ("Admin", Fault::Invalid),
            ("аdmin", Fault::Invalid),
            ("alice ", Fault::Invalid),
            ("alice\0", Fault::Invalid),
            ("alice%00", Fault::Invalid),
            (".well-known", Fault::Invalid),
            ("ali\u{200d}ce", Fault::Invalid),
            ("a@b", Fault::Invalid),
            ("___", Fault::Invalid),
            ("inbox", Fault::Reserved),
            ("api", Fault::Reserved),
            ("adm1n", Fault::Reserved),
            ("_admin_", Fault::Reserved),
            ("rn0derat0r", Fault::Reserved),
            ("0wner", Fault::Reserved),
            (&"a".repeat(31), Fault::TooLong),
        ] {
            assert_eq!(fault_of_name(name), Some(fault), "{name}");
        }
        for name in ["ana", "clean_river2", "minna", "corvina", "a"] {
            assert_eq!(fault_of_name(name), None, "{name}");
        }
    }

    #[test]
    fn passwords_are_long_enough_and_not_the_first_that_are_tried() {
        for (password, fault) in [
            ("", Some(Fault::Blank)),
            ("short 1", Some(Fault::TooShort)),
            ("PassWord", Some(Fault::TooPlain)),
            ("zzzzzzzzzz", Some(Fault::TooPlain)),
            ("Valeria_s", Some(Fault::TooPlain)),
            ("süßwasser", None),
            ("correct horse battery", None),
        ] {
            assert_eq!(fault_of_password(password, "valeria_s"), fault, "{password}");
        }
        assert_eq!(fault_of_password(&"ab".repeat(129), "x"), Some(Fault::TooLong));
    }

    #[test]
    fn names_that_look_alike_are_alike() {
        assert!(resembles("c0rnmittee", "committee") && resembles("riv_er", "river"));
        assert!(!resembles("river", "rivers"));
    }
}

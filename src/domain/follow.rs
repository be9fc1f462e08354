//! One actor follows another: none, requested, accepted.

/// How far a follow has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowState {
    /// Asked; the one who is asked has not answered. Counts as a stranger everywhere.
    Requested,
    /// The one who was asked has accepted.
    Accepted,
}

impl FollowState {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Accepted => "accepted",
        }
    }

    /// Reads the word; an unknown one counts as not accepted.
    pub fn parse(text: &str) -> Self {
        if text == "accepted" { Self::Accepted } else { Self::Requested }
    }
}

/// What a follower wants of the one they follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Boosts reach the follower's home.
    pub boosts: bool,
    /// The follower is told of every post.
    pub notify: bool,
    /// Languages that reach the follower's home; none means all.
    pub languages: Vec<String>,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { boosts: true, notify: false, languages: Vec::new() }
    }
}

impl Wishes {
    /// Whether a post in this language is wanted. One that does not say its language always is, and a part of the world
    /// (`pt-BR`) counts as its language.
    pub fn want(&self, language: Option<&str>) -> bool {
        let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        match language {
            Some(language) if !self.languages.is_empty() => {
                self.languages.iter().any(|wanted| main(wanted) == main(language))
            }
            _ => true,
        }
    }
}

/// What becomes of a follow that somebody asks of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Accept at once.
    Accept,
    /// Keep it until a person decides.
    Wait,
    /// Refuse.
    Reject,
}

/// Decides on a follow of a local actor: `locked` actors decide by hand, a blocked follower is refused.
pub fn answer(locked: bool, blocked: bool) -> Answer {
    match (blocked, locked) {
        (true, _) => Answer::Reject,
        (false, true) => Answer::Wait,
        (false, false) => Answer::Accept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_wanted_by_name() {
        let all = Wishes::default();
        let two = Wishes { languages: vec!["pt".to_owned(), "de-AT".to_owned()], ..Wishes::default() };
        for (wishes, language, wanted) in [
            (&all, Some("en"), true),
            (&two, Some("en"), false),
            (&two, Some("pt-BR"), true),
            (&two, Some("DE"), true),
            (&two, None, true),
        ] {
            assert_eq!(wishes.want(language), wanted, "{wishes:?} {language:?}");
        }
    }
}

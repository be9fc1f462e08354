//! Filters: words and posts that somebody does not want to meet unprepared. Only what a filter says of a post is decided
//! here; whether the post is then hidden or folded is up to the client.

use super::ids::{PostId, RowId};
use super::time::Time;

/// Where a filter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Home and lists.
    Home,
    /// Notifications.
    Notifications,
    /// Public timelines.
    Public,
    /// Conversations around a post.
    Thread,
    /// Profiles.
    Account,
}

impl Context {
    /// The word kept in the database and used by clients.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Notifications => "notifications",
            Self::Public => "public",
            Self::Thread => "thread",
            Self::Account => "account",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Home, Self::Notifications, Self::Public, Self::Thread, Self::Account]
            .into_iter()
            .find(|context| context.as_str() == text)
    }
}

/// What a client does with a post that a filter names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Action {
    /// Folds it under the filter's title.
    #[default]
    Warn,
    /// Does not show it.
    Hide,
    /// Blurs its media.
    Blur,
}

impl Action {
    /// The word kept in the database and used by clients.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Hide => "hide",
            Self::Blur => "blur",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Warn, Self::Hide, Self::Blur].into_iter().find(|action| action.as_str() == text)
    }
}

/// A word or a phrase that a filter looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// Its id.
    pub id: RowId,
    /// As it was typed.
    pub keyword: String,
    /// It must not be a part of a longer word.
    pub whole_word: bool,
}

impl Keyword {
    /// Whether it is in a text that [`folded`] has made.
    fn is_in(&self, text: &str) -> bool {
        let wanted = folded(&self.keyword);
        if wanted.is_empty() {
            return false;
        }
        if !self.whole_word {
            return text.contains(&wanted);
        }
        // A keyword that begins or ends with a sign has no word to be a part of on that side.
        let (first, last) = (wanted.chars().next(), wanted.chars().next_back());
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        text.match_indices(&wanted).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + wanted.len()..].chars().next();
            !(is_word(first) && is_word(before) || is_word(last) && is_word(after))
        })
    }
}

/// A post that a filter names by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: RowId,
    /// The post.
    pub post: PostId,
}

/// A filter of one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Its id.
    pub id: RowId,
    /// What it is called.
    pub title: String,
    /// Where it holds.
    pub contexts: Vec<Context>,
    /// What is done.
    pub action: Action,
    /// When it ends.
    pub expires_at: Option<Time>,
    /// Words it looks for, oldest first.
    pub keywords: Vec<Keyword>,
    /// Posts it names, oldest first.
    pub posts: Vec<Named>,
}

/// What a filter found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The filter.
    pub filter: &'a Filter,
    /// Its keywords that are in the text.
    pub keywords: Vec<&'a str>,
    /// Whether it names the post.
    pub names_it: bool,
}

/// Text in which keywords are looked for: lower-case, one space between words.
pub fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What this filter finds in a post with this text (made by [`folded`]); `None` when it is over or finds nothing.
pub fn look<'a>(filter: &'a Filter, post: PostId, text: &str, now: Time) -> Option<Found<'a>> {
    if filter.expires_at.is_some_and(|end| end <= now) {
        return None;
    }
    let keywords: Vec<&str> =
        filter.keywords.iter().filter(|k| k.is_in(text)).map(|k| k.keyword.as_str()).collect();
    let names_it = filter.posts.iter().any(|named| named.post == post);
    (names_it || !keywords.is_empty()).then_some(Found { filter, keywords, names_it })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(keyword: &str, whole_word: bool) -> Filter {
        Filter {
            id: RowId(1),
            title: "x".to_owned(),
            contexts: vec![Context::Home],
            action: Action::Warn,
            expires_at: None,
            keywords: vec![Keyword { id: RowId(2), keyword: keyword.to_owned(), whole_word }],
            posts: Vec::new(),
        }
    }

    #[test]
    fn words_and_parts_of_words() {
        for (keyword, whole, text, expected) in [
            ("dam", false, "A Damaged wall", true),
            ("dam", true, "A Damaged wall", false),
            ("dam", true, "the DAM, again", true),
            ("dam", true, "dam", true),
            ("new dam", true, "a New\n  Dam!", true),
            ("#dam", true, "no #dam here", true),
            ("#dam", true, "no #dams here", false),
            ("#dam", true, "x#dam", true),
            ("水", false, "河水清", true),
            ("", false, "anything", false),
            ("  ", true, "anything", false),
        ] {
            let filter = filter(keyword, whole);
            let found = look(&filter, PostId(1), &folded(text), Time(0));
            assert_eq!(found.is_some(), expected, "{keyword:?} in {text:?}");
        }
    }

    #[test]
    fn a_filter_ends_and_names_posts() {
        let ending = Filter { expires_at: Some(Time(10)), ..filter("dam", true) };
        assert!(look(&ending, PostId(1), "dam", Time(9)).is_some());
        assert!(look(&ending, PostId(1), "dam", Time(10)).is_none());
        let naming = Filter { posts: vec![Named { id: RowId(3), post: PostId(7) }], ..filter("dam", true) };
        let found = look(&naming, PostId(7), "nothing", Time(0)).expect("it is named");
        assert!(found.names_it && found.keywords.is_empty());
        assert!(look(&naming, PostId(8), "nothing", Time(0)).is_none());
    }
}

//! What members take along to another server and bring here, as files of comma-separated values in the forms that
//! Mastodon gave them.

use serde::{Deserialize, Serialize};

use super::handle::Handle;

/// The most lines of a file.
pub const MOST_ROWS: usize = 20_000;
/// The largest file, in bytes.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// The longest cell that is kept, in characters.
const LONGEST_CELL: usize = 500;

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Whom somebody follows.
    Following,
    /// Who follows them; it can be taken along, and brought nowhere.
    Followers,
    /// Their lists, with the people in them.
    Lists,
    /// Whom they block.
    Blocks,
    /// Whom they mute.
    Mutes,
    /// Domains they block.
    DomainBlocks,
    /// Posts they want to find again.
    Bookmarks,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Following,
        Self::Followers,
        Self::Lists,
        Self::Blocks,
        Self::Mutes,
        Self::DomainBlocks,
        Self::Bookmarks,
    ];

    /// The word that is kept, and used by clients and commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Following => "following",
            Self::Followers => "followers",
            Self::Lists => "lists",
            Self::Blocks => "blocks",
            Self::Mutes => "mutes",
            Self::DomainBlocks => "domain_blocks",
            Self::Bookmarks => "bookmarks",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The kinds that can be brought here.
    pub fn importable() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|kind| *kind != Self::Followers)
    }

    /// The name under which Mastodon gives out such a file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Following => "following_accounts.csv",
            Self::Followers => "followers.csv",
            Self::Lists => "lists.csv",
            Self::Blocks => "blocked_accounts.csv",
            Self::Mutes => "muted_accounts.csv",
            Self::DomainBlocks => "blocked_domains.csv",
            Self::Bookmarks => "bookmarks.csv",
        }
    }

    /// The first line of such a file, where it has one.
    fn header(self) -> &'static [&'static str] {
        match self {
            Self::Following => &["Account address", "Show boosts", "Notify on new posts", "Languages"],
            Self::Followers => &["Account address"],
            Self::Mutes => &["Account address", "Hide notifications"],
            Self::DomainBlocks => &["#domain"],
            Self::Lists | Self::Blocks | Self::Bookmarks => &[],
        }
    }

    fn is_about_people(self) -> bool {
        !matches!(self, Self::DomainBlocks | Self::Bookmarks)
    }
}

/// One line: an account, a domain or a post, and what is said about it. What is not said is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// `name@host`, a domain, or the address of a post.
    pub subject: String,
    /// Our id of the account or post, where we know it.
    pub id: Option<i64>,
    /// The list it is in.
    pub list: Option<String>,
    /// Boosts are wanted.
    pub boosts: Option<bool>,
    /// Every post is told.
    pub notify: Option<bool>,
    /// Wanted languages; none is all.
    pub languages: Option<Vec<String>>,
    /// Notifications are muted as well.
    pub notifications: Option<bool>,
}

impl Entry {
    /// The same thing has the same key, however it is written.
    pub fn key(&self) -> (Option<&str>, String) {
        (self.list.as_deref(), self.subject.to_lowercase())
    }
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("There is nothing in this file.")]
    Empty,
    /// It is no text.
    #[error("This is not a text file. Choose a .csv file.")]
    NotText,
    /// It has too many lines.
    #[error("This file has more than {MOST_ROWS} lines. Divide it.")]
    TooManyRows,
    /// It is too large.
    #[error("This file is larger than {} MB. Divide it.", MOST_BYTES / 1024 / 1024)]
    TooLarge,
}

/// Programs that show tables take what begins so for a formula, and run it.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A cell that no program takes for a formula. Read again, it is what it was.
fn harmless(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// A cell as it was meant.
fn meant(cell: &str) -> String {
    let cell: String = cell.trim().chars().filter(|c| !c.is_control()).take(LONGEST_CELL).collect();
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest.to_owned(),
        _ => cell,
    }
}

/// The file of these entries.
pub fn write(kind: Kind, entries: &[Entry]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut line = |cells: &[String]| writer.write_record(cells).expect("memory can always be written");
    if !kind.header().is_empty() {
        line(&kind.header().iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>());
    }
    let flag = |value: Option<bool>, usual: bool| value.unwrap_or(usual).to_string();
    for entry in entries {
        let subject = harmless(&entry.subject);
        line(&match kind {
            Kind::Following => vec![
                subject,
                flag(entry.boosts, true),
                flag(entry.notify, false),
                harmless(&entry.languages.clone().unwrap_or_default().join(", ")),
            ],
            Kind::Mutes => vec![subject, flag(entry.notifications, true)],
            Kind::Lists => vec![harmless(entry.list.as_deref().unwrap_or_default()), subject],
            Kind::Followers | Kind::Blocks | Kind::DomainBlocks | Kind::Bookmarks => vec![subject],
        });
    }
    let bytes = writer.into_inner().expect("memory can always be written");
    String::from_utf8(bytes).expect("it was written from texts")
}

/// What is in a file. Columns are found by the names in its first line, where it has one, and by their place otherwise.
/// The same thing counts once. That a line makes no sense is said when it is worked off.
pub fn read(kind: Kind, file: &[u8]) -> Result<Vec<Entry>, Refusal> {
    if file.len() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let text = std::str::from_utf8(file).map_err(|_| Refusal::NotText)?;
    if text.contains('\0') {
        return Err(Refusal::NotText);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut names: Vec<String> = kind.header().iter().map(|name| name.to_lowercase()).collect();
    let (mut entries, mut known) = (Vec::new(), std::collections::HashSet::new());
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|_| Refusal::NotText)?;
        let first = record.get(0).unwrap_or_default().trim().to_lowercase();
        if at == 0 && (first == "account address" || first.starts_with('#')) {
            names = record.iter().map(|name| name.trim().to_lowercase()).collect();
            continue;
        }
        let entry = entry(kind, &record, &names);
        if entry.subject.is_empty() || !known.insert((entry.list.clone(), entry.subject.to_lowercase())) {
            continue;
        }
        if entries.len() == MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
        entries.push(entry);
    }
    if entries.is_empty() { Err(Refusal::Empty) } else { Ok(entries) }
}

fn entry(kind: Kind, record: &csv::StringRecord, names: &[String]) -> Entry {
    let cell = |at: usize| record.get(at).map(meant).filter(|cell| !cell.is_empty());
    let named = |name: &str| names.iter().position(|known| known == name).and_then(cell);
    let flag = |name: &str| match named(name)?.to_lowercase().as_str() {
        "true" | "1" | "t" | "yes" => Some(true),
        "false" | "0" | "f" | "no" => Some(false),
        _ => None,
    };
    let (list, subject) = if kind == Kind::Lists { (cell(0), cell(1)) } else { (None, cell(0)) };
    let mut subject = subject.unwrap_or_default();
    if kind.is_about_people() {
        let bare = subject.strip_prefix("acct:").unwrap_or(&subject).trim_start_matches('@');
        subject = match Handle::parse(bare) {
            Some(handle) => format!("{}@{}", handle.name, handle.domain),
            None => bare.to_owned(),
        };
    }
    Entry {
        subject,
        id: None,
        list,
        boosts: flag("show boosts"),
        notify: flag("notify on new posts"),
        languages: named("languages")
            .map(|tags| tags.split([',', ' ']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()),
        notifications: flag("hide notifications"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(subject: &str) -> Entry {
        Entry { subject: subject.to_owned(), ..Entry::default() }
    }

    #[test]
    fn mastodons_files_are_read() {
        let file = "\u{feff}Account address,Show boosts,Notify on new posts,Languages\n@ann@A.test,false,true,\"de, pt\"\nben@b.test\n\nann@a.test,true,false,\n";
        let read = read(Kind::Following, file.as_bytes()).expect("it can be read");
        let ann = Entry {
            boosts: Some(false),
            notify: Some(true),
            languages: Some(vec!["de".to_owned(), "pt".to_owned()]),
            ..person("ann@a.test")
        };
        assert_eq!(read, [ann, person("ben@b.test")]);
        // Other columns, another order, no first line at all.
        let file = "Account address,Languages,Show boosts\nann@a.test,de,false\n";
        let entry = &super::read(Kind::Following, file.as_bytes()).expect("it can be read")[0];
        assert_eq!((entry.boosts, entry.notify), (Some(false), None));
        let mutes = super::read(Kind::Mutes, b"ann@a.test,false\r\n").expect("it can be read");
        assert_eq!(mutes[0].notifications, Some(false));
        let domains = super::read(Kind::DomainBlocks, b"#domain,#severity\nevil.test,suspend\n");
        assert_eq!(domains, Ok(vec![person("evil.test")]));
        let lists =
            super::read(Kind::Lists, "Río,ann@a.test\nRío,ben@b.test\n".as_bytes()).expect("readable");
        assert_eq!((lists.len(), lists[1].list.as_deref()), (2, Some("Río")));
    }

    #[test]
    fn what_was_written_is_read_again_and_is_no_formula() {
        let entries: Vec<Entry> = ["=cmd|' /C calc'!A0", "+1", "-1", "@sum(1)", "a, \"b\"", "'quoted"]
            .into_iter()
            .map(|list| Entry { list: Some(list.to_owned()), ..person("ann@a.test") })
            .collect();
        let file = write(Kind::Lists, &entries);
        assert_eq!(read(Kind::Lists, file.as_bytes()), Ok(entries));
        for line in file.lines() {
            assert!(!is_formula(line.trim_start_matches('"')), "{line}");
        }
        for kind in Kind::ALL {
            let entry = if kind == Kind::Lists {
                Entry { list: Some("l".to_owned()), ..person("a@b.test") }
            } else {
                person("a@b.test")
            };
            let again = read(kind, write(kind, &[entry]).as_bytes()).expect("it can be read");
            assert_eq!((again.len(), again[0].subject.as_str()), (1, "a@b.test"), "{kind:?}");
        }
    }

    #[test]
    fn a_file_that_is_none_is_refused() {
        assert_eq!(read(Kind::Blocks, b""), Err(Refusal::Empty));
        assert_eq!(read(Kind::Mutes, b"Account address,Hide notifications\n"), Err(Refusal::Empty));
        assert_eq!(read(Kind::Blocks, b"\xff\xfe\x00"), Err(Refusal::NotText));
        assert_eq!(read(Kind::Blocks, b"PNG\0"), Err(Refusal::NotText));
        assert_eq!(read(Kind::Blocks, &vec![b'a'; MOST_BYTES + 1]), Err(Refusal::TooLarge));
        let many = (0..=MOST_ROWS).map(|n| format!("n{n}@a.test")).collect::<Vec<_>>().join("\n");
        assert_eq!(read(Kind::Blocks, many.as_bytes()), Err(Refusal::TooManyRows));
    }
}

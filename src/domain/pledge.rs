//! A pledge: one person stands behind a campaign. How a pledge may be shown, what a person is counted under, whether it
//! counts now, and which milestones a count has passed.

use super::campaign::{LONGEST_LABEL, Milestone};
use super::campaign_state::CampaignState;
use super::day::Day;
use super::mail::{MailAddress, MailRefusal};
use super::text::clean_line;
use super::time::{DAY, Time};

/// The longest comment or place, in characters.
pub const LONGEST_COMMENT: usize = 500;

/// How long a form waits for its confirmation, in milliseconds.
pub const CONFIRM_SPAN: i64 = 2 * DAY;
/// So many forms of one mailbox may wait for one campaign; more write no mail, and whoever typed them is told the same.
pub const MOST_WAITING: i64 = 3;

/// How others see the one who signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// By name.
    Name,
    /// By the first letters of it.
    Initials,
    /// Not at all; only counted.
    Hidden,
}

impl Shown {
    /// The word for the database and for forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Initials => "initials",
            Self::Hidden => "hidden",
        }
    }

    /// The one of this word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Name, Self::Initials, Self::Hidden].into_iter().find(|one| one.as_str() == word)
    }
}

/// How a pledge came to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the form, confirmed by mail.
    Form,
    /// By a vote from another server.
    Fediverse,
    /// By a member of this server.
    Member,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Form, Self::Fediverse, Self::Member];

    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Fediverse => "fediverse",
            Self::Member => "member",
        }
    }

    /// The one of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// Whether a pledge counts yet. One that was erased has no row, so it has no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The mail has not been answered yet.
    Waiting,
    /// It counts.
    Confirmed,
}

impl State {
    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
        }
    }
}

/// Whom a pledge is counted under. Only a keyed digest of it is ever kept.
#[derive(Clone, Copy, Debug)]
pub enum Signer<'a> {
    /// A mailbox, however its address is spelled.
    Mail(&'a MailAddress),
    /// An actor of another server, by its address.
    Actor(&'a str),
    /// A member of this server, by the address of their actor: who votes by an app and at the desk is one.
    Member(&'a str),
}

impl Signer<'_> {
    /// What goes into the digest. A mailbox and an actor can never read the same; a member is an actor like any other.
    pub fn canonical(self) -> String {
        match self {
            Self::Mail(address) => format!("mail\n{}", address.canonical()),
            Self::Actor(uri) | Self::Member(uri) => format!("actor\n{uri}"),
        }
    }

    /// The way such a pledge comes.
    pub fn way(self) -> Way {
        match self {
            Self::Mail(_) => Way::Form,
            Self::Actor(_) => Way::Fediverse,
            Self::Member(_) => Way::Member,
        }
    }
}

/// What somebody typed into the form.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The name.
    pub name: &'a str,
    /// The e-mail address.
    pub mail: &'a str,
    /// How the name is shown.
    pub shown: &'a str,
    /// Where they are.
    pub place: &'a str,
    /// What they say.
    pub comment: &'a str,
    /// Whether the consent is given.
    pub consents: bool,
}

/// A form that can be kept.
#[derive(Clone, Debug)]
pub struct Form {
    /// The name.
    pub name: String,
    /// The address that the confirmation goes to.
    pub mail: MailAddress,
    /// How the name is shown.
    pub shown: Shown,
    /// Where they are.
    pub place: String,
    /// What they say.
    pub comment: String,
}

/// Why a pledge does not count; each is a sentence for the one who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no name.
    #[error("Write your name.")]
    NoName,
    /// A part is too long.
    #[error("Shorten {0} to {1} characters or fewer.")]
    Long(&'static str, usize),
    /// The address is none.
    #[error(transparent)]
    Mail(#[from] MailRefusal),
    /// Nothing is chosen for how the name is shown.
    #[error("Choose whether your name, its first letters, or nothing of it is shown.")]
    Shown,
    /// Nobody may keep anything without consent.
    #[error("Tick that you agree. Without it nothing of what you wrote is kept.")]
    Consent,
    /// The campaign does not gather.
    #[error("This campaign gathers no signatures at present. Nothing was counted.")]
    NotGathering,
    /// Its last day is over.
    #[error("This campaign has ended. Nothing was counted.")]
    Over,
    /// Who signs by the form confirms by mail.
    #[error("This server sends no mail, so that nobody can sign here without an account.")]
    NoMail,
    /// There is no such option.
    #[error("There is no such option. Nothing was counted.")]
    Option,
}

/// Checks a form.
pub fn check(typed: Typed<'_>) -> Result<Form, Refusal> {
    let name = line(typed.name, "your name", LONGEST_LABEL)?;
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    let mail = MailAddress::parse(typed.mail)?;
    let shown = Shown::parse(typed.shown).ok_or(Refusal::Shown)?;
    let place = line(typed.place, "the place", LONGEST_LABEL)?;
    let comment = line(typed.comment, "the comment", LONGEST_COMMENT)?;
    if !typed.consents {
        return Err(Refusal::Consent);
    }
    Ok(Form { name, mail, shown, place, comment })
}

/// Whether a pledge counts at this moment. It is asked when somebody signs, and again when they confirm.
pub fn is_open(state: CampaignState, ends: Option<Day>, now: Time) -> Result<(), Refusal> {
    if state != CampaignState::Gathering {
        return Err(Refusal::NotGathering);
    }
    if ends.is_some_and(|day| day.is_over_at(now)) { Err(Refusal::Over) } else { Ok(()) }
}

/// What the option of this place in the campaign's poll means.
pub fn option(place: usize) -> Result<Shown, Refusal> {
    match place {
        0 => Ok(Shown::Name),
        1 => Ok(Shown::Hidden),
        _ => Err(Refusal::Option),
    }
}

/// The place of the option that means this; whoever is shown by initials is shown.
pub fn place(shown: Shown) -> usize {
    match shown {
        Shown::Name | Shown::Initials => 0,
        Shown::Hidden => 1,
    }
}

/// A poll of a campaign without a last day ends after so many days: other servers want an end.
const LONGEST_POLL: i64 = 5 * 365 * DAY;

/// When the poll of a campaign ends: with its last day.
pub fn poll_ends(ends: Option<Day>, opened: Time) -> Time {
    ends.map_or(opened.plus(LONGEST_POLL), |day| day.begins().plus(DAY))
}

/// Whether there is a number of supporters still to be reached.
pub fn is_awaited(milestones: &[Milestone]) -> bool {
    milestones.iter().any(|one| !one.reached && one.supporters.is_some())
}

/// Whether this count passes a milestone that is not reached yet.
pub fn passes(milestones: &[Milestone], count: i64) -> bool {
    milestones
        .iter()
        .any(|one| !one.reached && one.supporters.is_some_and(|wanted| i64::from(wanted) <= count))
}

/// What is kept readable of a name; nothing unless its owner wants it shown.
pub fn public_name(name: &str, shown: Shown) -> Option<String> {
    match shown {
        Shown::Name => Some(name.to_owned()),
        Shown::Initials => {
            let letters = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
            Some(letters.flat_map(|letter| [letter, '.']).collect::<String>()).filter(|text| !text.is_empty())
        }
        Shown::Hidden => None,
    }
}

/// Marks the milestones that this count has passed; the places of those that were not reached before.
pub fn pass(milestones: &mut [Milestone], count: i64) -> Vec<usize> {
    let mut passed = Vec::new();
    for (place, one) in milestones.iter_mut().enumerate() {
        if passes(std::slice::from_ref(one), count) {
            one.reached = true;
            passed.push(place);
        }
    }
    passed
}

fn line(text: &str, what: &'static str, most: usize) -> Result<String, Refusal> {
    let cleaned = clean_line(text, most + 1);
    if cleaned.chars().count() > most { Err(Refusal::Long(what, most)) } else { Ok(cleaned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed<'static> {
        Typed {
            name: "Ann Lee",
            mail: "ann@example.org",
            shown: "name",
            place: "",
            comment: "",
            consents: true,
        }
    }

    #[test]
    fn a_form_without_consent_name_or_choice_is_refused() {
        assert!(check(typed()).is_ok());
        let refused = |form| check(form).map(drop);
        assert_eq!(refused(Typed { consents: false, ..typed() }), Err(Refusal::Consent));
        assert_eq!(refused(Typed { name: " \u{202e} ", ..typed() }), Err(Refusal::NoName));
        assert_eq!(refused(Typed { shown: "all", ..typed() }), Err(Refusal::Shown));
        assert_eq!(refused(Typed { mail: "", ..typed() }), Err(Refusal::Mail(MailRefusal::Empty)));
        let long = "x".repeat(LONGEST_COMMENT + 1);
        let too_long = Err(Refusal::Long("the comment", LONGEST_COMMENT));
        assert_eq!(refused(Typed { comment: &long, ..typed() }), too_long);
    }

    #[test]
    fn one_mailbox_in_many_spellings_is_one_signer_and_an_actor_is_another() {
        let canonical = |text| {
            let address = MailAddress::parse(text).expect("it is an address");
            Signer::Mail(&address).canonical()
        };
        let first = canonical("annlee@gmail.com");
        for spelling in ["Ann.Lee@gmail.com", "annlee+river@gmail.com", " ANNLEE@googlemail.com "] {
            assert_eq!(canonical(spelling), first, "{spelling}");
        }
        assert_ne!(canonical("annlee@example.org"), first);
        assert_ne!(Signer::Actor("annlee@gmail.com").canonical(), first);
        let ours = "https://here.example/users/ann";
        assert_eq!(Signer::Actor(ours).canonical(), Signer::Member(ours).canonical());
    }

    #[test]
    fn only_a_campaign_that_gathers_and_has_not_ended_counts() {
        let ends = Day::parse("2026-11-28");
        let last = ends.expect("it is a day").begins();
        assert_eq!(is_open(CampaignState::Gathering, ends, last), Ok(()));
        let after = Time(last.0 + 3 * 86_400_000);
        assert_eq!(is_open(CampaignState::Gathering, ends, after), Err(Refusal::Over));
        assert_eq!(is_open(CampaignState::Gathering, None, after), Ok(()));
        for state in [CampaignState::Draft, CampaignState::Delivered, CampaignState::Closed] {
            assert_eq!(is_open(state, None, last), Err(Refusal::NotGathering));
        }
    }

    #[test]
    fn an_option_that_does_not_exist_counts_nothing() {
        assert_eq!((option(0), option(1)), (Ok(Shown::Name), Ok(Shown::Hidden)));
        assert_eq!(option(2), Err(Refusal::Option));
    }

    #[test]
    fn an_option_and_what_it_means_are_one() {
        for place_of in [0, 1] {
            assert_eq!(option(place_of).map(place), Ok(place_of));
        }
        assert_eq!(place(Shown::Initials), 0);
    }

    #[test]
    fn a_poll_ends_with_the_last_day_and_always_some_time() {
        let day = Day::parse("2026-11-28").expect("a day");
        let end = poll_ends(Some(day), Time(0));
        assert!(day.is_over_at(end) && !day.is_over_at(Time(end.0 - 1)));
        assert_eq!(poll_ends(None, Time(7)), Time(7 + 5 * 365 * DAY));
    }

    #[test]
    fn nothing_of_a_hidden_name_stays_readable() {
        assert_eq!(public_name("Ann Lee", Shown::Hidden), None);
        assert_eq!(public_name("Ann Lee", Shown::Initials).as_deref(), Some("A.L."));
        assert_eq!(public_name("42 !", Shown::Initials), None);
        assert_eq!(public_name("Ann Lee", Shown::Name).as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn a_milestone_is_passed_once() {
        let at = |supporters| Milestone { words: "so many".into(), supporters, ..Milestone::default() };
        let mut milestones = [at(Some(10)), at(None), at(Some(11))];
        assert_eq!(pass(&mut milestones, 9), Vec::<usize>::new());
        assert_eq!(pass(&mut milestones, 10), [0]);
        assert_eq!(pass(&mut milestones, 12), [2]);
        assert_eq!(pass(&mut milestones, 12), Vec::<usize>::new());
        assert!(!milestones[1].reached);
    }
}

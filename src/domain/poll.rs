//! Decisions about polls: what can be asked, what an edit does to the votes, whether a ballot counts, what may be shown.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::post::{Poll, PollOption};
use super::text::clean_line;
use super::time::{SECOND, Time};

/// The fewest options; with less there is nothing to choose.
pub const FEWEST_OPTIONS: usize = 2;
/// The most options.
pub const MOST_OPTIONS: usize = 8;
/// The longest option, in characters.
pub const LONGEST_OPTION: usize = 100;
/// The shortest time that a poll is open, in seconds.
pub const SHORTEST: i64 = 300;
/// The longest time, in seconds: a month.
pub const LONGEST: i64 = 2_629_746;

/// What somebody wants to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoll {
    /// In the order they are shown.
    pub options: Vec<String>,
    /// How long it is open, in seconds.
    pub lasts: i64,
    /// More than one option may be chosen.
    pub multiple: bool,
    /// The counts are shown only at the end.
    pub hides_totals: bool,
}

/// What is to become of the poll of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// It stays as it is; a new post has none.
    #[default]
    Keep,
    /// There is none from now on.
    Without,
    /// This one.
    Ask(NewPoll),
}

/// Why a poll cannot be made, or a ballot does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Less than [`FEWEST_OPTIONS`].
    TooFew,
    /// More than [`MOST_OPTIONS`].
    TooMany,
    /// An option without a word.
    EmptyOption,
    /// An option above [`LONGEST_OPTION`].
    LongOption,
    /// Two options read the same.
    SameOptions,
    /// Open for less than [`SHORTEST`].
    TooShort,
    /// Open for more than [`LONGEST`].
    TooLong,
    /// The author of a poll has no vote in it.
    Own,
    /// It has ended.
    Ended,
    /// This voter has voted.
    Twice,
    /// There is no such option.
    NoSuchOption,
    /// Several options where one may be chosen.
    OnlyOne,
    /// A ballot without a choice.
    Nothing,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew => write!(f, "A poll needs at least {FEWEST_OPTIONS} options"),
            Self::TooMany => write!(f, "A poll can have {MOST_OPTIONS} options at most"),
            Self::EmptyOption => f.write_str("An option of a poll cannot be empty"),
            Self::LongOption => write!(f, "An option of a poll can have {LONGEST_OPTION} characters at most"),
            Self::SameOptions => f.write_str("Every option of a poll has to be different"),
            Self::TooShort => write!(f, "A poll has to be open for {SHORTEST} seconds at least"),
            Self::TooLong => write!(f, "A poll can be open for {LONGEST} seconds at most"),
            Self::Own => f.write_str("Nobody votes in their own poll"),
            Self::Ended => f.write_str("This poll has ended"),
            Self::Twice => f.write_str("You have voted in this poll before"),
            Self::NoSuchOption => f.write_str("This poll has no such option"),
            Self::OnlyOne => f.write_str("Only one option of this poll can be chosen"),
            Self::Nothing => f.write_str("No option was chosen"),
        }
    }
}

/// Checks a poll and opens it now.
pub fn open(new: &NewPoll, now: Time) -> Result<Poll, Refusal> {
    let options = options(&new.options)?;
    if new.lasts < SHORTEST {
        return Err(Refusal::TooShort);
    }
    if new.lasts > LONGEST {
        return Err(Refusal::TooLong);
    }
    Ok(Poll {
        options: options.into_iter().map(|name| PollOption { name, votes: 0 }).collect(),
        multiple: new.multiple,
        ends_at: Some(now.plus(new.lasts * SECOND).0),
        voters: Some(0),
        hides_totals: new.hides_totals,
        closed_at: None,
    })
}

fn options(typed: &[String]) -> Result<Vec<String>, Refusal> {
    if typed.len() < FEWEST_OPTIONS {
        return Err(Refusal::TooFew);
    }
    if typed.len() > MOST_OPTIONS {
        return Err(Refusal::TooMany);
    }
    let mut options: Vec<String> = Vec::new();
    for option in typed {
        if option.trim().chars().count() > LONGEST_OPTION {
            return Err(Refusal::LongOption);
        }
        // As it will be read elsewhere: a vote names its option to the letter.
        let option = clean_line(option, LONGEST_OPTION);
        if option.is_empty() {
            return Err(Refusal::EmptyOption);
        }
        if options.iter().any(|known| known.to_lowercase() == option.to_lowercase()) {
            return Err(Refusal::SameOptions);
        }
        options.push(option);
    }
    Ok(options)
}

/// What an edit leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The poll from now on.
    pub poll: Option<Poll>,
    /// Votes for what was asked before do not count for what is asked now.
    pub resets: bool,
}

/// Decides what an edit makes of a poll. Only a poll that asks the same keeps its votes.
pub fn revise(have: Option<&Poll>, wish: &Wish, now: Time) -> Result<Revised, Refusal> {
    let new = match wish {
        Wish::Keep => return Ok(Revised { poll: have.cloned(), resets: false }),
        Wish::Without => return Ok(Revised { poll: None, resets: have.is_some() }),
        Wish::Ask(new) => new,
    };
    let mut poll = open(new, now)?;
    match have {
        Some(have) if asks_the_same(have, &poll) => {
            poll.options.clone_from(&have.options);
            poll.voters = have.voters;
            Ok(Revised { poll: Some(poll), resets: false })
        }
        have => Ok(Revised { poll: Some(poll), resets: have.is_some() }),
    }
}

/// Whether a vote in one poll means the same in the other.
pub fn asks_the_same(one: &Poll, other: &Poll) -> bool {
    let names = |poll: &Poll| poll.options.iter().map(|o| o.name.clone()).collect::<Vec<_>>();
    one.multiple == other.multiple && names(one) == names(other)
}

/// Whether no vote counts any more. Some servers say from the beginning when a poll will be closed.
pub fn is_over(poll: &Poll, now: Time) -> bool {
    [poll.closed_at, poll.ends_at].into_iter().flatten().any(|at| Time(at) <= now)
}

/// Whether the counts of the options may be known now.
pub fn shows_totals(poll: &Poll, now: Time) -> bool {
    !poll.hides_totals || is_over(poll, now)
}

/// Who votes, as far as it matters.
#[derive(Clone, Copy, Debug)]
pub struct Voter<'a> {
    /// The one who asked.
    pub is_author: bool,
    /// What they chose before.
    pub earlier: &'a [usize],
}

/// A whole ballot, as a member gives it: the options it is for, each once.
pub fn ballot(poll: &Poll, voter: Voter<'_>, choices: &[usize], now: Time) -> Result<Vec<usize>, Refusal> {
    if voter.is_author {
        return Err(Refusal::Own);
    }
    if is_over(poll, now) {
        return Err(Refusal::Ended);
    }
    if !voter.earlier.is_empty() {
        return Err(Refusal::Twice);
    }
    let mut chosen = choices.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    match chosen.last() {
        None => Err(Refusal::Nothing),
        Some(last) if *last >= poll.options.len() => Err(Refusal::NoSuchOption),
        Some(_) if chosen.len() > 1 && !poll.multiple => Err(Refusal::OnlyOne),
        Some(_) => Ok(chosen),
    }
}

/// One vote as other servers send it: an activity for each option, which it names by its words.
pub fn vote(poll: &Poll, voter: Voter<'_>, name: &str, now: Time) -> Result<usize, Refusal> {
    if voter.is_author {
        return Err(Refusal::Own);
    }
    if is_over(poll, now) {
        return Err(Refusal::Ended);
    }
    let choice = named(poll, name).ok_or(Refusal::NoSuchOption)?;
    let is_spent = if poll.multiple { voter.earlier.contains(&choice) } else { !voter.earlier.is_empty() };
    if is_spent { Err(Refusal::Twice) } else { Ok(choice) }
}

/// The place of the option with these words.
pub fn named(poll: &Poll, name: &str) -> Option<usize> {
    let place = |name: &str| poll.options.iter().position(|option| option.name == name);
    place(name).or_else(|| place(name.trim()))
}

/// Puts counts of votes into a poll; an option that nobody chose has none.
pub fn tally(poll: &mut Poll, counts: &[(usize, u64)], voters: u64) {
    for (at, option) in poll.options.iter_mut().enumerate() {
        option.votes = counts.iter().find(|(choice, _)| *choice == at).map_or(0, |(_, votes)| *votes);
    }
    poll.voters = Some(voters);
}

/// Adds choices of one voter to the counts; whoever chose something before is no new voter.
pub fn count_in(poll: &mut Poll, earlier: &[usize], chosen: &[usize]) {
    for choice in chosen {
        if let Some(option) = poll.options.get_mut(*choice) {
            option.votes = option.votes.saturating_add(1);
        }
    }
    if earlier.is_empty() {
        poll.voters = poll.voters.map(|voters| voters.saturating_add(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time(1_000_000);

    fn new(options: &[&str]) -> NewPoll {
        let options = options.iter().map(|o| (*o).to_owned()).collect();
        NewPoll { options, lasts: 600, multiple: false, hides_totals: false }
    }

    fn poll(multiple: bool) -> Poll {
        open(&NewPoll { multiple, ..new(&["Yes", "No", "Later"]) }, NOW).expect("a good poll")
    }

    const NOBODY: Voter<'static> = Voter { is_author: false, earlier: &[] };

    #[test]
    fn what_can_be_asked() {
        let opened = open(&new(&[" Yes ", "No"]), NOW).expect("a good poll");
        assert_eq!((opened.options[0].name.as_str(), opened.ends_at), ("Yes", Some(1_600_000)));
        assert_eq!((opened.voters, opened.closed_at), (Some(0), None));
        assert!(open(&new(&["é".repeat(100).as_str(), "No"]), NOW).is_ok());
        let nine: Vec<String> = (0..9).map(|n| n.to_string()).collect();
        let nine: Vec<&str> = nine.iter().map(String::as_str).collect();
        assert!(open(&new(&nine[..8]), NOW).is_ok());
        for (options, why) in [
            (&[][..], Refusal::TooFew),
            (&["Yes"], Refusal::TooFew),
            (&nine, Refusal::TooMany),
            (&["Yes", " \u{200b} "], Refusal::EmptyOption),
            (&["Yes", "é".repeat(101).as_str()], Refusal::LongOption),
            (&["Yes", " yes"], Refusal::SameOptions),
            (&["Yes", "Y\u{202e}es"], Refusal::SameOptions),
        ] {
            assert_eq!(open(&new(options), NOW), Err(why), "{options:?}");
        }
        for (lasts, why) in [
            (299, Some(Refusal::TooShort)),
            (300, None),
            (2_629_746, None),
            (2_629_747, Some(Refusal::TooLong)),
            (i64::MAX, Some(Refusal::TooLong)),
            (-1, Some(Refusal::TooShort)),
        ] {
            assert_eq!(open(&NewPoll { lasts, ..new(&["a", "b"]) }, NOW).err(), why, "{lasts}");
        }
    }

    #[test]
    fn a_ballot_counts_once_and_only_while_the_poll_is_open() {
        let (one, many) = (poll(false), poll(true));
        assert_eq!(ballot(&one, NOBODY, &[2], NOW), Ok(vec![2]));
        assert_eq!(ballot(&one, NOBODY, &[2, 2], NOW), Ok(vec![2]));
        assert_eq!(ballot(&many, NOBODY, &[2, 0], NOW), Ok(vec![0, 2]));
        let end = Time(1_600_000);
        assert_eq!(ballot(&one, NOBODY, &[0], end.plus(-1)), Ok(vec![0]));
        let author = Voter { is_author: true, earlier: &[] };
        let again = Voter { is_author: false, earlier: &[1] };
        for (poll, voter, choices, now, why) in [
            (&one, NOBODY, &[0, 1][..], NOW, Refusal::OnlyOne),
            (&one, NOBODY, &[3], NOW, Refusal::NoSuchOption),
            (&many, NOBODY, &[0, usize::MAX], NOW, Refusal::NoSuchOption),
            (&one, NOBODY, &[], NOW, Refusal::Nothing),
            (&one, author, &[0], NOW, Refusal::Own),
            (&one, again, &[0], NOW, Refusal::Twice),
            (&many, again, &[0], NOW, Refusal::Twice),
            (&one, NOBODY, &[0], end, Refusal::Ended),
        ] {
            assert_eq!(ballot(poll, voter, choices, now), Err(why), "{choices:?}");
        }
        let closed = Poll { closed_at: Some(0), ends_at: None, ..poll(false) };
        assert_eq!(ballot(&closed, NOBODY, &[0], NOW), Err(Refusal::Ended));
        let announced = Poll { closed_at: Some(1_600_000), ..poll(false) };
        assert_eq!(ballot(&announced, NOBODY, &[0], NOW), Ok(vec![0]));
        let endless = Poll { ends_at: None, ..poll(false) };
        assert_eq!(ballot(&endless, NOBODY, &[0], Time(i64::MAX)), Ok(vec![0]));
    }

    #[test]
    fn a117_a118_votes_from_elsewhere_name_one_option_at_a_time() {
        let (one, many) = (poll(false), poll(true));
        let earlier = Voter { is_author: false, earlier: &[0] };
        assert_eq!(vote(&one, NOBODY, "No", NOW), Ok(1));
        assert_eq!(vote(&one, NOBODY, " No ", NOW), Ok(1));
        assert_eq!(vote(&one, NOBODY, "no", NOW), Err(Refusal::NoSuchOption));
        assert_eq!(vote(&one, earlier, "No", NOW), Err(Refusal::Twice));
        assert_eq!(vote(&many, earlier, "No", NOW), Ok(1));
        assert_eq!(vote(&many, earlier, "Yes", NOW), Err(Refusal::Twice));
        assert_eq!(vote(&one, NOBODY, "Yes", Time(1_600_000)), Err(Refusal::Ended));
    }

    #[test]
    fn only_a_poll_that_asks_the_same_keeps_its_votes() {
        let mut have = poll(false);
        tally(&mut have, &[(1, 4)], 4);
        let same = NewPoll { lasts: 900, hides_totals: true, ..new(&["Yes", "No", "Later"]) };
        let kept = revise(Some(&have), &Wish::Ask(same.clone()), NOW).expect("it can be asked");
        let now = kept.poll.expect("a poll");
        assert!(!kept.resets && now.hides_totals);
        assert_eq!((now.options[1].votes, now.voters, now.ends_at), (4, Some(4), Some(1_900_000)));
        for other in [new(&["Yes", "No"]), NewPoll { multiple: true, ..same }] {
            let new = revise(Some(&have), &Wish::Ask(other), NOW).expect("it can be asked");
            assert!(new.resets);
            assert_eq!(new.poll.expect("a poll").voters, Some(0));
        }
        assert_eq!(revise(Some(&have), &Wish::Without, NOW), Ok(Revised { poll: None, resets: true }));
        assert_eq!(
            revise(Some(&have), &Wish::Keep, NOW),
            Ok(Revised { poll: Some(have.clone()), resets: false })
        );
        assert_eq!(revise(Some(&have), &Wish::Ask(new(&["x"])), NOW), Err(Refusal::TooFew));
    }

    #[test]
    fn hidden_counts_are_shown_at_the_end() {
        let mut poll = poll(true);
        assert!(shows_totals(&poll, NOW));
        poll.hides_totals = true;
        assert!(!shows_totals(&poll, NOW) && shows_totals(&poll, Time(1_600_000)));
        poll.voters = Some(0);
        count_in(&mut poll, &[], &[0, 2, 9]);
        assert_eq!(poll.options.iter().map(|o| o.votes).collect::<Vec<_>>(), [1, 0, 1]);
        count_in(&mut poll, &[0, 2], &[1]);
        assert_eq!(
            (poll.options[1].votes, poll.voters),
            (1, Some(1)),
            "one voter, whatever they choose later"
        );
        tally(&mut poll, &[(2, 7)], 5);
        assert_eq!(poll.options.iter().map(|o| o.votes).collect::<Vec<_>>(), [0, 0, 7]);
        assert_eq!(poll.voters, Some(5));
    }
}

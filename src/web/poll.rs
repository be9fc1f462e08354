//! The poll of a post, as its page shows it: the options, how many chose each as far as that may be known, its end.

use crate::app::Cx;
use crate::domain::poll::{is_over, shows_totals};
use crate::domain::post::{Poll, Post};
use crate::domain::time::Time;
use crate::service::{pledge_polls, polls};

use super::frame;
use super::problem::Problem;
use super::views::page::Link;
use super::views::statement::{PollOption, PollView};

/// The poll of this post as everybody may see it now; none for a post that asks nothing.
pub async fn of_post(cx: &Cx, post: &Post) -> Result<Option<PollView>, Problem> {
    if post.details.poll.is_none() {
        return Ok(None);
    }
    let shown = polls::show(cx, None, post.id).await?.post;
    let Some(poll) = shown.details.poll else { return Ok(None) };
    let mut view = view(&poll, cx.now());
    if let Some((campaign, is_open)) = pledge_polls::asked_by(cx, post).await? {
        view.is_over |= !is_open;
        view.signs = Some(Link { words: campaign.plan.name, target: format!("/@{}", campaign.handle) });
    }
    Ok(Some(view))
}

fn view(poll: &Poll, now: Time) -> PollView {
    let is_known = shows_totals(poll, now);
    let votes: u64 = poll.options.iter().map(|option| option.votes).sum();
    // Where several may be chosen, each option is measured by the people and not by their votes.
    let all = if poll.multiple { poll.voters.unwrap_or(votes).max(1) } else { votes.max(1) };
    let option = |(name, votes): (&String, u64)| PollOption {
        name: name.clone(),
        votes: is_known.then(|| (votes, share(votes, all))),
    };
    PollView {
        options: poll.options.iter().map(|option| (&option.name, option.votes)).map(option).collect(),
        voters: poll.voters.unwrap_or(votes),
        multiple: poll.multiple,
        is_hidden: !is_known,
        ends: poll.closed_at.or(poll.ends_at).map(|at| frame::moment(Time(at))),
        is_over: is_over(poll, now),
        signs: None,
    }
}

/// Of a hundred, rounded.
fn share(votes: u64, all: u64) -> u64 {
    (votes.saturating_mul(200) / all).div_ceil(2).min(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::post::PollOption as Kept;

    fn poll(votes: &[u64], multiple: bool, hides_totals: bool) -> Poll {
        let option = |votes: &u64| Kept { name: format!("{votes}"), votes: *votes };
        Poll {
            options: votes.iter().map(option).collect(),
            multiple,
            ends_at: Some(100),
            voters: Some(4),
            hides_totals,
            closed_at: None,
        }
    }

    fn shares(poll: &Poll, now: i64) -> Vec<Option<(u64, u64)>> {
        view(poll, Time(now)).options.into_iter().map(|option| option.votes).collect()
    }

    #[test]
    fn shares_are_of_the_votes_or_of_the_people() {
        assert_eq!(shares(&poll(&[1, 3], false, false), 5), [Some((1, 25)), Some((3, 75))]);
        assert_eq!(shares(&poll(&[4, 3], true, false), 5), [Some((4, 100)), Some((3, 75))]);
        assert_eq!(shares(&poll(&[0, 0], false, false), 5), [Some((0, 0)), Some((0, 0))]);
        assert_eq!((share(1, 3), share(2, 3), share(1, 200), share(9, 1)), (33, 67, 1, 100));
    }

    #[test]
    fn what_is_hidden_until_the_end_is_shown_at_the_end() {
        let hiding = poll(&[1, 3], false, true);
        let before = view(&hiding, Time(99));
        assert!(before.is_hidden && !before.is_over && shares(&hiding, 99) == [None, None]);
        let after = view(&hiding, Time(100));
        assert!(!after.is_hidden && after.is_over && shares(&hiding, 100)[1] == Some((3, 75)));
    }
}

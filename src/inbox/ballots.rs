//! Votes in one poll that came one after another. When the link to a campaign is passed on they come by the thousand, so
//! they are applied together.

use crate::app::App;
use crate::domain::uri::Uri;
use crate::service::polls::{self, Ballot};
use crate::store::Tx;
use crate::wire::act::Act;

use super::apply::{Failure, Ready};

/// The poll that an activity votes in, when it is one vote and nothing else, by somebody who is heard here.
pub fn question(ready: &Ready) -> Option<&Uri> {
    ballot(ready).and_then(|(_, vote)| vote.in_reply_to.as_ref())
}

fn ballot(ready: &Ready) -> Option<Ballot<'_>> {
    match &ready.incoming.act {
        Act::Create { posts } => match &posts[..] {
            [vote] if vote.vote.is_some() && ready.account.suspended_at.is_none() => {
                Some((&ready.account, vote))
            }
            _ => None,
        },
        _ => None,
    }
}

/// How many activities from the first on are votes in this poll.
pub fn run<'a>(question: &Uri, activities: impl Iterator<Item = &'a Ready>) -> usize {
    activities.take_while(|ready| self::question(ready) == Some(question)).count()
}

/// Applies these votes in the caller's transaction. No mark of them may stay, since it would say who voted. `false`, and nothing
/// done, where each has to be applied alone.
pub async fn apply<'a>(
    app: &App,
    tx: &mut Tx,
    question: &Uri,
    votes: impl Iterator<Item = &'a Ready>,
) -> Result<bool, Failure> {
    let ballots: Vec<Ballot<'_>> = votes.filter_map(ballot).collect();
    Ok(polls::received_together(app, tx, question, &ballots).await?)
}

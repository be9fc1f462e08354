//! Notifications, newest first.

use axum::Extension;
use axum::extract::RawQuery;

use crate::domain::filter::Context as Place;
use crate::domain::notification::NotificationKind;
use crate::http::Context;
use crate::service::{filters, lines, told};

use super::auth::Member;
use super::error::{self, Answer};
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};
use super::{entities, paging};

/// The routes about notifications.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/notifications", Needs::Member("read:notifications"), list)
}

/// Kinds that the API has a word for. Moves, reports and quotes have none at the level that this server announces, and
/// clients break on words they do not know.
const KINDS: [(NotificationKind, &str); 6] = [
    (NotificationKind::Mention, "mention"),
    (NotificationKind::Follow, "follow"),
    (NotificationKind::FollowRequest, "follow_request"),
    (NotificationKind::Like, "favourite"),
    (NotificationKind::Boost, "reblog"),
    (NotificationKind::Poll, "poll"),
];

fn word(kind: NotificationKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("mention", |(_, word)| word)
}

/// The kinds that are asked for; words that are none are passed over.
fn kinds(params: &Params) -> Vec<NotificationKind> {
    let (wanted, unwanted): (Vec<&str>, Vec<&str>) =
        (params.all("types").collect(), params.all("exclude_types").collect());
    KINDS
        .iter()
        .filter(|(_, word)| (wanted.is_empty() || wanted.contains(word)) && !unwanted.contains(word))
        .map(|(kind, _)| *kind)
        .collect()
}

/// What the one who asks has been told.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let records = told::page(&cx, reader.account, &kinds(&params), window).await?;
    let span = records.first().zip(records.last()).map(|(first, last)| (first.id.0, last.id.0));
    let is_full = i64::try_from(records.len()).is_ok_and(|n| n >= window.limit);

    let people: Vec<i64> = records.iter().map(|n| n.from.0).collect();
    let people = shelf.accounts(&cx, &people).await?;
    let posts: Vec<i64> = records.iter().filter_map(|n| n.post).map(|id| id.0).collect();
    let lines = lines::of_posts(&cx, Some(reader.account), &posts).await?;
    let sieve = filters::sieve(&cx, Some(reader.account), Some(Place::Notifications)).await?;
    let mut items = Vec::new();
    for record in &records {
        let Some(account) = people.get(&record.from.0) else { continue };
        let status = match record.post {
            None => "null".to_owned(),
            // About a post that may not be seen any more there is nothing to say.
            Some(post) => match lines.iter().find(|line| line.post == post) {
                Some(line) => shelf.sifted_status(&cx, line, &sieve).await?,
                None => continue,
            },
        };
        items.push(format!(
            "{{\"id\":\"{id}\",\"type\":\"{kind}\",\"group_key\":\"ungrouped-{id}\",\"created_at\":\"{at}\",\"account\":{account},\"status\":{status}}}",
            id = record.id,
            kind = word(record.kind),
            at = entities::stamp(record.created_at),
        ));
    }
    let body = format!("[{}]", items.join(","));
    Ok(paging::link(&cx, "/api/v1/notifications", &params, span, is_full, error::json(body)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_kinds_are_passed_over_and_known_ones_chosen() {
        let of = |query: &str| kinds(&Params::of_query(Some(query))).len();
        assert_eq!(of(""), 6);
        assert_eq!(of("types[]=mention&types[]=quote"), 1);
        assert_eq!(of("exclude_types[]=follow_request&exclude_types[]=x"), 5);
        assert_eq!(of("types[]=nothing"), 0);
    }
}

//! The member's own account: how it looks to others, and how it usually writes.

use axum::Extension;
use axum::body::Body;
use axum::extract::RawQuery;
use http::HeaderMap;
use serde_json::json;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::language::Language;
use crate::domain::media::{AVATAR, HEADER, Size};
use crate::domain::scope;
use crate::http::Context;
use crate::service::accounts::{self, LONGEST_NOTE, ProfileChange};
use crate::service::preferences::{self, Change};
use crate::service::{follows, lines, media, relocations};

use super::auth::{Member, Reader};
use super::entities::{self, OwnAccount};
use super::error::{self, Answer, Problem};
use super::media as media_door;
use super::params::{self, Params};
use super::quotes;
use super::shelf::Shelf;
use super::status_parts;
use super::statuses::visibility_of;
use super::table::{Needs, Table};

pub use crate::service::accounts::MOST_FIELDS;

/// The routes about the member's own account.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/accounts/verify_credentials", Needs::Member("read:me"), own)
        .patch("/api/v1/accounts/update_credentials", Needs::Member("write:accounts"), change)
        .delete("/api/v1/profile/avatar", Needs::Member("write:accounts"), without_avatar)
        .delete("/api/v1/profile/header", Needs::Member("write:accounts"), without_header)
        .get("/api/v1/preferences", Needs::Member("read:accounts"), preferred)
}

/// The account as its member sees it.
pub(super) async fn entity(cx: &Cx, reader: &Reader, account: &Account) -> Answer {
    let moved = match relocations::new_places(cx, std::slice::from_ref(account)).await?.remove(&account.id.0)
    {
        Some(new) => {
            let numbers = lines::numbers(cx, &[new.id.0]).await?.remove(&new.id.0).unwrap_or_default();
            Some(entities::Account::of(cx, &new, numbers))
        }
        None => None,
    };
    let numbers = lines::numbers(cx, &[account.id.0]).await?.remove(&account.id.0).unwrap_or_default();
    let preferences = preferences::find(cx, account.id).await?;
    let requests = follows::count_requests(cx, account.id).await?;
    let entity = OwnAccount::of(cx, account, numbers, &reader.role, preferences, requests, moved);
    Ok(error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form")))
}

/// The account of the one who asks.
pub async fn own(Context(cx): Context, Extension(shelf): Extension<Shelf>, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    if !scope::holds(&reader.scopes, "read:accounts") {
        // `profile` opens what everybody may see of it, and no more.
        return Ok(error::json(shelf.account(&cx, &account).await?));
    }
    entity(&cx, &reader, &account).await
}

/// Changes the account of the one who asks.
pub async fn change(
    Context(cx): Context,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let body = media_door::body_with_files(body, 2).await?;
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let note = params.get("note").map(str::to_owned);
    if note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        return Err(Problem::refused(format!("The note can have {LONGEST_NOTE} characters at most")));
    }
    let usual = usual(&params)?;
    let change = ProfileChange {
        name: params.get("display_name").map(str::to_owned),
        note,
        locked: params.flag("locked"),
        fields: fields(&params)?,
        bot: params.flag("bot"),
        discoverable: params.flag("discoverable"),
        indexable: params.flag("indexable"),
        hide_collections: params.flag("hide_collections"),
        avatar: picture(&cx, &headers, &body, "avatar", AVATAR).await?,
        header: picture(&cx, &headers, &body, "header", HEADER).await?,
        by: Some(reader.member),
    };
    let account = reader.account(&cx).await?;
    let changed = accounts::change_profile(&cx, &account, change).await?;
    preferences::change(&cx, account.id, usual).await?;
    entity(&cx, &reader, &changed).await
}

/// Keeps the picture of this name, if one was sent; an empty value changes nothing.
async fn picture(
    cx: &Cx,
    headers: &HeaderMap,
    body: &[u8],
    name: &str,
    size: Size,
) -> Result<Option<Option<String>>, Problem> {
    match params::file(headers, body, name) {
        Some(file) => Ok(Some(Some(media::keep_cut(cx, file, size).await?))),
        None => Ok(None),
    }
}

/// Takes the picture of the one who asks away.
pub async fn without_avatar(Context(cx): Context, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    let by = Some(reader.member);
    let change = ProfileChange { avatar: Some(None), by, ..ProfileChange::default() };
    entity(&cx, &reader, &accounts::change_profile(&cx, &account, change).await?).await
}

/// Takes the banner of the one who asks away.
pub async fn without_header(Context(cx): Context, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    let by = Some(reader.member);
    let change = ProfileChange { header: Some(None), by, ..ProfileChange::default() };
    entity(&cx, &reader, &accounts::change_profile(&cx, &account, change).await?).await
}

/// `source[…]`: what the member's statuses are when they do not say.
fn usual(params: &Params) -> Result<Change, Problem> {
    let visibility = match params.get("source[privacy]") {
        None | Some("") => None,
        Some(word) => Some(visibility_of(word)?),
    };
    let language = match params.get("source[language]") {
        None => None,
        Some("") => Some(None),
        Some(tag) => {
            let language = Language::parse(tag)
                .ok_or_else(|| Problem::refused("Validation failed: Language is not a language"))?;
            Some(Some(language.tag().to_owned()))
        }
    };
    let quoters = match params.get("source[quote_policy]") {
        None | Some("") => None,
        Some(word) => Some(quotes::quoters_of(word)?),
    };
    Ok(Change { visibility, sensitive: params.flag("source[sensitive]"), language, quoters })
}

/// `fields_attributes[…][name]` and `[value]`: by number in forms, in order in JSON. Empty lines are left out.
fn fields(params: &Params) -> Result<Option<Vec<(String, String)>>, Problem> {
    if !params.has("fields_attributes") {
        return Ok(None);
    }
    let mut found: Vec<(&str, Option<&str>, Option<&str>)> = Vec::new();
    for (key, text) in params.pairs() {
        let Some(rest) = key.strip_prefix("fields_attributes[") else { continue };
        let Some((place, part)) = rest.split_once("][") else { continue };
        let is_name = match part {
            "name]" => true,
            "value]" => false,
            _ => continue,
        };
        // Without numbers a part that comes again begins the next line.
        let is_there = |(at, name, value): &(&str, Option<&str>, Option<&str>)| {
            *at == place && (!place.is_empty() || if is_name { name.is_none() } else { value.is_none() })
        };
        let at = if place.is_empty() {
            found.len().checked_sub(1).filter(|last| is_there(&found[*last]))
        } else {
            found.iter().position(is_there)
        };
        let at = at.unwrap_or_else(|| {
            found.push((place, None, None));
            found.len() - 1
        });
        if is_name { found[at].1 = Some(text) } else { found[at].2 = Some(text) }
    }
    let lines: Vec<(String, String)> = found
        .into_iter()
        .map(|(_, name, value)| (name.unwrap_or_default().trim(), value.unwrap_or_default().trim()))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if lines.len() > MOST_FIELDS {
        return Err(Problem::refused(format!("A profile can have {MOST_FIELDS} lines at most")));
    }
    Ok(Some(lines))
}

/// How the member usually writes, in the words of other clients' settings.
pub async fn preferred(Context(cx): Context, Member(reader): Member) -> Answer {
    let found = preferences::find(&cx, reader.account).await?;
    let entity = json!({
        "posting:default:visibility": status_parts::visibility(found.visibility),
        "posting:default:sensitive": found.sensitive,
        "posting:default:language": found.language,
        "posting:default:quote_policy": quotes::word_of(found.quoters),
        "reading:expand:media": "default",
        "reading:expand:spoilers": false,
        "reading:autoplay:gifs": false,
    });
    Ok(error::json(entity.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Vec<(String, String)> {
        fields(&Params::of_query(Some(query))).expect("few enough").expect("there are some")
    }

    #[test]
    fn lines_of_a_profile_in_every_way_of_sending_them() {
        let expected = [("Web".to_owned(), "a.test".to_owned()), ("Job".to_owned(), "none".to_owned())];
        for query in [
            "fields_attributes[0][name]=Web&fields_attributes[0][value]=a.test&fields_attributes[1][name]=Job&fields_attributes[1][value]=none",
            "fields_attributes[0][name]=Web&fields_attributes[1][name]=Job&fields_attributes[1][value]=none&fields_attributes[0][value]=a.test",
            "fields_attributes[][name]=Web&fields_attributes[][value]=a.test&fields_attributes[][name]=Job&fields_attributes[][value]=none",
            "fields_attributes[][value]=a.test&fields_attributes[][name]=Web&fields_attributes[7][name]=&fields_attributes[9][name]=Job&fields_attributes[9][value]=none",
        ] {
            assert_eq!(read(query), expected, "{query}");
        }
        assert_eq!(read("fields_attributes[0][name]=&fields_attributes[0][value]="), []);
        let many: Vec<String> = (0..5)
            .map(|n| format!("fields_attributes[{n}][name]=a&fields_attributes[{n}][value]=b"))
            .collect();
        assert!(fields(&Params::of_query(Some(&many.join("&")))).is_err());
        assert_eq!(fields(&Params::of_query(Some("note=x"))).expect("nothing"), None);
    }
}

//! What the coalition does towards others from the command line: follow, boost, answer.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::follow::FollowState;
use crate::domain::language::Language;
use crate::domain::post::Post;
use crate::domain::statement::{Draft, DraftText};
use crate::domain::text::{excerpt, plain};
use crate::domain::translation::Review;
use crate::service::answers::PassedOn;
use crate::service::follows::Followed;
use crate::service::quorum::Leave;
use crate::service::{accounts, answers, campaigns, follows, reactions};

use super::failure::{Failure, Outcome};
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, table_or};

/// The coalition follows somebody.
pub async fn follow(house: &House, whom: &str, printer: Printer) -> Outcome {
    let target = accounts::look_up(&house.cx, whom).await.map_err(|e| Failure::from(e).about(whom))?;
    let state = follows::follow(&house.cx, &house.coalition, &target).await?;
    let acct = target.acct();
    let lines = match state {
        FollowState::Accepted => format!("The coalition follows @{acct}."),
        FollowState::Requested => {
            format!("@{acct} is asked; the running server delivers the question, and takes the answer.")
        }
    };
    printer.say(
        &lines,
        &json!({ "handle": format!("@{acct}"), "id": target.uri.as_str(), "state": state.as_str() }),
    );
    Ok(())
}

/// The coalition follows somebody no longer, or one of its campaigns does.
pub async fn unfollow(house: &House, whom: &str, campaign: Option<&str>, printer: Printer) -> Outcome {
    let (follower, name) = follower(house, campaign).await?;
    let target = accounts::look_up(&house.cx, whom).await.map_err(|e| Failure::from(e).about(whom))?;
    let acct = target.acct();
    if follows::state(house, &follower, &target).await?.is_none() {
        return Err(Failure::not_found(format!("{name} does not follow @{acct}")));
    }
    follows::unfollow(&house.cx, &follower, &target).await?;
    let value = json!({ "handle": format!("@{acct}"), "id": target.uri.as_str(), "state": null });
    printer.say(&first_large(&format!("{name} does not follow @{acct} any more.")), &value);
    Ok(())
}

/// Who of the house follows: the coalition, or a campaign that speaks; and how it is called.
async fn follower(house: &House, campaign: Option<&str>) -> Result<(Account, String), Failure> {
    let Some(handle) = campaign else { return Ok((house.coalition.clone(), "the coalition".to_owned())) };
    let handle = handle.trim_start_matches('@');
    let found = campaigns::speaking(house).await?.into_iter().find(|account| account.username == handle);
    let found = found.ok_or_else(|| {
        Failure::not_found(format!("there is no campaign @{handle} here that speaks to others"))
    })?;
    Ok((found, format!("the campaign @{handle}")))
}

/// A sentence begins with a large letter.
fn first_large(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The coalition passes a post on to its followers.
pub async fn boost(house: &House, url: &str, printer: Printer) -> Outcome {
    let post = open_post(house, url).await?;
    reactions::boost(&house.cx, &house.coalition, &post).await?;
    printer.say(&format!("Boosted {}", post.uri), &json!({ "post": post.uri.as_str(), "boosted": true }));
    Ok(())
}

/// The coalition takes back that it passed a post on.
pub async fn unboost(house: &House, url: &str, printer: Printer) -> Outcome {
    let post = open_post(house, url).await?;
    reactions::unboost(&house.cx, &house.coalition, &post).await?;
    let value = json!({ "post": post.uri.as_str(), "boosted": false });
    printer.say(&format!("{} is not passed on any more", post.uri), &value);
    Ok(())
}

/// The post at this address, if everybody may see it.
async fn open_post(house: &House, url: &str) -> Result<Post, Failure> {
    let found = Box::pin(answers::open_post(&house.cx, url)).await;
    found.map_err(|e| Failure::from(e).about(format!("post {url}")))
}

/// What the coalition has passed on, the newest first.
pub async fn boosts(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let below = listing.below(i64::MAX)?;
    let Stretch { rows: found, next } =
        answers::passed_on(house, &house.coalition, below, listing.most()).await?;
    let rows: Vec<_> = found
        .iter()
        .map(|PassedOn { post, author, at, .. }| {
            let words = excerpt(&plain(&post.main_text().html), 100);
            vec![at.readable(), format!("@{}", author.acct()), words, post.uri.to_string()]
        })
        .collect();
    let value = found
        .iter()
        .map(|PassedOn { id, post, author, at }| {
            json!({
                "post": post.uri.as_str(), "url": post.url, "author": format!("@{}", author.acct()),
                "at": at.rfc3339(), "cursor": id.to_string(),
            })
        })
        .collect();
    let none = "The coalition has passed nothing on.";
    let lines = table_or(&["passed on", "who", "what", "address"], &rows, none);
    printer.say(&cut(lines, next), &value);
    Ok(())
}

/// Whom the coalition follows, or one of its campaigns.
pub async fn following(
    house: &House,
    campaign: Option<&str>,
    listing: &Listing,
    printer: Printer,
) -> Outcome {
    let below = listing.below(Cursor::START)?;
    let (follower, name) = follower(house, campaign).await?;
    let Stretch { rows: found, next } = follows::followed(house, &follower, below, listing.most()).await?;
    let rows: Vec<_> = found
        .iter()
        .map(|Followed { account, state, .. }| {
            vec![format!("@{}", account.acct()), account.name.clone(), state.as_str().to_owned()]
        })
        .collect();
    let value = found
        .iter()
        .map(|Followed { account, state, place }| {
            json!({
                "handle": format!("@{}", account.acct()), "name": account.name, "id": account.uri.as_str(),
                "state": state.as_str(), "cursor": place.to_string(),
            })
        })
        .collect();
    let none = first_large(&format!("{name} follows nobody yet."));
    let none = if listing.is_first() { none.as_str() } else { "There are no more." };
    printer.say(&cut(table_or(&["who", "name", "state"], &rows, none), next), &value);
    Ok(())
}

/// The coalition answers a post in public.
pub async fn reply(
    house: &House,
    url: &str,
    text: String,
    lang: Option<String>,
    printer: Printer,
) -> Outcome {
    let post = open_post(house, url).await?;
    let language =
        lang.or_else(|| house.config.coalition.languages.first().cloned()).unwrap_or_else(|| "en".to_owned());
    let language = Language::parse(&language).ok_or_else(|| {
        Failure::misused(format!("\"{language}\" is not a language tag; write en, es, pt-BR"))
    })?;
    if text.trim().is_empty() {
        return Err(Failure::misused("write the answer: --text \"…\""));
    }
    let words = answer(language, text);
    let answer = Box::pin(answers::publish(&house.cx, None, words, &post, Leave::Usual)).await?;
    let url = answer.url.clone().unwrap_or_default();
    let value = json!({ "id": answer.id.to_string(), "uri": answer.uri.as_str(), "url": url, "in_reply_to": post.uri.as_str() });
    printer.say(&format!("Answered: {url}"), &value);
    Ok(())
}

/// An answer in one language.
pub fn answer(language: Language, source: String) -> Draft {
    let text = DraftText { language, title: String::new(), source, review: Review::Unsaid };
    Draft { texts: vec![text], warning: None, attachments: Vec::new() }
}

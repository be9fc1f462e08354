//! What the coalition does towards others from the command line: follow, boost, answer.

use serde_json::json;

use crate::domain::follow::FollowState;
use crate::domain::poll::Wish;
use crate::domain::visibility::Visibility;
use crate::service::posts::{self, NewPost, Source};
use crate::service::{accounts, follows, reactions};

use super::failure::{Failure, Outcome};
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

/// The coalition follows somebody no longer.
pub async fn unfollow(house: &House, whom: &str, printer: Printer) -> Outcome {
    let target = accounts::look_up(&house.cx, whom).await.map_err(|e| Failure::from(e).about(whom))?;
    let acct = target.acct();
    if follows::state(house, &house.coalition, &target).await?.is_none() {
        return Err(Failure::not_found(format!("the coalition does not follow @{acct}")));
    }
    follows::unfollow(&house.cx, &house.coalition, &target).await?;
    let value = json!({ "handle": format!("@{acct}"), "id": target.uri.as_str(), "state": null });
    printer.say(&format!("The coalition does not follow @{acct} any more."), &value);
    Ok(())
}

/// The coalition passes a post on to its followers.
pub async fn boost(house: &House, url: &str, printer: Printer) -> Outcome {
    let post =
        posts::look_up(&house.cx, url).await.map_err(|e| Failure::from(e).about(format!("post {url}")))?;
    if !post.visibility.is_open() {
        return Err(Failure::failed("this post is not for everybody, so it cannot be passed on"));
    }
    reactions::boost(&house.cx, &house.coalition, &post).await?;
    printer.say(&format!("Boosted {}", post.uri), &json!({ "post": post.uri.as_str(), "boosted": true }));
    Ok(())
}

/// The coalition takes back that it passed a post on.
pub async fn unboost(house: &House, url: &str, printer: Printer) -> Outcome {
    let post =
        posts::look_up(&house.cx, url).await.map_err(|e| Failure::from(e).about(format!("post {url}")))?;
    reactions::unboost(&house.cx, &house.coalition, &post).await?;
    let value = json!({ "post": post.uri.as_str(), "boosted": false });
    printer.say(&format!("{} is not passed on any more", post.uri), &value);
    Ok(())
}

/// Whom the coalition follows.
pub async fn following(house: &House, printer: Printer) -> Outcome {
    let found = follows::followed(house, &house.coalition, 10_000).await?;
    let rows: Vec<_> = found
        .iter()
        .map(|(account, state)| {
            vec![format!("@{}", account.acct()), account.name.clone(), state.as_str().to_owned()]
        })
        .collect();
    let value = found
        .iter()
        .map(|(account, state)| {
            let handle = format!("@{}", account.acct());
            json!({ "handle": handle, "name": account.name, "id": account.uri.as_str(), "state": state.as_str() })
        })
        .collect();
    printer.say(&table_or(&["who", "name", "state"], &rows, "The coalition follows nobody yet."), &value);
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
    let post =
        posts::look_up(&house.cx, url).await.map_err(|e| Failure::from(e).about(format!("post {url}")))?;
    let language =
        lang.or_else(|| house.config.coalition.languages.first().cloned()).unwrap_or_else(|| "en".to_owned());
    let language = crate::domain::language::Language::parse(&language).ok_or_else(|| {
        Failure::misused(format!("\"{language}\" is not a language tag; write en, es, pt-BR"))
    })?;
    if text.trim().is_empty() {
        return Err(Failure::misused("write the answer: --text \"…\""));
    }
    let answer =
        posts::write(&house.cx, None, &house.coalition, answer(language.tag(), text, post.id)).await?;
    let url = answer.url.clone().unwrap_or_default();
    let value = json!({ "id": answer.id.to_string(), "uri": answer.uri.as_str(), "url": url, "in_reply_to": post.uri.as_str() });
    printer.say(&format!("Answered: {url}"), &value);
    Ok(())
}

/// A public answer in one language.
pub fn answer(language: &str, markdown: String, to: crate::domain::ids::PostId) -> NewPost {
    NewPost {
        sources: vec![Source { language: language.to_owned(), title: None, markdown }],
        visibility: Visibility::Public,
        in_reply_to: Some(to),
        warning: None,
        attachments: Vec::new(),
        poll: Wish::Keep,
    }
}

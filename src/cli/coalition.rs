//! `antiphon coalition`: the coalition itself, who follows it, and what it reads. What it does is in `account`.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::account::Account;
use crate::domain::text::{excerpt, plain};
use crate::domain::waiting::MOST;
use crate::service::{accounts, collections, members, statements, timelines, waiting};

use super::account;
use super::failure::Outcome;
use super::listing::Listing;
use super::open::House;
use super::print::{Printer, add, count, table_or};

/// So many lines of the home timeline are shown.
const LINES: i64 = 20;

/// The coalition itself.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the coalition as others see it.
    Show,
    /// Show the profile, or change what is given. Everybody who follows is told.
    Profile(Box<super::coalition_profile::Change>),
    /// Follow somebody: their words come into the coalition's home.
    Follow {
        /// @name@server.example, or the address of their page.
        whom: String,
    },
    /// Follow somebody no longer.
    Unfollow {
        /// @name@server.example, or the address of their page.
        whom: String,
        /// One of our campaigns, which followed them by an app. Without it: the coalition.
        #[arg(long, value_name = "HANDLE")]
        campaign: Option<String>,
    },
    /// Show whom the coalition follows, and whom it has asked.
    Following {
        /// One of our campaigns. Without it: the coalition.
        #[arg(long, value_name = "HANDLE")]
        campaign: Option<String>,
        /// Which part of them.
        #[command(flatten)]
        listing: Listing,
    },
    /// Pass a post on to the coalition's followers.
    Boost {
        /// The address of the post.
        url: String,
    },
    /// Take back that a post was passed on.
    Unboost {
        /// The address of the post.
        url: String,
    },
    /// Show what was passed on, the newest first.
    Boosts(Listing),
    /// Answer a post in public. Where others have to approve it first: antiphon draft new --answers URL.
    Reply {
        /// The address of the post.
        url: String,
        /// The answer, in Markdown.
        #[arg(long)]
        text: String,
        /// Its language. Without it: the coalition's first.
        #[arg(long, value_name = "LANGUAGE")]
        lang: Option<String>,
    },
    /// Count the followers.
    Followers {
        /// Show their names as well. They may be in danger for following: keep the list to yourself.
        #[arg(long)]
        show: bool,
    },
    /// Show the newest of what the coalition reads.
    Home,
    /// Show what waits at the desk for somebody to decide.
    Waiting {
        /// Only what waits for this member, by what their role may do. Without it: for anybody.
        #[arg(long, value_name = "NAME")]
        member: Option<String>,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = Box::pin(act(command, &house, printer)).await;
    house.close().await;
    done
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    match command {
        Command::Show => show(house, printer).await,
        Command::Profile(change) => super::coalition_profile::run(house, *change, printer).await,
        Command::Follow { whom } => account::follow(house, &whom, printer).await,
        Command::Unfollow { whom, campaign } => {
            account::unfollow(house, &whom, campaign.as_deref(), printer).await
        }
        Command::Following { campaign, listing } => {
            account::following(house, campaign.as_deref(), &listing, printer).await
        }
        Command::Boosts(listing) => account::boosts(house, &listing, printer).await,
        Command::Unboost { url } => account::unboost(house, &url, printer).await,
        Command::Boost { url } => account::boost(house, &url, printer).await,
        Command::Reply { url, text, lang } => account::reply(house, &url, text, lang, printer).await,
        Command::Followers { show } => followers(house, show, printer).await,
        Command::Home => home(house, printer).await,
        Command::Waiting { member } => waiting(house, member.as_deref(), printer).await,
    }
}

async fn show(house: &House, printer: Printer) -> Outcome {
    let coalition = &house.coalition;
    let numbers = accounts::numbers(house, coalition).await?;
    let (servers, _) = statements::reach(house, coalition).await?;
    let handle = format!("@{}@{}", coalition.username, house.config.handle_domain());
    let url = coalition.url.as_deref().unwrap_or_default();
    let lines = format!(
        "{}\n{handle}\n{url}\n{}\n{} on {}, follows {}, {}\n",
        coalition.name,
        plain(&coalition.summary),
        count(numbers.followers, "follower", "followers"),
        count(servers, "other server", "other servers"),
        numbers.following,
        count(numbers.posts, "public post", "public posts"),
    );
    printer.say(
        &lines,
        &json!({
            "name": coalition.name, "handle": handle, "url": url, "id": coalition.uri.as_str(),
            "summary": plain(&coalition.summary), "followers": numbers.followers, "following": numbers.following,
            "servers": servers, "posts": numbers.posts,
        }),
    );
    Ok(())
}

async fn waiting(house: &House, member: Option<&str>, printer: Printer) -> Outcome {
    let member = match member {
        Some(name) => Some(members::find(house, name).await?),
        None => None,
    };
    let found = waiting::list(house, member.as_ref()).await?;
    let number = |count: i64| if count < MOST { count.to_string() } else { format!("{count} or more") };
    let rows: Vec<Vec<String>> =
        found.iter().map(|one| vec![one.what.as_str().replace('_', " "), number(one.count)]).collect();
    let list: Vec<Value> = found
        .iter()
        .map(|one| json!({ "what": one.what.as_str(), "count": one.count, "or_more": one.count >= MOST }))
        .collect();
    printer.say(&table_or(&["WHAT", "WAITING"], &rows, "Nothing waits."), &Value::Array(list));
    Ok(())
}

async fn followers(house: &House, show: bool, printer: Printer) -> Outcome {
    let numbers = accounts::numbers(house, &house.coalition).await?;
    let mut names: Vec<Account> = Vec::new();
    if show {
        let mut below = i64::MAX;
        loop {
            let page = collections::followers_page(house, &house.coalition, below).await?;
            let Some(last) = page.last() else { break };
            below = last.id.0;
            names.extend(page);
        }
    }
    let mut lines = count(numbers.followers, "follower", "followers");
    for account in &names {
        add(&mut lines, format_args!("\n@{}  {}", account.acct(), account.name));
    }
    let mut value = json!({ "count": numbers.followers });
    if show {
        value["followers"] = names.iter().map(somebody).collect();
    }
    printer.say(&lines, &value);
    Ok(())
}

async fn home(house: &House, printer: Printer) -> Outcome {
    let entries = timelines::home(house, &house.coalition, i64::MAX, 0, LINES).await?;
    let rows: Vec<_> = entries
        .iter()
        .map(|e| {
            let by = e.booster.as_ref().map_or_else(String::new, |b| format!(" (boosted by @{})", b.acct()));
            let text = e.post.main_text();
            let title = text.title.as_deref().map_or_else(String::new, |title| format!("{title}: "));
            let words = excerpt(&format!("{title}{}", plain(&text.html)), 100);
            vec![
                e.post.published_at.readable(),
                format!("@{}{by}", e.author.acct()),
                words,
                e.post.uri.to_string(),
            ]
        })
        .collect();
    let value = entries
        .iter()
        .map(|e| {
            json!({
                "post": e.post.uri.as_str(), "url": e.post.url, "author": somebody(&e.author),
                "booster": e.booster.as_ref().map(somebody), "published_at": e.post.published_at.rfc3339(),
                "title": e.post.main_text().title, "text": plain(&e.post.main_text().html),
            })
        })
        .collect();
    let lines = table_or(
        &["published", "who", "what", "address"],
        &rows,
        "Nothing yet. Follow somebody: antiphon coalition follow @name@server.example",
    );
    printer.say(&lines, &value);
    Ok(())
}

fn somebody(account: &Account) -> Value {
    json!({ "handle": format!("@{}", account.acct()), "name": account.name, "id": account.uri.as_str() })
}

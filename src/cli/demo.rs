//! `antiphon demo`: three coalitions on this machine, each with its own database, that speak with each other over
//! signed HTTP as they would across the world.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use crate::config::Secret;
use crate::domain::follow::FollowState;
use crate::domain::language::Language;
use crate::domain::post::Post;
use crate::domain::statement::{Draft, DraftText};
use crate::domain::text::plain;
use crate::domain::translation::Review;
use crate::service::quorum::Leave;
use crate::service::timelines::Entry;
use crate::service::{accounts, answers, collections, follows, posts, reactions, statements, timelines};

use super::account::answer;
use super::demo_campaign;
use super::demo_house::{CAST, Ground, House, free_ports};
use super::demo_mail::Mailbox;
use super::demo_proof;
use super::failure::{Failure, Outcome};
use super::print::{Printer, add};
use super::progress::Progress;

/// Says that a directory is the demonstration's own.
const MARK: &str = "made-by-antiphon-demo";
/// What is waited for, step by step.
const STEPS: u64 = 14;

/// Three coalitions on this machine.
#[derive(Debug, Args)]
pub struct Demo {
    /// End after printing what happened, instead of staying up until Ctrl-C.
    #[arg(long)]
    once: bool,
    /// Keep the data of one of the three in this PostgreSQL database, which has to be empty: postgres://…
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
}

/// What has happened, as it is told.
struct Story {
    statement: Post,
    seen_by_housing: Entry,
    reply: Post,
    seen_by_women: Entry,
    reply_at_river: Post,
    boosts_at_river: i64,
    campaign: demo_campaign::Act,
    proof: demo_proof::Act,
}

/// Runs the command.
pub async fn run(demo: &Demo, data_dir: Option<PathBuf>, printer: Printer) -> Outcome {
    if demo.postgres.as_ref().is_some_and(|url| !is_postgres(url)) {
        return Err(Failure::misused("--postgres wants an address that begins with postgres://"));
    }
    let directory = fresh_directory(&data_dir.unwrap_or_else(|| PathBuf::from("demo-data")))?;
    let progress = Progress::new(STEPS);
    let mailbox = Mailbox::open().await?;
    let (ports, postgres) = (free_ports()?, demo.postgres.as_deref().map(Secret::new));
    let ground = Ground { ports, directory, mail: mailbox.port, postgres };
    progress.say("Three coalitions make their keys and start.");
    let mut houses = Vec::new();
    for who in 0..CAST.len() {
        houses.push(Box::pin(House::start(who, &ground)).await?);
        progress.step();
    }
    let told = Box::pin(play(&houses, &mailbox, &progress)).await;
    progress.end();
    if let Ok(story) = &told {
        tell(&houses, story, &ground.directory, printer);
        if !demo.once {
            eprintln!(
                "The three stay up to be looked at, and what mail they send is shown here. Ctrl-C ends them."
            );
            tokio::select! {
                ended = tokio::signal::ctrl_c() => ended.map_err(Failure::failed)?,
                () = mailbox.tell() => {}
            }
        }
    }
    futures_util::future::join_all(houses.into_iter().map(House::stop)).await;
    told.map(drop)
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// A directory for this run alone, below one that is the demonstration's own.
fn fresh_directory(base: &Path) -> Result<PathBuf, Failure> {
    let shown = base.display();
    let cannot = |e: std::io::Error| {
        Failure::failed(format!("cannot write to {shown}: {e}. Choose another with --data-dir."))
    };
    let mark = base.join(MARK);
    let is_used = std::fs::read_dir(base).is_ok_and(|mut entries| entries.next().is_some());
    if is_used && !mark.exists() {
        return Err(Failure::failed(format!(
            "{shown} holds something else than a demonstration. Choose an empty directory with --data-dir. Nothing was changed."
        )));
    }
    std::fs::create_dir_all(base).map_err(cannot)?;
    std::fs::write(&mark, "Everything in here can be deleted.\n").map_err(cannot)?;
    for run in 1_u32.. {
        let directory = base.join(format!("run-{run}"));
        match std::fs::create_dir(&directory) {
            Ok(()) => return Ok(directory),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(cannot(e)),
        }
    }
    Err(Failure::failed(format!("{shown} is full of runs; delete it")))
}

/// Lets the three speak with each other.
async fn play(houses: &[House], mailbox: &Mailbox, progress: &Progress) -> Result<Story, Failure> {
    let [river, housing, women] = houses else { return Err(Failure::failed("the cast is not complete")) };
    progress.say("Housing follows River, Women's Rights follow Housing.");
    follow(housing, river).await?;
    follow(women, housing).await?;
    progress.step();

    progress.say("River publishes a statement in two languages.");
    let statement =
        statements::publish(&river.cx, None, &river.coalition, draft("12 May", "12 de mayo")).await?;
    let seen = |house: &'static str| format!("{house} sees the statement");
    let seen_by_housing = see(housing, &seen("Housing"), statement.uri.as_str()).await?;
    progress.step();

    progress.say("Housing boosts it and answers.");
    reactions::boost(&housing.cx, &housing.coalition, &seen_by_housing.post).await?;
    let words =
        format!("We stand with you, {}. Whoever loses the river loses the home beside it.", river.handle());
    let english = Language::parse("en").expect("two letters are a tag");
    let reply =
        answers::publish(&housing.cx, None, answer(english, words), &seen_by_housing.post, Leave::Usual)
            .await?;
    progress.step();

    progress.say("Women's Rights see what Housing has boosted; River reads the answer.");
    let seen_by_women = see(women, "the boost comes", statement.uri.as_str()).await?;
    progress.step();
    let reply_at_river = river
        .wait("the answer comes", || async {
            let replies = collections::replies_page(&river.cx, statement.id, 0).await?;
            Ok(replies.into_iter().find(|post| post.uri == reply.uri))
        })
        .await?;
    let boosts_at_river = river
        .wait("the boost is counted", || async {
            Ok(Some(posts::counts(&river.cx, statement.id).await?.boosts).filter(|boosts| *boosts > 0))
        })
        .await?;
    progress.step();
    let campaign = Box::pin(demo_campaign::play(houses, mailbox, progress)).await?;
    let edited = draft("19 May", "19 de mayo");
    let proof = Box::pin(demo_proof::play(houses, &statement, edited, progress)).await?;
    Ok(Story {
        statement,
        seen_by_housing,
        reply,
        seen_by_women,
        reply_at_river,
        boosts_at_river,
        campaign,
        proof,
    })
}

async fn follow(follower: &House, followed: &House) -> Outcome {
    let target = accounts::look_up(&follower.cx, &followed.handle()).await?;
    follows::follow(&follower.cx, &follower.coalition, &target).await?;
    follower
        .wait("the follow is accepted", || async {
            let state = follows::state(&follower.cx, &follower.coalition, &target).await?;
            Ok(state.filter(|state| *state == FollowState::Accepted))
        })
        .await
        .map(drop)
}

async fn see(house: &House, what: &str, uri: &str) -> Result<Entry, Failure> {
    house
        .wait(what, || async {
            let entries = timelines::home(&house.cx, &house.coalition, i64::MAX, 0, 20).await?;
            Ok(entries.into_iter().find(|entry| entry.post.uri.as_str() == uri))
        })
        .await
}

/// The statement, with the day of the decision in both languages.
fn draft(english: &str, spanish: &str) -> Draft {
    let text = |tag: &str, title: &str, source: &str| DraftText {
        language: Language::parse(tag).expect("it is a tag"),
        title: title.to_owned(),
        source: source.to_owned(),
        review: Review::Unsaid,
    };
    Draft {
        texts: vec![
            text(
                "en",
                "No permit for the upper dam",
                &format!(
                    "The ministry decides on **{english}**. We ask it to refuse the permit. #CleanRivers"
                ),
            ),
            text(
                "es",
                "Ningún permiso para la presa alta",
                &format!(
                    "El ministerio decide el **{spanish}**. Le pedimos que niegue el permiso. #RíosLimpios"
                ),
            ),
        ],
        warning: None,
        attachments: Vec::new(),
    }
}

fn tell(houses: &[House], story: &Story, directory: &Path, printer: Printer) {
    let mut lines = String::new();
    let mut instances = Vec::new();
    for house in houses {
        add(
            &mut lines,
            format_args!(
                "{}\n  page      {}\n  follow    {}\n  data on   {}\n",
                house.coalition.name,
                house.page(),
                house.handle(),
                house.database()
            ),
        );
        add(&mut lines, format_args!("  sign in   {}\n", house.owner_link));
        instances.push(json!({
            "name": house.coalition.name, "handle": house.handle(), "url": house.page(), "sign_in": house.owner_link,
            "database": house.database(),
        }));
    }
    let address = |post: &Post| post.url.clone().unwrap_or_else(|| post.uri.to_string());
    let saw = [
        (
            "River Coalition",
            "published",
            &story.statement,
            format!("in {} languages", story.statement.texts.len()),
        ),
        ("Housing Now", "saw at home", &story.seen_by_housing.post, by(&story.seen_by_housing)),
        ("Housing Now", "answered", &story.reply, String::new()),
        ("Women's Rights Network", "saw at home", &story.seen_by_women.post, by(&story.seen_by_women)),
        (
            "River Coalition",
            "read the answer",
            &story.reply_at_river,
            format!("and counts {} boost", story.boosts_at_river),
        ),
    ];
    let mut events: Vec<Value> = Vec::new();
    for (who, did, post, note) in saw {
        let text = post.main_text();
        let title = text.title.as_deref().map(|title| format!("{title}: ")).unwrap_or_default();
        let words = format!("{title}{}", plain(&text.html));
        let link = address(post);
        let what = format!("{did} {note}");
        add(&mut lines, format_args!("\n{who} {}\n  {words}\n  {link}\n", what.trim_end()));
        events.push(json!({ "who": who, "did": did, "note": note, "text": words, "url": link, "post": post.uri.as_str() }));
    }
    demo_campaign::tell(&story.campaign, &mut lines, &mut events);
    demo_proof::tell(&story.proof, houses, &mut lines, &mut events);
    add(
        &mut lines,
        format_args!("\nEach coalition's data is below {}; delete it when you like.\n", directory.display()),
    );
    printer.say(
        &lines,
        &json!({ "instances": instances, "events": events, "directory": directory.display().to_string() }),
    );
}

fn by(entry: &Entry) -> String {
    match &entry.booster {
        Some(booster) => format!("(by @{}, boosted by @{})", entry.author.acct(), booster.acct()),
        None => format!("(by @{})", entry.author.acct()),
    }
}

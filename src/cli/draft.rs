//! `antiphon draft`: statements in the making. Whoever approves shows a token of theirs, so that a shell on the machine
//! alone is nobody's approval: see `draft_arguments`.

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::cursor::Cursor;
use crate::domain::draft::{DraftState, DraftVoice, Proposal, Purpose};
use crate::domain::ids::RowId;
use crate::domain::time::Time;
use crate::service::drafts::{self, Aside, DraftRecord, Saved};
use crate::service::quorum_drafts::{self, Done};
use crate::service::{
    answers, campaign_drafts, draft_approvals, draft_publishing, endorsement_drafts, quorum,
};

use super::campaign::{Approval, Speaker};
use super::draft_arguments::{Beside, Exact, Goal, Step, Who, acting, by, must_act};
use super::draft_matter::{replanned, translated, with_words};
use super::draft_print::{self, line};
use super::failure::{Failure, Outcome};
use super::listing::Listing;
use super::open::House;
use super::print::Printer;
use super::statement_texts::{self, Texts};

/// Statements in the making.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a draft: of a new statement, or with --changes, --corrects or --withdraws of one that is public.
    New {
        /// What comes of it.
        #[command(flatten)]
        goal: Goal,
        /// What it says.
        #[command(flatten)]
        texts: Box<Texts>,
        /// What stands beside it.
        #[command(flatten)]
        beside: Beside,
    },
    /// Change its words. Whatever was approved must be approved anew.
    Edit {
        /// Its number.
        id: RowId,
        /// What is new.
        #[command(flatten)]
        texts: Box<Texts>,
        /// Leave a language out from now on.
        #[arg(long, value_name = "LANGUAGE")]
        without: Vec<String>,
        /// What was wrong, or why it is withdrawn.
        #[arg(long, value_name = "TEXT")]
        said: Option<String>,
        /// What was wrong, in the language of a translation, which is a draft without it. Can be given again.
        #[arg(long, value_name = "LANGUAGE:TEXT")]
        said_in: Vec<String>,
        /// What stands beside it.
        #[command(flatten)]
        beside: Beside,
    },
    /// Change the draft of an event. What is not given stays; whatever was approved must be approved anew.
    Event {
        /// Its number.
        id: RowId,
        /// What is new.
        #[command(flatten)]
        parts: Box<super::event::Parts>,
        /// Who does it.
        #[command(flatten)]
        who: Who,
    },
    /// Put a translation into it, or say how far one has come.
    Translate {
        /// Its number.
        id: RowId,
        /// The language.
        #[arg(long)]
        lang: String,
        /// A file with the text in Markdown; `-` reads standard input.
        #[arg(long, value_name = "FILE")]
        file: Option<String>,
        /// The title.
        #[arg(long)]
        title: Option<String>,
        /// machine, draft or reviewed.
        #[arg(long, default_value = "draft")]
        state: String,
        /// Who does it.
        #[command(flatten)]
        who: Who,
    },
    /// Show drafts: those to which anything can still happen, then the others, each with the last changed first.
    List {
        /// Only those that are writing, `in_review`, approved, scheduled, published or dropped.
        #[arg(long)]
        state: Option<String>,
        /// Which part of those that are published or dropped.
        #[command(flatten)]
        listing: Listing,
    },
    /// Show one: its words, what reviewers said, who approved.
    Show {
        /// Its number.
        id: RowId,
    },
    /// Check the signature of every approval.
    Verify {
        /// Its number.
        id: RowId,
    },
    /// Ask others to review it.
    Submit(Step),
    /// Begin the draft of a campaign anew from what the campaign says now. Whatever was approved must be approved anew.
    Renew(Step),
    /// Approve the words with this digest, as the holder of a token.
    Approve(Exact),
    /// Take your approval back.
    Unapprove(Step),
    /// Send it back to its writers.
    SendBack {
        /// Which, and who.
        #[command(flatten)]
        step: Step,
        /// What should change.
        #[arg(long, value_name = "TEXT")]
        note: String,
    },
    /// Let it go out at a time.
    Schedule {
        /// Which, and who.
        #[command(flatten)]
        exact: Exact,
        /// When, as 2026-12-24T08:00:00Z.
        #[arg(long, value_name = "TIME")]
        at: String,
    },
    /// Take its time from it.
    Unschedule(Step),
    /// Publish it now.
    Publish(Exact),
    /// Give it up.
    Drop(Step),
    /// Show how many must approve, or set it. From two on, fewer than now is a draft that the present number approves.
    Quorum {
        /// How many.
        number: Option<u32>,
        /// Whether translations that nobody has reviewed go to other servers: yes or no.
        #[arg(long, value_name = "YES_OR_NO")]
        send_unreviewed: Option<String>,
        #[command(flatten)]
        approval: Approval,
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
    let record = match command {
        Command::New { goal, mut texts, beside } => {
            let who = acting(house, &beside.who).await?;
            texts.bring(house, house.coalition.id).await?;
            let proposal = begin(house, goal, &texts).await?;
            drafts::create(house, by(who.as_ref()), proposal, aside(&beside)?).await?
        }
        Command::Edit { id, mut texts, without, said, said_in, beside } => {
            let who = acting(house, &beside.who).await?;
            let known = found(house, id).await?;
            texts.bring(house, house.coalition.id).await?;
            let words = texts.onto(known.proposal.words(), &without, main_language(house))?;
            let mut proposal = with_words(known.proposal.clone(), words);
            proposal.said = said.or(proposal.said);
            proposal.said_in.extend(statement_texts::said_in(&said_in)?);
            let mut aside = aside(&beside)?;
            if aside.note.is_empty() {
                aside.note.clone_from(&known.note);
            }
            aside.wished_at = aside.wished_at.or(known.wished_at);
            kept(drafts::save(house, by(who.as_ref()), id, known.revision, proposal, aside).await?)?
        }
        Command::Event { id, parts, who } => {
            let who = acting(house, &who).await?;
            let known = found(house, id).await?;
            let proposal = replanned(known.proposal.clone(), *parts, main_language(house))?;
            let aside = Aside { note: known.note.clone(), wished_at: known.wished_at };
            kept(drafts::save(house, by(who.as_ref()), id, known.revision, proposal, aside).await?)?
        }
        Command::Translate { id, lang, file, title, state, who } => {
            let who = acting(house, &who).await?;
            let known = found(house, id).await?;
            let proposal = translated(known.proposal.clone(), &lang, file, title, &state)?;
            let aside = Aside { note: known.note.clone(), wished_at: known.wished_at };
            kept(drafts::save(house, by(who.as_ref()), id, known.revision, proposal, aside).await?)?
        }
        Command::List { state, listing } => {
            let (state, below) = (in_state(state)?, listing.below(Cursor::START)?);
            let open = if listing.is_first() { drafts::open(house, state).await? } else { Vec::new() };
            let closed = drafts::closed(house, state, below, listing.most()).await?;
            draft_print::list(&open, &closed, printer);
            return Ok(());
        }
        Command::Show { id } | Command::Verify { id } => {
            endorsement_drafts::look_again(&house.cx, id).await.map_err(|e| about(e, id))?;
            let shown = drafts::show(house, id).await.map_err(|e| about(e, id))?;
            draft_print::show(&shown, matches!(command, Command::Show { .. }), printer);
            return Ok(());
        }
        Command::Submit(step) => {
            let who = acting(house, &step.who).await?;
            drafts::submit(house, by(who.as_ref()), step.id).await.map_err(|e| about(e, step.id))?
        }
        Command::Renew(step) => {
            let who = acting(house, &step.who).await?;
            let renewed = campaign_drafts::renew(&house.cx, by(who.as_ref()), step.id).await;
            renewed.map_err(|e| about(e, step.id))?
        }
        Command::Approve(exact) => {
            let who = must_act(house, &exact.who, "approves").await?;
            let digest = digest_of(house, &exact).await?;
            draft_approvals::approve(house, &who.member, exact.id, &digest).await?
        }
        Command::Unapprove(step) => {
            let who = must_act(house, &step.who, "approves").await?;
            draft_approvals::withdraw(house, &who.member, step.id).await.map_err(|e| about(e, step.id))?
        }
        Command::SendBack { step, note } => {
            let who = acting(house, &step.who).await?;
            drafts::send_back(house, by(who.as_ref()), step.id, &note).await.map_err(|e| about(e, step.id))?
        }
        Command::Schedule { exact, at } => {
            let who = acting(house, &exact.who).await?;
            let digest = digest_of(house, &exact).await?;
            draft_publishing::schedule(house, by(who.as_ref()), exact.id, &digest, time(&at)?).await?
        }
        Command::Unschedule(step) => {
            let who = acting(house, &step.who).await?;
            drafts::unschedule(house, by(who.as_ref()), step.id).await.map_err(|e| about(e, step.id))?
        }
        Command::Publish(exact) => {
            let who = acting(house, &exact.who).await?;
            let digest = digest_of(house, &exact).await?;
            Box::pin(draft_publishing::publish(&house.cx, by(who.as_ref()), exact.id, &digest)).await?
        }
        Command::Drop(step) => {
            let who = acting(house, &step.who).await?;
            drafts::discard(house, by(who.as_ref()), step.id).await.map_err(|e| about(e, step.id))?
        }
        Command::Quorum { number, send_unreviewed, approval } => {
            return settings(house, number, send_unreviewed.as_deref(), &approval, printer).await;
        }
    };
    printer.say(&line(&record), &draft_print::summary(&record));
    Ok(())
}

async fn settings(
    house: &House,
    number: Option<u32>,
    send_unreviewed: Option<&str>,
    approval: &Approval,
    printer: Printer,
) -> Outcome {
    let who = acting(house, &approval.who).await?;
    let done = match number {
        Some(number) if approval.break_glass => {
            quorum::break_glass(house, by(who.as_ref()), number).await?;
            None
        }
        Some(number) => Some(quorum_drafts::set(house, by(who.as_ref()), number, approval.aside()).await?),
        None => None,
    };
    if let Some(word) = send_unreviewed {
        if !matches!(word, "yes" | "no") {
            return Err(Failure::misused("say --send-unreviewed yes or --send-unreviewed no"));
        }
        quorum::set_sends_unreviewed(house, by(who.as_ref()), word == "yes").await?;
    }
    if let Some(Done::Draft(record)) = done {
        draft_print::handed_in("Nothing has changed", &record, printer);
        return Ok(());
    }
    let (needed, sends) = (quorum::needed(house).await?, quorum::sends_unreviewed(house).await?);
    let lines = format!(
        "Approvals needed to publish: {needed}\nTranslations that nobody has reviewed go to other servers: {}",
        if sends { "yes" } else { "no" }
    );
    printer.say(&lines, &json!({ "quorum": needed, "sends_unreviewed": sends }));
    Ok(())
}

fn main_language(house: &House) -> &str {
    house.config.coalition.languages.first().map_or("en", String::as_str)
}

async fn begin(house: &House, goal: Goal, texts: &Texts) -> Result<Proposal, Failure> {
    let change = goal.changes.map(|id| (id, Purpose::Edit));
    let change = change.or_else(|| goal.corrects.map(|id| (id, Purpose::Correction)));
    let change = change.or_else(|| goal.withdraws.map(|id| (id, Purpose::Withdrawal)));
    let mut proposal = match change {
        Some((id, purpose)) => {
            let about = drafts::about(house, id, purpose).await;
            let present = about.map_err(|e| Failure::from(e).about(format!("statement {id}")))?;
            let words = texts.onto(present.words(), &[], main_language(house))?;
            if purpose == Purpose::Withdrawal { present } else { with_words(present, words) }
        }
        None => Proposal::statement(texts.draft(main_language(house))?),
    };
    if change.is_none() {
        proposal.campaign = goal.campaign;
        proposal.voice = match goal.speaker {
            Speaker::Coalition => DraftVoice::Coalition,
            Speaker::Campaign => DraftVoice::Campaign,
        };
    }
    if let Some(address) = goal.answers {
        let to = Box::pin(answers::open_post(&house.cx, &address)).await;
        let to = to.map_err(|e| Failure::from(e).about(format!("post {address}")))?;
        proposal.answers = Some(to.uri.to_string());
    }
    proposal.said = goal.said;
    proposal.said_in = statement_texts::said_in(&goal.said_in)?;
    Ok(proposal)
}

fn kept(saved: Saved) -> Result<DraftRecord, Failure> {
    match saved {
        Saved::Kept(record) => Ok(*record),
        Saved::Overtaken(_) => {
            Err(Failure::failed("somebody else changed it meanwhile; look at it and try again"))
        }
    }
}

fn aside(beside: &Beside) -> Result<Aside, Failure> {
    Ok(Aside { note: beside.note.clone(), wished_at: beside.wish.as_deref().map(time).transpose()? })
}

fn in_state(word: Option<String>) -> Result<Option<DraftState>, Failure> {
    let known = |word: String| {
        DraftState::parse(&word).ok_or_else(|| {
            let all = DraftState::ALL.map(DraftState::as_str).join(", ");
            Failure::misused(format!("there is no state \"{word}\". There are: {all}"))
        })
    };
    word.map(known).transpose()
}

fn time(text: &str) -> Result<Time, Failure> {
    Time::parse(text)
        .ok_or_else(|| Failure::misused(format!("\"{text}\" is no time; write 2026-12-24T08:00:00Z")))
}

async fn found(house: &House, id: RowId) -> Result<DraftRecord, Failure> {
    drafts::find(house, id).await.map_err(|e| about(e, id))
}

async fn digest_of(house: &House, exact: &Exact) -> Result<String, Failure> {
    match &exact.digest {
        Some(digest) => Ok(digest.clone()),
        None => Ok(found(house, exact.id).await?.digest),
    }
}

fn about(error: crate::service::Error, id: RowId) -> Failure {
    Failure::from(error).about(format!("draft {id}"))
}

//! `antiphon exchange`: calls for solidarity and ideas, between coalitions.

use clap::Subcommand;
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::call::{Call, CallKind, CallState};
use crate::domain::day::Day;
use crate::domain::ids::PostId;
use crate::domain::language::Language;
use crate::domain::sector::Sector;
use crate::domain::statement::Draft;
use crate::domain::text;
use crate::domain::time::Time;
use crate::service::call_adopting::Told;
use crate::service::call_answers::Done;
use crate::service::calls::{self, Message, Readers, Shown};
use crate::service::quorum::Leave;
use crate::service::{call_adopting, call_answers, call_publishing, draft_matters};

use super::account;
use super::campaign::Approval;
use super::draft_arguments::{acting, by};
use super::draft_matter::{HandIn, with_words};
use super::draft_print;
use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, add, table_or};
use super::statement_texts::{Texts, read};

/// Calls for solidarity and ideas, between coalitions.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the calls that reached us and still ask, and our own.
    List {
        /// Only of this kind: legal-aid, translation, witnesses, mirror, funds, other or idea.
        #[arg(long)]
        kind: Option<String>,
    },
    /// Show one call with what was written below it.
    Show {
        /// Its number.
        id: PostId,
    },
    /// Publish a call, or an idea that worked.
    Publish {
        /// What for: legal-aid, translation, witnesses, mirror, funds, other or idea.
        #[arg(long)]
        kind: String,
        /// A sector, such as environment or housing. Can be given again.
        #[arg(long)]
        sector: Vec<String>,
        /// A language in which an answer is understood. Can be given again.
        #[arg(long, value_name = "LANGUAGE")]
        reads: Vec<String>,
        /// The last day, as in 2027-03-01.
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// Only for followers and for partners in the directory.
        #[arg(long)]
        partners: bool,
        /// What it says.
        #[command(flatten)]
        texts: Box<Texts>,
        /// Whether others approve it first.
        #[command(flatten)]
        hand_in: HandIn,
    },
    /// Change the words of a call of ours, and its last day. What is not given stays.
    Change {
        /// Its number.
        id: PostId,
        /// The last day, as in 2027-03-01.
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// What is new.
        #[command(flatten)]
        texts: Box<Texts>,
        /// Whether others approve it first.
        #[command(flatten)]
        hand_in: HandIn,
    },
    /// Answer a call, or a message below one. Only the coalition that you answer can read it. Where others have to approve it,
    /// it becomes a draft.
    Answer {
        /// The number of the call or message.
        id: PostId,
        /// A file with the text in Markdown; `-` reads standard input.
        #[arg(long, value_name = "FILE")]
        file: String,
        /// The language of the text, such as en. Without it: the coalition's first.
        #[arg(long, value_name = "LANGUAGE")]
        lang: Option<String>,
        /// What is done where others have to approve.
        #[command(flatten)]
        approval: Approval,
    },
    /// Make an idea the draft of a campaign here. The draft names its source, and the source is told; where others have to
    /// approve that, what it is told becomes a draft as well.
    Adopt {
        /// The number of the idea.
        id: PostId,
        /// The handle of the campaign.
        handle: String,
        /// A sentence to the coalition whose idea it is.
        #[arg(long, value_name = "TEXT", default_value = "")]
        words: String,
        /// What is done where others have to approve what the source is told.
        #[command(flatten)]
        approval: Approval,
    },
    /// Say that a call of ours asks no more, that it was answered, or that it asks again.
    Close {
        /// Its number.
        id: PostId,
        /// Its new state: closed, answered or open.
        #[arg(long, default_value = "closed")]
        state: String,
        /// Whether others approve it first.
        #[command(flatten)]
        hand_in: HandIn,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = Box::pin(act(command, &house, printer)).await;
    house.close().await;
    done
}

fn kind_of(word: &str) -> Result<CallKind, Failure> {
    CallKind::parse(word).ok_or_else(|| {
        let known: Vec<&str> = CallKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Failure::misused(format!("there is no kind \"{word}\". There are: {}", known.join(", ")))
    })
}

fn about(error: crate::service::Error, id: PostId) -> Failure {
    Failure::from(error).about(format!("call {id}"))
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    let main_language = house.config.coalition.languages.first().map_or("en", String::as_str);
    match command {
        Command::List { kind } => {
            let kind = kind.as_deref().map(kind_of).transpose()?;
            list(house, printer, kind).await
        }
        Command::Show { id } => show(house, printer, id).await,
        Command::Publish { kind, sector, reads, until, partners, mut texts, hand_in } => {
            let call = Call {
                kind: kind_of(&kind)?,
                state: CallState::Open,
                sectors: sector.iter().map(|word| sector_of(word)).collect::<Result<_, _>>()?,
                languages: reads.iter().map(|word| language_of(word)).collect::<Result<_, _>>()?,
                until: until.as_deref().map(end_of).transpose()?,
                adopted: 0,
            };
            let readers = if partners { Readers::Partners } else { Readers::Everybody };
            texts.bring(house, house.coalition.id).await?;
            let draft = texts.draft(main_language)?;
            if hand_in.draft {
                return hand_in.send(house, draft_matters::new_call(draft, call, readers), printer).await;
            }
            let post = calls::publish(&house.cx, None, draft, &call, readers).await?;
            let lines = format!("Published call {}: {}", post.id, post.url.as_deref().unwrap_or_default());
            printer.say(&lines, &value(&calls::find(house, post.id).await?));
            Ok(())
        }
        Command::Answer { id, file, lang, approval } => {
            let language = tag_of(lang.as_deref().unwrap_or(main_language))?;
            let words = account::answer(language, read(&file)?);
            Box::pin(answer(house, id, words, &approval, printer)).await
        }
        Command::Adopt { id, handle, words, approval } => {
            Box::pin(adopt(house, id, &handle, &words, &approval, printer)).await
        }
        Command::Change { id, until, mut texts, hand_in } => {
            let mut proposal = draft_matters::about_call(house, id).await.map_err(|e| about(e, id))?;
            texts.bring(house, house.coalition.id).await?;
            let words = texts.onto(proposal.words(), &[], main_language)?;
            proposal = with_words(proposal, words);
            if let (Some(until), Some(matter)) = (&until, &mut proposal.call) {
                matter.call.until = Some(end_of(until)?);
            }
            if hand_in.draft {
                return hand_in.send(house, proposal, printer).await;
            }
            let matter = proposal.call.as_ref().ok_or_else(|| Failure::failed("it is no call"))?;
            let words = proposal.words();
            let changed = Box::pin(call_publishing::change(&house.cx, None, id, words, &matter.call)).await;
            printer.say(&format!("Changed call {id}."), &value(&changed.map_err(|e| about(e, id))?));
            Ok(())
        }
        Command::Close { id, state, hand_in } => {
            let to = CallState::parse(&state)
                .ok_or_else(|| Failure::misused("the state is one of: closed, answered, open"))?;
            if hand_in.draft {
                let proposal = draft_matters::settling(house, id, to).await.map_err(|e| about(e, id))?;
                return hand_in.send(house, proposal, printer).await;
            }
            let shown = calls::settle(&house.cx, None, id, to).await.map_err(|e| about(e, id))?;
            printer.say(&format!("Call {id} is {}.", to.as_str()), &value(&shown));
            Ok(())
        }
    }
}

async fn answer(house: &House, id: PostId, words: Draft, approval: &Approval, printer: Printer) -> Outcome {
    let who = acting(house, &approval.who).await?;
    let who = by(who.as_ref());
    let done = if approval.break_glass {
        let member = who.map(|member| member.id);
        let post = call_answers::answer_by(&house.cx, member, id, words, Leave::BreakGlass).await;
        post.map(|post| Done::Now(Box::new(post)))
    } else {
        Box::pin(call_answers::send(&house.cx, who, id, words, approval.aside())).await
    };
    let (post, lines) = match done.map_err(|e| about(e, id))? {
        Done::Now(post) => {
            let lines = format!("Sent message {}. Only they can read it.", post.id);
            (post, lines)
        }
        Done::There(post) => {
            let lines = format!("Message {} says just that already. Nothing was sent again.", post.id);
            (post, lines)
        }
        Done::Draft(record) => {
            draft_print::handed_in("Nothing is sent", &record, printer);
            return Ok(());
        }
    };
    printer.say(&lines, &json!({"id": post.id.to_string(), "uri": post.uri.as_str()}));
    Ok(())
}

async fn adopt(
    house: &House,
    id: PostId,
    handle: &str,
    words: &str,
    approval: &Approval,
    printer: Printer,
) -> Outcome {
    let who = acting(house, &approval.who).await?;
    let leave = if approval.break_glass { Leave::BreakGlass } else { Leave::Usual };
    let how = (approval.aside(), leave);
    let taken = Box::pin(call_adopting::take_up(&house.cx, by(who.as_ref()), id, handle, words, how)).await;
    let taken = taken.map_err(|e| about(e, id))?;
    let mut lines = if taken.is_new {
        format!("Wrote a draft of @{handle} from the idea. Nobody outside can see it.")
    } else {
        format!("@{handle} has taken up this idea already. Nothing new was made.")
    };
    add(&mut lines, format_args!(" Change it with: antiphon campaign edit {handle}"));
    if let Told::Draft(record) = &taken.told {
        let line = draft_print::line(record);
        add(
            &mut lines,
            format_args!("\nIts source is told when others have approved what is said to it.\n{line}"),
        );
    }
    let campaign = &taken.campaign;
    let draft = match &taken.told {
        Told::Draft(record) => draft_print::summary(record),
        _ => Value::Null,
    };
    let value = json!({
        "handle": campaign.handle, "state": campaign.state.as_str(), "source": campaign.plan.source,
        "new": taken.is_new, "told": matches!(taken.told, Told::Now | Told::Before), "draft": draft,
    });
    printer.say(&lines, &value);
    Ok(())
}

fn sector_of(word: &str) -> Result<Sector, Failure> {
    Sector::parse(word).ok_or_else(|| {
        let known: Vec<&str> = Sector::ALL.iter().map(|sector| sector.as_str()).collect();
        Failure::misused(format!("there is no sector \"{word}\". There are: {}", known.join(", ")))
    })
}

fn language_of(word: &str) -> Result<String, Failure> {
    Ok(tag_of(word)?.tag().to_owned())
}

fn tag_of(word: &str) -> Result<Language, Failure> {
    Language::parse(word)
        .ok_or_else(|| Failure::misused(format!("\"{word}\" is not a language; write en, es")))
}

/// The end of a day that was given.
fn end_of(text: &str) -> Result<i64, Failure> {
    let day = Day::parse(text)
        .ok_or_else(|| Failure::misused(format!("\"{text}\" is not a day; write it like 2027-03-01")))?;
    Ok(day.begins().plus(crate::domain::time::DAY).0)
}

async fn list(house: &House, printer: Printer, kind: Option<CallKind>) -> Outcome {
    let (mut open, mut below) = (Vec::new(), Some(i64::MAX));
    while let Some(place) = below {
        let part = calls::open(house, false, kind, place).await?;
        open.extend(part.rows);
        below = part.next;
    }
    let own = calls::own(house).await?;
    let is_wanted = |one: &&Shown| kind.is_none_or(|kind| one.call.kind == kind);
    let all: Vec<&Shown> = open.iter().chain(own.iter().filter(is_wanted)).collect();
    let row = |one: &&Shown| {
        vec![
            one.post.id.to_string(),
            one.call.kind.as_str().to_owned(),
            one.call.state.as_str().to_owned(),
            one.author.name.clone(),
            title(one),
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    let lines = table_or(&["number", "kind", "state", "of", "title"], &rows, "There is no call.");
    printer.say(&lines, &all.iter().map(|one| value(one)).collect());
    Ok(())
}

fn title(one: &Shown) -> String {
    one.parts().0
}

async fn show(house: &House, printer: Printer, id: PostId) -> Outcome {
    let (shown, messages) = calls::thread(house, id).await.map_err(|e| about(e, id))?;
    let mut lines = format!(
        "{}\n{}, {}\n\n{}\n",
        title(&shown),
        shown.author.name,
        shown.call.kind.readable(),
        text::plain(&shown.post.main_text().html)
    );
    for Message { post, author } in &messages {
        let words = text::plain(&post.main_text().html);
        add(
            &mut lines,
            format_args!("\n{} {} ({}):\n{words}\n", post.id, author.name, post.published_at.day()),
        );
    }
    let mut value = value(&shown);
    value["messages"] = messages.iter().map(message).collect();
    printer.say(&lines, &value);
    Ok(())
}

fn message(one: &Message) -> Value {
    json!({
        "id": one.post.id.to_string(), "by": one.author.uri.as_str(), "visibility": one.post.visibility.as_str(),
        "text": text::plain(&one.post.main_text().html), "adopts": one.post.details.adopts,
    })
}

/// A call for scripts.
fn value(one: &Shown) -> Value {
    let call = &one.call;
    json!({
        "id": one.post.id.to_string(), "uri": one.post.uri.as_str(), "url": one.post.url,
        "by": one.author.uri.as_str(), "kind": call.kind.as_str(), "state": call.state.as_str(),
        "sectors": call.sectors.iter().map(|sector| sector.as_str()).collect::<Vec<_>>(),
        "languages": call.languages, "until": call.until.map(|at| Time(at).rfc3339()),
        "adopted": call.adopted, "title": title(one), "visibility": one.post.visibility.as_str(),
    })
}

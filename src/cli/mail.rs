//! `antiphon mail`: what waits for the relay, what failed, and whether mail goes out at all.

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::ids::RowId;
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::{Answer, MailState};
use crate::domain::time::Time;
use crate::service::mail_rounds;
use crate::service::mails::{self, Written};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, count, table_or};

/// Mail that waits or failed, and a test of the relay.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show mails in trouble, and how many there are in each state.
    List {
        /// Every mail that is still known.
        #[arg(long)]
        all: bool,
    },
    /// Try mails now that failed or wait for another try.
    Retry {
        /// The number of one mail; without it, all of them.
        id: Option<RowId>,
    },
    /// Take a mail out of the queue.
    Drop {
        /// Its number in the list.
        id: RowId,
        /// Really drop it: it cannot be called back.
        #[arg(long)]
        yes: bool,
    },
    /// Send a test mail at once, and show what the relay says to it.
    Test {
        /// To whom.
        address: String,
        /// Leave it to the running server, like any other mail.
        #[arg(long)]
        queue: bool,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let house = House::open(config).await?;
    let done = act(command, &house, printer).await;
    house.close().await;
    done
}

async fn act(command: Command, house: &House, printer: Printer) -> Outcome {
    match command {
        Command::List { all } => list(house, all, printer).await,
        Command::Retry { id } => {
            let found = mails::retry(house, id).await;
            let rows = found.map_err(|e| Failure::from(e).about("mail with this number that can be sent"))?;
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            printer.say(
                &format!("{} tried now.", count(rows, "mail is", "mails are")),
                &json!({ "mails": rows }),
            );
            Ok(())
        }
        Command::Drop { id, yes: false } => Err(Failure::misused(format!(
            "this drops the mail {id}, and it cannot be called back. Say it again with --yes."
        ))),
        Command::Drop { id, yes: true } => {
            let dropped = mails::drop_one(house, id).await;
            dropped.map_err(|e| Failure::from(e).about(format!("mail {id} that waits")))?;
            printer.say(&format!("The mail {id} is dropped."), &json!({ "id": id.to_string() }));
            Ok(())
        }
        Command::Test { address, queue } => test(house, &address, queue, printer).await,
    }
}

async fn test(house: &House, address: &str, is_queued: bool, printer: Printer) -> Outcome {
    let to = MailAddress::parse(address).map_err(Failure::misused)?;
    if is_queued {
        let Written::Queued(id) = mails::queue_test(house, &to).await? else {
            return Err(Failure::failed("this address got as many mails today as anybody can make us send"));
        };
        let lines = format!("The mail {id} waits for the running server; antiphon mail list --all shows it.");
        printer.say(&lines, &json!({ "to": to.as_str(), "queued": id.to_string() }));
        return Ok(());
    }
    let handed = mail_rounds::test(house, &to).await?;
    if handed.answer != Answer::Taken {
        return Err(Failure::failed(format!("the relay did not take the mail: {}", handed.trouble)));
    }
    let lines = format!(
        "The relay has taken a mail to {}. Whether it arrives, only that mailbox can tell: look into its junk folder too.",
        to.as_str()
    );
    printer.say(&lines, &json!({ "to": to.as_str(), "taken": true }));
    Ok(())
}

async fn list(house: &House, all: bool, printer: Printer) -> Outcome {
    let (listed, numbers) = (mails::list(house, all).await?, mails::numbers(house).await?);
    let rows: Vec<Vec<String>> = listed
        .iter()
        .map(|one| {
            let record = &one.record;
            let next = match record.state {
                MailState::Waiting => format!("waiting, next {}", record.due_at.readable()),
                state => state.as_str().to_owned(),
            };
            vec![
                record.id.to_string(),
                record.purpose.as_str().to_owned(),
                one.to.clone().unwrap_or_default(),
                record.created_at.readable(),
                next,
                record.attempts.to_string(),
                record.trouble.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let moment = |at: Option<Time>| at.map(Time::rfc3339);
    let list: Vec<_> = listed
        .iter()
        .map(|one| {
            let record = &one.record;
            json!({
                "id": record.id.to_string(), "purpose": record.purpose.as_str(), "to": one.to,
                "state": record.state.as_str(), "created_at": record.created_at.rfc3339(),
                "due_at": record.due_at.rfc3339(), "done_at": moment(record.done_at),
                "attempts": record.attempts, "trouble": record.trouble,
            })
        })
        .collect();
    let mut lines = match (mails::is_on(house), &numbers.trouble) {
        (false, _) => "No mail is sent: no relay is named under [mail] in the settings.\n".to_owned(),
        (true, None) => {
            format!("{} for the relay.\n", count(numbers.of(MailState::Waiting), "mail waits", "mails wait"))
        }
        (true, Some((why, since))) => format!(
            "{} for the relay.\nSince {}: {why}\n",
            count(numbers.of(MailState::Waiting), "mail waits", "mails wait"),
            since.readable()
        ),
    };
    let heads = ["id", "purpose", "to", "written", "state", "tries", "answer of the relay"];
    lines.push_str(&table_or(&heads, &rows, "No mail is in trouble."));
    let counts: Vec<_> = numbers
        .counts
        .iter()
        .map(|(purpose, state, count)| {
            json!({ "purpose": purpose.as_str(), "state": state.as_str(), "count": count })
        })
        .collect();
    let trouble =
        numbers.trouble.as_ref().map(|(why, since)| json!({ "why": why, "since": since.rfc3339() }));
    printer.say(
        &lines,
        &json!({ "on": mails::is_on(house), "relay_trouble": trouble, "counts": counts, "mails": list }),
    );
    Ok(())
}

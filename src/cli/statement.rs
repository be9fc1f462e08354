//! `antiphon statement`: what the coalition and its campaigns say in public. What is printed of it is in
//! `statement_print`.

use clap::Subcommand;

use crate::config::Config;
use crate::domain::correction::Correction;
use crate::domain::ids::{AccountId, PostId};
use crate::service::campaigns;
use crate::service::quorum::Leave;
use crate::service::statements::{self, Shown};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, count};
use super::statement_print::{self, list, outcome, show, told};
use super::statement_texts::{self, Texts};

/// What the coalition says in public.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Publish a statement.
    Publish(Texts),
    /// Publish a new version. What is not given stays as it is; the present version stays readable.
    Edit {
        /// Its number.
        id: PostId,
        /// What is new.
        #[command(flatten)]
        texts: Texts,
        /// Leave a language out from now on.
        #[arg(long, value_name = "LANGUAGE")]
        without: Vec<String>,
    },
    /// Publish a new version that says what was wrong with the present one. What is not given stays as it is.
    Correct {
        /// Its number.
        id: PostId,
        /// What was wrong, in one sentence that readers see above the text.
        #[arg(long, value_name = "TEXT")]
        said: String,
        /// The same sentence in the language of a translation, which is a draft without it. Can be given again.
        #[arg(long, value_name = "LANGUAGE:TEXT")]
        said_in: Vec<String>,
        /// What is new.
        #[command(flatten)]
        texts: Box<Texts>,
        /// Leave a language out from now on.
        #[arg(long, value_name = "LANGUAGE")]
        without: Vec<String>,
    },
    /// Take a statement back everywhere.
    Withdraw {
        /// Its number.
        id: PostId,
        /// Really take it back: it cannot be undone.
        #[arg(long)]
        yes: bool,
        /// Why, in one sentence that the page in its place shows.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Do it without the approvals that the coalition asks for, in an emergency. The audit log tells it.
        #[arg(long)]
        break_glass: bool,
    },
    /// Show statements, newest first.
    List {
        /// So many at most.
        #[arg(long, default_value_t = 20)]
        limit: i64,
    },
    /// Show one with its texts and versions.
    Show {
        /// Its number.
        id: PostId,
    },
    /// Show to whom its newest version was delivered, and to whom not, and why.
    Outcome {
        /// Its number.
        id: PostId,
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
    let main_language = house.config.coalition.languages.first().map_or("en", String::as_str);
    match command {
        Command::Publish(mut texts) => {
            texts.bring(house, house.coalition.id).await?;
            let draft = texts.draft(main_language)?;
            let post =
                statements::publish_by(&house.cx, None, &house.coalition, draft, texts.leave()).await?;
            told(house, &post, "Published", printer).await
        }
        Command::Edit { id, mut texts, without } => {
            let Shown { author, post: present, .. } = find(house, id).await?;
            texts.bring(house, author.id).await?;
            let draft = texts.edit(&present, &without, main_language)?;
            let post = statements::edit_by(&house.cx, None, &author, id, draft, texts.leave()).await?;
            let done = if post.version == present.version {
                "Nothing has changed:"
            } else {
                "Published a new version of"
            };
            told(house, &post, done, printer).await
        }
        Command::Correct { id, said, said_in, mut texts, without } => {
            let Shown { author, post: present, .. } = find(house, id).await?;
            texts.bring(house, author.id).await?;
            let draft = texts.edit(&present, &without, main_language)?;
            let leave = texts.leave();
            let said = Correction { said, said_in: statement_texts::said_in(&said_in)? };
            let post =
                Box::pin(statements::correct(&house.cx, None, &author, id, draft, said, leave)).await?;
            told(house, &post, "Published a correction of", printer).await
        }
        Command::Withdraw { id, yes, reason, break_glass } => {
            let author = find(house, id).await?.author;
            if !yes {
                let (servers, _) = statements::reach(house, &author).await?;
                return Err(Failure::misused(format!(
                    "this asks {} to delete the statement, and cannot be undone. Say it again with --yes.",
                    count(servers, "server", "servers")
                )));
            }
            let leave = if break_glass { Leave::BreakGlass } else { Leave::Usual };
            statements::withdraw_by(&house.cx, None, &author, id, reason.as_deref(), leave).await?;
            statement_print::withdrawn(house, id, printer).await
        }
        Command::List { limit } => list(house, limit, printer).await,
        Command::Show { id } => show(house, id, printer).await,
        Command::Outcome { id } => outcome(house, id, printer).await,
    }
}

/// A statement of the coalition or of a campaign of ours, and who said it.
pub(super) async fn find(house: &House, id: PostId) -> Result<Shown, Failure> {
    let found = statements::show(house, id).await;
    match found {
        Ok(shown) if is_ours(house, shown.author.id).await? => Ok(shown),
        Ok(_) => Err(Failure::not_found(format!("there is no statement {id} here"))),
        Err(e) => Err(match statements::withdrawn_at(house, id).await? {
            Some(at) => Failure::not_found(format!("statement {id} was withdrawn on {}", at.readable())),
            None => Failure::from(e).about(format!("statement {id}")),
        }),
    }
}

async fn is_ours(house: &House, author: AccountId) -> Result<bool, Failure> {
    Ok(author == house.coalition.id || campaigns::with_account(house, author).await?.is_some())
}

//! `antiphon member`: people who may sign in here.

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::time::Time;
use crate::service::members;
use crate::service::tokens::{self, Listed};

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, table};

/// People who may sign in here.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add somebody, with an account of their own.
    Add {
        /// Their name here: 1 to 30 of a-z, 0-9 and _.
        name: String,
        /// member, moderator, editor, spokesperson or owner.
        #[arg(long, default_value = "member")]
        role: String,
    },
    /// Show everybody.
    List,
    /// Give somebody another role.
    Role {
        /// Their name here.
        name: String,
        /// member, moderator, editor, spokesperson or owner.
        role: String,
    },
    /// Send somebody out: they cannot sign in any more, and every session and token of theirs ends.
    Suspend {
        /// Their name here.
        name: String,
    },
    /// Make a token for scripts and apps. It is shown once.
    Token {
        /// Their name here.
        name: String,
        /// What it may be used for, words from: read write follow push.
        #[arg(long, default_value = "read write follow")]
        scopes: String,
    },
    /// Show the apps and tokens that somebody uses, with what each may do and whom it acts as.
    Apps {
        /// Their name here.
        name: String,
    },
    /// End one app or token of somebody, at once; or all of them.
    Revoke {
        /// Their name here.
        name: String,
        /// Its mark, as `antiphon member apps` shows it.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        mark: Option<String>,
        /// Every app and token of theirs.
        #[arg(long)]
        all: bool,
    },
    /// Make a link that signs somebody in, once, within two days.
    Link {
        /// Their name here.
        name: String,
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
        Command::Add { name, role } => {
            let member = members::add(house, &name, &role).await?;
            let lines =
                format!("{name} is here as {role}. Make a link to sign in: antiphon member link {name}");
            printer.say(&lines, &json!({ "id": member.id.to_string(), "name": name, "role": role }));
        }
        Command::List => list(house, printer).await?,
        Command::Role { name, role } => {
            members::set_role(house, &name, &role).await.map_err(|e| missing(e, &name))?;
            printer.say(&format!("{name} is {role} now."), &json!({ "name": name, "role": role }));
        }
        Command::Suspend { name } => {
            members::suspend(house, &name).await.map_err(|e| missing(e, &name))?;
            printer.say(
                &format!("{name} cannot sign in any more."),
                &json!({ "name": name, "suspended": true }),
            );
        }
        Command::Token { name, scopes } => {
            check_scopes(&scopes)?;
            refuse_suspended(house, &name).await?;
            let token = members::new_token(house, &name, "command line", &scopes).await?;
            eprintln!("This token is shown once; only its digest is kept.");
            printer.say(&token, &json!({ "name": name, "scopes": scopes, "token": token }));
        }
        Command::Apps { name } => apps(house, &name, printer).await?,
        Command::Revoke { name, mark, .. } => {
            let ended = tokens::end(house, &name, mark.as_deref()).await.map_err(|e| match &mark {
                Some(mark) => Failure::from(e).about(format!("app {mark} of member {name}")),
                None => missing(e, &name),
            })?;
            let words = match ended {
                1 => format!("One app or token of {name} opens nothing any more."),
                many => format!("{many} apps and tokens of {name} open nothing any more."),
            };
            printer.say(&words, &json!({ "name": name, "revoked": ended }));
        }
        Command::Link { name } => {
            refuse_suspended(house, &name).await?;
            let link = house.url(&members::link_for(house, &name).await?);
            eprintln!("This link signs {name} in once, within two days.");
            printer.say(&link, &json!({ "name": name, "link": link }));
        }
    }
    Ok(())
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let members = members::list(house).await?;
    let rows: Vec<_> = members
        .iter()
        .map(|m| {
            let since = m.suspended_at.map_or_else(String::new, |at| format!("suspended {}", at.day()));
            vec![m.username.clone(), m.role.clone(), m.created_at.day(), since]
        })
        .collect();
    let value = members
        .iter()
        .map(|m| {
            json!({
                "id": m.id.to_string(), "name": m.username, "role": m.role, "created_at": m.created_at.rfc3339(),
                "suspended_at": m.suspended_at.map(Time::rfc3339),
            })
        })
        .collect();
    printer.say(&table(&["name", "role", "since", ""], &rows), &value);
    Ok(())
}

async fn apps(house: &House, name: &str, printer: Printer) -> Outcome {
    let listed = tokens::list(house, name).await.map_err(|e| missing(e, name))?;
    let rows: Vec<_> = listed
        .iter()
        .map(|Listed { mark, token }| {
            vec![
                mark.clone(),
                token.name.clone(),
                token.acts_as.clone(),
                token.scopes.clone(),
                token.created_at.day(),
            ]
        })
        .collect();
    let value = listed
        .iter()
        .map(|Listed { mark, token }| {
            json!({
                "mark": mark, "app": token.name, "acts_as": token.acts_as, "scopes": token.scopes,
                "created_at": token.created_at.rfc3339(),
            })
        })
        .collect();
    printer.say(&table(&["mark", "app", "acts as", "may", "since"], &rows), &value);
    Ok(())
}

async fn refuse_suspended(house: &House, name: &str) -> Outcome {
    let member = members::find(house, name).await.map_err(|e| missing(e, name))?;
    match member.suspended_at {
        Some(at) => {
            Err(Failure::failed(format!("{name} was suspended on {} and cannot sign in", at.readable())))
        }
        None => Ok(()),
    }
}

fn check_scopes(scopes: &str) -> Outcome {
    let known = |scope: &str| matches!(scope.split(':').next(), Some("read" | "write" | "follow" | "push"));
    match scopes.split_whitespace().find(|scope| !known(scope)) {
        Some(scope) => Err(Failure::misused(format!(
            "there is no scope \"{scope}\"; use words from: read write follow push"
        ))),
        None if scopes.trim().is_empty() => {
            Err(Failure::misused("a token needs a scope; use words from: read write follow push"))
        }
        None => Ok(()),
    }
}

fn missing(error: crate::service::Error, name: &str) -> Failure {
    Failure::from(error).about(format!("member {name}"))
}

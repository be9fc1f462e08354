//! `antiphon member`: people who may sign in here, and their roles. What they sign in with is in `member_secrets`, how
//! others become members in `member_entry`, what they take along and bring here in `member_moving`.

use clap::Subcommand;
use serde_json::json;

use crate::config::Config;
use crate::domain::time::Time;
use crate::service::members;

use super::failure::{Failure, Outcome};
use super::member_entry::{self, Invite};
use super::member_moving::{self, Moving};
use super::member_secrets::{self, Totp};
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
    /// Make a link with which others become members by themselves; list such links, or take one back.
    Invite(Invite),
    /// Show those who have asked to become members.
    Waiting,
    /// Let somebody in who has asked.
    Approve {
        /// The name they asked for.
        name: String,
    },
    /// Say no to somebody who has asked. Nothing of them stays.
    Reject {
        /// The name they asked for.
        name: String,
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
    /// Let somebody sign in again who was suspended.
    Unsuspend {
        /// Their name here.
        name: String,
    },
    /// Take somebody's password away and make a link to choose another. Every session and token of theirs ends.
    Password {
        /// Their name here.
        name: String,
        /// Read the new password from standard input instead, one line.
        #[arg(long)]
        stdin: bool,
    },
    /// The second thing that somebody signs in with.
    #[command(subcommand)]
    Totp(Totp),
    /// Show where somebody is signed in, or end it.
    Sessions {
        /// Their name here.
        name: String,
        /// The mark of the session to end, or `all`; or `everything`, with their apps, tokens and links.
        #[arg(long, value_name = "MARK")]
        end: Option<String>,
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
    #[command(flatten)]
    Moving(Moving),
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
        Command::Add { name, role } => {
            let member = members::add(house, &name, &role).await?;
            let lines =
                format!("{name} is here as {role}. Make a link to sign in: antiphon member link {name}");
            printer.say(&lines, &json!({ "id": member.id.to_string(), "name": name, "role": role }));
        }
        Command::Invite(invite) => member_entry::invite(house, invite, printer).await?,
        Command::Waiting => member_entry::waiting(house, printer).await?,
        Command::Approve { name } => member_entry::approve(house, &name, printer).await?,
        Command::Reject { name } => member_entry::reject(house, &name, printer).await?,
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
        Command::Unsuspend { name } => {
            members::unsuspend(house, &name).await.map_err(|e| missing(e, &name))?;
            printer.say(&format!("{name} may sign in again."), &json!({ "name": name, "suspended": false }));
        }
        Command::Apps { name } => member_secrets::apps(house, &name, printer).await?,
        Command::Revoke { name, mark, .. } => {
            member_secrets::revoke(house, &name, mark.as_deref(), printer).await?;
        }
        Command::Password { name, stdin } => {
            member_secrets::password(house, &name, stdin, printer).await?;
        }
        Command::Totp(totp) => member_secrets::totp(house, &totp, printer).await?,
        Command::Sessions { name, end } => {
            member_secrets::sessions(house, &name, end.as_deref(), printer).await?;
        }
        Command::Token { name, scopes } => member_secrets::token(house, &name, &scopes, printer).await?,
        Command::Link { name } => member_secrets::link(house, &name, printer).await?,
        Command::Moving(what) => Box::pin(member_moving::run(house, what, printer)).await?,
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

/// The failure of a verb about somebody by name.
pub fn missing(error: crate::service::Error, name: &str) -> Failure {
    Failure::from(error).about(format!("member {name}"))
}

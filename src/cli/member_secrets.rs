//! `antiphon member password`, `totp`, `sessions`, `token`, `apps` and `link`: what members sign in with.

use std::io::BufRead as _;

use clap::Subcommand;
use serde_json::json;

use crate::service::tokens::{self, Listed};
use crate::service::{authenticators, members, passwords, sessions};

use super::failure::{Failure, Outcome};
use super::member::missing;
use super::open::House;
use super::print::{Printer, count, table, table_or};

/// The second thing that somebody signs in with.
#[derive(Debug, Subcommand)]
pub enum Totp {
    /// Turn it off for somebody who has lost their authenticator and their recovery codes.
    Off {
        /// Their name here.
        name: String,
    },
}

/// Takes a password away and prints a link, or sets the one that stands on standard input.
pub async fn password(house: &House, name: &str, stdin: bool, printer: Printer) -> Outcome {
    if !stdin {
        let link = house.url(&passwords::reset(house, name).await.map_err(|e| missing(e, name))?);
        eprintln!(
            "{name} is signed out everywhere. This link signs {name} in once, within two days, to choose a password."
        );
        printer.say(&link, &json!({ "name": name, "link": link }));
        return Ok(());
    }
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Failure::failed(format!("standard input cannot be read: {e}")))?;
    let password = line.trim_end_matches(['\r', '\n']);
    passwords::set(house, None, name, password, None).await.map_err(|e| missing(e, name))?;
    printer.say(
        &format!("{name} has a new password and is signed out everywhere."),
        &json!({ "name": name, "password": "set" }),
    );
    Ok(())
}

/// Turns somebody's authenticator off.
pub async fn totp(house: &House, what: &Totp, printer: Printer) -> Outcome {
    let Totp::Off { name } = what;
    authenticators::turn_off(house, None, name).await.map_err(|e| missing(e, name))?;
    printer.say(
        &format!("{name} signs in with name and password alone."),
        &json!({ "name": name, "totp": false }),
    );
    Ok(())
}

/// Shows where somebody is signed in, or ends it.
pub async fn sessions(house: &House, name: &str, end: Option<&str>, printer: Printer) -> Outcome {
    let member = members::find(house, name).await.map_err(|e| missing(e, name))?;
    match end {
        Some("everything") => {
            sessions::end_all_of(house, None, name).await?;
            let words = format!(
                "{name} is signed out everywhere; their apps, tokens and links open nothing any more."
            );
            printer.say(&words, &json!({ "name": name, "ended": "everything" }));
        }
        Some("all") => {
            let ended = sessions::end_each_of(house, name).await?;
            let number = i64::try_from(ended).unwrap_or(i64::MAX);
            printer.say(
                &format!("Ended {}.", count(number, "session", "sessions")),
                &json!({ "name": name, "ended": ended }),
            );
        }
        Some(mark) => {
            sessions::end_of(house, name, mark)
                .await
                .map_err(|e| Failure::from(e).about(format!("session {mark} of {name}")))?;
            printer.say(&format!("Ended the session {mark}."), &json!({ "name": name, "ended": 1 }));
        }
        None => {
            let all = sessions::list(house, member.id, None).await?;
            let way = |by_link: bool| if by_link { "link" } else { "password" };
            let rows: Vec<_> = all
                .iter()
                .map(|s| {
                    vec![
                        s.mark.clone(),
                        s.created_at.readable(),
                        s.expires_at.readable(),
                        way(s.by_link).to_owned(),
                    ]
                })
                .collect();
            let value = all
                .iter()
                .map(|s| {
                    json!({
                        "mark": s.mark, "created_at": s.created_at.rfc3339(), "expires_at": s.expires_at.rfc3339(),
                        "opened_by": way(s.by_link),
                    })
                })
                .collect();
            let none = format!("{name} is signed in nowhere.");
            printer.say(&table_or(&["mark", "since", "until", "opened by"], &rows, &none), &value);
        }
    }
    Ok(())
}

/// Makes a token for scripts and apps.
pub async fn token(house: &House, name: &str, scopes: &str, printer: Printer) -> Outcome {
    check_scopes(scopes)?;
    refuse_suspended(house, name).await?;
    let token = members::new_token(house, name, "command line", scopes).await?;
    eprintln!("This token is shown once; only its digest is kept.");
    printer.say(&token, &json!({ "name": name, "scopes": scopes, "token": token }));
    Ok(())
}

/// Shows the apps and tokens that somebody uses.
pub async fn apps(house: &House, name: &str, printer: Printer) -> Outcome {
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

/// Ends one app or token of somebody, or all of them.
pub async fn revoke(house: &House, name: &str, mark: Option<&str>, printer: Printer) -> Outcome {
    let ended = tokens::end(house, name, mark).await.map_err(|e| match mark {
        Some(mark) => Failure::from(e).about(format!("app {mark} of member {name}")),
        None => missing(e, name),
    })?;
    let words = match ended {
        1 => format!("One app or token of {name} opens nothing any more."),
        many => format!("{many} apps and tokens of {name} open nothing any more."),
    };
    printer.say(&words, &json!({ "name": name, "revoked": ended }));
    Ok(())
}

/// Makes a link that signs somebody in, once.
pub async fn link(house: &House, name: &str, printer: Printer) -> Outcome {
    refuse_suspended(house, name).await?;
    let link = house.url(&members::link_for(house, name).await?);
    eprintln!("This link signs {name} in once, within two days.");
    printer.say(&link, &json!({ "name": name, "link": link }));
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

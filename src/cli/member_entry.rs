//! `antiphon member invite`, `waiting`, `approve` and `reject`: how others become members.

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::domain::role::Role;
use crate::domain::time::{DAY, HOUR, Time};
use crate::service::invitations::{self, NewInvitation};
use crate::service::registration;

use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::{Printer, count, table_or};

/// A link with which others become members by themselves.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Invite {
    #[command(subcommand)]
    what: Option<InviteCommand>,
    /// What they become: member, moderator, editor, spokesperson or owner.
    #[arg(long, default_value = "member")]
    role: String,
    /// How many people may use it.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    uses: i64,
    /// How long it works: 12h, 7d or 4w.
    #[arg(long, default_value = "7d", value_name = "TIME")]
    expires: String,
}

/// What is done with links that were made before.
#[derive(Debug, Subcommand)]
enum InviteCommand {
    /// Show them.
    List,
    /// Take one back. Who came by it stays.
    Revoke {
        /// Its number in the list.
        id: i64,
    },
}

/// Makes a link, or shows them, or takes one back.
pub async fn invite(house: &House, invite: Invite, printer: Printer) -> Outcome {
    match invite.what {
        None => make(house, &invite, printer).await,
        Some(InviteCommand::List) => list(house, printer).await,
        Some(InviteCommand::Revoke { id }) => {
            invitations::revoke(house, None, id)
                .await
                .map_err(|e| Failure::from(e).about(format!("invitation {id} that could still be used")))?;
            printer.say(
                "The link makes no members any more.",
                &json!({ "id": id.to_string(), "revoked": true }),
            );
            Ok(())
        }
    }
}

async fn make(house: &House, invite: &Invite, printer: Printer) -> Outcome {
    let role = Role::parse(&invite.role).ok_or_else(|| {
        let all = Role::ALL.map(Role::as_str).join(", ");
        Failure::misused(format!("there is no role \"{}\". Roles are: {all}", invite.role))
    })?;
    let lasts = duration(&invite.expires).ok_or_else(|| {
        Failure::misused(format!("\"{}\" is not a time; write 12h, 7d or 4w", invite.expires))
    })?;
    let (path, made) =
        invitations::make(house, None, NewInvitation { role, uses: invite.uses, lasts }).await?;
    let link = house.url(&path);
    eprintln!(
        "This link is shown once. It makes {} until {}.",
        count(made.uses, &format!("person a {role}"), &format!("people a {role}")),
        made.expires_at.readable()
    );
    let value = json!({
        "id": made.id.to_string(), "link": link, "role": made.role, "uses": made.uses,
        "expires_at": made.expires_at.rfc3339(),
    });
    printer.say(&link, &value);
    Ok(())
}

/// Milliseconds of `12h`, `7d` or `4w`.
fn duration(text: &str) -> Option<i64> {
    let unit = match text.chars().last()? {
        'h' => HOUR,
        'd' => DAY,
        'w' => 7 * DAY,
        _ => return None,
    };
    let number: u32 = text[..text.len() - 1].parse().ok()?;
    i64::from(number).checked_mul(unit)
}

async fn list(house: &House, printer: Printer) -> Outcome {
    let all = invitations::list(house).await?;
    let now = house.now();
    let state = |i: &crate::service::invitations::Invitation| match (
        i.revoked_at,
        i.used >= i.uses,
        i.expires_at > now,
    ) {
        (Some(_), _, _) => "taken back",
        (None, true, _) => "used up",
        (None, false, false) => "too old",
        (None, false, true) => "open",
    };
    let rows: Vec<_> = all
        .iter()
        .map(|i| {
            vec![
                i.id.to_string(),
                i.role.clone(),
                format!("{} of {}", i.used, i.uses),
                i.expires_at.readable(),
                state(i).to_owned(),
            ]
        })
        .collect();
    let value: Value = all
        .iter()
        .map(|i| {
            json!({
                "id": i.id.to_string(), "role": i.role, "uses": i.uses, "used": i.used,
                "created_at": i.created_at.rfc3339(), "expires_at": i.expires_at.rfc3339(),
                "revoked_at": i.revoked_at.map(Time::rfc3339), "state": state(i),
            })
        })
        .collect();
    let none = "No links yet. Make one: antiphon member invite --uses 5 --expires 7d";
    printer.say(&table_or(&["number", "role", "used", "until", ""], &rows, none), &value);
    Ok(())
}

/// Shows those who have asked to become members.
pub async fn waiting(house: &House, printer: Printer) -> Outcome {
    let all = registration::waiting(house).await?;
    let rows: Vec<_> = all
        .iter()
        .map(|a| {
            let language = a.language.clone().unwrap_or_default();
            vec![a.username.clone(), a.created_at.readable(), language, a.reason.replace('\n', " ")]
        })
        .collect();
    let value = all
        .iter()
        .map(|a| {
            json!({
                "name": a.username, "created_at": a.created_at.rfc3339(), "language": a.language, "reason": a.reason,
            })
        })
        .collect();
    let none = "Nobody waits for an answer.";
    printer.say(&table_or(&["name", "asked", "language", "why"], &rows, none), &value);
    Ok(())
}

/// Lets somebody in who has asked.
pub async fn approve(house: &House, name: &str, printer: Printer) -> Outcome {
    let member = registration::approve(house, None, name).await.map_err(|e| nobody(e, name))?;
    printer.say(
        &format!("{name} is a member now, and signs in with the password they chose."),
        &json!({ "id": member.id.to_string(), "name": name, "role": member.role }),
    );
    Ok(())
}

/// Says no to somebody who has asked.
pub async fn reject(house: &House, name: &str, printer: Printer) -> Outcome {
    registration::reject(house, None, name).await.map_err(|e| nobody(e, name))?;
    printer.say(&format!("Nothing of {name} is kept."), &json!({ "name": name, "rejected": true }));
    Ok(())
}

fn nobody(error: crate::service::Error, name: &str) -> Failure {
    Failure::from(error).about(format!("{name} waiting for an answer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_hours_days_or_weeks() {
        assert_eq!(duration("12h"), Some(12 * HOUR));
        assert_eq!(duration("7d"), Some(7 * DAY));
        assert_eq!(duration("4w"), Some(28 * DAY));
        for text in ["", "7", "d", "-7d", "7 d", "7é", "99999999999d"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}

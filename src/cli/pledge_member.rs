//! `antiphon pledge sign` and `withdraw`: what members sign with their accounts. Whoever signs shows a token of theirs, so
//! that a shell on the machine alone is nobody's signature.

use clap::Args;
use serde_json::json;

use crate::domain::pledge::Shown;
use crate::service::{accounts, campaigns, pledges};

use super::draft_arguments::{Who, must_act};
use super::failure::{Failure, Outcome};
use super::open::House;
use super::print::Printer;

/// What is signed, and by whom.
#[derive(Debug, Args)]
pub struct Sign {
    /// The handle of the campaign.
    campaign: String,
    /// Without showing the name of the account.
    #[arg(long)]
    hidden: bool,
    /// Who does it.
    #[command(flatten)]
    who: Who,
}

/// Whose signature is taken back.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// The member's name.
    #[arg(long)]
    member: String,
    /// The handle of the campaign.
    #[arg(long)]
    campaign: String,
}

/// The holder of a token signs a campaign with their own account.
pub async fn sign(house: &House, sign: &Sign, printer: Printer) -> Outcome {
    let member = must_act(house, &sign.who, "signs").await?.member;
    let found = campaigns::public(house, &sign.campaign).await;
    let campaign =
        found.map_err(|e| Failure::from(e).about(format!("campaign @{}", sign.campaign)))?.campaign;
    let account = accounts::find(house, member.account).await?;
    let shown = if sign.hidden { Shown::Hidden } else { Shown::Name };
    let is_new = pledges::sign_as_member(house, &account, campaign.id, shown).await?;
    let words = if is_new {
        format!("{} stands behind {} now.", member.username, sign.campaign)
    } else {
        format!("{} has signed {} before. Nothing was changed.", member.username, sign.campaign)
    };
    let value = json!({ "campaign": sign.campaign, "signed": is_new, "shown": shown.as_str() });
    printer.say(&words, &value);
    Ok(())
}

/// Takes back what a member signed.
pub async fn withdraw(house: &House, asked: &Withdraw, printer: Printer) -> Outcome {
    let Withdraw { member, campaign } = asked;
    let was_there = pledges::withdraw_of(house, member, campaign).await?;
    let words = if was_there {
        format!("{member} stands behind {campaign} no more, and nothing of the signature is kept.")
    } else {
        format!("{member} has not signed {campaign} with their account. Nothing was changed.")
    };
    printer.say(&words, &json!({ "withdrawn": was_there }));
    Ok(())
}

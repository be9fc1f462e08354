//! `antiphon campaign`: campaigns that others can follow, the steps they take and what they say.

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use crate::config::Config;
use crate::domain::campaign::{Campaign, Plan};
use crate::domain::campaign_state::CampaignState;
use crate::domain::cursor::Stretch;
use crate::domain::ids::PostId;
use crate::domain::time::Time;
use crate::service::campaign_drafts::{self, Done};
use crate::service::campaign_voice::{self, Voice};
use crate::service::campaigns::Asked;
use crate::service::drafts::Aside;
use crate::service::quorum::Leave;
use crate::service::{campaigns, pledge_polls, statements};

use super::campaign_plan::Parts;
use super::draft_arguments::{Who, acting, by};
use super::draft_print;
use super::failure::{Failure, Outcome};
use super::joint;
use super::listing::{Listing, cut};
use super::open::House;
use super::print::{Printer, add, count, table_or};
use super::statement_texts::Texts;

/// Campaigns that others can follow.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a draft. Nobody outside can see it until you open it: antiphon campaign state HANDLE gathering
    Create {
        /// Its handle: small letters, digits, _ and -, as in clean-river. It is fixed when the campaign opens.
        handle: String,
        /// What it says.
        #[command(flatten)]
        parts: Box<Parts>,
    },
    /// Show campaigns, drafts too, the newest first.
    List(Listing),
    /// Show one with everything it says.
    Show {
        /// Its handle.
        handle: String,
    },
    /// Change what it says. What is not given stays; followers are told. Where several must approve, a change of what is public
    /// becomes a draft.
    Edit {
        /// Its handle.
        handle: String,
        /// Another handle; only for a draft.
        #[arg(long, value_name = "HANDLE")]
        rename: Option<String>,
        /// How, where others have to approve.
        #[command(flatten)]
        approval: Approval,
        /// What is new.
        #[command(flatten)]
        parts: Box<Parts>,
    },
    /// Throw away one that was never public. Its handle is free again.
    Discard {
        /// Its handle.
        handle: String,
        /// Do it without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Take the next step: gathering, delivered, answered, won, lost or closed. Where several must approve, it becomes a draft.
    State {
        /// Its handle.
        handle: String,
        /// The new state.
        state: String,
        /// How, where others have to approve.
        #[command(flatten)]
        approval: Approval,
    },
    /// Publish a statement in the campaign.
    Statement {
        /// Its handle.
        handle: String,
        /// Who says it. The coalition reaches its own followers as well.
        #[arg(long = "as", value_enum, default_value_t = Speaker::Coalition)]
        speaker: Speaker,
        /// Let it stand at the head of the campaign.
        #[arg(long)]
        pin: bool,
        /// What it says.
        #[command(flatten)]
        texts: Texts,
    },
    /// Publish the poll in which people with an account elsewhere sign it, or show how it stands. A campaign gets it when it
    /// opens; this is for one that has none, or whose poll was closed and that gathers again.
    Poll {
        /// Its handle.
        handle: String,
    },
    /// Let one of its statements stand at its head.
    Pin {
        /// Its handle.
        handle: String,
        /// The number of the statement.
        id: PostId,
    },
    /// Be one campaign with those of other coalitions: invite, list, accept, decline, leave, remove.
    #[command(subcommand)]
    Join(joint::Command),
}

/// Who says a statement of a campaign.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Speaker {
    /// The coalition, in the campaign.
    Coalition,
    /// The campaign itself.
    Campaign,
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
        Command::Create { handle, parts } => {
            let blank = Plan { language: main_language.to_owned(), ..Plan::default() };
            let campaign = campaigns::create(house, None, &handle, parts.given()?.onto(blank)).await?;
            let lines = format!(
                "Wrote a draft of @{handle}. Nobody outside can see it. Open it with: antiphon campaign state {handle} gathering"
            );
            printer.say(&lines, &value(house, &campaign));
            Ok(())
        }
        Command::List(listing) => list(house, &listing, printer).await,
        Command::Join(command) => Box::pin(joint::act(command, house, printer)).await,
        Command::Show { handle } => show(house, &handle, printer).await,
        Command::Edit { handle, rename, approval, parts } => {
            if !parts.are_given() && rename.is_none() {
                return Err(Failure::misused("say what is new, as in --goal \"Clean water for all\""));
            }
            let given = parts.given()?;
            let change = campaigns::Change { handle: rename, plan: |plan| given.onto(plan) };
            let who = acting(house, &approval.who).await?;
            let done = if approval.break_glass {
                let asked = Asked { leave: Leave::BreakGlass, matter: None };
                let by = by(who.as_ref()).map(|member| member.id);
                let edited = campaigns::edit_by(house, by, &handle, change, asked).await;
                edited.map(|campaign| Done::Now(Box::new(campaign)))
            } else {
                campaign_drafts::edit(house, by(who.as_ref()), &handle, change, approval.aside()).await
            };
            match done.map_err(|e| about(e, &handle))? {
                Done::Now(campaign) => {
                    printer.say(&format!("Changed @{}.", campaign.handle), &value(house, &campaign));
                }
                Done::Draft(record) => draft_print::handed_in("Nothing has changed", &record, printer),
            }
            Ok(())
        }
        Command::Discard { handle, yes: false } => Err(Failure::misused(format!(
            "this erases the draft of @{handle}, and it cannot be called back. Say it again with --yes."
        ))),
        Command::Discard { handle, yes: true } => {
            let discarded = campaigns::discard(house, None, &handle).await;
            discarded.map_err(|e| Failure::from(e).about(format!("campaign @{handle}")))?;
            printer.say(
                &format!("The draft of @{handle} is gone, and its handle is free."),
                &json!({ "handle": handle, "discarded": true }),
            );
            Ok(())
        }
        Command::State { handle, state, approval } => step(house, &handle, &state, &approval, printer).await,
        Command::Statement { handle, speaker, pin, mut texts } => {
            let (voice, owner) = match speaker {
                Speaker::Coalition => (Voice::Coalition, house.coalition.id),
                Speaker::Campaign => {
                    let public = campaigns::public(house, &handle).await.map_err(|e| about(e, &handle))?;
                    (Voice::Campaign, public.actor.id)
                }
            };
            texts.bring(house, owner).await?;
            let draft = texts.draft(main_language)?;
            let post = campaign_voice::publish_by(&house.cx, None, &handle, voice, draft, texts.leave())
                .await
                .map_err(|e| about(e, &handle))?;
            if pin {
                campaign_voice::pin(&house.cx, None, &handle, post.id).await?;
            }
            let spread = statements::outcome(house, post.uri.as_str(), 0).await?;
            let lines = format!(
                "Published statement {} in @{handle}: {}",
                post.id,
                post.url.as_deref().unwrap_or_default()
            );
            let value = json!({
                "id": post.id.to_string(), "uri": post.uri.as_str(), "url": post.url, "campaign": handle,
                "as": if voice == Voice::Campaign { "campaign" } else { "coalition" }, "pinned": pin,
                "deliveries": {"delivered": spread.delivered, "waiting": spread.waiting, "refused": spread.refused},
            });
            printer.say(&lines, &value);
            Ok(())
        }
        Command::Poll { handle } => poll(house, &handle, printer).await,
        Command::Pin { handle, id } => {
            campaign_voice::pin(&house.cx, None, &handle, id).await.map_err(|e| {
                Failure::from(e).about(format!("statement {id} in a public campaign @{handle}"))
            })?;
            let lines = format!("Statement {id} stands at the head of @{handle}.");
            printer.say(&lines, &json!({ "campaign": handle, "pinned": id.to_string() }));
            Ok(())
        }
    }
}

/// A campaign takes a step, or a draft of it is handed in.
async fn step(house: &House, handle: &str, state: &str, approval: &Approval, printer: Printer) -> Outcome {
    let to = CampaignState::parse(state).ok_or_else(|| {
        let known: Vec<&str> = CampaignState::ALL.iter().map(|state| state.as_str()).collect();
        Failure::misused(format!("there is no state \"{state}\". There are: {}", known.join(", ")))
    })?;
    let who = acting(house, &approval.who).await?;
    let done = if approval.break_glass {
        let asked = Asked { leave: Leave::BreakGlass, matter: None };
        let by = by(who.as_ref()).map(|member| member.id);
        let stepped = campaigns::step_by(&house.cx, by, handle, to, asked).await;
        stepped.map(|campaign| Done::Now(Box::new(campaign)))
    } else {
        campaign_drafts::step(&house.cx, by(who.as_ref()), handle, to, approval.aside()).await
    };
    match done.map_err(|e| about(e, handle))? {
        Done::Now(campaign) => {
            let address = house.url(&format!("/@{handle}"));
            printer.say(&format!("@{handle} is {to}: {address}"), &value(house, &campaign));
        }
        Done::Draft(record) => draft_print::handed_in("Nothing has changed", &record, printer),
    }
    Ok(())
}

/// What is done where others have to approve.
#[derive(Debug, Args)]
pub struct Approval {
    /// For those who approve it.
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// Do it without the approvals that the coalition asks for, in an emergency. The audit log tells it.
    #[arg(long)]
    pub(super) break_glass: bool,
    /// Who does it.
    #[command(flatten)]
    pub(super) who: Who,
}

impl Approval {
    /// What is kept beside the draft.
    pub(super) fn aside(&self) -> Aside {
        Aside { note: self.note.clone(), wished_at: None }
    }
}

fn about(error: crate::service::Error, handle: &str) -> Failure {
    Failure::from(error).about(format!("campaign @{handle}"))
}

async fn poll(house: &House, handle: &str, printer: Printer) -> Outcome {
    let campaign = campaigns::find(house, handle).await.map_err(|e| about(e, handle))?;
    let standing = match pledge_polls::standing(house, &campaign).await? {
        // What is over is shown; what gathers gets a poll that is open.
        Some(standing) if standing.is_open || campaign.state != CampaignState::Gathering => standing,
        _ => pledge_polls::ask(&house.cx, None, handle).await.map_err(|e| about(e, handle))?,
    };
    let signed = standing.named + standing.hidden;
    let url = standing.post.url.as_deref().unwrap_or_default();
    let state = if standing.is_open { "open" } else { "closed" };
    let lines = format!("The poll of @{handle} is {state}; {signed} signed in it: {url}");
    let ends = standing.post.details.poll.as_ref().and_then(|poll| poll.ends_at);
    printer.say(
        &lines,
        &json!({
            "campaign": handle, "id": standing.post.id.to_string(), "uri": standing.post.uri.as_str(), "url": url,
            "state": state, "ends_at": ends.map(|at| Time(at).rfc3339()),
            "signed": signed, "with_name": standing.named, "without_name": standing.hidden,
        }),
    );
    Ok(())
}

async fn list(house: &House, listing: &Listing, printer: Printer) -> Outcome {
    let Stretch { rows: all, next } =
        campaigns::page(house, listing.below(i64::MAX)?, listing.most()).await?;
    let row = |c: &Campaign| {
        let ends = c.plan.ends.map_or_else(String::new, |day| day.to_string());
        vec![format!("@{}", c.handle), c.state.to_string(), ends, c.plan.name.clone()]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    let lines = table_or(
        &["handle", "state", "ends", "name"],
        &rows,
        if listing.is_first() {
            "There is no campaign yet. Write one: antiphon campaign create clean-river --name \"Clean river\""
        } else {
            "There are no more."
        },
    );
    let with_place = |c: &Campaign| {
        let mut value = value(house, c);
        value["cursor"] = json!(c.id.to_string());
        value
    };
    printer.say(&cut(lines, next), &all.iter().map(with_place).collect());
    Ok(())
}

async fn show(house: &House, handle: &str, printer: Printer) -> Outcome {
    let campaign = campaigns::find(house, handle).await.map_err(|e| about(e, handle))?;
    let plan = &campaign.plan;
    let mut lines = format!("{}\n@{handle}, {}\n{}\n", plan.name, campaign.state.readable(), plan.goal);
    for demand in &plan.demands {
        add(&mut lines, format_args!("  demands: {demand}\n"));
    }
    for one in &plan.addressed {
        let office = one.office.as_deref().map_or_else(String::new, |office| format!(", {office}"));
        add(&mut lines, format_args!("  asks: {}{office}\n", one.name));
    }
    for one in &plan.milestones {
        let reached = if one.reached { " (reached)" } else { "" };
        add(&mut lines, format_args!("  milestone: {}{reached}\n", one.words));
    }
    let mut value = value(house, &campaign);
    if campaign.account.is_some() {
        let shown = campaigns::show(house, handle).await?;
        let (servers, followers) = statements::reach(house, &shown.public.actor).await?;
        let said = campaigns::statements(house, campaign.id, i64::MAX, 20).await?;
        add(
            &mut lines,
            format_args!(
                "{} on {}\n",
                count(followers, "follower", "followers"),
                count(servers, "other server", "other servers")
            ),
        );
        for post in &said {
            let title = post.main_text().title.as_deref().unwrap_or("without a title");
            let key = if shown.key_statement == Some(post.id) { "  (at its head)" } else { "" };
            add(&mut lines, format_args!("  {}  {}  {title}{key}\n", post.id, post.published_at.day()));
        }
        value["followers"] = json!(followers);
        value["servers"] = json!(servers);
        value["key_statement"] = json!(shown.key_statement.map(|id| id.to_string()));
        value["statements"] = said
            .iter()
            .map(|p| json!({ "id": p.id.to_string(), "uri": p.uri.as_str(), "title": p.main_text().title }))
            .collect();
        value["steps"] = shown
            .steps
            .iter()
            .map(|(state, at)| json!({ "state": state.as_str(), "at": at.rfc3339() }))
            .collect();
    }
    printer.say(&lines, &value);
    Ok(())
}

/// A campaign for scripts.
fn value(house: &House, campaign: &Campaign) -> Value {
    let plan = &campaign.plan;
    let is_public = campaign.account.is_some();
    json!({
        "handle": campaign.handle,
        "address": is_public.then(|| format!("@{}@{}", campaign.handle, house.config.handle_domain())),
        "url": is_public.then(|| house.url(&format!("/@{}", campaign.handle))),
        "uri": is_public.then(|| house.url(&format!("/actors/{}", campaign.handle))),
        "state": campaign.state.as_str(),
        "next_states": campaign.state.next().iter().map(|state| state.as_str()).collect::<Vec<_>>(),
        "changed_at": campaign.changed_at.rfc3339(),
        "plan": plan,
    })
}

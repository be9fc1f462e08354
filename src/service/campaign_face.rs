//! How a campaign looks to those who know nothing of campaigns: the account that stands for it.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::app::App;
use crate::domain::account::{Account, Field};
use crate::domain::campaign::{Campaign, Plan};
use crate::domain::text::{self, escape};

/// Puts what the campaign says into its account: its name, its goal and demands as the text about itself, and the lines
/// that Mastodon shows on a profile. Pictures, and whatever else the account has, stay.
pub fn dress(app: &App, account: &mut Account, campaign: &Campaign) {
    let plan = &campaign.plan;
    account.name.clone_from(&plan.name);
    account.summary = summary(app, plan);
    account.profile.fields = fields(app, campaign);
    account.discoverable = true;
}

/// The goal in bold, the demands as a list, then the text: most peers show the first lines only.
fn summary(app: &App, plan: &Plan) -> String {
    let mut html = format!("<p><strong>{}</strong></p>", escape(&plan.goal));
    if !plan.demands.is_empty() {
        html.push_str("<ol>");
        for demand in &plan.demands {
            write!(html, "<li>{}</li>", escape(demand)).expect("writing to a String cannot fail");
        }
        html.push_str("</ol>");
    }
    html.push_str(&about(app, plan));
    html
}

/// The text about a campaign as sanitised HTML.
pub fn about(app: &App, plan: &Plan) -> String {
    text::markdown(&plan.about, &HashMap::new(), &app.url("/tags/")).html
}

/// The most names that stand in a line of a profile.
const MOST_NAMES: usize = 5;

fn fields(app: &App, campaign: &Campaign) -> Vec<Field> {
    let plan = &campaign.plan;
    let line = |name: &str, value: String| Field { name: name.to_owned(), value, verified_at: None };
    let mut fields = vec![line("State", campaign.state.readable().to_owned())];
    let mut names: Vec<String> =
        plan.addressed.iter().take(MOST_NAMES).map(|one| escape(&one.name)).collect();
    if plan.addressed.len() > MOST_NAMES {
        names.push(format!("and {} more", plan.addressed.len() - MOST_NAMES));
    }
    if !names.is_empty() {
        fields.push(line("Asked of", names.join(", ")));
    }
    if let Some(day) = plan.ends {
        fields.push(line("Until", day.readable()));
    }
    let coalition = &app.config.coalition;
    let page = app.url(&format!("/@{}", coalition.handle));
    fields.push(line("Run by", format!("<a href=\"{page}\" rel=\"me\">{}</a>", escape(&coalition.name))));
    fields
}

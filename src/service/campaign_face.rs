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

/// The line that names who has endorsed it.
const ENDORSED: &str = "Endorsed by";

/// Puts the names of those whose endorsement counts into the lines of a campaign's profile, in the place of those before:
/// servers that know no endorsements show them so.
pub fn show_endorsers(fields: &mut Vec<Field>, names: &[String]) {
    fields.retain(|field| field.name != ENDORSED);
    if !names.is_empty() {
        let at = fields.len().min(1);
        fields.insert(at, Field { name: ENDORSED.to_owned(), value: first_of(names), verified_at: None });
    }
}

/// The first names, and how many more there are.
fn first_of(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(MOST_NAMES).map(|name| escape(name)).collect();
    if names.len() > MOST_NAMES {
        shown.push(format!("and {} more", names.len() - MOST_NAMES));
    }
    shown.join(", ")
}

fn fields(app: &App, campaign: &Campaign) -> Vec<Field> {
    let plan = &campaign.plan;
    let line = |name: &str, value: String| Field { name: name.to_owned(), value, verified_at: None };
    let mut fields = vec![line("State", campaign.state.readable().to_owned())];
    let names: Vec<String> = plan.addressed.iter().map(|one| one.name.clone()).collect();
    if !names.is_empty() {
        fields.push(line("Asked of", first_of(&names)));
    }
    if let Some(day) = plan.ends {
        fields.push(line("Until", day.readable()));
    }
    let coalition = &app.config.coalition;
    let page = app.url(&format!("/@{}", coalition.handle));
    fields.push(line("Run by", format!("<a href=\"{page}\" rel=\"me\">{}</a>", escape(&coalition.name))));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endorsers_stand_in_one_line_once_and_their_names_are_no_markup() {
        let state = Field { name: "State".to_owned(), value: "gathering".to_owned(), verified_at: None };
        let mut fields = vec![state.clone(), state];
        let names = |many: &[&str]| many.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        show_endorsers(&mut fields, &names(&["North <b>"]));
        show_endorsers(&mut fields, &names(&["North <b>", "B", "C", "D", "E", "F", "G"]));
        assert_eq!((fields.len(), fields[1].name.as_str()), (3, ENDORSED));
        assert_eq!(fields[1].value, "North &lt;b&gt;, B, C, D, E, and 2 more");
        show_endorsers(&mut fields, &[]);
        assert_eq!(fields.len(), 2);
    }
}

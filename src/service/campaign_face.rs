//! How a campaign looks to those who know nothing of campaigns: the account that stands for it.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::app::App;
use crate::domain::account::{Account, Field};
use crate::domain::campaign::{Campaign, Plan};
use crate::domain::text::{self, escape};
use crate::words::{Tongue, Words};

/// Puts what the campaign says into its account: its name, its goal and demands as the text about itself, and the lines
/// that Mastodon shows on a profile, in the campaign's own language. Pictures, and whatever else the account has, stay.
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

/// Puts the names of those whose endorsement counts into the lines of a campaign's profile, in the place of those before:
/// servers that know no endorsements show them so. The line before may be in another language: the campaign had that one
/// then, or all lines were English.
pub fn show_endorsers(fields: &mut Vec<Field>, names: &[String], plan: &Plan) {
    fields.retain(|field| {
        Tongue::ALL.into_iter().all(|tongue| Words::of(tongue).say("campaign-line-endorsed") != field.name)
    });
    if !names.is_empty() {
        let words = own_words(plan);
        let at = fields.len().min(1);
        fields.insert(at, line(words.say("campaign-line-endorsed"), first_of(words, names)));
    }
}

/// The words of the campaign's language; English ones where we do not speak it.
fn own_words(plan: &Plan) -> Words {
    Words::of_first(std::slice::from_ref(&plan.language))
}

fn line(name: &str, value: String) -> Field {
    Field { name: name.to_owned(), value, verified_at: None }
}

/// The first names, and how many more there are.
fn first_of(words: Words, names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(MOST_NAMES).map(|name| escape(name)).collect();
    let more = i64::try_from(names.len().saturating_sub(MOST_NAMES)).unwrap_or(i64::MAX);
    let rest = if more > 0 { words.say_count("endorsement-and-more", more) } else { String::new() };
    format!("{} {}", words.list(&shown), escape(&rest)).trim_end().to_owned()
}

fn fields(app: &App, campaign: &Campaign) -> Vec<Field> {
    let plan = &campaign.plan;
    let words = own_words(plan);
    let mut fields =
        vec![line(words.say("campaign-line-state"), words.campaign_now(campaign, app.now()).to_owned())];
    let names: Vec<String> = plan.addressed.iter().map(|one| one.name.clone()).collect();
    if !names.is_empty() {
        fields.push(line(words.say("campaign-line-asked"), first_of(words, &names)));
    }
    if let Some(day) = plan.ends {
        let name = if campaign.has_ended(app.now()) { "campaign-line-ended" } else { "campaign-line-until" };
        fields.push(line(words.say(name), words.day(day)));
    }
    let coalition = &app.config.coalition;
    let page = app.url(&format!("/@{}", coalition.handle));
    let link = format!("<a href=\"{page}\" rel=\"me\">{}</a>", escape(&coalition.name));
    fields.push(line(words.say("campaign-line-by"), link));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(language: &str) -> Plan {
        Plan { language: language.to_owned(), ..Plan::default() }
    }

    #[test]
    fn endorsers_stand_in_one_line_once_and_their_names_are_no_markup() {
        let state = line("State", "gathering".to_owned());
        let mut fields = vec![state.clone(), state];
        let names = |many: &[&str]| many.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        show_endorsers(&mut fields, &names(&["North <b>"]), &plan("en"));
        show_endorsers(&mut fields, &names(&["North <b>", "B", "C", "D", "E", "F", "G"]), &plan("en"));
        assert_eq!((fields.len(), fields[1].name.as_str()), (3, "Endorsed by"));
        assert_eq!(fields[1].value, "North &lt;b&gt;, B, C, D, E and 2 more");
        show_endorsers(&mut fields, &[], &plan("en"));
        assert_eq!(fields.len(), 2);
    }

    #[test]
    fn the_line_of_endorsers_takes_the_place_of_one_in_any_other_language() {
        let names = vec!["North".to_owned()];
        let mut fields = vec![line("State", "gathering".to_owned())];
        for (language, name) in
            [("en", "Endorsed by"), ("es-MX", "Con el apoyo de"), ("ar", "بتأييد من"), ("hu", "Endorsed by")]
        {
            show_endorsers(&mut fields, &names, &plan(language));
            assert_eq!(fields[1..], [line(name, "North".to_owned())], "{language}");
        }
    }
}

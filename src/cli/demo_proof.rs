//! The third act of the demonstration: a coalition puts its name to a statement, a third checks the proof, an edit makes it
//! one of other words, and the name is put to the new ones.

use serde_json::{Value, json};

use crate::domain::endorsement::{EndorsementState, Side};
use crate::domain::post::Post;
use crate::domain::statement::Draft;
use crate::service::verification::{self, Verdict};
use crate::service::{endorsements, endorsers, endorsing, statements};

use super::demo_house::House;
use super::failure::Failure;
use super::print::add;
use super::progress::Progress;

/// What somebody found who checked a proof against what is public.
struct Check {
    /// Everything holds.
    holds: bool,
    /// What was found, a sentence each.
    words: Vec<String>,
    /// Where the endorsement is.
    proof: String,
    /// How many endorsements count on the page of the statement.
    count: usize,
}

/// What has happened, as it is told.
pub struct Act {
    statement: String,
    /// The proof as it was given, after the edit, and given anew.
    checks: [Check; 3],
}

/// Lets one coalition put its name to the statement of another, before and after an edit. `edited` is what it says then.
pub async fn play(
    houses: &[House],
    statement: &Post,
    edited: Draft,
    progress: &Progress,
) -> Result<Act, Failure> {
    let [river, housing, women] = houses else { return Err(Failure::failed("the cast is not complete")) };
    progress.say("Housing puts its name to the statement, River shows it, Women's Rights check the proof.");
    let proof = endorse(river, housing, statement).await?;
    let given = check(river, women, statement, &proof).await?;
    progress.step();

    progress.say("River edits the statement: nobody has put a name to these words.");
    statements::edit(&river.cx, None, &river.coalition, statement.id, edited).await?;
    let void = check(river, women, statement, &proof).await?;
    progress.step();

    progress.say("Housing puts its name to the new words.");
    let proof = endorse(river, housing, statement).await?;
    let renewed = check(river, women, statement, &proof).await?;
    progress.step();
    if (given.holds, void.holds, renewed.holds) != (true, false, true) {
        let all = [&given, &void, &renewed].map(|check| check.words.join("; "));
        return Err(Failure::failed(format!("a proof is not what it should be: {}", all.join(" | "))));
    }
    let page = statement.url.clone().unwrap_or_else(|| statement.uri.to_string());
    Ok(Act { statement: page, checks: [given, void, renewed] })
}

/// Offers an endorsement of what the statement says now, and takes it; where its document is.
async fn endorse(river: &House, housing: &House, statement: &Post) -> Result<String, Failure> {
    let address = statement.uri.as_str();
    let looked = endorsing::look(&housing.cx, address).await?;
    let ours = endorsing::offer(&housing.cx, None, address, &looked.of.digest).await?;
    let offered = river
        .wait("the endorsement is offered", || async {
            let all = endorsements::list(&river.cx, Side::Received).await?;
            Ok(all.into_iter().find(|(entry, _)| entry.state == EndorsementState::Offered))
        })
        .await?;
    endorsements::accept(&river.cx, None, offered.0.id).await?;
    housing
        .wait("the endorsement is shown", || async {
            let all = endorsements::list(&housing.cx, Side::Given).await?;
            Ok(all.into_iter().find(|(e, _)| e.id == ours.id && e.state == EndorsementState::Accepted))
        })
        .await?;
    Ok(ours.uri)
}

/// What `antiphon verify` says at a third coalition, and how many count on the page.
async fn check(river: &House, women: &House, statement: &Post, proof: &str) -> Result<Check, Failure> {
    let documents = vec![
        verification::fetch(&women.cx, statement.uri.as_str()).await?,
        verification::fetch(&women.cx, proof).await?,
    ];
    let found = verification::check_and_fetch(&women.cx, documents).await;
    let shown = endorsers::of(&river.cx, statement.uri.as_str()).await?;
    Ok(Check {
        holds: found.iter().all(|finding| finding.verdict == Verdict::Holds),
        words: found.into_iter().map(|finding| finding.words).collect(),
        proof: proof.to_owned(),
        count: shown.iter().filter(|one| one.counts).count(),
    })
}

/// Tells it, for people and for programs.
pub fn tell(act: &Act, houses: &[House], lines: &mut String, events: &mut Vec<Value>) {
    let name = |who: usize| houses.get(who).map(|house| house.coalition.name.clone()).unwrap_or_default();
    let did = [
        "put its name to the statement, with a proof",
        "had its name on other words, after River edited the statement",
        "put its name to the new words",
    ];
    for (check, did) in act.checks.iter().zip(did) {
        let verdict = if check.holds { "the proof holds" } else { "the proof does not hold for these words" };
        let page = format!(
            "{} on the page of the statement",
            super::print::count(whole(check.count), "endorsement", "endorsements")
        );
        add(lines, format_args!("\n{} {did}\n  {}\n", name(1), act.statement));
        add(lines, format_args!("  {} checked {}: {verdict}; {page}\n", name(2), check.proof));
        for words in &check.words {
            add(lines, format_args!("    {words}\n"));
        }
        events.push(json!({
            "who": name(1), "did": did, "text": verdict, "url": act.statement, "proof": check.proof,
            "checked_by": name(2), "holds": check.holds, "found": check.words, "endorsements": check.count,
        }));
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

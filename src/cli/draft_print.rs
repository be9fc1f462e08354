//! How `antiphon draft` prints a draft, a list of them, and what approvals are worth.

use serde_json::{Value, json};

use crate::domain::campaign_matter::CampaignMatter;
use crate::domain::cursor::{Cursor, Stretch};
use crate::domain::draft::{CallMatter, EventMatter};
use crate::domain::quorum::Fault;
use crate::domain::quorum_matter::QuorumMatter;
use crate::domain::time::Time;
use crate::service::drafts::{DraftRecord, Shown};
use crate::service::{campaign_drafts, events};
use crate::words::Words;

use super::listing::cut;
use super::print::{Printer, add, harmless, table_or};

/// One draft in one line.
pub fn line(record: &DraftRecord) -> String {
    format!("Draft {} is {}. Digest: {}", record.id, record.state, record.digest)
}

/// What somebody hears whose wish became a draft; `nothing` says what has not been done yet.
pub fn handed_in(nothing: &str, record: &DraftRecord, printer: Printer) {
    let of = record.proposal.campaign.as_ref().map(|handle| format!(" of @{handle}")).unwrap_or_default();
    let lines = format!(
        "{nothing} yet: others must approve it first. It is kept as draft {}{of}.\n{}",
        record.id,
        line(record)
    );
    printer.say(&lines, &summary(record));
}

/// One draft for scripts.
pub fn summary(record: &DraftRecord) -> Value {
    json!({
        "id": record.id.to_string(), "state": record.state.as_str(), "revision": record.revision,
        "digest": record.digest, "purpose": record.proposal.purpose.as_str(),
        "campaign": record.proposal.campaign, "note": record.note,
        "languages": record.proposal.texts.iter().map(|t| t.language.clone()).collect::<Vec<_>>(),
        "title": record.proposal.heading(), "statement": record.post.map(|id| id.to_string()),
        "wished_at": record.wished_at.map(Time::rfc3339), "due_at": record.due_at.map(Time::rfc3339),
        "failure": record.failure.as_ref().map(|why| why.english.as_str()),
        "failure_code": record.failure.as_ref().and_then(|why| why.code.as_deref()),
        "event": record.proposal.event.as_ref().map(event),
        "call": record.proposal.call.as_ref().map(call), "plan": record.proposal.plan.as_ref().map(plan),
        "endorses": record.proposal.endorses, "joins": record.proposal.joins,
        "quorum": record.proposal.quorum,
        "answers": record.proposal.answers, "call_answer": record.proposal.call_answer,
    })
}

/// What the draft of an event says.
fn event(matter: &EventMatter) -> Value {
    let plan = &matter.plan;
    json!({
        "id": matter.id.to_string(), "name": plan.name, "about": plan.about, "language": plan.language,
        "starts": plan.zone.rfc3339(plan.starts), "ends": plan.ends.map(|ends| plan.zone.rfc3339(ends)),
        "zone": plan.zone.name(), "place": plan.place, "address": plan.address, "online": plan.online,
    })
}

/// What makes the words of a draft a call.
fn call(matter: &CallMatter) -> Value {
    let call = &matter.call;
    json!({
        "kind": call.kind.as_str(), "state": call.state.as_str(), "languages": call.languages,
        "sectors": call.sectors.iter().map(|sector| sector.as_str()).collect::<Vec<_>>(),
        "until": call.until.map(|at| Time(at).rfc3339()), "only_partners": matter.only_partners,
    })
}

/// What a campaign said when the draft was begun and what it will say, or the step that it takes.
fn plan(matter: &CampaignMatter) -> Value {
    json!({
        "campaign_id": matter.id.to_string(), "before": matter.seen, "plan": matter.plan,
        "from": matter.step.map(|step| step.from.as_str()), "to": matter.step.map(|step| step.to.as_str()),
    })
}

/// The same for people.
fn facts(record: &DraftRecord) -> String {
    let mut lines = String::new();
    if let Some(matter) = &record.proposal.plan {
        if let Some(step) = matter.step {
            add(&mut lines, format_args!("Step: from {} to {}\n", step.from, step.to));
        }
        for (name, before, after) in campaign_drafts::changes(matter, None, Words::english()) {
            add(&mut lines, format_args!("\n{name}\n  now: {before}\n  then: {after}\n"));
        }
    }
    if let Some(matter) = &record.proposal.endorses {
        add(&mut lines, format_args!("Endorses: {}, of {}\n", matter.object, matter.whose));
        add(&mut lines, format_args!("Digest of its version: {}\n\n", matter.digest));
        add(&mut lines, format_args!("{}\n", harmless(&matter.said.join("\n"))));
    }
    if let Some(matter) = &record.proposal.joins {
        add(&mut lines, format_args!("Our campaign: @{}\n", matter.campaign));
        add(&mut lines, format_args!("Together with: {} ({})\n", harmless(&matter.name), matter.whose));
        add(&mut lines, format_args!("Its address: {}\n\n", matter.address));
    }
    if let Some(QuorumMatter { from, to }) = record.proposal.quorum {
        add(&mut lines, format_args!("How many must approve: {to} in place of {from}\n"));
    }
    if let Some(matter) = &record.proposal.call_answer {
        let what = if matter.adopts { "Says that we took up" } else { "Answers the call" };
        add(&mut lines, format_args!("{what}: {}\nOnly for: {}\n", matter.title, matter.whose));
    }
    if let Some(matter) = &record.proposal.event {
        for (name, fact) in events::facts(&matter.plan, Words::english()) {
            add(&mut lines, format_args!("{name}: {fact}\n"));
        }
        add(&mut lines, format_args!("\n{}\n{}\n", matter.plan.name, matter.plan.about.trim_end()));
    }
    if let Some(CallMatter { call, only_partners, .. }) = &record.proposal.call {
        let readers = if *only_partners { "followers and partners" } else { "everybody" };
        let (kind, state) = (call.kind.readable(), call.state.as_str());
        add(&mut lines, format_args!("Call: {kind}, {state}, for {readers}\n"));
        if let Some(until) = call.until {
            add(&mut lines, format_args!("Until: {}\n", Time(until).rfc3339()));
        }
    }
    lines
}

/// A list of drafts: those to which anything can still happen, and a part of the others.
pub fn list(open: &[DraftRecord], closed: &Stretch<DraftRecord, Cursor>, printer: Printer) {
    let row = |d: &DraftRecord| {
        vec![
            d.id.to_string(),
            d.state.to_string(),
            d.proposal.purpose.as_str().to_owned(),
            d.changed_at.day(),
            d.proposal.heading().to_owned(),
        ]
    };
    let rows: Vec<_> = open.iter().chain(&closed.rows).map(row).collect();
    let lines = table_or(&["id", "state", "for a", "changed", "title"], &rows, "There is no draft.");
    let with_cursor = |record: &DraftRecord, cursor: Option<Cursor>| {
        let mut value = summary(record);
        value["cursor"] = json!(cursor.map(|cursor| cursor.to_string()));
        value
    };
    let place = |d: &DraftRecord| Cursor::new(d.changed_at, d.id.0);
    let values = open.iter().map(|d| with_cursor(d, None));
    let values = values.chain(closed.rows.iter().map(|d| with_cursor(d, Some(place(d)))));
    printer.say(&cut(lines, closed.next), &values.collect());
}

/// One draft with its approvals; with `words`, its texts and what reviewers said.
pub fn show(shown: &Shown, words: bool, printer: Printer) {
    let record = &shown.record;
    let mut lines =
        format!("{}\nApprovals that count: {} of {}\n", line(record), shown.tally.met, shown.tally.needed);
    for one in &shown.approvals {
        let verdict = one.given.fault().map_or("verified", |fault| fault.as_str());
        add(&mut lines, format_args!("  {}, {}: {verdict}\n", one.name, one.at.readable()));
    }
    let approvals: Vec<Value> = shown
        .approvals
        .iter()
        .map(|one| {
            json!({
                "member": one.name, "at": one.at.rfc3339(), "digest": one.digest,
                "verified": one.given.is_genuine, "counts": one.given.fault().is_none(),
                "why_not": one.given.fault().map(Fault::as_str),
            })
        })
        .collect();
    if shown.is_overtaken {
        add(
            &mut lines,
            format_args!(
                "What it is about has changed since it was begun: antiphon draft renew {}\n",
                record.id
            ),
        );
    }
    let mut value = summary(record);
    value["overtaken"] = json!(shown.is_overtaken);
    value["approvals"] = json!(approvals);
    value["approvals_met"] = json!(shown.tally.met);
    value["approvals_needed"] = json!(shown.tally.needed);
    if words {
        lines.push_str(&facts(record));
        if let Some(said) = &record.proposal.said {
            add(&mut lines, format_args!("\nSays publicly: {said}\n"));
        }
        for one in &record.proposal.said_in {
            add(&mut lines, format_args!("The same in {}: {}\n", one.language, one.said));
        }
        for text in &record.proposal.texts {
            add(
                &mut lines,
                format_args!(
                    "\n[{}, {}] {}\n{}\n",
                    text.language,
                    text.state.as_str(),
                    text.title,
                    text.source.trim_end()
                ),
            );
        }
        for (name, words, at) in &shown.remarks {
            add(&mut lines, format_args!("\n{name}, {}: {words}\n", at.readable()));
        }
        value["texts"] = record
            .proposal
            .texts
            .iter()
            .map(|t| json!({ "language": t.language, "title": t.title, "source": t.source, "state": t.state.as_str() }))
            .collect();
        value["said"] = json!(record.proposal.said);
        value["said_in"] = json!(record.proposal.said_in);
        let remark = |(name, words, at): &(String, String, Time)| json!({ "by": name, "words": words, "at": at.rfc3339() });
        value["remarks"] = shown.remarks.iter().map(remark).collect();
    }
    printer.say(&lines, &value);
}

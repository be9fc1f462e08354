//! What makes a `Note` a call between coalitions, on the wire: plain members with terms of ours, which every other
//! server passes over.

use serde_json::{Value, json};

use super::members::{count, list, text, time};
use crate::domain::call::{Call, CallKind, CallState, MOST_OF_A_KIND};
use crate::domain::language::Language;
use crate::domain::sector::Sector;
use crate::domain::time::Time;

/// Reads what makes an object a call; `None` for every other text.
pub fn read(object: &Value) -> Option<Call> {
    if text(object, "kind") != Some("call") {
        return None;
    }
    let words = |member: &str| {
        list(object, member).iter().take(4 * MOST_OF_A_KIND).filter_map(Value::as_str).collect::<Vec<_>>()
    };
    let mut sectors: Vec<Sector> = Vec::new();
    for sector in words("sectors").into_iter().filter_map(Sector::parse) {
        if sectors.len() < MOST_OF_A_KIND && !sectors.contains(&sector) {
            sectors.push(sector);
        }
    }
    let mut languages: Vec<String> = Vec::new();
    for language in words("languages").into_iter().filter_map(Language::parse) {
        if languages.len() < MOST_OF_A_KIND && !languages.iter().any(|known| known == language.tag()) {
            languages.push(language.tag().to_owned());
        }
    }
    Some(Call {
        kind: text(object, "need").and_then(CallKind::parse)?,
        state: text(object, "state").and_then(CallState::parse).unwrap_or_default(),
        sectors,
        languages,
        until: time(object, "until").map(|at| at.0),
        adopted: count(object, "adoptions").unwrap_or(0),
    })
}

/// Writes what makes an object a call.
pub fn describe(object: &mut Value, call: &Call) {
    object["kind"] = json!("call");
    object["need"] = json!(call.kind.as_str());
    object["state"] = json!(call.state.as_str());
    object["sectors"] = call.sectors.iter().map(|sector| json!(sector.as_str())).collect();
    object["languages"] = json!(call.languages);
    object["until"] = json!(call.until.map(|at| Time(at).rfc3339()));
    object["adoptions"] = json!((call.kind == CallKind::Idea).then_some(call.adopted));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_read_back_and_a_broken_one_is_a_plain_text() {
        let call = Call {
            kind: CallKind::Idea,
            state: CallState::Answered,
            sectors: vec![Sector::Housing],
            languages: vec!["es".to_owned()],
            until: Some(1_790_000_000_000),
            adopted: 3,
        };
        let mut object = json!({});
        describe(&mut object, &call);
        assert_eq!(read(&object), Some(call));
        for (member, value) in [("kind", json!("statement")), ("need", json!("king")), ("need", json!(null))]
        {
            let mut broken = object.clone();
            broken[member] = value;
            assert_eq!(read(&broken), None, "{member}");
        }
        object["sectors"] = json!(vec!["housing"; 100_000]);
        object["languages"] = json!([1, "<b>", "en", "en"]);
        object["adoptions"] = json!(-5);
        object["until"] = json!("tomorrow");
        let read = read(&object).expect("a call");
        assert_eq!((read.sectors.len(), read.languages.len(), read.adopted, read.until), (1, 1, 0, None));
    }
}

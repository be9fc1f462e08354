//! The form of a campaign: what goes through it unchanged, how its rows grow, and where each slip stands.

use super::*;

fn typed(fields: &[(&str, &str)]) -> PlanTyped {
    PlanTyped::of_form(&fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
}

fn whole() -> Plan {
    Plan {
        name: "Clean River".to_owned(),
        goal: "Clean water".to_owned(),
        about: "Why\n\nwe ask".to_owned(),
        language: "en".to_owned(),
        demands: vec!["Open the sluices".to_owned(), "Measure".to_owned()],
        addressed: vec![DecisionMaker { name: "A. Minister".to_owned(), office: Some("Water".to_owned()) }],
        sectors: vec![Sector::Environment, Sector::Food],
        tags: vec!["water".to_owned(), "río".to_owned()],
        regions: vec!["HU".to_owned(), "HU-BU".to_owned()],
        languages: vec!["ar".to_owned(), "en".to_owned()],
        starts: Day::parse("2026-01-01"),
        ends: Day::parse("2026-12-31"),
        milestones: vec![Milestone {
            words: "A thousand".to_owned(),
            day: Day::parse("2026-06-01"),
            supporters: Some(1_000),
            reached: true,
        }],
        donations: vec![
            Donation { name: "Give".to_owned(), href: "https://give.test/x".to_owned() },
            Donation { name: String::new(), href: "bitcoin:abc".to_owned() },
        ],
        mirrors: vec!["https://mirror.test/river".to_owned()],
        source: None,
    }
}

#[test]
fn a_plan_goes_through_the_form_and_the_preview_unchanged() {
    let mut form = PlanTyped::of_plan("clean-river", &whole());
    assert_eq!(form.check(Words::english()), Some(whole()));
    let carried: Vec<_> = form.carried();
    let again: Vec<(&str, &str)> = carried.iter().map(|h| (h.name.as_str(), h.value.as_str())).collect();
    assert_eq!(typed(&again).check(Words::english()), Some(whole()));
}

#[test]
fn rows_grow_when_asked_keep_what_was_typed_and_have_an_end() {
    let mut form = typed(&[("name", "x"), ("language", "en"), ("demand_1", "one"), ("demand_2", "")]);
    assert_eq!(form.demands.len(), 2);
    assert!(form.more("demand") && !form.more("kings"));
    assert_eq!((form.demands.len(), form.demands[0][0].value.as_str()), (5, "one"));
    for _ in 0..20 {
        form.more("demand");
    }
    assert_eq!(form.demands.len(), MOST_DEMANDS);
    assert_eq!(PlanTyped::empty("en").demands.len(), ROWS);
    assert_eq!(typed(&[("demand_999999", "x")]).demands.len(), ROWS, "what stands in no row is not there");
    assert_eq!(typed(&[("demand_1", "a"), ("demand_2", "b")]).demands.len(), 3, "there is always a free row");
}

#[test]
fn each_slip_stands_at_its_field() {
    let long = "x".repeat(400);
    let mut form = typed(&[
        ("name", ""),
        ("goal", &long),
        ("language", "english"),
        ("demand_1", "good"),
        ("demand_2", &long),
        ("office_1", "an office of nobody"),
        ("milestone_1", "Half way"),
        ("day_1", "soon"),
        ("supporters_1", "many"),
        ("donation_1", "Give"),
        ("link_1", "javascript:alert(1)"),
        ("mirror_1", "http://plain.test"),
        ("tags", "fine, not-fine"),
        ("regions", "Atlantis"),
        ("starts", "1.1.2026"),
    ]);
    assert_eq!(form.check(Words::english()), None);
    let wrong: Vec<&str> =
        form.fields().into_iter().filter(|f| f.error.is_some()).map(|f| f.name.as_str()).collect();
    assert_eq!(
        wrong,
        [
            "name",
            "goal",
            "language",
            "demand_2",
            "asked_1",
            "starts",
            "day_1",
            "supporters_1",
            "tags",
            "regions",
            "link_1",
            "mirror_1"
        ]
    );
    let mut form =
        typed(&[("name", "x"), ("language", "en"), ("starts", "2026-02-02"), ("ends", "2026-01-01")]);
    assert!(form.check(Words::english()).is_none() && form.general.is_some());
}

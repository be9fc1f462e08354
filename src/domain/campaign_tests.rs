//! What may stand in the plan of a campaign, and what may not.

use super::*;

fn plan() -> Plan {
    Plan {
        name: " Clean\u{202e} river ".to_owned(),
        goal: "Clean water for thirty villages".to_owned(),
        language: "en".to_owned(),
        demands: vec!["Open the sluices".to_owned()],
        addressed: vec![DecisionMaker { name: "A. Minister".to_owned(), office: Some(" ".to_owned()) }],
        ..Plan::default()
    }
}

fn many<T: Clone>(one: &T, times: usize) -> Vec<T> {
    vec![one.clone(); times]
}

#[test]
fn what_is_written_is_put_in_order() {
    let checked = check(Plan {
        sectors: vec![Sector::Food, Sector::Housing, Sector::Food],
        tags: vec!["#Water".to_owned(), "water".to_owned(), "río_2".to_owned()],
        regions: vec!["hu".to_owned(), "hu-bu".to_owned(), "150".to_owned()],
        languages: vec!["EN".to_owned(), "ar".to_owned()],
        ..plan()
    })
    .expect("it is good");
    assert_eq!((checked.name.as_str(), checked.addressed[0].office.as_deref()), ("Clean river", None));
    assert_eq!(checked.sectors, [Sector::Food, Sector::Housing]);
    assert_eq!(checked.tags, ["water", "río_2"]);
    assert_eq!(checked.regions, ["HU", "HU-BU", "150"]);
    assert_eq!(checked.languages, ["en", "ar"]);
    assert_eq!(check(checked.clone()), Ok(checked), "checking again changes nothing");
}

#[test]
fn every_part_has_its_bound() {
    let long = |most: usize| "x".repeat(most + 1);
    let maker = |name: String, office| DecisionMaker { name, office };
    let milestone = |words: &str| Milestone { words: words.to_owned(), ..Milestone::default() };
    let give = |name: String, href: &str| Donation { name, href: href.to_owned() };
    let day = |text| Day::parse(text);
    let cases: Vec<(Plan, Refusal)> = vec![
        (Plan { name: "\u{200b} ".to_owned(), ..plan() }, Refusal::NoName),
        (Plan { name: long(LONGEST_NAME), ..plan() }, Refusal::Long("the name", LONGEST_NAME)),
        (Plan { goal: long(LONGEST_LINE), ..plan() }, Refusal::Long("the goal", LONGEST_LINE)),
        (
            Plan { about: long(LONGEST_ABOUT), ..plan() },
            Refusal::Long("the text about the campaign", LONGEST_ABOUT),
        ),
        (Plan { language: "english".to_owned(), ..plan() }, Refusal::Language("english".to_owned())),
        (Plan { demands: many(&"x".to_owned(), 21), ..plan() }, Refusal::Many("demands", MOST_DEMANDS)),
        (Plan { demands: vec![long(LONGEST_LINE)], ..plan() }, Refusal::Long("demands", LONGEST_LINE)),
        (Plan { demands: vec![" ".to_owned()], ..plan() }, Refusal::Blank("demands")),
        (
            Plan { addressed: many(&maker("x".to_owned(), None), 51), ..plan() },
            Refusal::Many("decision-makers", MOST_ADDRESSED),
        ),
        (Plan { addressed: vec![maker(String::new(), None)], ..plan() }, Refusal::Blank("decision-makers")),
        (
            Plan { addressed: vec![maker("x".to_owned(), Some(long(LONGEST_LABEL)))], ..plan() },
            Refusal::Long("the office of a decision-maker", LONGEST_LABEL),
        ),
        (
            Plan { milestones: many(&milestone("x"), 21), ..plan() },
            Refusal::Many("milestones", MOST_MILESTONES),
        ),
        (Plan { milestones: vec![milestone("")], ..plan() }, Refusal::Blank("milestones")),
        (Plan { tags: many(&"a".to_owned(), 21), ..plan() }, Refusal::Many("tags", MOST_OF_THE_REST)),
        (Plan { tags: vec!["a b".to_owned()], ..plan() }, Refusal::Tag("a b".to_owned())),
        (Plan { tags: vec!["123".to_owned()], ..plan() }, Refusal::Tag("123".to_owned())),
        (Plan { regions: vec!["Hungary".to_owned()], ..plan() }, Refusal::Region("Hungary".to_owned())),
        (Plan { regions: vec!["HU-".to_owned()], ..plan() }, Refusal::Region("HU-".to_owned())),
        (Plan { languages: vec!["<b>".to_owned()], ..plan() }, Refusal::Language("<b>".to_owned())),
        (
            Plan { donations: many(&give(String::new(), "https://a.test"), 21), ..plan() },
            Refusal::Many("donation links", MOST_OF_THE_REST),
        ),
        (
            Plan { donations: vec![give(long(LONGEST_LABEL), "https://a.test")], ..plan() },
            Refusal::Long("the name of a donation link", LONGEST_LABEL),
        ),
        (
            Plan { mirrors: vec!["http://a.test/".to_owned()], ..plan() },
            Refusal::Mirror("http://a.test/".to_owned()),
        ),
        (
            Plan { starts: day("2026-11-02"), ends: day("2026-11-01"), ..plan() },
            Refusal::Dates(day("2026-11-02").expect("a day"), day("2026-11-01").expect("a day")),
        ),
    ];
    for (plan, refusal) in cases {
        assert_eq!(check(plan), Err(refusal.clone()), "{refusal}");
    }
}

#[test]
fn a123_a_donation_link_opens_a_page_or_a_wallet_and_nothing_runs() {
    let tried = |href: &str| {
        let donations = vec![Donation { name: "Give".to_owned(), href: href.to_owned() }];
        check(Plan { donations, ..plan() }).map(|plan| plan.donations[0].href.clone())
    };
    for good in [
        "https://a.test/give?x=1",
        "payto://iban/DE75512108001245126199?amount=EUR:20",
        "bitcoin:bc1qx",
        "monero:44",
    ] {
        assert_eq!(tried(good).as_deref(), Ok(good));
    }
    assert!(tried(" https://a.test/ ").is_ok(), "blanks around it go");
    for wrong in [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<b>",
        "http://a.test/",
        "https://user:secret@a.test/",
        "https:///",
        "payto:",
        "payto://iban/\u{202e}",
        "bitcoin:a\"><script>",
        "bitcoin:a b",
        "\u{1}https://a.test/",
        "vbscript:x",
        "//a.test",
    ] {
        assert!(matches!(tried(wrong), Err(Refusal::Donation(_))), "{wrong:?}");
    }
}

#[test]
fn a_mirror_may_be_an_onion_without_a_certificate() {
    let mirrors = vec!["http://abcdefgh.onion/river".to_owned(), "https://mirror.test/river".to_owned()];
    assert_eq!(check(Plan { mirrors: mirrors.clone(), ..plan() }).expect("good").mirrors, mirrors);
}

#[test]
fn what_is_public_says_what_is_asked_and_of_whom() {
    let good = check(plan()).expect("it is good");
    assert_eq!(check_public(&good), Ok(()));
    assert_eq!(check_public(&Plan { goal: String::new(), ..good.clone() }), Err(Refusal::NoGoal));
    assert_eq!(check_public(&Plan { demands: Vec::new(), ..good.clone() }), Err(Refusal::NoDemand));
    assert_eq!(check_public(&Plan { addressed: Vec::new(), ..good }), Err(Refusal::Unaddressed));
}

#[test]
fn a_plan_of_an_earlier_version_is_still_read() {
    let read: Plan = serde_json::from_str("{\"name\":\"River\",\"sectors\":[\"food\"]}").expect("a plan");
    assert_eq!((read.name.as_str(), read.sectors.as_slice()), ("River", [Sector::Food].as_slice()));
}

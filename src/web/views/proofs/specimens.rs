//! The public pages with ordinary, empty, very long, hostile and Arabic data.

use std::sync::Arc;

use askama::Template;

use crate::domain::pledge::Shown;
use crate::domain::time::Time;
use crate::domain::translation::TranslationState;
use crate::web::accent::accent_path;
use crate::web::views::card::{Card, CardKind, FeedLinks};
use crate::web::views::coalition::{CoalitionPage, ProfileLine, StatementSummary};
use crate::web::views::endorsers::{EndorserLine, Endorsers};
use crate::web::views::error::{ErrorPage, Failure};
use crate::web::views::feed::{AtomFeed, FeedAuthor, FeedEntry};
use crate::web::views::follow::{AddressProblem, AskAddressPage, HandOverPage, Purpose};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::page::{Link, Moment, Page, Pager, Site};
use crate::web::views::sign_in::{SignInPage, SignedOutPage, SpentLink, SpentLinkPage};
use crate::web::views::statement::{
    Attachment, PollOption, PollView, Proof, Reach, StatementPage, Translation, WithdrawnPage,
};
use crate::web::views::versions::{Version, VersionText, VersionsPage};
use crate::words::{Tongue, Words};

use super::specimens_campaigns::{self, summaries};

/// What kind of data a page is shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Temper {
    Ordinary,
    Empty,
    Long,
    Hostile,
    Arabic,
}

pub const TEMPERS: [Temper; 5] =
    [Temper::Ordinary, Temper::Empty, Temper::Long, Temper::Hostile, Temper::Arabic];

/// Breaks out of text, attributes and comments, turns the line, and carries what XML cannot.
pub const HOSTILE: &str = "\u{202e}</title></textarea>--><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\u{0}\u{200d}\u{200d}";

pub const ARABIC_TITLE: &str = "الماء حق للجميع: نطالب بفتح السدّ أمام قرى الوادي قبل نهاية الصيف";

impl Temper {
    /// One line of text: the one given for ordinary pages, something else for the others.
    pub fn line(self, ordinary: &str) -> String {
        match self {
            Self::Ordinary => ordinary.to_owned(),
            Self::Empty => String::new(),
            Self::Long => format!("{ordinary} {}", "Donaudampfschifffahrtsgesellschaft".repeat(15))
                .chars()
                .take(500)
                .collect(),
            Self::Hostile => HOSTILE.to_owned(),
            Self::Arabic => ARABIC_TITLE.to_owned(),
        }
    }

    pub fn name(self, ordinary: &str, arabic: &str) -> String {
        if self == Self::Arabic { arabic.to_owned() } else { self.line(ordinary) }
    }

    pub fn language(self) -> Language {
        Language::of(if self == Self::Arabic { "ar" } else { "en" })
    }

    /// The words of the interface.
    pub fn words(self) -> Words {
        Words::of(if self == Self::Arabic { Tongue::Arabic } else { Tongue::English })
    }

    /// An address of somebody else.
    pub fn target(self, ordinary: &str) -> String {
        if self == Self::Hostile { "javascript:alert(1)".to_owned() } else { ordinary.to_owned() }
    }

    /// How many entries a list of `ordinary` has.
    pub fn many(self, ordinary: usize) -> usize {
        if self == Self::Empty { 0 } else { ordinary }
    }

    pub fn option<T>(self, value: T) -> Option<T> {
        (self != Self::Empty).then_some(value)
    }

    /// A body as the sanitiser would leave it.
    pub fn body(self) -> String {
        let paragraph = match self {
            Self::Empty => return String::new(),
            Self::Arabic => ARABIC_BODY,
            _ => ENGLISH_BODY,
        };
        let times = if self == Self::Long { 200 } else { 2 };
        format!(
            "{}<h3>{}</h3><ul><li>{}</li><li>{}</li></ul><blockquote><p>{}</p></blockquote>",
            format!("<p>{paragraph}</p>").repeat(times),
            if self == Self::Arabic { "ما نطلبه" } else { "What we ask for" },
            if self == Self::Arabic {
                "فتح السدّ قبل الأول من سبتمبر"
            } else {
                "Open the sluices before 1 September"
            },
            if self == Self::Arabic {
                "نشر قياسات المياه"
            } else {
                "Publish every measurement of the water"
            },
            if self == Self::Arabic {
                "بلا ماء لا حصاد"
            } else {
                "Without water there is no harvest."
            },
        )
    }
}

const ENGLISH_BODY: &str = "The dam above our valley holds back what thirty villages drink. Since March the river has \
    run dry from Wednesday to Sunday, and nobody was asked. <strong>We ask the ministry to open the sluices before \
    the end of summer</strong>, and to publish what it measures. You can read the \
    <a href=\"https://river.example/measurements\" rel=\"nofollow noopener noreferrer\">measurements of three years</a>.";

const ARABIC_BODY: &str = "يحبس السدّ فوق وادينا الماء الذي تشربه ثلاثون قرية. منذ مارس يجفّ النهر من الأربعاء إلى الأحد، \
    ولم يُسأل أحد. <strong>نطالب الوزارة بفتح البوابات قبل نهاية الصيف</strong> وبنشر القياسات كلها. يمكنكم قراءة \
    <a href=\"https://river.example/measurements\" rel=\"nofollow noopener noreferrer\">قياسات ثلاث سنوات</a>.";

pub fn moment(day: u32) -> Moment {
    Moment(Time::parse(&format!("2026-03-{day:02}T14:05:00Z")).expect("a time"))
}

pub fn page(temper: Temper) -> Page {
    Page {
        site: Arc::new(Site {
            name: temper.name("Rivers Without Borders", "أنهار بلا حدود"),
            home_path: "/".to_owned(),
            accent_path: temper.option(accent_path("#7a1f4b")),
            source_address: "https://rivers.example/source".to_owned(),
        }),
        words: temper.words(),
        has_address: true,
    }
}

pub fn card(temper: Temper, kind: CardKind) -> Card {
    Card {
        kind,
        title: temper.line("Water is a right: open the dam before the end of summer"),
        description: temper.line("The dam above our valley holds back what thirty villages drink."),
        address: "https://rivers.example/s/7301?lang=en&v=2".to_owned(),
        creator: "@rivers@rivers.example".to_owned(),
        activity_address: temper.option("https://rivers.example/s/7301".to_owned()),
        feeds: (0..temper.many(2))
            .map(|_| FeedLinks {
                title: temper.line("Changes: Water is a right"),
                atom: "https://rivers.example/feed.atom?a=1&b=2".to_owned(),
                json: "https://rivers.example/feed.json?a=1&b=2".to_owned(),
            })
            .collect(),
        picture_address: temper.option("https://rivers.example/card.png".to_owned()),
        translations: vec![("ar".to_owned(), "https://rivers.example/s/7301?lang=ar".to_owned())],
    }
}

pub fn handle(temper: Temper) -> String {
    if temper == Temper::Arabic {
        "@rivers@rivers.example".to_owned()
    } else {
        temper.line("@rivers@rivers.example")
    }
}

pub fn coalition_name(temper: Temper) -> String {
    temper.name("Rivers Without Borders", "أنهار بلا حدود")
}

pub fn coalition(temper: Temper) -> CoalitionPage {
    let titles = [
        "Water is a right: open the dam before the end of summer",
        "Thirty villages answer the ministry",
        "We welcome the ruling of the regional court",
    ];
    let statements = (0..temper.many(20))
        .map(|index| StatementSummary {
            title: temper.line(titles[index % titles.len()]),
            excerpt: temper.line("The dam above our valley holds back what thirty villages drink. Since March the river has run dry from Wednesday to Sunday, and nobody was asked."),
            is_warned: index == 2,
            language: temper.language(),
            languages: vec![Language::of("en"), Language::of("ar"), Language::of("es")],
            path: format!("/s/{}", 7301 - index),
            published: moment(28 - u32::try_from(index).expect("few")),
            edited: (index == 1).then(|| moment(29)),
        })
        .collect();
    CoalitionPage {
        page: page(temper),
        card: card(temper, CardKind::Website),
        name: coalition_name(temper),
        handle: handle(temper),
        account_name: None,
        summary_html: match temper {
            Temper::Empty => String::new(),
            Temper::Arabic => "<p>ثلاثون قرية ومنظمة من ثلاثة بلدان، معًا من أجل ماء النهر.</p>".to_owned(),
            _ => "<p>Thirty villages and organisations of three countries, together for the water of one river.</p>"
                .to_owned(),
        },
        summary_language: temper.language(),
        lines: (0..temper.many(2))
            .map(|index| ProfileLine {
                name: temper.line(["Web", "Office hours"][index]),
                value_html: match index {
                    0 => "<a href=\"https://rivers.example/about-us\" rel=\"me nofollow noopener noreferrer\">https://rivers.example/about-us</a>".to_owned(),
                    // The house keeps it as HTML that was made harmless.
                    _ => temper.line("Thursdays, at the old mill").replace('&', "&amp;").replace('<', "&lt;"),
                },
                verified: (index == 0).then(|| moment(3)),
            })
            .collect(),
        languages: (0..temper.many(3)).map(|index| Language::of(["en", "ar", "es"][index])).collect(),
        follower_count: temper.option(1204),
        feed_path: "/feed.atom".to_owned(),
        newsletter: super::specimens_campaigns::newsletter(temper),
        events: super::specimens_events::coming(temper),
        events_path: "/@rivers/events".to_owned(),
        campaigns: summaries(temper),
        statements,
        pager: Pager { newer: None, older: temper.option("/?before=7281".to_owned()) },
    }
}

/// Who stands behind something.
pub fn endorsers(temper: Temper) -> Endorsers {
    let list: Vec<EndorserLine> = (0..temper.many(3))
        .map(|index| EndorserLine {
            name: temper.name("North Coalition", "ائتلاف الشمال"),
            handle: temper.line("@coalition@north.example"),
            logo_path: (index == 0).then(|| "/media/copies/seal/address".to_owned()),
            is_proven: index != 1,
            since: moment(3),
            withdrawn: (index == 2).then(|| moment(4)),
            is_earlier: index == 1,
        })
        .collect();
    Endorsers { count: u64::from(!list.is_empty()), list, copies_path: "/posts/1/endorsements".to_owned() }
}

/// A poll whose counts may be known, or may not yet.
fn poll(temper: Temper) -> PollView {
    let is_hidden = temper == Temper::Arabic;
    PollView {
        options: (0..temper.many(2))
            .map(|index| PollOption {
                name: temper.line(["I sign, with my name", "I sign, without my name"][index]),
                votes: (!is_hidden).then_some((1_234, 50)),
            })
            .collect(),
        voters: 2_468,
        multiple: temper == Temper::Long,
        is_hidden,
        ends: Some(moment(9)),
        is_over: temper == Temper::Long,
        signs: temper.option(Link { words: temper.line("Clean River"), target: "/@clean-river".to_owned() }),
    }
}

pub fn statement(temper: Temper, content_warning: Option<String>) -> StatementPage {
    let kind =
        CardKind::Article { published: moment(3).machine(), modified: temper.option(moment(5).machine()) };
    let tags = ["water", "rivers", "environment"];
    StatementPage {
        page: page(temper),
        card: card(temper, kind),
        coalition: coalition_name(temper),
        handle: handle(temper),
        author_path: "/".to_owned(),
        campaign: temper
            .option(Link { words: temper.line("Clean River"), target: "/@clean-river".to_owned() }),
        title: temper.line("Water is a right: open the dam before the end of summer"),
        language: temper.language(),
        body_html: temper.body().replace("h3>", "h2>"),
        content_warning,
        translations: (0..temper.many(3))
            .map(|index| Translation {
                language: Language::of(["en", "ar", "es"][index]),
                path: format!("/s/7301?lang={}", ["en", "ar", "es"][index]),
                is_current: temper.language().tag == ["en", "ar", "es"][index],
                state: TranslationState::ALL[2 - index],
            })
            .collect(),
        correction: temper.option(temper.line("It was thirty villages, not three.")),
        translation_state: TranslationState::Machine,
        published: moment(3),
        edited: temper.option(moment(5)),
        versions_path: temper.option("/s/7301/versions".to_owned()),
        feed_path: "/s/7301/feed.atom".to_owned(),
        poll: temper.option(poll(temper)),
        tags: (0..temper.many(3))
            .map(|index| Link {
                words: temper.name(tags[index], "مياه"),
                target: temper.target("/tags/water"),
            })
            .collect(),
        attachments: (0..temper.many(2))
            .map(|index| Attachment {
                description: temper.line(["Measurements of three years", "Map of the valley"][index]),
                kind: "PDF, 340 KB".to_owned(),
                target: temper.target("/media/7301.pdf"),
            })
            .collect(),
        endorsers: endorsers(temper),
        reach: Reach { replies: temper.option(12), boosts: temper.option(1), likes: temper.option(5120) },
        uri: "https://rivers.example/s/7301?a=1&b=2".to_owned(),
        proof: temper.option(Proof {
            signer: coalition_name(temper),
            key: "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ8XJPt4swbTQ2".to_owned(),
            digest: "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4".to_owned(),
            signed: Some(moment(5)),
            signed_copy_path: "/s/7301.json".to_owned(),
        }),
        qr_svg: temper.option(QR.to_owned()),
    }
}

/// Stands for a QR code; only its shape matters here.
pub const QR: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\" role=\"img\" aria-label=\"QR code\">\
    <path fill=\"#000\" d=\"M4 4h7v7h-7zM18 4h7v7h-7zM4 18h7v7h-7zM13 13h3v3h-3zM18 18h2v2h-2zM22 22h3v3h-3z\"/></svg>";

fn ask(temper: Temper, purpose: Purpose, problem: Option<AddressProblem>) -> AskAddressPage {
    let mut address = Field::new("address", &temper.name("@ana@misspelt.example", "@ana@misspelt.example"));
    if let Some(problem) = problem {
        address = address.with_error(problem.words(temper.words()));
    }
    AskAddressPage { page: page(temper), coalition: coalition_name(temper), purpose, address }
}

pub fn versions(temper: Temper) -> VersionsPage {
    VersionsPage {
        page: page(temper),
        title: temper.line("Water is a right: open the dam before the end of summer"),
        language: temper.language(),
        statement_path: "/s/7301".to_owned(),
        versions: (0..temper.many(3))
            .map(|index| Version {
                number: u32::try_from(3 - index).expect("few"),
                published: moment(5 - u32::try_from(index).expect("few")),
                texts: (0..=temper.many(2))
                    .map(|place| VersionText {
                        title: temper.line("Water is a right"),
                        language: temper.language(),
                        body_html: temper.body().replace("h3>", "h4>"),
                        state: (place > 0).then(|| TranslationState::ALL[index % 3]),
                    })
                    .collect(),
                content_warning: (index == 2).then(|| temper.line("Violence")),
                correction: (index == 0).then(|| temper.line("It was thirty villages, not three.")),
            })
            .collect(),
    }
}

fn author(temper: Temper) -> FeedAuthor {
    FeedAuthor { name: coalition_name(temper), address: "https://rivers.example/@a?b=1&c=2".to_owned() }
}

pub fn feed(temper: Temper) -> AtomFeed {
    AtomFeed {
        words: temper.words(),
        id: "https://rivers.example/feed.atom".to_owned(),
        title: coalition_name(temper),
        subtitle: temper.line("Thirty villages, one river"),
        updated: moment(5).machine(),
        author: author(temper),
        page_address: "https://rivers.example/".to_owned(),
        self_address: "https://rivers.example/feed.atom?page=2&size=20".to_owned(),
        icon_address: "https://rivers.example/assets/icon.svg".to_owned(),
        is_complete: temper == Temper::Long,
        newer_address: None,
        older_address: temper.option("https://rivers.example/feed.atom?page=3&size=20".to_owned()),
        entries: (0..temper.many(3))
            .map(|index| FeedEntry {
                id: format!("https://rivers.example/s/{index}"),
                title: temper.line("Water is a right"),
                language: temper.language(),
                address: format!("https://rivers.example/s/{index}?a=1&b=2"),
                published: moment(3).machine(),
                updated: moment(5).machine(),
                author: (index == 0).then(|| author(temper)),
                body_html: format!("{}\u{b}", temper.body()),
                content_warning: (index == 1).then(|| temper.line("Violence")),
                tags: vec![temper.line("water")],
            })
            .collect(),
    }
}

/// Every public page by name.
pub fn public_pages(temper: Temper) -> Vec<(String, String)> {
    let follow = || Purpose::Follow { handle: handle(temper), name: "rivers".to_owned() };
    let interact = || Purpose::Interact {
        title: temper.line("Water is a right"),
        uri: "https://rivers.example/s/7301?a=1&b=2".to_owned(),
    };
    let hand_over = |purpose| HandOverPage {
        page: page(temper),
        coalition: coalition_name(temper),
        purpose,
        server: temper.name("social.example", "social.example"),
        target: temper.target("https://social.example/authorize_interaction?uri=a&b=c"),
    };
    let sign_in = SignInPage {
        page: page(temper),
        coalition: coalition_name(temper),
        role: temper.name("owner", "owner"),
        action: "/sign-in/abc".to_owned(),
        csrf: temper.line("secret"),
    };
    let withdrawn = WithdrawnPage {
        page: page(temper),
        coalition: coalition_name(temper),
        withdrawn: moment(9),
        published: temper.option(moment(3)),
        reason: temper.option(temper.line("The number was wrong.")),
    };
    let in_arabic = StatementPage { page: page(temper), ..statement(Temper::Arabic, None) };
    let mut pages = vec![
        ("coalition".to_owned(), coalition(temper).render()),
        ("campaign".to_owned(), specimens_campaigns::campaign(temper).render()),
        ("campaign_unsigned".to_owned(), specimens_campaigns::campaign_of_member(temper, None).render()),
        (
            "campaign_signed".to_owned(),
            specimens_campaigns::campaign_of_member(temper, Some(Shown::Initials)).render(),
        ),
        ("statement".to_owned(), statement(temper, None).render()),
        ("statement_warned".to_owned(), statement(temper, Some(temper.line("Violence"))).render()),
        ("statement_in_arabic".to_owned(), in_arabic.render()),
        ("withdrawn".to_owned(), withdrawn.render()),
        ("versions".to_owned(), versions(temper).render()),
        ("follow".to_owned(), ask(temper, follow(), None).render()),
        ("follow_error".to_owned(), ask(temper, follow(), Some(AddressProblem::NotFound)).render()),
        ("interact".to_owned(), ask(temper, interact(), None).render()),
        ("interact_error".to_owned(), ask(temper, interact(), Some(AddressProblem::Missing)).render()),
        ("follow_result".to_owned(), hand_over(follow()).render()),
        ("interact_result".to_owned(), hand_over(interact()).render()),
        ("sign_in".to_owned(), sign_in.render()),
        ("signed_out".to_owned(), SignedOutPage { page: page(temper) }.render()),
    ];
    for reason in [SpentLink::Used, SpentLink::Expired, SpentLink::Unknown] {
        pages.push((format!("link_{reason:?}"), SpentLinkPage { page: page(temper), reason }.render()));
    }
    for status in [400, 403, 404, 410, 413, 429, 500, 503] {
        let failure = match Failure::of_status(status) {
            Failure::TooMany { .. } => Failure::TooMany { wait_seconds: temper.option(240) },
            other => other,
        };
        let error = ErrorPage {
            page: page(temper),
            failure,
            reason: temper.option(temper.line("It was in use.")).filter(|_| failure == Failure::BadRequest),
            reference: temper.option(temper.line("7F3A")),
        };
        pages.push((format!("error_{status}"), error.render()));
    }
    pages.into_iter().map(|(name, page)| (name, page.expect("every page renders"))).collect()
}

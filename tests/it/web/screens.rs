//! How every page looks: on a phone and on a desktop, by day and by night, in English and in Arabic, in a browser that
//! runs no script. The pictures are for people: `target/screens/PAGE-WIDTH-SCHEME-LANGUAGE.png`. A page is added by a
//! line in `PUBLIC` or `DESK`.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::language::Language;
use antiphon::domain::pledge::{Shown, Way};
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::Review;
use antiphon::keys::OpeningKey;
use antiphon::service::campaign_voice::{self, Voice};
use antiphon::service::drafts::Aside;
use antiphon::service::{
    accounts, campaigns, draft_matters, event_answers, events, invitations, members, pledge_export,
    pledge_polls, pledges as pledges_by, registration, statements,
};
use antiphon::store::pledges::{self, Signed};

use crate::api::visitor::{BACK, Program};
use crate::campaigns::ground::{HANDLE, draft, open};
use crate::events::plan;
use crate::support::chromium::{self, Page};
use crate::support::databases;
use crate::support::rig::Rig;
use crate::support::smtp::Smtp;

/// A page: the name of its pictures, its path, and something that only this page has.
type Line = (&'static str, &'static str, &'static str);

/// What everybody can open. `{statement}` stands for the id of a statement, `{withdrawn}` for one that was taken back,
/// `{poll}` for the post by which a campaign is signed, `{event}` and `{draft}` for an event and the draft of another,
/// `{consent}` for the page on which an app asks to be let in.
const PUBLIC: &[Line] = &[
    ("coalition", "/", "#statements"),
    ("campaign", "/@clean-river", "#demands"),
    ("campaign-gathering", "/@clean-air", "#sign"),
    ("sign", "/@clean-air/sign", "#pledge-name"),
    ("poll", "/@clean-air/{poll}", "main h1"),
    ("event", "/events/{event}", "#guest-mail"),
    ("event-come", "/events/{event}/come", "#guest-mail"),
    ("sign-over", "/@clean-river/sign", "main h1"),
    ("share", "/@clean-air/share", "main h1"),
    ("newsletter", "/newsletter", "#newsletter-address"),
    ("directory", "/directory", "main h1"),
    ("exchange", "/exchange", "main h1"),
    ("events", "/@coalition/events", "main h1"),
    ("statement", "/@coalition/{statement}", "#respond"),
    ("statement-in-arabic", "/@coalition/{statement}?lang=ar", "#respond"),
    ("versions", "/@coalition/{statement}/versions", "#version-1"),
    ("withdrawn", "/@coalition/{withdrawn}", "main h1"),
    ("follow", "/follow?name=clean-river", "#address"),
    ("follow-wrong", "/follow?name=clean-river&address=nobody", "#error-summary"),
    ("interact", "/interact?uri={origin}/posts/{statement}", "#address"),
    ("sign-in", "/sign-in", "#password"),
    ("join", "/join", "#agreement"),
    ("not-found", "/nothing/here", "main h1"),
    ("forbidden", "/desk/account", "main h1"),
    ("app-unknown", "/oauth/authorize?client_id=nobody", "main h1"),
];

/// What an owner can open.
const DESK: &[Line] = &[
    ("desk", "/desk", "#statements"),
    ("desk-new-statement", "/desk/statements/new", "#title"),
    ("desk-edit", "/desk/statements/{statement}/edit", "#title"),
    ("desk-correct", "/desk/statements/{statement}/correct", "#said"),
    ("desk-withdraw", "/desk/statements/{statement}/withdraw", ".caution"),
    ("desk-delivery", "/desk/statements/{statement}/delivery", "main h1"),
    ("desk-campaigns", "/desk/campaigns", "main h1"),
    ("desk-campaign", "/desk/campaigns/clean-air", "main h1"),
    ("desk-following", "/desk/following", "#whom"),
    ("desk-profile", "/desk/profile", "#note"),
    ("desk-new-campaign", "/desk/campaigns/new", "#goal"),
    ("desk-signatures", "/desk/pledges", "#pledge-key"),
    ("desk-signers", "/desk/pledges/clean-air/names", "main h1"),
    ("desk-endorsements", "/desk/endorsements", "main h1"),
    ("desk-notices", "/desk/notices", "main h1"),
    ("desk-joint", "/desk/joint", "main h1"),
    ("desk-drafts", "/desk/drafts", "main h1"),
    ("desk-draft-of-event", "/desk/drafts/{draft}", "main h1"),
    ("desk-cancel-event", "/desk/events/{event}/cancel", ".caution"),
    ("desk-new-draft", "/desk/drafts/new", "#title"),
    ("desk-events", "/desk/events", "main h1"),
    ("desk-new-event", "/desk/events/new", "main h1"),
    ("desk-letters", "/desk/letters", "#address"),
    ("desk-newsletter", "/desk/newsletter", "main h1"),
    ("desk-directory", "/desk/directory", "main h1"),
    ("desk-exchange", "/desk/exchange", "main h1"),
    ("desk-people", "/desk/people", "main h1"),
    ("desk-reports", "/desk/reports", "main h1"),
    ("desk-audit", "/desk/audit", "main h1"),
    ("desk-queue", "/desk/queue", "main h1"),
    ("desk-members", "/desk/members", "#uses"),
    ("desk-account", "/desk/account", "#password"),
    ("event-of-a-member", "/events/{event}", "form[action$='/answer']"),
    ("desk-moving", "/desk/moving", "#others"),
    ("app-consent", "{consent}", "form[action='/oauth/authorize'] button"),
];

const WIDTHS: [u32; 2] = [360, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];
const LANGUAGES: [(&str, &str); 2] = [("en", "ltr"), ("ar", "rtl")];

/// What the pages show.
struct Stage {
    rig: Rig,
    statement: String,
    withdrawn: String,
    poll: String,
    event: String,
    draft: String,
    consent: String,
}

fn words(title: &str, source: &str, arabic: Option<(&str, &str)>) -> Draft {
    let text = |tag: &str, title: &str, source: &str| DraftText {
        language: Language::parse(tag).expect("a tag"),
        title: title.to_owned(),
        source: source.to_owned(),
        review: Review::Unsaid,
    };
    let mut texts = vec![text("en", title, source)];
    texts.extend(arabic.map(|(title, source)| text("ar", title, source)));
    Draft { texts, warning: None, attachments: Vec::new() }
}

const SOURCE: &str = "The dam above our valley holds back what thirty villages drink.\n\n**We ask the ministry to open the sluices before the end of summer**, and to publish what it measures.\n\n- Open the sluices\n- Publish every measurement\n\n#water";
const ARABIC: &str =
    "يحبس السدّ فوق وادينا الماء الذي تشربه ثلاثون قرية.\n\n**نطالب الوزارة بفتح البوابات قبل نهاية الصيف.**";

impl Stage {
    async fn set() -> Self {
        let relay = Smtp::start().await;
        let rules = r#"rules = ["Treat others with respect.", "Publish nobody's name without asking."]"#;
        let more = format!("[registration]\nmode = \"approval\"\n{rules}\n{}", relay.settings());
        let rig = Rig::on(databases::sqlite(), &more).await;
        let cx = rig.cx();
        let coalition = rig.coalition().await;
        open(&rig, HANDLE).await;
        draft(&rig, "hidden").await;
        Self::signed(&rig).await;
        let said = campaign_voice::publish(
            &cx,
            None,
            HANDLE,
            Voice::Campaign,
            words("The ministry has answered", SOURCE, None),
        );
        let said = said.await.expect("published");
        campaign_voice::pin(&cx, None, HANDLE, said.id).await.expect("pinned");
        campaigns::step(&cx, None, HANDLE, CampaignState::Delivered).await.expect("a step");
        let both = Some(("الماء حق للجميع", ARABIC));
        let first = words("Water is a right", "The first words.", both);
        let post = statements::publish(&cx, None, &coalition, first).await.expect("published");
        let second = words("Water is a right: open the dam before the end of summer", SOURCE, both);
        statements::edit(&cx, None, &coalition, post.id, second).await.expect("edited");
        let warned =
            Draft { warning: Some("Violence".to_owned()), ..words("What happened on Tuesday", SOURCE, None) };
        statements::publish(&cx, None, &coalition, warned).await.expect("published");
        let gone = statements::publish(&cx, None, &coalition, words("Too early", SOURCE, None))
            .await
            .expect("published");
        statements::withdraw(&cx, None, &coalition, gone.id).await.expect("withdrawn");
        let asks = registration::Registration {
            username: "edda".to_owned(),
            password: "río Ñuble 1974, three rivers".to_owned(),
            agreement: true,
            locale: Some("ar".to_owned()),
            reason: "I carry water for my village every morning.".to_owned(),
            invite: None,
        };
        assert!(registration::register(&cx, asks).await.is_ok(), "she waits");
        let role = antiphon::domain::role::Role::Editor;
        let invitation = invitations::NewInvitation { role, uses: 5, lasts: antiphon::domain::time::DAY };
        invitations::make(&cx, None, invitation).await.expect("a link");
        assert!(accounts::coalition(&cx).await.is_ok());
        let vera = rig.vic.actor("vera");
        rig.follows(&coalition, &vera).await;
        let note = crate::drafts::following::note(&rig, &vera, 1);
        let note = antiphon::service::posts::look_up(&cx, &note).await.expect("fetched");
        antiphon::service::reactions::boost(&cx, &coalition, &note).await.expect("passed on");
        let poll = Self::asked(&rig).await;
        let event = events::call(&cx, None, None, plan(&rig)).await.expect("called").event.id;
        let yes = Some(antiphon::domain::event::Answer::Yes);
        event_answers::answer_of(&cx, "owner", event, yes).await.expect("the owner comes");
        let next = draft_matters::new_event(&cx, Some("clean-air"), plan(&rig));
        let draft = draft_matters::hand_in(&cx, None, next, Aside::default()).await.expect("handed in");
        // An app that asks for much, so that its page is a long one.
        let app = Program::new(&rig, "read write follow push", BACK).await;
        let consent = app.address(&[("scope", "read write follow push")]);
        let (statement, withdrawn) = (post.id.to_string(), gone.id.to_string());
        let (event, draft) = (event.to_string(), draft.id.to_string());
        Self { rig, statement, withdrawn, poll, event, draft, consent }
    }

    /// The post by which a campaign is signed; and the owner signs one campaign and may sign another.
    async fn asked(rig: &Rig) -> String {
        let app = &rig.opened.app;
        open(rig, "fair-rents").await;
        let campaign = campaigns::find(app, "clean-air").await.expect("it is there");
        let owner = members::find(app, "owner").await.expect("the owner");
        let owner = accounts::find(app, owner.account).await.expect("an account");
        assert!(pledges_by::sign_as_member(app, &owner, campaign.id, Shown::Hidden).await.expect("signed"));
        rig.wait_for("the campaign asks", async || {
            pledge_polls::standing(app, &campaign).await.expect("reads").is_some()
        })
        .await;
        let standing = pledge_polls::standing(app, &campaign).await.expect("reads").expect("it asks");
        standing.post.id.to_string()
    }

    /// A campaign that gathers, with some who stand behind it.
    async fn signed(rig: &Rig) {
        let campaign = open(rig, "clean-air").await;
        let app = &rig.opened.app;
        let mut tx = app.store.begin().await.expect("begins");
        for (number, name) in ["Ann Lee", "ليلى العلي", "J.M.", "Ngozi Okafor"].into_iter().enumerate()
        {
            let signed = Signed {
                id: app.row_id(),
                campaign: campaign.id,
                signer: [u8::try_from(number).expect("it is small"); 32],
                way: Way::Fediverse,
                shown: Shown::Name,
                public_name: Some(name),
                now: app.now(),
            };
            assert!(pledges::sign(&mut tx, &signed).await.expect("signed"));
        }
        tx.commit().await.expect("commits");
        let key = OpeningKey::generate().public().to_string();
        pledge_export::set_sealing_key(app, None, &key).await.expect("a key");
    }

    fn url(&self, path: &str) -> String {
        let path = path.replace("{statement}", &self.statement).replace("{withdrawn}", &self.withdrawn);
        let path = path.replace("{poll}", &self.poll).replace("{event}", &self.event);
        let path = path.replace("{draft}", &self.draft).replace("{consent}", &self.consent);
        let origin = self.rig.url("");
        self.rig.url(&path.replace("{origin}", origin.trim_end_matches('/')))
    }

    /// Looks at these pages in every language, as a reader who chooses it at the foot of a page.
    async fn look_at(&self, page: &mut Page, lines: &[Line]) {
        for (language, direction) in LANGUAGES {
            let (_, start, _) = lines[0];
            page.go(&self.url(start)).await;
            page.clicks(&format!("footer .languages a[hreflang={language}]")).await;
            page.shows(&format!("html[lang={language}] footer a[hreflang={language}][aria-current=true]"))
                .await;
            let back = page.address().await;
            assert_eq!(back, self.url(start), "a choice leads back to the page that it was made on");
            for (name, path, mark) in lines {
                page.go(&self.url(path)).await;
                page.shows(&format!("html[lang={language}][dir={direction}] {mark}")).await;
                page.shows("footer p").await;
                for width in WIDTHS {
                    for scheme in SCHEMES {
                        page.picture(&format!("{name}-{width}-{scheme}-{language}"), width, scheme).await;
                    }
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_fits_its_screen_in_both_directions() {
    let Some(chromium) = chromium::installed() else {
        println!("left out: no Chromium is installed");
        return;
    };
    let stage = Box::pin(Stage::set()).await;
    let mut visitor = Page::open(&chromium).await;
    stage.look_at(&mut visitor, PUBLIC).await;
    drop(visitor);

    let link = members::link_for(&stage.rig.opened.app, "owner").await.expect("a link");
    let mut owner = Page::open(&chromium).await;
    owner.go(&stage.rig.url(&link)).await;
    owner.clicks("main form button").await;
    owner.shows("nav form button").await;
    stage.look_at(&mut owner, DESK).await;
}

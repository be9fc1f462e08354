//! The pages where apps are let in, with ordinary, empty, very long, hostile and Arabic data.

use askama::Template;

use crate::web::views::authorize::{
    ActorChoice, AuthorizePage, CodePage, NotAuthorized, NotAuthorizedPage, powers,
};
use crate::web::views::form::Hidden;

use super::specimens::{Temper, coalition_name, page};
use super::specimens_desk::desk;

fn authorize(temper: Temper, site: Option<String>, has_choice: bool) -> AuthorizePage {
    let actor = |id: &str, name: &str, is_coalition, is_campaign| ActorChoice {
        id: id.to_owned(),
        name: temper.line(name),
        handle: temper.line(&format!("@{name}@rivers.example")),
        is_coalition,
        is_campaign,
    };
    let mut actors = vec![actor("1", "ann", false, false)];
    if has_choice {
        actors.push(actor("2", "rivers", true, false));
        actors.push(actor("3", "clean-river", false, true));
    }
    AuthorizePage {
        page: page(temper),
        desk: desk(temper),
        coalition: coalition_name(temper),
        app_name: temper.name("Phanpy", "تطبيق"),
        by_hand: false,
        site,
        powers: powers(
            temper.words(),
            &temper.line("read write follow push profile read:statuses write:media"),
        ),
        actors,
        carried: vec![
            Hidden { name: "client_id".to_owned(), value: temper.line("abc") },
            Hidden { name: "state".to_owned(), value: temper.line("a state & more") },
        ],
    }
}

/// Every page of this kind by name.
pub fn app_pages(temper: Temper) -> Vec<(String, String)> {
    let site = temper.option(temper.target("phanpy.example"));
    let code = CodePage { page: page(temper), app_name: temper.line("toot"), code: "x".repeat(43) };
    let by_hand = AuthorizePage { by_hand: true, ..authorize(temper, None, false) };
    let mut pages = vec![
        ("authorize".to_owned(), authorize(temper, site, true).render()),
        ("authorize_program".to_owned(), authorize(temper, None, false).render()),
        ("authorize_by_hand".to_owned(), by_hand.render()),
        ("authorize_code".to_owned(), code.render()),
    ];
    for reason in [
        NotAuthorized::UnknownApp,
        NotAuthorized::WrongAddress,
        NotAuthorized::BadRequest,
        NotAuthorized::Refused,
    ] {
        let refused = NotAuthorizedPage { page: page(temper), reason };
        pages.push((format!("authorize_{reason:?}"), refused.render()));
    }
    pages.into_iter().map(|(name, page)| (name, page.expect("every page renders"))).collect()
}

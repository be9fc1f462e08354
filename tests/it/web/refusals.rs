//! What is refused, in the language of the one it is refused to: at the desk and on public pages.

use axum::http::StatusCode;

use super::house::{Answer, Browser, House, PAGE, value_of};

/// The same browser, whose reader has chosen a language.
fn in_language(browser: &Browser, tag: &str) -> Browser {
    let kept = browser.cookie.clone().map_or_else(String::new, |cookie| format!("{cookie}; "));
    Browser { cookie: Some(format!("{kept}lang={tag}")), csrf: browser.csrf.clone() }
}

/// It is refused with this sentence, in the summary or at a field, and nothing there is said to be English. What people
/// wrote keeps its own language.
fn is_refused(answer: &Answer, sentence: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    let parts = |opening: &str, end: &str| {
        let parts = answer.body.split(opening).skip(1);
        parts.filter_map(|rest| Some(rest.split_once(end)?.0.to_owned())).collect::<Vec<_>>()
    };
    let mut said = parts("<div class=\"error-summary\"", "</div>");
    said.extend(parts("<p class=\"error\"", "</p>"));
    assert!(said.iter().any(|part| part.contains(sentence)), "{sentence}: {said:?} {}", answer.body);
    assert!(said.iter().all(|part| !part.contains("lang=\"en\"")), "{said:?}");
}

#[tokio::test]
async fn a_field_of_the_desk_is_refused_in_the_readers_language() {
    let house = House::open().await;
    let owner = house.owner().await;
    let before = house.contents().await;
    for (tag, sentence) in [
        ("es", "«north» no es una dirección. Escríbela como @nombre@servidor.example."),
        ("ar", "«\u{2068}north\u{2069}» ليس عنوانًا."),
        ("fr", "« north » n’est pas une adresse."),
        ("pt", "“north” não é um endereço."),
        ("tl", "Hindi address ang &#34;north&#34;."),
    ] {
        let reader = in_language(&owner, tag);
        let form = [("csrf", owner.csrf.as_str()), ("others", "north")];
        is_refused(&house.post(&reader, "/desk/moving/alias", &form, &[]).await, sentence);
    }
    let form = [("csrf", owner.csrf.as_str()), ("others", "north")];
    let english = house.post(&owner, "/desk/moving/alias", &form, &[]).await;
    let sentence = "&#34;north&#34; is not an address. Write it like @name@server.example.";
    assert!(english.body.contains(sentence), "{}", english.body);
    assert_eq!(house.contents().await, before);
}

#[tokio::test]
async fn a_draft_a_campaign_and_an_account_that_moves_are_refused_in_the_readers_language() {
    let house = House::open().await;
    let owner = house.owner().await;
    let csrf = owner.csrf.as_str();
    let send = async |tag: &str, path: &str, form: &[(&str, &str)]| {
        let form = [form, &[("csrf", csrf)]].concat();
        house.post(&in_language(&owner, tag), path, &form, &[]).await
    };
    let draft = [("language", "en"), ("title", "Open the dam"), ("text", "")];
    let kept = send("es", "/desk/drafts/new", &draft).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let draft = kept.header("location").to_owned();
    is_refused(&send("es", &draft, &[("do", "submit")]).await, "Escribe el texto del comunicado.");
    is_refused(&send("ar", &draft, &[("do", "submit")]).await, "اكتبوا نص البيان.");
    is_refused(&send("ar", &draft, &[("do", "schedule"), ("at", "soon")]).await, "اكتبوا اليوم والوقت مثل");
    // It is where it was.
    let page = house.visit(&owner, &draft).await;
    assert!(page.body.contains("Being written"), "{}", page.body);

    let before = house.contents().await;
    let plan = [
        ("do", "check"),
        ("handle", "dam"),
        ("name", "Open the dam"),
        ("language", "xx-yy-zz!"),
        ("ends", "soon"),
    ];
    let refused = send("es", "/desk/campaigns/new", &plan).await;
    is_refused(&refused, "«xx-yy-zz!» no es un idioma; escribe en, es, pt-BR.");
    is_refused(&refused, "Escribe el día como 2026-12-01.");
    assert_eq!(house.contents().await, before);
}

#[tokio::test]
async fn a_public_form_is_refused_in_the_readers_language() {
    let house = House::with("", "[registration]\nmode = \"open\"\n").await;
    let before = house.contents().await;
    for (tag, sentence) in [("es", "Escribe el nombre que quieres."), ("ar", "أدخلوا الاسم الذي تريدونه.")]
    {
        let reader = in_language(&Browser::default(), tag);
        let cookie = reader.cookie.clone().unwrap_or_default();
        let shown = house.get_with("/join", &[("accept", PAGE), ("cookie", &cookie)]).await;
        let csrf = value_of(&shown.body, "csrf");
        let given = shown.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let cookie = if given.is_empty() { cookie } else { format!("{cookie}; {given}") };
        let reader = Browser { cookie: Some(cookie), csrf: csrf.clone() };
        let form = [("csrf", csrf.as_str()), ("username", ""), ("password", "a long enough secret")];
        is_refused(&house.post(&reader, "/join", &form, &[("origin", "null")]).await, sentence);
    }
    assert_eq!(house.contents().await, before);
}

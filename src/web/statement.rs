//! The page of one statement, in one of its languages; the page of its versions; what stays when it is withdrawn.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::history::{self, News, Step};
use crate::domain::ids::PostId;
use crate::domain::language::primary;
use crate::domain::post::{self, Post, Text};
use crate::domain::text;
use crate::domain::translation::TranslationState;
use crate::http::{Doors, language};
use crate::service::statements::{self, Shown};
use crate::service::{self, accounts};
use crate::words::Words;

use super::pages::{languages_of, statement_path};
use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::card::{Card, CardKind};
use super::views::language::Language;
use super::views::page::Link;
use super::views::statement::{Attachment, Proof, Reach, StatementPage, Translation, WithdrawnPage};
use super::views::versions::{Version, VersionText, VersionsPage};
use super::{endorsers, feed, frame, headings, leaflet, media, poll};

/// In which language a statement is wanted.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Wish {
    /// A tag; one that the statement does not have means its main language. Without one the reader's language decides.
    pub lang: Option<String>,
}

/// What decides in which language somebody gets a statement.
enum Choice {
    /// The address names it, and is stronger than whoever reads.
    Named(String),
    /// The languages that the reader likes, the dearest first: a reviewed text in one of them, or the main one.
    Liked(Vec<String>),
}

impl Choice {
    fn of(wish: &Wish, headers: &HeaderMap) -> Self {
        wish.lang.clone().map_or_else(|| Self::Liked(language::liked(headers)), Self::Named)
    }

    fn text<'a>(&self, post: &'a Post) -> &'a Text {
        match self {
            Self::Named(tag) => post.text_in(tag),
            Self::Liked(liked) => liked
                .iter()
                .find_map(|one| post.reviewed_text(|tag| primary(tag) == *one))
                .unwrap_or_else(|| post.main_text()),
        }
    }

    /// What a kept page depends on.
    fn key(&self) -> String {
        match self {
            Self::Named(tag) => format!("in {tag}"),
            Self::Liked(liked) => format!("for {}", liked.join(",")),
        }
    }
}

/// The page of a statement. `name` is its author's, where the address tells it.
pub async fn page(
    doors: &Doors,
    shelf: &Shelf,
    name: Option<&str>,
    id: &str,
    wish: &Wish,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let choice = Choice::of(wish, headers);
    let key = format!("statement {id} {} {}", name.unwrap_or_default(), choice.key());
    shelf.page(&key, headers, || make(doors, shelf, name, id, &choice)).await
}

/// Every version of a statement.
pub async fn versions(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path((name, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let make = async || {
        let cx = doors.federation.to_request_data();
        match statements::show(&cx, id).await {
            Ok(shown) if shown.author.username == name => {
                frame::kept(StatusCode::OK, &versions_page(&shelf, &shown))
            }
            Ok(_) => Err(Problem::not_found()),
            Err(error) => withdrawn(&cx, &shelf, id, error).await,
        }
    };
    shelf.page(&format!("versions {id} {name}"), &headers, make).await
}

async fn make(
    doors: &Doors,
    shelf: &Shelf,
    name: Option<&str>,
    id: PostId,
    choice: &Choice,
) -> Result<Kept, Problem> {
    let cx = doors.federation.to_request_data();
    match statements::show(&cx, id).await {
        Ok(shown) if name.is_none_or(|name| name == shown.author.username) => {
            let poll = poll::of_post(&cx, &shown.post).await?;
            frame::kept(StatusCode::OK, &StatementPage { poll, ..statement_page(&cx, shelf, &shown, choice) })
        }
        Ok(_) => Err(Problem::not_found()),
        Err(error) => withdrawn(&cx, shelf, id, error).await,
    }
}

/// Where nothing is, the mark of what was withdrawn.
pub async fn withdrawn(cx: &Cx, shelf: &Shelf, id: PostId, error: service::Error) -> Result<Kept, Problem> {
    let service::Error::NotFound = error else { return Err(error.into()) };
    let (at, reason) = statements::withdrawn(cx, id).await?.ok_or_else(Problem::not_found)?;
    let coalition = accounts::coalition(cx).await?.name;
    let withdrawn = frame::moment(at);
    let page = WithdrawnPage { page: frame::page(shelf), coalition, withdrawn, published: None, reason };
    frame::kept(StatusCode::GONE, &page)
}

fn language_of(text: &Text) -> Language {
    Language::of(text.language.as_deref().unwrap_or_default())
}

/// The path in one of the languages; the main one has no mark.
pub fn path_in(path: &str, post: &Post, language: &Language) -> String {
    if post.main_text().language.as_deref() == Some(&language.tag) || language.tag.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?lang={}", language.tag)
    }
}

/// The path in one of the languages, which shows that one to every reader.
fn path_to(path: &str, language: &Language) -> String {
    if language.tag.is_empty() { path.to_owned() } else { format!("{path}?lang={}", language.tag) }
}

fn statement_page(cx: &Cx, shelf: &Shelf, shown: &Shown, choice: &Choice) -> StatementPage {
    let (post, author) = (&shown.post, &shown.author);
    let path = statement_path(author, post);
    let text = choice.text(post);
    let language = language_of(text);
    let mut translations: Vec<Translation> = languages_of(post)
        .into_iter()
        .map(|other| Translation {
            path: path_to(&path, &other),
            is_current: other == language,
            state: post.translation(post.text_in(&other.tag)),
            language: other,
        })
        .collect();
    // The main language stays first; after it come those that somebody has reviewed.
    translations[1..].sort_by_key(|one| one.state != TranslationState::Reviewed);
    let card = card(cx, shelf.words, shown, text, &path);
    StatementPage {
        page: frame::page(shelf),
        coalition: author.name.clone(),
        handle: frame::handle(cx, author),
        author_path: if author.username == cx.config.coalition.handle {
            "/".to_owned()
        } else {
            frame::path_of(author)
        },
        campaign: campaign(shown),
        title: text.title.clone().unwrap_or_default(),
        body_html: headings::below(&text.html, 2) + &post.details.quote_line(),
        content_warning: post.warning.clone(),
        translations,
        // Who reads a translation without the sentence reads it in the language of the original.
        correction: post.correction(text).or(post.details.correction.as_deref()).map(str::to_owned),
        translation_state: post.translation(text),
        published: frame::moment(post.published_at),
        edited: post.edited_at.map(frame::moment),
        versions_path: (post.version > 1).then(|| format!("{path}/versions")),
        feed_path: format!("{path}/feed.atom"),
        poll: None,
        tags: tags_beside(post, text),
        attachments: post.details.attachments.iter().map(|file| attachment(cx, shelf.words, file)).collect(),
        endorsers: endorsers::shown(cx, post.uri.as_str(), &shown.endorsers),
        reach: Reach {
            replies: some(shown.counts.replies),
            boosts: some(shown.counts.boosts),
            likes: some(shown.counts.likes),
        },
        uri: post.uri.as_str().to_owned(),
        proof: proof(shown),
        qr_svg: leaflet::qr_svg(shelf.words, &card.address),
        card,
        language,
    }
}

/// The campaign that somebody else says it in.
fn campaign(shown: &Shown) -> Option<Link> {
    let campaign = shown.campaign.as_ref().filter(|campaign| campaign.account != Some(shown.author.id))?;
    Some(Link { words: campaign.plan.name.clone(), target: format!("/@{}", campaign.handle) })
}

fn proof(shown: &Shown) -> Option<Proof> {
    let proof = shown.proof.as_ref()?;
    Some(Proof {
        signer: shown.author.name.clone(),
        key: proof.key.clone()?,
        digest: proof.digest.clone(),
        signed: proof.created.map(frame::moment),
        signed_copy_path: format!("/posts/{}/versions/{}", shown.post.id, shown.post.version),
    })
}

/// A count that is worth a word: nothing came back yet is said by silence.
fn some(number: i64) -> Option<u64> {
    (number > 0).then(|| frame::count(number))
}

/// Tags that the text in this language does not carry as links already.
fn tags_beside(post: &Post, text: &Text) -> Vec<Link> {
    let is_in_text = |tag: &&String| text.html.contains(&format!("/tags/{tag}\""));
    post.details.hashtags.iter().filter(|tag| !is_in_text(tag)).map(|tag| tag_link(tag)).collect()
}

fn tag_link(tag: &str) -> Link {
    Link { words: tag.to_owned(), target: format!("/tags/{tag}") }
}

fn attachment(cx: &Cx, words: Words, file: &post::Attachment) -> Attachment {
    Attachment {
        description: file.description.clone().unwrap_or_default(),
        kind: file.media_type.as_deref().map_or_else(String::new, |kind| kind_in_words(words, kind)),
        target: media::address(cx, file),
    }
}

/// `PDF` for `application/pdf`, `Image (PNG)` for `image/png`.
fn kind_in_words(words: Words, media_type: &str) -> String {
    let (class, name) = media_type.split_once('/').unwrap_or((media_type, ""));
    let name = name.split([';', '+']).next().unwrap_or_default().to_ascii_uppercase();
    match class {
        "image" => words.say_name("statement-image", name),
        "audio" => words.say_name("statement-sound", name),
        "video" => words.say_name("statement-film", name),
        _ => name,
    }
}

fn card(cx: &Cx, words: Words, shown: &Shown, text: &Text, path: &str) -> Card {
    let (post, author) = (&shown.post, &shown.author);
    // A preview is read where nobody sees the page: what does not go out is not in it, and what does says what it is.
    let said = if post.goes_out(text) { text } else { post.main_text() };
    let unreviewed = Words::of_first(said.language.as_slice()).unreviewed(post.state_of(said));
    let plain = || text::excerpt(&text::plain(&said.html), 200);
    let languages = languages_of(post);
    let translations = languages
        .iter()
        .filter(|language| languages.len() > 1 && !language.tag.is_empty())
        .map(|language| (language.tag.clone(), cx.url(&path_in(path, post, language))));
    Card {
        kind: CardKind::Article {
            published: post.published_at.rfc3339(),
            modified: post.edited_at.map(crate::domain::time::Time::rfc3339),
        },
        title: said.title.clone().unwrap_or_else(|| words.say_name("statement-of", &author.name)),
        description: {
            let description = post.warning.clone().unwrap_or_else(plain);
            unreviewed.map(|said| format!("{said} {description}")).unwrap_or(description)
        },
        address: cx.url(&path_in(path, post, &language_of(text))),
        creator: frame::handle(cx, author),
        activity_address: Some(post.uri.as_str().to_owned()),
        feeds: vec![
            feed::links(cx, &author.name, &frame::path_of(author), ""),
            feed::links(cx, &words.say_name("feed-changes-of", feed::title_of(post)), path, ""),
        ],
        picture_address: Some(cx.url(&format!("{path}/card.png"))),
        translations: translations.collect(),
    }
}

fn versions_page(shelf: &Shelf, shown: &Shown) -> VersionsPage {
    let post = &shown.post;
    let mut versions: Vec<Version> = Vec::new();
    for step in history::steps(&feed::versions(shown)) {
        let number = u32::try_from(step.version.number).unwrap_or(0);
        match versions.last_mut().filter(|last| last.number == number) {
            Some(last) => last.texts.push(version_text(&step)),
            None => versions.push(Version {
                number,
                published: frame::moment(step.version.at),
                texts: vec![version_text(&step)],
                content_warning: step.version.warning.map(str::to_owned),
                correction: step.version.details.correction.clone(),
            }),
        }
    }
    VersionsPage {
        page: frame::page(shelf),
        title: post.main_text().title.clone().unwrap_or_default(),
        language: language_of(post.main_text()),
        statement_path: statement_path(&shown.author, post),
        versions,
    }
}

fn version_text(step: &Step<'_>) -> VersionText {
    let Step { version, news, text } = step;
    VersionText {
        title: text.title.clone().unwrap_or_default(),
        language: language_of(text),
        body_html: headings::below(&text.html, 4) + &version.details.quote_line(),
        state: (*news == News::Translated).then(|| history::state_of(text, version.details)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_in_words() {
        for (kind, words) in [
            ("application/pdf", "PDF"),
            ("image/svg+xml", "Image (SVG)"),
            ("audio/ogg; codecs=opus", "Sound (OGG)"),
            ("strange", ""),
        ] {
            assert_eq!(kind_in_words(Words::english(), kind), words);
        }
    }
}

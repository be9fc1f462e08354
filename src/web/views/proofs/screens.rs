//! Every page as people see it: on a phone and on a desktop, by day and by night, from left to right and from right to left,
//! in a browser that runs no script. The pictures are for people: `target/screens/page-NAME-WIDTH-SCHEME-LANGUAGE.png`.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, Uri, header};

use super::chromium::{self, Page};
use super::pages::all_pages;
use super::specimens::Temper;
use crate::web::accent::accent_css;
use crate::web::assets;

const WIDTHS: [u32; 2] = [360, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];
const LANGUAGES: [(&str, &str, Temper); 2] = [("en", "ltr", Temper::Ordinary), ("ar", "rtl", Temper::Arabic)];
/// The phone that lines without a gap have to fit.
const NARROW: u32 = 320;

/// Stands for every picture that a page shows.
const PORTRAIT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path fill=\"#78a\" d=\"M0 0h9v9H0z\"/></svg>";

/// The specimens, served as they are.
struct Gallery {
    pages: HashMap<String, String>,
}

impl Gallery {
    /// Hangs the pages; where it is, and their names in each language.
    async fn open() -> (String, Vec<(String, Temper)>) {
        let (mut pages, mut names) = (HashMap::new(), Vec::new());
        for temper in [Temper::Ordinary, Temper::Arabic, Temper::Long] {
            for (name, html) in all_pages(temper) {
                assert!(pages.insert(path(&name, temper), html).is_none(), "{name} is there twice");
                names.push((name, temper));
            }
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new().fallback(Self::answer).with_state(Arc::new(Self { pages }));
        tokio::spawn(async move { axum::serve(listener, router).await });
        (address, names)
    }

    #[expect(clippy::unused_async, reason = "a handler waits, if only for nothing")]
    async fn answer(State(gallery): State<Arc<Self>>, uri: Uri) -> Response {
        let typed = |kind: &'static str, body: String| ([(header::CONTENT_TYPE, kind)], body).into_response();
        if let Some(html) = gallery.pages.get(uri.path()) {
            return typed("text/html; charset=utf-8", html.clone());
        }
        if let Some(asset) = assets::find(uri.path()) {
            return typed(asset.content_type, String::from_utf8_lossy(asset.bytes).into_owned());
        }
        match uri.path() {
            path if path.starts_with("/assets/accent") => {
                typed("text/css; charset=utf-8", accent_css("#7a1f4b"))
            }
            path if path.starts_with("/media/")
                || Path::new(path).extension().is_some_and(|of| of == "svg") =>
            {
                typed("image/svg+xml", PORTRAIT.to_owned())
            }
            _ => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

fn path(name: &str, temper: Temper) -> String {
    format!("/{temper:?}/{name}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_fits_its_screen_in_both_directions() {
    let Some(program) = chromium::installed() else {
        println!("left out: no Chromium is installed");
        return;
    };
    let (address, names) = Gallery::open().await;
    let (mut page, mut wide) = (Page::open(&program).await, Vec::new());
    for (name, temper) in &names {
        page.go(&format!("{address}{}", path(name, *temper))).await;
        let Some((language, direction, _)) = LANGUAGES.iter().find(|(.., of)| of == temper) else {
            // The longest words that somebody may write: nothing of them stands out.
            page.shows("footer p").await;
            wide.extend(page.excess(NARROW).await.map(|excess| format!("{name} with long words: {excess}")));
            continue;
        };
        page.shows(&format!("html[lang={language}][dir={direction}] footer p")).await;
        for width in WIDTHS {
            let excess = page.excess(width).await;
            wide.extend(excess.map(|excess| format!("{name} in {language}: {excess}")));
            for scheme in SCHEMES {
                page.draw(&format!("page-{name}-{width}-{scheme}-{language}"), width, scheme).await;
            }
        }
    }
    assert!(wide.is_empty(), "something stands out at the side: {wide:#?}");
}

/// Every page that a template makes has its specimen, and so its pictures.
#[test]
fn every_template_of_a_page_has_a_specimen() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let (mut views, mut count) = (Vec::new(), 0);
    collect(&web.join("views"), &mut views);
    let (proofs, views): (Vec<_>, Vec<_>) =
        views.into_iter().partition(|file| file.starts_with(web.join("views/proofs")));
    let specimens: Vec<String> = proofs.iter().map(|file| read(file)).collect();
    let named: HashSet<&str> =
        specimens.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).collect();
    for view in views {
        for declared in read(&view).split("#[template(path = \"").skip(1) {
            let (template, rest) = declared.split_once('"').expect("a path");
            if !read(&web.join("templates").join(template)).contains("{% extends ") {
                continue;
            }
            let (_, name) = rest.split_once("struct ").expect("a struct");
            let name: String = name.chars().take_while(|letter| letter.is_alphanumeric()).collect();
            assert!(named.contains(name.as_str()), "{template} has no specimen of {name}");
            count += 1;
        }
    }
    assert!(count > 60, "only {count} pages were found");
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push(path);
        }
    }
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("the source can be read")
}

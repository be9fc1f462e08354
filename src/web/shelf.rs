//! What the pages keep in memory: public pages as they were rendered, for two seconds, and what was published with
//! which form. Nothing here renders or asks a database; both come in as a future that is run once.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use bytes::Bytes;
use http::HeaderMap;
use moka::sync::Cache;
use tokio::sync::OnceCell;

pub use crate::http::freshness::Kept;

use crate::app::App;
use crate::domain::ids::PostId;
use crate::keys;
use crate::media::drawing;
use crate::words::Words;

use super::accent::{accent_css, accent_path};
use super::problem::Problem;
use super::views::page::Site;

/// A public page is this old at most; pages of posts that change here are dropped at once.
const PAGES_LAST: Duration = Duration::from_secs(2);
const MOST_PAGES: u64 = 1_000;
/// A form that was sent is remembered for a day, so that sending it twice publishes once.
const FORMS_LAST: Duration = Duration::from_secs(86_400);
const MOST_FORMS: u64 = 1_000;
/// Bytes of pictures that were drawn, and how long one is kept that nothing has changed.
const DRAWN_BYTES: u64 = 8 * 1024 * 1024;
const DRAWN_LAST: Duration = Duration::from_secs(86_400);

/// What is kept in memory, and the site's own facts. Cloning it is cheap.
#[derive(Clone)]
pub struct Shelf {
    /// What stands at the head and foot of every page.
    pub site: Arc<Site>,
    /// The stylesheet with the coalition's colour.
    pub accent: Bytes,
    /// The words of the reader whose request this is (`reader::turn`).
    pub words: Words,
    /// The words of the house: for readers of whom we know nothing, and for feeds.
    pub house: Words,
    /// Whether the answer to this request is a page that one can come back to.
    pub has_address: bool,
    pages: Single<Kept>,
    sent: Single<PostId>,
    drawn: Cache<String, Bytes>,
}

impl Shelf {
    /// An empty shelf for this server.
    pub fn new(app: &App) -> Self {
        let coalition = &app.config.coalition;
        let site = Site {
            name: coalition.name.clone(),
            home_path: "/".to_owned(),
            accent_path: Some(accent_path(&coalition.accent)),
            source_address: option_env!("CARGO_PKG_REPOSITORY").unwrap_or_default().to_owned(),
        };
        let house = Words::of_first(&coalition.languages);
        Self {
            words: house,
            house,
            has_address: true,
            site: Arc::new(site),
            accent: Bytes::from(accent_css(&coalition.accent)),
            pages: Single::new(MOST_PAGES, PAGES_LAST),
            sent: Single::new(MOST_FORMS, FORMS_LAST),
            drawn: Cache::builder()
                .max_capacity(DRAWN_BYTES)
                .weigher(|_, picture: &Bytes| u32::try_from(picture.len()).unwrap_or(u32::MAX))
                .time_to_live(DRAWN_LAST)
                .build(),
        }
    }

    /// The picture of this SVG. It is drawn once; a page that is rendered anew with the same words finds it here.
    pub async fn drawn(&self, svg: String) -> Result<Bytes, Problem> {
        let name = keys::sha256_hex(svg.as_bytes());
        if let Some(picture) = self.drawn.get(&name) {
            return Ok(picture);
        }
        // Drawing takes some milliseconds of computing, which is too long for the threads that answer.
        let drawing = tokio::task::spawn_blocking(move || drawing::png(&svg)).await;
        let picture = drawing.map_err(|e| Problem::internal(&e))?.map_err(|e| Problem::internal(&e))?;
        let picture = Bytes::from(picture);
        self.drawn.insert(name, picture.clone());
        Ok(picture)
    }

    /// Answers with the page of this key, which `make` renders where it is not here; `304` where the reader has it.
    /// The same shelf for one reader.
    #[must_use]
    pub fn turned_to(&self, words: Words, has_address: bool) -> Self {
        Self { words, has_address, ..self.clone() }
    }

    /// Answers with the page of this key in the reader's language, which `make` renders where it is not here; `304` where the reader has it.
    pub async fn page<M: Future<Output = Result<Kept, Problem>>>(
        &self,
        key: &str,
        headers: &HeaderMap,
        make: impl FnOnce() -> M,
    ) -> Result<Response, Problem> {
        let key = format!("{} {key}", self.words.tag());
        Ok(self.pages.get(&key, make).await?.answer(headers))
    }

    /// Something public has changed here: every page is rendered anew.
    pub fn clear(&self) {
        self.pages.0.invalidate_all();
    }

    /// Publishes what this form holds, once, however often and at however many places at a time it is sent.
    pub async fn publish_once<M: Future<Output = Result<PostId, Problem>>>(
        &self,
        form: &str,
        publish: impl FnOnce() -> M,
    ) -> Result<PostId, Problem> {
        self.sent.get(form, publish).await
    }

    /// What this form has published already; if that is under way, it is waited for.
    pub async fn published(&self, form: &str) -> Option<PostId> {
        self.sent.get(form, async || Err(())).await.ok()
    }
}

/// Values that are made once by whoever comes first, while the others wait. A failure is not kept.
#[derive(Clone)]
struct Single<V>(Cache<String, Arc<OnceCell<V>>>);

impl<V: Clone + Send + Sync + 'static> Single<V> {
    fn new(most: u64, lasts: Duration) -> Self {
        Self(Cache::builder().max_capacity(most).time_to_live(lasts).build())
    }

    async fn get<E, M: Future<Output = Result<V, E>>>(
        &self,
        key: &str,
        make: impl FnOnce() -> M,
    ) -> Result<V, E> {
        let cell = self.0.get_with_by_ref(key, Arc::default);
        if let Some(value) = cell.get() {
            return Ok(value.clone());
        }
        // What makes a value is far larger than what finds one; only who makes one pays for its room.
        Box::pin(cell.get_or_try_init(make)).await.cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn many_readers_make_one_page() {
        let (single, made) = (Single::new(10, PAGES_LAST), AtomicU32::new(0));
        let make = || async {
            tokio::task::yield_now().await;
            Ok::<_, ()>(made.fetch_add(1, Ordering::SeqCst))
        };
        let (one, other) = tokio::join!(single.get("a", make), single.get("a", make));
        assert_eq!((one, other, made.load(Ordering::SeqCst)), (Ok(0), Ok(0), 1));
        single.0.invalidate_all();
        assert_eq!(single.get("a", make).await, Ok(1));
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let single: Single<u32> = Single::new(10, PAGES_LAST);
        assert_eq!(single.get("a", || async { Err("no") }).await, Err("no"));
        assert_eq!(single.get("a", || async { Ok::<_, &str>(7) }).await, Ok(7));
    }
}

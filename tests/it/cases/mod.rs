//! Attacks that must have no effect, each named by its id in the list of cases: what is looked at is the effect.

mod c11_names;
mod c12_identity;
mod c14_exhaustion;
mod c16_surface;
mod c1_origin;
mod c2_signatures;
mod c4_ssrf;
mod c5_fetch;
mod c6_effects;
mod c7_private;
mod c8_follows;
mod f_disorder;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use antiphon::domain::account::Account;
use antiphon::domain::poll::Wish;
use antiphon::domain::post::Post;
use antiphon::domain::translation::Review;
use antiphon::domain::visibility::Visibility;
use antiphon::service::posts::{self, NewPost, Source};
use antiphon::store;
use antiphon::store::post_counts::Counts;
use http::StatusCode;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::support::peer::Actor;
use crate::support::rig::Rig;

/// A server with people elsewhere, some of whom its coalition follows.
struct Scene {
    rig: Rig,
    coalition: Account,
    vera: Actor,
    victor: Actor,
    mallory: Actor,
}

impl Scene {
    /// The coalition follows vera, victor and mallory, so that what they write would be kept.
    async fn set() -> Self {
        Self::on(Rig::start().await).await
    }

    async fn on(rig: Rig) -> Self {
        let coalition = rig.coalition().await;
        let (vera, victor, mallory) =
            (rig.vic.actor("vera"), rig.vic.actor("victor"), rig.evil.actor("mallory"));
        for actor in [&vera, &victor, &mallory] {
            rig.follows(&coalition, actor).await;
        }
        Self { rig, coalition, vera, victor, mallory }
    }

    /// Sends it; it may be taken or refused, but nothing breaks. Returns when it is applied.
    async fn try_to(&self, actor: &Actor, activity: &Value) -> StatusCode {
        let status = self.rig.post(actor, activity).await;
        assert!(status.is_success() || status.is_client_error(), "{status} {activity}");
        self.rig.drain().await;
        status
    }

    /// Sends it; it has to be refused with 401 or 403.
    async fn is_turned_away(&self, actor: &Actor, activity: &Value) {
        let status = self.try_to(actor, activity).await;
        assert!(matches!(status.as_u16(), 401 | 403), "{status} {activity}");
    }

    async fn posts_by(&self, actor: &Actor) -> usize {
        self.rig.posts_by(&actor.id).await
    }

    async fn account(&self, uri: &str) -> Account {
        store::accounts::find_by_uri(&self.rig.opened.app.store, uri).await.expect("reads").expect("is known")
    }

    async fn counts(&self, post: &Post) -> Counts {
        store::post_counts::find(&self.rig.opened.app.store, post.id).await.expect("reads")
    }

    /// A post of the coalition.
    async fn writes(&self, text: &str, visibility: Visibility) -> Post {
        let new = NewPost {
            sources: vec![Source {
                language: "en".to_owned(),
                title: None,
                markdown: text.to_owned(),
                review: Review::Unsaid,
            }],
            visibility,
            in_reply_to: None,
            warning: None,
            attachments: Vec::new(),
            poll: Wish::Keep,
        };
        posts::write(&self.rig.cx(), None, &self.coalition, new).await.expect("is written")
    }

    /// How often the coalition was told something.
    async fn told(&self) -> usize {
        let all = store::notifications::list(&self.rig.opened.app.store, self.coalition.id, i64::MAX, 1_000);
        all.await.expect("reads").len()
    }
}

/// A listener inside, which nobody may ever touch.
struct Canary {
    address: std::net::SocketAddr,
    touched: Arc<AtomicUsize>,
}

impl Canary {
    async fn at(ip: &str) -> Self {
        let listener = TcpListener::bind((ip, 0)).await.expect("an inner address");
        let address = listener.local_addr().expect("an address");
        let touched = Arc::new(AtomicUsize::new(0));
        let count = touched.clone();
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { address, touched }
    }

    fn is_silent(&self) -> bool {
        self.touched.load(Ordering::SeqCst) == 0
    }
}

/// Sends these very bytes and gives back what is answered until the other side closes, or says nothing for a second.
async fn raw(rig: &Rig, bytes: &[u8]) -> String {
    let address = rig.running.as_ref().expect("it runs").address;
    let mut stream = TcpStream::connect(address).await.expect("connects");
    // The other side may close before everything is sent; that is an answer as well.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let mut part = vec![0; 16_384];
    let silence = std::time::Duration::from_secs(1);
    while let Ok(Ok(read)) = tokio::time::timeout(silence, stream.read(&mut part)).await {
        if read == 0 {
            break;
        }
        answer.extend_from_slice(&part[..read]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

//! Fresh databases of both kinds for a test.

use std::sync::atomic::{AtomicU32, Ordering};

use antiphon::store::Store;
use antiphon::store::database::Opening;

use super::postgres;

/// A database of its own for one test, of one kind.
pub struct Fresh {
    /// What the settings call it.
    pub url: String,
    _directory: Option<tempfile::TempDir>,
}

impl Fresh {
    /// A database at this address, which somebody else has made and takes away.
    pub fn existing(url: String) -> Self {
        Self { url, _directory: None }
    }

    /// Opens it.
    pub async fn open(&self) -> Store {
        let opening = Opening { url: self.url.clone(), synchronous_full: false, readers: 2, connections: 8 };
        Store::open(&opening).await.expect("the database opens")
    }

    /// Opens it and brings its schema up to date.
    pub async fn migrated(&self) -> Store {
        let store = self.open().await;
        store.migrate().await.expect("the migrations run");
        store
    }
}

/// One of each kind; PostgreSQL only where it is installed (`REQUIRE_PG` makes its absence a failure).
pub fn both() -> Vec<Fresh> {
    let mut all = vec![sqlite()];
    all.extend(postgres());
    all
}

/// An SQLite file in a directory of its own.
pub fn sqlite() -> Fresh {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let url = format!("sqlite:{}", directory.path().join("test.sqlite3").display());
    Fresh { url, _directory: Some(directory) }
}

/// A database on the temporary PostgreSQL.
pub fn postgres() -> Option<Fresh> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = postgres::shared()?;
    let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
    server.create(&name, "template0");
    Some(Fresh { url: server.url(&name), _directory: None })
}

//! Opening an instance for one command, beside the server that may be running on it.

use std::sync::Arc;

use crate::app::{self, App, Cx, SystemClock};
use crate::config::Config;
use crate::domain::account::Account;
use crate::server;
use crate::service::accounts;

use super::failure::Failure;

/// The node that commands give out ids as, so that they never meet those of the server. Node 62 where the
/// server itself is 63.
const NODE: u8 = 63;

/// An instance that was set up before.
pub struct House {
    /// The context of what the command does.
    pub cx: Cx,
    /// The coalition that lives here.
    pub coalition: Account,
}

impl std::ops::Deref for House {
    type Target = App;
    fn deref(&self) -> &App {
        &self.cx
    }
}

impl House {
    /// Opens the instance; refuses where none was set up.
    pub async fn open(mut config: Config) -> Result<Self, Failure> {
        if !app::is_set_up(&config).await? {
            return Err(Failure::failed(format!(
                "there is no coalition in {} yet. Start `antiphon serve` first; it makes one.",
                app::shown_url(&config)
            )));
        }
        config.database.node = if config.database.node == NODE { NODE - 1 } else { NODE };
        let opened = server::open(config, Arc::new(SystemClock)).await?;
        let coalition = accounts::coalition(&opened.app).await?;
        Ok(Self { cx: opened.federation.to_request_data(), coalition })
    }

    /// Ends what the database is doing for us.
    pub async fn close(self) {
        self.cx.store.close().await;
    }
}

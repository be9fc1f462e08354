//! `antiphon serve`: runs until it is told to stop.

use std::io::Write as _;
use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

use crate::app::SystemClock;
use crate::config::Config;
use crate::server;

use super::failure::{Failure, Outcome};
use super::print::add;

/// Runs the server.
pub async fn run(config: Config) -> Outcome {
    super::log::start(&config.server);
    if config.federation.rig {
        tracing::warn!(
            "THE TEST RIG IS ON: this server talks to private addresses. Never run it like this on the internet."
        );
    }
    // Before anybody can know that we run: whoever then says stop is heard.
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::failed)?;
    let opened = server::open(config, Arc::new(SystemClock)).await?;
    let running = server::start(&opened).await?;
    greet(&opened, running.address);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    let _ = writeln!(std::io::stderr(), "Stopping: what was accepted is on disk.");
    running.stop(&opened.app).await;
    Ok(())
}

/// What the operator needs to know, on standard output.
fn greet(opened: &server::Opened, address: std::net::SocketAddr) {
    let config = &opened.app.config;
    let mut text = format!(
        "{} is at {} and listens on {address}.\nFollow it from Mastodon or another server as @{}@{}\n",
        config.coalition.name,
        config.origin(),
        config.coalition.handle,
        config.handle_domain()
    );
    if let Some(first) = &opened.first {
        add(
            &mut text,
            format_args!(
                "\nThis is the first start. Sign in as the owner, once, within two days:\n  {}{}\nKeep a copy of {} in a safe place: it opens the coalition's keys.\n",
                config.origin(),
                first.owner_link,
                config.server.key_file.display()
            ),
        );
    }
    // A reader that has gone away is no reason to stop serving.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

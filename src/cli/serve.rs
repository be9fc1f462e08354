//! `antiphon serve`: runs until it is told to stop.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

use crate::app::SystemClock;
use crate::config::Config;
use crate::server;

use super::failure::{Failure, Outcome};

/// Runs the server.
pub async fn run(config: Config) -> Outcome {
    super::log::start(&config.server);
    if config.federation.rig {
        tracing::warn!(
            "THE TEST RIG IS ON: this server talks to private addresses. Never run it like this on the internet."
        );
    }
    let opened = server::open(config, Arc::new(SystemClock)).await?;
    let running = server::start(&opened).await?;
    greet(&opened, running.address);
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::failed)?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    eprintln!("Stopping: what was accepted is on disk.");
    running.stop(&opened.app).await;
    Ok(())
}

/// What the operator needs to know, on standard output.
fn greet(opened: &server::Opened, address: std::net::SocketAddr) {
    let config = &opened.app.config;
    let handle = format!("@{}@{}", config.coalition.handle, config.handle_domain());
    println!("{} is at {} and listens on {address}.", config.coalition.name, config.origin());
    println!("Follow it from Mastodon or another server as {handle}");
    if let Some(first) = &opened.first {
        println!();
        println!("This is the first start. Sign in as the owner, once, within two days:");
        println!("  {}{}", config.origin(), first.owner_link);
        println!(
            "Keep a copy of {} in a safe place: it opens the coalition's keys.",
            config.server.key_file.display()
        );
    }
}

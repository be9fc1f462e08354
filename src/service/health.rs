//! Whether the server can do its work, and its numbers (Prometheus text format).

use std::fmt::Write as _;

use crate::app::{App, CLAIM_NODES};
use crate::store::{inbox, lanes, mails, pushes, upkeep};

use super::{Result, queue};

/// 2024-01-01: a clock before the program was written is wrong, and with it every signature.
const EARLIEST: i64 = 1_704_067_200_000;

/// What keeps the server from its work; empty when nothing does.
pub async fn faults(app: &App) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if upkeep::is_writable(&app.store, app.now()).await.is_err() {
        faults.push("the database takes no write");
    }
    if app.is_overfull() {
        faults.push("the inbox is full");
    }
    if app.now().0 < EARLIEST {
        faults.push("the clock is wrong");
    }
    faults
}

/// The numbers, as a collector reads them.
pub async fn numbers(app: &App) -> Result<String> {
    let depth = queue::depth(app).await?;
    let troubled = queue::list(app, false).await?.iter().filter(|lane| lane.failures > 0).count();
    let mut text = String::new();
    for (name, meaning, value) in [
        ("antiphon_inbox_waiting", "Activities that wait to be applied.", depth.inbox),
        ("antiphon_deliveries_waiting", "Deliveries that wait.", depth.deliveries),
        ("antiphon_mails_waiting", "Mails that wait.", mails::count_all_waiting(&app.store).await?),
        (
            "antiphon_hosts_in_trouble",
            "Hosts that failed the last time.",
            i64::try_from(troubled).unwrap_or(i64::MAX),
        ),
        ("process_resident_memory_bytes", "Resident memory.", memory()),
    ] {
        let _ = writeln!(text, "# HELP {name} {meaning}\n# TYPE {name} gauge\n{name} {value}");
    }
    Ok(text)
}

fn memory() -> i64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: i64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0);
    pages * i64::try_from(rustix::param::page_size()).unwrap_or(4_096)
}

/// Frees what this node had claimed when it was killed. With one process on a file, every old claim is its own.
pub async fn free_claims(app: &App) -> Result<()> {
    let mut tx = app.store.begin().await?;
    let node = app.config.database_is_postgres().then(|| i64::from(app.config.database.node));
    inbox::free(&mut tx, node, CLAIM_NODES).await?;
    lanes::free(&mut tx, node, CLAIM_NODES).await?;
    pushes::free(&mut tx, node, CLAIM_NODES).await?;
    mails::free(&mut tx, node, CLAIM_NODES).await?;
    Ok(tx.commit().await?)
}

//! How fast the server is and what it costs: inbox, fan-out, reading, memory, start. The server runs as a process of its
//! own; this program is its world, so both share the machine's cores, and CPU for each item is the figure to compare.
//! It prints a table for people and, with `BENCH_JSON` set to a file, one JSON line for each figure. Nothing is asserted.
//!
//! Run with `cargo bench --bench serve`, or `cargo bench --bench serve -- inbox reading` for some of its parts.
//! Sizes: `BENCH_ACTIVITIES` (4000), `BENCH_FOLLOWERS` (500), `BENCH_STATUSES` (100000), `BENCH_SECONDS` (4),
//! `BENCH_LISTENERS` (10000), `BENCH_FORMS` (5000); `BENCH_LONG=1` adds a million statuses, and a million pledges with
//! a hundred thousand followers.

#![expect(clippy::cast_precision_loss, reason = "counts and milliseconds of a benchmark fit an f64")]

mod child;
mod fanout;
mod http;
mod inbox;
mod listeners;
mod pledges;
mod reading;
mod report;
mod seed;
mod sink;
mod votes;

use report::Report;

/// A size from the environment.
fn size(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|word| word == part);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut report = Report::new();
        if wants("idle") {
            reading::idle(&mut report).await;
        }
        if wants("inbox") {
            for at_once in [16, 64] {
                inbox::run(&mut report, size("BENCH_ACTIVITIES", 4_000), at_once).await;
            }
        }
        if wants("fanout") {
            let followers = size("BENCH_FOLLOWERS", 500);
            let dead = followers * 3 / 10;
            fanout::run(&mut report, followers).await;
            fanout::beside_dead(&mut report, followers - dead, dead).await;
        }
        if wants("listeners") {
            listeners::run(&mut report, size("BENCH_LISTENERS", 10_000)).await;
        }
        if wants("posting") {
            listeners::posting_meanwhile(&mut report, size("BENCH_FOLLOWERS", 500)).await;
        }
        if wants("reading") {
            let statuses = size("BENCH_STATUSES", 100_000);
            let mut sizes = vec![statuses / 10, statuses];
            if std::env::var_os("BENCH_LONG").is_some() {
                sizes.push(1_000_000);
            }
            for statuses in sizes {
                reading::run(&mut report, statuses).await;
            }
        }
        if wants("votes") {
            votes::run(&mut report, size("BENCH_ACTIVITIES", 4_000)).await;
        }
        if wants("pledges") {
            pledges::forms(&mut report, size("BENCH_FORMS", 5_000)).await;
            let mut sizes = vec![10_000, 100_000];
            if std::env::var_os("BENCH_LONG").is_some() {
                sizes.push(1_000_000);
            }
            for count in sizes {
                pledges::campaign(&mut report, count).await;
            }
        }
        report.finish();
    });
}

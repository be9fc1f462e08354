//! `antiphon db`: the database itself. The only command that looks at the store without a service between.

use clap::Subcommand;
use serde_json::json;

use crate::app;
use crate::config::{Config, Secret};
use crate::store::{Store, copy, post_counts, upkeep};

use super::failure::{Failure, Outcome};
use super::print::{Printer, count, table};
use super::progress::Progress;

/// The database.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the schema up to date. `serve` does it by itself.
    Migrate,
    /// Show where the database is and which migrations have been run.
    Status,
    /// Look for damage, and for numbers of posts that do not fit what is there.
    Check {
        /// Count the likes, boosts, answers and quotes of all posts anew where a number is wrong.
        #[arg(long)]
        mend: bool,
    },
    /// Copy everything from `SQLite` into an empty `PostgreSQL`. Stop the server first.
    Copy {
        /// The database to fill: <postgres://user@host/name>
        #[arg(long, value_name = "URL")]
        to: String,
    },
}

/// Runs the command.
pub async fn run(command: Command, config: Config, printer: Printer) -> Outcome {
    let place = app::shown_url(&config);
    if !app::has_database(&config) {
        return Err(Failure::failed(format!(
            "there is no database at {place} yet. Start `antiphon serve` first; it makes one."
        )));
    }
    let store = app::open_store(&config).await?;
    let done = match command {
        Command::Migrate => migrate(&store, printer).await,
        Command::Status => status(&store, &place, printer).await,
        Command::Check { mend } => check(&store, mend, printer).await,
        Command::Copy { to } => Box::pin(copy_to(&store, config, to, printer)).await,
    };
    store.close().await;
    done
}

async fn migrate(store: &Store, printer: Printer) -> Outcome {
    let waiting = waiting(store).await?;
    store.migrate().await.map_err(Failure::failed)?;
    let lines = match waiting.len() {
        0 => "The schema was up to date.".to_owned(),
        _ => format!("Done: {}.", waiting.join(", ")),
    };
    printer.say(&lines, &json!({ "done": waiting }));
    Ok(())
}

async fn waiting(store: &Store) -> Result<Vec<String>, Failure> {
    let migrations = store.migrations().await.map_err(Failure::failed)?;
    Ok(migrations
        .into_iter()
        .filter(|(_, _, done)| !done)
        .map(|(n, name, _)| format!("{n} {name}"))
        .collect())
}

async fn status(store: &Store, place: &str, printer: Printer) -> Outcome {
    let migrations = store.migrations().await.map_err(Failure::failed)?;
    let rows: Vec<_> = migrations
        .iter()
        .map(|(n, name, done)| {
            vec![n.to_string(), name.clone(), if *done { "done" } else { "waits" }.to_owned()]
        })
        .collect();
    let waits = migrations.iter().filter(|(_, _, done)| !done).count();
    let kind = if matches!(store, Store::Postgres(_)) { "PostgreSQL" } else { "SQLite" };
    let mut lines = format!("{kind} at {place}\n{}", table(&["number", "migration", "state"], &rows));
    if waits > 0 {
        lines.push_str("Bring it up to date with: antiphon db migrate");
    }
    let listed: Vec<_> =
        migrations.iter().map(|(n, name, done)| json!({ "number": n, "name": name, "done": done })).collect();
    printer.say(
        &lines,
        &json!({ "kind": kind, "database": place, "up_to_date": waits == 0, "migrations": listed }),
    );
    Ok(())
}

async fn check(store: &Store, mend: bool, printer: Printer) -> Outcome {
    let faults = upkeep::check(store).await.map_err(Failure::failed)?;
    // In a damaged file counting says nothing, and must not write.
    let (miscounted, mended) = match (faults.is_empty(), mend) {
        (false, _) => (0, 0),
        (true, false) => (post_counts::drift(store).await.map_err(Failure::failed)?, 0),
        (true, true) => (0, post_counts::mend(store).await.map_err(Failure::failed)?),
    };
    let posts = |n: i64| count(n, "post had a wrong number", "posts had a wrong number");
    let mut lines = if faults.is_empty() { vec!["No damage was found.".to_owned()] } else { faults.clone() };
    if mended > 0 {
        let mended = posts(i64::try_from(mended).unwrap_or(i64::MAX));
        lines.push(format!("{mended} of likes, boosts, answers or quotes; all were counted anew."));
    }
    printer.say(
        &lines.join("\n"),
        &json!({ "whole": faults.is_empty(), "faults": faults, "miscounted": miscounted, "mended": mended }),
    );
    match (faults.len(), miscounted) {
        (0, 0) => Ok(()),
        (0, _) => Err(Failure::failed(format!(
            "{} of likes, boosts, answers or quotes. Nothing is lost: `antiphon db check --mend` counts them anew.",
            posts(miscounted)
        ))),
        (faults, _) => Err(Failure::failed(format!(
            "{} found. Stop the server, keep a copy of the data, and restore a backup.",
            count(i64::try_from(faults).unwrap_or(i64::MAX), "fault was", "faults were")
        ))),
    }
}

async fn copy_to(store: &Store, mut config: Config, to: String, printer: Printer) -> Outcome {
    config.database.url = Secret::new(to);
    if config.database_is_postgres() == matches!(store, Store::Postgres(_)) || !config.database_is_postgres()
    {
        return Err(Failure::misused(
            "a copy goes from SQLite to PostgreSQL: --to postgres://user@host/name",
        ));
    }
    let target = app::open_store(&config).await?;
    let progress = Progress::new(0);
    let copied = copy::copy(store, &target, &mut |table, done, of| {
        if done == 0 {
            progress.say(table);
        }
        progress.stand(done, of);
    })
    .await;
    progress.end();
    target.close().await;
    let tables = copied.map_err(Failure::failed)?;
    let rows: Vec<_> = tables.iter().map(|(name, n)| vec![name.clone(), n.to_string()]).collect();
    let place = app::shown_url(&config);
    let lines = format!(
        "{}Every table of {place} has as many rows as before. Set database.url to it, keep the key file, and start the server.",
        table(&["table", "rows"], &rows)
    );
    let tables: serde_json::Map<_, _> = tables.into_iter().map(|(name, n)| (name, json!(n))).collect();
    printer.say(&lines, &json!({ "database": place, "tables": tables }));
    Ok(())
}

//! Both databases hold the same schema, and both understand every statement.

use antiphon::domain::draft::{EndorsementMatter, Proposal, Purpose};
use antiphon::domain::ids::{AccountId, RowId, first_short_at, time_of_short};
use antiphon::domain::statement::Draft;
use antiphon::domain::time::Time;
use antiphon::service::endorsement_drafts;
use antiphon::store::drafts;
use antiphon::store::lines::Window;
use antiphon::store::people::{self, Circle};
use antiphon::store::plans;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::support::databases;

#[tokio::test]
async fn both_schemas_have_the_same_tables_and_columns() {
    let Some(postgres) = databases::postgres() else { return };
    let (of_sqlite, of_postgres) = (databases::sqlite().migrated().await, postgres.migrated().await);
    let (one, other) =
        (of_sqlite.schema().await.expect("sqlite"), of_postgres.schema().await.expect("postgres"));
    assert!(one.len() > 100, "the query sees the schema");
    assert_eq!(one, other);
}

#[test]
fn both_migration_folders_have_the_same_files() {
    let names = |folder: &str| {
        let mut names: Vec<_> = std::fs::read_dir(format!("migrations/{folder}"))
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn every_statement_can_be_prepared_on_both_databases() {
    for database in databases::both() {
        let store = database.migrated().await;
        let mut faults = Vec::new();
        for sql in antiphon::store::statements::all() {
            if let Err(fault) = store.prepare(sql).await {
                faults.push(format!("{} on {}: {fault}", sql.name, database.url));
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    }
}

/// Otherwise SQLite looks at the values of each call, at that of `LIMIT` too, and prepares nearly every statement anew for
/// them: half of what reading a timeline cost.
#[tokio::test]
async fn the_sqlite_inside_prepares_a_statement_once() {
    let options = plans::compiled_with(&databases::sqlite().migrated().await).await.expect("it tells");
    let has = |wanted: &str| options.iter().any(|option| option == wanted);
    assert!(
        has("ENABLE_QPSG"),
        "plans depend on values: .cargo/config.toml was not read, which happens where cargo runs in another folder: {options:?}"
    );
    for unwanted in ["ENABLE_STAT4", "ENABLE_MEMORY_MANAGEMENT"] {
        assert!(!has(unwanted), "{unwanted}: see .cargo/config.toml");
    }
}

/// Runs statements in a transaction of their own, as a migration does; with what they refer to, or whatever that is.
async fn run(url: &str, sql: &str, refers: bool) {
    let sql = sql.to_owned();
    if url.starts_with("sqlite:") {
        let options: SqliteConnectOptions = url.parse().expect("an address");
        let mut connection = options.foreign_keys(refers).connect().await.expect("it opens");
        let mut tx = connection.begin().await.expect("begins");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await.expect("it runs");
        tx.commit().await.expect("commits");
    } else {
        let mut connection = sqlx::PgConnection::connect(url).await.expect("it opens");
        let mut tx = connection.begin().await.expect("begins");
        let role = if refers { "origin" } else { "replica" };
        let whole = format!("SET LOCAL session_replication_role = {role}; {sql}");
        sqlx::raw_sql(AssertSqlSafe(whole)).execute(&mut *tx).await.expect("it runs");
        tx.commit().await.expect("commits");
    }
}

/// What was told before ids of notifications were short keeps its order, its pushes and its marker.
#[tokio::test]
async fn notifications_from_before_the_short_ids_keep_their_order() {
    for database in databases::both() {
        let store = database.migrated().await;
        let at = Time(1_790_000_000_000);
        let long = (at.0 - 1_704_067_200_000) << 22;
        let before = [long, long + 1, long + 70_000, long + (1 << 22)];
        let one = |(n, id): (i64, i64)| {
            format!(
                "INSERT INTO notifications (id, account_id, kind, from_id, subject, created_at) VALUES ({id}, 1, 'follow', 1, 's{n}', 1);"
            )
        };
        let told = (0..).zip(before).map(one).collect::<Vec<String>>().concat();
        let rows = format!(
            "INSERT INTO accounts (id, uri, kind, username, name, summary, inbox, delivery_inbox, delivery_host, locked, discoverable, profile, created_at, fetched_at) VALUES (1, 'https://a.test/1', 'Person', 'a', '', '', '', '', '', FALSE, FALSE, '{{}}', 1, 1);
             {told}
             INSERT INTO pushes (subscription_id, notification_id, created_at, due_at, claimed_until, attempts) VALUES (1, {}, 1, 1, 0, 0);
             INSERT INTO markers (account_id, timeline, last_read_id, version, updated_at) VALUES (1, 'notifications', {}, 1, 1);",
            before[3], before[2]
        );
        run(&database.url, &rows, false).await;
        let kind = if database.url.starts_with("sqlite:") { "sqlite" } else { "postgres" };
        let migration =
            std::fs::read_to_string(format!("migrations/{kind}/0048_short_ids.sql")).expect("it is there");
        // A push that did not follow its notification would refer to nothing, and the migration would be refused.
        run(&database.url, &migration, true).await;
        let after =
            antiphon::store::notifications::list(&store, AccountId(1), i64::MAX, 10).await.expect("reads");
        let ids: Vec<i64> = after.iter().rev().map(|n| n.id.0).collect();
        let first = first_short_at(at);
        assert_eq!(ids, [first, first + 1, first + 2, first_short_at(at.plus(1))]);
        assert!(ids.iter().all(|id| *id < 1 << 53 && time_of_short(*id) >= at));
        let markers = antiphon::store::markers::all_of(&store, AccountId(1)).await.expect("reads");
        assert!(ids[2] <= markers[0].last_read_id && markers[0].last_read_id < ids[3], "{markers:?}");
        store.close().await;
    }
}

/// Who followed before follows had places stands where their time says, and beside those of the same millisecond.
#[tokio::test]
async fn follows_from_before_the_places_come_newest_first() {
    for database in databases::both() {
        let store = database.migrated().await;
        let at = 1_790_000_000_000_i64;
        let account = |id: i64| {
            format!(
                "INSERT INTO accounts (id, uri, kind, username, name, summary, inbox, delivery_inbox, delivery_host, locked, discoverable, profile, created_at, fetched_at) VALUES ({id}, 'https://a.test/{id}', 'Person', 'a{id}', '', '', '', '', '', FALSE, FALSE, '{{}}', 1, 1);"
            )
        };
        let follow = |(from, when): (i64, i64)| {
            format!(
                "INSERT INTO follows (follower_id, target_id, state, uri, created_at) VALUES ({from}, 1, 'accepted', 'u{from}', {when});"
            )
        };
        let follows = [(2, at + 1), (3, at + 5), (4, at), (5, at + 1), (6, 7)].map(follow).concat();
        run(&database.url, &format!("{}{follows}", (1..7).map(account).collect::<String>()), true).await;
        let kind = if database.url.starts_with("sqlite:") { "sqlite" } else { "postgres" };
        let migration =
            std::fs::read_to_string(format!("migrations/{kind}/0049_places.sql")).expect("it is there");
        let places: String = migration.split_inclusive(';').filter(|part| part.contains("UPDATE")).collect();
        run(&database.url, &places, true).await;
        let mut seen = Vec::new();
        let mut below = i64::MAX;
        while let Some(row) =
            people::circle(&store, Circle::Followers, AccountId(1), Window { below, ..Window::whole(1) })
                .await
                .expect("reads")
                .first()
        {
            below = row.0;
            seen.push(row.1);
        }
        assert_eq!(seen, [3, 5, 2, 4, 6], "one a page, and nobody is lost");
        store.close().await;
    }
}

/// What a draft endorses was known as overtaken by an English sentence before it had a name; such a draft is still overtaken,
/// and one that failed for another reason is not.
#[tokio::test]
async fn drafts_from_before_failures_had_names_are_still_overtaken() {
    for database in databases::both() {
        let store = database.migrated().await;
        let matter = EndorsementMatter {
            object: "https://north.test/posts/1".to_owned(),
            title: "The river".to_owned(),
            whose: "North (@north@north.test)".to_owned(),
            digest: "zA".to_owned(),
            version: 1,
            said: Vec::new(),
        };
        let words = Draft { texts: Vec::new(), warning: None, attachments: Vec::new() };
        let proposal = Proposal {
            purpose: Purpose::Endorsement,
            endorses: Some(Box::new(matter)),
            ..Proposal::statement(words)
        };
        let content = serde_json::to_string(&proposal).expect("JSON");
        let changed = "This is not the version that was looked at: it has changed since. Nothing was signed. Read it again.";
        let draft = |(id, failure): (i64, &str)| {
            format!(
                "INSERT INTO drafts (id, state, revision, content, digest, note, failure, created_at, changed_at) VALUES ({id}, 'in_review', 1, '{content}', 'd', '', '{failure}', 1, 1);"
            )
        };
        let rows = [(1, changed), (2, "the server did not answer")].map(draft).concat();
        run(&database.url, &rows, true).await;
        let kind = if database.url.starts_with("sqlite:") { "sqlite" } else { "postgres" };
        let migration =
            std::fs::read_to_string(format!("migrations/{kind}/0053_draft_bonds.sql")).expect("it is there");
        let named: String = migration.split_inclusive(';').filter(|part| part.contains("UPDATE")).collect();
        run(&database.url, &named, true).await;
        for (id, is_overtaken, english) in [(1, true, changed), (2, false, "the server did not answer")] {
            let record = drafts::find(&store, RowId(id)).await.expect("reads").expect("there");
            assert_eq!(endorsement_drafts::is_overtaken(&record), is_overtaken, "{english}");
            assert_eq!(record.failure.map(|why| why.english).as_deref(), Some(english));
        }
        store.close().await;
    }
}

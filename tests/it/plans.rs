//! Costs stay flat while tables grow: no statement that somebody waits for reads the whole of a table that grows. Both
//! databases are asked how they would find it.

use antiphon::store::{Store, plans, statements};

use crate::support::databases;

/// Tables that grow with every post, every person and every delivery.
const GROWING: [&str; 26] = [
    "account_words",
    "accounts",
    "activities",
    "addressees",
    "backlinks",
    "bookmarks",
    "boosts",
    "conversation_posts",
    "conversations",
    "deliveries",
    "follows",
    "home",
    "inbox",
    "joint_slots",
    "keys",
    "likes",
    "list_entries",
    "notifications",
    "post_words",
    "pledges",
    "posts",
    "quotings",
    "tags",
    "tokens",
    "versions",
    "votes",
];

/// Indexes of what waits alone: reading one of them to its end reads no more than the work there is.
const OF_WHAT_WAITS: [&str; 4] = ["inbox_due", "inbox_quarantined", "deliveries_lane", "deliveries_object"];

/// Statements that may read a whole table, by how they begin, with the reason.
const MAY_READ_ALL: [(&str, &str); 5] = [
    (
        "SELECT count(*) FROM posts p WHERE p.replies <>",
        "`antiphon db check`: counting everything is its purpose",
    ),
    ("UPDATE posts SET replies = (SELECT", "`antiphon db check --mend`: counting everything is its purpose"),
    ("DELETE FROM deliveries WHERE done_at", "tidying up, once an hour, and nobody waits for it"),
    ("DELETE FROM activities WHERE created_at", "tidying up, once an hour, and nobody waits for it"),
    ("UPDATE backlinks SET due_at = CASE", "the clock was set back, and nobody waits for it"),
];

/// Which growing table this step reads from one end to the other, for SQLite.
fn whole_in_sqlite(step: &str, text: &str) -> Option<&'static str> {
    let name = step.strip_prefix("SCAN ")?;
    // One row is written; SQLite names the table that it goes into.
    if text.starts_with("INSERT") && text.contains(") VALUES (") {
        return None;
    }
    // Along an index or the key, and stopped by a limit, it reads no more than it gives.
    if step.contains("USING") && text.contains("LIMIT") {
        return None;
    }
    let name = name.split(' ').next()?;
    table_of(name, text)
}

/// The same for PostgreSQL.
fn whole_in_postgres(step: &str) -> Option<&'static str> {
    let name = step.split("Seq Scan on ").nth(1)?.split(' ').next()?;
    GROWING.iter().find(|table| **table == name).copied()
}

/// The growing table that is called so in a statement.
fn table_of(name: &str, text: &str) -> Option<&'static str> {
    GROWING
        .iter()
        .find(|table| {
            **table == name
                || [format!(" {table} {name} "), format!(" {table} {name})"), format!(" {table} AS {name}")]
                    .iter()
                    .any(|alias| format!("{text} ").contains(alias.as_str()))
        })
        .copied()
}

#[tokio::test]
async fn a_like_reads_no_other_like() {
    for database in databases::both() {
        let store = database.migrated().await;
        let mut asked = 0;
        for sql in statements::all().filter(|sql| {
            let begins =
                |what: &str| sql.sqlite.starts_with(&format!("UPDATE posts SET {what} = {what} + $2"));
            ["replies", "boosts", "likes", "quotes"].into_iter().any(begins)
        }) {
            let steps = plans::steps(&store, sql).await.expect("it is planned");
            asked += 1;
            for step in &steps {
                let reads = |table: &str| step.contains(&format!(" {table}"));
                assert!(!["likes", "boosts", "quotings"].into_iter().any(reads), "{}: {steps:?}", sql.name);
                assert!(!step.contains("reply"), "{}: {steps:?}", sql.name);
            }
        }
        assert_eq!(asked, 4, "answers, boosts, likes, quotes");
    }
}

#[tokio::test]
async fn no_statement_reads_a_whole_table_that_grows() {
    let mut wrong = Vec::new();
    for (kind, database) in ["SQLite", "PostgreSQL"].into_iter().zip(databases::both()) {
        let store = database.migrated().await;
        let mut asked = 0;
        for sql in statements::all() {
            let Ok(steps) = plans::steps(&store, sql).await else { continue };
            asked += 1;
            for step in &steps {
                let found = match kind {
                    "SQLite" => whole_in_sqlite(step, sql.sqlite),
                    _ => whole_in_postgres(step),
                };
                let Some(table) = found else { continue };
                if OF_WHAT_WAITS.iter().any(|index| step.contains(index)) {
                    continue;
                }
                let text = if kind == "SQLite" { sql.sqlite } else { sql.postgres };
                if MAY_READ_ALL.iter().all(|(beginning, _)| !text.starts_with(beginning)) {
                    wrong.push(format!("{kind}: {} reads all of {table}: {step}\n    {text}", sql.name));
                }
            }
        }
        assert!(asked > 200, "only {asked} statements could be asked about on {kind}");
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A page of followers costs the same with ten of them as with a million: it is read along an index, in its order.
#[tokio::test]
async fn nobody_sorts_all_followers_for_a_page_of_them() {
    for database in databases::both() {
        let store = database.migrated().await;
        let found: Vec<_> = statements::all()
            .filter(|sql| {
                let is_page = sql.sqlite.contains(" place < $2 AND place > $3");
                // Whom somebody recommends are a few.
                is_page && !sql.sqlite.contains(" recommendations ")
            })
            .collect();
        assert_eq!(found.len(), 10, "followers, followed, requests, blocks and mutes, down and up");
        for sql in found {
            let steps = plans::steps(&store, sql).await.expect("a plan").join("\n");
            assert!(!steps.contains("TEMP B-TREE") && !steps.contains("Sort"), "{}:\n{steps}", sql.sqlite);
        }
    }
}

/// What a joint campaign's job asks every few minutes costs the same with a million signers as with none: their number
/// stands in its row, and places are read a page at a time along their key, and only when the sketch is drawn anew.
#[tokio::test]
async fn nobody_counts_the_places_of_a_joint_campaign() {
    for database in databases::both() {
        let store = database.migrated().await;
        let found: Vec<_> = statements::all().filter(|sql| sql.sqlite.contains("joint_slots")).collect();
        assert!(found.len() >= 5, "only {} statements", found.len());
        for sql in found {
            assert!(!sql.sqlite.contains("count("), "{} counts: {}", sql.name, sql.sqlite);
            if sql.name != "PLACES" {
                continue;
            }
            assert!(sql.sqlite.ends_with("LIMIT $3"), "{}", sql.sqlite);
            let steps = plans::steps(&store, sql).await.expect("a plan").join("\n");
            assert!(steps.contains("joint_slots_joint"), "not by its index:\n{steps}");
            assert!(!steps.contains("TEMP B-TREE") && !steps.contains("Sort"), "it sorts them all:\n{steps}");
        }
    }
}

/// A page of a long list of the desk costs the same with ten rows as with a million: it is read along an index, in its order.
#[tokio::test]
async fn nobody_sorts_a_whole_list_of_the_desk_for_a_page_of_it() {
    const PAGES: [(&str, &str); 19] = [
        ("SELECT * FROM endorsements WHERE side = $1 AND id < $2", "endorsements_past"),
        ("SELECT * FROM endorsements WHERE id < $1", ""),
        ("SELECT * FROM drafts WHERE state IN ('published', 'dropped')", "drafts_closed"),
        ("SELECT * FROM events WHERE ends_at <= $1 AND (starts_at", "events_starts"),
        ("WHERE e.state = 'candidate' AND", "directory_entries_since"),
        ("WHERE e.state <> 'candidate' AND", "directory_entries_asked"),
        ("FROM directory_requests r WHERE r.state = 'accepted' AND (SELECT", "directory_requests_state"),
        ("FROM reports WHERE closed_at IS NOT NULL AND (closed_at", "reports_closed"),
        ("FROM issues WHERE (created_at", "issues_created"),
        ("SELECT post_id FROM calls WHERE account_id = $1 AND post_id <", "calls_account"),
        ("SELECT * FROM endorsements WHERE side = $1 AND state = $2 AND id >", "endorsements_state"),
        ("a.id = r.by_id) AND r.id > $1", "directory_requests_state"),
        ("FROM follows WHERE follower_id = $1 AND (created_at, target_id) <", "follows_made"),
        ("SELECT * FROM joint_campaigns WHERE state = 'invited' AND id >", "joint_state"),
        ("SELECT * FROM joint_campaigns WHERE side = $1 AND state IN", "joint_ended"),
        ("FROM letters WHERE target_id = $1 AND returned_at IS NOT NULL AND", "letters_returned"),
        ("FROM inbox WHERE state = 'quarantined' AND id <", "inbox_quarantined"),
        (
            "WHERE host IS NOT NULL AND suspended_at IS NOT NULL AND (suspended_at, id) <",
            "accounts_suspended",
        ),
        ("SELECT * FROM campaigns WHERE id < $1", ""),
    ];
    for database in databases::both() {
        let store = database.migrated().await;
        for (part, index) in PAGES {
            let found: Vec<_> = statements::all().filter(|sql| sql.sqlite.contains(part)).collect();
            assert_eq!(found.len(), 1, "{part}");
            let steps = plans::steps(&store, found[0]).await.expect("a plan").join("\n");
            assert!(!steps.contains("TEMP B-TREE") && !steps.contains("Sort"), "{part}:\n{steps}");
            assert!(steps.contains(index), "{part} goes by {steps}, not by {index}");
        }
        // What is shown whole is found by its state, however much there is in others. Which of two indexes serves that best,
        // PostgreSQL decides by how many rows there are, and here are none.
        if !matches!(store, Store::Sqlite { .. }) {
            continue;
        }
        for (part, index) in [
            ("FROM drafts WHERE state IN ('writing', 'in_review', 'approved', 'scheduled')", "drafts_open"),
            ("FROM drafts WHERE author_id = $1", "drafts_same"),
            ("FROM drafts WHERE author_id IS NULL", "drafts_same"),
            ("SELECT * FROM joint_campaigns WHERE state = 'joined' ORDER", "joint_state"),
        ] {
            let found: Vec<_> = statements::all().filter(|sql| sql.sqlite.contains(part)).collect();
            assert_eq!(found.len(), 1, "{part}");
            let steps = plans::steps(&store, found[0]).await.expect("a plan").join("\n");
            assert!(steps.contains(index), "{part} goes by {steps}, not by {index}");
        }
    }
}

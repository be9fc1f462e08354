//! Both databases hold the same schema, and both understand every statement.

use antiphon::store::plans;

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
    assert!(has("ENABLE_QPSG"), "plans depend on values: see .cargo/config.toml, {options:?}");
    for unwanted in ["ENABLE_STAT4", "ENABLE_MEMORY_MANAGEMENT"] {
        assert!(!has(unwanted), "{unwanted}: see .cargo/config.toml");
    }
}

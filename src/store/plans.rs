//! How the databases mean to find what a statement asks for: for the test that lets no statement read a whole table.

use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use super::database::{Result, Sql, Store};

/// The steps of a statement's plan, one a line, in the database's own words; it is not run.
pub async fn steps(store: &Store, sql: &'static Sql) -> Result<Vec<String>> {
    match store {
        Store::Sqlite { read, .. } => {
            let explain = format!("EXPLAIN QUERY PLAN {}", sql.sqlite);
            let rows = sqlx::query(AssertSqlSafe(explain)).fetch_all(read).await?;
            rows.iter().map(|row| Ok(row.try_get::<String, _>("detail")?)).collect()
        }
        Store::Postgres(pool) => {
            // As for a table of any size: a plan for whatever values come, that reads whole tables only where it must.
            let mut connection = pool.acquire().await?;
            let mut tx = connection.begin().await?;
            for setting in ["plan_cache_mode = force_generic_plan", "enable_seqscan = off", "jit = off"] {
                sqlx::query(AssertSqlSafe(format!("SET LOCAL {setting}"))).execute(&mut *tx).await?;
            }
            sqlx::raw_sql(AssertSqlSafe(format!("PREPARE planned AS {}", sql.postgres)))
                .execute(&mut *tx)
                .await?;
            let values = vec!["NULL"; parameters(sql.postgres)].join(", ");
            let values = if values.is_empty() { values } else { format!("({values})") };
            let explain = format!("EXPLAIN EXECUTE planned{values}");
            let rows = sqlx::raw_sql(AssertSqlSafe(explain)).fetch_all(&mut *tx).await?;
            let steps = rows.iter().map(|row| Ok(row.try_get::<String, _>(0)?)).collect();
            sqlx::raw_sql("DEALLOCATE planned").execute(&mut *tx).await?;
            tx.rollback().await?;
            steps
        }
    }
}

/// How the SQLite inside was compiled; nothing on PostgreSQL.
pub async fn compiled_with(store: &Store) -> Result<Vec<String>> {
    Ok(match store {
        Store::Sqlite { read, .. } => sqlx::query_scalar("PRAGMA compile_options").fetch_all(read).await?,
        Store::Postgres(_) => Vec::new(),
    })
}

/// The highest number of a value that a text names.
fn parameters(text: &str) -> usize {
    let number = |rest: &str| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    text.split('$').skip(1).filter_map(number).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::parameters;

    #[test]
    fn values_are_counted_by_their_highest_number() {
        assert_eq!(parameters("SELECT 1"), 0);
        assert_eq!(parameters("a = $1 AND b = $12::bigint OR c = $2"), 12);
        assert_eq!(parameters("details ->> '$.attachments' = $3"), 3);
    }
}

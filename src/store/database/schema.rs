//! The schema of the database: its migrations, and what tests compare of it.

use sqlx::migrate::Migrator;

use super::connection::Store;
use super::statement::Sql;
use super::{Error, Result};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

impl Store {
    /// Brings the schema up to date; refuses one that a later program has made.
    pub async fn migrate(&self) -> Result<()> {
        self.refuse_newer().await?;
        match self {
            Self::Sqlite { write, .. } => SQLITE.run(write).await?,
            Self::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        Ok(())
    }

    /// Numbers and names of the migrations: those this program has, and whether each has been run.
    pub async fn migrations(&self) -> Result<Vec<(i64, String, bool)>> {
        let done = self.migrations_done().await?;
        let known = match self {
            Self::Sqlite { .. } => &SQLITE,
            Self::Postgres(_) => &POSTGRES,
        };
        Ok(known.iter().map(|m| (m.version, m.description.to_string(), done.contains(&m.version))).collect())
    }

    async fn refuse_newer(&self) -> Result<()> {
        let known = SQLITE.iter().map(|m| m.version).max().unwrap_or(0);
        match self.migrations_done().await?.into_iter().max() {
            Some(found) if found > known => Err(Error::Newer { found, known }),
            _ => Ok(()),
        }
    }

    async fn migrations_done(&self) -> Result<Vec<i64>> {
        const EXISTS_SQLITE: &str = "SELECT count(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
        const EXISTS_POSTGRES: &str = "SELECT count(*) FROM information_schema.tables WHERE table_name = '_sqlx_migrations' AND table_schema = current_schema()";
        const DONE: &str = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        Ok(match self {
            Self::Sqlite { write, .. } => {
                let there: i64 = sqlx::query_scalar(EXISTS_SQLITE).fetch_one(write).await?;
                if there == 0 { Vec::new() } else { sqlx::query_scalar(DONE).fetch_all(write).await? }
            }
            Self::Postgres(pool) => {
                let there: i64 = sqlx::query_scalar(EXISTS_POSTGRES).fetch_one(pool).await?;
                if there == 0 { Vec::new() } else { sqlx::query_scalar(DONE).fetch_all(pool).await? }
            }
        })
    }

    /// Prepares a statement without running it; for the test that prepares them all.
    pub async fn prepare(&self, sql: &'static Sql) -> Result<()> {
        use sqlx::{Executor as _, SqlSafeStr as _};
        match self {
            Self::Sqlite { write, .. } => {
                write.acquire().await?.prepare(sql.sqlite.into_sql_str()).await?;
            }
            Self::Postgres(pool) => {
                pool.acquire().await?.prepare(sql.postgres.into_sql_str()).await?;
            }
        }
        Ok(())
    }

    /// Tables and columns of the schema with whether each may be null, in order; for the test that compares both. The index
    /// over the words of posts is a table in one of them and none in the other; it is left out by its name, and no more.
    pub async fn schema(&self) -> Result<Vec<(String, String, bool)>> {
        const OF_SQLITE: &str = "SELECT m.name, c.name, c.\"notnull\" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%' AND m.name NOT LIKE 'post\\_words\\_index%' ESCAPE '\\' ORDER BY m.name, c.name";
        const OF_POSTGRES: &str = "SELECT table_name::text, column_name::text, is_nullable = 'YES' FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%' ORDER BY table_name COLLATE \"C\", column_name COLLATE \"C\"";
        Ok(match self {
            Self::Sqlite { read, .. } => sqlx::query_as(OF_SQLITE).fetch_all(read).await?,
            Self::Postgres(pool) => sqlx::query_as(OF_POSTGRES).fetch_all(pool).await?,
        })
    }
}

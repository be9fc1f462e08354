//! Moving a grown instance: every row of an `SQLite` file into an empty `PostgreSQL`, in one transaction. It knows no
//! table by name: tables, their order and the kinds of their columns are read from the two schemas.

use futures_util::TryStreamExt as _;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Postgres, QueryBuilder, Row as _, Sqlite, SqlitePool, Transaction};

use super::database::{Error, Store};

/// Values of one statement; the protocol's bound is 65,535.
const MOST_VALUES: usize = 20_000;
/// Rows of one statement.
const MOST_ROWS: usize = 500;

/// Why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// It goes one way only.
    #[error("a copy goes from SQLite to PostgreSQL")]
    Direction,
    /// The target holds something.
    #[error("the table {0} of the target is not empty; a copy needs an empty database. Nothing was changed.")]
    NotEmpty(String),
    /// The source is behind.
    #[error(
        "the schema of the source is not up to date; run `antiphon db migrate` first. Nothing was changed."
    )]
    Behind,
    /// After the copy, a table has not as many rows as before.
    #[error("{table} has {from} rows and the copy {to}; the copy was taken back")]
    Differs {
        /// Which.
        table: String,
        /// Rows in the source.
        from: i64,
        /// Rows in the copy.
        to: i64,
    },
    /// One of the two databases.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<sqlx::Error> for CopyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Integer,
    Yes,
    Text,
    Bytes,
}

/// A table and its columns, in the order of the target.
#[derive(Debug)]
struct Table {
    name: String,
    columns: Vec<(String, Kind)>,
    /// Columns that point at rows of the same table, which may come later; filled in at the end, by `id`.
    own: Vec<String>,
}

/// Copies everything, and tells after each batch: the table, rows done, rows in all. The answer: rows of each table.
pub async fn copy(
    from: &Store,
    to: &Store,
    tell: &mut (dyn FnMut(&str, u64, u64) + Send),
) -> Result<Vec<(String, i64)>, CopyError> {
    let (Store::Sqlite { read, .. }, Store::Postgres(pool)) = (from, to) else {
        return Err(CopyError::Direction);
    };
    if from.migrations().await?.iter().any(|(_, _, done)| !done) {
        return Err(CopyError::Behind);
    }
    to.migrate().await?;
    // A reader's transaction sees one moment of the file, whatever is written meanwhile.
    let mut source = read.begin().await?;
    let mut target = pool.begin().await?;
    let tables = tables(read, &mut target).await?;
    for table in &tables {
        if count_target(&mut target, &table.name).await? > 0 {
            return Err(CopyError::NotEmpty(table.name.clone()));
        }
    }
    let mut copied = Vec::new();
    for table in &tables {
        let all = count_source(&mut source, &table.name).await?;
        rows(&mut source, &mut target, table, u64::try_from(all).unwrap_or(0), tell).await?;
        for column in &table.own {
            point_within(&mut source, &mut target, &table.name, column).await?;
        }
        let there = count_target(&mut target, &table.name).await?;
        if there != all {
            return Err(CopyError::Differs { table: table.name.clone(), from: all, to: there });
        }
        copied.push((table.name.clone(), all));
    }
    target.commit().await?;
    Ok(copied)
}

/// Every table, those that others point at first.
async fn tables(
    read: &SqlitePool,
    target: &mut Transaction<'static, Postgres>,
) -> Result<Vec<Table>, CopyError> {
    const POINTERS: &str = "SELECT m.name, f.\"from\", f.\"table\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";
    const COLUMNS: &str = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%' ORDER BY table_name, ordinal_position";
    let pointers: Vec<(String, String, String)> = sqlx::query_as(POINTERS).fetch_all(read).await?;
    let columns: Vec<(String, String, String)> = sqlx::query_as(COLUMNS).fetch_all(&mut **target).await?;
    let mut waiting: Vec<Table> = Vec::new();
    for (name, column, kind) in columns {
        let kind = match kind.as_str() {
            "bigint" => Kind::Integer,
            "boolean" => Kind::Yes,
            "text" => Kind::Text,
            "bytea" => Kind::Bytes,
            other => return Err(Error::Broken(format!("{name}.{column} is of the kind {other}")).into()),
        };
        match waiting.last_mut().filter(|table| table.name == name) {
            Some(table) => table.columns.push((column, kind)),
            None => {
                let own = |(table, _, other): &&(String, String, String)| *table == name && *other == name;
                let own = pointers.iter().filter(own).map(|(_, column, _)| column.clone()).collect();
                waiting.push(Table { columns: vec![(column, kind)], own, name });
            }
        }
    }
    let mut sorted: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let is_ready = |table: &Table| {
            pointers
                .iter()
                .filter(|(name, _, other)| *name == table.name && *other != table.name)
                .all(|(_, _, other)| sorted.iter().any(|done| done.name == *other))
        };
        let Some(at) = waiting.iter().position(is_ready) else {
            return Err(Error::Broken("the tables point at each other in a circle".to_owned()).into());
        };
        sorted.push(waiting.remove(at));
    }
    Ok(sorted)
}

async fn rows(
    source: &mut Transaction<'static, Sqlite>,
    target: &mut Transaction<'static, Postgres>,
    table: &Table,
    all: u64,
    tell: &mut (dyn FnMut(&str, u64, u64) + Send),
) -> Result<(), CopyError> {
    tell(&table.name, 0, all);
    let names = table.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let most = (MOST_VALUES / table.columns.len()).clamp(1, MOST_ROWS);
    let mut stream =
        sqlx::query(AssertSqlSafe(format!("SELECT {names} FROM \"{}\"", table.name))).fetch(&mut **source);
    let (mut batch, mut done) = (Vec::with_capacity(most), 0);
    loop {
        let row = stream.try_next().await?;
        let is_last = row.is_none();
        batch.extend(row);
        if batch.len() == most || (is_last && !batch.is_empty()) {
            insert(target, table, &names, &batch).await?;
            done += batch.len() as u64;
            batch.clear();
            tell(&table.name, done, all);
        }
        if is_last {
            return Ok(());
        }
    }
}

async fn insert(
    target: &mut Transaction<'static, Postgres>,
    table: &Table,
    names: &str,
    batch: &[SqliteRow],
) -> Result<(), CopyError> {
    let mut fault = None;
    let mut query = QueryBuilder::<Postgres>::new(format!("INSERT INTO \"{}\" ({names}) ", table.name));
    query.push_values(batch, |mut values, row| {
        for (at, (name, kind)) in table.columns.iter().enumerate() {
            let bound = match kind {
                Kind::Integer if table.own.contains(name) => Ok(values.push_bind(None::<i64>)),
                Kind::Integer => row.try_get::<Option<i64>, _>(at).map(|v| values.push_bind(v)),
                Kind::Yes => row.try_get::<Option<i64>, _>(at).map(|v| values.push_bind(v.map(|v| v != 0))),
                Kind::Text => row.try_get::<Option<String>, _>(at).map(|v| values.push_bind(v)),
                Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(at).map(|v| values.push_bind(v)),
            };
            if let Err(e) = bound {
                fault = Some(e);
            }
        }
    });
    if let Some(fault) = fault {
        return Err(fault.into());
    }
    query.build().execute(&mut **target).await?;
    Ok(())
}

/// Fills in a column that points at rows of the same table, which are all there by now.
async fn point_within(
    source: &mut Transaction<'static, Sqlite>,
    target: &mut Transaction<'static, Postgres>,
    table: &str,
    column: &str,
) -> Result<(), CopyError> {
    let read = format!("SELECT id, \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL ORDER BY id");
    let pairs: Vec<(i64, i64)> = sqlx::query_as(AssertSqlSafe(read)).fetch_all(&mut **source).await?;
    for batch in pairs.chunks(MOST_VALUES) {
        let (ids, others): (Vec<i64>, Vec<i64>) = batch.iter().copied().unzip();
        let write = format!(
            "UPDATE \"{table}\" SET \"{column}\" = v.other FROM unnest($1::bigint[], $2::bigint[]) AS v (id, other) WHERE \"{table}\".id = v.id"
        );
        sqlx::query(AssertSqlSafe(write)).bind(ids).bind(others).execute(&mut **target).await?;
    }
    Ok(())
}

async fn count_source(source: &mut Transaction<'static, Sqlite>, table: &str) -> Result<i64, CopyError> {
    let sql = format!("SELECT count(*) FROM \"{table}\"");
    Ok(sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut **source).await?)
}

async fn count_target(target: &mut Transaction<'static, Postgres>, table: &str) -> Result<i64, CopyError> {
    let sql = format!("SELECT count(*) FROM \"{table}\"");
    Ok(sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut **target).await?)
}

//! A statement, the values that go into it, and what can be read with it.

use std::future::Future;

use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use super::Result;

/// One statement, as each of the two databases reads it.
#[derive(Debug)]
pub struct Sql {
    /// What it is called in the code.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

/// Registers the statements of a file. One text serves both databases; where they differ, both stand side by side. A
/// text may hold parts that several files share: `"… WHERE NOT " [hides "$1", "p.account_id", "$2"] " ORDER BY …"`.
macro_rules! statements {
    ($($name:ident =
        $(sqlite $sqlite:literal $([$s_part:ident $($s_word:literal),+] $s_rest:literal)*
            postgres $postgres:literal $([$p_part:ident $($p_word:literal),+] $p_rest:literal)*)?
        $($both:literal $([$part:ident $($word:literal),+] $rest:literal)*)?;)+) => {
        $(static $name: $crate::store::database::Sql = $crate::store::database::Sql {
            name: stringify!($name),
            sqlite: concat!(
                $($sqlite, $($s_part!($($s_word),+), $s_rest,)*)? $($both, $($part!($($word),+), $rest,)*)?
            ),
            postgres: concat!(
                $($postgres, $($p_part!($($p_word),+), $p_rest,)*)? $($both, $($part!($($word),+), $rest,)*)?
            ),
        };)+
        /// Every statement of this file.
        pub(super) static ALL: &[&$crate::store::database::Sql] = &[$(&$name),+];
    };
}
pub(crate) use statements;

/// A value on its way into a statement.
#[derive(Clone, Debug)]
pub enum Value {
    /// A whole number, a time, an id.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
    /// Yes or no.
    Bool(bool),
}

macro_rules! from {
    ($($type:ty => |$v:ident| $body:expr;)+) => { $(impl From<$type> for Value { fn from($v: $type) -> Self { $body } })+ };
}
from! {
    i64 => |v| Self::Int(Some(v));
    Option<i64> => |v| Self::Int(v);
    bool => |v| Self::Bool(v);
    String => |v| Self::Text(Some(v));
    &str => |v| Self::Text(Some(v.to_owned()));
    &String => |v| Self::Text(Some(v.clone()));
    Option<String> => |v| Self::Text(v);
    Option<&str> => |v| Self::Text(v.map(str::to_owned));
    &Option<String> => |v| Self::Text(v.clone());
    Vec<u8> => |v| Self::Bytes(Some(v));
    &[u8] => |v| Self::Bytes(Some(v.to_vec()));
    Option<Vec<u8>> => |v| Self::Bytes(v);
    crate::domain::time::Time => |v| Self::Int(Some(v.0));
    Option<crate::domain::time::Time> => |v| Self::Int(v.map(|t| t.0));
    crate::domain::ids::AccountId => |v| Self::Int(Some(v.0));
    crate::domain::ids::CampaignId => |v| Self::Int(Some(v.0));
    crate::domain::ids::PostId => |v| Self::Int(Some(v.0));
    Option<crate::domain::ids::PostId> => |v| Self::Int(v.map(|id| id.0));
    crate::domain::ids::ActivityId => |v| Self::Int(Some(v.0));
    crate::domain::ids::MemberId => |v| Self::Int(Some(v.0));
    Option<crate::domain::ids::MemberId> => |v| Self::Int(v.map(|id| id.0));
    crate::domain::ids::AppId => |v| Self::Int(Some(v.0));
    Option<crate::domain::ids::AppId> => |v| Self::Int(v.map(|id| id.0));
    Option<crate::domain::ids::AccountId> => |v| Self::Int(v.map(|id| id.0));
    crate::domain::ids::RowId => |v| Self::Int(Some(v.0));
    &crate::domain::uri::Uri => |v| Self::Text(Some(v.as_str().to_owned()));
}

/// The values of a statement, in the order of `$1`, `$2`, …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::database::Value::from($value)),*] };
}
pub(crate) use args;

/// The query with its values, for whichever database it is made for.
macro_rules! bind {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Int(v) => query.bind(v),
                Value::Text(v) => query.bind(v),
                Value::Bytes(v) => query.bind(v),
                Value::Bool(v) => query.bind(v),
            };
        }
        query
    }};
}

pub(super) use bind;

/// A row that reads the same from both databases.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// Where a read can be made: on the store's readers, or inside a transaction.
pub trait Reads: Send {
    /// Every row.
    fn all<T: Row>(
        self,
        sql: &'static Sql,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Vec<T>>> + Send;
    /// The one row, if there is one.
    fn one<T: Row>(
        self,
        sql: &'static Sql,
        values: Vec<Value>,
    ) -> impl Future<Output = Result<Option<T>>> + Send;
}

/// A JSON column read into its type; a row that this program has not written is a fault, not a panic.
pub(in crate::store) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| super::Error::Broken(e.to_string()))
}

/// A value written into its JSON column.
pub(in crate::store) fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain data always has a JSON form")
}

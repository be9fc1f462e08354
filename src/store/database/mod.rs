//! The only place that knows there are two databases: opening, transactions, and how a statement is run.

mod connection;
mod schema;
mod statement;
mod transaction;

pub use connection::{Opening, Store};
pub use statement::{Reads, Row, Sql, Value};
pub use transaction::{Tx, credential_changes};

pub(crate) use statement::{args, statements};
pub(super) use statement::{from_json, to_json};
pub(super) use transaction::credentials_changed;

pub use super::error::{Error, Result};

//! What can go wrong with a database, whether it passes, and what helps.

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database said no.
    #[error("the database answered: {0}")]
    Database(#[from] sqlx::Error),
    /// The migrations could not be run.
    #[error("the database could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The schema was made by a later version of this program.
    #[error(
        "this database was written by a newer Antiphon (schema {found}, this program knows {known}); start the newer program, or restore a backup from before the upgrade"
    )]
    Newer {
        /// The newest migration in the database.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// The intake's queue is full, or the writer has stopped.
    #[error("the server has more to write than it can")]
    Full,
    /// A row holds something that this program never writes.
    #[error("the database holds a broken row: {0}")]
    Broken(String),
}

impl Error {
    /// The error with what whoever keeps the machine can do about it, as whole sentences.
    pub fn in_full(&self) -> String {
        match self.remedy() {
            "" => format!("{self}."),
            remedy => format!("{self}. {remedy}"),
        }
    }

    /// Nothing where the error says it itself.
    fn remedy(&self) -> &'static str {
        let error = match self {
            Self::Database(error)
            | Self::Migration(
                sqlx::migrate::MigrateError::Execute(error)
                | sqlx::migrate::MigrateError::ExecuteMigration(error, _),
            ) => error,
            Self::Full => return "Wait a moment and try again.",
            Self::Migration(_) | Self::Broken(_) => {
                return "Keep a copy of the data, and restore a backup or ask for help with this sentence.";
            }
            Self::Newer { .. } => return "",
        };
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default();
        // SQLite tells more than eight bits; the lower ones are the kind.
        let kind = if code.len() < 5 { code.parse::<u32>().map_or(0, |code| code & 0xff) } else { 0 };
        match (&*code, kind) {
            (_, 5 | 6) => "Another program holds the database: see whether a second server runs on it.",
            (_, 8) => {
                "It cannot be written: mount the disk for writing, or give the server's user the right to write to the file and its folder."
            }
            (_, 10) => {
                "The disk does not answer as it should: look at the system's log before anything else."
            }
            (_, 11 | 26) => "The file is damaged or no database: keep a copy, and restore a backup.",
            (_, 13) | ("53100", _) => "The disk is full: make room, and start again. What is there is whole.",
            (_, 14) => {
                "The file cannot be opened: see whether its folder is there, whether the disk can be written, and whose they are."
            }
            ("28P01" | "28000", _) => "The user or the password in database.url is wrong.",
            ("3D000", _) => "There is no such database: make it with createdb, or correct database.url.",
            ("42501", _) => {
                "This user may not make tables there: give it the right, or let it own the database."
            }
            _ => match error {
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Tls(_) => {
                    "See whether the database server runs, and whether database.url leads to it."
                }
                sqlx::Error::Configuration(_) => "Correct database.url.",
                _ => "See database.url, and whether the file or the server is there.",
            },
        }
    }

    /// Whether the same call may succeed a moment later: a lock, a lost connection, a full disk.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Full
            | Self::Database(sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => {
                true
            }
            Self::Database(sqlx::Error::Database(e)) => {
                // SQLite: BUSY 5, LOCKED 6, READONLY 8, IOERR 10, FULL 13. PostgreSQL: serialisation, deadlock, shut-down, disk.
                e.code().is_some_and(|code| {
                    let base = code.parse::<u32>().map_or(0, |c| c & 0xff);
                    (code.len() < 5 && matches!(base, 5 | 6 | 8 | 10 | 13))
                        || matches!(
                            &*code,
                            "40001" | "40P01" | "57P01" | "57P02" | "57P03" | "53100" | "53200" | "53300"
                        )
                })
            }
            _ => false,
        }
    }
}

/// What every store function returns.
pub type Result<T> = std::result::Result<T, Error>;

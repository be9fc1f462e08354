//! Small pictures of this server that are used as letters.

use crate::domain::emoji::LocalEmoji;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    LIST = "SELECT shortcode, file, still, category, created_at FROM emoji ORDER BY coalesce(category, ''), shortcode";
    AMONG =
        sqlite "SELECT shortcode, file, still, category, created_at FROM emoji WHERE shortcode IN (SELECT value FROM json_each($1))"
        postgres "SELECT shortcode, file, still, category, created_at FROM emoji WHERE shortcode IN (SELECT value FROM jsonb_array_elements_text($1::jsonb))";
    SAVE = "INSERT INTO emoji (shortcode, file, still, category, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shortcode) DO NOTHING";
    REMOVE = "DELETE FROM emoji WHERE shortcode = $1 RETURNING file, still";
}

#[derive(sqlx::FromRow)]
struct EmojiRow {
    shortcode: String,
    file: String,
    still: String,
    category: Option<String>,
    created_at: i64,
}

impl From<EmojiRow> for LocalEmoji {
    fn from(row: EmojiRow) -> Self {
        Self {
            shortcode: row.shortcode,
            file: row.file,
            still: row.still,
            category: row.category,
            created_at: Time(row.created_at),
        }
    }
}

/// All of them, by category and name.
pub async fn list(db: impl Reads) -> Result<Vec<LocalEmoji>> {
    Ok(db.all::<EmojiRow>(&LIST, args![]).await?.into_iter().map(LocalEmoji::from).collect())
}

/// Those of these names that are here, in no order.
pub async fn among(db: impl Reads, names: &[String]) -> Result<Vec<LocalEmoji>> {
    let rows: Vec<EmojiRow> = db.all(&AMONG, args![to_json(&names)]).await?;
    Ok(rows.into_iter().map(LocalEmoji::from).collect())
}

/// Writes a new one; `false` when the name is taken.
pub async fn save(tx: &mut Tx, e: &LocalEmoji) -> Result<bool> {
    let values = args![&e.shortcode, &e.file, &e.still, &e.category, e.created_at];
    Ok(tx.run(&SAVE, values).await? > 0)
}

/// Takes one away; the files it had.
pub async fn remove(tx: &mut Tx, shortcode: &str) -> Result<Option<(String, String)>> {
    tx.one(&REMOVE, args![shortcode]).await
}

//! Programs that people use to come here. Their secrets only as digests.

use crate::domain::grant::ClientApp;
use crate::domain::ids::AppId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO apps (id, client_id, secret, name, website, redirect_uris, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND = "SELECT id, client_id, secret, name, website, redirect_uris, scopes, created_at FROM apps WHERE client_id = $1";
    BY_ID = "SELECT id, client_id, secret, name, website, redirect_uris, scopes, created_at FROM apps WHERE id = $1";
}

#[derive(sqlx::FromRow)]
struct AppRow {
    id: i64,
    client_id: String,
    secret: Vec<u8>,
    name: String,
    website: Option<String>,
    redirect_uris: String,
    scopes: String,
    created_at: i64,
}

impl From<AppRow> for ClientApp {
    fn from(row: AppRow) -> Self {
        Self {
            id: AppId(row.id),
            client_id: row.client_id,
            name: row.name,
            website: row.website,
            redirect_uris: row.redirect_uris.split_whitespace().map(str::to_owned).collect(),
            scopes: row.scopes,
            created_at: Time(row.created_at),
        }
    }
}

/// Writes an app with the digest of its secret.
pub async fn save(tx: &mut Tx, app: &ClientApp, secret: &[u8]) -> Result<()> {
    // No address holds white space.
    let redirect_uris = app.redirect_uris.join("\n");
    let values = args![
        app.id,
        &app.client_id,
        secret,
        &app.name,
        &app.website,
        redirect_uris,
        &app.scopes,
        app.created_at
    ];
    tx.run(&SAVE, values).await.map(drop)
}

/// The app that knows itself by this id, and the digest of its secret.
pub async fn find(db: impl Reads, client_id: &str) -> Result<Option<(ClientApp, Vec<u8>)>> {
    let row: Option<AppRow> = db.one(&FIND, args![client_id]).await?;
    Ok(row.map(|mut row| {
        let secret = std::mem::take(&mut row.secret);
        (row.into(), secret)
    }))
}

/// The app with this id of ours.
pub async fn by_id(db: impl Reads, id: AppId) -> Result<Option<ClientApp>> {
    let row: Option<AppRow> = db.one(&BY_ID, args![id]).await?;
    Ok(row.map(ClientApp::from))
}

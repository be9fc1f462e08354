//! Accounts: finding them, showing them, keeping the coalition's own profile as the settings say.

use std::collections::HashMap;

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind, Field};
use crate::domain::handle::Handle;
use crate::domain::ids::MemberId;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::text;
use crate::domain::uri::Uri;
use crate::remote::{actor_document, resolve};
use crate::store::{Tx, accounts, audit, follows, members, meta, posts};
use crate::wire::Json;

use super::{Error, Result};

/// The coalition: the one organisation that lives here.
pub async fn coalition(app: &App) -> Result<Account> {
    local(app, &app.config.coalition.handle).await
}

/// The actor that the server itself speaks as.
pub async fn instance(app: &App) -> Result<Account> {
    accounts::list_local(&app.store)
        .await?
        .into_iter()
        .find(|a| a.kind == ActorKind::Application)
        .ok_or(Error::NotFound)
}

/// The account of this name that lives here.
pub async fn local(app: &App, username: &str) -> Result<Account> {
    accounts::find_local(&app.store, username).await?.filter(Account::is_active).ok_or(Error::NotFound)
}

/// The account with this id.
pub async fn find(app: &App, id: crate::domain::ids::AccountId) -> Result<Account> {
    accounts::find(&app.store, id).await?.ok_or(Error::NotFound)
}

/// The accounts with these ids, by id.
pub async fn find_many(app: &App, ids: &[i64]) -> Result<HashMap<i64, Account>> {
    Ok(accounts::find_many(&app.store, ids).await?.into_iter().map(|a| (a.id.0, a)).collect())
}

/// The actor's JSON as other servers read it.
pub async fn document(app: &App, account: &Account) -> Result<Json> {
    Ok(actor_document::of(app, account).await?)
}

/// The same as its exact text, for the actor of this name. Other servers read it in bursts, so that it is kept for two
/// seconds and made once however many ask.
pub async fn document_text(app: &App, username: &str) -> Result<std::sync::Arc<str>> {
    if let Some(text) = app.actor_texts.get(username) {
        return Ok(text);
    }
    let account = local(app, username).await?;
    let text: std::sync::Arc<str> = document(app, &account).await?.to_string().into();
    app.actor_texts.insert(username.to_owned(), text.clone());
    Ok(text)
}

/// Finds somebody by handle or id among those known here; asks nobody.
pub async fn known(app: &App, text: &str) -> Result<Option<Account>> {
    if let Ok(uri) = Uri::parse(text.trim()) {
        return by_address(app, &uri).await;
    }
    let Some(handle) = Handle::parse(text) else { return Ok(None) };
    if handle.domain == app.config.handle_domain() || handle.domain == app.config.authority() {
        return Ok(accounts::find_local(&app.store, &handle.name).await?.filter(Account::is_active));
    }
    Ok(accounts::find_remote(&app.store, &handle.domain, &handle.name).await?)
}

/// Whose id this is, or, of this server, whose page: people share the address that their browser shows.
async fn by_address(app: &App, uri: &Uri) -> Result<Option<Account>> {
    if let Some(account) = accounts::find_by_uri(&app.store, uri.as_str()).await? {
        return Ok(Some(account));
    }
    let page = uri.without_fragment();
    let name = match page.strip_prefix(&app.url("/")) {
        Some("") => &app.config.coalition.handle,
        Some(path) => path.strip_prefix('@').unwrap_or_default(),
        None => return Ok(None),
    };
    Ok(accounts::find_local(&app.store, name).await?.filter(Account::is_active))
}

/// Finds somebody by handle or id; asks their server when they are not known here.
pub async fn look_up(cx: &Cx, text: &str) -> Result<Account> {
    if let Ok(uri) = Uri::parse(text.trim()) {
        return match by_address(cx, &uri).await? {
            Some(account) => Ok(account),
            None if cx.is_ours(&uri) => Err(Error::NotFound),
            None => Ok(resolve::actor(cx, &uri).await?),
        };
    }
    let handle = Handle::parse(text)
        .ok_or_else(|| Error::refused(Refusal::new("refusal-form-account-address").name("name", text)))?;
    if handle.domain == cx.config.handle_domain() || handle.domain == cx.config.authority() {
        return local(cx, &handle.name).await;
    }
    match accounts::find_remote(&cx.store, &handle.domain, &handle.name).await? {
        Some(account) => Ok(account),
        None => Ok(resolve::handle(cx, &handle).await?),
    }
}

/// What the page of an account shows in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbers {
    /// Accepted followers.
    pub followers: i64,
    /// Accounts it follows.
    pub following: i64,
    /// Posts that everybody may see.
    pub posts: i64,
}

/// Followers, following, posts.
pub async fn numbers(app: &App, account: &Account) -> Result<Numbers> {
    let (followers, following) = follows::counts(&app.store, account.id).await?;
    Ok(Numbers { followers, following, posts: posts::count_open(&app.store, account.id).await? })
}

/// What NodeInfo tells: people, and posts written here.
pub async fn usage(app: &App) -> Result<(i64, i64)> {
    Ok((accounts::count_people(&app.store).await?, posts::count_local(&app.store).await?))
}

/// An actor elsewhere says, with its own key, that it is gone. What a person wrote and did is taken away, as they
/// wish. What an organisation said in public stays, marked: a partner whose server was seized is not erased by it.
pub async fn departed(app: &App, tx: &mut Tx, account: &Account) -> Result<()> {
    accounts::mark_gone(tx, account.id, app.now()).await?;
    uncounted(app, tx, account).await?;
    if matches!(account.kind, ActorKind::Organization | ActorKind::Group) {
        return Ok(());
    }
    Ok(accounts::forget_works(tx, account.id).await?)
}

/// Somebody who is gone has signed nothing and comes to nothing any more, whether they were heard here or not.
pub async fn uncounted(app: &App, tx: &mut Tx, account: &Account) -> Result<()> {
    super::pledge_votes::forget(app, tx, account).await?;
    super::event_answers::forget(app, tx, account).await
}

/// What somebody changes of their own profile; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct ProfileChange {
    /// The name shown.
    pub name: Option<String>,
    /// About themselves, in Markdown.
    pub note: Option<String>,
    /// Follows wait for their decision.
    pub locked: Option<bool>,
    /// Where the picture is that was kept for this; `Some(None)` takes it away.
    pub avatar: Option<Option<String>>,
    /// The same for the banner.
    pub header: Option<Option<String>>,
    /// Labelled lines, as they were typed.
    pub fields: Option<Vec<(String, String)>>,
    /// A program writes here, not a person. Organisations stay what they are.
    pub bot: Option<bool>,
    /// They want to be found.
    pub discoverable: Option<bool>,
    /// Their open posts may be put into searches.
    pub indexable: Option<bool>,
    /// Nobody is shown whom they follow and who follows them.
    pub hide_collections: Option<bool>,
    /// Who does it, where the account is that of the house; for the audit log.
    pub by: Option<MemberId>,
}

/// The longest text about oneself, in characters.
pub const LONGEST_NOTE: usize = 5_000;
/// The most labelled lines of a profile; clients are told so.
pub const MOST_FIELDS: usize = 4;
/// What the database says once people of the house have changed the coalition's name or text.
const PROFILE_IS_OURS: &str = "profile_is_ours";

/// The longest label or value of a profile's line, in characters.
const LONGEST_FIELD: usize = 255;

/// A line of a profile as it was typed, made safe; an address becomes a link.
fn field(name: &str, value: &str) -> Field {
    let value = text::clean_line(value, LONGEST_FIELD);
    let address = Uri::parse(&value).ok().filter(|uri| uri.as_str() == value).map(|uri| uri.url());
    let is_address = address.is_some();
    // A host in letters that look like others is shown as what it is (A132).
    let value = match address {
        Some(url) if url.host_str().is_some_and(|host| !value.to_lowercase().contains(host)) => url.into(),
        _ => value,
    };
    let shown = text::escape(&value);
    let value = if is_address {
        format!("<a href=\"{shown}\" rel=\"me nofollow noopener noreferrer\">{shown}</a>")
    } else {
        shown
    };
    Field { name: text::clean_line(name, LONGEST_FIELD), value, verified_at: None }
}

/// Changes the profile of an account that lives here, and tells its followers.
pub async fn change_profile(app: &App, account: &Account, change: ProfileChange) -> Result<Account> {
    let says_something = change.name.is_some() || change.note.is_some() || change.fields.is_some();
    if account.kind == ActorKind::Group && says_something {
        return Err(Error::says("refusal-campaign-own-words"));
    }
    // A picture can say anything: also where to give money.
    if account.kind == ActorKind::Group && (change.avatar.is_some() || change.header.is_some()) {
        may_change_pictures(app, change.by).await?;
    }
    let mut changed = account.clone();
    if let Some(name) = change.name {
        changed.name = text::clean_line(&name, 200);
    }
    if let Some(note) = change.note {
        changed.summary = text::markdown(&note, &HashMap::new(), &app.url("/tags/")).html;
        changed.profile.note = Some(note);
    }
    let saves_fields = change.fields.is_some();
    if let Some(fields) = change.fields {
        let lines = fields.iter().map(|(name, value)| field(name, value)).map(|mut line| {
            let same = account.profile.fields.iter().find(|old| old.value == line.value);
            line.verified_at = same.and_then(|old| old.verified_at);
            line
        });
        changed.profile.fields = lines.collect();
    }
    match (change.bot, changed.kind) {
        (Some(true), ActorKind::Person) => changed.kind = ActorKind::Service,
        (Some(false), ActorKind::Service) => changed.kind = ActorKind::Person,
        _ => {}
    }
    changed.discoverable = change.discoverable.unwrap_or(changed.discoverable);
    changed.profile.indexable = change.indexable.unwrap_or(changed.profile.indexable);
    changed.profile.hide_collections = change.hide_collections.or(changed.profile.hide_collections);
    changed.locked = change.locked.unwrap_or(changed.locked);
    if let Some(avatar) = change.avatar {
        changed.profile.avatar = avatar;
    }
    if let Some(header) = change.header {
        changed.profile.header = header;
    }
    changed.profile.emoji = super::emoji::of_profile(app, &changed).await?;
    if changed == *account {
        if saves_fields {
            // Whoever has just put the link on their page saves the same once more.
            let mut tx = app.store.begin().await?;
            Box::pin(super::backlinks::follow(app, &mut tx, &mut changed)).await?;
            tx.commit().await?;
        }
        return Ok(changed);
    }
    // Two changes within a millisecond still have an order; what is rendered from the account is kept by this time.
    changed.fetched_at = app.now().max(account.fetched_at.plus(1));
    let mut tx = app.store.begin().await?;
    if saves_fields {
        Box::pin(super::backlinks::follow(app, &mut tx, &mut changed)).await?;
    }
    accounts::save(&mut tx, &changed).await?;
    if account.kind == ActorKind::Organization {
        keep_from_settings(app, &mut tx, account, &changed, change.by).await?;
    }
    super::media::replace(app, &mut tx, &account.profile, &changed.profile).await?;
    super::outbox::tell_profile(app, &mut tx, &changed).await?;
    tx.commit().await?;
    app.actor_texts.invalidate(&changed.username);
    super::media::sweep(app).await;
    app.wake.lanes.notify_one();
    Ok(changed)
}

/// Where several must approve, the pictures of a campaign are an owner's to change: they are no text that could be a draft.
async fn may_change_pictures(app: &App, by: Option<MemberId>) -> Result<()> {
    let Some(member) = by else { return Ok(()) };
    let found = members::with_id(&app.store, member).await?;
    let is_owner = found.is_some_and(|member| Role::parse(&member.role) == Some(Role::Owner));
    if is_owner || super::quorum::needed(app).await? < 2 {
        return Ok(());
    }
    Err(Error::says("refusal-campaign-pictures"))
}

/// What people say of the coalition holds from then on, whatever the settings say.
async fn keep_from_settings(
    app: &App,
    tx: &mut Tx,
    before: &Account,
    after: &Account,
    by: Option<MemberId>,
) -> Result<()> {
    if (&before.name, &before.summary) != (&after.name, &after.summary) {
        meta::save(tx, PROFILE_IS_OURS, "yes").await?;
    }
    Ok(audit::write(tx, app.row_id(), by, "coalition.profile", "", app.now()).await?)
}

/// What was typed about the coalition (Markdown): by its people, else in the settings.
pub async fn coalition_note(app: &App, coalition: &Account) -> Result<String> {
    let is_ours = meta::find(&app.store, PROFILE_IS_OURS).await?.is_some();
    let typed = coalition.profile.note.clone().filter(|_| is_ours);
    Ok(typed.unwrap_or_else(|| app.config.coalition.summary.clone()))
}

/// The label and the value of a profile's line as they were typed.
pub fn typed_line(line: &Field) -> (String, String) {
    (line.name.clone(), text::plain(&line.value))
}

/// Puts the coalition's name and description from the settings into its profile, until its people change them.
pub async fn follow_settings(app: &App) -> Result<()> {
    let settings = &app.config.coalition;
    let mut coalition = accounts::find_local(&app.store, &settings.handle).await?.ok_or_else(|| {
        Error::refused(format!(
            "the settings call the coalition @{}, and this database holds none by that name. A handle cannot be changed: set coalition.handle back.",
            settings.handle
        ))
    })?;
    if meta::find(&app.store, PROFILE_IS_OURS).await?.is_some() {
        return Ok(());
    }
    let name = text::clean_line(&settings.name, 200);
    let summary = text::markdown(&settings.summary, &HashMap::new(), &app.url("/tags/")).html;
    if coalition.name == name && coalition.summary == summary {
        return Ok(());
    }
    coalition.name = name;
    coalition.summary = summary;
    coalition.fetched_at = app.now();
    let mut tx = app.store.begin().await?;
    accounts::save(&mut tx, &coalition).await?;
    super::outbox::tell_profile(app, &mut tx, &coalition).await?;
    Ok(tx.commit().await?)
}

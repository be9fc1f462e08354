//! Small pictures of this server that members use as letters: kept, listed, found in what they write.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::emoji::{EMOJI_BYTES, EMOJI_SIDE, LONGEST_CATEGORY, LocalEmoji, is_shortcode, names_in};
use crate::domain::post::{Emoji, Poll, Text};
use crate::domain::text::clean_line;
use crate::media::Shape;
use crate::store::{emoji, media};

use super::media::{PATH, keep, look_into, name_of, secret_name};
use super::{Error, Result};

/// Keeps a picture under a name.
pub async fn add(app: &App, shortcode: &str, file: &[u8], category: Option<&str>) -> Result<LocalEmoji> {
    let name = shortcode.trim().trim_matches(':');
    if !is_shortcode(name) {
        return Err(Error::refused(format!(
            "\"{name}\" is no name for an emoji. It has 2 to 64 of the letters a-z and A-Z, digits and _."
        )));
    }
    if emoji::among(&app.store, &[name.to_owned()]).await?.pop().is_some() {
        return Err(taken(name));
    }
    if file.len() > EMOJI_BYTES {
        return Err(Error::refused(format!(
            "the picture is too large; {} KiB is the most.",
            EMOJI_BYTES / 1024
        )));
    }
    let made = look_into(app, file, Shape::Attached).await?;
    if made.main.size.width > EMOJI_SIDE || made.main.size.height > EMOJI_SIDE {
        return Err(Error::refused(format!(
            "the picture is too large; {EMOJI_SIDE} pixels are the most on each side."
        )));
    }
    let still = made.preview.ok_or_else(|| Error::refused("the picture is broken and cannot be read."))?;
    let secret = secret_name();
    let category =
        category.map(|words| clean_line(words, LONGEST_CATEGORY)).filter(|words| !words.is_empty());
    let new = LocalEmoji {
        shortcode: name.to_owned(),
        file: name_of(&secret, "", &made.main),
        still: name_of(&secret, "-small", &still),
        category,
        created_at: app.now(),
    };
    let files = [(new.file.clone(), made.main.bytes), (new.still.clone(), still.bytes)];
    keep(app, &files.each_ref().map(|(name, _)| name.clone()), async |uploads| {
        for (name, bytes) in files {
            uploads.put(&name, bytes).await?;
        }
        Ok(())
    })
    .await?;
    let mut tx = app.store.begin().await?;
    if !emoji::save(&mut tx, &new).await? {
        // The files are noted to go within the hour.
        return Err(taken(name));
    }
    media::spare(&mut tx, &new.file).await?;
    media::spare(&mut tx, &new.still).await?;
    tx.commit().await?;
    Ok(new)
}

fn taken(name: &str) -> Error {
    Error::refused(format!("there is a :{name}: already. Remove it first."))
}

/// Takes one away with its files. Texts that used it show its name from then on.
pub async fn remove(app: &App, shortcode: &str) -> Result<()> {
    let mut tx = app.store.begin().await?;
    let name = shortcode.trim().trim_matches(':');
    let (file, still) = emoji::remove(&mut tx, name).await?.ok_or(Error::NotFound)?;
    media::doom(&mut tx, &file, app.now()).await?;
    media::doom(&mut tx, &still, app.now()).await?;
    tx.commit().await?;
    super::media::sweep(app).await;
    Ok(())
}

/// All of them, by category and name.
pub async fn list(app: &App) -> Result<Vec<LocalEmoji>> {
    Ok(emoji::list(&app.store).await?)
}

/// Where readers find a file of one.
pub fn address(app: &App, file: &str) -> String {
    app.url(&format!("{PATH}{file}"))
}

/// Those that a post uses: in its texts, its warning and the options of its poll.
pub(super) async fn of_post(
    app: &App,
    texts: &[Text],
    warning: Option<&str>,
    poll: Option<&Poll>,
) -> Result<Vec<Emoji>> {
    let options = poll.into_iter().flat_map(|poll| &poll.options).map(|option| option.name.as_str());
    let written = texts.iter().flat_map(|text| text.title.as_deref().into_iter().chain([text.html.as_str()]));
    let names = owned(names_in(written.chain(warning).chain(options)));
    named(app, &names).await
}

/// Those that a text uses.
pub(super) async fn of_html(app: &App, html: &str) -> Result<Vec<Emoji>> {
    named(app, &owned(names_in([html]))).await
}

/// Those of these names that are here, in no order.
pub(super) async fn called(app: &App, names: &[String]) -> Result<Vec<LocalEmoji>> {
    Ok(if names.is_empty() { Vec::new() } else { emoji::among(&app.store, names).await? })
}

/// Those that a profile uses: in its name, its text and its lines.
pub(super) async fn of_profile(app: &App, account: &Account) -> Result<Vec<Emoji>> {
    let fields = account.profile.fields.iter().flat_map(|field| [field.name.as_str(), field.value.as_str()]);
    let names = owned(names_in([account.name.as_str(), account.summary.as_str()].into_iter().chain(fields)));
    named(app, &names).await
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// Those of these names that are here, in this order.
async fn named(app: &App, names: &[String]) -> Result<Vec<Emoji>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let known = emoji::among(&app.store, names).await?;
    let found = names.iter().filter_map(|name| known.iter().find(|one| one.shortcode == *name));
    Ok(found.map(|one| Emoji { shortcode: one.shortcode.clone(), url: address(app, &one.file) }).collect())
}

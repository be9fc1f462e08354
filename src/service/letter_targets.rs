//! Decision-makers that people can write to: the people of the house say who, with which words and when. Addresses stay in
//! the house.

use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::campaign_state::CampaignState;
use crate::domain::ids::{CampaignId, MemberId, RowId};
use crate::domain::language::Language;
use crate::domain::letter::{self, LONGEST_TEXT, LetterState, OfficeHours, Part};
use crate::domain::mail::MailAddress;
use crate::domain::refusal::Refusal;
use crate::store::letter_versions::VersionRecord;
use crate::store::letters::{self, TargetRecord};
use crate::store::{Tx, audit, campaigns as campaign_rows, letter_versions};

use super::letters::is_taken;
use super::{Error, Result, campaigns, mails};

/// A decision-maker as the people of the house describe them.
#[derive(Clone, Debug)]
pub struct NewTarget {
    /// The name under which the campaign addresses them.
    pub name: String,
    /// Where letters go.
    pub address: String,
    /// The language of the letter.
    pub language: String,
    /// Its subject.
    pub subject: String,
    /// What the campaign writes; `[name]` stands for the writer's name.
    pub words: String,
    /// When letters may arrive.
    pub hours: OfficeHours,
    /// How many in an hour.
    pub per_hour: u32,
}

impl NewTarget {
    /// A letter as it will arrive, of somebody of this name who adds nothing.
    pub fn preview(&self, writer: &str) -> String {
        letter::compose(&self.words, writer, "")
    }
}

/// A decision-maker who can be written to, with the campaign.
#[derive(Clone, Debug)]
pub struct Open {
    /// Who.
    pub record: TargetRecord,
    /// Of which campaign.
    pub campaign: Campaign,
}

/// A decision-maker as the people of the house see them.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Who.
    pub record: TargetRecord,
    /// The handle of the campaign.
    pub campaign: String,
    /// Where letters go; none when it cannot be opened with this key file.
    pub address: Option<String>,
    /// How many letters are in each state.
    pub counts: Vec<(LetterState, i64)>,
}

impl Overview {
    /// How many letters are in this state.
    pub fn count(&self, state: LetterState) -> i64 {
        self.counts.iter().filter(|(at, _)| *at == state).map(|(_, count)| count).sum()
    }
}

/// What is checked of a decision-maker, ready to be kept.
struct Checked {
    campaign: Campaign,
    name: String,
    address: MailAddress,
    language: Language,
    subject: String,
    words: String,
    hours: OfficeHours,
}

/// Everything that is wrong with what somebody says about a decision-maker, each where it stands.
pub async fn faults(app: &App, handle: &str, new: &NewTarget) -> Result<Vec<(Part, Refusal)>> {
    Ok(check(app, handle, new).await?.err().unwrap_or_default())
}

async fn check(
    app: &App,
    handle: &str,
    new: &NewTarget,
) -> Result<std::result::Result<Checked, Vec<(Part, Refusal)>>> {
    let mut faults = Vec::new();
    let mut note = |part, why: Refusal| faults.push((part, why));
    let campaign = match campaigns::find(app, handle).await {
        Ok(campaign) => Some(campaign),
        Err(Error::NotFound) => None,
        Err(e) => return Err(e),
    };
    // A draft gets its letters ready before it opens.
    let campaign = campaign.filter(|one| one.state == CampaignState::Draft || !one.is_over(app.now()));
    if campaign.is_none() {
        note(Part::Campaign, Refusal::new("refusal-letter-no-campaign"));
    }
    let name = letter::line(&new.name, "the name of the decision-maker");
    match (&name, &campaign) {
        (Err(why), _) => note(Part::Name, why.clone().into()),
        (Ok(name), Some(one)) if !one.plan.addressed.iter().any(|known| known.name == *name) => {
            let known: Vec<&str> = one.plan.addressed.iter().map(|known| known.name.as_str()).collect();
            let list = known.join(", ");
            note(
                Part::Name,
                Refusal::new("refusal-letter-not-addressed").name("name", name).name("list", list),
            );
        }
        _ => {}
    }
    let address = MailAddress::parse(&new.address).map_err(|why| note(Part::Address, why.into())).ok();
    let language = Language::parse(&new.language);
    if language.is_none() {
        note(Part::Language, Refusal::new("refusal-letter-language"));
    }
    let subject = letter::line(&new.subject, "the subject of the letter");
    let subject = subject.map_err(|why| note(Part::Subject, why.into())).ok();
    let words = match letter::words(&new.words, "the text of the letter", LONGEST_TEXT) {
        Ok(words) if words.is_empty() => Err(letter::Refusal::Blank("the text of the letter")),
        other => other,
    };
    let words = words.map_err(|why| note(Part::Words, why.into())).ok();
    let hours = new.hours.clone().check().map_err(|why| {
        let part = match &why {
            letter::Refusal::Zone(_) => Part::Zone,
            letter::Refusal::Days => Part::Days,
            _ => Part::Hours,
        };
        note(part, why.into());
    });
    if !(1..=600).contains(&new.per_hour) {
        note(Part::PerHour, Refusal::new("refusal-letter-per-hour"));
    }
    let texts = (campaign, name.ok(), address, language, subject, words, hours.ok());
    match texts {
        (
            Some(campaign),
            Some(name),
            Some(address),
            Some(language),
            Some(subject),
            Some(words),
            Some(hours),
        ) if faults.is_empty() => {
            Ok(Ok(Checked { campaign, name, address, language, subject, words, hours }))
        }
        _ => Ok(Err(faults)),
    }
}

/// Lets people write to a decision-maker of a campaign, or changes how.
pub async fn set(app: &App, member: Option<MemberId>, handle: &str, new: NewTarget) -> Result<RowId> {
    mails::require(app)?;
    let checked = check(app, handle, &new).await?;
    let first = |faults: Vec<(Part, Refusal)>| {
        let (_, why) = faults.into_iter().next().expect("whatever cannot be kept has its fault");
        Error::refused(why)
    };
    let Checked { campaign, name, address, language, subject, words, hours } = checked.map_err(first)?;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let present = lock_named(&mut tx, campaign.id, &name).await?;
    let id = present.as_ref().map_or_else(|| app.row_id(), |present| present.id);
    let is_moved = present.as_ref().is_some_and(|before| {
        !self::address(app, before).is_some_and(|at| at.as_str().eq_ignore_ascii_case(address.as_str()))
    });
    let text = (language.tag(), subject.as_str(), words.as_str());
    let is_said_anew = present.as_ref().is_some_and(|before| {
        (before.language.as_str(), before.subject.as_str(), before.words.as_str()) != text
    });
    let version = present.as_ref().map_or(1, |before| before.version + i64::from(is_moved || is_said_anew));
    let record = TargetRecord {
        id,
        campaign: campaign.id,
        name: name.clone(),
        address: app.wrapping.seal(context(id).as_bytes(), address.as_str().as_bytes()),
        language: language.tag().to_owned(),
        subject,
        words,
        hours,
        per_hour: new.per_hour,
        closed_at: None,
        version,
        // Whoever wrote has not consented to another mailbox. If the old one was wrong, names should not go there any longer; if
        // the new one is a thief's at a desk that was broken into, names that are sealed here should not be gathered by it. So
        // what was written for the old one goes to neither: `letter_rounds` erases it and tells its writers, who can write anew.
        address_version: present
            .as_ref()
            .filter(|_| !is_moved)
            .map_or(version, |before| before.address_version),
    };
    match present {
        Some(_) => letters::change_target(&mut tx, &record).await?,
        None if !letters::save_target(&mut tx, &record, now).await? => return Err(Error::Busy),
        None => {}
    }
    let said = VersionRecord {
        version,
        language: record.language.clone(),
        subject: record.subject.clone(),
        words: record.words.clone(),
    };
    letter_versions::save(&mut tx, id, &said).await?;
    let action = if is_moved { "letter.address" } else { "letter.target" };
    audit::write(&mut tx, app.row_id(), member, action, &format!("{handle} {name}"), now).await?;
    tx.commit().await?;
    Ok(id)
}

/// The decision-maker of this name, taken so that two changes and whoever confirms a letter come one after the other.
async fn lock_named(tx: &mut Tx, campaign: CampaignId, name: &str) -> Result<Option<TargetRecord>> {
    let Some(found) = letters::target_named(&mut *tx, campaign, name).await? else { return Ok(None) };
    letters::lock_target(tx, found.id).await?;
    Ok(letters::target(&mut *tx, found.id).await?)
}

/// Takes no more letters to a decision-maker. Those that were confirmed still go.
pub async fn close(app: &App, member: Option<MemberId>, id: RowId) -> Result<()> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !letters::close_target(&mut tx, id, now).await? {
        return Err(Error::NotFound);
    }
    audit::write(&mut tx, app.row_id(), member, "letter.close", &id.to_string(), now).await?;
    Ok(tx.commit().await?)
}

/// The decision-maker of this row, if everybody may write to them now: letters to them are taken, and the campaign asks people
/// for something still.
pub async fn open(app: &App, id: RowId) -> Result<Open> {
    let record = letters::target(&app.store, id).await?.filter(is_taken).ok_or(Error::NotFound)?;
    let campaign = campaign_rows::find(&app.store, record.campaign).await?;
    let campaign = campaign.filter(|campaign| !campaign.is_over(app.now())).ok_or(Error::NotFound)?;
    Ok(Open { record, campaign })
}

/// Those of a campaign that everybody may write to, and how many letters were sent or will be.
pub async fn of_campaign(app: &App, campaign: &Campaign) -> Result<(Vec<(RowId, String)>, i64)> {
    if !mails::is_on(app) {
        return Ok((Vec::new(), 0));
    }
    let count = letters::count_of(&app.store, campaign.id).await?;
    if campaign.is_over(app.now()) {
        return Ok((Vec::new(), count));
    }
    let all = letters::targets_of(&app.store, campaign.id).await?;
    let open = all.into_iter().filter(is_taken).map(|target| (target.id, target.name));
    Ok((open.collect(), count))
}

/// All of them, for the people of the house.
pub async fn overview(app: &App) -> Result<Vec<Overview>> {
    let counts = letters::counts(&app.store).await?;
    let mut all = Vec::new();
    for record in letters::targets(&app.store).await? {
        let campaign = campaign_rows::find(&app.store, record.campaign).await?;
        let own = counts.iter().filter(|(id, _, _)| *id == record.id);
        all.push(Overview {
            campaign: campaign.map(|campaign| campaign.handle).unwrap_or_default(),
            address: address(app, &record).map(|address| address.as_str().to_owned()),
            counts: own.map(|(_, state, count)| (*state, *count)).collect(),
            record,
        });
    }
    Ok(all)
}

/// Where letters to them go.
pub(super) fn address(app: &App, record: &TargetRecord) -> Option<MailAddress> {
    let plain = app.wrapping.open(context(record.id).as_bytes(), &record.address).ok()?;
    MailAddress::parse(&String::from_utf8(plain).ok()?).ok()
}

fn context(id: RowId) -> String {
    format!("letter target:{id}")
}

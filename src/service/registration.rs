//! Becoming a member: by invitation, by asking, or at once, as the settings say; and the answer to those who asked.

use crate::app::App;
use crate::domain::account::ActorKind;
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::domain::registration::{
    Fault, FieldName, fault_of_name, fault_of_password, fault_of_reason, resembles,
};
use crate::domain::role::Role;
use crate::keys;
use crate::store::applicants::{self, ApplicantRecord};
use crate::store::members::MemberRecord;
use crate::store::{Reads, accounts, audit, credentials, invitations, members};

use super::{Error, Result, passwords, setup};

/// The most who can wait for an answer: asking is free, and reading is not.
const MOST_APPLICANTS: i64 = 500;

/// What somebody gives who wants to become a member.
#[derive(Clone, Debug, Default)]
pub struct Registration {
    /// The name they want.
    pub username: String,
    /// The password they want.
    pub password: String,
    /// Whether they agree to the rules.
    pub agreement: bool,
    /// The language they speak.
    pub locale: Option<String>,
    /// Why they want to come.
    pub reason: String,
    /// The secret of an invitation.
    pub invite: Option<String>,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Registered {
    /// They are a member.
    Member(MemberRecord),
    /// Somebody here will read it and answer.
    Waiting,
}

/// Why nobody became a member.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Only those with an invitation become members here.
    #[error("Only people with an invitation can become members here.")]
    InviteOnly,
    /// The invitation is used up, too old, taken back, or never was.
    #[error("This invitation cannot be used any more.")]
    BadInvite,
    /// Too many wait already.
    #[error("Too many people wait for an answer. Try again in some days.")]
    TooManyWait,
    /// What they gave; each field with what is wrong with it.
    #[error("{}", sentence(.0))]
    Faults(Vec<(FieldName, Fault)>),
    /// Something of ours.
    #[error(transparent)]
    Service(#[from] Error),
}

impl From<crate::store::Error> for Refusal {
    fn from(error: crate::store::Error) -> Self {
        Self::Service(error.into())
    }
}

/// All faults as one sentence: `Username has already been taken, Password is too short (…)`.
pub fn sentence(faults: &[(FieldName, Fault)]) -> String {
    let one = |(field, fault): &(FieldName, Fault)| {
        let name = field.as_str();
        let (first, rest) = name.split_at(1);
        format!("{}{rest} {}", first.to_ascii_uppercase(), fault.words(*field))
    };
    faults.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Makes a member, or somebody who waits for an answer, of who comes.
pub async fn register(app: &App, wanted: Registration) -> std::result::Result<Registered, Refusal> {
    let secret = wanted.invite.as_deref().filter(|secret| !secret.is_empty());
    let invite = secret.map(|secret| keys::sha256(secret.as_bytes()));
    match &invite {
        Some(digest) => {
            let found = invitations::find(&app.store, digest).await?;
            if !found.is_some_and(|invitation| invitation.is_open(app.now())) {
                return Err(Refusal::BadInvite);
            }
        }
        None if app.config.registration.mode.is_invite() => return Err(Refusal::InviteOnly),
        None => {}
    }
    let faults = faults(app, &wanted).await?;
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let digest = passwords::digest(&wanted.password).await;
    if invite.is_none() && app.config.registration.mode.is_approval() {
        return ask(app, wanted, digest).await;
    }
    let entry =
        Entry { username: &wanted.username, digest: &digest, invite: invite.as_ref(), way: Way::Joined };
    admit(app, entry).await.map(Registered::Member)
}

/// Everything that is wrong with it.
async fn faults(app: &App, wanted: &Registration) -> Result<Vec<(FieldName, Fault)>> {
    let name = match fault_of_name(&wanted.username) {
        Some(fault) => Some(fault),
        None => is_taken(app, &wanted.username).await?.then_some(Fault::Taken),
    };
    let found = [
        name.map(|fault| (FieldName::Username, fault)),
        fault_of_password(&wanted.password, &wanted.username).map(|fault| (FieldName::Password, fault)),
        (!wanted.agreement).then_some((FieldName::Agreement, Fault::NotAccepted)),
        fault_of_reason(&wanted.reason).map(|fault| (FieldName::Reason, fault)),
    ];
    Ok(found.into_iter().flatten().collect())
}

/// Whether somebody has the name, had it, or asks for it, or whether it could be taken for the coalition or for
/// somebody who speaks here with authority.
async fn is_taken(app: &App, name: &str) -> Result<bool> {
    if accounts::find_local(&app.store, name).await?.is_some()
        || applicants::find(&app.store, name).await?.is_some()
    {
        return Ok(true);
    }
    let staff = members::staff(&app.store).await?;
    let coalition = &app.config.coalition.handle;
    Ok(staff.iter().chain([coalition]).any(|other| resembles(name, other)))
}

async fn ask(app: &App, wanted: Registration, digest: String) -> std::result::Result<Registered, Refusal> {
    let applicant = ApplicantRecord {
        id: app.next_id(),
        username: wanted.username,
        password: digest,
        reason: wanted.reason.trim().to_owned(),
        language: wanted
            .locale
            .as_deref()
            .and_then(Language::parse)
            .map(|language| language.tag().to_owned()),
        created_at: app.now(),
    };
    let mut tx = app.store.begin().await?;
    if applicants::count(&mut tx).await? >= MOST_APPLICANTS {
        return Err(Refusal::TooManyWait);
    }
    if !applicants::save(&mut tx, &applicant).await? {
        return Err(taken());
    }
    tx.commit().await?;
    Ok(Registered::Waiting)
}

fn taken() -> Refusal {
    Refusal::Faults(vec![(FieldName::Username, Fault::Taken)])
}

/// Somebody who comes in.
struct Entry<'a> {
    username: &'a str,
    digest: &'a str,
    /// The digest of the invitation they use.
    invite: Option<&'a [u8; 32]>,
    way: Way,
}

/// How they come in.
#[derive(Clone, Copy)]
enum Way {
    /// By themselves.
    Joined,
    /// Somebody said yes; none for the command line.
    Approved(Option<MemberId>),
}

async fn admit(app: &App, entry: Entry<'_>) -> std::result::Result<MemberRecord, Refusal> {
    let account = setup::new_local(app, ActorKind::Person, entry.username, entry.username, "")?;
    let (house, whose) = (app.clone(), account.clone());
    let pair = passwords::with_patience(move || setup::new_keys(&house, &whose)).await;
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let role = match entry.invite {
        Some(digest) => invitations::use_one(&mut tx, digest, now).await?.ok_or(Refusal::BadInvite)?,
        None => Role::Member.as_str().to_owned(),
    };
    // Asked again where nobody can come between, on either database: of two who want one name, one gets it.
    if !is_free(&mut tx, entry.username).await? {
        return Err(taken());
    }
    let member = MemberRecord {
        id: MemberId(app.next_id()),
        account: account.id,
        username: entry.username.to_owned(),
        role,
        created_at: now,
        suspended_at: None,
    };
    setup::save_with(app, &mut tx, &account, &pair).await.map_err(|error| match error {
        Error::Refused(_) => taken(),
        other => other.into(),
    })?;
    if !members::add(&mut tx, &member).await? {
        return Err(taken());
    }
    credentials::set_password(&mut tx, member.id, Some(entry.digest)).await?;
    let (action, by) = match entry.way {
        Way::Joined => ("member.join", None),
        Way::Approved(by) => ("member.approve", by),
    };
    if matches!(entry.way, Way::Approved(_)) && !applicants::forget(&mut tx, entry.username).await? {
        return Err(Error::NotFound.into());
    }
    let subject = format!("{} {}", member.username, member.role);
    audit::write(&mut tx, app.row_id(), by, action, &subject, now).await?;
    tx.commit().await?;
    Ok(member)
}

async fn is_free(db: impl Reads, name: &str) -> Result<bool> {
    Ok(accounts::find_local(db, name).await?.is_none())
}

/// Those who wait for an answer, the longest first.
pub async fn waiting(app: &App) -> Result<Vec<ApplicantRecord>> {
    Ok(applicants::list(&app.store).await?)
}

/// Lets somebody in who has asked, as a member. `by` is none for the command line.
pub async fn approve(app: &App, by: Option<&MemberRecord>, username: &str) -> Result<MemberRecord> {
    must_admit(by)?;
    let applicant = applicants::find(&app.store, username).await?.ok_or(Error::NotFound)?;
    let way = Way::Approved(by.map(|by| by.id));
    let entry = Entry { username: &applicant.username, digest: &applicant.password, invite: None, way };
    admit(app, entry).await.map_err(refused)
}

fn refused(why: Refusal) -> Error {
    match why {
        Refusal::InviteOnly => Error::says("refusal-people-invite-only"),
        Refusal::BadInvite => Error::says("refusal-people-bad-invite"),
        Refusal::TooManyWait => Error::says("refusal-people-many-wait"),
        // The form says of each field what is wrong with it; here they are one sentence.
        Refusal::Faults(faults) => Error::quoted(sentence(&faults)),
        Refusal::Service(error) => error,
    }
}

/// Says no to somebody who has asked. Nothing of them stays.
pub async fn reject(app: &App, by: Option<&MemberRecord>, username: &str) -> Result<()> {
    must_admit(by)?;
    let mut tx = app.store.begin().await?;
    if !applicants::forget(&mut tx, username).await? {
        return Err(Error::NotFound);
    }
    // The name is not written down: who was turned away is nobody's business afterwards.
    audit::write(&mut tx, app.row_id(), by.map(|by| by.id), "member.reject", "", app.now()).await?;
    Ok(tx.commit().await?)
}

fn must_admit(by: Option<&MemberRecord>) -> Result<()> {
    match by {
        Some(by) if !Role::parse(&by.role).is_some_and(Role::may_admit) => {
            Err(Error::says("refusal-role-admit"))
        }
        _ => Ok(()),
    }
}

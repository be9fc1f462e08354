//! The way to the mail relay that the operator named. It is the one connection that does not pass the guard of public
//! addresses: nobody but the operator says where it leads (decision 0015).

use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;

use crate::config::{Config, MailEncryption, Secret};
use crate::domain::mail::MailAddress;
use crate::domain::mail_queue::Answer;
use crate::domain::mail_text::Parcel;

use super::ClientError;
use super::mime::{self, Sender};

/// How long the relay may take to let us in: connection, encryption, password.
const LONGEST_ENTRY: Duration = Duration::from_secs(60);
/// How long one mail may take. Relays that look into a mail before they answer need a minute at times.
pub const LONGEST_MAIL: Duration = Duration::from_secs(120);

/// Where mail goes, and as whom.
#[derive(Clone)]
pub struct Relay {
    host: String,
    port: u16,
    encryption: MailEncryption,
    tls: TlsParameters,
    login: Option<(String, Secret)>,
    sender: Sender,
    connect: Duration,
}

/// What is the same about a mail at every try, and when this try is made.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// Names the mail, so that whoever gets it twice sees that it is one: letters and digits.
    pub token: &'a str,
    /// The time of this try, in milliseconds since 1970.
    pub at: i64,
}

/// The relay cannot be used at the moment. That is no mail's fault, so none is counted as tried.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The mail relay {host} {reason}.")]
pub struct RelayError {
    host: String,
    reason: String,
}

/// An open connection to the relay. Dropped in the middle of something it is closed, and whatever it was sending is not
/// taken by the relay.
pub struct RelaySession {
    connection: AsyncSmtpConnection,
    relay: Relay,
    is_broken: bool,
}

/// What came of one mail, with the answer of the relay in a few words, without any address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// What it means for the mail.
    pub answer: Answer,
    /// `450 4.2.2`, or what happened instead of an answer; empty when the mail was taken.
    pub trouble: String,
}

/// Where in the talk about one mail something was refused.
#[derive(Clone, Copy)]
enum Stage {
    Sender,
    Recipient,
    Text,
}

impl Relay {
    /// The relay of the settings; none when no mail is sent.
    ///
    /// # Errors
    /// `ClientError::Setup` when the sender is no address or the rig's certificates cannot be read.
    pub fn new(config: &Config) -> Result<Option<Self>, ClientError> {
        let mail = &config.mail;
        let Some(host) = mail.host.clone() else { return Ok(None) };
        let from = mail.from.as_deref().unwrap_or_default();
        let from = MailAddress::parse(from).map_err(|why| setup(format!("mail.from: {why}")))?;
        let mut tls = TlsParameters::builder(host.clone());
        if let Some(file) = &config.federation.ca {
            let pem = std::fs::read(file)
                .map_err(|error| setup(format!("the file {} cannot be read ({error})", file.display())))?;
            let certificate = Certificate::from_pem(&pem).map_err(|_| {
                setup(format!("the file {} holds no certificate in PEM form", file.display()))
            })?;
            tls = tls.add_root_certificate(certificate);
        }
        Ok(Some(Self {
            port: mail.port(),
            encryption: mail.encryption,
            tls: tls.build_rustls().map_err(|_| {
                setup("the system's list of certificate authorities cannot be read; install the package ca-certificates".to_owned())
            })?,
            login: mail.user.clone().zip(mail.password.clone()),
            sender: Sender { address: from, name: config.mail_name().to_owned() },
            connect: config.connect_timeout(),
            host,
        }))
    }

    /// The relay's name, for messages.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Opens a connection, encrypted as the settings say, and signs in.
    ///
    /// # Errors
    /// A sentence that says what the relay did not do.
    pub async fn connect(&self) -> Result<RelaySession, RelayError> {
        tokio::time::timeout(LONGEST_ENTRY, self.enter())
            .await
            .unwrap_or_else(|_| Err(self.error("did not let us in in time")))
    }

    async fn enter(&self) -> Result<RelaySession, RelayError> {
        // The name in the greeting is the sender's domain: it stands in every mail anyway, and tells nothing of this machine.
        let hello = ClientId::Domain(self.sender.address.domain().to_owned());
        let from_the_start = (self.encryption == MailEncryption::Tls).then(|| self.tls.clone());
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (self.host.as_str(), self.port),
            Some(self.connect),
            &hello,
            from_the_start,
            None,
        )
        .await
        .map_err(|e| self.error(format!("cannot be reached: {}", words(&e))))?;
        if self.encryption == MailEncryption::Starttls {
            if !connection.can_starttls() {
                return Err(self.error("does not offer encryption (STARTTLS); nothing was sent"));
            }
            connection
                .starttls(self.tls.clone(), &hello)
                .await
                .map_err(|e| self.error(format!("could not be trusted: {}", words(&e))))?;
        }
        if let Some((user, password)) = &self.login {
            let credentials = Credentials::new(user.clone(), password.as_str().to_owned());
            connection
                .auth(DEFAULT_MECHANISMS, &credentials)
                .await
                .map_err(|e| self.error(format!("does not take our name and password ({})", words(&e))))?;
        }
        Ok(RelaySession { connection, relay: self.clone(), is_broken: false })
    }

    fn error(&self, reason: impl Into<String>) -> RelayError {
        RelayError { host: self.host.clone(), reason: reason.into() }
    }
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relay").field("host", &self.host).finish_non_exhaustive()
    }
}

impl RelaySession {
    /// Hands one mail over.
    ///
    /// # Errors
    /// The relay itself cannot be used; then nothing of this mail was taken.
    pub async fn send(&mut self, parcel: &Parcel, stamp: Stamp<'_>) -> Result<Handed, RelayError> {
        let at = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(stamp.at).unwrap_or(0));
        let Some(text) = mime::write(parcel, &self.relay.sender, stamp.token, at) else {
            // It was written by an older program with other rules; no later try changes that.
            return Ok(Handed {
                answer: Answer::Rejected,
                trouble: "it cannot be written as a mail".to_owned(),
            });
        };
        // Until all is said, the connection stands in the middle of a mail and is good for no other.
        self.is_broken = true;
        let handed = tokio::time::timeout(LONGEST_MAIL, self.hand_over(parcel, &text)).await;
        let (stage, error) = match handed {
            Err(_) => return Ok(later("the relay did not answer in time")),
            Ok(Ok(())) => {
                self.is_broken = false;
                return Ok(Handed { answer: Answer::Taken, trouble: String::new() });
            }
            Ok(Err(refused)) => refused,
        };
        let Some(code) = error.status().map(u16::from) else {
            let trouble = format!("the connection to the relay broke: {}", words(&error));
            return match stage {
                // Nothing was said about a mail yet: an idle connection that the relay has closed.
                Stage::Sender => Err(self.relay.error(format!("closed the connection ({})", words(&error)))),
                Stage::Recipient | Stage::Text => Ok(later(trouble)),
            };
        };
        let trouble = words(&error);
        let is_policy = trouble.contains(" 5.7.");
        let answer = match (stage, code) {
            // Not this mail's fault: the relay is closing, wants a password, or does not let us send.
            (Stage::Sender, _) | (_, 421 | 530 | 535 | 538) => {
                return Err(self.relay.error(format!("does not take mail from us now ({trouble})")));
            }
            // A rule of somebody, such as against our network, says nothing about the recipient.
            (Stage::Recipient, 500..) if is_policy => Answer::Later,
            (Stage::Recipient, 500..) => Answer::Refused,
            (Stage::Text, 500..) => Answer::Rejected,
            _ => Answer::Later,
        };
        let reset = tokio::time::timeout(LONGEST_ENTRY, self.connection.command(Rset)).await;
        self.is_broken = !matches!(reset, Ok(Ok(_)));
        Ok(Handed { answer, trouble })
    }

    async fn hand_over(
        &mut self,
        parcel: &Parcel,
        text: &[u8],
    ) -> Result<(), (Stage, lettre::transport::smtp::Error)> {
        let (from, to) = (address(&self.relay.sender.address), address(&parcel.to));
        let connection = &mut self.connection;
        connection.command(Mail::new(Some(from), Vec::new())).await.map_err(|e| (Stage::Sender, e))?;
        connection.command(Rcpt::new(to, Vec::new())).await.map_err(|e| (Stage::Recipient, e))?;
        connection.command(Data).await.map_err(|e| (Stage::Text, e))?;
        connection.message(text).await.map_err(|e| (Stage::Text, e))?;
        Ok(())
    }

    /// Whether another mail can be sent on it.
    pub fn is_open(&self) -> bool {
        !self.is_broken
    }

    /// Asks the relay whether it still listens.
    pub async fn is_answering(&mut self) -> bool {
        matches!(tokio::time::timeout(LONGEST_ENTRY, self.connection.command(Noop)).await, Ok(Ok(_)))
    }

    /// Takes leave.
    pub async fn end(mut self) {
        if self.is_open() {
            // Whoever does not answer a farewell is gone, which is as well.
            let _ = tokio::time::timeout(Duration::from_secs(5), self.connection.quit()).await;
        }
    }
}

fn later(trouble: impl Into<String>) -> Handed {
    Handed { answer: Answer::Later, trouble: trouble.into() }
}

fn setup(reason: String) -> ClientError {
    ClientError::MailSetup { reason }
}

/// The address as the library wants it; every sign was looked at when it was read.
pub(super) fn address(address: &MailAddress) -> Address {
    Address::new_dangerous(address.local(), address.domain())
}

/// What went wrong in a few words: the code and the extended code of an answer, never its text, in which relays repeat
/// addresses; or what the system said.
fn words(error: &lettre::transport::smtp::Error) -> String {
    if let Some(code) = error.status() {
        let text = error.to_string();
        let extended = text.split(|c: char| !(c.is_ascii_digit() || c == '.')).find(|word| is_extended(word));
        return extended.map_or_else(|| u16::from(code).to_string(), |extended| format!("{code} {extended}"));
    }
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

/// Whether this is an extended code as in RFC 3463: `5.1.1`.
fn is_extended(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    parts.len() == 3
        && matches!(parts[0], "2" | "4" | "5")
        && parts.iter().all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

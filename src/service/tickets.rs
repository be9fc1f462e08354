//! Tickets: what lets a form through that was held back because very many came at once. A ticket names the moment and the
//! form, so that nothing is kept meanwhile and nobody has to be told apart by where they come from.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::app::App;
use crate::domain::ticket::{self, TICKET_LASTS};
use crate::domain::time::Time;
use crate::keys;

/// Bytes of a proof.
pub(super) const PROOF: usize = 16;

/// What only this server can write beside these bytes: of a link in a mail, and of a ticket.
pub(super) fn proof(app: &App, purpose: &str, bytes: &[u8]) -> [u8; PROOF] {
    let whole = keys::hmac_sha256(&app.wrapping.derive(purpose), bytes);
    let mut proof = [0; PROOF];
    proof.copy_from_slice(&whole[..PROOF]);
    proof
}

/// A form that may be held back: what it is for, and the parts that tell it from others.
#[derive(Clone, Copy, Debug)]
pub struct Holds<'a> {
    /// What tickets of such forms are for, so that one kind is no ticket for another.
    pub purpose: &'static str,
    /// What it is about, and whose it is.
    pub form: [&'a str; 2],
}

impl Holds<'_> {
    /// The ticket of this moment.
    pub fn ticket(&self, app: &App) -> String {
        let at = app.now().0.to_be_bytes();
        let mut bytes = at.to_vec();
        bytes.extend_from_slice(&proof(app, self.purpose, &self.named(&at)));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Whether a ticket is ours, for this form, and neither too new nor too old.
    pub fn is_admitted(&self, app: &App, ticket: &str) -> bool {
        self.held_at(app, ticket).is_some_and(|at| ticket::is_patient(at, app.now()))
    }

    /// Whether a ticket is ours and for this form, whenever it was given.
    pub fn is_ours(&self, app: &App, ticket: &str) -> bool {
        self.held_at(app, ticket).is_some_and(|at| app.now().since(at) <= TICKET_LASTS)
    }

    fn held_at(&self, app: &App, ticket: &str) -> Option<Time> {
        let bytes = URL_SAFE_NO_PAD.decode(ticket).ok().filter(|bytes| bytes.len() == 8 + PROOF)?;
        let (at, proven) = bytes.split_at(8);
        let is_proven = keys::constant_time_eq(&proof(app, self.purpose, &self.named(at)), proven);
        is_proven.then_some(Time(i64::from_be_bytes(at.try_into().ok()?)))
    }

    fn named(&self, at: &[u8]) -> Vec<u8> {
        let mut bytes = at.to_vec();
        for part in self.form {
            bytes.extend_from_slice(part.as_bytes());
            bytes.push(0);
        }
        bytes
    }
}

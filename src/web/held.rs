//! Forms that lead to a mail and wait a moment when very many come at once (decision 0022). Nobody is told apart by where they
//! come from, because many people share one way out: what is counted is everybody together, and everybody whose mail is kept by
//! one host. Nothing is kept of a form that is held back; its owner sends it once more.

use crate::app::Cx;
use crate::domain::mail::MailAddress;
use crate::http::Doors;
use crate::http::limits::Counted;
use crate::service::tickets::Holds;

use super::draft::Sent;
use super::views::form::Hidden;

/// One kind of form.
pub struct Kind {
    /// Its fields, by their names: what was typed is carried along.
    pub fields: &'static [&'static str],
    /// The field of the ticket that lets a form through that was held back.
    pub ticket: &'static str,
    /// What counts those whose mail is kept by one host.
    pub by_host: Counted,
    /// What counts everybody.
    pub together: Counted,
}

impl Kind {
    /// What a form that has to wait is sent once more with; none where it need not wait.
    pub fn held(
        &self,
        (doors, cx): (&Doors, &Cx),
        holds: Holds<'_>,
        mail: &MailAddress,
        sent: &Sent,
    ) -> Option<Vec<Hidden>> {
        let ticket = sent.get(self.ticket).map_or("", |value| value.trim());
        if holds.is_admitted(cx, ticket) || !self.is_crowded(doors, cx, mail) {
            return None;
        }
        // Who presses too early keeps the ticket that they have.
        let ticket = if holds.is_ours(cx, ticket) { ticket.to_owned() } else { holds.ticket(cx) };
        let hidden = |name: &str, value: String| Hidden { name: name.to_owned(), value };
        let typed = self.fields.iter().filter_map(|name| Some(hidden(name, sent.get(*name)?.clone())));
        Some(typed.chain([hidden(self.ticket, ticket)]).collect())
    }

    fn is_crowded(&self, doors: &Doors, cx: &Cx, mail: &MailAddress) -> bool {
        let host = mail.domain().to_ascii_lowercase();
        let each: [(Counted, &[u8]); 2] = [(self.by_host, host.as_bytes()), (self.together, &[])];
        doors.limits.take_each(&each, cx.now()).is_err()
    }
}

//! Forms that are held back because very many came at once, and may be sent once more a moment later.

use super::time::{HOUR, SECOND, Time};

/// Whoever is held back is asked to wait so long before they send the form once more, in milliseconds.
pub const PATIENCE: i64 = 5 * SECOND;
/// A form that was held back can be sent again until then, in milliseconds.
pub const TICKET_LASTS: i64 = HOUR;

/// Whether a form that was held back at this time may be taken now.
pub fn is_patient(held_at: Time, now: Time) -> bool {
    (PATIENCE..=TICKET_LASTS).contains(&now.since(held_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_was_held_back_is_taken_neither_too_early_nor_too_late() {
        let held = Time(1_000);
        for (waited, taken) in [
            (-1, false),
            (0, false),
            (PATIENCE - 1, false),
            (PATIENCE, true),
            (TICKET_LASTS, true),
            (TICKET_LASTS + 1, false),
        ] {
            assert_eq!(is_patient(held, held.plus(waited)), taken, "{waited}");
        }
    }
}

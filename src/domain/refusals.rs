//! Which text says each refusal of the domain. The English sentences beside the kinds themselves are those of commands
//! and programs; a test of `words` holds both to each other.

use super::refusal::Refusal;
use super::{
    call, campaign, campaign_state, directory, draft, draft_matter, event, letter, mail, pledge,
    registration, relocation, statement, transfer,
};

/// How kinds of refusals become texts.
macro_rules! texts {
    ($($kind:ty: $why:ident => $body:expr;)*) => {
        $(impl From<$kind> for Refusal {
            fn from($why: $kind) -> Self {
                $body
            }
        })*
    };
}

texts! {
    statement::Refusal: why => match why {
        statement::Refusal::Empty => Self::new("write-fault-empty"),
        statement::Refusal::EmptyIn(language) => Self::new("write-fault-empty-in").name("name", language),
        statement::Refusal::LongTitle(language) => {
            Self::new("write-fault-title").name("name", language).count("count", statement::LONGEST_TITLE)
        }
        statement::Refusal::LongText(language) => {
            Self::new("write-fault-text").name("name", language).count("count", statement::LONGEST_TEXT)
        }
        statement::Refusal::Twice(language) => Self::new("write-fault-twice").name("name", language),
        statement::Refusal::ManyLanguages => {
            Self::new("write-fault-languages").count("count", statement::MOST_LANGUAGES)
        }
        statement::Refusal::Attachment(address) => Self::new("write-fault-attachment").name("name", address),
    };
    draft::Refusal: why => match why {
        draft::Refusal::Step(state, _) => Self::new("refusal-draft-state").with("state", state),
        draft::Refusal::Words(why) => why.into(),
        draft::Refusal::Unsaid => Self::new("refusal-draft-unsaid"),
        draft::Refusal::NoCampaign => Self::new("refusal-draft-no-campaign"),
        draft::Refusal::NoStatement => Self::new("refusal-draft-no-statement"),
        draft::Refusal::Matter(why) => why.into(),
    };
    draft_matter::Refusal: why => match why {
        draft_matter::Refusal::Event => Self::new("refusal-draft-matter-event"),
        draft_matter::Refusal::Call => Self::new("refusal-draft-matter-call"),
        draft_matter::Refusal::Plan(why) => why.into(),
        draft_matter::Refusal::Asks(why) => why.into(),
    };
    campaign::Refusal: why => match why {
        campaign::Refusal::NoName => Self::new("refusal-campaign-no-name"),
        campaign::Refusal::NoGoal => Self::new("refusal-campaign-no-goal"),
        campaign::Refusal::NoDemand => Self::new("refusal-campaign-no-demand"),
        campaign::Refusal::Unaddressed => Self::new("refusal-campaign-unaddressed"),
        campaign::Refusal::Long(what, most) => long(what, most),
        campaign::Refusal::Blank(what) => Self::new("refusal-form-blank").term("what", what),
        campaign::Refusal::Many(what, most) => {
            Self::new("refusal-campaign-many").term("what", what).count("count", most)
        }
        campaign::Refusal::Language(tag) => Self::new("refusal-form-language").name("name", tag),
        campaign::Refusal::Region(code) => Self::new("refusal-campaign-region").name("name", code),
        campaign::Refusal::Tag(tag) => Self::new("refusal-campaign-tag").name("name", tag),
        campaign::Refusal::Dates(from, until) => {
            Self::new("refusal-campaign-dates").with("from", from).with("until", until)
        }
        campaign::Refusal::Donation(href) => Self::new("refusal-campaign-donation").name("name", href),
        campaign::Refusal::Source(href) => Self::new("refusal-campaign-source").name("name", href),
        campaign::Refusal::Mirror(href) => Self::new("refusal-campaign-mirror").name("name", href),
    };
    campaign_state::StepRefusal: why => match why {
        campaign_state::StepRefusal::Already(state) => Self::new("refusal-campaign-already").with("state", state),
        campaign_state::StepRefusal::NotSecretAgain => Self::new("refusal-campaign-not-secret-again"),
        campaign_state::StepRefusal::NotOpenYet => Self::new("refusal-campaign-not-open-yet"),
        campaign_state::StepRefusal::Over => Self::new("refusal-campaign-closed"),
        campaign_state::StepRefusal::NoSuchStep { from, to } => {
            let next = from.next().to_vec();
            Self::new("refusal-campaign-no-such-step").with("from", from).with("to", to).with("next", next)
        }
        campaign_state::StepRefusal::Ended(day) => Self::new("refusal-campaign-ended").with("day", day),
    };
    event::Refusal: why => match why {
        event::Refusal::NoName => Self::new("refusal-event-no-name"),
        event::Refusal::Nowhere => Self::new("refusal-event-nowhere"),
        event::Refusal::Long(what, most) => long(what, most),
        event::Refusal::Backwards => Self::new("refusal-event-backwards"),
        event::Refusal::Endless => Self::new("refusal-event-endless"),
        event::Refusal::Past => Self::new("refusal-event-past"),
        event::Refusal::Language(tag) => Self::new("refusal-form-language").name("name", tag),
        event::Refusal::Link => Self::new("refusal-event-link"),
        event::Refusal::Cancelled => Self::new("refusal-event-cancelled"),
        event::Refusal::Over => Self::new("refusal-event-over"),
    };
    call::Refusal: why => match why {
        call::Refusal::Past => Self::new("refusal-call-past"),
        call::Refusal::Many(what, most) => Self::new("refusal-call-many").term("what", what).count("count", most),
        call::Refusal::Language(tag) => Self::new("refusal-form-language").name("name", tag),
        call::Refusal::Over => Self::new("refusal-call-over"),
        call::Refusal::Closed => Self::new("refusal-call-closed"),
        call::Refusal::NoIdea => Self::new("refusal-call-no-idea"),
    };
    mail::MailRefusal: why => match why {
        mail::MailRefusal::Empty => Self::new("refusal-form-mail-none"),
        mail::MailRefusal::Form => Self::new("refusal-form-mail-form"),
        mail::MailRefusal::Long => Self::new("refusal-form-mail-long"),
        mail::MailRefusal::Signs => Self::new("refusal-form-mail-signs"),
        mail::MailRefusal::Domain => Self::new("refusal-form-mail-domain"),
    };
    letter::Refusal: why => match why {
        letter::Refusal::Zone(zone) => Self::new("refusal-letter-zone").name("name", zone),
        letter::Refusal::Days => Self::new("refusal-letter-days"),
        letter::Refusal::Hours => Self::new("refusal-letter-hours"),
        letter::Refusal::Blank(what) => Self::new("refusal-form-write").term("what", what),
        letter::Refusal::Long(what, most) => long(what, most),
    };
    pledge::Refusal: why => match why {
        pledge::Refusal::NoName => Self::new("refusal-pledge-no-name"),
        pledge::Refusal::Long(what, most) => long(what, most),
        pledge::Refusal::Mail(why) => why.into(),
        pledge::Refusal::Shown => Self::new("refusal-pledge-shown"),
        pledge::Refusal::Consent => Self::new("refusal-pledge-consent"),
        pledge::Refusal::NotGathering => Self::new("refusal-pledge-not-gathering"),
        pledge::Refusal::Over => Self::new("refusal-pledge-over"),
        pledge::Refusal::NoMail => Self::new("refusal-pledge-no-mail"),
        pledge::Refusal::Option => Self::new("refusal-pledge-option"),
    };
    directory::Refusal: why => match why {
        directory::Refusal::NoEntry => Self::new("refusal-directory-no-entry"),
        directory::Refusal::NotDiscoverable => Self::new("refusal-directory-not-discoverable"),
        directory::Refusal::CannotBeAsked => Self::new("refusal-directory-cannot-be-asked"),
        directory::Refusal::Gone => Self::new("refusal-directory-gone"),
        directory::Refusal::Listed => Self::new("refusal-directory-listed"),
    };
    relocation::HasMoved: why => Self::new("refusal-account-moved").name("name", why.0);
    transfer::Refusal: why => match why {
        transfer::Refusal::Empty => Self::new("refusal-account-file-empty"),
        transfer::Refusal::NotText => Self::new("refusal-account-file-not-text"),
        transfer::Refusal::TooManyRows => Self::new("refusal-account-file-rows").count("count", transfer::MOST_ROWS),
        transfer::Refusal::TooLarge => {
            Self::new("refusal-account-file-large").count("count", transfer::MOST_BYTES / 1024 / 1024)
        }
    };
}

fn long(what: &'static str, most: usize) -> Refusal {
    Refusal::new("refusal-form-long").term("what", what).count("count", most)
}

impl Refusal {
    /// What is wrong with a password that was chosen.
    pub fn of_password(fault: registration::Fault) -> Self {
        use registration::{Fault, LONGEST_PASSWORD, SHORTEST_PASSWORD};
        match fault {
            Fault::Blank => Self::new("refusal-people-password-blank"),
            Fault::TooPlain => Self::new("refusal-people-password-plain"),
            Fault::TooShort => Self::new("refusal-people-password-short").count("count", SHORTEST_PASSWORD),
            Fault::TooLong => Self::new("refusal-people-password-long").count("count", LONGEST_PASSWORD),
            // Of a password nothing else is said.
            other => format!("The password {}.", other.words(registration::FieldName::Password)).into(),
        }
    }
}

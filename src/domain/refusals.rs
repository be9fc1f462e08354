//! Which text says each refusal of the domain. The English sentences beside the kinds themselves are those of commands
//! and programs; a test of `words` holds both to each other.

use super::refusal::Refusal;
use super::{
    call, campaign, campaign_state, directory, draft, draft_matter, event, event_guest, letter, mail, notice,
    pledge, registration, relocation, statement, transfer, translation,
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
        statement::Refusal::Empty => Refusal::new("write-fault-empty"),
        statement::Refusal::EmptyIn(language) => Refusal::new("write-fault-empty-in").name("name", language),
        statement::Refusal::LongTitle(language) => {
            Refusal::new("write-fault-title").name("name", language).count("count", statement::LONGEST_TITLE)
        }
        statement::Refusal::LongText(language) => {
            Refusal::new("write-fault-text").name("name", language).count("count", statement::LONGEST_TEXT)
        }
        statement::Refusal::Twice(language) => Refusal::new("write-fault-twice").name("name", language),
        statement::Refusal::ManyLanguages => {
            Refusal::new("write-fault-languages").count("count", statement::MOST_LANGUAGES)
        }
        statement::Refusal::Attachment(address) => Refusal::new("write-fault-attachment").name("name", address),
    };
    translation::Unread: why => Refusal::new("refusal-draft-unread").name("name", why.0);
    draft::Refusal: why => match why {
        draft::Refusal::Step(state, _) => Refusal::new("refusal-draft-state").with("state", state),
        draft::Refusal::Words(why) => why.into(),
        draft::Refusal::Unsaid => Refusal::new("refusal-draft-unsaid"),
        draft::Refusal::NoCampaign => Refusal::new("refusal-draft-no-campaign"),
        draft::Refusal::NoStatement => Refusal::new("refusal-draft-no-statement"),
        draft::Refusal::Matter(why) => why.into(),
    };
    draft_matter::Refusal: why => match why {
        draft_matter::Refusal::Event => Refusal::new("refusal-draft-matter-event"),
        draft_matter::Refusal::Call => Refusal::new("refusal-draft-matter-call"),
        draft_matter::Refusal::Campaign => Refusal::new("refusal-draft-matter-campaign"),
        draft_matter::Refusal::Endorsement => Refusal::new("refusal-draft-matter-endorsement"),
        draft_matter::Refusal::Joint => Refusal::new("refusal-draft-matter-joint"),
        draft_matter::Refusal::Quorum => Refusal::new("refusal-draft-matter-quorum"),
        draft_matter::Refusal::Answer => Refusal::new("refusal-draft-matter-answer"),
        draft_matter::Refusal::Says(why) => why.into(),
        draft_matter::Refusal::Plan(why) => why.into(),
        draft_matter::Refusal::Asks(why) => why.into(),
    };
    campaign::Refusal: why => match why {
        campaign::Refusal::NoName => Refusal::new("refusal-campaign-no-name"),
        campaign::Refusal::NoGoal => Refusal::new("refusal-campaign-no-goal"),
        campaign::Refusal::NoDemand => Refusal::new("refusal-campaign-no-demand"),
        campaign::Refusal::Unaddressed => Refusal::new("refusal-campaign-unaddressed"),
        campaign::Refusal::Long(what, most) => long(what, most),
        campaign::Refusal::Blank(what) => Refusal::new("refusal-form-blank").term("what", what),
        campaign::Refusal::Many(what, most) => {
            Refusal::new("refusal-campaign-many").term("what", what).count("count", most)
        }
        campaign::Refusal::Language(tag) => Refusal::new("refusal-form-language").name("name", tag),
        campaign::Refusal::Region(code) => Refusal::new("refusal-campaign-region").name("name", code),
        campaign::Refusal::Tag(tag) => Refusal::new("refusal-campaign-tag").name("name", tag),
        campaign::Refusal::Dates(from, until) => {
            Refusal::new("refusal-campaign-dates").with("from", from).with("until", until)
        }
        campaign::Refusal::Donation(href) => Refusal::new("refusal-campaign-donation").name("name", href),
        campaign::Refusal::Source(href) => Refusal::new("refusal-campaign-source").name("name", href),
        campaign::Refusal::Mirror(href) => Refusal::new("refusal-campaign-mirror").name("name", href),
    };
    campaign_state::StepRefusal: why => match why {
        campaign_state::StepRefusal::Already(state) => Refusal::new("refusal-campaign-already").with("state", state),
        campaign_state::StepRefusal::NotSecretAgain => Refusal::new("refusal-campaign-not-secret-again"),
        campaign_state::StepRefusal::NotOpenYet => Refusal::new("refusal-campaign-not-open-yet"),
        campaign_state::StepRefusal::Over => Refusal::new("refusal-campaign-closed"),
        campaign_state::StepRefusal::NoSuchStep { from, to } => {
            let next = from.next().to_vec();
            Refusal::new("refusal-campaign-no-such-step").with("from", from).with("to", to).with("next", next)
        }
        campaign_state::StepRefusal::Ended(day) => Refusal::new("refusal-campaign-ended").with("day", day),
    };
    event::Refusal: why => match why {
        event::Refusal::NoName => Refusal::new("refusal-event-no-name"),
        event::Refusal::Nowhere => Refusal::new("refusal-event-nowhere"),
        event::Refusal::Long(what, most) => long(what, most),
        event::Refusal::Backwards => Refusal::new("refusal-event-backwards"),
        event::Refusal::Endless => Refusal::new("refusal-event-endless"),
        event::Refusal::Past => Refusal::new("refusal-event-past"),
        event::Refusal::Language(tag) => Refusal::new("refusal-form-language").name("name", tag),
        event::Refusal::Link => Refusal::new("refusal-event-link"),
        event::Refusal::Cancelled => Refusal::new("refusal-event-cancelled"),
        event::Refusal::Over => Refusal::new("refusal-event-over"),
    };
    notice::Refusal: why => match why {
        notice::Refusal::Empty => Refusal::new("refusal-notice-empty"),
        notice::Refusal::Long => Refusal::new("refusal-notice-long").count("count", notice::LONGEST),
        notice::Refusal::Language(tag) => Refusal::new("refusal-form-language").name("name", tag),
        notice::Refusal::Backwards => Refusal::new("refusal-notice-backwards"),
        notice::Refusal::Past => Refusal::new("refusal-notice-past"),
        notice::Refusal::NoSign => Refusal::new("refusal-notice-no-sign"),
        notice::Refusal::ManyKinds => Refusal::new("refusal-notice-many-kinds").count("count", notice::MOST_KINDS),
    };
    call::Refusal: why => match why {
        call::Refusal::Past => Refusal::new("refusal-call-past"),
        call::Refusal::Many(what, most) => Refusal::new("refusal-call-many").term("what", what).count("count", most),
        call::Refusal::Language(tag) => Refusal::new("refusal-form-language").name("name", tag),
        call::Refusal::Over => Refusal::new("refusal-call-over"),
        call::Refusal::Closed => Refusal::new("refusal-call-closed"),
        call::Refusal::NoIdea => Refusal::new("refusal-call-no-idea"),
    };
    mail::MailRefusal: why => match why {
        mail::MailRefusal::Empty => Refusal::new("refusal-form-mail-none"),
        mail::MailRefusal::Form => Refusal::new("refusal-form-mail-form"),
        mail::MailRefusal::Long => Refusal::new("refusal-form-mail-long"),
        mail::MailRefusal::Signs => Refusal::new("refusal-form-mail-signs"),
        mail::MailRefusal::Domain => Refusal::new("refusal-form-mail-domain"),
    };
    letter::Refusal: why => match why {
        letter::Refusal::Zone(zone) => Refusal::new("refusal-letter-zone").name("name", zone),
        letter::Refusal::Days => Refusal::new("refusal-letter-days"),
        letter::Refusal::Hours => Refusal::new("refusal-letter-hours"),
        letter::Refusal::Blank(what) => Refusal::new("refusal-form-write").term("what", what),
        letter::Refusal::Long(what, most) => long(what, most),
    };
    event_guest::Refusal: why => match why {
        event_guest::Refusal::Mail(why) => why.into(),
        event_guest::Refusal::Answer => Refusal::new("refusal-event-answer"),
        event_guest::Refusal::People => Refusal::new("refusal-event-people"),
        event_guest::Refusal::NoMail => Refusal::new("refusal-event-no-mail"),
        event_guest::Refusal::Event(why) => why.into(),
    };
    pledge::Refusal: why => match why {
        pledge::Refusal::NoName => Refusal::new("refusal-pledge-no-name"),
        pledge::Refusal::Long(what, most) => long(what, most),
        pledge::Refusal::Mail(why) => why.into(),
        pledge::Refusal::Shown => Refusal::new("refusal-pledge-shown"),
        pledge::Refusal::Consent => Refusal::new("refusal-pledge-consent"),
        pledge::Refusal::NotGathering => Refusal::new("refusal-pledge-not-gathering"),
        pledge::Refusal::Over => Refusal::new("refusal-pledge-over"),
        pledge::Refusal::NoMail => Refusal::new("refusal-pledge-no-mail"),
        pledge::Refusal::Option => Refusal::new("refusal-pledge-option"),
    };
    directory::Refusal: why => match why {
        directory::Refusal::NoEntry => Refusal::new("refusal-directory-no-entry"),
        directory::Refusal::NotDiscoverable => Refusal::new("refusal-directory-not-discoverable"),
        directory::Refusal::CannotBeAsked => Refusal::new("refusal-directory-cannot-be-asked"),
        directory::Refusal::Gone => Refusal::new("refusal-directory-gone"),
        directory::Refusal::Listed => Refusal::new("refusal-directory-listed"),
    };
    relocation::HasMoved: why => Refusal::new("refusal-account-moved").name("name", why.0);
    transfer::Refusal: why => match why {
        transfer::Refusal::Empty => Refusal::new("refusal-account-file-empty"),
        transfer::Refusal::NotText => Refusal::new("refusal-account-file-not-text"),
        transfer::Refusal::TooManyRows => Refusal::new("refusal-account-file-rows").count("count", transfer::MOST_ROWS),
        transfer::Refusal::TooLarge => {
            Refusal::new("refusal-account-file-large").count("count", transfer::MOST_BYTES / 1024 / 1024)
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
            Fault::Blank => Refusal::new("refusal-people-password-blank"),
            Fault::TooPlain => Refusal::new("refusal-people-password-plain"),
            Fault::TooShort => {
                Refusal::new("refusal-people-password-short").count("count", SHORTEST_PASSWORD)
            }
            Fault::TooLong => Refusal::new("refusal-people-password-long").count("count", LONGEST_PASSWORD),
            // Of a password nothing else is said.
            other => format!("The password {}.", other.words(registration::FieldName::Password)).into(),
        }
    }
}

//! What the words of the domain are called in front of people: roles, sectors, states, and what has no name.

use super::plain::Plain;
use super::say::Words;
use super::tidy::tidied;
use crate::domain::campaign::Campaign;
use crate::domain::campaign_state::CampaignState;
use crate::domain::role::Role;
use crate::domain::sector::Sector;
use crate::domain::time::Time;
use crate::domain::translation::TranslationState;

impl Words {
    /// A role.
    pub fn role(self, role: impl Plain<Role>) -> &'static str {
        self.say(match role.plain() {
            Role::Member => "role-member",
            Role::Moderator => "role-moderator",
            Role::Editor => "role-editor",
            Role::Spokesperson => "role-spokesperson",
            Role::Owner => "role-owner",
        })
    }

    /// The role of this word; a word that is no role stands as it is.
    pub fn role_named(self, word: &str) -> String {
        Role::parse(word).map_or_else(|| tidied(word), |role| self.role(role).to_owned())
    }

    /// How far a campaign has come.
    pub fn campaign_state(self, state: impl Plain<CampaignState>) -> &'static str {
        self.say(match state.plain() {
            CampaignState::Draft => "campaign-state-draft",
            CampaignState::Gathering => "campaign-state-gathering",
            CampaignState::Delivered => "campaign-state-delivered",
            CampaignState::Answered => "campaign-state-answered",
            CampaignState::Won => "campaign-state-won",
            CampaignState::Lost => "campaign-state-lost",
            CampaignState::Closed => "campaign-state-closed",
        })
    }

    /// How far a campaign has come at this moment: one whose last day is past gathers nothing any more, whatever its state.
    pub fn campaign_now(self, campaign: &Campaign, now: Time) -> &'static str {
        if campaign.has_ended(now) {
            self.say("campaign-state-ended")
        } else {
            self.campaign_state(campaign.state)
        }
    }

    /// How far a translation has come.
    pub fn translation(self, state: impl Plain<TranslationState>) -> &'static str {
        self.say(match state.plain() {
            TranslationState::Machine => "draft-translation-machine",
            TranslationState::Draft => "draft-translation-draft",
            TranslationState::Reviewed => "draft-translation-reviewed",
        })
    }

    /// What the readers of a translation should know first; none for one that somebody has reviewed.
    pub fn unreviewed(self, state: impl Plain<TranslationState>) -> Option<&'static str> {
        match state.plain() {
            TranslationState::Machine => Some(self.say("draft-machine-made")),
            TranslationState::Draft => Some(self.say("draft-unreviewed")),
            TranslationState::Reviewed => None,
        }
    }

    /// A field of work.
    pub fn sector(self, sector: impl Plain<Sector>) -> &'static str {
        self.say(match sector.plain() {
            Sector::Culture => "sector-culture",
            Sector::Democracy => "sector-democracy",
            Sector::DigitalRights => "sector-digital-rights",
            Sector::Disability => "sector-disability",
            Sector::Education => "sector-education",
            Sector::Environment => "sector-environment",
            Sector::Food => "sector-food",
            Sector::Health => "sector-health",
            Sector::Housing => "sector-housing",
            Sector::Indigenous => "sector-indigenous-rights",
            Sector::Justice => "sector-justice",
            Sector::Labour => "sector-labour",
            Sector::Lgbtqi => "sector-lgbtqi-rights",
            Sector::Migration => "sector-migration",
            Sector::Minorities => "sector-minorities",
            Sector::Peace => "sector-peace",
            Sector::Poverty => "sector-poverty",
            Sector::Press => "sector-press-freedom",
            Sector::Transparency => "sector-transparency",
            Sector::Women => "sector-womens-rights",
            Sector::Youth => "sector-youth",
        })
    }

    /// The tidied name of a coalition, or words in its place.
    pub fn coalition(self, name: &str) -> String {
        let name = tidied(name);
        if name.trim().is_empty() { self.say("site-nameless").to_owned() } else { name }
    }

    /// The tidied title, or words that say there is none, so that a link or heading is never empty.
    pub fn title(self, title: &str) -> String {
        let title = tidied(title);
        if title.trim().is_empty() { self.say("statement-untitled").to_owned() } else { title }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_names_are_those_of_the_domain() {
        let words = Words::english();
        for role in Role::ALL {
            assert_eq!(words.role(role), role.as_str());
        }
        for state in CampaignState::ALL {
            assert_eq!(words.campaign_state(state), state.readable());
        }
        for sector in Sector::ALL {
            assert_eq!(words.sector(*sector), sector.readable());
        }
        assert_eq!(words.role_named("king"), "king");
    }

    #[test]
    fn nothing_is_without_a_name() {
        assert_eq!(Words::english().coalition(" \u{200b} "), "This coalition");
        assert_eq!(Words::english().title(""), "Statement without a title");
        assert_eq!(Words::english().title("a\nb"), "a b");
    }
}

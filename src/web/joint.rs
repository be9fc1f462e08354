//! With whom a campaign is one, as its page shows it.

use crate::app::Cx;
use crate::domain::ids::CampaignId;
use crate::service::{joint, pledges};

use super::frame;
use super::problem::Problem;
use super::views::joint::{HouseLine, Together};

/// The others and the number of all; none where the campaign stands alone.
pub async fn of_campaign(cx: &Cx, campaign: CampaignId) -> Result<Option<Together>, Problem> {
    let houses = joint::beside(cx, campaign).await?;
    if houses.is_empty() {
        return Ok(None);
    }
    let line = |house: joint::HouseRecord| HouseLine {
        name: house.name,
        address: house.url.or(house.actor_uri).unwrap_or_default(),
        count: frame::count(house.count),
    };
    let total = frame::count(pledges::total(cx, campaign).await?.all());
    Ok(Some(Together { total, houses: houses.into_iter().map(line).collect() }))
}

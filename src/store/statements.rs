//! Every SQL statement of the house, each registered once, so that a test can prepare them all on both databases.

use super::database::Sql;

/// All registered statements, file by file.
pub fn all() -> impl Iterator<Item = &'static Sql> {
    [
        super::accounts::ALL,
        super::activities::ALL,
        super::audit::ALL,
        super::blocks::ALL,
        super::conversations::ALL,
        super::deliveries::ALL,
        super::domain_rules::ALL,
        super::filters::ALL,
        super::follows::ALL,
        super::idempotency::ALL,
        super::inbox::ALL,
        super::intake::ALL,
        super::keys::ALL,
        super::lanes::ALL,
        super::lines::ALL,
        super::lists::ALL,
        super::markers::ALL,
        super::members::ALL,
        super::meta::ALL,
        super::notifications::ALL,
        super::pages::ALL,
        super::pins::ALL,
        super::posts::ALL,
        super::quotes::ALL,
        super::reactions::ALL,
        super::relationships::ALL,
        super::reports::ALL,
        super::search::ALL,
        super::tags::ALL,
        super::timelines::ALL,
        super::tombstones::ALL,
        super::trends::ALL,
        super::upkeep::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

//! Every SQL statement of the house, each registered once, so that a test can prepare them all on both databases.

use super::database::Sql;

/// All registered statements, file by file.
pub fn all() -> impl Iterator<Item = &'static Sql> {
    [
        super::accounts::ALL,
        super::activities::ALL,
        super::applicants::ALL,
        super::apps::ALL,
        super::announcements::ALL,
        super::audit::ALL,
        super::blocks::ALL,
        super::campaigns::ALL,
        super::codes::ALL,
        super::credentials::ALL,
        super::deliveries::ALL,
        super::domain_blocks::ALL,
        super::domain_rules::ALL,
        super::follows::ALL,
        super::hidden::ALL,
        super::idempotency::ALL,
        super::inbox::ALL,
        super::intake::ALL,
        super::invitations::ALL,
        super::keys::ALL,
        super::lanes::ALL,
        super::lines::ALL,
        super::media::ALL,
        super::members::ALL,
        super::meta::ALL,
        super::mutes::ALL,
        super::notes::ALL,
        super::notifications::ALL,
        super::people::ALL,
        super::pins::ALL,
        super::polls::ALL,
        super::posts::ALL,
        super::quotes::ALL,
        super::reactions::ALL,
        super::relationships::ALL,
        super::reports::ALL,
        super::sessions::ALL,
        super::timelines::ALL,
        super::tokens::ALL,
        super::tombstones::ALL,
        super::upkeep::ALL,
        super::wishes::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

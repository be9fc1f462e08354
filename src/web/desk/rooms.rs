//! The rooms of the desk: one table that the frame of every page shows as its navigation. A new room adds one line here;
//! its own pages ask again whether somebody may enter.

use crate::domain::role::Role;
use crate::domain::waiting::Amount;
use crate::web::views::page::RoomLink;
use crate::web::views::paths;
use crate::words::Words;

use super::waiting;

/// A room.
struct Room {
    /// Where it is.
    path: &'static str,
    /// The key of its name.
    key: &'static str,
    /// Who may enter.
    admits: fn(Role) -> bool,
}

const fn room(path: &'static str, key: &'static str, admits: fn(Role) -> bool) -> Room {
    Room { path, key, admits }
}

fn everybody(_: Role) -> bool {
    true
}

fn speaks(role: Role) -> bool {
    matches!(role, Role::Spokesperson | Role::Owner)
}

/// Every room, in the order of the navigation.
const ROOMS: &[Room] = &[
    room(paths::DESK, "site-desk", everybody),
    room(paths::NEW_STATEMENT, "site-new-statement", speaks),
    room(paths::DRAFTS, "draft-list-title", Role::may_draft),
    room(paths::CAMPAIGNS, "room-campaigns", Role::may_campaign),
    room(paths::DESK_PLEDGES, "pledge-desk-title", speaks),
    room(paths::DESK_LETTERS, "letter-desk-title", speaks),
    room(paths::DESK_NEWSLETTER, "newsletter-desk-title", speaks),
    room(paths::EVENTS, "event-list", everybody),
    room(paths::ENDORSEMENTS, "endorsement-title", speaks),
    room(paths::JOINT, "joint-title", speaks),
    room(paths::FOLLOWING, "following-title", Role::may_draft),
    room(paths::PROFILE, "profile-title", speaks),
    room(paths::DESK_DIRECTORY, "directory-desk-title", everybody),
    room(paths::DESK_EXCHANGE, "exchange-desk-title", everybody),
    room(paths::WAITING, "site-members", Role::may_admit),
    room(paths::PEOPLE, "room-people", Role::may_moderate),
    room(paths::REPORTS, "room-reports", Role::may_moderate),
    room(paths::NOTICES, "notice-title", Role::may_moderate),
    room(paths::AUDIT, "room-audit", Role::may_moderate),
    room(paths::QUEUE, "room-queue", Role::may_operate),
    room(paths::ACCOUNT, "site-account", everybody),
];

/// The rooms that this role may enter, as the frame shows them, each with how much waits in it. A word that is no role enters
/// what everybody does.
pub fn of(role: &str, waiting: &[Amount], words: Words) -> Vec<RoomLink> {
    let role = Role::parse(role).unwrap_or(Role::Member);
    let open = ROOMS.iter().filter(|room| (room.admits)(role));
    let link = |room: &Room| RoomLink {
        path: room.path,
        words: words.say(room.key),
        waiting: waiting::number_of(room.path, waiting, words),
    };
    open.map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::waiting::{self, Waiting};

    #[test]
    fn each_role_sees_the_rooms_it_may_enter() {
        let paths = |role: Role| {
            of(role.as_str(), &[], Words::english()).into_iter().map(|room| room.path).collect::<Vec<_>>()
        };
        assert_eq!(
            paths(Role::Member),
            ["/desk", "/desk/events", "/desk/directory", "/desk/exchange", "/desk/account"]
        );
        assert!(paths(Role::Editor).contains(&"/desk/campaigns"));
        assert!(
            !paths(Role::Moderator).contains(&"/desk/queue")
                && !paths(Role::Spokesperson).contains(&"/desk/audit")
        );
        assert_eq!(paths(Role::Owner).len(), ROOMS.len());
        // What waits for a role waits in a room that it may enter.
        for role in Role::ALL {
            let amounts = waiting::of_role(role, Waiting::ALL.map(|what| (what, 1)));
            let shown = of(role.as_str(), &amounts, Words::english());
            let shown: usize =
                shown.iter().filter_map(|room| room.waiting.as_ref()?.parse::<usize>().ok()).sum();
            assert_eq!(shown, amounts.len(), "{role}");
        }
        assert_eq!(of("king", &[], Words::english()).len(), 5);
    }
}

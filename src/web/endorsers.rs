//! Who stands behind a statement or campaign, as its page shows it. Logos of others come from here: no reader's address
//! reaches another server.

use crate::app::Cx;
use crate::domain::endorsement::EndorsementState;
use crate::service::copies;
use crate::service::endorsements::Endorser;

use super::frame;
use super::views::endorsers::{EndorserLine, Endorsers};

/// The endorsers of the thing with this id.
pub fn shown(cx: &Cx, uri: &str, all: &[Endorser]) -> Endorsers {
    let line = |one: &Endorser| EndorserLine {
        name: one.account.name.clone(),
        handle: format!("@{}", one.account.acct()),
        logo_path: one.account.profile.avatar.as_deref().map(|logo| copies::path(cx, logo)),
        is_proven: one.record.way.is_proven(),
        since: frame::moment(one.record.decided_at.unwrap_or(one.record.created_at)),
        withdrawn: one.record.withdrawn_at.map(frame::moment),
        is_earlier: !one.counts && one.record.state == EndorsementState::Accepted,
    };
    let path = uri.strip_prefix(&cx.url("")).unwrap_or(uri);
    Endorsers {
        count: frame::count(i64::try_from(all.iter().filter(|one| one.counts).count()).unwrap_or(i64::MAX)),
        list: all.iter().map(line).collect(),
        copies_path: format!("{path}/endorsements"),
    }
}

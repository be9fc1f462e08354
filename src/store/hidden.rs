//! Whom somebody wants neither to see nor to hear: the people they block or mute, and the domains they block. The parts
//! below are the one place where this is said in SQL. Whoever lists people or what they did names a part in a statement,
//! or asks [`among`]; nobody writes it anew.

use std::collections::HashSet;

use crate::domain::ids::AccountId;
use crate::domain::time::Time;

use super::database::{Reads, Result, args, statements, to_json};

/// `[refuses viewer, account]`: the viewer blocks the account or its domain, whatever its port, and what is below it.
macro_rules! refuses {
    ($viewer:literal, $account:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM blocks hb WHERE hb.blocker_id = ",
            $viewer,
            " AND hb.target_id = ",
            $account,
            ") OR EXISTS (SELECT 1 FROM domain_blocks hd JOIN accounts ha ON ha.id = ",
            $account,
            " WHERE hd.account_id = ",
            $viewer,
            " AND ('.' || ha.host || ':') LIKE ('%.' || hd.domain || ':%')))"
        )
    };
}

/// `[hides viewer, account, now]`: what the account does is left out of everything the viewer is shown.
macro_rules! hides {
    ($viewer:literal, $account:literal, $now:literal) => {
        concat!(
            "(",
            $crate::store::hidden::refuses!($viewer, $account),
            " OR EXISTS (SELECT 1 FROM mutes hm WHERE hm.account_id = ",
            $viewer,
            " AND hm.target_id = ",
            $account,
            " AND (hm.expires_at IS NULL OR hm.expires_at > ",
            $now,
            ")))"
        )
    };
}

/// `[unheard viewer, account, now]`: the viewer is not told what the account does. A mute may leave notifications on.
macro_rules! unheard {
    ($viewer:literal, $account:literal, $now:literal) => {
        concat!(
            "(",
            $crate::store::hidden::refuses!($viewer, $account),
            " OR EXISTS (SELECT 1 FROM mutes hm WHERE hm.account_id = ",
            $viewer,
            " AND hm.target_id = ",
            $account,
            " AND hm.notifications AND (hm.expires_at IS NULL OR hm.expires_at > ",
            $now,
            ")))"
        )
    };
}
pub(super) use {hides, refuses, unheard};

statements! {
    // Most people hide nobody: for them the first line is the whole answer.
    AMONG =
        sqlite "SELECT i.value FROM json_each($2) i WHERE (SELECT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $1) OR EXISTS (SELECT 1 FROM mutes WHERE account_id = $1) OR EXISTS (SELECT 1 FROM domain_blocks WHERE account_id = $1)) AND " [hides "$1", "i.value", "$3"] ""
        postgres "SELECT i.value::bigint FROM jsonb_array_elements_text($2::jsonb) i WHERE (SELECT EXISTS (SELECT 1 FROM blocks WHERE blocker_id = $1) OR EXISTS (SELECT 1 FROM mutes WHERE account_id = $1) OR EXISTS (SELECT 1 FROM domain_blocks WHERE account_id = $1)) AND " [hides "$1", "i.value::bigint", "$3"] "";
    REFUSES = "SELECT id FROM accounts WHERE id = $2 AND " [refuses "$1", "$2"] "";
    UNHEARD = "SELECT id FROM accounts WHERE id = $2 AND " [unheard "$1", "$2", "$3"] "";
}

/// Those of these accounts that the viewer does not want to see.
pub async fn among(
    db: impl Reads,
    viewer: AccountId,
    accounts: &[i64],
    now: Time,
) -> Result<HashSet<AccountId>> {
    if accounts.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<(i64,)> = db.all(&AMONG, args![viewer, to_json(&accounts), now]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Whether the first blocks the second, or the domain it lives at.
pub async fn is_refused(db: impl Reads, account: AccountId, from: AccountId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&REFUSES, args![account, from]).await?;
    Ok(row.is_some())
}

/// Whether the first is not told what the second does.
pub async fn is_unheard(db: impl Reads, account: AccountId, from: AccountId, now: Time) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&UNHEARD, args![account, from, now]).await?;
    Ok(row.is_some())
}

//! Where our own pledges fall in the sketch of a joint campaign, and how many of those that count have a place: the number
//! is written with each of them, so that nobody counts rows.

use crate::domain::ids::RowId;

use super::database::{Reads as _, Result, Store, Tx, args, statements};

statements! {
    NOTE = "INSERT INTO joint_slots (pledge_id, joint_id, place) VALUES ($1, $2, $3) ON CONFLICT (pledge_id) DO NOTHING";
    PLACES_MORE = "UPDATE joint_campaigns SET placed = placed + 1 WHERE id = (SELECT s.joint_id FROM joint_slots s WHERE s.pledge_id = $1)";
    PLACES_LESS = "UPDATE joint_campaigns SET placed = placed - 1 WHERE id = (SELECT s.joint_id FROM joint_slots s WHERE s.pledge_id = $1)";
    PLACE_GOES = "UPDATE joint_campaigns SET placed = placed - 1 WHERE id = (SELECT s.joint_id FROM joint_slots s JOIN pledges p ON p.id = s.pledge_id WHERE s.pledge_id = $1 AND p.state = 'confirmed' AND p.aside_at IS NULL)";
    PLACES = "SELECT s.pledge_id, CASE WHEN p.state = 'confirmed' AND p.aside_at IS NULL THEN s.place END FROM joint_slots s JOIN pledges p ON p.id = s.pledge_id WHERE s.joint_id = $1 AND s.pledge_id > $2 ORDER BY s.pledge_id LIMIT $3";
}

/// Keeps where a pledge falls; `counts` says whether the pledge does, or waits.
pub async fn note(tx: &mut Tx, joint: RowId, pledge: RowId, place: u32, counts: bool) -> Result<()> {
    let is_new = tx.run(&NOTE, args![pledge, joint, i64::from(place)]).await? > 0;
    if is_new && counts { place_counts(tx, pledge).await } else { Ok(()) }
}

/// A pledge counts from now on, and so does its place, if it has one.
pub async fn place_counts(tx: &mut Tx, pledge: RowId) -> Result<()> {
    tx.run(&PLACES_MORE, args![pledge]).await.map(drop)
}

/// A pledge counts no more, but is kept.
pub async fn place_counts_no_more(tx: &mut Tx, pledge: RowId) -> Result<()> {
    tx.run(&PLACES_LESS, args![pledge]).await.map(drop)
}

/// A pledge is about to be erased, and its place with it.
pub async fn place_goes(tx: &mut Tx, pledge: RowId) -> Result<()> {
    tx.run(&PLACE_GOES, args![pledge]).await.map(drop)
}

/// The places of all pledges that count. They are read so many at a time, so that nothing waits for them: a signer who comes
/// or goes meanwhile may or may not be among them.
pub async fn places(db: &Store, joint: RowId, page: i64) -> Result<Vec<u32>> {
    let (mut places, mut above) = (Vec::new(), i64::MIN);
    loop {
        let rows: Vec<(i64, Option<i64>)> = db.all(&PLACES, args![joint, above, page]).await?;
        let Some((last, _)) = rows.last() else { return Ok(places) };
        above = *last;
        places.extend(rows.iter().filter_map(|(_, place)| u32::try_from((*place)?).ok()));
    }
}

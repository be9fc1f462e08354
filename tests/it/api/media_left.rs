//! What nobody attaches does not stay: a file goes a day after it was uploaded, from the disk and from the rows.

use antiphon::domain::media::UNATTACHED_LASTS;
use antiphon::domain::time::MINUTE;
use antiphon::server;
use antiphon::service::media;
use http::StatusCode;
use serde_json::json;

use super::{ALL, House, text};
use crate::support::rig::TestClock;
use crate::support::{databases, pictures};

#[tokio::test]
async fn a_file_that_nobody_attached_goes_after_a_day() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let kept = text(&house.uploads(&ann, &pictures::plain_png(8, 8), &[]).await.body["id"]);
        house.says(&ann, &json!({"status": "Look", "media_ids": [kept]})).await;
        let of_a_post = house.files();
        let left = text(&house.uploads(&ann, &pictures::plain_png(9, 9), &[]).await.body["id"]);
        let with_it = house.files();
        assert!(with_it.len() > of_a_post.len(), "{with_it:?}");

        // The same house with a clock that goes on.
        let clock = TestClock::start();
        let later = server::open(house.config.clone(), clock.clone()).await.expect("it opens");
        let path = format!("/api/v1/media/{left}");
        clock.advance(UNATTACHED_LASTS - MINUTE);
        media::tidy(&later.app).await.expect("tidies");
        assert_eq!(house.get(&path, Some(&ann)).await.status, StatusCode::OK);
        assert_eq!(house.files().len(), with_it.len(), "within the day it may still be attached");
        clock.advance(2 * MINUTE);
        media::tidy(&later.app).await.expect("tidies");
        assert_eq!(house.get(&path, Some(&ann)).await.status, StatusCode::NOT_FOUND, "the row is gone");
        assert_eq!(house.files(), of_a_post, "and the file, and no other");
        let late = json!({"status": "Too late", "media_ids": [left]});
        let refused = house.post("/api/v1/statuses", &ann, &late).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        later.app.store.close().await;
        house.opened.app.store.close().await;
    }
}

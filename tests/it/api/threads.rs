//! Threads: their order, what strangers learn of them, and silence.

use super::*;

async fn answers(house: &House, token: &str, parent: &str, body: &Value) -> String {
    let mut status = body.clone();
    status["in_reply_to_id"] = json!(parent);
    house.says(token, &status).await
}

#[tokio::test]
async fn a93_a95_a_thread_is_read_in_order_and_what_is_private_in_it_does_not_leak() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        let root = house.says(&ann, &json!({"status": "Root"})).await;
        let first = answers(&house, &ben, &root, &json!({"status": "First"})).await;
        let second = answers(&house, &eve, &root, &json!({"status": "Second"})).await;
        let secret =
            answers(&house, &ann, &first, &json!({"status": "SECRET", "visibility": "private"})).await;
        let below = answers(&house, &ben, &secret, &json!({"status": "Below"})).await;
        let late = answers(&house, &ann, &first, &json!({"status": "Late"})).await;

        let context = async |id: &str, token: Option<&str>| {
            let answer = house.get(&format!("/api/v1/statuses/{id}/context"), token).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            (ids(&answer.body["ancestors"]), ids(&answer.body["descendants"]), answer.body.to_string())
        };
        let (above, under, _) = context(&root, Some(&ben)).await;
        assert!(above.is_empty());
        assert_eq!(under, [&first, &secret, &below, &late, &second].map(String::as_str));
        let (above, under, _) = context(&below, Some(&ben)).await;
        assert_eq!((above, under), (vec![root.clone(), first.clone(), secret.clone()], vec![]));
        for token in [Some(eve.as_str()), None] {
            let (_, under, text) = context(&root, token).await;
            assert_eq!(under.len(), 4, "{text}");
            assert!(!under.contains(&secret) && !text.contains("SECRET"), "{text}");
            let (above, _, text) = context(&below, token).await;
            assert_eq!(above, [root.as_str(), first.as_str()]);
            assert!(!text.contains("SECRET"), "{text}");
            assert_eq!(house.get(&format!("/api/v1/statuses/{secret}/context"), token).await.status, 404);
        }
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn strangers_are_shown_a_part_of_a_long_thread_and_members_all_of_it() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let mut line = vec![house.says(&ann, &json!({"status": "0"})).await];
    for n in 1..=70 {
        let last = line.last().expect("there is one").clone();
        line.push(answers(&house, &ann, &last, &json!({"status": format!("{n}")})).await);
    }
    let sizes = async |id: &str, token: Option<&str>| {
        let body = house.get(&format!("/api/v1/statuses/{id}/context"), token).await.body;
        (ids(&body["ancestors"]), ids(&body["descendants"]))
    };
    assert_eq!(sizes(&line[70], Some(&ann)).await.0, line[..70]);
    assert_eq!(sizes(&line[70], None).await.0, line[30..70], "the nearest forty");
    assert_eq!(sizes(&line[0], Some(&ann)).await.1, line[1..]);
    assert_eq!(sizes(&line[0], None).await.1, line[1..=60]);
}

#[tokio::test]
async fn whoever_mutes_a_thread_hears_nothing_of_it_until_they_unmute_it() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let root = house.says(&ann, &json!({"status": "Root"})).await;
        let other = house.says(&ann, &json!({"status": "Another thread"})).await;
        let first = answers(&house, &ben, &root, &json!({"status": "One"})).await;
        let own = answers(&house, &ann, &first, &json!({"status": "Two"})).await;
        let told = async || {
            let list = house.get("/api/v1/notifications", Some(&ann)).await.body;
            list.as_array().expect("a list").len()
        };
        assert_eq!(told().await, 1, "ben's answer");
        // Muted from the middle, the whole thread is.
        let muted = house.post(&format!("/api/v1/statuses/{first}/mute"), &ann, &json!({})).await;
        assert_eq!(muted.body["muted"], json!(true), "{}", muted.body);
        for id in [&root, &own] {
            assert_eq!(
                house.get(&format!("/api/v1/statuses/{id}"), Some(&ann)).await.body["muted"],
                json!(true)
            );
        }
        assert_eq!(
            house.get(&format!("/api/v1/statuses/{other}"), Some(&ann)).await.body["muted"],
            json!(false)
        );
        assert_eq!(
            house.get(&format!("/api/v1/statuses/{root}"), Some(&ben)).await.body["muted"],
            json!(false)
        );
        let quiet = answers(&house, &ben, &own, &json!({"status": "Three"})).await;
        house.post(&format!("/api/v1/statuses/{root}/favourite"), &ben, &json!({})).await;
        house.post(&format!("/api/v1/statuses/{own}/reblog"), &ben, &json!({})).await;
        assert_eq!(told().await, 1, "nothing of the muted thread");
        house.post(&format!("/api/v1/statuses/{other}/favourite"), &ben, &json!({})).await;
        assert_eq!(told().await, 2, "everything else");
        let unmuted = house.post(&format!("/api/v1/statuses/{quiet}/unmute"), &ann, &json!({})).await;
        assert_eq!(unmuted.body["muted"], json!(false), "{}", unmuted.body);
        answers(
            &house,
            &ben,
            &quiet,
            &json!({"status": format!("Four, @ann@{}", house.config.handle_domain())}),
        )
        .await;
        assert_eq!(told().await, 3);
        house.opened.app.store.close().await;
    }
}

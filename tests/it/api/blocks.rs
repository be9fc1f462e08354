//! Whom members block, by name and by domain: what is no longer seen, heard and done, here and elsewhere.

use antiphon::service::lines;
use http::Method;
use serde_json::{Value, json};

use super::super::support::databases;
use super::super::support::link::neighbour;
use super::town::{Town, ids};

#[tokio::test]
async fn a105_who_is_blocked_neither_reads_nor_is_heard() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, cleo) =
            (town.member("ann").await, town.member("ben").await, town.member("cleo").await);
        let (ann_id, ben_id, cleo_id) =
            (town.id_of(&ann).await, town.id_of(&ben).await, town.id_of(&cleo).await);
        for (who, whom) in [(&ann, &ben_id), (&ben, &ann_id), (&ann, &cleo_id), (&cleo, &ben_id)] {
            town.act("follow", whom, who).await;
        }
        let by_ann = town.says(&ann, "ANNS words").await;
        town.says(&ben, "BENS own words").await;
        let host = town.rig.opened.app.config.handle_domain();
        let by_ben = town.says(&ben, &format!("BENS words for @ann@{host}")).await;
        town.act_on_status("reblog", &by_ben, &cleo).await;
        town.act_on_status("favourite", &by_ann, &ben).await;
        assert!(town.home(&ann).await.contains("BENS own words") && town.home(&ann).await.contains("reblog"));
        assert!(town.told(&ann).await.iter().any(|(_, who)| who == "ben"));

        let relation = town.act("block", &ben_id, &ann).await;
        assert_eq!(
            (&relation["blocking"], &relation["following"], &relation["followed_by"]),
            (&json!(true), &json!(false), &json!(false))
        );
        // What ben wrote is gone from everything ann is shown, brought by others as well.
        assert!(!town.home(&ann).await.contains("BENS"), "{}", town.home(&ann).await);
        assert!(!town.told(&ann).await.iter().any(|(_, who)| who == "ben"), "{:?}", town.told(&ann).await);
        assert!(town.home(&cleo).await.contains("BENS own words"), "others still read ben");
        // Every list of posts that a door makes of ids is made here; asked for by name, the post is still there.
        let reader = Some(antiphon::domain::ids::AccountId(ann_id.parse().expect("an id")));
        let post = [by_ben.parse().expect("an id")];
        let app = &town.rig.opened.app;
        assert!(lines::of_posts(app, reader, &post).await.expect("reads").is_empty());
        assert_eq!(lines::asked_for(app, reader, &post).await.expect("reads").len(), 1);
        // Ben finds nothing of ann, and is not told why.
        assert!(!town.home(&ben).await.contains("ANNS"));
        for (method, path, body) in [
            (Method::GET, format!("/api/v1/statuses/{by_ann}"), Value::Null),
            (Method::POST, format!("/api/v1/statuses/{by_ann}/favourite"), Value::Null),
            (Method::POST, format!("/api/v1/statuses/{by_ann}/reblog"), Value::Null),
            (Method::POST, format!("/api/v1/accounts/{ann_id}/follow"), Value::Null),
            (Method::POST, "/api/v1/statuses".to_owned(), json!({"status": "re", "in_reply_to_id": by_ann})),
        ] {
            assert_eq!(town.status(method, &path, &ben, &body).await, 404, "{path}");
        }
        let page = town.get(&format!("/api/v1/accounts/{ann_id}/statuses"), &ben).await;
        assert_eq!(page, json!([]));
        let seen = town.relation(&ben, &ann_id).await;
        assert_eq!((&seen["blocked_by"], &seen["following"]), (&json!(false), &json!(false)));
        town.says(&ben, &format!("BENS late words for @ann@{host}")).await;
        assert!(!town.told(&ann).await.iter().any(|(_, who)| who == "ben"));
        assert_eq!(town.get(&format!("/api/v1/statuses/{by_ann}"), &ann).await["favourites_count"], json!(1));
        let own = format!("/api/v1/accounts/{ben_id}/follow");
        assert_eq!(
            town.status(Method::POST, &own, &ann, &Value::Null).await,
            422,
            "whom I block I cannot follow"
        );

        assert_eq!(ids(&town.get("/api/v1/blocks", &ann).await), [ben_id.as_str()]);
        assert_eq!(town.get("/api/v1/blocks", &ben).await, json!([]));
        let relation = town.act("unblock", &ben_id, &ann).await;
        assert_eq!((&relation["blocking"], &relation["following"]), (&json!(false), &json!(false)));
        assert_eq!(town.get("/api/v1/blocks", &ann).await, json!([]));
        assert_eq!(town.act("follow", &ann_id, &ben).await["following"], json!(true));
        assert_eq!(
            town.status(Method::POST, &format!("/api/v1/accounts/{ann_id}/block"), &ann, &Value::Null).await,
            422
        );
        town.close().await;
    }
}

#[tokio::test]
async fn a_block_is_told_to_the_server_of_the_blocked_and_taken_back_there() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.befriend(&ann, "ann", &vera, 1).await;
        town.befriend(&ben, "ben", &vera, 2).await;
        town.rig.tell(&vera, &vera.create(10, "VERAS first")).await;
        assert!(town.home(&ann).await.contains("VERAS first"));
        let by_ann = town.says(&ann, "Mine").await;

        assert_eq!(town.act("block", &vera_id, &ann).await["blocking"], json!(true));
        town.act("block", &vera_id, &ann).await;
        town.rig.delivered().await;
        let blocks = town.rig.vic.received("Block");
        assert_eq!(blocks.len(), 1, "blocked twice is told once");
        assert_eq!(
            (&blocks[0]["actor"], &blocks[0]["object"]),
            (&json!(town.uri("ann")), &json!(vera.id)),
            "{}",
            blocks[0]
        );
        let undone = town.rig.vic.received("Undo");
        assert_eq!((undone.len(), &undone[0]["object"]["type"]), (1, &json!("Follow")));
        let rejected = town.rig.vic.received("Reject");
        assert_eq!((rejected.len(), &rejected[0]["object"]["actor"]), (1, &json!(vera.id)));

        // What she does from now on has no effect on ann, and ben still reads her.
        let post = town.rig.url(&format!("/posts/{by_ann}"));
        town.rig.tell(&vera, &vera.create(11, "VERAS second")).await;
        town.rig.tell(&vera, &vera.activity("Like", 12, json!(post))).await;
        town.rig.tell(&vera, &vera.activity("Announce", 13, json!(post))).await;
        let mut named = vera.note(14, "VERAS call");
        named["to"] = json!([town.uri("ann")]);
        town.rig.tell(&vera, &vera.activity("Create", 15, named)).await;
        let mut answer = vera.note(17, "VERAS answer");
        answer["inReplyTo"] = json!(post);
        town.rig.tell(&vera, &vera.activity("Create", 18, answer)).await;
        let mut direct = vera.note(19, "VERAS letter");
        (direct["to"], direct["cc"]) = (json!([town.uri("ann")]), json!([]));
        town.rig.tell(&vera, &vera.activity("Create", 20, direct)).await;
        town.rig.tell(&vera, &vera.activity("Follow", 16, json!(town.uri("ann")))).await;
        town.rig.delivered().await;
        assert!(!town.home(&ann).await.contains("VERAS"));
        assert!(town.home(&ben).await.contains("VERAS second"));
        assert!(!town.told(&ann).await.iter().any(|(_, who)| who == "vera"), "{:?}", town.told(&ann).await);
        let own = town.get(&format!("/api/v1/statuses/{by_ann}"), &ann).await;
        for count in ["favourites_count", "reblogs_count", "replies_count"] {
            assert_eq!(own[count], json!(0), "{count}");
        }
        let letter = town.rig.find_post(&format!("{}/notes/19", vera.id)).await;
        assert!(letter.is_none_or(|post| post.in_reply_to.is_none()));
        assert_eq!(town.rig.vic.received("Reject").len(), 2, "she is refused");
        assert_eq!(town.relation(&ann, &vera_id).await["followed_by"], json!(false));

        town.act("unblock", &vera_id, &ann).await;
        town.act("unblock", &vera_id, &ann).await;
        town.rig.delivered().await;
        let undone = town.rig.vic.received("Undo");
        assert_eq!(undone.len(), 2);
        assert_eq!(
            (&undone[1]["object"]["type"], &undone[1]["object"]["id"]),
            (&json!("Block"), &blocks[0]["id"])
        );
        town.close().await;
    }
}

#[tokio::test]
async fn a87_who_is_blocked_from_elsewhere_is_not_told_and_may_follow_again_when_it_ends() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.befriend(&ann, "ann", &vera, 1).await;
        town.rig.tell(&vera, &vera.create(10, "VERAS first")).await;
        let block = vera.activity("Block", 11, json!(town.uri("ann")));
        town.rig.tell(&vera, &block).await;
        let relation = town.relation(&ann, &vera_id).await;
        for fact in ["following", "followed_by", "blocked_by", "blocking"] {
            assert_eq!(relation[fact], json!(false), "{fact}");
        }
        assert!(!town.home(&ann).await.contains("VERAS"));
        let follow = format!("/api/v1/accounts/{vera_id}/follow");
        assert_eq!(town.status(Method::POST, &follow, &ann, &Value::Null).await, 404);
        // Taken back by its id alone.
        town.rig.tell(&vera, &vera.activity("Undo", 12, block["id"].clone())).await;
        assert_eq!(town.post(&follow, &ann, &Value::Null).await["requested"], json!(true));
        town.close().await;
    }
}

#[tokio::test]
async fn a_member_blocks_a_domain_for_themselves() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let (vera, theo) = (town.rig.vic.actor("vera"), town.rig.third.actor("theo"));
        let vera_id = town.befriend(&ann, "ann", &vera, 1).await;
        town.befriend(&ann, "ann", &theo, 2).await;
        town.befriend(&ben, "ben", &vera, 3).await;
        town.rig.tell(&vera, &vera.activity("Follow", 4, json!(town.uri("ann")))).await;
        town.rig.tell(&vera, &vera.create(10, "VERAS first")).await;
        assert!(town.told(&ann).await.contains(&("follow".to_owned(), "vera".to_owned())));

        for (refused, status) in [("", 422), ("sut.test", 422), ("not a domain", 422)] {
            let body = json!({"domain": refused});
            assert_eq!(
                town.status(Method::POST, "/api/v1/domain_blocks", &ann, &body).await,
                status,
                "{refused}"
            );
        }
        assert_eq!(town.get("/api/v1/domain_blocks", &ann).await, json!([]));
        town.post("/api/v1/domain_blocks", &ann, &json!({"domain": "VIC.test"})).await;
        assert_eq!(town.get("/api/v1/domain_blocks", &ann).await, json!(["vic.test"]));
        town.rig.delivered().await;
        let relation = town.relation(&ann, &vera_id).await;
        for (fact, is) in
            [("domain_blocking", true), ("blocking", false), ("following", false), ("followed_by", false)]
        {
            assert_eq!(relation[fact], json!(is), "{fact}");
        }
        assert_eq!(town.rig.vic.received("Reject").len(), 1, "her follow ended");
        assert_eq!(town.rig.vic.received("Undo").len(), 1, "ann's follow ended");
        assert_eq!(town.rig.third.received("Undo").len(), 0);

        town.rig.tell(&vera, &vera.create(11, "VERAS second")).await;
        let mut named = vera.note(12, "VERAS call");
        named["to"] = json!([town.uri("ann")]);
        town.rig.tell(&vera, &vera.activity("Create", 13, named)).await;
        // Somebody of another domain brings her words.
        let announced = json!({"type": "Announce", "id": format!("{}/boosts/1", theo.id), "actor": theo.id,
            "object": format!("{}/notes/11", vera.id), "to": [super::super::support::peer::PUBLIC]});
        town.rig.tell(&theo, &announced).await;
        town.rig.tell(&theo, &theo.create(14, "THEOS words")).await;
        town.rig.tell(&vera, &vera.activity("Follow", 15, json!(town.uri("ann")))).await;
        let home = town.home(&ann).await;
        assert!(!home.contains("VERAS") && home.contains("THEOS words"), "{home}");
        assert!(town.home(&ben).await.contains("VERAS second"), "it holds for ann alone");
        assert!(!town.told(&ann).await.iter().any(|(_, who)| who == "vera"), "{:?}", town.told(&ann).await);
        assert_eq!(town.relation(&ann, &vera_id).await["followed_by"], json!(false));

        let gone =
            town.ask(Method::DELETE, "/api/v1/domain_blocks?domain=vic.test", Some(&ann), &Value::Null).await;
        assert_eq!(gone.status, 200);
        assert_eq!(town.get("/api/v1/domain_blocks", &ann).await, json!([]));
        assert_eq!(town.relation(&ann, &vera_id).await["domain_blocking"], json!(false));
        assert!(town.home(&ann).await.contains("VERAS second"), "what theo brought is seen again");
        town.close().await;
    }
}

#[tokio::test]
async fn lists_of_people_are_paged_by_their_links() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let mut all = Vec::new();
        for name in ["b", "c", "d", "e", "f"] {
            let id = town.id_of(&town.member(name).await).await;
            town.act("block", &id, &ann).await;
            all.insert(0, id);
        }
        let mut path = "/api/v1/blocks?limit=2".to_owned();
        let (mut seen, mut up) = (Vec::new(), None);
        loop {
            let reply = town.ask(Method::GET, &path, Some(&ann), &Value::Null).await;
            seen.extend(ids(&reply.body));
            up = neighbour(&reply.headers, "prev").or(up);
            let Some(next) = neighbour(&reply.headers, "next") else { break };
            path = next;
        }
        assert_eq!(seen, all);
        let up = town.get(&up.expect("the last page leads back"), &ann).await;
        assert_eq!(ids(&up), all[2..4]);
        let beyond = town.ask(Method::GET, "/api/v1/blocks?max_id=1", Some(&ann), &Value::Null).await;
        assert_eq!((beyond.body, beyond.headers.get("link")), (json!([]), None));
        town.close().await;
    }
}

//! Answers, boosts, likes and quotes are counted as they come and go, never anew; so the sums have to be right whatever
//! comes in whatever order.

use std::collections::BTreeSet;

use antiphon::domain::ids::AccountId;
use antiphon::store::accounts;
use http::Method;
use serde_json::{Value, json};

use super::text;
use super::town::Town;
use crate::support::databases;

const STATUSES: &str = "/api/v1/statuses";

/// Who has done what to which post, as it should be.
#[derive(Default)]
struct Done {
    likes: BTreeSet<(usize, usize)>,
    boosts: BTreeSet<(usize, usize)>,
    answers: Vec<(usize, usize, String)>,
    quotes: Vec<(usize, usize, String)>,
}

impl Done {
    fn of_post(&self, post: usize) -> Value {
        let set = |of: &BTreeSet<(usize, usize)>| of.iter().filter(|(_, on)| *on == post).count();
        let list = |of: &[(usize, usize, String)]| of.iter().filter(|(_, on, _)| *on == post).count();
        json!([set(&self.likes), set(&self.boosts), list(&self.answers), list(&self.quotes)])
    }

    /// This one's account is gone, and with it everything they did.
    fn without(&mut self, who: usize) {
        self.likes.retain(|(by, _)| *by != who);
        self.boosts.retain(|(by, _)| *by != who);
        self.answers.retain(|(by, _, _)| *by != who);
        self.quotes.retain(|(by, _, _)| *by != who);
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

async fn one_step(town: &Town, people: &[String], posts: &[String], dice: &mut Dice, done: &mut Done) {
    let (who, on) = (dice.roll(people.len()), dice.roll(posts.len()));
    let (token, post) = (&people[who], &posts[on]);
    match dice.roll(8) {
        0 | 1 => {
            // Said twice, it counts once.
            town.act_on_status("favourite", post, token).await;
            town.act_on_status("favourite", post, token).await;
            done.likes.insert((who, on));
        }
        2 => {
            town.act_on_status("unfavourite", post, token).await;
            town.act_on_status("unfavourite", post, token).await;
            done.likes.remove(&(who, on));
        }
        3 => {
            town.act_on_status("reblog", post, token).await;
            town.act_on_status("reblog", post, token).await;
            done.boosts.insert((who, on));
        }
        4 => {
            town.act_on_status("unreblog", post, token).await;
            done.boosts.remove(&(who, on));
        }
        5 => {
            let answer = json!({"status": "an answer", "in_reply_to_id": post});
            done.answers.push((who, on, text(&town.post(STATUSES, token, &answer).await["id"])));
        }
        6 => {
            let quote = json!({"status": "a quote", "quoted_status_id": post});
            done.quotes.push((who, on, text(&town.post(STATUSES, token, &quote).await["id"])));
        }
        _ => {
            let list = if dice.roll(2) == 0 { &mut done.answers } else { &mut done.quotes };
            let Some(at) = list.iter().position(|(by, _, _)| *by == who) else { return };
            let (_, _, id) = list.remove(at);
            assert_eq!(
                town.status(Method::DELETE, &format!("{STATUSES}/{id}"), token, &Value::Null).await,
                200
            );
        }
    }
}

#[tokio::test]
async fn what_is_counted_is_what_is_there_whatever_comes_and_goes() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let mut people = Vec::new();
        for name in ["ben", "cat", "dan"] {
            people.push(town.member(name).await);
        }
        let posts = [town.says(&ann, "Clean water").await, town.says(&ann, "Fair rents").await];
        let (mut dice, mut done) = (Dice(7), Done::default());
        for _ in 0..90 {
            one_step(&town, &people, &posts, &mut dice, &mut done).await;
        }
        let shown = async || {
            let mut shown = Vec::new();
            for post in &posts {
                let post = town.get(&format!("{STATUSES}/{post}"), &ann).await;
                shown.push(json!([
                    post["favourites_count"],
                    post["reblogs_count"],
                    post["replies_count"],
                    post["quotes_count"]
                ]));
            }
            shown
        };
        assert_eq!(shown().await, [done.of_post(0), done.of_post(1)]);

        // An account goes, and everything it did.
        let gone = AccountId(town.id_of(&people[0]).await.parse().expect("an id"));
        assert!(
            done.likes.iter().chain(&done.boosts).any(|(by, _)| *by == 0),
            "there is something to take back"
        );
        let mut tx = town.rig.opened.app.store.begin().await.expect("a transaction");
        accounts::forget_works(&mut tx, gone).await.expect("forgotten");
        tx.commit().await.expect("written");
        done.without(0);
        assert_eq!(shown().await, [done.of_post(0), done.of_post(1)]);
        town.close().await;
    }
}

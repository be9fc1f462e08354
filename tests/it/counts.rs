//! The numbers kept beside a post are those that counting gives, whatever was done before and in whatever order.

use antiphon::domain::account::Account;
use antiphon::domain::ids::PostId;
use antiphon::domain::post::Post;
use antiphon::domain::quote::QuoteState;
use antiphon::domain::translation::Review;
use antiphon::domain::visibility::Visibility;
use antiphon::service::{blocks, posts as writing, reactions, suspensions};
use antiphon::store::post_counts::{self, Counted};
use antiphon::store::quotings::{self, NewQuoting};
use antiphon::store::{self, accounts, posts};
use serde_json::{Value, json};

use crate::support::chance::Chance;
use crate::support::databases;
use crate::support::peer::{Actor, PUBLIC};
use crate::support::rig::Rig;

/// What was done with a post by people elsewhere, so that it can be undone.
struct Done {
    actor: usize,
    activity: Value,
}

struct Town {
    rig: Rig,
    coalition: Account,
    actors: Vec<Actor>,
    ours: Vec<Post>,
    done: Vec<Done>,
    /// Notes of theirs, as they were created, and by whom.
    notes: Vec<(usize, Value)>,
    number: u32,
}

impl Town {
    async fn set(rig: Rig) -> Self {
        let coalition = rig.coalition().await;
        let mut actors = Vec::new();
        for (at, name) in ["ada", "ben", "cleo", "dan"].into_iter().enumerate() {
            let actor = if at % 2 == 0 { rig.vic.actor(name) } else { rig.evil.actor(name) };
            rig.follows(&coalition, &actor).await;
            actors.push(actor);
        }
        let mut town =
            Self { rig, coalition, actors, ours: Vec::new(), done: Vec::new(), notes: Vec::new(), number: 0 };
        for _ in 0..3 {
            town.writes().await;
        }
        town
    }

    fn next(&mut self) -> u32 {
        self.number += 1;
        self.number
    }

    async fn writes(&mut self) {
        let number = self.next();
        let new = writing::NewPost {
            sources: vec![writing::Source {
                language: "en".to_owned(),
                title: None,
                markdown: format!("Statement {number}"),
                review: Review::Unsaid,
            }],
            visibility: Visibility::Public,
            in_reply_to: self.ours.first().filter(|_| number.is_multiple_of(2)).map(|post| post.id),
            warning: None,
            attachments: Vec::new(),
            poll: antiphon::domain::poll::Wish::default(),
        };
        let post = writing::write(&self.rig.cx(), None, &self.coalition, new).await.expect("writes");
        self.ours.push(post);
    }

    /// Somebody elsewhere likes or boosts; the same person may do so twice.
    async fn reacts(&mut self, kind: &str, by: usize, at: usize) {
        let number = self.next();
        let uri = self.ours[at].uri.as_str().to_owned();
        let mut activity = self.actors[by].activity(kind, number, json!(uri));
        activity["to"] = json!([PUBLIC]);
        self.rig.post(&self.actors[by], &activity).await;
        self.done.push(Done { actor: by, activity });
    }

    async fn undoes(&mut self, at: usize) {
        let number = self.next();
        let Some(done) = self.done.get(at) else { return };
        let actor = &self.actors[done.actor];
        self.rig.post(actor, &actor.activity("Undo", number, done.activity.clone())).await;
    }

    async fn answers(&mut self, by: usize, parent: &str) -> Value {
        let number = self.next();
        let mut note = self.actors[by].note(number, "<p>an answer</p>");
        note["inReplyTo"] = json!(parent);
        let create = self.actors[by].activity("Create", number, note.clone());
        self.notes.push((by, create.clone()));
        self.rig.post(&self.actors[by], &create).await;
        note
    }

    /// An answer comes before the note that it answers.
    async fn answers_early(&mut self, by: usize, other: usize) {
        let number = self.next();
        let parent = self.actors[other].create(number, "<p>late</p>");
        let id = parent["object"]["id"].as_str().expect("an id").to_owned();
        self.answers(by, &id).await;
        self.answers(other, &id).await;
        self.rig.drain().await;
        self.rig.post(&self.actors[other], &parent).await;
        self.notes.push((other, parent));
    }

    async fn takes_back(&mut self, at: usize) {
        let number = self.next();
        let Some((by, create)) = self.notes.get(at) else { return };
        let id = create["object"]["id"].clone();
        self.rig.post(&self.actors[*by], &self.actors[*by].activity("Delete", number, id)).await;
    }

    /// A note of theirs quotes a post of ours with our consent, as `quoting` keeps it.
    async fn quotes(&mut self, by: usize, at: usize) {
        let note = self.answers(by, self.ours[0].uri.as_str().to_owned().as_str()).await;
        self.rig.drain().await;
        let store = &self.rig.opened.app.store;
        let Some(post) = self.rig.find_post(note["id"].as_str().expect("an id")).await else { return };
        let new = NewQuoting {
            post: post.id,
            quoted: self.ours[at].id,
            author: self.coalition.id,
            state: QuoteState::Accepted,
            request: None,
            stamp: None,
        };
        let mut tx = store.begin().await.expect("begins");
        if quotings::save(&mut tx, &new, self.rig.cx().now()).await.expect("saves") {
            post_counts::add(&mut tx, Counted::Quotes, new.quoted, 1).await.expect("counts");
        }
        tx.commit().await.expect("commits");
    }

    async fn house_does(&mut self, what: u64, at: usize) {
        let cx = self.rig.cx();
        let post = self.ours[at].clone();
        match what {
            0 => reactions::like(&cx, &self.coalition, &post).await.expect("likes"),
            1 => reactions::unlike(&cx, &self.coalition, &post).await.expect("unlikes"),
            2 => reactions::boost(&cx, &self.coalition, &post).await.expect("boosts"),
            _ => reactions::unboost(&cx, &self.coalition, &post).await.expect("unboosts"),
        }
    }

    async fn deletes_own(&mut self, at: usize) {
        self.rig.drain().await;
        let post = self.ours.remove(at);
        writing::delete(&self.rig.cx(), None, &self.coalition, post.id).await.expect("deletes");
        self.writes().await;
    }

    async fn known(&self, by: usize) -> Account {
        let found = accounts::find_by_uri(&self.rig.opened.app.store, &self.actors[by].id).await;
        found.expect("reads").expect("is known")
    }

    async fn suspends_a_while(&mut self, by: usize) {
        self.rig.drain().await;
        let id = self.known(by).await.id;
        suspensions::suspend(&self.rig.cx(), None, id).await.expect("suspends");
        self.reacts("Like", by, 0).await;
        self.rig.drain().await;
        suspensions::lift(&self.rig.cx(), None, id).await.expect("lifts");
    }

    async fn blocks_a_while(&mut self, by: usize) {
        self.rig.drain().await;
        let account = self.known(by).await;
        blocks::block(&self.rig.cx(), &self.coalition, &account).await.expect("blocks");
        let parent = self.ours[1].uri.as_str().to_owned();
        self.answers(by, &parent).await;
        self.rig.drain().await;
        blocks::unblock(&self.rig.cx(), &self.coalition, &account).await.expect("unblocks");
        self.rig.follows(&self.coalition, &self.actors[by]).await;
    }

    async fn all_fits(&self, when: &str) {
        self.rig.drain().await;
        let wrong = post_counts::drift(&self.rig.opened.app.store).await.expect("counts");
        assert_eq!(wrong, 0, "{when}");
    }

    async fn sums(&self) -> post_counts::Counts {
        let mut all = post_counts::Counts::default();
        for post in &self.ours {
            let one = self.counts(post.id).await;
            all.replies += one.replies;
            all.boosts += one.boosts;
            all.likes += one.likes;
            all.quotes += one.quotes;
        }
        all
    }

    async fn counts(&self, post: PostId) -> post_counts::Counts {
        post_counts::find(&self.rig.opened.app.store, post).await.expect("reads")
    }
}

#[tokio::test]
async fn whatever_is_done_in_whatever_order_the_numbers_fit() {
    let mut chance = Chance::seeded(20_261_128);
    let mut below = |bound: usize| {
        let bound = u64::try_from(bound).expect("small");
        usize::try_from(chance.below(bound)).expect("small")
    };
    for database in databases::both() {
        let mut town = Town::set(Rig::on(database, "").await).await;
        let mut most = post_counts::Counts::default();
        for step in 0..160 {
            let (what, by, at) = (below(20), below(4), below(town.ours.len()));
            match what {
                0..=3 => town.reacts("Like", by, at).await,
                4..=6 => town.reacts("Announce", by, at).await,
                7..=9 => town.undoes(below(town.done.len() + 1)).await,
                10..=11 => {
                    let parent = town.ours[at].uri.as_str().to_owned();
                    town.answers(by, &parent).await;
                }
                12 => town.answers_early(by, below(4)).await,
                13..=14 => town.takes_back(below(town.notes.len() + 1)).await,
                15 => town.quotes(by, at).await,
                16..=17 => town.house_does(u64::try_from(below(4)).expect("small"), at).await,
                18 if step % 3 == 0 => town.deletes_own(at).await,
                19 if step % 2 == 0 => town.suspends_a_while(by).await,
                _ => town.blocks_a_while(by).await,
            }
            if step % 8 == 7 {
                town.all_fits(&format!("after step {step}")).await;
                let sums = town.sums().await;
                most.likes = most.likes.max(sums.likes);
                most.boosts = most.boosts.max(sums.boosts);
                most.replies = most.replies.max(sums.replies);
                most.quotes = most.quotes.max(sums.quotes);
            }
        }
        assert!(most.likes > 1 && most.boosts > 1 && most.replies > 1 && most.quotes > 0, "{most:?}");
        // Somebody who leaves takes all of theirs along; several answers to one post count several less.
        let parent = town.ours[0].uri.as_str().to_owned();
        for _ in 0..2 {
            town.answers(0, &parent).await;
        }
        town.reacts("Like", 0, 0).await;
        town.quotes(0, 1).await;
        town.rig.drain().await;
        let before = town.sums().await;
        for (by, actor) in town.actors.iter().enumerate() {
            let farewell = actor.activity("Delete", 9_000, json!(actor.id));
            town.rig.tell(actor, &farewell).await;
            town.all_fits(&format!("when actor {by} has gone")).await;
        }
        let after = town.sums().await;
        assert!(before.replies - after.replies >= 2 && before.likes > after.likes, "{before:?} {after:?}");
        assert_eq!(after.quotes, 0, "{after:?}");
        assert!(town.rig.quarantined().await.is_empty(), "{:?}", town.rig.quarantined().await);
    }
}

#[tokio::test]
async fn a_like_adds_one_and_counts_nothing_anew_and_what_does_not_fit_is_mended() {
    for database in databases::both() {
        let mut town = Town::set(Rig::on(database, "").await).await;
        let post = town.ours[0].clone();
        let store = town.rig.opened.app.store.clone();
        let mut tx = store.begin().await.expect("begins");
        for what in [Counted::Likes, Counted::Boosts, Counted::Replies, Counted::Quotes] {
            post_counts::add(&mut tx, what, post.id, 40).await.expect("counts");
        }
        tx.commit().await.expect("commits");
        let before = town.counts(post.id).await;
        town.reacts("Like", 0, 0).await;
        town.reacts("Like", 0, 0).await;
        town.reacts("Announce", 1, 0).await;
        town.answers(2, post.uri.as_str()).await;
        town.rig.drain().await;
        let counts = town.counts(post.id).await;
        assert_eq!(counts.likes, 41, "one more, and the second by the same person is none");
        assert_eq!((counts.boosts, counts.replies), (41, before.replies + 1));
        assert_eq!(post_counts::drift(&store).await.expect("counts"), 1);
        assert_eq!(post_counts::mend(&store).await.expect("mends"), 1);
        assert_eq!(post_counts::drift(&store).await.expect("counts"), 0);
        let counts = town.counts(post.id).await;
        assert_eq!((counts.likes, counts.boosts, counts.quotes), (1, 1, 0));
        assert_eq!(post_counts::mend(&store).await.expect("mends"), 0, "what fits is left alone");
    }
}

#[tokio::test]
async fn what_is_deleted_twice_is_taken_off_once() {
    for database in databases::both() {
        let mut town = Town::set(Rig::on(database, "").await).await;
        let parent = town.ours[0].clone();
        let note = town.answers(0, parent.uri.as_str()).await;
        town.rig.drain().await;
        let answer = town.rig.find_post(note["id"].as_str().expect("an id")).await.expect("is kept");
        let before = town.counts(parent.id).await.replies;
        let store = town.rig.opened.app.store.clone();
        for _ in 0..2 {
            let mut tx: store::Tx = store.begin().await.expect("begins");
            writing::remove(&mut tx, &answer).await.expect("removes");
            tx.commit().await.expect("commits");
        }
        assert!(posts::find(&store, answer.id).await.expect("reads").is_none());
        assert_eq!(town.counts(parent.id).await.replies, before - 1);
        town.all_fits("after both").await;
    }
}

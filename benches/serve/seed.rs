//! Fills a database through the store, as fast as it takes: a member with a token, remote authors with one key, posts.

use antiphon::app::App;
use antiphon::domain::account::{Account, ActorKind};
use antiphon::domain::follow::FollowState;
use antiphon::domain::ids::{AccountId, PostId};
use antiphon::domain::post::{Details, Post, PostKind, Text};
use antiphon::domain::time::DAY;
use antiphon::domain::uri::Uri;
use antiphon::domain::visibility::Visibility;
use antiphon::keys::SigningKey;
use antiphon::server::Opened;
use antiphon::service::{members, setup};
use antiphon::store::activities::ActivityRecord;
use antiphon::store::deliveries::Sending;
use antiphon::store::keys::{KeyRecord, Purpose};
use antiphon::store::{accounts, activities, deliveries, follows, keys, lanes, posts, timelines};

/// The member who reads and writes.
pub struct Member {
    /// Their token.
    pub token: String,
    /// Their actor.
    pub account: Account,
}

/// Adds a member with a token for everything.
pub async fn member(opened: &Opened) -> Member {
    let app = &opened.app;
    members::add(app, "bench", "member").await.expect("the name is free");
    let token =
        members::new_token(app, "bench", "bench", "read write follow").await.expect("the member is there");
    let account = antiphon::service::accounts::local(app, "bench").await.expect("the member was just made");
    Member { token, account }
}

/// The name of a remote host.
pub fn host(number: usize) -> String {
    format!("h{number}.test")
}

/// A remote account on its own host.
pub fn remote(app: &App, number: usize) -> Account {
    let host = host(number);
    let id = format!("http://{host}/users/a{number}");
    let mut account = setup::new_local(
        app,
        ActorKind::Person,
        &format!("a{number}"),
        &format!("Author {number}"),
        "Writes.",
    )
    .expect("a sound name");
    account.uri = Uri::parse(&id).expect("a sound id");
    account.url = Some(id.clone());
    account.inbox = format!("{id}/inbox");
    account.shared_inbox = None;
    account.followers = Some(format!("{id}/followers"));
    account.host = Some(host);
    account
}

/// Remote accounts that the member follows, or that follow the member, all with this key.
pub async fn people(
    app: &App,
    member: &Account,
    count: usize,
    key: &SigningKey,
    they_follow: bool,
) -> Vec<Account> {
    let mut tx = app.store.begin().await.expect("a transaction");
    let mut made = Vec::new();
    for number in 0..count {
        let account = remote(app, number);
        accounts::save(&mut tx, &account).await.expect("saved");
        let record = KeyRecord {
            id: app.row_id(),
            account: account.id,
            uri: format!("{}#main-key", account.uri),
            purpose: Purpose::Signature,
            algorithm: "rsa".to_owned(),
            public: key.verifying_key().spki_der().to_vec(),
            secret: None,
            retired_at: None,
        };
        keys::save(&mut tx, &record, app.now()).await.expect("saved");
        let (follower, target) = if they_follow { (account.id, member.id) } else { (member.id, account.id) };
        follows::save(
            &mut tx,
            app.row_id(),
            follower,
            target,
            FollowState::Accepted,
            &format!("{}/follows/1", account.uri),
            app.now(),
        )
        .await
        .expect("saved");
        made.push(account);
    }
    tx.commit().await.expect("committed");
    made
}

/// Followers of an account, ten of them on each host; they have no keys, since they say nothing.
pub async fn followers(app: &App, of: AccountId, count: usize) {
    let mut done = 0;
    while done < count {
        let mut tx = app.store.begin().await.expect("a transaction");
        for number in done..(done + 5_000).min(count) {
            let mut account = remote(app, number);
            let host = host(number / 10);
            account.shared_inbox = Some(format!("http://{host}/inbox"));
            account.host = Some(host);
            accounts::save(&mut tx, &account).await.expect("saved");
            let uri = format!("{}/follows/1", account.uri);
            follows::save(&mut tx, app.row_id(), account.id, of, FollowState::Accepted, &uri, app.now())
                .await
                .expect("saved");
        }
        tx.commit().await.expect("committed");
        done += 5_000;
    }
}

/// Posts of these authors in the member's home.
pub async fn statuses(app: &App, home: AccountId, authors: &[Account], count: usize) {
    let mut done = 0;
    while done < count {
        let mut tx = app.store.begin().await.expect("a transaction");
        for number in done..(done + 5_000).min(count) {
            let post = post(app, &authors[number % authors.len()], number);
            posts::save(&mut tx, &post, None).await.expect("saved");
            timelines::enter(&mut tx, &[home], post.id.0, post.id, None).await.expect("saved");
        }
        tx.commit().await.expect("committed");
        done += 5_000;
    }
}

fn post(app: &App, author: &Account, number: usize) -> Post {
    let id: PostId = app.post_id();
    let uri = format!("{}/notes/{number}", author.uri);
    let html = format!(
        "<p>Status number {number}: the river belongs to those who live by it, and to nobody who would sell it. Come on Saturday, bring water and friends.</p>"
    );
    Post {
        id,
        uri: Uri::parse(&uri).expect("a sound id"),
        account: author.id,
        kind: PostKind::Note,
        visibility: Visibility::Public,
        in_reply_to: None,
        in_reply_to_uri: None,
        texts: vec![Text { language: Some("en".to_owned()), title: None, source: None, html }],
        warning: None,
        sensitive: false,
        url: Some(uri),
        published_at: app.now(),
        edited_at: None,
        version: 1,
        details: Details::default(),
    }
}

/// Deliveries that wait for tomorrow, so that they are there and nothing is sent.
pub async fn waiting(app: &App, member: &Account, count: usize) {
    let key = keys::of_account(&app.store, member.id)
        .await
        .expect("read")
        .into_iter()
        .find(|k| k.purpose == Purpose::Signature);
    let key = key.expect("a member has a key").id;
    let tomorrow = app.now().plus(DAY);
    for round in 0..count.div_ceil(1_000) {
        let mut tx = app.store.begin().await.expect("a transaction");
        let id = app.activity_id();
        let object_uri = app.url(&format!("/posts/waiting-{round}"));
        let record = ActivityRecord {
            id,
            uri: app.url(&format!("/activities/{id}")),
            account: member.id,
            kind: "Create",
            object_uri: object_uri.clone(),
            body: "{}".to_owned(),
            is_public: false,
            created_at: app.now(),
        };
        activities::save(&mut tx, &record).await.expect("saved");
        let sending = Sending { activity: id, key, object_uri: &object_uri, now: tomorrow };
        for number in 0..1_000 {
            let host = format!("w{number}.test");
            deliveries::to_inbox(&mut tx, &sending, &format!("http://{host}/inbox"), &host)
                .await
                .expect("saved");
        }
        lanes::wake(&mut tx, id, tomorrow).await.expect("saved");
        tx.commit().await.expect("committed");
    }
}

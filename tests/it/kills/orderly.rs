//! A stop under load, and starts that are refused (F39, F43).

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use antiphon::app::SystemClock;
use antiphon::service::{self, statements};
use antiphon::store::{self};

use crate::support::databases::{self};
use crate::support::process::{Site, wait_for};
use crate::support::receiver::Manner;

use super::load::{Authors, Followers, Load, Told, draft};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f39_a_stop_under_load_ends_in_time_and_loses_nothing() {
    for database in databases::both() {
        let authors = Authors::start().await;
        let followers = Followers::start(2).await;
        let mut hosts = authors.hosts();
        hosts.extend(followers.hosts());
        let site = Site::new(database, &hosts, &[]);
        let opened = site.open(Arc::new(SystemClock)).await;
        let cx = opened.federation.to_request_data();
        let coalition = service::accounts::coalition(&cx).await.expect("there is one");
        authors.followed_by(&cx, &coalition).await;
        followers.follow(&cx, &coalition, 2).await;
        // One server that never answers, so that something hangs when the stop comes.
        followers.receivers[0].behave(Manner::Silent);
        let mut server = site.spawn();
        println!("ready after {:?}", server.ready().await);
        let load = Load::new(&site, authors.actors.clone(), 100_000);
        let senders = load.start(true);
        for number in 0..20 {
            Box::pin(statements::publish(&cx, None, &coalition, draft(number))).await.expect("publishes");
        }
        wait_for(Duration::from_secs(20), "it is at work", async || {
            load.count(|t| t == Told::Taken) > 50
                && !followers.receivers[0].seen().is_empty()
                && !followers.receivers[1].seen().is_empty()
        })
        .await;
        let (status, took) = server.terminate(Duration::from_secs(30)).await;
        println!("stopped after {took:?}");
        senders.join_all().await;
        assert!(status.success(), "{status:?}");
        assert!(took < Duration::from_secs(10), "it took {took:?}");
        assert_eq!(load.count(|t| matches!(t, Told::Refused(_))), 0);
        // A request whose connection was cut must not have been taken.
        let journal = load.journal.lock().expect("no panic").clone();
        for (number, told) in &journal {
            let activity = format!("{}/activities/{number}", load.author(*number).id);
            let is_there = store::inbox::is_seen(&cx.store, &activity).await.expect("reads");
            assert_eq!(is_there, *told == Told::Taken, "{number}: {told:?}");
        }
        followers.receivers[0].behave(Manner::Answer(202, ""));
        let server = site.serve().await;
        wait_for(Duration::from_secs(70), "the queues are empty", async || {
            store::deliveries::count_pending(&cx.store).await.expect("counts") == 0
                && store::intake::backlog(&cx.store).await.expect("counts") == 0
        })
        .await;
        for receiver in &followers.receivers {
            let objects: BTreeSet<_> = receiver.taken().into_iter().map(|d| d.object).collect();
            assert_eq!(objects.len(), 20, "{}", receiver.name);
        }
        drop(server);
        let most = load.next.load(Ordering::SeqCst).min(load.most);
        let missing = (0..most).filter(|n| journal.get(n) == Some(&Told::Taken)).count();
        let kept =
            store::timelines::home(&cx.store, coalition.id, i64::MAX, 0, 1_000_000).await.expect("reads");
        assert!(kept.len() >= missing, "{} of {missing}", kept.len());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f43_without_its_key_the_server_does_not_start_and_makes_no_new_one() {
    for database in databases::both() {
        let site = Site::new(database, &[], &[]);
        site.serve().await.terminate(Duration::from_secs(12)).await;
        let key = std::fs::read(site.key_file()).expect("there is a key");
        let refuse = async |wanted: &str| {
            let mut process = site.spawn();
            let status = process.ended(Duration::from_secs(20)).await;
            assert!(!status.success());
            let log = process.log();
            assert!(
                log.lines().last().is_some_and(|l| l.contains(wanted)),
                "not {wanted:?} at the end of\n{log}"
            );
        };
        std::fs::remove_file(site.key_file()).expect("removes");
        refuse("is missing").await;
        assert!(!site.key_file().exists(), "a new key was made over an existing database");

        let write = |bytes: &[u8], mode: u32| {
            std::fs::write(site.key_file(), bytes).expect("writes");
            std::fs::set_permissions(site.key_file(), std::fs::Permissions::from_mode(mode)).expect("sets");
        };
        write(b"nonsense", 0o600);
        refuse("does not hold a key").await;
        let other = antiphon::keys::KeyEncryptionKey::generate().to_base64();
        write(other.as_bytes(), 0o600);
        refuse("key").await;
        write(&key, 0o644);
        refuse("chmod 600").await;
        write(&key, 0o600);
        site.serve().await.terminate(Duration::from_secs(12)).await;
    }
}

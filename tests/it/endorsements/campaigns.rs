//! Endorsements of a campaign itself: its followers see them in its profile, and those of the endorser see its key statement.

use antiphon::domain::campaign::{Donation, Plan};
use antiphon::domain::time::Time;
use antiphon::service::endorsements;
use antiphon::store::deliveries;
use antiphon::wire::endorsement::Endorsable;
use serde_json::{Value, json};

use crate::campaigns::ground::{HANDLE, actor_of, change, follower, open, read};
use crate::interop::two::{House, until};
use crate::support::databases;
use crate::support::rig::{Rig, free_port};

use super::ground::{Partner, waiting};

/// The line of a profile that names the endorsers, in the document of a campaign.
fn line(document: &Value) -> Option<String> {
    let fields = document["attachment"].as_array()?;
    let field = fields.iter().find(|field| field["name"] == "Endorsed by")?;
    field["value"].as_str().map(str::to_owned)
}

async fn document(rig: &Rig) -> Value {
    read(rig, &format!("/actors/{HANDLE}")).await.1
}

/// The newest that a follower elsewhere was told of the campaign.
async fn told(rig: &Rig) -> Option<Value> {
    rig.delivered().await;
    let all = rig.third.received("Update");
    all.into_iter()
        .rfind(|update| update["object"]["id"] == actor_of(rig, HANDLE))
        .map(|mut u| u["object"].take())
}

async fn endorse(rig: &Rig, partner: &Partner, number: u32) -> Value {
    let of = Endorsable::read(&document(rig).await).expect("a campaign");
    let made = partner.endorsement(number, &of, Time(rig.clock.now_ms()));
    rig.tell(&partner.actor, &partner.offer(number, &made)).await;
    endorsements::accept(&rig.cx(), None, waiting(rig).await.id).await.expect("accepted");
    made
}

#[tokio::test]
async fn followers_of_a_campaign_see_who_endorses_it_until_it_changes_or_they_take_it_back() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        follower(&rig, &rig.third, "tom", HANDLE, "/inbox").await;
        let partner = Partner::at(&rig.vic, "north");
        assert_eq!(line(&document(&rig).await), None);
        let of = Endorsable::read(&document(&rig).await).expect("a campaign");
        endorse(&rig, &partner, 1).await;
        let update = told(&rig).await.expect("an update");
        assert_eq!((update["type"].as_str(), line(&update).as_deref()), (Some("Group"), Some("north")));
        assert_eq!(line(&document(&rig).await).as_deref(), Some("north"));
        let digest = Endorsable::read(&update).expect("a campaign").digest;
        assert_eq!(digest, of.digest, "who endorsed it is no part of what is endorsed");
        let collection = format!("/actors/{HANDLE}/endorsements");
        assert_eq!(read(&rig, &collection).await.1["totalItems"], 1);

        // What was not endorsed may change, and the line stays.
        change(&rig, HANDLE, |plan| plan.tags = vec!["rain".to_owned()]).await;
        assert_eq!(line(&told(&rig).await.expect("an update")).as_deref(), Some("north"));
        // Another goal, other words about it, another account to give to: nobody has endorsed that.
        let mut again = Value::Null;
        let changes: [fn(&mut Plan); 3] = [
            |plan| plan.goal = "Clean water for forty villages".to_owned(),
            |plan| plan.about = "Burn down the ministry.".to_owned(),
            |plan| {
                let href = "https://thief.test/give".to_owned();
                plan.donations = vec![Donation { name: "Give".to_owned(), href }];
            },
        ];
        for (number, of) in (2..).zip(changes) {
            change(&rig, HANDLE, of).await;
            assert_eq!(line(&told(&rig).await.expect("an update")), None, "{number}");
            assert_eq!(read(&rig, &collection).await.1["totalItems"], 0, "{number}");
            again = endorse(&rig, &partner, number).await;
            assert_eq!(line(&told(&rig).await.expect("an update")).as_deref(), Some("north"));
        }

        // Only the endorser takes it back.
        let mallory = rig.evil.actor("mallory");
        rig.post(&mallory, &mallory.activity("Delete", 1, again["id"].clone())).await;
        rig.drain().await;
        assert_eq!(line(&document(&rig).await).as_deref(), Some("north"));
        rig.tell(&partner.actor, &partner.actor.activity("Delete", 9, again["id"].clone())).await;
        assert_eq!(line(&told(&rig).await.expect("an update")), None);
        assert_eq!(line(&document(&rig).await), None);
    }
}

#[tokio::test]
async fn when_many_endorse_a_campaign_at_once_followers_get_the_newest_only() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    follower(&rig, &rig.third, "tom", HANDLE, "/inbox").await;
    rig.delivered().await;
    rig.third.inboxes_answer(503, Vec::new());
    for (number, name) in (1..).zip(["north", "south", "west", "hills"]) {
        endorse(&rig, &Partner::at(&rig.vic, name), number).await;
    }
    let store = &rig.opened.app.store;
    // What waits for partners goes out; of the four updates one waits.
    rig.wait_for("one waits", async || deliveries::count_pending(store).await.expect("counts") == 1).await;
    assert_eq!(line(&document(&rig).await).as_deref(), Some("north, south, west, hills"));
}

async fn served(house: &str, port: u16, path: &str) -> Value {
    let client = crate::support::rig::client(port);
    let request =
        client.get(format!("http://127.0.0.1:{port}{path}")).header("host", format!("{house}:{port}"));
    let answer = request.header("accept", "application/activity+json").send().await.expect("an answer");
    serde_json::from_str(&answer.text().await.expect("a text")).unwrap_or_else(|_| json!({}))
}

#[test]
fn whoever_endorses_a_campaign_passes_on_its_key_statement_and_takes_that_back() {
    let ports = [free_port(), free_port(), free_port()];
    let hosts = [("north.test", ports[0]), ("south.test", ports[1]), ("west.test", ports[2])];
    let south_on = databases::postgres().unwrap_or_else(databases::sqlite);
    let mut north = House::new("north.test", ports[0], databases::sqlite(), &hosts);
    let mut south = House::new("south.test", ports[1], south_on, &hosts);
    let mut west = House::new("west.test", ports[2], databases::sqlite(), &hosts);
    for house in [&mut north, &mut south, &mut west] {
        house.start();
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let campaign = || runtime.block_on(served("north.test", ports[0], &format!("/actors/{HANDLE}")));
    west.tell(&["coalition", "follow", &south.handle()]);
    until("west follows south", &[&south, &west], || south.tell(&["coalition", "followers"])["count"] == 1);
    let goal = [
        "--name",
        "Clean River",
        "--goal",
        "Clean water",
        "--demand",
        "Open the sluices",
        "--asks",
        "A. Minister=Water",
    ];
    north.tell(&[&["campaign", "create", HANDLE], &goal[..]].concat());
    north.tell(&["campaign", "state", HANDLE, "gathering"]);
    let says = |title: &str, text: &str| {
        let file = north.file(text);
        north.tell(&["campaign", "statement", HANDLE, "--pin", "--title", title, "--file", &file]);
    };
    says("Head", "The sluices are shut.");
    let address = format!("http://north.test:{}/actors/{HANDLE}", ports[0]);
    let given = south.tell(&["endorse", "offer", &address]);
    let given = given["id"].as_str().expect("an id").to_owned();
    until("west reads it", &[&north, &south, &west], || west.reads("The sluices are shut") == 1);
    let offered = || {
        let all = north.tell(&["endorse", "list"]);
        let all = all.as_array().expect("a list");
        all.iter().find(|one| one["state"] == "offered").and_then(|one| one["id"].as_str().map(str::to_owned))
    };
    until("north has the offer", &[&north, &south], || offered().is_some());
    north.tell(&["endorse", "accept", &offered().expect("one")]);
    until("the profile names south", &[&north, &south], || line(&campaign()).is_some());

    // Another statement comes to the head; what was passed on is taken back all the same.
    says("Other head", "The sluices are still shut.");
    south.tell(&["endorse", "withdraw", &given]);
    until("west reads it no longer", &[&north, &south, &west], || west.reads("The sluices are shut") == 0);
    until("the profile names nobody", &[&north, &south], || line(&campaign()).is_none());
    for house in [&north, &south, &west] {
        assert!(!house.log().contains("panicked"), "{}", house.log());
    }
}

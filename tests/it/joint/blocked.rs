//! A house whose coalition is suspended here, or whose domain is blocked, has no part in what is counted and shown here, until
//! that is lifted.

use antiphon::domain::moderation::DomainRule;
use antiphon::service::{domains, joint, suspensions};

use crate::campaigns::ground::{HANDLE, open};
use crate::support::databases;
use crate::support::rig::Rig;

use super::ground::{Partner, house, joined, sign, talk, tally, total};

#[tokio::test]
async fn a_house_that_is_not_heard_here_is_in_no_total_and_no_list() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let app = &rig.opened.app;
        let campaign = open(&rig, HANDLE).await.id;
        sign(&rig, campaign, 0..3).await;
        let partner = Partner::at(&rig.vic, "north");
        let (uri, _) = joined(&rig, &rig.vic, &partner, "north").await;
        rig.tell(&partner.actor, &partner.tell(2, &uri, &tally(rig.clock.now_ms(), 5))).await;
        let seen = async || {
            talk(&[&rig]).await;
            let beside = joint::beside(app, campaign).await.expect("houses").len();
            (total(&rig, campaign).await, beside)
        };
        assert_eq!(seen().await, (8, 1));
        domains::set(app, "vic.test", DomainRule::Block, "").await.expect("blocked");
        assert_eq!(seen().await, (3, 0));
        domains::forget(app, "vic.test").await.expect("forgotten");
        assert_eq!(seen().await, (8, 1));
        let coalition = house(&rig).await.account.expect("an account");
        suspensions::suspend(app, None, coalition).await.expect("suspended");
        assert_eq!(seen().await, (3, 0));
        suspensions::lift(app, None, coalition).await.expect("lifted");
        assert_eq!(seen().await, (8, 1));
    }
}

//! Which approvals count.

use antiphon::domain::draft::DraftState;
use antiphon::domain::ids::RowId;
use antiphon::keys::{Algorithm, SigningKey, VerifyingKey};
use antiphon::service::drafts::{self, Aside, Saved};
use antiphon::service::{draft_approvals, draft_publishing, members};
use antiphon::store::{audit, draft_approvals as kept};

use super::ground::{ONE, OTHER, approve, approved, in_review, people, proposal, statements, tally};
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn two_people_approve_and_each_signature_can_be_checked_later() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let draft = in_review(&rig, &people.0, proposal("Dam")).await;
        let one = approve(&rig, &people.1, &draft).await;
        assert_eq!((one.state, tally(&rig, draft.id).await), (DraftState::InReview, (1, false)));
        let cx = rig.cx();
        let early = draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest).await;
        assert!(early.is_err() && statements(&rig).await.is_empty(), "one of two is not enough");
        let two = approve(&rig, &people.2, &draft).await;
        assert_eq!(two.state, DraftState::Approved);
        draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest).await.expect("published");
        let published = statements(&rig).await;
        assert_eq!((published.len(), published[0].details.quorum), (1, Some(2)));
        let shown = drafts::show(&cx, draft.id).await.expect("a draft");
        assert_eq!(shown.record.state, DraftState::Published);
        assert!(shown.approvals.iter().all(|one| one.given.fault().is_none()) && shown.approvals.len() == 2);
        let log = audit::list(&cx.store, 50).await.expect("a log");
        let given = log.iter().filter(|l| l.action == "draft.approve" && l.subject.contains(&draft.digest));
        assert_eq!(given.count(), 2);
    }
}

#[tokio::test]
async fn a_line_of_the_log_alone_proves_who_approved_which_words() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (writer, one, other) = people(&rig).await;
        let cx = rig.cx();
        let draft = in_review(&rig, &writer, proposal("Dam")).await;
        approve(&rig, &one, &draft).await;
        approve(&rig, &other, &draft).await;
        let mut keys_of = Vec::new();
        for member in [&one, &other] {
            let kept = kept::key_of(&cx.store, member.id).await.expect("read").expect("a key");
            keys_of.push((member.id, VerifyingKey::from_spki_der(&kept.public).expect("a key")));
        }
        drafts::discard(&cx, Some(&writer), draft.id).await.expect("given up");
        let log = audit::list(&cx.store, 50).await.expect("a log");
        let lines: Vec<_> = log.iter().filter(|line| line.action == "draft.approve").collect();
        assert_eq!(lines.len(), 2);
        for line in lines {
            let words: Vec<&str> = line.subject.split(' ').collect();
            let [id, digest, key, signature] = words[..] else { panic!("{}", line.subject) };
            assert_eq!((id, digest), (draft.id.to_string().as_str(), draft.digest.as_str()));
            let signature = antiphon::keys::from_multibase(signature).expect("multibase");
            let message = format!("antiphon approval of a draft\n{digest}");
            for (member, public) in &keys_of {
                let is_theirs = line.member == Some(*member);
                assert_eq!(public.verify(message.as_bytes(), &signature), is_theirs, "{}", line.subject);
                assert_eq!(public.to_multibase() == key, is_theirs, "{}", line.subject);
            }
            let other_words = format!("antiphon approval of a draft\n{}", digest.replace(['0', '1'], "2"));
            let named = VerifyingKey::from_multibase(key).expect("a key");
            assert!(!named.verify(other_words.as_bytes(), &signature), "it proves these words only");
        }
    }
}

#[tokio::test]
async fn an_approval_of_another_draft_another_digest_or_a_forged_one_counts_nothing() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (writer, one, other) = people(&rig).await;
        let cx = rig.cx();
        let first = in_review(&rig, &writer, proposal("Dam")).await;
        let second = in_review(&rig, &writer, proposal("Dam")).await;
        assert_ne!(first.digest, second.digest, "the same words in two drafts are two things to approve");
        approve(&rig, &one, &first).await;
        approve(&rig, &other, &first).await;
        let refused = draft_approvals::approve(&cx, &one, second.id, &first.digest).await;
        assert!(refused.is_err() && tally(&rig, second.id).await == (0, false));

        // Written straight into the database: the approvals of the first draft, moved to the second.
        let key = kept::key_of(&cx.store, one.id).await.expect("read").expect("a key");
        let moved = kept::of_draft(&cx.store, first.id).await.expect("approvals");
        let mut tx = cx.store.begin().await.expect("a transaction");
        for approval in &moved {
            let (digest, id) = (&second.digest, RowId(approval.key_id));
            kept::save(&mut tx, second.id, approval.member(), digest, id, &approval.signature, cx.now())
                .await
                .expect("written");
        }
        tx.commit().await.expect("kept");
        assert_eq!(tally(&rig, second.id).await, (0, false), "a signature over another digest");

        // A signature by a key that is nobody's, and one member's key in the name of another.
        let stranger = SigningKey::generate(Algorithm::Ed25519);
        let mut tx = cx.store.begin().await.expect("a transaction");
        let text = format!("antiphon approval of a draft\n{}", second.digest);
        let signature = stranger.sign(text.as_bytes());
        for member in [one.id, other.id] {
            kept::save(&mut tx, second.id, member, &second.digest, key.id, &signature, cx.now())
                .await
                .expect("written");
        }
        tx.commit().await.expect("kept");
        assert_eq!(tally(&rig, second.id).await, (0, false));
        let genuine = approve(&rig, &one, &second).await;
        assert_eq!((genuine.state, tally(&rig, second.id).await), (DraftState::InReview, (1, false)));
        let published = draft_publishing::publish(&cx, Some(&one), second.id, &second.digest).await;
        assert!(published.is_err() && statements(&rig).await.is_empty());
    }
}

#[tokio::test]
async fn one_member_who_approves_twice_is_one_and_writers_do_not_approve_each_other() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let (_, one, other) = people(&rig).await;
        let third = super::ground::member(&rig, "third_one", "spokesperson").await;
        let cx = rig.cx();
        // One begins it, the other changes it: both have written it.
        let draft = in_review(&rig, &one, proposal("Dam")).await;
        let saved = drafts::save(
            &cx,
            Some(&other),
            draft.id,
            draft.revision,
            proposal("Both dams"),
            Aside::default(),
        )
        .await
        .expect("saved");
        let Saved::Kept(draft) = saved else { panic!("nobody else changed it") };
        approve(&rig, &one, &draft).await;
        approve(&rig, &one, &draft).await;
        assert_eq!(tally(&rig, draft.id).await, (1, false));
        let both = approve(&rig, &other, &draft).await;
        assert_eq!((both.state, tally(&rig, draft.id).await), (DraftState::InReview, (2, false)));
        assert_eq!(approve(&rig, &third, &draft).await.state, DraftState::Approved);
    }
}

#[tokio::test]
async fn whoever_is_suspended_or_demoted_has_approved_nothing() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let draft = approved(&rig, &people, proposal("Dam")).await;
        assert_eq!(tally(&rig, draft.id).await, (2, true));
        members::set_role(&cx, ONE, "editor").await.expect("demoted");
        assert_eq!(tally(&rig, draft.id).await, (1, false));
        members::set_role(&cx, ONE, "spokesperson").await.expect("back");
        members::suspend(&cx, OTHER).await.expect("suspended");
        assert_eq!(tally(&rig, draft.id).await, (1, false));
        let refused = draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest).await;
        assert!(refused.is_err() && statements(&rig).await.is_empty());
        let editor = draft_approvals::approve(&cx, &people.0, draft.id, &draft.digest).await;
        assert!(editor.is_err(), "an editor approves nothing");
    }
}

#[tokio::test]
async fn one_letter_more_voids_every_approval_and_taking_it_back_does_not_renew_them() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let people = people(&rig).await;
        let cx = rig.cx();
        let draft = approved(&rig, &people, proposal("Dam")).await;
        let save = async |draft: &drafts::DraftRecord, title: &str, note: &str| {
            let aside = Aside { note: note.to_owned(), wished_at: None };
            match drafts::save(&cx, Some(&people.0), draft.id, draft.revision, proposal(title), aside).await {
                Ok(Saved::Kept(record)) => *record,
                other => panic!("{other:?}"),
            }
        };
        let noted = save(&draft, "Dam", "Only a note").await;
        assert_eq!(
            (noted.state, &noted.digest),
            (DraftState::Approved, &draft.digest),
            "a note is no word of it"
        );
        let changed = save(&noted, "Dams", "").await;
        assert_eq!((changed.state, tally(&rig, draft.id).await), (DraftState::InReview, (0, false)));
        let back = save(&changed, "Dam", "").await;
        assert_eq!((back.state, tally(&rig, draft.id).await), (DraftState::InReview, (0, false)));
        let old = draft_publishing::publish(&cx, Some(&people.1), draft.id, &draft.digest).await;
        assert!(old.is_err() && statements(&rig).await.is_empty());
    }
}

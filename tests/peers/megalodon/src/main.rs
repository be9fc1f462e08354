//! Two members of a server make one of everything; then the `megalodon` crate reads it all. It decodes strictly: a field that
//! is missing, or of another kind than Mastodon's, is an error. SERVER, ANA and BEN (tokens) come from the environment.

use std::fmt::Debug;

use chrono::{TimeDelta, Utc};
use megalodon::entities::filter::FilterContext;
use megalodon::entities::notification::NotificationType;
use megalodon::entities::status::StatusVisibility;
use megalodon::megalodon::{
    EditStatusInputOptions, PollOptions, PostStatusInputOptions, PostStatusOutput, UploadMediaInputOptions,
};
use megalodon::{Megalodon, SNS, error::Error, response::Response};

type Client = Box<dyn Megalodon + Send + Sync>;

/// What was read, or the end of the walk with the reason.
fn read<T: Debug>(what: &str, answer: Result<Response<T>, Error>, failed: &mut Vec<String>) -> Option<T> {
    match answer {
        Ok(answer) => {
            println!("ok {what}");
            Some(answer.json)
        }
        Err(error) => {
            println!("FAILED {what}: {error:?}");
            failed.push(what.to_owned());
            None
        }
    }
}

/// A list that was read. An empty one decodes whatever its entries would be, so it counts as not read.
fn list<T: Debug>(what: &str, answer: Result<Response<Vec<T>>, Error>, failed: &mut Vec<String>) -> Vec<T> {
    let found = read(what, answer, failed).unwrap_or_default();
    if found.is_empty() {
        println!("FAILED {what}: nothing is there");
        failed.push(format!("{what} (empty)"));
    }
    found
}

fn client(token: &str) -> Client {
    let server = std::env::var("SERVER").expect("SERVER is set");
    let token = std::env::var(token).expect("the tokens are set");
    megalodon::generator(SNS::Mastodon, server, Some(token), None).expect("a client")
}

async fn says(by: &Client, text: &str, options: PostStatusInputOptions) -> megalodon::entities::Status {
    match by.post_status(text.to_owned(), Some(&options)).await.expect("it is posted").json {
        PostStatusOutput::Status(status) => status,
        PostStatusOutput::ScheduledStatus(_) => panic!("it was not planned"),
    }
}

/// The smallest PNG.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdacd\xf8\xcfP\x0f\0\x03\x86\x01\x80Z4}k\0\0\0\0IEND\xaeB`\x82";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (ana, ben) = (client("ANA"), client("BEN"));
    let mut failed = Vec::new();
    let f = &mut failed;
    let usual = PostStatusInputOptions::default;
    let (me, him) = (
        read("own account", ana.verify_account_credentials().await, f).expect("without it there is nothing"),
        read("other account", ben.verify_account_credentials().await, f).expect("without it there is nothing"),
    );

    // Everything is made once.
    read("follow", ana.follow_account(him.id.clone(), None).await, f);
    read("follow back", ben.follow_account(me.id.clone(), None).await, f);
    let path = std::env::temp_dir().join(format!("decode-{}.png", std::process::id()));
    std::fs::write(&path, PICTURE).expect("it is written");
    let words = UploadMediaInputOptions { description: Some("A dot".to_owned()), focus: Some("0.1,-0.2".to_owned()) };
    let upload = read("upload", ana.upload_media(path.display().to_string(), Some(&words)).await, f);
    let _ = std::fs::remove_file(&path);
    let upload = match upload.expect("a picture is taken") {
        megalodon::entities::UploadMedia::Attachment(media) => media.id,
        megalodon::entities::UploadMedia::AsyncAttachment(media) => media.id,
    };
    read("media", ana.get_media(upload.clone()).await, f);
    let mut kinds = Vec::new();
    let options = PostStatusInputOptions { media_ids: Some(vec![upload]), sensitive: Some(true), ..usual() };
    kinds.push(says(&ana, "With a picture #river", options).await.id);
    let options = PostStatusInputOptions { spoiler_text: Some("water".to_owned()), language: Some("en".to_owned()), ..usual() };
    let edited = says(&ana, "With a warning https://example.org", options).await.id;
    let edit = EditStatusInputOptions { status: Some("Edited".to_owned()), ..EditStatusInputOptions::default() };
    read("edit", ana.edit_status(edited.clone(), &edit).await, f);
    kinds.push(edited.clone());
    let ask = PollOptions {
        options: vec!["One".to_owned(), "Two".to_owned()],
        expires_in: Some(3_600),
        multiple: Some(true),
        hide_totals: Some(false),
    };
    let options = PostStatusInputOptions { poll: Some(ask), ..usual() };
    let asked = says(&ben, "Which?", options).await;
    let poll = asked.poll.expect("it asks").id;
    read("vote", ana.vote_poll(poll.clone(), vec![0, 1], Some(asked.id.clone())).await, f);
    kinds.push(asked.id);
    let options = PostStatusInputOptions { in_reply_to_id: Some(edited.clone()), ..usual() };
    kinds.push(says(&ben, "@ana an answer", options).await.id);
    for visibility in [StatusVisibility::Unlisted, StatusVisibility::Private, StatusVisibility::Direct] {
        let options = PostStatusInputOptions { visibility: Some(visibility), ..usual() };
        kinds.push(says(&ben, "@ana narrower", options).await.id);
    }
    read("favourite", ben.favourite_status(edited.clone()).await, f);
    read("favourite", ana.favourite_status(edited.clone()).await, f);
    read("boost", ben.reblog_status(edited.clone()).await, f);
    read("bookmark", ana.bookmark_status(edited.clone()).await, f);
    read("pin", ana.pin_status(edited.clone()).await, f);
    let options = PostStatusInputOptions { scheduled_at: Some(Utc::now() + TimeDelta::hours(2)), ..usual() };
    let planned = ana.post_status("Later".to_owned(), Some(&options)).await.expect("it is planned").json;
    let PostStatusOutput::ScheduledStatus(planned) = planned else { panic!("it was planned") };
    let friends = read("list made", ana.create_list("Friends".to_owned()).await, f).expect("a list").id;
    let _ = ana.add_accounts_to_list(friends.clone(), vec![him.id.clone()]).await;
    read("endorsed", ana.pin_account(him.id.clone()).await, f);
    read("filter", ana.create_filter("weir".to_owned(), vec![FilterContext::Home], None).await, f);
    // Done, though this client takes no answer but an empty one for it; the list below shows it.
    let _ = ana.block_domain("evil.example".to_owned()).await;
    // Not read: featured tags, whose count Mastodon documents as a text and this client wants as a number; preferences, where it
    // refuses every field that came after it; markers, where it wants both even if none was ever set.
    read("tag followed", ana.follow_tag("river".to_owned()).await, f);

    // And read, each kind of entity from each place that has it.
    for id in kinds {
        read("status", ana.get_status(id).await, f);
    }
    read("context", ana.get_status_context(edited.clone(), None).await, f);
    read("source", ana.get_status_source(edited.clone()).await, f);
    list("favourited by", ana.get_status_favourited_by(edited.clone()).await, f);
    list("boosted by", ana.get_status_reblogged_by(edited).await, f);
    read("poll", ana.get_poll(poll).await, f);
    let home = list("home", ana.get_home_timeline(None).await, f);
    list("local", ana.get_local_timeline(None).await, f);
    list("tag timeline", ana.get_tag_timeline("river".to_owned(), None).await, f);
    list("list timeline", ana.get_list_timeline(friends.clone(), None).await, f);
    let talks = list("conversations", ana.get_conversation_timeline(None).await, f);
    let told = list("notifications", ana.get_notifications(None).await, f);
    if let Some(one) = told.first() {
        read("notification", ana.get_notification(one.id.clone()).await, f);
    }
    read("account", ana.get_account(him.id.clone()).await, f);
    read("lookup", ana.lookup_account("ben".to_owned()).await, f);
    list("account's statuses", ana.get_account_statuses(me.id.clone(), None).await, f);
    list("followers", ana.get_account_followers(me.id.clone(), None).await, f);
    list("following", ana.get_account_following(me.id.clone(), None).await, f);
    list("account's lists", ana.get_account_lists(him.id.clone()).await, f);
    list("relationships", ana.get_relationships(vec![him.id.clone()]).await, f);
    read("search", ana.search("river".to_owned(), None).await, f);
    list("bookmarks", ana.get_bookmarks(None).await, f);
    list("favourites", ana.get_favourites(None).await, f);
    list("domain blocks", ana.get_domain_blocks(None).await, f);
    list("filters", ana.get_filters().await, f);
    read("follow requests", ana.get_follow_requests(None).await, f);
    list("planned statuses", ana.get_scheduled_statuses(None).await, f);
    read("planned status", ana.get_scheduled_status(planned.id).await, f);
    list("lists", ana.get_lists().await, f);
    read("list", ana.get_list(friends.clone()).await, f);
    list("accounts in list", ana.get_accounts_in_list(friends, None).await, f);
    list("followed tags", ana.get_followed_tags().await, f);
    read("tag", ana.get_tag("river".to_owned()).await, f);
    read("suggestions", ana.get_suggestions(None).await, f);
    list("endorsements", ana.get_endorsements(None).await, f);
    read("instance", ana.get_instance().await, f);
    read("trends", ana.get_instance_trends(None).await, f);
    read("directory", ana.get_instance_directory(None).await, f);
    list("emoji", ana.get_instance_custom_emojis().await, f);
    list("announcements", ana.get_instance_announcements().await, f);

    // Last, since it ends what the two are to each other.
    read("muted", ana.mute_account(him.id.clone(), true).await, f);
    list("mutes", ana.get_mutes(None).await, f);
    read("blocked", ana.block_account(him.id.clone()).await, f);
    list("blocks", ana.get_blocks(None).await, f);

    // And of what is in the lists, each kind.
    for (what, is_there) in [
        ("a poll at home", home.iter().any(|status| status.poll.is_some())),
        ("a conversation", !talks.is_empty()),
        ("a mention", told.iter().any(|n| n.r#type == NotificationType::Mention)),
        ("a follow", told.iter().any(|n| n.r#type == NotificationType::Follow)),
        ("a favourite", told.iter().any(|n| n.r#type == NotificationType::Favourite)),
        ("a boost", told.iter().any(|n| n.r#type == NotificationType::Reblog)),
    ] {
        if !is_there {
            failed.push(format!("there is not {what}"));
        }
    }
    assert!(failed.is_empty(), "failed: {}", failed.join(", "));
}

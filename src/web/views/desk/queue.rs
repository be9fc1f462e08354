//! What waits to be delivered, host by host, what came in and was set aside, and mails in trouble.

use askama::Template;

use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// The health of both queues.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/queue.html", whitespace = "minimize")]
pub struct QueuePage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// Deliveries that wait.
    pub deliveries: u64,
    /// Activities that wait to be applied.
    pub inbox: u64,
    /// Since when the oldest delivery waits.
    pub oldest: Option<Moment>,
    /// Hosts with work or in trouble, the worst first.
    pub lanes: Vec<LaneLine>,
    /// How many more there are.
    pub more_lanes: u64,
    /// Servers that wanted to send more than they may, the loudest first.
    pub held_back: Vec<HeldBackLine>,
    /// How many were set aside.
    pub aside: u64,
    /// The neighbouring pages of these.
    pub pager: Pager,
    /// What was set aside, the newest first.
    pub set_aside: Vec<SetAside>,
    /// Mails.
    pub mails: Mails,
}

/// Mails that wait for the relay or failed. To whom they go is not shown.
#[derive(Clone, Debug, Default)]
pub struct Mails {
    /// Whether the settings name a relay.
    pub is_on: bool,
    /// How many wait.
    pub waiting: u64,
    /// How many failed.
    pub failed: u64,
    /// What is wrong with the relay, and since when.
    pub relay: Option<(String, Moment)>,
    /// Those in trouble, the newest first.
    pub lines: Vec<MailLine>,
    /// How many more there are.
    pub more: u64,
}

/// A mail in trouble.
#[derive(Clone, Debug)]
pub struct MailLine {
    /// Its number.
    pub id: String,
    /// What it is for.
    pub purpose: String,
    /// When it was written.
    pub written: Moment,
    /// When it is tried next; none for one that failed.
    pub next_try: Option<Moment>,
    /// How often it was tried.
    pub tries: u64,
    /// What the relay answered last: a code, without anybody's address. May be empty.
    pub answer: String,
    /// Path of the question before it is dropped.
    pub drop_path: String,
}

/// A host.
#[derive(Clone, Debug)]
pub struct LaneLine {
    /// Its name.
    pub host: String,
    /// How much waits for it.
    pub waiting: u64,
    /// Failures in a row.
    pub failures: u64,
    /// Since when the oldest waits.
    pub oldest: Option<Moment>,
    /// When it is tried next.
    pub next_try: Option<Moment>,
    /// When it last took something.
    pub last_success: Option<Moment>,
    /// What went wrong last; may be empty.
    pub error: String,
    /// Path of the question before everything for it is dropped.
    pub drop_path: String,
}

/// A server that wanted to send more than it may.
#[derive(Clone, Debug)]
pub struct HeldBackLine {
    /// Its name.
    pub host: String,
    /// How often within the last hour.
    pub count: u64,
    /// When last.
    pub last: Moment,
}

/// Something that was set aside.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// Its number.
    pub id: String,
    /// Its type.
    pub kind: String,
    /// Whose it is.
    pub actor: String,
    /// Why it was set aside.
    pub reason: String,
    /// When it came.
    pub received: Moment,
}

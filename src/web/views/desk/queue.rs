//! What waits to be delivered, host by host, and what came in and was set aside.

use askama::Template;

use crate::web::views::page::{Desk, Moment, Page};
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
    /// What was set aside, the newest first.
    pub set_aside: Vec<SetAside>,
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

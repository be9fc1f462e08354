//! What became of a delivery: how many servers have it, which do not, and why.

use askama::Template;

use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// How many servers are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// Servers that confirmed.
    pub delivered: u64,
    /// Servers that will be tried again.
    pub waiting: u64,
    /// Servers that said no, or never answered in time.
    pub refused: u64,
}

impl DeliveryCounts {
    /// All servers.
    pub fn total(&self) -> u64 {
        self.delivered + self.waiting + self.refused
    }
}

/// The outcome of one delivery.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/delivery.html", whitespace = "minimize")]
pub struct DeliveryPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// The statement's title; may be empty.
    pub title: String,
    /// Path of its public page.
    pub statement_path: String,
    /// Path of the form by which it is corrected; none for those who may not.
    pub correct_path: Option<String>,
    /// Path of this page, to look again.
    pub path: String,
    /// When these numbers were true.
    pub counted: Moment,
    /// The numbers.
    pub counts: DeliveryCounts,
    /// The servers that do not have it, as many as one page shows.
    pub hosts: Vec<UndeliveredHost>,
    /// How many more there are.
    pub more_hosts: u64,
}

/// A server that does not have it.
#[derive(Clone, Debug)]
pub struct UndeliveredHost {
    /// Its host name.
    pub host: String,
    /// Whether and when it is tried again; none if it is not.
    pub next_try: Option<Moment>,
    /// Why not, in plain words.
    pub reason: String,
    /// How often it was tried.
    pub attempts: u32,
}

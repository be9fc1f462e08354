//! Tests that hold every page to the same promises. Nothing here is part of the program.

#[path = "../../../../tests/it/support/chromium.rs"]
#[expect(dead_code, reason = "the integration tests lead the same browser and ask more of it")]
mod chromium;
mod markup;
mod pages;
mod screens;
mod specimens;
mod specimens_apps;
mod specimens_campaigns;
mod specimens_desk;
mod specimens_directory;
mod specimens_drafts;
mod specimens_events;
mod specimens_letters;
mod specimens_members;
mod specimens_newsletter;
mod specimens_pledges;
mod specimens_rooms;

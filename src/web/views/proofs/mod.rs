//! Tests that hold every page to the same promises. Nothing here is part of the program.

mod markup;
mod pages;
mod specimens;
mod specimens_apps;
mod specimens_campaigns;
mod specimens_desk;
mod specimens_directory;
mod specimens_events;
mod specimens_letters;
mod specimens_members;
mod specimens_newsletter;
mod specimens_pledges;
mod specimens_rooms;

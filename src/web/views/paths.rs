//! Where the pages are that other pages always link to. Paths that depend on data come in with the data.

/// Asks for the visitor's address and leads to their server to follow (GET, field `address`).
pub const FOLLOW: &str = "/follow";
/// The same for one statement: share, boost, reply (GET, fields `uri` and `address`).
pub const INTERACT: &str = "/interact";
/// Chooses the language of the pages: `/language/{tag}` (GET).
pub const LANGUAGE: &str = "/language";
/// The first page of the desk.
pub const DESK: &str = "/desk";
/// Coalitions and campaigns that agreed to be shown here.
pub const DIRECTORY: &str = "/directory";
/// Calls for solidarity and ideas.
pub const EXCHANGE: &str = "/exchange";
/// Whom we show, and who shows ours.
pub const DESK_DIRECTORY: &str = "/desk/directory";
/// Calls and ideas that reached us, and our own.
pub const DESK_EXCHANGE: &str = "/desk/exchange";
/// Events at the desk.
pub const EVENTS: &str = "/desk/events";
/// The empty form for an event.
pub const NEW_EVENT: &str = "/desk/events/new";
/// Campaigns that are one with those of other coalitions.
pub const JOINT: &str = "/desk/joint";
/// Endorsements of what is ours, and ours of what is others'.
pub const ENDORSEMENTS: &str = "/desk/endorsements";
/// The empty form for a statement.
pub const NEW_STATEMENT: &str = "/desk/statements/new";
/// Whom the coalition follows, what it passes on and answers.
pub const FOLLOWING: &str = "/desk/following";
/// How the coalition looks to others.
pub const PROFILE: &str = "/desk/profile";
/// Statements in the making; one of them is `/desk/drafts/{id}`.
pub const DRAFTS: &str = "/desk/drafts";
/// The empty form for a draft.
pub const NEW_DRAFT: &str = "/desk/drafts/new";
/// Ends the session (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Becoming a member; with an invitation `/join/{secret}`.
pub const JOIN: &str = "/join";
/// The signed-in person's own account.
pub const ACCOUNT: &str = "/desk/account";
/// What they take along and bring here, and where they go.
pub const MOVING: &str = "/desk/moving";
/// The newsletter (GET, and POST with an address); its links lead below it.
pub const NEWSLETTER: &str = "/newsletter";
/// Whom people can write to, and how many have.
pub const DESK_LETTERS: &str = "/desk/letters";
/// How many signed, and the key that signatures are sealed to.
pub const DESK_PLEDGES: &str = "/desk/pledges";
/// How many read the newsletter, and what was sent.
pub const DESK_NEWSLETTER: &str = "/desk/newsletter";
/// Those who wait to become members.
pub const WAITING: &str = "/desk/members";
/// Signing in by name and password; where one-time links lead to: `/sign-in/{token}`.
pub const SIGN_IN: &str = "/sign-in";
/// Where a person lets an app in (GET, and POST with their answer).
pub const AUTHORIZE: &str = "/oauth/authorize";
/// Campaigns at the desk.
pub const CAMPAIGNS: &str = "/desk/campaigns";
/// The empty form for a campaign.
pub const NEW_CAMPAIGN: &str = "/desk/campaigns/new";
/// People and what they are here.
pub const PEOPLE: &str = "/desk/people";
/// What was reported.
pub const REPORTS: &str = "/desk/reports";
/// What the house tells its members.
pub const NOTICES: &str = "/desk/notices";
/// Who did what.
pub const AUDIT: &str = "/desk/audit";
/// What waits, and what was set aside.
pub const QUEUE: &str = "/desk/queue";
/// Where mails in trouble are tried again and dropped.
pub const QUEUE_MAIL: &str = "/desk/queue/mail";
/// Unsaved work that came back.
pub const KEPT: &str = "/desk/kept";

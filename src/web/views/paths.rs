//! Where the pages are that other pages always link to. Paths that depend on data come in with the data.

/// Asks for the visitor's address and leads to their server to follow (GET, field `address`).
pub const FOLLOW: &str = "/follow";
/// The same for one statement: share, boost, reply (GET, fields `uri` and `address`).
pub const INTERACT: &str = "/interact";
/// Chooses the language of the pages: `/language/{tag}` (GET).
pub const LANGUAGE: &str = "/language";
/// The first page of the desk.
pub const DESK: &str = "/desk";
/// Endorsements of what is ours, and ours of what is others'.
pub const ENDORSEMENTS: &str = "/desk/endorsements";
/// The empty form for a statement.
pub const NEW_STATEMENT: &str = "/desk/statements/new";
/// Ends the session (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Becoming a member; with an invitation `/join/{secret}`.
pub const JOIN: &str = "/join";
/// The signed-in person's own account.
pub const ACCOUNT: &str = "/desk/account";
/// What they take along and bring here, and where they go.
pub const MOVING: &str = "/desk/moving";
/// Those who wait to become members.
pub const WAITING: &str = "/desk/members";
/// Signing in by name and password; where one-time links lead to: `/sign-in/{token}`.
pub const SIGN_IN: &str = "/sign-in";
/// Where a person lets an app in (GET, and POST with their answer).
pub const AUTHORIZE: &str = "/oauth/authorize";

//! Who stands behind a statement or campaign, on its page.

use super::page::Moment;

/// Who has endorsed something, and what everybody can check.
#[derive(Clone, Debug, Default)]
pub struct Endorsers {
    /// How many have endorsed the present version.
    pub count: u64,
    /// Those, then those of earlier versions and those who took it back.
    pub list: Vec<EndorserLine>,
    /// Path of the collection of signed copies.
    pub copies_path: String,
}

/// One endorser.
#[derive(Clone, Debug)]
pub struct EndorserLine {
    /// Its name.
    pub name: String,
    /// `@name@host`.
    pub handle: String,
    /// Path of its logo, as this server serves it.
    pub logo_path: Option<String>,
    /// Anybody can check it.
    pub is_proven: bool,
    /// Since when it is shown.
    pub since: Moment,
    /// When it was taken back.
    pub withdrawn: Option<Moment>,
    /// It is of an earlier version.
    pub is_earlier: bool,
}

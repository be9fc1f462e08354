//! What commands about drafts are given: what comes of one, what stands beside its words, and who does it.

use clap::Args;

use crate::domain::ids::{PostId, RowId};
use crate::service::drafts::By;
use crate::service::tokens::{self, Acting};

use super::campaign::Speaker;
use super::failure::Failure;
use super::open::House;
use super::statement_texts;

/// What comes of a draft.
#[derive(Debug, Args)]
pub struct Goal {
    /// A new version of this statement.
    #[arg(long, value_name = "STATEMENT")]
    pub changes: Option<PostId>,
    /// A new version that says what was wrong.
    #[arg(long, value_name = "STATEMENT", conflicts_with = "changes")]
    pub corrects: Option<PostId>,
    /// This statement is taken back.
    #[arg(long, value_name = "STATEMENT", conflicts_with_all = ["changes", "corrects"])]
    pub withdraws: Option<PostId>,
    /// It answers the post at this address.
    #[arg(long, value_name = "URL", conflicts_with_all = ["changes", "corrects", "withdraws", "campaign"])]
    pub answers: Option<String>,
    /// What was wrong, or why it is withdrawn: one sentence that readers see.
    #[arg(long, value_name = "TEXT")]
    pub said: Option<String>,
    /// What was wrong, in the language of a translation, which is a draft without it. Can be given again.
    #[arg(long, value_name = "LANGUAGE:TEXT")]
    pub said_in: Vec<String>,
    /// The handle of the campaign it is for.
    #[arg(long)]
    pub campaign: Option<String>,
    /// Who says it.
    #[arg(long = "as", value_enum, default_value_t = Speaker::Coalition)]
    pub speaker: Speaker,
}

/// What stands beside the words.
#[derive(Debug, Args)]
pub struct Beside {
    /// For reviewers.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    /// When it should go out.
    #[arg(long, value_name = "TIME")]
    pub wish: Option<String>,
    /// Who does it.
    #[command(flatten)]
    pub who: Who,
}

/// Who does it.
#[derive(Debug, Args)]
pub struct Who {
    /// A file with a token of the member who does it; `-` reads standard input. Without it: the command line.
    #[arg(long, value_name = "FILE")]
    pub token: Option<String>,
}

/// Which draft, and who.
#[derive(Debug, Args)]
pub struct Step {
    /// Its number.
    pub id: RowId,
    /// Who does it.
    #[command(flatten)]
    pub who: Who,
}

/// Which words, and who.
#[derive(Debug, Args)]
pub struct Exact {
    /// Its number.
    pub id: RowId,
    /// The digest that `draft show` told. Without it: the words as they are now.
    #[arg(long)]
    pub digest: Option<String>,
    /// Who does it.
    #[command(flatten)]
    pub who: Who,
}

/// The member, if somebody showed a token.
pub fn by(who: Option<&Acting>) -> By<'_> {
    who.map(|who| &who.member)
}

/// Who showed a token; none for the command line.
pub async fn acting(house: &House, who: &Who) -> Result<Option<Acting>, Failure> {
    let Some(file) = &who.token else { return Ok(None) };
    let token = statement_texts::read(file)?;
    let found = tokens::holder(house, token.trim()).await;
    let acting = found.ok().and_then(|holder| holder.acting);
    acting.map(Some).ok_or_else(|| Failure::failed("the token is nobody's, or does not count any more"))
}

/// The same for what a member alone can do: the verb stands in the sentence that refuses others.
pub async fn must_act(house: &House, who: &Who, verb: &str) -> Result<Acting, Failure> {
    acting(house, who).await?.ok_or_else(|| {
        Failure::misused(format!(
            "only a member {verb}: give a token of theirs with --token FILE (antiphon member token)"
        ))
    })
}

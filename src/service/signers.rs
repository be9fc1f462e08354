//! The keys of an author of ours, and what they sign: the documents of posts, with a proof where everybody may see them.

use crate::app::{App, Signer};
use crate::domain::account::{Account, ActorKind};
use crate::domain::endorsement;
use crate::domain::post::Post;
use crate::domain::quote::{self, Quoters};
use crate::domain::visibility::Visibility;
use crate::remote::keyring;
use crate::wire::note::{self, NoteOut, QuotePolicy};
use crate::wire::{Json, proof};
use crate::words::Words;

use super::posts::addresses;
use super::{Result, outbox};

/// The two keys of an author.
pub struct Signers {
    /// Signs the deliveries.
    pub requests: Signer,
    /// Signs the objects.
    pub proofs: Signer,
}

impl Signers {
    /// The keys of an account that lives here.
    pub async fn of(app: &App, account: &Account) -> Result<Self> {
        Ok(Self {
            requests: keyring::for_requests(app, account.id).await?,
            proofs: keyring::for_proofs(app, account.id).await?,
        })
    }

    /// The post's JSON, with a proof when everybody may see it.
    pub(super) fn object(&self, app: &App, author: &Account, post: &Post) -> Result<Json> {
        let (to, cc) = addresses(author, post);
        let part = |name: &str| format!("{}/{name}", post.uri);
        let is_statement = matches!(author.kind, ActorKind::Organization | ActorKind::Group)
            && post.in_reply_to_uri.is_none();
        let words = Words::of_first(post.main_text().language.as_slice());
        let endorsed = endorsement::line(&post.details.endorsers, words.say("endorsement-by"), |more| {
            words.say_count("endorsement-and-more", more)
        });
        let document = note::object(&NoteOut {
            post,
            author: author.uri.as_str(),
            to: &to,
            cc: &cc,
            audience: post.details.campaign.as_deref(),
            context: None,
            replies: Some(&part("replies")),
            likes: Some(&part("likes")),
            shares: Some(&part("shares")),
            endorsements: is_statement.then(|| part("endorsements")).as_deref(),
            is_statement,
            endorsed: endorsed.as_deref(),
            quotes: match quote::policy(post.visibility, post.details.quoters) {
                Quoters::Anyone => QuotePolicy::Anyone,
                Quoters::Followers => {
                    author.followers.as_deref().map_or(QuotePolicy::Nobody, QuotePolicy::Followers)
                }
                Quoters::Nobody => QuotePolicy::Nobody,
            },
            tag_base: &app.url("/tags/"),
        });
        self.proven(app, post.visibility, document)
    }

    /// The activity's exact text, with a proof when everybody may see it.
    pub(super) fn sealed(&self, app: &App, post: &Post, activity: Json) -> Result<String> {
        Ok(outbox::exact(&self.proven(app, post.visibility, activity)?))
    }

    /// A proof on what everybody may see (FEP-8b32); a private text gets none, so that nobody can prove it was written.
    pub fn proven(&self, app: &App, visibility: Visibility, document: Json) -> Result<Json> {
        if !visibility.is_open() {
            return Ok(document);
        }
        Ok(proof::attach(document, &self.proofs.key, &self.proofs.uri, app.now()))
    }
}

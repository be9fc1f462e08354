//! Answering a call, or a message below one: in private, from coalition to coalition. Every door asks `send`: where one
//! person's word is enough it goes out at once, and where it is not it becomes a draft that only the one who is answered
//! will read. The gate is behind it, where posts are written.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::call_answer::{self, CallAnswerMatter, says};
use crate::domain::campaign::Campaign;
use crate::domain::draft::{self, Proposal, Purpose};
use crate::domain::ids::{MemberId, PostId};
use crate::domain::post::Post;
use crate::domain::role::Role;
use crate::domain::statement::Draft;
use crate::domain::visibility::Visibility;
use crate::keys::sha256_hex;
use crate::store::{drafts as kept, posts as store};

use super::calls::{self, Message, Shown};
use super::draft_matters::hand_in;
use super::drafts::{Aside, By, DraftRecord, id_of};
use super::posts::{Asked, NewPost};
use super::quorum::{self, Leave};
use super::{Error, Result, accounts, call_adopting, posts, statements, threads};

/// What became of an answer.
#[derive(Clone, Debug)]
pub enum Done {
    /// It is on its way.
    Now(Box<Post>),
    /// Just these words were sent before; nothing was sent again.
    There(Box<Post>),
    /// Others have to approve it first.
    Draft(Box<DraftRecord>),
}

/// What is answered, and the call that it belongs to.
pub(super) struct Answered {
    house: Account,
    call: Shown,
    to: Post,
    whose: Account,
}

/// Whether others have to approve what this person says to another coalition.
pub async fn must_approve(app: &App, by: By<'_>) -> Result<bool> {
    let may = by.is_none_or(|member| Role::parse(&member.role).is_some_and(Role::may_approve));
    Ok(!may || quorum::needed(app).await? >= 2)
}

/// Answers a call, or a message below one, or hands the answer in for others to approve. Sent twice it is one.
pub async fn send(cx: &Cx, by: By<'_>, id: PostId, words: Draft, aside: Aside) -> Result<Done> {
    let answered = Answered::find(cx, id).await?;
    answered.must_be_open(cx)?;
    if let Some(there) = answered.said_before(cx, &words).await? {
        return Ok(Done::There(Box::new(there)));
    }
    if !must_approve(cx, by).await? {
        let post = answered.say(cx, id_of(by), words, false, Leave::Usual).await?;
        return Ok(Done::Now(Box::new(post)));
    }
    Ok(Done::Draft(Box::new(Box::pin(answered.hand_in(cx, by, words, false, aside)).await?)))
}

/// Answers at once, by this leave.
pub async fn answer_by(
    cx: &Cx,
    member: Option<MemberId>,
    id: PostId,
    words: Draft,
    leave: Leave<'_>,
) -> Result<Post> {
    let answered = Answered::find(cx, id).await?;
    answered.must_be_open(cx)?;
    answered.say(cx, member, words, false, leave).await
}

/// Sends an answer that was approved.
pub(super) async fn publish(
    cx: &Cx,
    member: Option<MemberId>,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let (Some(matter), Some(address)) = (&proposal.call_answer, &proposal.answers) else {
        return Err(Error::NotFound);
    };
    let gone = || Error::says("refusal-draft-answer-gone");
    let to = store::find_by_uri(&cx.store, address).await?.ok_or_else(gone)?;
    let answered = Answered::find(cx, to.id).await.map_err(|error| match error {
        Error::NotFound | Error::Gone => gone(),
        other => other,
    })?;
    // What was approved goes to the one whom those who approved it have read of.
    if !matter.is_for(&answered.whose) {
        return Err(gone());
    }
    if matter.adopts {
        call_adopting::must_be_taken_up(cx, &answered.call).await?;
    } else {
        answered.must_be_open(cx)?;
    }
    answered.say(cx, member, proposal.words(), matter.adopts, leave).await.map(drop)
}

impl Answered {
    /// The call with this id, or the message below one, as the coalition may read it.
    pub(super) async fn find(app: &App, id: PostId) -> Result<Self> {
        let house = accounts::coalition(app).await?;
        let to = posts::visible(app, id, Some(&house)).await?;
        let root = match &to.details.call {
            Some(_) => id,
            // Somewhere above a message there is a call.
            None => {
                let above = threads::around(app, Some(house.id), id).await?.above;
                above.first().map(|line| line.post).ok_or(Error::NotFound)?
            }
        };
        let call = calls::find(app, root).await?;
        let whose = accounts::find(app, to.account).await?;
        Ok(Self { house, call, to, whose })
    }

    fn is_call(&self) -> bool {
        self.to.id == self.call.post.id
    }

    /// Refuses to answer ourselves, and a call that asks no more. What was written below one can be answered longer.
    fn must_be_open(&self, app: &App) -> Result<()> {
        match (self.to.account == self.house.id, self.is_call()) {
            (true, true) => Err(Error::says("refusal-call-own-call")),
            (true, false) => Err(Error::says("refusal-call-own-message")),
            (false, true) if !self.call.call.is_open_at(app.now()) => {
                Err(Error::refused(crate::domain::call::Refusal::Over))
            }
            (false, _) => Ok(()),
        }
    }

    /// Our own messages right below what is answered.
    async fn ours(&self, app: &App) -> Result<Vec<Post>> {
        let mut found = Vec::new();
        for line in threads::around(app, Some(self.house.id), self.to.id).await?.below {
            let post = store::find(&app.store, line.post).await?;
            let is_ours = |post: &Post| post.account == self.house.id && post.in_reply_to == Some(self.to.id);
            found.extend(post.filter(is_ours));
        }
        Ok(found)
    }

    async fn said_before(&self, app: &App, words: &Draft) -> Result<Option<Post>> {
        let typed = words.texts.first().map(|text| text.source.as_str()).unwrap_or_default();
        Ok(self.ours(app).await?.into_iter().find(|post| says(post, typed)))
    }

    /// Our message by which its coalition was told that the idea was taken up.
    pub(super) async fn told_before(&self, app: &App) -> Result<bool> {
        let uri = self.to.uri.as_str();
        Ok(self.ours(app).await?.iter().any(|post| post.details.adopts.as_deref() == Some(uri)))
    }

    /// What tells these words from others to the same message. Words that were sent and deleted are new ones when they are
    /// written again, so each deletion that is still known makes another key.
    async fn key(&self, app: &App, member: Option<MemberId>, words: &Draft, adopts: bool) -> Result<String> {
        let typed: Vec<&str> = words.texts.iter().map(|text| text.source.as_str()).collect();
        let digest = sha256_hex(typed.join("\n\n").as_bytes());
        let mut deleted = 0_u32;
        loop {
            let key = format!("call-answer {} {adopts} {digest} {deleted}", self.to.id);
            match posts::made_before(app, member, self.house.id, Some(&key)).await {
                Err(Error::Gone) => deleted += 1,
                found => return found.map(|_| key),
            }
        }
    }

    /// Says it to the one who is answered, and to nobody whom the words may name.
    pub(super) async fn say(
        &self,
        cx: &Cx,
        member: Option<MemberId>,
        words: Draft,
        adopts: bool,
        leave: Leave<'_>,
    ) -> Result<Post> {
        // A button that is pressed twice sends two requests at once; the second finds nothing written yet.
        let key = if leave.is_draft() { None } else { Some(self.key(cx, member, &words, adopts).await?) };
        let new = NewPost {
            visibility: Visibility::Direct,
            in_reply_to: Some(self.to.id),
            ..statements::checked(words)?
        };
        let asked = Asked {
            key: key.as_deref(),
            adopts: adopts.then(|| self.to.uri.as_str()),
            only_answered: true,
            leave,
            ..Asked::default()
        };
        posts::write_once(cx, member, &self.house, new, asked).await
    }

    /// Hands in what is to be said, unless a draft says just that.
    pub(super) async fn hand_in(
        &self,
        app: &App,
        by: By<'_>,
        words: Draft,
        adopts: bool,
        aside: Aside,
    ) -> Result<DraftRecord> {
        let matter = CallAnswerMatter {
            call: self.call.post.id.0,
            title: self.call.parts().0,
            actor: self.whose.uri.as_str().to_owned(),
            whose: call_answer::called(&self.whose),
            adopts,
        };
        let proposal = Proposal {
            purpose: Purpose::CallAnswer,
            answers: Some(self.to.uri.as_str().to_owned()),
            call_answer: Some(matter),
            ..Proposal::statement(words)
        };
        let proposal = draft::check(proposal, true).map_err(Error::refused)?;
        let begun = drafts_about(app, self.call.post.id).await?;
        match begun.into_iter().find(|draft| call_answer::is_same(&draft.proposal, &proposal, &self.whose)) {
            Some(there) => Ok(there),
            None => hand_in(app, by, proposal, aside).await,
        }
    }
}

/// Open drafts of answers to this call, to messages below it, or of telling that the idea was taken up.
pub async fn drafts_about(app: &App, call: PostId) -> Result<Vec<DraftRecord>> {
    let open = kept::open(&app.store, None).await?;
    let is_about =
        |draft: &DraftRecord| draft.proposal.call_answer.as_ref().is_some_and(|m| m.call == call.0);
    Ok(open.into_iter().filter(is_about).collect())
}

/// What the coalition has done about a call of another one so far.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Its first answer.
    pub said: Option<PostId>,
    /// What waits for others to approve it.
    pub drafts: Vec<DraftRecord>,
    /// The campaigns that the idea became here.
    pub campaigns: Vec<Campaign>,
}

/// What the coalition has done about this call; `messages` are those below it.
pub async fn standing(app: &App, call: &Shown, messages: &[Message]) -> Result<Standing> {
    let house = accounts::coalition(app).await?;
    let id = call.post.id;
    let is_answer = |one: &&Message| {
        one.author.id == house.id && one.post.in_reply_to == Some(id) && one.post.details.adopts.is_none()
    };
    Ok(Standing {
        said: messages.iter().find(is_answer).filter(|_| call.author.id != house.id).map(|one| one.post.id),
        drafts: drafts_about(app, id).await?,
        campaigns: call_adopting::campaigns_of(app, call).await?,
    })
}

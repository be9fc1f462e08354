//! What an activity of somebody else does, as far as its own words tell. Reading it is in `incoming`.

use super::actor::ActorDocument;
use super::endorsement::Endorsement;
use crate::domain::joint::JointAct;
use crate::domain::post::IncomingPost;
use crate::domain::time::Time;
use crate::domain::uri::Uri;

/// An activity of somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Its id.
    pub id: Uri,
    /// Who did it.
    pub actor: Uri,
    /// What was done.
    pub act: Act,
}

/// What an activity does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The actor wants to follow the object.
    Follow {
        /// Who is to be followed; a relay asks for "everybody".
        object: Uri,
    },
    /// The actor agrees to something that was asked.
    Accept {
        /// What was asked.
        object: Reference,
        /// What proves the consent, such as a stamp for a quote (FEP-044f).
        result: Option<Uri>,
    },
    /// The actor refuses, or takes its consent back.
    Reject {
        /// What was asked.
        object: Reference,
    },
    /// The actor takes back what it did.
    Undo {
        /// What it did.
        object: Reference,
    },
    /// The actor wrote something; several only when they are votes.
    Create {
        /// What it wrote.
        posts: Vec<IncomingPost>,
    },
    /// The actor changed what it wrote.
    UpdatePost {
        /// How it reads now.
        post: Box<IncomingPost>,
        /// The digest that an endorsement of this version is bound to; none where it can have none.
        digest: Option<String>,
    },
    /// The actor changed itself.
    UpdateActor {
        /// How it is now.
        actor: Box<ActorDocument>,
        /// The same for what it says as a campaign.
        digest: Option<String>,
    },
    /// The actor, or something of its origin, is gone.
    Delete {
        /// What is gone.
        object: Uri,
    },
    /// The actor passes something on.
    Announce {
        /// What it passes on. Only this id is believed, never what is carried along (A11).
        object: Uri,
        /// What is carried along, when it is an activity (FEP-1b12). It is never applied by itself (A89).
        inner: Option<Inner>,
        /// First line of addressees.
        to: Vec<String>,
        /// Second line of addressees.
        cc: Vec<String>,
        /// When.
        published: Option<Time>,
    },
    /// The actor likes something.
    Like {
        /// What it likes.
        object: Uri,
        /// With which emoji, if not the usual (FEP-c0e0).
        emoji: Option<String>,
    },
    /// The actor blocks somebody.
    Block {
        /// Whom.
        object: Uri,
    },
    /// The actor reports accounts and posts.
    Flag {
        /// Accounts and posts, at most 100.
        objects: Vec<Uri>,
        /// Why; plain text.
        content: String,
    },
    /// An actor is elsewhere now.
    Move {
        /// Where it was.
        object: Uri,
        /// Where it is.
        target: Uri,
    },
    /// The actor puts something into a collection of its own.
    Add {
        /// What.
        object: Uri,
        /// The collection.
        target: Uri,
    },
    /// The actor takes something out of a collection of its own.
    Remove {
        /// What.
        object: Uri,
        /// The collection.
        target: Uri,
    },
    /// The actor asks whether it may quote something (FEP-044f).
    QuoteRequest {
        /// What it wants to quote.
        object: Uri,
        /// The post that quotes.
        instrument: Uri,
    },
    /// The actor endorses something of ours, and asks for it to be shown there.
    Offer {
        /// The signed document; its proof is not yet checked.
        endorsement: Box<Endorsement>,
    },
    /// The actor asks one of ours to endorse something of its own.
    Invite {
        /// What is to be endorsed.
        object: Uri,
        /// Whom it asks.
        to: Vec<String>,
    },
    /// The actor asks whether it may show somebody in a collection of its own (FEP-7aa9).
    FeatureRequest {
        /// Whom.
        object: Uri,
        /// The collection.
        instrument: Uri,
    },
    /// The actor comes to an event, or may come (FEP-8a8e).
    Join {
        /// The event.
        object: Uri,
        /// It is not sure yet.
        is_maybe: bool,
    },
    /// The actor does not come after all.
    Leave {
        /// The event.
        object: Uri,
    },
    /// The actor says something about a joint campaign.
    Joint(JointAct),
    /// Something that is taken, and ignored.
    Other {
        /// The type, with the object's type where that is what is unknown.
        kind: String,
    },
}

/// An activity that another one is about: named by its id, or carried along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Its id.
    pub id: Option<Uri>,
    /// Its type, when it is carried along.
    pub kind: Option<String>,
    /// Who did it, when it is carried along.
    pub actor: Option<Uri>,
    /// What it was about, when it is carried along.
    pub object: Option<Uri>,
}

/// What is told of an activity inside an `Announce`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inner {
    /// Its type.
    pub kind: String,
    /// Its id.
    pub id: Option<Uri>,
    /// Who is said to have done it.
    pub actor: Option<Uri>,
    /// What it is about.
    pub object: Option<Uri>,
}

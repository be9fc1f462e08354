//! Why a document is not understood, or not believed. Each reason is a sentence for a log line or an answer.

use crate::domain::uri::UriFault;

/// What is wrong with a document of another server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A member that must be there is not, or is of another form.
    #[error("the member {0} is missing or has the wrong form")]
    Missing(&'static str),
    /// A member should be an id and is none.
    #[error("the member {0} is no id: {1}")]
    NoId(&'static str, UriFault),
    /// Two ids that must share scheme, host and port do not (A2, A3, A13, A14).
    #[error("{0} and {1} are not of one origin")]
    OtherOrigin(&'static str, &'static str),
    /// Somebody speaks for somebody else (A2, A8, A9, A71, A80).
    #[error("{0} is not the actor")]
    NotTheActor(&'static str),
    /// An activity that bears the id of its actor.
    #[error("the activity has the id of its actor")]
    IsItsActor,
    /// The object is only named where it has to be carried along.
    #[error("the object is named but not carried along")]
    NotEmbedded,
    /// A kind of object that this reader does not know.
    #[error("the type is not one that can be read here")]
    UnknownType,
    /// A user name with characters or a length that no handle can have (A135).
    #[error("preferredUsername cannot stand in a handle")]
    Username,
}

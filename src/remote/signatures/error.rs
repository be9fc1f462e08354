//! Why a signature was refused. The sentences may be shown to the sender: none repeats what the sender wrote.

use thiserror::Error;

/// Why a request cannot be taken as signed, or cannot be signed. Towards a sender each of them is a 401.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SignatureError {
    /// Neither a `Signature` nor a `Signature-Input` header.
    #[error("The request is not signed.")]
    Missing,
    /// Two schemes, or two signatures of a scheme that knows one: which one counts would be a guess.
    #[error("The request carries more than one kind of signature. Send exactly one.")]
    Ambiguous,
    /// More bytes, parameters or components than any honest signer needs.
    #[error("The signature headers are too long.")]
    TooLarge,
    /// The named part breaks the grammar of its scheme.
    #[error("The signature cannot be read: {0}.")]
    Malformed(&'static str),
    /// A parameter, label, component or digest is there twice.
    #[error("The signature names the same thing twice: {0}.")]
    Duplicate(&'static str),
    /// The signature leaves out something that has to be bound to it.
    #[error("The signature does not cover {0}.")]
    NotCovered(&'static str),
    /// The signature covers a header field that the request does not have, or has in an unusable form.
    #[error("A header field that the signature covers is missing or unreadable.")]
    FieldMissing,
    /// Derived components and component parameters (RFC 9421, section 2) that we do not support.
    #[error("The signature covers a component that is not supported.")]
    UnsupportedComponent,
    /// The key id is not an `http` or `https` address.
    #[error("The key id is not a web address.")]
    BadKeyId,
    /// The named algorithm is unknown, weak, or not allowed with `(created)` and `(expires)`.
    #[error("The signature algorithm is not supported.")]
    UnsupportedAlgorithm,
    /// The named algorithm is not the one of the key.
    #[error("The signature algorithm does not fit the key.")]
    WrongAlgorithm,
    /// The request is addressed to a host that we are not.
    #[error("The request was signed for another host.")]
    ForeignHost,
    /// A date or time that cannot be read.
    #[error("The date of the request cannot be read.")]
    BadDate,
    /// The signature is older than the window allows.
    #[error("The signature is too old. Check the clock of the sending server.")]
    TooOld,
    /// The signature comes from a future beyond the window.
    #[error("The signature is dated in the future. Check the clock of the sending server.")]
    FromTheFuture,
    /// The signer's own time limit has passed.
    #[error("The signature has expired.")]
    Expired,
    /// A digest header that breaks its grammar.
    #[error("The digest of the body cannot be read.")]
    BadDigest,
    /// Only digests that are broken (MD5, SHA-1) or unknown.
    #[error("The body needs a SHA-256 or SHA-512 digest.")]
    NoKnownDigest,
    /// At least one digest is not that of the body which arrived.
    #[error("The body is not the one that was signed.")]
    DigestMismatch,
    /// The signature is not one of this key over this request.
    #[error("The signature does not match the request.")]
    Invalid,
    /// Outgoing only: the address or the key id cannot stand in a header.
    #[error("The request cannot be signed: its address or key id does not fit into a header.")]
    CannotSign,
}

//! What we ask and tell other servers.

pub mod signatures;

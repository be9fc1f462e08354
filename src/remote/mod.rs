//! What we ask and tell other servers.

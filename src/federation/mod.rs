//! Door: what other servers read from us, and where they post.

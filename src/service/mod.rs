//! What this server can do, one verb a function.

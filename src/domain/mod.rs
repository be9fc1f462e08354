//! The things, and the decisions about them: no I/O, no clock, no randomness.

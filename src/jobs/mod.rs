//! The loops: claim, run, retry, tidy up.

//! Every setting, parsed once.

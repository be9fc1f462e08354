//! The antiphon binary: reads the command line and hands it to `cli`.

fn main() {}

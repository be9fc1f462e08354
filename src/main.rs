//! The antiphon binary: reads the command line and hands it to `cli`.

use clap::Parser as _;

/// Smaller and steadier than the system's allocator under many short requests.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    antiphon::cli::run(antiphon::cli::Arguments::parse())
}

//! Commands for the people who run the server.

mod arguments;
mod log;
mod serve;

use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::Command;

use crate::config::{Config, ConfigError, Overrides};

/// Exit status when a command could not do what it was asked.
pub const FAILED: u8 = 1;
/// Exit status when the settings or the arguments are wrong.
pub const MISUSED: u8 = 2;

/// Runs a command to its end.
pub fn run(arguments: Arguments) -> ExitCode {
    match settings(&arguments) {
        Ok(config) => run_with(arguments, config),
        Err(e) => {
            eprintln!("antiphon: {e}");
            ExitCode::from(MISUSED)
        }
    }
}

fn settings(arguments: &Arguments) -> Result<Config, ConfigError> {
    let overrides = Overrides {
        public_url: arguments.public_url.clone(),
        listen: arguments.listen.clone(),
        data_dir: arguments.data_dir.clone(),
    };
    Config::load(arguments.config.as_deref(), std::env::vars(), &overrides)
}

fn run_with(arguments: Arguments, config: Config) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(match config.server.workers {
            0 => std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
            workers => workers,
        })
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("antiphon: the system gives no threads: {e}");
            return ExitCode::from(FAILED);
        }
    };
    let ended = runtime.block_on(async {
        match arguments.command {
            Command::Serve => serve::run(config).await,
        }
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("antiphon: {e:#}");
            ExitCode::from(FAILED)
        }
    }
}

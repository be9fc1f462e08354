//! Where the log goes: standard error, as text or JSON.

use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, Server};

/// Starts the log. A second start in one process changes nothing.
pub fn start(settings: &Server) {
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let _ = match settings.log_format {
        LogFormat::Json => builder.json().try_init(),
        LogFormat::Text => builder.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init(),
    };
}

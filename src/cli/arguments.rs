//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// A federated campaign server for solidarity coalitions.
#[derive(Debug, Parser)]
#[command(name = "antiphon", version, about, propagate_version = true)]
pub struct Arguments {
    /// A TOML file with settings.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The address other servers and readers know this one by.
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// Where to listen.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    pub listen: Option<String>,
    /// Where the database and the key file are.
    #[arg(long, global = true, value_name = "DIRECTORY")]
    pub data_dir: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server; the first time, make a coalition.
    Serve,
}

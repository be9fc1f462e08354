//! What can be typed: the flags that every command takes, and the list of commands. The arguments of a command
//! stand in the file of its noun.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    audit, campaign, coalition, database, demo, directory, domain, draft, emoji, endorse, event, exchange,
    letter, mail, member, newsletter, notice, pledge, queue, report, statement, verify,
};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  failed; one sentence on standard error says why, and how to mend it
  2  misused: the arguments or the settings are wrong
  3  there is nothing by that name or number

Commands other than `serve` and `demo` can be run beside a running server: it goes on within a second.
Settings are explained in config/antiphon.example.toml.";

/// A federated campaign server for solidarity coalitions.
#[derive(Debug, Parser)]
#[command(name = "antiphon", version, about, propagate_version = true, after_help = EXIT_CODES)]
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
    /// Print JSON instead of text for people.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server; the first time, make a coalition.
    Serve,
    /// Three coalitions on this machine that speak with each other.
    Demo(demo::Demo),
    /// What the coalition says in public.
    #[command(subcommand)]
    Statement(statement::Command),
    /// Statements in the making: writing, reviewing, approving, publishing.
    #[command(subcommand)]
    Draft(draft::Command),
    /// What the coalition fights for: campaigns that others can follow.
    #[command(subcommand)]
    Campaign(campaign::Command),
    /// What others endorse of ours, and we of theirs.
    #[command(subcommand)]
    Endorse(endorse::Command),
    /// Check whether copies of signed documents are genuine.
    Verify(verify::Verify),
    /// Coalitions and campaigns that we show our readers, and who shows ours.
    #[command(subcommand)]
    Directory(directory::Command),
    /// Calls for solidarity and ideas, between coalitions.
    #[command(subcommand)]
    Exchange(exchange::Command),
    /// What people are called to: events with a time and a place.
    #[command(subcommand)]
    Event(event::Command),
    /// The coalition itself: whom it follows, what it reads, boosts and answers.
    #[command(subcommand)]
    Coalition(coalition::Command),
    /// People who may sign in here.
    #[command(subcommand)]
    Member(member::Command),
    /// Which domains this server talks with.
    #[command(subcommand)]
    Domain(domain::Command),
    /// Small pictures that members use as letters.
    #[command(subcommand)]
    Emoji(emoji::Command),
    /// What waits to be delivered, and what was set aside.
    #[command(subcommand)]
    Queue(queue::Command),
    /// Mail that waits or failed, and a test of the relay.
    #[command(subcommand)]
    Mail(mail::Command),
    /// Letters of people to decision-makers.
    #[command(subcommand)]
    Letter(letter::Command),
    /// Signatures of people under campaigns.
    #[command(subcommand)]
    Pledge(pledge::Command),
    /// The newsletter for people without an account.
    #[command(subcommand)]
    Newsletter(newsletter::Command),
    /// What the house tells its members: that the server is away tonight, that a rule is new.
    #[command(subcommand)]
    Notice(notice::Command),
    /// What was reported, and what is done about it.
    #[command(subcommand)]
    Report(report::Command),
    /// Who did what here, and when.
    #[command(subcommand)]
    Audit(audit::Command),
    /// The database: its schema, its health, its move to `PostgreSQL`.
    #[command(subcommand)]
    Db(database::Command),
    /// Which endpoints of the Mastodon client API are here.
    ClientApi,
    /// Ask the running server whether it is alive and ready.
    Health,
    /// Look for what is wrong with settings, files, database and reachability.
    Doctor,
    /// What the server starts for each picture: reads it from standard input, confined.
    #[command(hide = true)]
    LookIntoFile,
    /// What the server starts for each film: shuts itself in and becomes the program that reads it.
    #[command(hide = true)]
    BecomeCaged {
        /// Processor seconds that it may use.
        seconds: u64,
        /// The one folder in which it may write.
        folder: PathBuf,
        /// The program.
        program: std::ffi::OsString,
        /// What the program is told.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<std::ffi::OsString>,
    },
}

//! From the command line to the command, and from its end to an exit status.

use std::process::ExitCode;

use crate::config::{Config, Overrides};
use crate::media;

use super::arguments::{Arguments, Command};
use super::failure::{Failure, Outcome};
use super::print::Printer;
use super::{
    audit, campaign, client_api, coalition, database, demo, directory, doctor, domain, draft, emoji, endorse,
    event, exchange, health, letter, mail, member, newsletter, notice, pledge, queue, report, serve,
    statement, verify,
};

/// Runs a command to its end.
pub fn run(arguments: Arguments) -> ExitCode {
    if matches!(arguments.command, Command::LookIntoFile) {
        // It has no settings and no threads, so that nothing has to be taken from it again.
        return match media::work() {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(media::NOT_CONFINED),
        };
    }
    if let Command::BecomeCaged { seconds, folder, program, arguments } = &arguments.command {
        let why = media::become_caged(folder, *seconds, program, arguments);
        eprintln!("antiphon: {why}");
        return ExitCode::from(media::NOT_CONFINED);
    }
    match work(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("antiphon: {failure}");
            failure.exit_code()
        }
    }
}

fn work(arguments: Arguments) -> Outcome {
    let overrides = Overrides {
        public_url: arguments.public_url.clone(),
        listen: arguments.listen.clone(),
        data_dir: arguments.data_dir.clone(),
    };
    let config = Config::load(arguments.config.as_deref(), std::env::vars(), &overrides)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(config.server.threads())
        .enable_all()
        .build()
        .map_err(|e| Failure::failed(format!("the system gives no threads: {e}")))?;
    runtime.block_on(Box::pin(command(arguments, config)))
}

async fn command(arguments: Arguments, config: Config) -> Outcome {
    let printer = Printer::new(arguments.json);
    match arguments.command {
        Command::Serve => Box::pin(serve::run(config)).await,
        Command::Demo(demo) => Box::pin(demo::run(&demo, arguments.data_dir, printer)).await,
        Command::Statement(command) => Box::pin(statement::run(command, config, printer)).await,
        Command::Draft(command) => Box::pin(draft::run(command, config, printer)).await,
        Command::Event(command) => Box::pin(event::run(command, config, printer)).await,
        Command::Campaign(command) => Box::pin(campaign::run(command, config, printer)).await,
        Command::Endorse(command) => Box::pin(endorse::run(command, config, printer)).await,
        Command::Verify(verify) => Box::pin(verify::run(&verify, config, printer)).await,
        Command::Directory(command) => Box::pin(directory::run(command, config, printer)).await,
        Command::Exchange(command) => Box::pin(exchange::run(command, config, printer)).await,
        Command::Coalition(command) => Box::pin(coalition::run(command, config, printer)).await,
        Command::Member(command) => Box::pin(member::run(command, config, printer)).await,
        Command::Domain(command) => Box::pin(domain::run(command, config, printer)).await,
        Command::Emoji(command) => Box::pin(emoji::run(command, config, printer)).await,
        Command::Queue(command) => Box::pin(queue::run(command, config, printer)).await,
        Command::Mail(command) => Box::pin(mail::run(command, config, printer)).await,
        Command::Letter(command) => Box::pin(letter::run(command, config, printer)).await,
        Command::Pledge(command) => Box::pin(pledge::run(command, config, printer)).await,
        Command::Newsletter(command) => Box::pin(newsletter::run(command, config, printer)).await,
        Command::Notice(command) => Box::pin(notice::run(command, config, printer)).await,
        Command::Report(command) => Box::pin(report::run(command, config, printer)).await,
        Command::Audit(command) => Box::pin(audit::run(command, config, printer)).await,
        Command::Db(command) => Box::pin(database::run(command, config, printer)).await,
        Command::ClientApi => {
            client_api::run(printer);
            Ok(())
        }
        Command::Health => health::run(&config, printer).await,
        Command::Doctor => Box::pin(doctor::run(config, printer)).await,
        Command::LookIntoFile | Command::BecomeCaged { .. } => {
            Err(Failure::misused("this command is for the server itself"))
        }
    }
}

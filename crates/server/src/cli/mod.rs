//! The command line: one file per command.

mod audit;
mod backtest;
mod backtest_risk;
mod browser;
mod caseload;
mod contact;
mod day;
mod demo;
mod doctor;
mod erase;
mod groups;
mod import;
mod indicator;
mod link;
mod markdown;
mod metric;
mod migrate;
mod obstacles;
mod output;
mod person;
mod risk;
mod run;
mod school;
mod serve;
mod show;
mod signals;
mod student;
mod token;
mod train;
mod user;
mod when;
mod worklist;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::app::{App, Error, Result};
use crate::clock::Clock;
use crate::wording::Language;

/// Keeps watch over every student of an online school, and tells one human
/// being whom to reach today, why, and what might help.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, about, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
struct Global {
    /// Where everything is kept: a file, `sqlite:FILE` or `postgres://…`
    #[arg(long, global = true, env = "VIGIE_DATABASE", default_value = "vigie.db")]
    database: String,
    /// Language of what is shown: fr or en
    #[arg(long, global = true, env = "VIGIE_LANG", default_value = "fr", value_parser = language)]
    lang: Language,
    /// Where the heads of the record of what was done are kept: see `vigie audit verify`
    #[arg(long, global = true, env = "VIGIE_AUDIT_HEADS", value_name = "FILE", hide = true)]
    audit_heads: Option<PathBuf>,
    /// Let the program believe that it is this instant (tests, demonstrations)
    #[arg(long, global = true, value_name = "INSTANT", hide = true)]
    clock: Option<String>,
    /// What the command opened.
    #[arg(skip)]
    opened: OnceLock<App>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// A whole simulated school, and the day of one advisor
    Demo(demo::Demo),
    /// Bring facts in from elsewhere
    Import(import::Import),
    /// Who follows whom, by the hours it takes
    Caseload(caseload::Caseload),
    /// Write down a contact: it closes the loop
    Contact(contact::Contact),
    /// Whom to reach today, and why
    Worklist(worklist::Worklist),
    /// Signals that are open, or everything that ever rang for one student
    Signals(signals::Signals),
    /// What stands about one student
    Student(student::Student),
    /// Erase a person, a week from now or at once
    Person(erase::Person),
    /// Opening hours, closed days, who is on duty, when a case may end
    School(school::SchoolCommand),
    /// A personal link for a student or a mentor
    Link(link::Link),
    /// Who may sign in
    User(user::User),
    /// Does the record of what was done hold, and is everybody served alike?
    Audit(audit::Audit),
    /// Write, try, publish and compare indicators
    Indicator(indicator::Indicator),
    /// What indicators would have done over past students
    Backtest(Box<backtest::Backtest>),
    /// Learn a risk model from the school's own past
    Train(train::Train),
    /// Learned risk: models, who approved them, and why they say what they say
    Risk(risk::Risk),
    /// Where the school makes students stumble
    Obstacles(obstacles::ObstaclesCommand),
    /// The catalogue of metrics
    Metric(metric::Metric),
    /// Bring the database's schema up to date
    Migrate(migrate::Migrate),
    /// The cockpit: pages for the team, and personal links
    Serve(serve::Serve),
    /// The live engine: wakes each student exactly when their answer may change
    Run(run::Run),
    /// Is everything in order?
    Doctor(doctor::Doctor),
    /// This help as Markdown, for the documentation
    #[command(hide = true)]
    HelpMarkdown,
    /// The metrics and shipped indicators as Markdown, for the documentation
    #[command(hide = true)]
    ReferenceMarkdown,
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "use fr or en".to_owned())
}

impl Global {
    fn clock(&self) -> Result<Clock> {
        match &self.clock {
            None => Ok(Clock::System),
            Some(text) => when::instant(text, None).map(Clock::manual),
        }
    }

    async fn app(&self) -> Result<App> {
        let mut app = App::open(&self.database, self.clock()?).await?;
        if self.audit_heads.is_some() {
            app.audit_heads.clone_from(&self.audit_heads);
        }
        Ok(self.opened.get_or_init(|| app).clone())
    }
}

/// Parse the arguments and run the command.
pub async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("VIGIE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let cli = Cli::parse();
    match run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("vigie: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

async fn run(cli: Cli) -> Result<()> {
    let Cli { global, command } = cli;
    let came_of = obey(command, &global).await;
    if let Some(app) = global.opened.get() {
        app.keep_heads_at_the_end().await;
    }
    came_of
}

async fn obey(command: Command, global: &Global) -> Result<()> {
    match command {
        Command::Demo(command) => Box::pin(command.run(global)).await,
        Command::Import(command) => command.run(global).await,
        Command::Caseload(command) => command.run(global).await,
        Command::Contact(command) => command.run(global).await,
        Command::Worklist(command) => command.run(global).await,
        Command::Signals(command) => command.run(global).await,
        Command::Student(command) => command.run(global).await,
        Command::Person(command) => command.run(global).await,
        Command::School(command) => command.run(global).await,
        Command::Link(command) => command.run(global).await,
        Command::Audit(command) => command.run(global).await,
        Command::User(command) => command.run(global).await,
        Command::Indicator(command) => command.run(global).await,
        Command::Backtest(command) => command.run(global).await,
        Command::Train(command) => command.run(global).await,
        Command::Risk(command) => Box::pin(command.run(global)).await,
        Command::Obstacles(command) => command.run(global).await,
        Command::Metric(command) => command.run(global),
        Command::Migrate(command) => command.run(global).await,
        Command::Serve(command) => command.run(global).await,
        Command::Run(command) => command.run(global).await,
        Command::Doctor(command) => command.run(global).await,
        Command::HelpMarkdown => {
            output::print(&markdown::help());
            Ok(())
        }
        Command::ReferenceMarkdown => {
            output::print(&markdown::reference()?);
            Ok(())
        }
    }
}

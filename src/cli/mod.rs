//! The command line: arguments, subcommands, exit codes.
//!
//! Exit codes: 0 success, 1 an unknown id or another plain failure, 2 wrong usage or no terminal, 65 data
//! that cannot be used, 77 no permission, 130 canceled. One file per command; none of them uses the screen.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]
#![expect(clippy::disallowed_methods, reason = "the environment and the process of a command")]

mod ask;
mod coach;
mod colors;
mod config;
mod doctor;
mod export;
mod import;
mod interview;
mod list;
mod locale;
mod output;
mod paths;
mod practice;
mod questions;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::coach::{Facts, Review};
use crate::practice::{History, Log, Record};
use crate::questions::Bank;
use crate::store::{Disk, ErrorKind, Places, RealFs, StoreError, StoryFile};
use crate::story::{DocumentId, Story, StoryId};
use crate::terminal::{self, Clock};
use crate::voice;
use config::Config;
use output::{escape, print, print_json, print_raw, say, write};

/// A STAR story coach in the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "starcoach",
    version,
    about,
    after_help = "Without a command the app opens. Everything stays on this machine."
)]
struct Args {
    /// Where the stories are, instead of in `STARCOACH_DATA_DIR`
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Cmd>,
}

#[derive(Debug, Subcommand)]
enum Cmd {
    /// List the stories
    List(list::List),
    /// Show a story
    Show(list::Show),
    /// Add stories from a file, or from standard input
    Import(import::Import),
    /// Export stories, or what you need for the interview
    Export(export::Export),
    /// Show the interview, or set its date, company and role
    Interview(interview::Interview),
    /// Say what is good in stories and what to look at
    Coach(coach::Coach),
    /// Find the story for an interviewer's question
    Ask(ask::Ask),
    /// List what is asked
    Questions(questions::Questions),
    /// Show what works here and what does not
    Doctor(doctor::Doctor),
    /// Open the app straight in the day's practice
    #[command(visible_alias = "practise")]
    Practice,
    /// List the stories that are due
    Due(practice::Due),
    /// Show how practice goes
    Stats(practice::Stats),
    /// List every telling
    Log(practice::Log),
    /// Show where everything is kept
    Paths,
    /// Show every setting, and where its value comes from
    Config(config::ConfigCommand),
}

impl Args {
    /// Parses the arguments, the first of which is the program's name.
    fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let args: Vec<OsString> = args.into_iter().collect();
        // Fast path for opening the app without arguments: the first frame does not wait for clap.
        if args.len() < 2 {
            return Ok(Self { data_dir: None, command: None });
        }
        Self::try_parse_from(args)
    }
}

/// Why a command failed, and the exit code.
#[derive(Debug)]
struct Failure {
    code: u8,
    text: String,
}

impl Failure {
    fn new(code: u8, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }

    /// Adds a line to the message.
    fn with(mut self, more: &str) -> Self {
        self.text.push_str(more);
        self
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let code = match error.kind() {
            ErrorKind::NoPermission => 77,
            ErrorKind::Damaged | ErrorKind::Newer => 65,
            ErrorKind::DiskFull
            | ErrorKind::Quota
            | ErrorKind::ReadOnly
            | ErrorKind::TooLarge
            | ErrorKind::Exists
            | ErrorKind::Missing
            | ErrorKind::Other => 1,
        };
        let text = error.to_string();
        let mut chars = text.chars();
        let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        Self::new(code, first + chars.as_str())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::new(1, format!("{error:#}"))
    }
}

/// Said where there is nothing to show because nothing was written yet.
const NO_STORY: &str = "No story yet. \"starcoach\" opens the app, where Enter writes the first.";
/// Said where there is nothing to show because nothing was told yet.
const NOTHING_TOLD: &str = "Nothing told yet. \"starcoach practice\" starts.";

/// What every command needs.
struct Context {
    places: Places,
    disk: Disk,
    bank: Bank,
    config: Config,
    notices: Vec<String>,
    clock: Clock,
    /// Whether the data directory was named in the arguments.
    data_dir_given: bool,
}

/// Runs the program with these arguments, the first of which is its name, and returns its exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let clock = Clock::start();
    let args = match Args::read(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are not failures. The text contains user input, so it is filtered like any
            // other text.
            let text = error.render().to_string();
            let (stdout, stderr) = (&mut std::io::stdout(), &mut std::io::stderr());
            drop(write(if error.use_stderr() { stderr } else { stdout }, &text));
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match run(args, clock) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.text.is_empty() {
                let text = format!("starcoach: {}\n", failure.text);
                drop(write(&mut std::io::stderr(), &text));
            }
            ExitCode::from(failure.code)
        }
    }
}

fn run(args: Args, clock: Clock) -> Result<(), Failure> {
    let var = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let data_dir_given = args.data_dir.is_some();
    let data_dir = args.data_dir.or_else(|| var("STARCOACH_DATA_DIR"));
    let fs = Arc::new(RealFs);
    let places =
        Places::find(data_dir, var("STARCOACH_STATE_DIR"), var("STARCOACH_CONFIG_DIR"), fs.as_ref())?;
    if let Some(Cmd::Paths) = args.command {
        return paths::run(&places);
    }
    let opens_practice = matches!(args.command, Some(Cmd::Practice));
    if args.command.is_none() || opens_practice {
        let dumb = std::env::var("TERM").is_ok_and(|t| t == "dumb");
        if dumb || !std::io::stdout().is_terminal() {
            let why = "the app needs a terminal. Try \"starcoach list\", or \"starcoach --help\" for what works without one.";
            return Err(Failure::new(2, why));
        }
    }
    let now = clock.now().wall.timestamp();
    let disk = match &args.command {
        // What is wrong with the directories is for one to say, and needed by none of the other's questions.
        Some(Cmd::Doctor(_) | Cmd::Questions(_) | Cmd::Config(_)) => Disk::inspect(&places, fs, now),
        _ => Disk::open(&places, fs, now)?,
    };
    let Some(command) = args.command.filter(|_| !opens_practice) else {
        return app(&places, disk, clock, opens_practice);
    };
    let mut context = Context::new(places, disk, clock);
    context.data_dir_given = data_dir_given;
    if !matches!(command, Cmd::Doctor(_) | Cmd::Config(_)) {
        context.settle();
        context.add_own();
    }
    match command {
        Cmd::List(list) => list.run(&mut context),
        Cmd::Show(show) => show.run(&mut context),
        Cmd::Export(export) => export.run(&mut context),
        Cmd::Interview(interview) => interview.run(&mut context),
        Cmd::Import(import) => import.run(&mut context),
        Cmd::Coach(coach) => coach.run(&mut context),
        Cmd::Ask(ask) => ask.run(&mut context),
        Cmd::Questions(questions) => questions.run(&mut context),
        Cmd::Doctor(doctor) => doctor.run(&mut context),
        Cmd::Due(due) => due.run(&mut context),
        Cmd::Stats(stats) => stats.run(&mut context),
        Cmd::Log(log) => log.run(&mut context),
        Cmd::Config(config) => config.run(&context),
        Cmd::Practice | Cmd::Paths => Ok(()),
    }
}

/// The bank with the user's own packs, the settings, and the errors in them.
fn settings(disk: &Disk) -> (Bank, Config, Vec<String>) {
    let (mut bank, mut notices) = (Bank::built_in(), Vec::new());
    for (file, text) in disk.read_packs() {
        match text.and_then(|t| crate::questions::parse(&t).map_err(|e| e.to_string())) {
            Ok(pack) => bank.add(pack),
            Err(why) => notices.push(format!("The questions in {file} are left out: {why}.")),
        }
    }
    let config = match disk.read_config() {
        Ok(text) => {
            let (config, mistakes) = Config::read(&text.unwrap_or_default());
            notices.extend(mistakes);
            config
        }
        Err(error) => {
            notices.push(format!("The settings are left out: {error}"));
            Config::default()
        }
    };
    (bank, config, notices)
}

fn app(places: &Places, disk: Disk, clock: Clock, opens_practice: bool) -> Result<(), Failure> {
    let (bank, config, notices) = settings(&disk);
    let ascii = config.look.ascii || locale::lacks_utf8(|name| std::env::var(name).ok());
    let var = |name: &str| std::env::var(name).ok();
    let theme = config.look.theme(colors::shown(var), ascii);
    let theme = if colors::is_light(var) { theme.on(true) } else { theme };
    let start = terminal::Start {
        bank: Arc::new(bank),
        theme,
        ascii,
        coach: config.coach,
        allowed: if config.voice == voice::Settings::default() {
            Vec::new()
        } else {
            disk.allowed_programs()
        },
        voice: config.voice,
        practice: config.practice,
        opens_practice,
        data_dir: home_short(&places.data),
        elsewhere: elsewhere(),
        notices,
    };
    Ok(terminal::run(start, disk, clock)?)
}

impl Context {
    /// Reads the settings and the user's packs.
    fn new(places: Places, disk: Disk, clock: Clock) -> Self {
        let (bank, config, notices) = settings(&disk);
        Self { places, disk, bank, config, notices, clock, data_dir_given: false }
    }

    /// Finishes the recovery of an earlier run and reports errors in the settings.
    fn settle(&mut self) {
        let recovered = self.disk.recover(self.clock.now().wall.timestamp());
        for import in recovered.imports {
            drop(write(&mut std::io::stderr(), &format!("starcoach: {import}\n")));
        }
        for (_, error) in recovered.failed {
            drop(write(&mut std::io::stderr(), &format!("starcoach: {error}\n")));
        }
        for notice in &self.notices {
            drop(write(&mut std::io::stderr(), &format!("starcoach: {notice}\n")));
        }
    }

    /// Adds the user's own prompts to the bank.
    fn add_own(&mut self) {
        match self.disk.load_document(&DocumentId::OwnQuestions) {
            Ok(document) => self.bank.add_own(crate::questions::own(&document.unwrap_or_default())),
            Err(error) => drop(write(&mut std::io::stderr(), &format!("starcoach: {error}\n"))),
        }
    }

    /// All stories by title; unreadable files are reported on standard error.
    fn stories(&mut self) -> Result<Vec<Arc<Story>>, Failure> {
        let mut stories = Vec::new();
        for entry in self.disk.load_all()? {
            match entry {
                StoryFile::Story { story, .. } => stories.push(story),
                StoryFile::Version { .. } => {}
                StoryFile::Damaged { file, reason, .. } => {
                    let text = format!("starcoach: {file} cannot be read and is left as it is: {reason}.\n");
                    drop(write(&mut std::io::stderr(), &text));
                }
            }
        }
        Ok(stories)
    }

    fn history(&mut self) -> Result<History, Failure> {
        let log = self.disk.read_log()?;
        if let Some(error) = log.problem() {
            drop(write(&mut std::io::stderr(), &format!("starcoach: {error}\n")));
        }
        let log = Log::parse(log.lines.iter().map(String::as_bytes));
        Ok(History::replay(&log.entries, self.config.practice.day_start))
    }

    /// The coach's review of a story for the first prompt that it answers.
    fn review(&self, story: &Story, told: &History) -> Review {
        let prompt = crate::coach::strictest(story, &self.bank);
        let last = told.record(&story.id).and_then(Record::last_seconds);
        let facts = Facts { today: self.clock.now().wall.date(), told: last };
        crate::coach::review(story, prompt, &self.config.coach, facts)
    }

    /// The name of a story's stage.
    fn stage(&self, story: &Story, told: &History) -> &'static str {
        let good = told.record(&story.id).map_or(0, Record::good_tellings);
        crate::coach::stage(&self.review(story, told), good).name()
    }

    /// The story whose id starts with `prefix`, if it is unique.
    fn story(&mut self, prefix: &str) -> Result<Arc<Story>, Failure> {
        let stories = self.stories()?;
        if let Some(story) = stories.iter().find(|s| s.id.as_str() == prefix) {
            return Ok(Arc::clone(story));
        }
        let found: Vec<&Arc<Story>> =
            stories.iter().filter(|s| !prefix.is_empty() && s.id.as_str().starts_with(prefix)).collect();
        match found.as_slice() {
            [one] => Ok(Arc::clone(one)),
            [] => Err(Failure::new(
                1,
                format!("No story has the id \"{prefix}\". \"starcoach list\" shows them all."),
            )),
            several => {
                let ids: Vec<&str> = several.iter().map(|s| s.id.as_str()).collect();
                Err(Failure::new(
                    1,
                    format!(
                        "\"{prefix}\" is the start of several ids: {}. Type one more letter.",
                        ids.join(", ")
                    ),
                ))
            }
        }
    }
}

/// A path for display, with the home directory as `~`.
fn home_short(path: &std::path::Path) -> String {
    match crate::store::home().as_deref().and_then(|h| path.strip_prefix(h).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

/// Directories for copies when the data directory is not writable: home, the working directory, the system's
/// temporary directory.
fn elsewhere() -> Vec<String> {
    let mut dirs: Vec<String> = Vec::new();
    for dir in
        crate::store::home().into_iter().chain(std::env::current_dir().ok()).chain([std::env::temp_dir()])
    {
        let dir = dir.display().to_string();
        if !dirs.contains(&dir) {
            dirs.push(dir);
        }
    }
    dirs
}

/// The one of these that was probably meant.
fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.trim().to_lowercase();
    let scored = known.map(|k| (strsim::jaro_winkler(&word, &k.to_lowercase()), k));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, k)| k)
}

/// A seed for new ids.
fn seed(clock: &Clock) -> u64 {
    let nanos = clock.now().wall.timestamp().as_nanosecond();
    (nanos as u64) ^ u64::from(std::process::id()).rotate_left(32)
}

/// An id not among `taken`.
fn free_id(taken: &std::collections::HashSet<StoryId>, random: &mut u64) -> StoryId {
    loop {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let id = StoryId::from_bits(*random ^ (*random >> 29));
        if !taken.contains(&id) {
            return id;
        }
    }
}

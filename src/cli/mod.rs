//! The command line: arguments, subcommands, exit codes.
//!
//! Exit codes: 0 success, 1 an unknown id or another plain failure, 2 wrong usage or no terminal, 65 data
//! that cannot be used, 77 no permission, 130 canceled. One file per command; none of them uses the screen.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]
#![expect(clippy::disallowed_methods, reason = "the environment and the process of a command")]

mod ask;
mod backup;
mod coach;
mod colors;
mod completions;
mod config;
mod context;
pub mod demo;
mod doctor;
mod edit;
mod export;
mod help;
mod history;
mod import;
mod interview;
mod keys;
mod list;
mod locale;
mod man;
mod new;
mod output;
mod own_keys;
mod paths;
mod practice;
mod questions;
mod restore;
mod schema;
mod trash;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::app::command::keymap::Keymap;
use crate::questions::Bank;
use crate::store::{Disk, ErrorKind, Places, RealFs, StoreError};
use crate::story::StoryId;
use crate::terminal::{self, Clock};
use crate::ui::theme::Colors;
use crate::voice;
use config::Config;
use context::Context;
use output::{escape, print, print_json, print_raw, say, warn, write};

/// A STAR story coach in the terminal.
///
/// Without a command the app opens. Everything stays on this machine.
#[derive(Debug, Default, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[command(name = "starcoach", version = env!("STARCOACH_VERSION"), max_term_width = 100)]
struct Args {
    /// Where the stories are, instead of in `STARCOACH_DATA_DIR`
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Look at an example bank in a temporary place; nothing is kept
    #[arg(long, global = true, conflicts_with = "data_dir")]
    demo: bool,
    /// The app in lines instead of a screen: for screen readers and slow links
    #[arg(long, global = true)]
    plain: bool,
    /// Whether the app is in color; auto is yes, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: ColorChoice,
    /// Say nothing but output and failures
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Do not show long output in a pager
    #[arg(long, global = true)]
    no_pager: bool,
    #[command(subcommand)]
    command: Option<Cmd>,
}

/// Whether there are colors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    /// How many colors to show.
    fn colors(self) -> Colors {
        let always = self == Self::Always;
        let var = |name: &str| std::env::var(name).ok().filter(|_| !(always && name == "NO_COLOR"));
        if self == Self::Never { Colors::None } else { colors::shown(var) }
    }
}

#[derive(Debug, Subcommand)]
enum Cmd {
    /// List the stories
    List(list::List),
    /// Show a story
    Show(list::Show),
    /// Add a story
    New(new::New),
    /// Edit a story in your editor, or replace a part of it
    Edit(edit::EditCommand),
    /// Move stories to the trash, or list what is there
    Trash(trash::Trash),
    /// Bring back stories from the trash, an earlier version, or a backup
    Restore(restore::Restore),
    /// List the earlier versions of a story, or show one
    History(history::HistoryCommand),
    /// Write everything into one file
    Backup(backup::Backup),
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
    Paths(paths::Paths),
    /// Show every setting, and where its value comes from
    Config(config::ConfigCommand),
    /// List every key, by where it works
    Keys(keys::Keys),
    /// Print a JSON Schema, or list them
    Schema(schema::SchemaCommand),
    /// Print what completes the commands in your shell
    Completions(completions::Completions),
    /// Print a manual page
    Man(man::Man),
}

impl Args {
    /// Parses the arguments, the first of which is the program's name.
    fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let args: Vec<OsString> = args.into_iter().collect();
        // Fast path for opening the app without arguments: the first frame does not wait for clap.
        if args.len() < 2 {
            return Ok(Self::default());
        }
        let mut command = help::command();
        let matches = command.try_get_matches_from_mut(args)?;
        Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
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
            | ErrorKind::Gone
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
                warn(&format!("starcoach: {}", failure.text));
            }
            ExitCode::from(failure.code)
        }
    }
}

fn run(args: Args, clock: Clock) -> Result<(), Failure> {
    output::talk(output::Manner { quiet: args.quiet, no_pager: args.no_pager });
    let var = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let data_dir_given = args.data_dir.is_some();
    let data_dir = args.data_dir.clone().or_else(|| var("STARCOACH_DATA_DIR"));
    let fs = Arc::new(RealFs);
    let (places, homeless) =
        Places::find(data_dir, var("STARCOACH_STATE_DIR"), var("STARCOACH_CONFIG_DIR"), fs.as_ref());
    let command = args.command.as_ref();
    // What is wrong with the directories is for one to say, and needed by none of the other's questions.
    let inspects = command.is_some_and(Cmd::inspects);
    let needs_home = !inspects && !args.demo && !command.is_some_and(Cmd::is_about_itself);
    let homeless = match homeless.map(Failure::from) {
        Some(failure) if needs_home => return Err(failure),
        homeless => homeless,
    };
    let demo = args.demo.then(|| demo::lay_out(&clock)).transpose()?;
    let places = match &demo {
        Some(demo) => {
            terminal::remove_at_end(demo.dir().to_owned());
            demo.places(places.config)
        }
        None => places,
    };
    if let Some(done) = command.and_then(|command| command.without_store(&places)) {
        return done;
    }
    let opening = Opening::of(&args, demo.is_some())?;
    let now = clock.now().wall.timestamp();
    let disk = if inspects { Disk::inspect(&places, fs, now) } else { Disk::open(&places, fs, now)? };
    let Some(command) = args.command.filter(|_| opening.is_none()) else {
        return opening.map_or(Ok(()), |opening| opening.run(&places, disk, clock));
    };
    let mut context = Context::new(places, disk, clock, data_dir_given);
    context.notices.extend(homeless.map(|failure| failure.text));
    if !matches!(command, Cmd::Doctor(_) | Cmd::Config(_) | Cmd::Keys(_)) {
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
        Cmd::Keys(keys) => keys.run(&context),
        Cmd::New(new) => new.run(&mut context),
        Cmd::Edit(edit) => edit.run(&mut context),
        Cmd::Trash(trash) => trash.run(&mut context),
        Cmd::Restore(restore) => restore.run(&mut context),
        Cmd::History(history) => history.run(&mut context),
        Cmd::Backup(backup) => backup.run(&mut context),
        Cmd::Practice | Cmd::Paths(_) | Cmd::Schema(_) | Cmd::Completions(_) | Cmd::Man(_) => Ok(()),
    }
}

impl Cmd {
    /// Whether it looks at the store as it is, and changes nothing there.
    const fn inspects(&self) -> bool {
        matches!(self, Self::Doctor(_) | Self::Questions(_) | Self::Config(_) | Self::Keys(_))
    }

    /// Whether it is only about the program, not about any file of the user.
    const fn is_about_itself(&self) -> bool {
        matches!(self, Self::Schema(_) | Self::Completions(_) | Self::Man(_))
    }

    /// Runs a command that needs no store; `None` for one that does.
    fn without_store(&self, places: &Places) -> Option<Result<(), Failure>> {
        if let Self::Paths(paths) = self {
            return Some(paths.run(places));
        }
        if let Self::Schema(schema) = self {
            return Some(schema.run());
        }
        if let Self::Completions(completions) = self {
            return Some(completions.run());
        }
        if let Self::Man(man) = self { Some(man.run()) } else { None }
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
    if !config.questions.also_for.is_empty() {
        bank.ask_also_for(&config.questions.also_for);
        bank = bank.for_company("");
    }
    (bank, config, notices)
}

/// How the app is opened.
#[derive(Debug)]
struct Opening {
    color: ColorChoice,
    is_plain: bool,
    opens_practice: bool,
    is_demo: bool,
}

impl Opening {
    /// How these arguments open the app; `None` where they run a command.
    fn of(args: &Args, is_demo: bool) -> Result<Option<Self>, Failure> {
        let opens_practice = matches!(args.command, Some(Cmd::Practice));
        if args.command.is_some() && !opens_practice {
            return Ok(None);
        }
        let is_terminal = std::io::stdout().is_terminal();
        let dumb = is_terminal && std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let is_plain = args.plain || dumb;
        if !is_plain && !is_terminal {
            let why = "the app needs a terminal. Try \"starcoach --plain\", \"starcoach list\", or \"starcoach --help\" for what works without one.";
            return Err(Failure::new(2, why));
        }
        Ok(Some(Self { color: args.color, is_plain, opens_practice, is_demo }))
    }

    /// Runs the app.
    fn run(self, places: &Places, disk: Disk, clock: Clock) -> Result<(), Failure> {
        let (bank, config, notices) = settings(&disk);
        let var = |name: &str| std::env::var(name).ok();
        let ascii = config.look.ascii || locale::lacks_utf8(var);
        let theme = config.look.theme(self.color.colors(), ascii);
        let start = terminal::Start {
            bank: Arc::new(bank),
            theme: if colors::is_light(var) { theme.on(true) } else { theme },
            forces_color: self.color == ColorChoice::Always,
            ascii,
            bell: config.look.bell,
            coach: config.coach,
            allowed: if config.voice == voice::Settings::default() {
                Vec::new()
            } else {
                disk.allowed_programs()
            },
            voice: config.voice,
            practice: config.practice,
            opens_practice: self.opens_practice,
            data_dir: home_short(&places.data),
            elsewhere: elsewhere(),
            keymap: Keymap::with(&config.keys).0,
            mouse: config.look.mouse,
            greeting: self.is_demo.then_some("An example: nothing is kept."),
            notices,
        };
        let run = if self.is_plain { terminal::plain::run } else { terminal::run };
        Ok(run(start, disk, clock)?)
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

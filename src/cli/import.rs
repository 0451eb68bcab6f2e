//! `starcoach import`: stories from files or from standard input, in any of the forms that [`import`] reads.
//!
//! What comes in is told on standard output, what does not on standard error.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::Ordering;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, free_id, print, print_json, seed, write};
use crate::export::import::{self, Note, NoteKind, Plan};
use crate::search::Matcher;
use crate::store::{Disk, ImportStep};
use crate::story::{Section, Story, StoryId, both_ends, pace};
use crate::terminal;

/// The most that is read from standard input, in bytes.
const MOST: u64 = 8 << 20;
/// From so many stories on, a bar shows how far an import is.
const LONG: usize = 100;
/// The exit code of an import that was canceled.
const CANCELED: u8 = 130;

/// Add stories from files, or from standard input.
#[derive(Debug, Args)]
pub struct Import {
    /// Markdown, text, org, HTML or RTF with the parts as headings or labels, JSON, CSV; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Only show what would come in
    #[arg(long)]
    dry_run: bool,
    /// Add nothing unless every line comes in and every story is complete
    #[arg(long)]
    strict: bool,
    /// Print the new ids as JSON
    #[arg(long)]
    json: bool,
}

/// What `import` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Added {
    /// The new stories' ids, in the order in which they came.
    ids: Vec<String>,
}

/// What is to be told of the files: one block of lines for each.
#[derive(Default)]
struct Report {
    text: String,
    /// Whether everything comes in.
    is_whole: bool,
}

impl Report {
    fn file(&mut self, name: &str) {
        self.text.push_str(&format!("{name}\n"));
    }

    fn line(&mut self, kind: &str, text: &str) {
        self.text.push_str(&format!("  {kind:<9} {text}\n"));
    }

    fn notes(&mut self, name: &str, notes: &[Note]) {
        if notes.is_empty() {
            return;
        }
        self.file(name);
        for note in notes {
            let kind = match note.kind {
                NoteKind::LeftOut => "left out",
                NoteKind::Unfinished => "draft",
                NoteKind::Changed => "note",
            };
            self.is_whole &= note.kind == NoteKind::Changed;
            self.line(kind, &note.to_string());
        }
    }
}

impl Import {
    /// Adds the stories and prints their ids in order.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let mut report = Report { is_whole: true, ..Report::default() };
        let (mut drafts, mut failures) = (Vec::new(), Vec::new());
        for file in &self.files {
            let name = if file == "-" { "standard input" } else { file.as_str() };
            match plan(context, file, name) {
                Ok(plan) => {
                    report.notes(name, &plan.notes);
                    drafts.extend(plan.drafts);
                }
                Err(failure) => failures.push(failure),
            }
        }
        if self.strict && !(report.is_whole && failures.is_empty()) || drafts.is_empty() {
            return Err(nothing_added(&report, failures));
        }
        let stories = new_stories(context, drafts, &mut report)?;
        if !self.dry_run && !stories.is_empty() {
            add(&mut context.disk, &stories)?;
        }
        self.tell(&stories, &report)?;
        match failures.into_iter().next() {
            Some(Failure { code, text }) => {
                Err(Failure::new(code, format!("Not everything was read. {text}")))
            }
            None => Ok(()),
        }
    }

    fn tell(&self, stories: &[Story], report: &Report) -> Result<(), Failure> {
        drop(write(&mut std::io::stderr(), &report.text));
        if self.dry_run {
            return preview(stories);
        }
        if self.json {
            return print_json(&Added { ids: stories.iter().map(|s| s.id.to_string()).collect() });
        }
        let mut text = match stories.len() {
            1 => "Added 1 story.\n".to_owned(),
            n => format!("Added {n} stories.\n"),
        };
        for story in stories {
            text.push_str(&format!("{}  {}\n", story.id, story.name()));
        }
        print(&text)
    }
}

/// Adds the stories, all or none, with a bar on a terminal while it takes long.
fn add(disk: &mut Disk, stories: &[Story]) -> Result<(), Failure> {
    let canceled =
        terminal::canceled().map_err(|e| Failure::new(1, format!("Could not listen for signals: {e}.")))?;
    let bar =
        if stories.len() < LONG { ProgressBar::hidden() } else { ProgressBar::new(stories.len() as u64) };
    // Without a template the bar is as its makers drew it.
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message("Writing");
    let added = disk.import_watched(stories, &mut |step| {
        match step {
            ImportStep::Written(n) => bar.set_position(n as u64),
            ImportStep::Syncing => bar.set_message("Waiting for the disk"),
        }
        !canceled.load(Ordering::Relaxed)
    });
    bar.finish_and_clear();
    match added {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::new(CANCELED, "Canceled. Nothing was added.")),
        Err(error) => Err(error.into()),
    }
}

/// Reads a file and proposes a principle for each of its stories that names none.
fn plan(context: &Context, file: &str, name: &str) -> Result<Plan, Failure> {
    let bytes = read(file)?;
    let mut plan =
        import::bytes(&bytes, &context.bank).map_err(|e| Failure::new(65, format!("{name}: {e}")))?;
    if let Some(title) = import::title_of(Path::new(file)) {
        plan.name(&title);
    }
    if plan.drafts.iter().any(|draft| draft.story.principle.is_empty()) {
        let matcher = Matcher::new(&context.bank);
        plan.propose(&context.bank, |text| matcher.clearest(text));
    }
    Ok(plan)
}

/// The drafts as stories, but for those that are there already, word for word.
fn new_stories(
    context: &mut Context,
    drafts: Vec<import::Draft>,
    report: &mut Report,
) -> Result<Vec<Story>, Failure> {
    let there = context.stories()?;
    let mut taken: HashSet<StoryId> = there.iter().map(|s| s.id.clone()).collect();
    let mut random = seed(&context.clock);
    let next = || {
        let id = free_id(&taken, &mut random);
        taken.insert(id.clone());
        id
    };
    let stories = import::into_stories(drafts, next, context.clock.now().stamp());
    let (new, known) = import::sort_out(stories, there.iter().map(AsRef::as_ref));
    if !known.is_empty() {
        report.file("There already, word for word");
    }
    for story in known {
        report.line("skipped", &format!("{} is {}", story.name, story.is));
    }
    Ok(new)
}

/// Why nothing came in: every problem of every file.
fn nothing_added(report: &Report, failures: Vec<Failure>) -> Failure {
    let code = failures.first().map_or(65, |failure| failure.code);
    let reasons: Vec<String> = failures.into_iter().map(|failure| failure.text).collect();
    let notes = report.text.trim_end();
    let mut text = format!("Nothing was added. {}", reasons.join("\n"));
    if !notes.is_empty() {
        text = format!("{}\n{notes}", text.trim_end());
    }
    Failure::new(code, text)
}

fn read(file: &str) -> Result<Vec<u8>, Failure> {
    if file != "-" {
        return Ok(crate::store::read_given(Path::new(file))?);
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|e| Failure::new(1, format!("Could not read standard input: {e}.")))?;
    if bytes.len() as u64 > MOST {
        return Err(Failure::new(65, "Standard input holds more than 8 MiB."));
    }
    Ok(bytes)
}

/// Letters of a part in the preview.
const SHOWN: usize = 96;

/// Shows what would come in: each story's name, and of each part the number of words, its beginning and its end.
fn preview(stories: &[Story]) -> Result<(), Failure> {
    let mut report = match stories.len() {
        1 => "1 story would come in. Nothing was added.\n".to_owned(),
        n => format!("{n} stories would come in. Nothing was added.\n"),
    };
    for story in stories {
        report.push_str(&format!("{}\n", story.name()));
        for section in Section::ALL {
            let words = pace::words(story.section(section)).0;
            if words > 0 {
                let shown = both_ends(story.section(section), SHOWN);
                report.push_str(&format!("  {:<10} {words:>4} words  {shown}\n", section.name()));
            }
        }
    }
    print(&report)
}

//! `starcoach export`: stories, the plan, the numbers or the page, as a file or on standard output.

use std::path::Path;
use std::sync::Arc;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args};

use super::{Context, Failure, escape, print_raw, say};
use crate::export::{self, ExportKind, Format, Written};
use crate::interview::Candidate;
use crate::practice::Record;
use crate::story::Stage;
use crate::story::Story;
use crate::story::pace::Seconds;

/// Export stories, or what you need for the interview.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
#[command(group(ArgGroup::new("what").args(["ids", "all", "plan", "numbers", "page"]).required(true)))]
pub struct Export {
    /// The stories, by id or title or a part of it
    #[arg(value_name = "STORY")]
    ids: Vec<String>,
    /// All stories
    #[arg(long)]
    all: bool,
    /// Which interviewer hears which story
    #[arg(long)]
    plan: bool,
    /// The numbers of your results
    #[arg(long)]
    numbers: bool,
    /// One page to carry: cue cards, numbers, questions to ask
    #[arg(long)]
    page: bool,
    /// In which form
    #[arg(long, value_parser = format(), default_value = "md")]
    format: Format,
    /// Where to; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: String,
    /// Mask the words you marked in Prepare, and what looks private; lists them first
    #[arg(long)]
    redact: bool,
    /// Mask this word or name too; may be given again
    #[arg(long, value_name = "WORD", requires = "redact")]
    mask: Vec<String>,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

/// Parses the name of a format; lists them all in the help.
fn format() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|format| PossibleValue::new(format.extension()).help(format.about()));
    PossibleValuesParser::new(names).try_map(|name| Format::named(&name).ok_or("there is no such format"))
}

/// A story with its stage and its last time, owned.
pub(super) struct Weighed {
    story: Arc<Story>,
    stage: Stage,
    told: Option<Seconds>,
}

/// The stories in the form that `interview` and `export` take.
pub(super) fn candidates(weighed: &[Weighed]) -> Vec<Candidate<'_>> {
    weighed
        .iter()
        .map(|w| Candidate {
            story: &w.story,
            stage: w.stage,
            told: w.told,
            weak: crate::coach::has_a_bigger(&w.story),
        })
        .collect()
}

impl Context {
    /// All stories by title, with their stage and last time.
    pub(super) fn weighed(&mut self) -> Result<Vec<Weighed>, Failure> {
        let stories = self.stories()?;
        let history = self.history()?;
        let weigh = |story: Arc<Story>| {
            let record = history.record(&story.id);
            let stage = self.stage(&story, &history);
            Weighed { stage, told: record.and_then(Record::last_seconds), story }
        };
        Ok(stories.into_iter().map(weigh).collect())
    }
}

impl Export {
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let mut preparation = context.preparation()?;
        preparation.redactions.extend(self.mask.iter().cloned());
        let mut weighed = context.weighed()?;
        let kind = self.kind();
        if !self.ids.is_empty() {
            let mut chosen = Vec::new();
            for id in &self.ids {
                let story = context.story(id)?;
                let at = weighed.iter().position(|w| w.story.id == story.id);
                // Ignore repeated ids.
                chosen.extend(at.map(|at| weighed.remove(at)));
            }
            weighed = chosen;
        }
        if weighed.is_empty() && kind != ExportKind::Plan {
            return Err(Failure::new(1, "There is no story to export yet."));
        }
        let stories = candidates(&weighed);
        let what = (kind, self.format);
        let Written { text, masked, names } =
            export::write(&context.bank, &stories, &preparation, what, self.redact)
                .map_err(|why| Failure::new(1, why))?;
        if self.redact {
            let mut list = match masked.len() {
                0 => "Nothing was found to mask.\n".to_owned(),
                n => format!("Masked, {n} in all:\n"),
            };
            for m in &masked {
                list.push_str(&format!("  {} ({}x)\n", crate::story::one_line(&m.text, 60), m.times));
            }
            if !names.is_empty() {
                list.push_str(&format!("Names that stay: {}.\n", names.join(", ")));
                list.push_str("--mask NAME masks one, and so do the words to mask in Prepare.\n");
            }
            say(list.trim_end());
        }
        if self.output != "-" {
            return context.disk.export_file(Path::new(&self.output), &text, self.force).map_err(|error| {
                let exists = error.kind() == crate::store::ErrorKind::Exists;
                let failure = Failure::from(error);
                if exists { failure.with(" --force replaces it.") } else { failure }
            });
        }
        match self.format {
            Format::Json => print_raw(&escape(&text)),
            Format::Html | Format::Markdown | Format::Text => print_raw(&text),
        }
    }

    fn kind(&self) -> ExportKind {
        if self.plan {
            ExportKind::Plan
        } else if self.numbers {
            ExportKind::Numbers
        } else if self.page {
            ExportKind::Page
        } else {
            ExportKind::Stories
        }
    }
}

//! `starcoach questions`: lists what is asked, and checks a pack.

use std::path::Path;

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, print, print_json};
use crate::questions::{self, Asked, Principle, Probe, Prompt, PromptKind};
use crate::story::{DocumentId, PromptId};

/// List what is asked.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Questions {
    #[command(subcommand)]
    about: Option<About>,
    /// Only this principle, by its id or the start of it
    #[arg(long, value_name = "P")]
    principle: Option<String>,
    /// What is asked at this company, instead of the interview's
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum About {
    /// Check a pack of questions before it goes into the settings
    Check {
        /// The pack, a JSON file
        file: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

impl Questions {
    /// Prints principles and prompts, or checks a pack.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        if let Some(About::Check { file, json }) = &self.about {
            return check(context, file, *json);
        }
        context.tell_others(&DocumentId::OwnQuestions);
        let there = self.company.as_ref().map(|company| context.bank.for_company(company));
        let bank = there.as_ref().unwrap_or(&context.bank);
        let wanted = self.principle.as_deref().unwrap_or_default();
        let principles: Vec<&Principle> =
            bank.listed().into_iter().filter(|p| p.id.starts_with(wanted)).collect();
        if principles.is_empty() {
            let ids: Vec<&str> = bank.listed().iter().map(|p| p.id.as_str()).collect();
            let why = format!("There is no principle \"{wanted}\". There are: {}.", ids.join(", "));
            return Err(Failure::new(1, why));
        }
        if self.json {
            let principles = principles.into_iter().map(PrincipleRow::of).collect();
            return print_json(&Asks { principles });
        }
        let mut text = String::new();
        for principle in principles {
            text.push_str(&format!("{}, asked {}\n", principle.name, asked(principle.asked)));
            for line in principle.about() {
                text.push_str(&format!("{line}\n"));
            }
            let mut group = None;
            for prompt in principle.prompts() {
                if prompt.group.as_deref() != group {
                    group = prompt.group.as_deref();
                    if let Some(name) = group {
                        text.push_str(&format!("  {name}:\n"));
                    }
                }
                text.push_str(&format!("  {}\n      {}\n", prompt.id, prompt.text));
            }
            text.push('\n');
        }
        print(&text)
    }
}

fn check(context: &Context, file: &str, json: bool) -> Result<(), Failure> {
    let text = context.disk.read_text(Path::new(file))?;
    let pack =
        questions::parse(&text).map_err(|e| Failure::new(65, format!("{file} cannot be used: {e}.")))?;
    if json {
        let questions = pack.prompts().len();
        return print_json(&Checked { id: pack.id.clone(), name: pack.name, questions });
    }
    let place = context.places.config.join("questions");
    print(&format!(
        "{file} can be used: {} with {} questions. Put it into {}.\n",
        pack.name,
        pack.prompts().len(),
        place.display()
    ))
}

fn asked(asked: Asked) -> &'static str {
    match asked {
        Asked::AlmostAlways => "almost always",
        Asked::Often => "often",
        Asked::Sometimes => "sometimes",
        Asked::Rarely => "rarely",
    }
}

/// What `questions` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Asks<'a> {
    principles: Vec<PrincipleRow<'a>>,
}

/// A principle with what is asked about it.
#[derive(Serialize, JsonSchema)]
struct PrincipleRow<'a> {
    id: &'a str,
    name: &'a str,
    summary: &'a str,
    /// Amazon's own definition, if the pack quotes it.
    amazon: Option<&'a str>,
    /// Where the questions come from, if they are not ours.
    source: Option<&'a str>,
    /// `almost always`, `often`, `sometimes` or `rarely`.
    asked: &'static str,
    prompts: Vec<PromptRow<'a>>,
}

/// A question.
#[derive(Serialize, JsonSchema)]
struct PromptRow<'a> {
    /// The full id, `principle/question`.
    id: &'a str,
    short: &'a str,
    text: &'a str,
    /// The heading that it stands under.
    group: Option<&'a str>,
    kind: PromptKind,
    /// Ids of questions of other principles that ask nearly the same.
    also_asked: Vec<&'a str>,
    /// Follow-ups.
    probes: &'a [Probe],
}

impl<'a> PrincipleRow<'a> {
    fn of(principle: &'a Principle) -> Self {
        let prompt = |p: &'a Prompt| PromptRow {
            id: p.id.as_str(),
            short: &p.short,
            text: &p.text,
            group: p.group.as_deref(),
            kind: p.kind,
            also_asked: p.also_asked.iter().map(PromptId::as_str).collect(),
            probes: &p.probes,
        };
        Self {
            id: &principle.id,
            name: &principle.name,
            summary: principle.summary(),
            amazon: principle.amazon(),
            source: principle.source(),
            asked: asked(principle.asked),
            prompts: principle.prompts().iter().map(prompt).collect(),
        }
    }
}

/// What `questions check` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Checked {
    id: String,
    name: String,
    questions: usize,
}

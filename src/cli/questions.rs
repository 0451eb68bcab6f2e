//! `starcoach questions`: lists what is asked, and checks a pack.

use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{Context, Failure, print, print_json};
use crate::questions::{self, Asked, Principle, Prompt, PromptKind};

/// List what is asked.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Questions {
    #[command(subcommand)]
    about: Option<About>,
    /// Only this principle, by its id or the start of it
    #[arg(long, value_name = "P")]
    principle: Option<String>,
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
    },
}

impl Questions {
    /// Prints principles and prompts, or checks a pack.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        if let Some(About::Check { file }) = &self.about {
            return check(context, file);
        }
        let wanted = self.principle.as_deref().unwrap_or_default();
        let principles: Vec<&Principle> =
            context.bank.principles().iter().filter(|p| p.id.starts_with(wanted)).collect();
        if principles.is_empty() {
            let ids: Vec<&str> = context.bank.principles().iter().map(|p| p.id.as_str()).collect();
            let why = format!("There is no principle \"{wanted}\". There are: {}.", ids.join(", "));
            return Err(Failure::new(1, why));
        }
        if self.json {
            return print_json(&principles.into_iter().map(to_json).collect());
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

fn check(context: &Context, file: &str) -> Result<(), Failure> {
    let text = context.disk.read_text(Path::new(file))?;
    let pack =
        questions::parse(&text).map_err(|e| Failure::new(65, format!("{file} cannot be used: {e}.")))?;
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

fn kind(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Failure => "failure",
        PromptKind::Conflict => "conflict",
        PromptKind::Case => "case",
        PromptKind::Change => "change",
        PromptKind::Tradeoff => "tradeoff",
        PromptKind::Success => "success",
    }
}

fn to_json(principle: &Principle) -> Value {
    let prompt = |p: &Prompt| {
        json!({
            "id": p.id, "short": p.short, "text": p.text, "group": p.group, "kind": kind(p.kind),
            "also_asked": p.also_asked, "probes": p.probes,
        })
    };
    let prompts: Vec<Value> = principle.prompts().iter().map(prompt).collect();
    json!({
        "id": principle.id,
        "name": principle.name,
        "summary": principle.summary(),
        "amazon": principle.amazon(),
        "source": principle.source(),
        "asked": asked(principle.asked),
        "prompts": prompts,
    })
}

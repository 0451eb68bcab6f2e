//! `starcoach new`: adds a story, with what the arguments say of it.

use std::collections::HashSet;

use clap::Args;

use super::edit::{EditedStory, edit_whole, text_of_standard_input};
use super::{Context, Failure, free_id, nearest, print, print_json, say, seed};
use crate::questions::Principle;
use crate::story::{PromptId, Section, Story, StoryId};

/// Add a story.
#[derive(Debug, Args)]
pub struct New {
    /// The story's title
    title: String,
    /// The principle it is about, by id or name or a part of either
    #[arg(long, value_name = "P")]
    principle: Option<String>,
    /// The question it answers, by id or a part of it that fits no other
    #[arg(long, value_name = "ID")]
    question: Option<String>,
    #[command(flatten)]
    parts: PartTexts,
    /// Open it in your editor at once
    #[arg(long)]
    edit: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The text of the parts; `-` stands for standard input.
#[derive(Debug, Args)]
struct PartTexts {
    /// The text of the Situation; - for standard input
    #[arg(long, value_name = "TEXT")]
    situation: Option<String>,
    /// The text of the Task
    #[arg(long, value_name = "TEXT")]
    task: Option<String>,
    /// The text of the Action
    #[arg(long, value_name = "TEXT")]
    action: Option<String>,
    /// The text of the Result
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
    /// The text of the Lesson
    #[arg(long, value_name = "TEXT")]
    lesson: Option<String>,
}

impl New {
    /// Adds the story and prints its id.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let prompt = self.question.as_deref().map(|wanted| question(context, wanted)).transpose()?;
        let principle = match (&self.principle, &prompt) {
            (Some(wanted), _) => principle(context, wanted)?,
            (None, Some(prompt)) => context.bank.home(prompt).to_owned(),
            (None, None) => String::new(),
        };
        let taken: HashSet<StoryId> = context.stories()?.iter().map(|s| s.id.clone()).collect();
        let id = free_id(&taken, &mut seed(&context.clock));
        let now = context.clock.now().stamp();
        let mut story = Story::new(id, &principle, now);
        self.title.trim().clone_into(&mut story.title);
        story.answers.extend(prompt);
        for (section, text) in self.parts.given() {
            *story.section_mut(section) = match text.as_str() {
                "-" => text_of_standard_input()?,
                text => text.to_owned(),
            };
        }
        context.disk.import(std::slice::from_ref(&story))?;
        if self.edit {
            story = edit_whole(context, &story)?.0;
        }
        if self.json {
            return print_json(&EditedStory::new(&story, true));
        }
        print(&format!("{}\n", story.id))?;
        if !self.edit {
            say(&format!("Added. \"starcoach edit {}\" opens it in your editor.", story.id));
        }
        Ok(())
    }
}

impl PartTexts {
    fn given(&self) -> impl Iterator<Item = (Section, &String)> {
        let texts = [&self.situation, &self.task, &self.action, &self.result, &self.lesson];
        Section::ALL.into_iter().zip(texts).filter_map(|(section, text)| Some((section, text.as_ref()?)))
    }
}

/// The id of the principle that a text names.
fn principle(context: &Context, wanted: &str) -> Result<String, Failure> {
    let typed = wanted.trim().to_lowercase();
    let all = context.bank.listed();
    let exact = all.iter().find(|p| p.id == typed || p.name.to_lowercase() == typed);
    let mut parts = all.iter().filter(|p| p.id.contains(&typed) || p.name.to_lowercase().contains(&typed));
    match (exact, parts.next(), parts.next()) {
        (Some(one), ..) | (None, Some(one), None) => Ok(one.id.clone()),
        _ => Err(unknown("principle", wanted, all.iter().map(|p| p.id.as_str()))),
    }
}

/// The question that a text names.
fn question(context: &Context, wanted: &str) -> Result<PromptId, Failure> {
    let typed = wanted.trim().to_lowercase();
    let all = || context.bank.listed().into_iter().flat_map(Principle::prompts);
    let exact = all().find(|p| p.id.as_str() == typed);
    let mut parts =
        all().filter(|p| p.id.as_str().contains(&typed) || p.short.to_lowercase().contains(&typed));
    match (exact, parts.next(), parts.next()) {
        (Some(one), ..) | (None, Some(one), None) => Ok(one.id.clone()),
        _ => Err(unknown("question", wanted, all().map(|p| p.id.as_str()))),
    }
}

fn unknown<'k>(what: &str, wanted: &str, known: impl Iterator<Item = &'k str>) -> Failure {
    let near = nearest(wanted, known);
    let meant = near.map_or_else(String::new, |near| format!(" Did you mean \"{near}\"?"));
    let why = format!("No single {what} is called \"{wanted}\".{meant} \"starcoach questions\" lists them.");
    Failure::new(1, why)
}

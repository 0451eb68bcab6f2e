//! `starcoach list` and `starcoach show`: prints stories.

use clap::Args;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, NO_STORY, print, print_json, say};
use crate::practice::History;
use crate::story::{PromptId, Section, Story, pace};

/// List the stories.
#[derive(Debug, Args)]
pub struct List {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Second versions too
    #[arg(long)]
    all: bool,
}

/// Show a story.
#[derive(Debug, Args)]
pub struct Show {
    /// The story's id or title, or a part of it that fits no other
    #[arg(value_name = "STORY")]
    id: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl List {
    /// Prints all stories by title.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let mut stories = context.stories()?;
        stories.retain(|s| self.all || s.version_of.is_none());
        let told = context.history()?;
        if self.json {
            let stories = stories.iter().map(|s| StoryRow::of(s, context, &told)).collect();
            return print_json(&Stories { stories });
        }
        if stories.is_empty() {
            say(NO_STORY);
            return Ok(());
        }
        let mut text = String::new();
        for story in &stories {
            let time = context.config.coach.seconds(pace::story_words(story)).to_string();
            let state = context.stage(story, &told).name();
            text.push_str(&format!("{}  {state:<5}  {time:>5}  {}\n", story.id, story.name()));
        }
        print(&text)
    }
}

impl Show {
    /// Prints one story.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let story = context.story(&self.id)?;
        let told = context.history()?;
        if self.json {
            return print_json(&StoryRow::of(&story, context, &told));
        }
        print(&to_read(&story, context, &told))
    }
}

/// A story as people read it.
pub(super) fn to_read(story: &Story, context: &Context, told: &History) -> String {
    let principle =
        context.bank.principle(&story.principle).map_or(story.principle.clone(), |p| p.name.clone());
    let time = context.config.coach.seconds(pace::story_words(story));
    let state = context.stage(story, told).name();
    let about = if principle.is_empty() { String::new() } else { format!("{principle}, ") };
    let mut text = format!(
        "{}
{about}{state}, about {time} aloud
",
        story.name()
    );
    for prompt in story.answers.iter().filter_map(|id| context.bank.prompt(id)) {
        text.push_str(&format!("answers: {}\n", prompt.text));
    }
    for section in Section::ALL {
        let part = story.section(section).trim();
        if !part.is_empty() {
            text.push_str(&format!("\n{}\n{part}\n", section.name()));
        }
    }
    text
}

/// What `list` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Stories<'a> {
    /// The stories, in the order in which they are listed.
    stories: Vec<StoryRow<'a>>,
}

/// A story, with the stable names that scripts may rely on.
#[derive(Serialize, JsonSchema)]
pub struct StoryRow<'a> {
    id: &'a str,
    /// May be empty.
    title: &'a str,
    /// The id of the home principle; may be empty.
    principle: &'a str,
    /// The ids of the questions that it answers.
    answers: Vec<&'a str>,
    situation: &'a str,
    task: &'a str,
    action: &'a str,
    result: &'a str,
    lesson: &'a str,
    /// `draft`, `solid` or `ready`.
    state: &'static str,
    /// The words of all parts.
    words: u32,
    /// How long it takes aloud, at the user's pace.
    seconds: u32,
    #[schemars(with = "String", extend("format" = "date-time"))]
    created: Timestamp,
    #[schemars(with = "String", extend("format" = "date-time"))]
    updated: Timestamp,
}

impl<'a> StoryRow<'a> {
    pub(super) fn of(story: &'a Story, context: &Context, told: &History) -> Self {
        let words = pace::story_words(story);
        Self {
            id: story.id.as_str(),
            title: &story.title,
            principle: &story.principle,
            answers: story.answers.iter().map(PromptId::as_str).collect(),
            situation: &story.situation,
            task: &story.task,
            action: &story.action,
            result: &story.result,
            lesson: &story.lesson,
            state: context.stage(story, told).name(),
            words: words.0,
            seconds: context.config.coach.seconds(words).0,
            created: story.created,
            updated: story.updated,
        }
    }
}

//! `starcoach list` and `starcoach show`: stories without the screen.

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Failure, print, print_json};
use crate::story::{Section, Story, pace};

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
    /// The story's id, or the start of it
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
        if self.json {
            return print_json(&Value::Array(stories.iter().map(|s| to_json(s)).collect()));
        }
        if stories.is_empty() {
            return print("No story yet. \"starcoach\" opens the app, where Enter writes the first.\n");
        }
        let mut text = String::new();
        for story in &stories {
            let told = pace::story_words(story).seconds(pace::WORDS_A_MINUTE).to_string();
            text.push_str(&format!("{}  {:<5}  {told:>5}  {}\n", story.id, state(story), story.name()));
        }
        print(&text)
    }
}

impl Show {
    /// Prints one story.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let story = context.story(&self.id)?;
        if self.json {
            return print_json(&to_json(&story));
        }
        let principle =
            context.bank.principle(&story.principle).map_or(story.principle.clone(), |p| p.name.clone());
        let told = pace::story_words(&story).seconds(pace::WORDS_A_MINUTE);
        let mut text = format!("{}\n{principle}, {}, about {told} aloud\n", story.name(), state(&story));
        for prompt in story.answers.iter().filter_map(|id| context.bank.prompt(id)) {
            text.push_str(&format!("answers: {}\n", prompt.text));
        }
        for section in Section::ALL {
            let part = story.section(section).trim();
            if !part.is_empty() {
                text.push_str(&format!("\n{}\n{part}\n", section.name()));
            }
        }
        print(&text)
    }
}

fn state(story: &Story) -> &'static str {
    if story.is_complete() { "solid" } else { "draft" }
}

/// A story with the stable field names that scripts may rely on.
fn to_json(story: &Story) -> Value {
    let words = pace::story_words(story);
    json!({
        "id": story.id,
        "title": story.title,
        "principle": story.principle,
        "answers": story.answers,
        "situation": story.situation,
        "task": story.task,
        "action": story.action,
        "result": story.result,
        "lesson": story.lesson,
        "state": state(story),
        "words": words.0,
        "seconds": words.seconds(pace::WORDS_A_MINUTE).0,
        "created": story.created,
        "updated": story.updated,
    })
}

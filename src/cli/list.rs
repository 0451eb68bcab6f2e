//! `starcoach list` and `starcoach show`: prints stories.

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Failure, NO_STORY, print, print_json, say};
use crate::practice::History;
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
        let told = context.history()?;
        if self.json {
            let all = stories.iter().map(|s| to_json(s, context, &told));
            return print_json(&Value::Array(all.collect()));
        }
        if stories.is_empty() {
            say(NO_STORY);
            return Ok(());
        }
        let mut text = String::new();
        for story in &stories {
            let time = context.config.coach.seconds(pace::story_words(story)).to_string();
            let state = context.stage(story, &told);
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
            return print_json(&to_json(&story, context, &told));
        }
        let principle =
            context.bank.principle(&story.principle).map_or(story.principle.clone(), |p| p.name.clone());
        let time = context.config.coach.seconds(pace::story_words(&story));
        let state = context.stage(&story, &told);
        let mut text = format!("{}\n{principle}, {state}, about {time} aloud\n", story.name());
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

/// A story with the stable field names that scripts may rely on.
fn to_json(story: &Story, context: &Context, told: &History) -> Value {
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
        "state": context.stage(story, told),
        "words": words.0,
        "seconds": context.config.coach.seconds(words).0,
        "created": story.created,
        "updated": story.updated,
    })
}

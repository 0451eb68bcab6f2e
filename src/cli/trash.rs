//! `starcoach trash`: moves stories to the trash, or lists what is there.

use std::sync::Arc;

use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, print, print_json, say};
use crate::story::{Story, StoryId};

/// Move stories to the trash, or list what is there.
#[derive(Debug, Args)]
pub struct Trash {
    /// The stories, by id or title or a part of it; without any, the trash is listed
    #[arg(value_name = "STORY")]
    ids: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `trash` and `restore` print as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Moved {
    /// The stories that were moved; without arguments, those in the trash.
    stories: Vec<MovedRow>,
}

/// A story in the trash or from it.
#[derive(Serialize, JsonSchema)]
struct MovedRow {
    id: StoryId,
    title: String,
}

impl Moved {
    pub(super) fn new<'s>(stories: impl IntoIterator<Item = &'s Arc<Story>>) -> Self {
        let row = |story: &'s Arc<Story>| MovedRow { id: story.id.clone(), title: story.title.clone() };
        Self { stories: stories.into_iter().map(row).collect() }
    }
}

impl Trash {
    /// Moves the stories, or lists the trash.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        if self.ids.is_empty() {
            return self.list(context);
        }
        // All are found before the first is moved.
        let stories = self.ids.iter().map(|id| context.story(id)).collect::<Result<Vec<_>, _>>()?;
        for story in &stories {
            context.disk.trash(&story.id, context.clock.now().wall.timestamp())?;
            say(&format!(
                "\"{}\" is in the trash. \"starcoach restore {}\" brings it back.",
                story.name(),
                story.id
            ));
        }
        if self.json { print_json(&Moved::new(&stories)) } else { Ok(()) }
    }

    fn list(&self, context: &Context) -> Result<(), Failure> {
        let stories: Vec<Arc<Story>> = context.disk.trashed().into_iter().map(Arc::new).collect();
        if self.json {
            return print_json(&Moved::new(&stories));
        }
        if stories.is_empty() {
            say("The trash is empty.");
            return Ok(());
        }
        let rows: Vec<String> = stories.iter().map(|s| format!("{}  {}\n", s.id, s.name())).collect();
        print(&rows.concat())
    }
}

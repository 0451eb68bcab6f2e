//! `starcoach restore`: brings back stories from the trash, an earlier version, or everything in a backup.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{ArgGroup, Args};

use super::context::named;
use super::edit::{EditedStory, save};
use super::trash::Moved;
use super::{Context, Failure, backup, history, print_json, say};
use crate::story::Story;

/// Bring back stories from the trash, an earlier version of one, or a backup.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").args(["ids", "from"]).required(true)))]
pub struct Restore {
    /// Stories in the trash, by id or title or a part of it
    #[arg(value_name = "STORY")]
    ids: Vec<String>,
    /// The earlier version of a story to go back to, by its number in `starcoach history`
    #[arg(long, value_name = "N", conflicts_with = "from")]
    version: Option<usize>,
    /// A file that `starcoach backup` wrote
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Replace what is there and different; its words stay in the history
    #[arg(long, requires = "from")]
    force: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Restore {
    /// Brings it back.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        if let Some(file) = &self.from {
            return backup::restore(context, file, self.force, self.json);
        }
        match self.version {
            Some(number) => self.version(context, number),
            None => self.untrash(context),
        }
    }

    fn untrash(&self, context: &mut Context) -> Result<(), Failure> {
        let trashed: Vec<Arc<Story>> = context.disk.trashed().into_iter().map(Arc::new).collect();
        let find = |id: &String| named(&trashed, id, "starcoach trash").cloned();
        let stories = self.ids.iter().map(find).collect::<Result<Vec<_>, _>>()?;
        for story in &stories {
            context.disk.restore(&story.id, context.clock.now().wall.timestamp())?;
            say(&format!("\"{}\" is back.", story.name()));
        }
        if self.json { print_json(&Moved::new(&stories)) } else { Ok(()) }
    }

    fn version(&self, context: &mut Context, number: usize) -> Result<(), Failure> {
        let [id] = self.ids.as_slice() else {
            return Err(Failure::new(2, "A version is one of one story."));
        };
        let story = context.story(id)?;
        let then = history::version(context, &story, number)?;
        let now = context.clock.now().wall.timestamp();
        context.disk.keep_now(&story.id, now)?;
        let (story, changed) = save(context, &story, Story { id: story.id.clone(), ..then })?;
        say(&format!("\"{}\" is as it was. What it was until now is version 1.", story.name()));
        if self.json { print_json(&EditedStory::new(&story, changed)) } else { Ok(()) }
    }
}

//! `starcoach import`: stories from a file or from standard input, as JSON, Markdown or text; all of them or none.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use clap::Args;
use serde_json::Value;

use super::{Context, Failure, free_id, print, print_json, seed};
use crate::export::import;
use crate::story::{Section, Story, StoryId, pace};

/// The most that is read from standard input, in bytes.
const MOST: u64 = 8 << 20;

/// Add stories from a file, or from standard input.
#[derive(Debug, Args)]
pub struct Import {
    /// JSON, or Markdown or text with the four parts as headings or labels; - for standard input
    file: String,
    /// Only show what would come in
    #[arg(long)]
    dry_run: bool,
    /// Print the new ids as JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Adds the stories and prints their ids in order.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let text = self.read(context)?;
        let drafts = import::stories(&text, &context.bank).map_err(|e| {
            let from = if self.file == "-" { "standard input" } else { &self.file };
            Failure::new(65, format!("Nothing was added. {from}: {e}"))
        })?;
        let taken: HashSet<StoryId> = context.stories()?.iter().map(|s| s.id.clone()).collect();
        let mut random = seed(&context.clock);
        let mut taken = taken;
        let at = context.clock.now().stamp();
        let next = || {
            let id = free_id(&taken, &mut random);
            taken.insert(id.clone());
            id
        };
        let stories = import::into_stories(drafts, next, at);
        if self.dry_run {
            return preview(&stories);
        }
        context.disk.import(&stories, at)?;
        if self.json {
            return print_json(&stories.iter().map(|s| Value::from(s.id.as_str())).collect());
        }
        let mut report = match stories.len() {
            1 => "Added 1 story.\n".to_owned(),
            n => format!("Added {n} stories.\n"),
        };
        for story in &stories {
            report.push_str(&format!("{}  {}\n", story.id, story.name()));
        }
        print(&report)
    }

    fn read(&self, context: &Context) -> Result<String, Failure> {
        if self.file != "-" {
            return Ok(context.disk.read_text(Path::new(&self.file))?);
        }
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes);
        read.map_err(|e| Failure::new(1, format!("Could not read standard input: {e}.")))?;
        if bytes.len() as u64 > MOST {
            return Err(Failure::new(65, "Nothing was added. Standard input holds more than 8 MiB."));
        }
        String::from_utf8(bytes)
            .map_err(|_| Failure::new(65, "Nothing was added. Standard input is not UTF-8 text."))
    }
}

/// Shows what would come in: each story's name and how many words each part has.
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
                report.push_str(&format!("  {:<10} {words} words\n", section.name()));
            }
        }
    }
    print(&report)
}

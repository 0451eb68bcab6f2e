//! `starcoach history`: the earlier versions of a story, and of the other documents.

use clap::Args;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::list::{self, StoryRow};
use super::{Context, Failure, print, print_json, say};
use crate::story::{DocumentId, Section, Story, pace};

/// List the earlier versions of a story, or show one of them.
///
/// In place of a story: `preparation`, `own` for your questions, or the id of a story whose file is damaged. Of these
/// the list has the other versions, too, and a version is shown as JSON.
#[derive(Debug, Args)]
pub struct HistoryCommand {
    /// The story's id or title, or a part of it that fits no other
    #[arg(value_name = "STORY")]
    id: String,
    /// The version to show, by its number in the list
    #[arg(value_name = "N")]
    version: Option<usize>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `history` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Versions {
    /// The story's id.
    id: String,
    /// The latest first.
    versions: Vec<VersionRow>,
}

/// An earlier version.
#[derive(Serialize, JsonSchema)]
struct VersionRow {
    /// Its number for `history` and `restore`; the latest has 1.
    number: usize,
    /// When it was replaced.
    #[schemars(with = "String", extend("format" = "date-time"))]
    at: Timestamp,
    /// The words of all parts.
    words: u32,
    /// The parts that differ from the story as it is now.
    differs: Vec<Section>,
}

/// An earlier version of a story, with its number.
pub(super) struct Earlier {
    pub number: usize,
    pub at: Timestamp,
    pub story: Story,
}

/// The earlier versions of a story, the latest first.
pub(super) fn earlier(context: &Context, story: &Story) -> Vec<Earlier> {
    let versions = context.disk.history(&DocumentId::Story(story.id.clone()));
    let stories = versions.into_iter().filter_map(|version| Some((version.at, version.story()?)));
    (1..).zip(stories).map(|(number, (at, story))| Earlier { number, at, story }).collect()
}

/// The version with this number.
pub(super) fn version(context: &Context, story: &Story, number: usize) -> Result<Story, Failure> {
    let found = earlier(context, story).into_iter().find(|version| version.number == number);
    found.map(|version| version.story).ok_or_else(|| {
        let (name, id) = (story.name(), &story.id);
        let why = format!("\"{name}\" has no version {number}. \"starcoach history {id}\" lists them.");
        Failure::new(1, why)
    })
}

impl HistoryCommand {
    /// Lists the versions, or shows one.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let story = match (context.story(&self.id), DocumentId::named(&self.id)) {
            (Ok(story), _) => story,
            (Err(failure), doc) => {
                return doc
                    .map_or(Ok(false), |doc| self.of_document(&doc, context))?
                    .then_some(())
                    .ok_or(failure);
            }
        };
        if let Some(number) = self.version {
            let then = version(context, &story, number)?;
            let told = context.history()?;
            if self.json {
                return print_json(&StoryRow::of(&then, context, &told));
            }
            return print(&list::to_read(&then, context, &told));
        }
        let versions = earlier(context, &story);
        let differs = |then: &Story| -> Vec<Section> {
            Section::ALL.into_iter().filter(|&s| then.section(s) != story.section(s)).collect()
        };
        if self.json {
            let row = |version: &Earlier| VersionRow {
                number: version.number,
                at: version.at,
                words: pace::story_words(&version.story).0,
                differs: differs(&version.story),
            };
            let versions = versions.iter().map(row).collect();
            return print_json(&Versions { id: story.id.to_string(), versions });
        }
        if versions.is_empty() {
            say("There is no earlier version yet.");
            return Ok(());
        }
        let zone = context.clock.now().wall.time_zone().clone();
        let mut text = String::new();
        for Earlier { number, at, story: then } in &versions {
            let at = at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            let words = pace::story_words(then).0;
            let names: Vec<&str> = differs(then).into_iter().map(Section::name).collect();
            let parts = if names.is_empty() { "same text".to_owned() } else { names.join(", ") };
            text.push_str(&format!("{number:>3}  {at}  {words:>4} words  {parts}\n"));
        }
        print(&text)
    }

    /// Lists the versions of a document that is no story to read, or shows one; false if it never was one.
    fn of_document(&self, doc: &DocumentId, context: &Context) -> Result<bool, Failure> {
        let versions = context.disk.history(doc);
        let others = context.disk.other_versions().into_iter().filter(|other| other.doc == *doc);
        let others: Vec<String> = others.map(|other| other.file).collect();
        if matches!(doc, DocumentId::Story(_)) && versions.is_empty() {
            return Ok(false);
        }
        if let Some(number) = self.version {
            let version = number.checked_sub(1).and_then(|at| versions.get(at));
            let why =
                || format!("There is no version {number} of {}. There are {}.", self.id, versions.len());
            return print_json(&version.ok_or_else(|| Failure::new(1, why()))?.value).map(|()| true);
        }
        if self.json {
            let earlier = versions.iter().map(|version| json!({ "at": version.at, "value": version.value }));
            let list = json!({ "earlier": earlier.collect::<Vec<_>>(), "other_files": others });
            return print_json(&list).map(|()| true);
        }
        if versions.is_empty() && others.is_empty() {
            say(&format!("There is no other version of {} yet.", self.id));
        }
        let zone = context.clock.now().wall.time_zone().clone();
        let mut text = String::new();
        for (n, version) in (1..).zip(&versions) {
            let at = version.at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            text.push_str(&format!("{n:>3}  {at}\n"));
        }
        for file in others {
            text.push_str(&format!("     another version: {file}\n"));
        }
        print(&text).map(|()| true)
    }
}

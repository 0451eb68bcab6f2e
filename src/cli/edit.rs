//! `starcoach edit`: a story, or a part of it, in the user's editor.
//!
//! The text is in a file of its own until it is saved; where it cannot be taken back, the file stays and is named.

use std::io::Read;

use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Context, Failure, print_json, say};
use crate::story::{DocumentId, Section, Story};
use crate::terminal;

/// The most that is read from standard input, in bytes.
const MOST: u64 = 8 << 20;

/// Edit a story in your editor, or replace a part of it.
#[derive(Debug, Args)]
pub struct EditCommand {
    /// The story's id or title, or a part of it that fits no other
    #[arg(value_name = "STORY")]
    id: String,
    /// Only this part
    #[arg(long, value_enum)]
    part: Option<Part>,
    /// The part's new text instead of an editor; - for standard input
    #[arg(long, value_name = "TEXT", requires = "part")]
    text: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A part of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Title,
    Situation,
    Task,
    Action,
    Result,
    Lesson,
}

impl Part {
    const fn section(self) -> Option<Section> {
        match self {
            Self::Title => None,
            Self::Situation => Some(Section::Situation),
            Self::Task => Some(Section::Task),
            Self::Action => Some(Section::Action),
            Self::Result => Some(Section::Result),
            Self::Lesson => Some(Section::Lesson),
        }
    }

    fn of(self, story: &mut Story) -> &mut String {
        match self {
            Self::Title => &mut story.title,
            Self::Situation => &mut story.situation,
            Self::Task => &mut story.task,
            Self::Action => &mut story.action,
            Self::Result => &mut story.result,
            Self::Lesson => &mut story.lesson,
        }
    }
}

/// What commands print as JSON that add or change a story.
#[derive(Serialize, JsonSchema)]
pub struct EditedStory {
    /// The story's id.
    id: String,
    title: String,
    /// Whether anything is different now.
    changed: bool,
}

impl EditedStory {
    pub(super) fn new(story: &Story, changed: bool) -> Self {
        Self { id: story.id.to_string(), title: story.title.clone(), changed }
    }
}

impl EditCommand {
    /// Opens the editor and saves what it leaves.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let story = context.story(&self.id)?;
        let (story, changed) = match (self.part, self.text.as_deref()) {
            (None, _) => edit_whole(context, &story)?,
            (Some(part), Some("-")) => {
                let text = text_of_standard_input()?;
                replace(context, &story, part, &text)?
            }
            (Some(part), Some(text)) => replace(context, &story, part, text)?,
            (Some(part), None) => {
                let mut copy = Story::clone(&story);
                let text = std::mem::take(part.of(&mut copy));
                edited(context, &story, part.section(), &text, |left, story| {
                    left.trim_end().clone_into(part.of(story));
                    Ok(())
                })?
            }
        };
        if self.json {
            return print_json(&EditedStory::new(&story, changed));
        }
        say(&if changed { format!("\"{}\" is saved.", story.name()) } else { "Nothing changed.".to_owned() });
        Ok(())
    }
}

/// Replaces a part by a text.
fn replace(context: &mut Context, story: &Story, part: Part, text: &str) -> Result<(Story, bool), Failure> {
    let mut after = story.clone();
    text.trim_end().clone_into(part.of(&mut after));
    save(context, story, after)
}

/// Opens the whole story in the user's editor; gives it as it is then, and whether that is different.
pub(super) fn edit_whole(context: &mut Context, story: &Story) -> Result<(Story, bool), Failure> {
    let whole = to_text(story)?;
    edited(context, story, None, &whole, |left, story| {
        from_text(left, story).map_err(|why| Failure::new(65, why))
    })
}

/// Lets the user edit a text, which `take` puts into the story.
fn edited(
    context: &mut Context,
    story: &Story,
    section: Option<Section>,
    text: &str,
    take: impl FnOnce(&str, &mut Story) -> Result<(), Failure>,
) -> Result<(Story, bool), Failure> {
    let path = context.disk.edit_begin(&story.id, section, text)?;
    let stays = |failure: Failure| failure.with(&format!(" The text is in {}.", path.display()));
    let ended = terminal::edit_file(&path);
    let left = context.disk.edit_read(&path).map_err(|error| stays(error.into()))?;
    if let Err(why) = ended {
        if left == text {
            context.disk.edit_end(&path)?;
            return Err(Failure::new(1, why));
        }
        return Err(stays(Failure::new(1, why)));
    }
    let mut after = story.clone();
    if left.trim_end() != text.trim_end() {
        take(&left, &mut after).map_err(&stays)?;
    }
    let saved = save(context, story, after).map_err(stays)?;
    context.disk.edit_end(&path)?;
    Ok(saved)
}

/// Saves a story; what somebody else changed meanwhile is kept.
pub(super) fn save(
    context: &mut Context,
    before: &Story,
    mut after: Story,
) -> Result<(Story, bool), Failure> {
    if *before == after {
        return Ok((after, false));
    }
    after.updated = context.clock.now().stamp();
    let value = |story: &Story| serde_json::to_value(story).map_err(anyhow::Error::from);
    let (base, ours) = (value(before)?, value(&after)?);
    let doc = DocumentId::Story(after.id.clone());
    context.disk.keep(&doc, base, ours, context.clock.now().wall.timestamp())?;
    Ok((after, true))
}

/// What standard input holds, as text.
pub(super) fn text_of_standard_input() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().lock().take(MOST + 1).read_to_string(&mut text);
    read.map_err(|error| Failure::new(65, format!("Could not read standard input: {error}.")))?;
    if text.len() as u64 > MOST {
        return Err(Failure::new(65, "Standard input holds more than 8 MiB."));
    }
    Ok(text.trim_end().to_owned())
}

/// The heading of a part.
fn heading(section: Section) -> String {
    format!("## {}", section.name())
}

/// The part that a line is the heading of.
fn part_of(line: &str) -> Option<Section> {
    Section::ALL.into_iter().find(|&section| line.trim_end() == heading(section))
}

/// The story as a text with its title and its parts under headings.
fn to_text(story: &Story) -> Result<String, Failure> {
    let mut text = format!("# {}\n", crate::story::one_line(&story.title, usize::MAX));
    for section in Section::ALL {
        let part = story.section(section);
        if part.lines().any(|line| part_of(line).is_some()) {
            let why = format!("A line of the {} is a heading here. Use --part.", section.name());
            return Err(Failure::new(1, why));
        }
        text.push_str(&format!("\n{}\n\n{}\n", heading(section), part.trim_end()));
    }
    Ok(text)
}

/// Puts an edited text into the story, or says why it cannot be read.
fn from_text(text: &str, story: &mut Story) -> Result<(), String> {
    let mut parts: Vec<(Section, Vec<&str>)> = Vec::new();
    let mut title = None;
    for line in text.lines() {
        if let Some(section) = part_of(line) {
            if parts.iter().any(|(there, _)| *there == section) {
                return Err(format!("The heading \"{}\" stands there twice.", heading(section)));
            }
            parts.push((section, Vec::new()));
        } else if let Some((_, lines)) = parts.last_mut() {
            lines.push(line);
        } else if let Some(given) = line.strip_prefix("# ").or_else(|| (line == "#").then_some("")) {
            title = Some(given.trim());
        } else if !line.trim().is_empty() {
            return Err("There is text above the first part.".to_owned());
        }
    }
    if let Some(gone) = Section::ALL.into_iter().find(|s| !parts.iter().any(|(there, _)| there == s)) {
        return Err(format!("The heading \"{}\" is gone.", heading(gone)));
    }
    for (section, lines) in parts {
        let text = lines.join("\n");
        let text = text.trim_start_matches('\n').trim_end();
        // The blanks at its end were not in the editor.
        if story.section(section).trim_start_matches('\n').trim_end() != text {
            text.clone_into(story.section_mut(section));
        }
    }
    if let Some(title) = title
        && crate::story::one_line(&story.title, usize::MAX) != title
    {
        title.clone_into(&mut story.title);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::StoryId;
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn story(title: &str, parts: &[String]) -> Story {
        let mut story = Story::new(StoryId::from_bits(1), "ownership", Timestamp::UNIX_EPOCH);
        title.clone_into(&mut story.title);
        for (section, text) in Section::ALL.into_iter().zip(parts) {
            story.section_mut(section).clone_from(text);
        }
        story
    }

    proptest! {
        #[test]
        fn a_text_that_is_not_edited_changes_no_word(
            title in "[a-z# ]{0,20}",
            parts in proptest::collection::vec("([a-zé#\\- ]{0,12}\n){0,4}[ ]{0,2}", 5),
        ) {
            let before = story(&title, &parts);
            let mut after = before.clone();
            from_text(&to_text(&before).unwrap(), &mut after).unwrap();
            prop_assert_eq!(after, before);
        }
    }

    #[test]
    fn edits_go_to_their_parts_and_lost_headings_lose_no_words() {
        let parts = ["In March", "I owned it", "I drove there", "They stayed", ""].map(str::to_owned);
        let before = story("The clinic", &parts);
        let text = to_text(&before).unwrap();
        let mut after = before.clone();
        from_text(
            &text.replace("I drove there", "I drove\n\nand typed").replace("# The clinic", "# Clinic"),
            &mut after,
        )
        .unwrap();
        assert_eq!((after.title.as_str(), after.action.as_str()), ("Clinic", "I drove\n\nand typed"));
        assert_eq!((&after.task, &after.result), (&before.task, &before.result));
        for (broken, why) in [
            (text.replace("## Task\n", ""), "\"## Task\" is gone"),
            (text.replace("## Lesson", "## Task"), "twice"),
            (format!("A note\n{text}"), "above the first part"),
        ] {
            let mut after = before.clone();
            assert!(from_text(&broken, &mut after).unwrap_err().contains(why), "{broken}");
            assert_eq!(after, before);
        }
        let inside = story("x", &["## Result".to_owned()]);
        assert!(to_text(&inside).unwrap_err().text.contains("--part"));
    }
}

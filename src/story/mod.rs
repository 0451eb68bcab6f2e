//! The story as its file and every layer see it: parts, ids, fields, changes, merge.
//!
//! The ground layer: no knowledge of where stories are kept, what is asked, or how they are shown.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod change;
mod check;
mod document;
mod fields;
mod id;
pub mod merge;
mod order;
pub mod pace;
mod stage;
pub mod when;

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use change::Change;
pub use check::{Check, CheckAnswer, Checks, likeness, unlike};
pub use document::DocumentId;
#[cfg(test)]
pub(crate) use fields::marked;
pub use fields::{Access, FIELDS, FieldKind, Redaction, StoryField, merge_rule, user_keys};
pub use id::{IdError, StoryId};
pub use order::title_key;
pub use stage::Stage;

/// The schema version that this program writes into a story's file.
pub const SCHEMA: u32 = 1;

/// The full id of a prompt, `principle/prompt`, for example `customer-obsession/saying-no`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PromptId(pub String);

impl PromptId {
    /// Joins a principle's id and a prompt's own id.
    pub fn new(principle: &str, prompt: &str) -> Self {
        Self(format!("{principle}/{prompt}"))
    }

    /// The principle's id: what stands before the first `/`, or the whole where there is none.
    pub fn principle(&self) -> &str {
        self.0.split_once('/').map_or(self.0.as_str(), |(p, _)| p)
    }

    /// The id as it stands in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PromptId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One of the five written parts of a story, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Context: where and when, and what was at stake for whom.
    Situation,
    /// The user's own responsibility.
    Task,
    /// What the user did, step by step.
    Action,
    /// The outcome.
    Result,
    /// What the user learned; optional.
    Lesson,
}

impl Section {
    /// All five, in telling order.
    pub const ALL: [Self; 5] = [Self::Situation, Self::Task, Self::Action, Self::Result, Self::Lesson];
    /// The four that a story needs before it can be practiced.
    pub const STAR: [Self; 4] = [Self::Situation, Self::Task, Self::Action, Self::Result];

    /// The display name: `Situation`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Situation => "Situation",
            Self::Task => "Task",
            Self::Action => "Action",
            Self::Result => "Result",
            Self::Lesson => "Lesson",
        }
    }

    /// The key in files: `situation`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
            Self::Lesson => "lesson",
        }
    }

    /// The index in [`Section::ALL`], 0 to 4.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A follow-up question with the answer the user prepared for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProbeAnswer {
    /// The follow-up as an interviewer would ask it.
    pub ask: String,
    /// The prepared answer; may be empty.
    #[serde(default)]
    pub answer: String,
}

/// The principle under which short answers stand that every interview asks for.
pub const PITCH: &str = "every-interview";

/// One STAR story as its file holds it.
///
/// The order of the fields is the order of the keys in the file. Unknown keys are kept in [`Story::extra`] and
/// written back unchanged. A new field also needs a row in [`FIELDS`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// The schema version of the file; [`SCHEMA`] in files that this program creates.
    pub schema: u32,
    /// The story's id; never changes.
    pub id: StoryId,
    /// The title; may be empty.
    #[serde(default)]
    pub title: String,
    /// The id of the home principle, for example `customer-obsession`.
    #[serde(default)]
    pub principle: String,
    /// The prompts this story answers, of any principle, in the order they were linked.
    #[serde(default)]
    pub answers: Vec<PromptId>,
    /// The opening sentence for each prompt that has its own.
    #[serde(default)]
    pub openings: BTreeMap<PromptId, String>,
    /// See [`Section::Situation`].
    #[serde(default)]
    pub situation: String,
    /// See [`Section::Task`].
    #[serde(default)]
    pub task: String,
    /// See [`Section::Action`].
    #[serde(default)]
    pub action: String,
    /// See [`Section::Result`].
    #[serde(default)]
    pub result: String,
    /// See [`Section::Lesson`].
    #[serde(default)]
    pub lesson: String,
    /// When it happened, as the user wrote it: `2024-03`, `2024`, `2024-03-05`, or free words; may be empty.
    #[serde(default)]
    pub happened: String,
    /// Who the customer was and what they were missing; may be empty.
    #[serde(default)]
    pub customer: String,
    /// The story in 30 seconds; may be empty.
    #[serde(default)]
    pub headline: String,
    /// Up to seven cues for the cue card; suggested ones are shown where there are none.
    #[serde(default)]
    pub cues: Vec<String>,
    /// Follow-ups with prepared answers.
    #[serde(default)]
    pub probes: Vec<ProbeAnswer>,
    /// Keys of the coach's findings that the user dismissed.
    #[serde(default)]
    pub dismissed: Vec<String>,
    /// The answers of the self-check; `None` in a story from before there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<Checks>,
    /// When the story was created.
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub created: Timestamp,
    /// When its text last changed.
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub updated: Timestamp,
    /// The original's id, on a second version that was kept after a conflict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version_of: Option<StoryId>,
    /// Unknown keys, preserved as they were.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Story {
    /// Reads a story from a JSON value.
    ///
    /// Not by serde alone, which refuses numbers of more than 19 digits in a flattened field: others may have added
    /// such to the file.
    pub fn from_value(value: Value) -> serde_json::Result<Self> {
        let Value::Object(map) = value else { return serde_json::from_value(value) };
        let known = |key: &str| FIELDS.iter().any(|field| field.key == key);
        let (known, extra) = map.into_iter().partition(|(key, _)| known(key));
        let mut story: Self = serde_json::from_value(Value::Object(known))?;
        story.extra = extra;
        Ok(story)
    }

    /// An empty story with the given id and home principle.
    pub fn new(id: StoryId, principle: &str, at: Timestamp) -> Self {
        Self {
            schema: SCHEMA,
            id,
            title: String::new(),
            principle: principle.to_owned(),
            answers: Vec::new(),
            openings: BTreeMap::new(),
            situation: String::new(),
            task: String::new(),
            action: String::new(),
            result: String::new(),
            lesson: String::new(),
            happened: String::new(),
            customer: String::new(),
            headline: String::new(),
            cues: Vec::new(),
            probes: Vec::new(),
            dismissed: Vec::new(),
            checks: None,
            created: at,
            updated: at,
            version_of: None,
            extra: Map::new(),
        }
    }

    /// The text of a part.
    pub fn section(&self, section: Section) -> &str {
        match section {
            Section::Situation => &self.situation,
            Section::Task => &self.task,
            Section::Action => &self.action,
            Section::Result => &self.result,
            Section::Lesson => &self.lesson,
        }
    }

    /// The text of a part, mutably.
    pub fn section_mut(&mut self, section: Section) -> &mut String {
        match section {
            Section::Situation => &mut self.situation,
            Section::Task => &mut self.task,
            Section::Action => &mut self.action,
            Section::Result => &mut self.result,
            Section::Lesson => &mut self.lesson,
        }
    }

    /// Whether it is no story but a short answer, which is all in its Action.
    pub fn is_pitch(&self) -> bool {
        self.principle == PITCH
    }

    /// The parts that have to be there.
    pub fn parts(&self) -> &'static [Section] {
        if self.is_pitch() { &[Section::Action] } else { &Section::STAR }
    }

    /// What a part of it is called.
    pub fn part_name(&self, section: Section) -> &'static str {
        if self.is_pitch() && section == Section::Action { "Answer" } else { section.name() }
    }

    /// The first part that has to be there and is blank.
    pub fn missing(&self) -> Option<Section> {
        self.parts().iter().copied().find(|&s| self.section(s).trim().is_empty())
    }

    /// Whether all parts that have to be there hold more than white space.
    pub fn is_complete(&self) -> bool {
        self.missing().is_none()
    }

    /// The title, or where it has none the first words of the first part that has text, or `Untitled`.
    ///
    /// On one line; whoever shows it cuts it to the room there is. At most 200 graphemes, first words at most 40.
    pub fn name(&self) -> String {
        let own = one_line(&self.title, 200);
        if !own.is_empty() {
            return own;
        }
        Section::ALL
            .iter()
            .map(|&s| one_line(self.section(s), 40))
            .find(|t| !t.is_empty())
            .unwrap_or_else(|| "Untitled".to_owned())
    }

    /// The name within a sentence: at most 40 graphemes.
    pub fn short_name(&self) -> String {
        one_line(&self.name(), 40)
    }
}

/// How `text` begins and how it ends, in whole words on one line of at most `most` letters; all of it where it fits.
pub fn both_ends(text: &str, most: usize) -> String {
    let whole = one_line(text, most);
    if !whole.ends_with('…') {
        return whole;
    }
    let half = |used: &mut usize, word: &str| {
        *used += word.chars().count() + 1;
        *used <= most / 2
    };
    let start: Vec<&str> = text.split_whitespace().scan(0, |used, w| half(used, w).then_some(w)).collect();
    let mut end: Vec<&str> =
        text.split_whitespace().rev().scan(0, |used, w| half(used, w).then_some(w)).collect();
    end.reverse();
    if start.is_empty() || end.is_empty() {
        whole
    } else {
        format!("{} … {}", start.join(" "), end.join(" "))
    }
}

/// The start of `text` on one line: white space collapsed, cut to `most` graphemes with `…` where it was longer.
pub fn one_line(text: &str, most: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    // Stops as soon as the line is full: a part may hold 10,000 words.
    let mut out = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        let space = usize::from(!out.is_empty());
        if count + space + 1 > most {
            out.push('…');
            return out;
        }
        if space == 1 {
            out.push(' ');
            count += 1;
        }
        if word.is_ascii() {
            let fits = word.get(..most - count).unwrap_or(word);
            out.push_str(fits);
            count += fits.len();
            if fits.len() < word.len() {
                out.push('…');
                return out;
            }
            continue;
        }
        for g in word.graphemes(true) {
            if count == most {
                out.push('…');
                return out;
            }
            out.push_str(g);
            count += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> Story {
        Story::new(StoryId::parse("abcd1234").unwrap(), "customer-obsession", Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn the_file_keeps_unknown_keys_and_their_order() {
        let mut value = serde_json::to_value(story()).unwrap();
        value["mood"] = serde_json::json!({"b": 1, "a": 2});
        let back: Story = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&back).unwrap().to_string(), value.to_string());
    }

    #[test]
    fn a_pitch_is_whole_with_its_answer_alone() {
        let mut s = Story { principle: PITCH.to_owned(), ..story() };
        assert_eq!((s.missing(), s.part_name(Section::Action)), (Some(Section::Action), "Answer"));
        s.action = "I build dispatch software.".into();
        assert!(s.is_complete());
        s.principle = "ownership".into();
        assert_eq!((s.missing(), s.part_name(Section::Action)), (Some(Section::Situation), "Action"));
    }

    #[test]
    fn a_name_falls_back_to_the_first_words() {
        let mut s = story();
        assert_eq!(s.name(), "Untitled");
        s.task = "I had\n two   days".into();
        assert_eq!(s.name(), "I had two days");
        s.title = " The auditor ".into();
        assert_eq!(s.name(), "The auditor");
        s.title = "word ".repeat(10);
        assert_eq!(s.name().len(), 49, "a title is whole");
        assert_eq!(s.short_name(), "word word word word word word word word…");
    }

    #[test]
    fn both_ends_of_a_long_text_are_shown() {
        assert_eq!(both_ends("Nobody\nmissed lunch.", 40), "Nobody missed lunch.");
        assert_eq!(both_ends("one two three four five six seven eight", 20), "one two … eight");
        assert_eq!(both_ends(&"長".repeat(50), 20), format!("{}…", "長".repeat(20)));
    }

    #[test]
    fn one_line_cuts_between_graphemes() {
        assert_eq!(one_line("a👨‍👩‍👧b c", 2), "a👨‍👩‍👧…");
        assert_eq!(one_line("ab cd", 5), "ab cd");
        assert_eq!(one_line("ab cd", 3), "ab…");
        assert_eq!(one_line("", 3), "");
    }

    #[test]
    fn complete_wants_the_four_parts_and_not_the_lesson() {
        let mut s = story();
        for part in Section::STAR {
            assert!(!s.is_complete());
            *s.section_mut(part) = "x".into();
        }
        assert!(s.is_complete());
    }
}

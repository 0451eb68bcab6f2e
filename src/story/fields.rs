//! The fields of a story, each declared once, and what is derived from the declarations.
//!
//! Owns [`FIELDS`]. The merge rule, undo, redaction, comparison, search, import and export read it, so that a new
//! field of [`Story`] needs its row here and no other list. Must not know files or screens.

use std::collections::BTreeMap;

use super::merge::Rule;
use super::{CheckAnswer, Checks, ProbeAnswer, PromptId, Story, when};

/// One field of a story.
#[derive(Debug)]
pub struct StoryField {
    /// The key in the story's file.
    pub key: &'static str,
    /// The name as people read it.
    pub label: &'static str,
    /// What the field holds, and how to reach it.
    pub kind: FieldKind,
    /// How two changed versions of it become one.
    pub merge: Rule,
    /// What redaction does to it.
    pub redaction: Redaction,
    /// How much a word in it says about the story, from 0 to 1; `None` where it is not searched.
    pub search: Option<f32>,
    /// Whether a comparison of two versions shows it.
    pub compared: bool,
}

impl PartialEq for StoryField {
    /// Fields are equal by their keys, which are unique.
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for StoryField {}

/// What redaction does to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redaction {
    /// Private words in its texts are masked.
    Mask,
    /// It holds no words of the user's and stays.
    Keep,
    /// It quotes words and is emptied.
    Clear,
}

/// What a field holds, with the way to it.
#[derive(Debug)]
pub enum FieldKind {
    /// Set by the program, never by the user: version, ids, times.
    Meta,
    /// The id of a principle.
    Principle(Access<String>),
    /// One line of text.
    Line(Access<String>),
    /// A date as [`when`] keeps it.
    When(Access<String>),
    /// Text of any length.
    Prose(Access<String>),
    /// Lines of text in the user's order.
    Items(Access<Vec<String>>),
    /// Ids of prompts.
    Prompts(Access<Vec<PromptId>>),
    /// A text for each of some prompts.
    ByPrompt(Access<BTreeMap<PromptId, String>>),
    /// Follow-ups with prepared answers.
    Probes(Access<Vec<ProbeAnswer>>),
    /// Answers of the self-check.
    Checks(Access<Option<Checks>>),
    /// Keys that the program made, not shown to anyone.
    Keys(Access<Vec<String>>),
}

/// How to read and change one field.
#[derive(Debug)]
pub struct Access<T> {
    get: fn(&Story) -> &T,
    get_mut: fn(&mut Story) -> &mut T,
}

impl<T> Access<T> {
    /// The field's value.
    pub fn of<'s>(&self, story: &'s Story) -> &'s T {
        (self.get)(story)
    }

    /// The field's value, to be changed.
    pub fn of_mut<'s>(&self, story: &'s mut Story) -> &'s mut T {
        (self.get_mut)(story)
    }
}

macro_rules! at {
    ($field:ident) => {
        Access { get: |story| &story.$field, get_mut: |story| &mut story.$field }
    };
}

use FieldKind::{
    ByPrompt, Checks as Checked, Items, Keys, Line, Meta, Principle, Probes, Prompts, Prose, When,
};
use Redaction::{Clear, Keep, Mask};
use Rule::{ByKey, Later, Set, Whole};

/// Every field of a story, in the order of the keys in its file.
#[rustfmt::skip]
pub static FIELDS: [StoryField; 21] = [
    //    key           label              kind                       merge         redaction search     compared
    field("schema",     "Version of file", Meta,                      Whole,        Keep,  None,        false),
    field("id",         "Id",              Meta,                      Whole,        Keep,  None,        false),
    field("title",      "Title",           Line(at!(title)),          Whole,        Mask,  Some(1.0),   true),
    field("principle",  "Principle",       Principle(at!(principle)), Whole,        Keep,  Some(0.7),   true),
    field("answers",    "Answers",         Prompts(at!(answers)),     Set,          Keep,  None,        true),
    field("openings",   "First sentences", ByPrompt(at!(openings)),   ByKey("ask"), Mask,  Some(0.85),  true),
    field("situation",  "Situation",       Prose(at!(situation)),     Whole,        Mask,  Some(0.65),  true),
    field("task",       "Task",            Prose(at!(task)),          Whole,        Mask,  Some(0.65),  true),
    field("action",     "Action",          Prose(at!(action)),        Whole,        Mask,  Some(0.65),  true),
    field("result",     "Result",          Prose(at!(result)),        Whole,        Mask,  Some(0.6),   true),
    field("lesson",     "Lesson",          Prose(at!(lesson)),        Whole,        Mask,  Some(0.6),   true),
    field("happened",   "When",            When(at!(happened)),       Whole,        Mask,  Some(0.5),   true),
    field("customer",   "Customer",        Line(at!(customer)),       Whole,        Mask,  Some(0.75),  true),
    field("headline",   "Headline",        Prose(at!(headline)),      Whole,        Mask,  Some(0.9),   true),
    field("cues",       "Cues",            Items(at!(cues)),          Whole,        Mask,  Some(0.8),   true),
    field("probes",     "Follow-ups",      Probes(at!(probes)),       ByKey("ask"), Mask,  Some(0.4),   true),
    field("dismissed",  "Dismissed",       Keys(at!(dismissed)),      Set,          Clear, None,        false),
    field("checks",     "Self-check",      Checked(at!(checks)),      ByKey("ask"), Mask,  None,        true),
    field("created",    "Created",         Meta,                      Whole,        Keep,  None,        false),
    field("updated",    "Updated",         Meta,                      Later,        Keep,  None,        false),
    field("version_of", "Version of",      Meta,                      Whole,        Keep,  None,        false),
];

const fn field(
    key: &'static str,
    label: &'static str,
    kind: FieldKind,
    merge: Rule,
    redaction: Redaction,
    search: Option<f32>,
    compared: bool,
) -> StoryField {
    StoryField { key, label, kind, merge, redaction, search, compared }
}

impl StoryField {
    /// The field of a key; `None` for a key that this program does not know.
    pub fn named(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.key == key)
    }

    /// The text of a field that holds a single one; empty for any other.
    pub fn text<'s>(&self, story: &'s Story) -> &'s str {
        match &self.kind {
            Principle(at) | Line(at) | When(at) | Prose(at) => at.of(story),
            Meta | Items(_) | Prompts(_) | ByPrompt(_) | Probes(_) | Checked(_) | Keys(_) => "",
        }
    }

    /// All texts of the field in their order; of a follow-up the question, then the answer.
    pub fn texts<'s>(&self, story: &'s Story) -> Vec<&'s str> {
        match &self.kind {
            Meta | Prompts(_) => Vec::new(),
            Principle(at) | Line(at) | When(at) | Prose(at) => vec![at.of(story)],
            Items(at) | Keys(at) => at.of(story).iter().map(String::as_str).collect(),
            ByPrompt(at) => at.of(story).values().map(String::as_str).collect(),
            Probes(at) => at.of(story).iter().flat_map(|p| [p.ask.as_str(), &p.answer]).collect(),
            Checked(at) => at.of(story).iter().flatten().map(|(_, check)| check.words.as_str()).collect(),
        }
    }

    /// The texts that [`StoryField::texts`] lists, to be changed.
    pub fn texts_mut<'s>(&self, story: &'s mut Story) -> Vec<&'s mut String> {
        match &self.kind {
            Meta | Prompts(_) => Vec::new(),
            Principle(at) | Line(at) | When(at) | Prose(at) => vec![at.of_mut(story)],
            Items(at) | Keys(at) => at.of_mut(story).iter_mut().collect(),
            ByPrompt(at) => at.of_mut(story).values_mut().collect(),
            Probes(at) => at.of_mut(story).iter_mut().flat_map(|p| [&mut p.ask, &mut p.answer]).collect(),
            Checked(at) => at.of_mut(story).iter_mut().flatten().map(|(_, check)| &mut check.words).collect(),
        }
    }

    /// The field as people read it, on one line or several; empty where it is not for people.
    pub fn shown(&self, story: &Story) -> String {
        match &self.kind {
            Meta | Keys(_) => String::new(),
            Principle(at) | Line(at) | Prose(at) => at.of(story).clone(),
            When(at) => when::shown(at.of(story)),
            Items(at) => at.of(story).join(" · "),
            Prompts(at) => at.of(story).iter().map(PromptId::as_str).collect::<Vec<_>>().join(", "),
            ByPrompt(_) => self.texts(story).join("\n"),
            Probes(at) => {
                let pairs = at.of(story).iter().map(|p| format!("{} {}", p.ask, p.answer));
                pairs.collect::<Vec<_>>().join("\n")
            }
            Checked(at) => {
                let open = at.of(story).iter().flatten().filter(|(_, check)| check.answer == CheckAnswer::No);
                open.map(|(_, check)| check.words.as_str()).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Empties the field; what the program keeps about the story stays.
    pub fn clear(&self, story: &mut Story) {
        match &self.kind {
            Meta => {}
            Principle(at) | Line(at) | When(at) | Prose(at) => at.of_mut(story).clear(),
            Items(at) | Keys(at) => at.of_mut(story).clear(),
            Prompts(at) => at.of_mut(story).clear(),
            ByPrompt(at) => at.of_mut(story).clear(),
            Probes(at) => at.of_mut(story).clear(),
            Checked(at) => *at.of_mut(story) = None,
        }
    }

    /// Whether the user sets the field: all but what the program keeps about the story.
    pub const fn is_users(&self) -> bool {
        !matches!(self.kind, Meta)
    }

    /// Whether the field holds one text rather than a list.
    pub const fn is_single(&self) -> bool {
        matches!(self.kind, Principle(_) | Line(_) | When(_) | Prose(_))
    }

    /// Whether the field holds the user's own words, as opposed to ids and keys.
    const fn is_written(&self) -> bool {
        matches!(self.kind, Line(_) | When(_) | Prose(_) | Items(_) | ByPrompt(_) | Probes(_) | Checked(_))
    }
}

/// The rule by which two versions of a story's field merge; a key that is not known merges as a whole.
pub fn merge_rule(key: &str) -> Rule {
    StoryField::named(key).map_or(Whole, |field| field.merge)
}

/// The keys of all fields that the user sets.
pub fn user_keys() -> Vec<&'static str> {
    FIELDS.iter().filter(|field| field.is_users()).map(|field| field.key).collect()
}

impl Story {
    /// The text of the field with this key; empty where the field holds no single text.
    pub fn text(&self, key: &str) -> &str {
        StoryField::named(key).map_or("", |field| field.text(self))
    }

    /// Whether nothing was written: no part, title or detail.
    pub fn is_blank(&self) -> bool {
        let mut written = FIELDS.iter().filter(|field| field.is_written());
        written.all(|field| field.texts(self).iter().all(|text| text.trim().is_empty()))
    }
}

/// A story in which every field holds something; each text of the user's is `zqmark`, a blank, and its place.
///
/// Without `..`, so that a new field does not compile until it has something here, too.
#[cfg(test)]
pub(crate) fn marked() -> Story {
    let mark = |place: &str| format!("zqmark {place}");
    let prompt = PromptId::new("ownership", "prompt");
    Story {
        schema: super::SCHEMA,
        id: super::StoryId::from_bits(1),
        title: mark("title"),
        principle: "ownership".to_owned(),
        answers: vec![prompt.clone()],
        openings: BTreeMap::from([(prompt, mark("openings"))]),
        situation: mark("situation"),
        task: mark("task"),
        action: mark("action"),
        result: mark("result"),
        lesson: mark("lesson"),
        happened: mark("happened"),
        customer: mark("customer"),
        headline: mark("headline"),
        cues: vec![mark("cues")],
        probes: vec![ProbeAnswer { ask: mark("probes"), answer: mark("probes answer") }],
        dismissed: vec![mark("dismissed")],
        checks: Some(Checks::from([(
            "phone".to_owned(),
            super::Check { words: mark("checks"), ..Default::default() },
        )])),
        created: jiff::Timestamp::UNIX_EPOCH,
        updated: jiff::Timestamp::UNIX_EPOCH,
        version_of: Some(super::StoryId::from_bits(2)),
        extra: serde_json::Map::from_iter([("zqmark".to_owned(), "zqmark".into())]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::story::merge::merge;

    fn object(story: &Story) -> serde_json::Map<String, Value> {
        let Ok(Value::Object(map)) = serde_json::to_value(story) else { panic!("a story is an object") };
        map
    }

    #[test]
    fn the_table_has_every_field_of_the_file_in_its_order() {
        let story = marked();
        let mut keys: Vec<String> = object(&story).keys().cloned().collect();
        assert_eq!(keys.pop().as_deref(), Some("zqmark"), "unknown keys come last");
        assert_eq!(keys, FIELDS.each_ref().map(|field| field.key));
    }

    #[test]
    fn the_way_to_a_field_leads_to_the_key_that_it_has_in_the_file() {
        for field in &FIELDS {
            let mut story = marked();
            let before = object(&story);
            for text in field.texts_mut(&mut story) {
                text.push_str(" changed");
            }
            let after = object(&story);
            let holds_text = before[field.key].to_string().contains("zqmark") || field.key == "principle";
            for key in before.keys() {
                assert_eq!(
                    before[key] != after[key],
                    holds_text && key == field.key,
                    "{key}, by {}",
                    field.key
                );
            }
            assert_eq!(holds_text, !field.texts(&story).is_empty(), "{}", field.key);
            assert!(field.texts(&story).iter().all(|text| text.ends_with(" changed")), "{}", field.key);
            field.clear(&mut story);
            assert_eq!(
                object(&story).get(field.key) != before.get(field.key),
                field.is_users(),
                "{}",
                field.key
            );
        }
    }

    #[test]
    fn the_users_words_are_masked_or_cleared_when_redacted() {
        for field in &FIELDS {
            let holds_words = object(&marked())[field.key].to_string().contains("zqmark");
            assert_eq!(field.redaction != Keep, holds_words, "{}", field.key);
            assert!(!field.is_written() || field.redaction == Mask, "{}", field.key);
        }
    }

    #[test]
    fn a_text_is_looked_up_by_its_key() {
        let story = marked();
        for key in ["title", "customer", "happened", "headline", "situation", "lesson"] {
            assert_eq!(story.text(key), format!("zqmark {key}"));
        }
        for key in ["cues", "schema", "mood"] {
            assert_eq!(story.text(key), "");
        }
    }

    #[test]
    fn undo_sets_all_that_the_user_can_change_and_nothing_of_the_programs() {
        let mut keys: Vec<&str> = FIELDS.iter().map(|f| f.key).collect();
        keys.retain(|key| !["schema", "id", "created", "updated", "version_of"].contains(key));
        assert_eq!(user_keys(), keys);
    }

    #[test]
    fn a_story_is_blank_until_any_of_its_texts_is_written() {
        let blank = || Story::new(super::super::StoryId::from_bits(1), "ownership", jiff::Timestamp::MIN);
        assert!(blank().is_blank());
        for (key, value) in object(&marked()) {
            let mut map = object(&blank());
            let words = value.to_string().contains("zqmark") && !["dismissed", "zqmark"].contains(&&*key);
            map.insert(key.clone(), value);
            let story: Story = serde_json::from_value(Value::Object(map)).unwrap();
            assert_eq!(story.is_blank(), !words, "{key}");
        }
    }

    /// The value of a field with something else added to it.
    fn changed(value: &Value, by: &str) -> Value {
        match value {
            Value::String(text) => match text.parse::<jiff::Timestamp>() {
                Ok(at) => json!(at + jiff::Span::new().seconds(i64::from(by.len() as u32))),
                Err(_) => json!(format!("{text} {by}")),
            },
            Value::Array(list) if list.iter().all(Value::is_string) => {
                json!(list.iter().cloned().chain([json!(by)]).collect::<Vec<_>>())
            }
            Value::Array(list) => {
                let more = json!({"ask": by, "answer": by});
                json!(list.iter().cloned().chain([more]).collect::<Vec<_>>())
            }
            Value::Object(map) => {
                let mut map = map.clone();
                map.insert(by.to_owned(), by.into());
                json!(map)
            }
            Value::Number(_) => json!(by.len()),
            Value::Null | Value::Bool(_) => panic!("no field of a story is {value}"),
        }
    }

    #[test]
    fn every_field_merges_by_its_row_and_loses_no_side_in_silence() {
        let base = object(&marked());
        for key in base.keys() {
            let side = |by: &str| {
                let mut map = base.clone();
                map[key] = changed(&base[key], by);
                map
            };
            let (ours, theirs) = (side("ours"), side("theirs"));
            let merged = merge(&base, &ours, &theirs, merge_rule);
            let text = merged.value[key].to_string();
            match merge_rule(key) {
                Whole => {
                    assert_eq!((&merged.conflicts, &merged.value[key]), (&vec![key.clone()], &ours[key]));
                }
                Set | ByKey(_) => {
                    assert_eq!(merged.conflicts, [""; 0], "{key}");
                    assert!(text.contains("\"ours\"") && text.contains("\"theirs\""), "{key}: {text}");
                }
                Later => assert_eq!(merged.value[key], theirs[key]),
            }
        }
    }
}

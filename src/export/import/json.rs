//! Import of JSON: an array of stories or one story, in the form of a story's file; unknown keys are kept.

use std::collections::HashSet;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Draft, ImportError, MOST_BYTES, MOST_STORIES, MOST_STRING};
use crate::questions::Bank;
use crate::story::{FIELDS, FieldKind, SCHEMA, Section, Story, StoryField, StoryId};

/// A story in JSON; the four parts must be there, everything else may be missing or null.
struct File {
    schema: Option<u64>,
    draft: Draft,
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

/// Reads a story key by key, so that an error has the line of its value; a repeated key is one.
struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = File;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a story")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<File, A::Error> {
        let mut file = File { schema: None, draft: Draft::default() };
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
            match StoryField::named(&key) {
                Some(field) => value(&mut file, field, &mut map)?,
                None => drop(file.draft.story.extra.insert(key, map.next_value()?)),
            }
        }
        match Section::STAR.into_iter().find(|part| !seen.contains(part.key())) {
            Some(part) => Err(A::Error::missing_field(part.key())),
            None => Ok(file),
        }
    }
}

/// Reads the value of a field into the draft; null leaves it empty, but for a part that a story needs.
fn value<'de, A: MapAccess<'de>>(file: &mut File, field: &StoryField, map: &mut A) -> Result<(), A::Error> {
    let draft = &mut file.draft;
    let story = &mut draft.story;
    match &field.kind {
        FieldKind::Prose(at) if Section::STAR.iter().any(|part| part.key() == field.key) => {
            *at.of_mut(story) = map.next_value()?;
        }
        FieldKind::Principle(_) => draft.principle = map.next_value()?,
        FieldKind::Line(at) | FieldKind::When(at) | FieldKind::Prose(at) => {
            *at.of_mut(story) = or_empty(map)?;
        }
        FieldKind::Items(at) | FieldKind::Keys(at) => *at.of_mut(story) = or_empty(map)?,
        FieldKind::Prompts(at) => *at.of_mut(story) = or_empty(map)?,
        FieldKind::ByPrompt(at) => *at.of_mut(story) = or_empty(map)?,
        FieldKind::Probes(at) => *at.of_mut(story) = or_empty(map)?,
        FieldKind::Meta => match field.key {
            "schema" => file.schema = map.next_value()?,
            "id" => draft.was = own_id(map.next_value()?),
            "version_of" => draft.version_of = own_id(map.next_value()?),
            "created" => draft.created = map.next_value()?,
            "updated" => draft.updated = map.next_value()?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        },
    }
    Ok(())
}

fn or_empty<'de, A: MapAccess<'de>, T: Deserialize<'de> + Default>(map: &mut A) -> Result<T, A::Error> {
    Ok(map.next_value::<Option<T>>()?.unwrap_or_default())
}

/// A story's id where the value has the form of one.
fn own_id(value: Option<Value>) -> Option<StoryId> {
    StoryId::parse(value?.as_str()?).ok()
}

/// Reads an array of stories, or one story, from JSON; each must have `situation`, `task`, `action` and
/// `result`.
///
/// All or nothing: an error names the story and the line. Principles and questions that `bank` does not
/// know are refused with the nearest that it does; a principle may also be named as people write it. Line
/// ends of CRLF become LF; all else is kept as it is.
pub fn json(text: &str, bank: &Bank) -> Result<Vec<Draft>, ImportError> {
    if text.len() > MOST_BYTES {
        return Err(ImportError::whole("the file is larger than 8 MiB; import it in pieces"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let files = read(text)?;
    if files.is_empty() {
        return Err(ImportError::whole("there is no story in it"));
    }
    let starts = starts(text);
    files
        .into_iter()
        .enumerate()
        .map(|(at, file)| {
            draft(file, bank).map_err(|reason| ImportError {
                story: Some(at + 1),
                line: starts.get(at).copied(),
                reason,
            })
        })
        .collect()
}

/// Parses the stories without checking them against the bank.
fn read(text: &str) -> Result<Vec<File>, ImportError> {
    let mut files = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let first = text.trim_start().chars().next();
    let many = first == Some('[');
    let done = match first {
        Some('[') => Each(&mut files).deserialize(&mut reader),
        Some('{') => File::deserialize(&mut reader).map(|file| files.push(file)),
        _ => {
            return Err(ImportError {
                story: None,
                line: Some(1),
                reason: "a story is a JSON object, several are an array: { or [ was expected".to_owned(),
            });
        }
    };
    let all_read = done.is_ok();
    done.and_then(|()| reader.end()).map_err(|e| ImportError {
        story: (many && !all_read && files.len() < MOST_STORIES).then_some(files.len() + 1),
        line: (e.line() > 0).then(|| e.line()),
        reason: reason(&e),
    })?;
    Ok(files)
}

/// Reads an array story by story, so that an error can name the story; at most [`MOST_STORIES`].
struct Each<'a>(&'a mut Vec<File>);

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of stories")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(file) = seq.next_element()? {
            if self.0.len() == MOST_STORIES {
                return Err(A::Error::custom("there are more than 10,000 stories; import them in pieces"));
            }
            self.0.push(file);
        }
        Ok(())
    }
}

/// The message of a JSON error for the user, without its position, which is reported separately.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let plain = text.rfind(" at line ").and_then(|end| text.get(..end)).unwrap_or(&text);
    let quoted = |rest: &str| format!("\"{}\"", super::short(rest.trim_end_matches('`')));
    if let Some(key) = plain.strip_prefix("missing field `") {
        let part = ["situation`", "task`", "action`", "result`"].contains(&key);
        let needs = if part { "; a story needs situation, task, action and result" } else { "" };
        return format!("{} is missing{needs}", quoted(key));
    }
    if let Some(key) = plain.strip_prefix("duplicate field `") {
        return format!("{} comes twice", quoted(key));
    }
    if let Some((found, wanted)) =
        plain.strip_prefix("invalid type: ").and_then(|t| t.split_once(", expected "))
    {
        let wanted = match wanted {
            "a sequence" => "a list",
            "a map" => "an object",
            "struct ProbeAnswer" => "an object with \"ask\" and \"answer\"",
            other => other,
        };
        let found = found.replace("sequence", "list").replace("map", "object").replace('`', "\"");
        return format!("{wanted} was expected, not {}", super::short(&found));
    }
    match plain {
        "recursion limit exceeded" => "something is nested too deep".to_owned(),
        "trailing characters" => "something stands after the end".to_owned(),
        ends if ends.starts_with("EOF while parsing") => "the text ends in the middle of it".to_owned(),
        other => crate::story::one_line(&other.replace('`', "\""), 160),
    }
}

/// Checks what the types do not express.
fn draft(file: File, bank: &Bank) -> Result<Draft, String> {
    if file.schema.is_some_and(|schema| schema > u64::from(SCHEMA)) {
        return Err("it was written by a newer starcoach; this one cannot read it".to_owned());
    }
    let mut draft = file.draft;
    let story = &mut draft.story;
    for id in story.answers.iter().chain(story.openings.keys()) {
        super::check_prompt(id, bank)?;
    }
    story.principle = match draft.principle.take() {
        Some(said) if said.is_empty() => said,
        Some(said) => super::principle_id(&said, bank)?,
        None => super::home(&story.answers, bank),
    };
    tidy(story)?;
    Ok(draft)
}

/// Turns line ends into LF, and refuses a text that is longer than the bound.
pub(super) fn tidy(story: &mut Story) -> Result<(), String> {
    for field in &FIELDS {
        for text in field.texts_mut(story) {
            if text.len() > MOST_STRING {
                return Err(format!("a text of it is longer than 1 MiB: \"{}\"", super::short(text)));
            }
            if text.contains("\r\n") {
                *text = text.replace("\r\n", "\n");
            }
        }
    }
    Ok(())
}

/// The line, from 1, on which each story of a valid JSON text begins.
fn starts(text: &str) -> Vec<usize> {
    let many = text.trim_start().starts_with('[');
    let wanted = usize::from(many);
    let (mut depth, mut line, mut in_string, mut escaped) = (0_usize, 1_usize, false, false);
    let mut out = Vec::new();
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                if depth == wanted {
                    out.push(line);
                }
                depth += 1;
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    out
}

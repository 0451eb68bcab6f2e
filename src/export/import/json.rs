//! JSON: an array of stories or one story, in the form of a story's file; generous about unknown keys.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::{Draft, ImportError, MOST_BYTES, MOST_STORIES, MOST_STRING, Parts};
use crate::questions::Bank;
use crate::story::{ProbeAnswer, PromptId, SCHEMA, Section, StoryId};

/// What a story in JSON may hold; the four parts must be there, everything else may be missing or null.
#[derive(Deserialize)]
struct File {
    schema: Option<u64>,
    id: Option<Value>,
    title: Option<String>,
    principle: Option<String>,
    answers: Option<Vec<PromptId>>,
    openings: Option<BTreeMap<PromptId, String>>,
    situation: String,
    task: String,
    action: String,
    result: String,
    lesson: Option<String>,
    happened: Option<String>,
    customer: Option<String>,
    headline: Option<String>,
    cues: Option<Vec<String>>,
    probes: Option<Vec<ProbeAnswer>>,
    dismissed: Option<Vec<String>>,
    created: Option<Timestamp>,
    updated: Option<Timestamp>,
    version_of: Option<Value>,
    #[serde(flatten)]
    extra: Map<String, Value>,
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

/// The stories as they stand in the file, of the right types.
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

/// Reads an array story by story, so that an error can say which one; never more than the bound.
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

/// The message of a JSON error without its place, which is told apart, in words for people.
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
            "struct File" => "a story",
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

/// Checks what the types cannot say.
fn draft(file: File, bank: &Bank) -> Result<Draft, String> {
    if file.schema.is_some_and(|schema| schema > u64::from(SCHEMA)) {
        return Err("it was written by a newer starcoach; this one cannot read it".to_owned());
    }
    let answers = file.answers.unwrap_or_default();
    let openings = file.openings.unwrap_or_default();
    for id in answers.iter().chain(openings.keys()) {
        super::check_prompt(id, bank)?;
    }
    let principle = match file.principle {
        Some(said) if said.is_empty() => said,
        Some(said) => super::principle_id(&said, bank)?,
        None => super::home(&answers, bank),
    };
    let mut parts = Parts::default();
    let texts = [file.situation, file.task, file.action, file.result, file.lesson.unwrap_or_default()];
    for (section, text) in Section::ALL.into_iter().zip(texts) {
        parts.set(section, text);
    }
    let own =
        |value: Option<Value>| value.as_ref().and_then(Value::as_str).and_then(|t| StoryId::parse(t).ok());
    let mut draft = Draft {
        was: own(file.id),
        version_of: own(file.version_of),
        title: file.title.unwrap_or_default(),
        principle,
        answers,
        openings,
        parts,
        happened: file.happened.unwrap_or_default(),
        customer: file.customer.unwrap_or_default(),
        headline: file.headline.unwrap_or_default(),
        cues: file.cues.unwrap_or_default(),
        probes: file.probes.unwrap_or_default(),
        dismissed: file.dismissed.unwrap_or_default(),
        created: file.created,
        updated: file.updated,
        extra: file.extra,
    };
    tidy(&mut draft)?;
    Ok(draft)
}

/// Line ends become LF, and no text is longer than the bound.
pub(super) fn tidy(draft: &mut Draft) -> Result<(), String> {
    let Draft { title, openings, parts, happened, customer, headline, cues, probes, .. } = draft;
    let named = [title, happened, customer, headline].into_iter();
    let texts = named
        .chain(parts.0.iter_mut())
        .chain(openings.values_mut())
        .chain(cues)
        .chain(probes.iter_mut().flat_map(|p| [&mut p.ask, &mut p.answer]));
    for text in texts {
        if text.len() > MOST_STRING {
            return Err(format!("a text of it is longer than 1 MiB: \"{}\"", super::short(text)));
        }
        if text.contains("\r\n") {
            *text = text.replace("\r\n", "\n");
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

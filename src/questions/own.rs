//! The user's own prompts, stored beside their stories: `{"schema": 1, "prompts": [{"id", "principle", …}]}`.
//!
//! Owns the format of that document. Full ids begin with `own/`, whatever the principle of the prompt.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::pack::{OWN, Prompt, PromptKind, SCHEMA};
use super::probe::Probe;
use crate::story::{PromptId, one_line};

/// The length in graphemes of a label derived from the prompt's text.
const SHORT: usize = 40;

#[derive(Deserialize)]
struct OwnPrompt {
    id: String,
    principle: String,
    #[serde(default)]
    short: String,
    text: String,
    #[serde(default = "usual")]
    kind: PromptKind,
    #[serde(default)]
    probes: Vec<Probe>,
    #[serde(default)]
    joggers: Vec<String>,
}

const fn usual() -> PromptKind {
    PromptKind::Case
}

/// The prompts of the document, each with the id of its principle. Malformed entries are skipped here and
/// stay in the document.
pub fn own(document: &Value) -> Vec<(String, Prompt)> {
    let entries = document.get("prompts").and_then(Value::as_array);
    let read = |value: &Value| OwnPrompt::deserialize(value).ok();
    entries.into_iter().flatten().filter_map(read).filter(|e| !e.text.trim().is_empty()).map(prompt).collect()
}

fn prompt(entry: OwnPrompt) -> (String, Prompt) {
    let id = entry.id.strip_prefix("own/").unwrap_or(&entry.id);
    let short = if entry.short.trim().is_empty() { label(&entry.text) } else { entry.short };
    let prompt = Prompt {
        id: PromptId::new(OWN, id),
        short,
        text: entry.text,
        group: Some("Your own".to_owned()),
        kind: entry.kind,
        also_asked: Vec::new(),
        easy: false,
        usual: crate::story::pace::USUAL,
        guide: Vec::new(),
        probes: entry.probes,
        joggers: entry.joggers,
    };
    (entry.principle, prompt)
}

/// Common first words of questions; the topic follows them.
const OPENERS: &[&str] = &[
    "can you",
    "could you",
    "please",
    "tell me",
    "tell us",
    "walk me through",
    "give me",
    "give us",
    "share",
    "describe",
    "talk about",
    "about",
    "an example of",
    "a time",
    "a situation",
    "when",
    "in which",
    "where",
];

/// Derives a short label from a question by removing a common opener.
fn label(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = line.as_str();
    while let Some(after) = OPENERS.iter().find_map(|opener| {
        let head = rest.get(..opener.len())?;
        rest.get(opener.len()..)?.strip_prefix(' ').filter(|_| head.eq_ignore_ascii_case(opener))
    }) {
        rest = after;
    }
    // Keep the whole question if little or nothing follows the opener.
    let rest = if rest.split(' ').count() < 2 { line.as_str() } else { rest };
    let mut chars = rest.trim_end_matches(['.', '…']).chars();
    let capital = chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect());
    one_line(&capital, SHORT)
}

/// Adds a prompt to the document; `id` is the part after `own/` and must be unused.
pub fn add_own(document: &Value, id: &str, principle: &str, text: &str, kind: PromptKind) -> Value {
    let mut map = document.as_object().cloned().unwrap_or_else(Map::new);
    map.entry("schema").or_insert_with(|| SCHEMA.into());
    let entry = json!({
        "id": id,
        "principle": principle,
        "short": label(text),
        "text": text,
        "kind": kind,
    });
    match map.get_mut("prompts").and_then(Value::as_array_mut) {
        Some(list) => list.push(entry),
        None => drop(map.insert("prompts".to_owned(), Value::Array(vec![entry]))),
    }
    Value::Object(map)
}

/// The text of an own prompt, `id` being the part after `own/`; empty if there is none.
pub fn own_text<'d>(document: &'d Value, id: &str) -> &'d str {
    let entries = document.get("prompts").and_then(Value::as_array).into_iter().flatten();
    let mut with_id = entries.filter(|e| e.get("id").and_then(Value::as_str) == Some(id));
    with_id.next().and_then(|e| e.get("text")).and_then(Value::as_str).unwrap_or_default()
}

/// Changes the text of a prompt in the document, and its label too where that was derived from the text.
pub fn reword_own(document: &Value, id: &str, text: &str) -> Value {
    let mut document = document.clone();
    let entries = document.get_mut("prompts").and_then(Value::as_array_mut).into_iter().flatten();
    for entry in entries.filter(|e| e.get("id").and_then(Value::as_str) == Some(id)) {
        let word = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let made = [label(&word("text")), one_line(&word("text"), SHORT)].contains(&word("short"));
        let Some(map) = entry.as_object_mut() else { continue };
        map.insert("text".to_owned(), text.into());
        if made {
            map.insert("short".to_owned(), label(text).into());
        }
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_read_and_what_cannot_be_read_stays() {
        let strange =
            json!({"prompts": [{"id": "odd"}, {"id": "own/b", "principle": "x", "text": "B?"}], "mood": 1});
        let added = add_own(&strange, "a", "earn-trust", "Who\n trusted you last?", PromptKind::Failure);
        assert_eq!(added["mood"], 1);
        assert_eq!(added["prompts"][0], json!({"id": "odd"}));
        let read = own(&added);
        let ids: Vec<&str> = read.iter().map(|(_, p)| p.id.as_str()).collect();
        assert_eq!(ids, ["own/b", "own/a"]);
        let (principle, prompt) = &read[1];
        assert_eq!((principle.as_str(), prompt.kind), ("earn-trust", PromptKind::Failure));
        assert_eq!(prompt.short, "Who trusted you last?");
    }

    #[test]
    fn a_label_is_what_the_question_is_about() {
        assert_eq!(label("Tell me about a time a release woke people."), "A release woke people");
        assert_eq!(label("Can you give me an example of a time when you said no?"), "You said no?");
        assert_eq!(label("Why us?"), "Why us?");
        assert_eq!(label("Tell me about you."), "Tell me about you");
    }

    #[test]
    fn the_first_one_makes_the_document() {
        let document = add_own(&Value::Null, "a", "earn-trust", "Why?", PromptKind::Case);
        assert_eq!(document["schema"], 1);
        assert_eq!(own(&document).len(), 1);
    }
}

//! What two versions of the preparation, or of the user's own questions, say differently, in words.

use serde_json::{Map, Value};

use super::Documents;
use crate::story::merge::{Rule, merge, other_rule};
use crate::story::{DocumentId, one_line};

/// What the top-level keys are called.
const NAMES: &[(&str, &str)] = &[
    ("company", "Company"),
    ("role", "Role"),
    ("level", "Level"),
    ("date", "Date"),
    ("manager", "Manages people"),
    ("principles", "Principles to prepare"),
    ("rounds", "Interviewer"),
    ("readiness", "Know before you go"),
    ("research", "Research"),
    ("found", "A question others report"),
    ("ask_them", "Questions to ask them"),
    ("redactions", "Words to mask"),
    ("afterwards", "What they asked"),
    ("past", "A past interview"),
    ("prompts", "A question of yours"),
];

/// Keys that say nothing to a reader.
const SILENT: &[&str] = &["schema", "updated", "id", "short", "kind"];

/// A text somewhere in a document: where, what that is called, and the text.
struct Leaf {
    path: String,
    name: String,
    text: String,
}

impl Documents {
    /// The texts that differ: what each is called, what is said here, and there.
    pub fn differences(&self, here: &Value, there: &Value) -> Vec<(String, String, String)> {
        let (here, there) = (self.leaves(here), self.leaves(there));
        let text = |leaves: &[Leaf], path: &str| {
            leaves.iter().find(|leaf| leaf.path == path).map(|leaf| leaf.text.clone()).unwrap_or_default()
        };
        let only_there = there.iter().filter(|leaf| here.iter().all(|other| other.path != leaf.path));
        let all = here.iter().chain(only_there);
        let differences =
            all.map(|leaf| (leaf.name.clone(), text(&here, &leaf.path), text(&there, &leaf.path)));
        differences.filter(|(_, here, there)| here != there).collect()
    }

    /// The document with what only the other version has.
    pub(in crate::app) fn with_added(here: &Value, there: &Value) -> Value {
        let nothing = Map::new();
        let map = |value| Value::as_object(value).unwrap_or(&nothing);
        let rule = |key: &str| match key {
            "ask_them" | "redactions" => Rule::Set,
            key => other_rule(key),
        };
        Value::Object(merge(&nothing, map(here), map(there), rule).value)
    }

    /// The name of a document in a sentence: `your preparation`.
    pub const fn words(doc: &DocumentId) -> &'static str {
        match doc {
            DocumentId::Preparation => "your preparation",
            DocumentId::OwnQuestions => "your own questions",
            DocumentId::Story(_) => "a story",
        }
    }

    fn leaves(&self, value: &Value) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for (key, value) in value.as_object().into_iter().flatten() {
            let name = NAMES.iter().find(|(k, _)| k == key).map_or(key.as_str(), |(_, name)| name);
            self.flatten(key, name, value, &mut leaves);
        }
        leaves.retain(|leaf| !leaf.text.is_empty());
        leaves
    }

    fn flatten(&self, path: &str, name: &str, value: &Value, out: &mut Vec<Leaf>) {
        let key = path.rsplit('/').next().unwrap_or(path);
        if SILENT.contains(&key) {
            return;
        }
        let text = match value {
            Value::Object(map) => {
                for (key, value) in map {
                    self.flatten(&format!("{path}/{key}"), &self.name_below(path, name, key), value, out);
                }
                return;
            }
            Value::Array(list) if list.iter().any(Value::is_object) => {
                for (at, item) in list.iter().enumerate() {
                    let id = item.get("id").and_then(Value::as_str);
                    let id = id.map_or_else(|| at.to_string(), str::to_owned);
                    self.flatten(&format!("{path}/{id}"), name, item, out);
                }
                return;
            }
            Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join("\n"),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => plain(value),
        };
        out.push(Leaf { path: path.to_owned(), name: name.to_owned(), text });
    }

    /// What a key below this path is called.
    fn name_below(&self, path: &str, name: &str, key: &str) -> String {
        let readiness = &self.readiness;
        let question = match path {
            "readiness" => readiness.questions.iter().find(|q| q.id == key).map(|q| q.text.as_str()),
            "research" => {
                readiness.research.iter().find(|task| task.id == key).map(|task| task.name.as_str())
            }
            _ => None,
        };
        match (question, key) {
            (Some(question), _) => format!("{name}: {}", one_line(question, 60)),
            (None, "text" | "note" | "asked") => name.to_owned(),
            (None, key) => format!("{name}, {}", key.replace('_', " ")),
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Null | Value::Bool(false) => String::new(),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::Bank;
    use serde_json::json;
    use std::sync::Arc;

    fn documents() -> Documents {
        Documents::new(Arc::new(Bank::built_in()))
    }

    #[test]
    fn each_text_that_differs_is_named_and_no_other() {
        let documents = documents();
        let id = documents.readiness.questions[0].id.clone();
        let here = json!({
            "schema": 1, "company": "Kiln", "role": "Lead", "manager": true,
            "rounds": [{ "id": "r1", "interviewer": "Alice", "title": "" }],
            "ask_them": ["Why?"],
        });
        let there = json!({
            "schema": 2, "company": "Acme", "role": "Lead",
            "rounds": [{ "id": "r2", "interviewer": "Bob" }, { "id": "r1", "interviewer": "Alice" }],
            "ask_them": ["Why?", "Who?"],
            "readiness": { id.as_str(): { "note": "Only there.", "done": true } },
        });
        let found = documents.differences(&here, &there);
        let question = one_line(&documents.readiness.questions[0].text, 60);
        let row = |name: &str, here: &str, there: &str| (name.to_owned(), here.to_owned(), there.to_owned());
        assert_eq!(
            found,
            [
                row("Company", "Kiln", "Acme"),
                row("Manages people", "yes", ""),
                row("Questions to ask them", "Why?", "Why?\nWho?"),
                row("Interviewer, interviewer", "", "Bob"),
                row(&format!("Know before you go: {question}"), "", "Only there."),
                row(&format!("Know before you go: {question}, done"), "", "yes"),
            ]
        );
        assert_eq!(documents.differences(&here, &here), []);
    }

    #[test]
    fn what_only_the_other_has_is_added_and_nothing_is_replaced() {
        let documents = documents();
        let here = json!({ "company": "Kiln", "role": "", "ask_them": ["Why?"], "prompts": [{ "id": "a", "text": "A" }] });
        let there = json!({ "company": "Acme", "role": "Lead", "ask_them": ["Who?"], "prompts": [{ "id": "b", "text": "B" }] });
        let both = Documents::with_added(&here, &there);
        assert_eq!((&both["company"], &both["role"]), (&json!("Kiln"), &json!("Lead")));
        assert_eq!(both["ask_them"], json!(["Why?", "Who?"]));
        assert_eq!(both["prompts"], json!([{ "id": "a", "text": "A" }, { "id": "b", "text": "B" }]));
        let left = documents.differences(&both, &there);
        assert_eq!(left[0], ("Company".to_owned(), "Kiln".to_owned(), "Acme".to_owned()));
    }
}

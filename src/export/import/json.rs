//! Import of JSON: stories in the form of their files, and any other JSON that holds stories, such as the export of
//! a board; keys that are not known are kept and named.

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::front::Source;
use super::lines::Span;
use super::names::{Name, Trust, name, principles};
use super::{Draft, ImportError, MOST_STORIES, Note, NoteKind, Plan, assemble, lists};
use crate::questions::Bank;
use crate::story::{FieldKind, SCHEMA, Section, StoryField, StoryId};

/// Reads stories from JSON; in an object of any form, a story is an object with a part or with a text of parts.
///
/// Line ends of CRLF become LF; all else is kept as it is.
pub(super) fn read(text: &str, bank: &Bank) -> Result<Plan, ImportError> {
    let Strict(value) = serde_json::from_str(text)
        .map_err(|e| ImportError { line: (e.line() > 0).then(|| e.line()), reason: reason(&e) })?;
    let mut collector =
        Collector { bank, lines: starts(text).into_iter(), passed: Vec::new(), plan: Plan::default() };
    collector.value(value, "");
    let Collector { passed, mut plan, .. } = collector;
    if plan.drafts.is_empty() && plan.notes.is_empty() {
        return Err(ImportError::whole("there is no story in it"));
    }
    if !passed.is_empty() {
        let text = format!("these keys have no place in a story: {}", list(&passed));
        plan.notes.push(Note::new(NoteKind::LeftOut, None, text));
    }
    Ok(plan)
}

/// Names in a row, the first twenty of them.
fn list(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(20).map(|name| super::short(name)).collect();
    let more = names.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

struct Collector<'b> {
    bank: &'b Bank,
    /// The lines on which the objects begin, in their order.
    lines: std::vec::IntoIter<usize>,
    /// Keys outside stories whose values do not come in.
    passed: Vec<String>,
    plan: Plan,
}

impl Collector<'_> {
    fn value(&mut self, value: Value, key: &str) {
        match value {
            Value::Object(map) if !map.is_empty() => self.object(map),
            Value::Array(items) if !items.is_empty() => {
                for item in items {
                    self.value(item, key);
                }
            }
            Value::Object(_) => {
                self.lines.next();
                self.pass(key, "{}");
            }
            Value::Array(_) => self.pass(key, "[]"),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.pass(key, &value.to_string());
            }
        }
    }

    /// Names a value that does not come in, by its key where it has one.
    fn pass(&mut self, key: &str, value: &str) {
        let shown = if key.is_empty() { super::short(value) } else { key.to_owned() };
        if !self.passed.contains(&shown) {
            self.passed.push(shown);
        }
    }

    fn object(&mut self, mut map: Map<String, Value>) {
        let line = self.lines.next();
        if is_story(&map) {
            let nested: usize = map.values().map(objects).sum();
            self.story(map, line);
            self.lines.by_ref().take(nested).for_each(drop);
            return;
        }
        if let Some((key, found)) = written(&map, self.bank) {
            map.shift_remove(&key);
            self.card(&mut map, found, line);
        }
        for (key, value) in map {
            self.value(value, &key);
        }
    }

    /// Adds the stories in a text of an object, under the object's name where it holds one.
    fn card(&mut self, map: &mut Map<String, Value>, mut found: Plan, line: Option<usize>) {
        if let [draft] = found.drafts.as_mut_slice() {
            let key = ["title", "name", "subject"]
                .into_iter()
                .find(|key| map.get(*key).is_some_and(Value::is_string));
            if let Some(Value::String(title)) =
                key.filter(|_| draft.story.title.is_empty()).and_then(|key| map.shift_remove(key))
            {
                draft.story.title = title;
            }
        }
        let name = |label: &Value| label.as_str().or_else(|| label.get("name")?.as_str()).map(str::to_owned);
        let labels = map.get("labels").and_then(Value::as_array).into_iter().flatten().filter_map(name);
        let known = labels.flat_map(|label| principles(&label, self.bank).0).next().map(|p| p.id.clone());
        for draft in found.drafts.iter_mut().filter(|draft| draft.principle.is_none()) {
            if let Some(id) = &known {
                draft.principle = Some(id.clone());
                draft.story.principle.clone_from(id);
            }
        }
        let before = self.plan.drafts.len();
        self.plan.drafts.append(&mut found.drafts);
        self.plan.notes.extend(found.notes.into_iter().map(|note| Note {
            line,
            last: None,
            story: note.story.map(|story| story + before),
            ..note
        }));
    }

    fn story(&mut self, map: Map<String, Value>, line: Option<usize>) {
        if self.plan.drafts.len() >= MOST_STORIES {
            if self.plan.drafts.len() == MOST_STORIES {
                let text = "there are more than 10,000 stories; import them in pieces";
                self.plan.leave(line.map_or_else(Span::default, Span::line), "", text);
            }
            return;
        }
        if map.get("schema").and_then(Value::as_u64).is_some_and(|schema| schema > u64::from(SCHEMA)) {
            let text = "it was written by a newer starcoach; this one cannot read it".to_owned();
            self.plan.notes.push(Note::new(NoteKind::LeftOut, line, text));
            return;
        }
        let own = map.contains_key("schema");
        let mut kept = Vec::new();
        let mut draft = Draft::default();
        for (key, value) in map {
            let left = match (StoryField::named(&key), named(&key)) {
                (Some(field), _) => self.field(&mut draft, field, value),
                (None, Some(name)) if !own => self.alias(&mut draft, name, value),
                (None, _) => {
                    kept.push(key.clone());
                    draft.story.extra.insert(key, value);
                    continue;
                }
            };
            if let Err(why) = left {
                let text =
                    format!("\"{}\" of story {}: {why}", super::short(&key), self.plan.drafts.len() + 1);
                self.plan.notes.push(Note::new(NoteKind::LeftOut, line, text));
            }
        }
        if !kept.is_empty() {
            let text = format!("kept in the story's file, but not shown: {}", list(&kept));
            self.plan.notes.push(Note::new(NoteKind::Changed, line, text));
        }
        self.plan.add(draft, line, Some(self.bank));
    }

    /// Reads the value of a field into the draft; the error says what does not come in, and why.
    fn field(&self, draft: &mut Draft, field: &'static StoryField, value: Value) -> Result<(), String> {
        let story = &mut draft.story;
        match &field.kind {
            FieldKind::Principle(_) => self.principle(draft, value)?,
            FieldKind::Line(at) | FieldKind::When(at) | FieldKind::Prose(at) => {
                *at.of_mut(story) = prose(value)?;
            }
            FieldKind::Items(at) | FieldKind::Keys(at) => {
                *at.of_mut(story) = typed(value, "a list of texts")?;
            }
            FieldKind::Prompts(at) => {
                let mut ids: Vec<crate::story::PromptId> = typed(value, "a list of questions")?;
                let mut wrong = Vec::new();
                ids.retain(|id| super::check_prompt(id, self.bank).map_err(|why| wrong.push(why)).is_ok());
                *at.of_mut(story) = ids;
                return wrong.into_iter().next().map_or(Ok(()), Err);
            }
            FieldKind::ByPrompt(at) => {
                let mut all: std::collections::BTreeMap<crate::story::PromptId, String> =
                    typed(value, "an object of questions")?;
                let mut wrong = Vec::new();
                all.retain(|id, text| {
                    super::check_prompt(id, self.bank)
                        .map_err(|why| wrong.push(format!("\"{}\": {why}", super::short(text))))
                        .is_ok()
                });
                *at.of_mut(story) = all;
                return wrong.into_iter().next().map_or(Ok(()), Err);
            }
            FieldKind::Probes(at) => {
                *at.of_mut(story) = typed(value, "a list of objects with \"ask\" and \"answer\"")?;
            }
            FieldKind::Checks(at) => *at.of_mut(story) = typed(value, "an object of answers")?,
            FieldKind::Meta => match field.key {
                "id" => draft.was = own_id(&value),
                "version_of" => draft.version_of = own_id(&value),
                "created" => draft.created = serde_json::from_value(value).unwrap_or_default(),
                "updated" => draft.updated = serde_json::from_value(value).unwrap_or_default(),
                _ => {}
            },
        }
        Ok(())
    }

    fn principle(&self, draft: &mut Draft, value: Value) -> Result<(), String> {
        if value.is_null() {
            return Ok(());
        }
        let said = prose(value)?;
        if said.is_empty() {
            draft.principle = Some(said);
            return Ok(());
        }
        let (known, unknown) = principles(&said, self.bank);
        if draft.principle.is_none() {
            draft.principle = known.first().map(|p| p.id.clone());
        }
        let more: Vec<&str> = known.iter().skip(1).map(|p| p.name.as_str()).collect();
        match (unknown.is_empty(), more.is_empty()) {
            (false, _) => Err(super::unknown_principle(&unknown.join(", "), self.bank)),
            (true, false) => {
                Err(format!("one principle is the story's own; also named: {}", more.join(", ")))
            }
            (true, true) => Ok(()),
        }
    }

    /// Reads the value of a key that is another word for a field.
    fn alias(&self, draft: &mut Draft, name: Name, value: Value) -> Result<(), String> {
        let story = &mut draft.story;
        let section = match name {
            Name::Part(section) => section,
            Name::Obstacle if story.situation.is_empty() => Section::Situation,
            Name::Obstacle => Section::Task,
            Name::Principles => return self.principle(draft, value),
            Name::Field(field) if field.is_single() && !field.text(story).is_empty() => {
                return Err("the story has one already".to_owned());
            }
            Name::Field(field) => return self.field(draft, field, value),
            Name::Asked => {
                story.probes.extend(lists::follow_ups(&prose(value)?));
                return Ok(());
            }
            Name::Answers | Name::BestFor => {
                lists::best_for(&prose(value)?, self.bank, draft);
                return Ok(());
            }
        };
        let text = prose(value)?;
        let part = story.section_mut(section);
        if !part.is_empty() && !text.is_empty() {
            part.push('\n');
        }
        part.push_str(&text);
        Ok(())
    }
}

/// What a key names, as programs write keys: `keyTakeaways`, `what_i_did`.
fn named(key: &str) -> Option<Name> {
    let mut words = String::new();
    for c in key.chars() {
        if c.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.push(if matches!(c, '_' | '-') { ' ' } else { c });
    }
    name(&words).map(|(name, _)| name)
}

/// Whether an object is a story: it has a part with words in it, or nothing.
fn is_story(map: &Map<String, Value>) -> bool {
    let is_text = |value: &Value| match value {
        Value::Array(items) => items.iter().all(Value::is_string),
        Value::Object(_) => false,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    };
    let mut letters = 0;
    for (key, _) in map.iter().filter(|(_, value)| is_text(value)) {
        match name(key).map(|(name, trust)| (name.is_part(), trust)) {
            Some((true, Trust::Letter | Trust::LowerLetter)) => letters += 1,
            Some((true, Trust::Own)) => return true,
            Some((true, Trust::Alias)) => letters += 2,
            _ if named(key).is_some_and(Name::is_part) => letters += 2,
            _ => {}
        }
    }
    letters >= 3
}

/// The stories in one of the texts of an object, with the text's key.
fn written(map: &Map<String, Value>, bank: &Bank) -> Option<(String, Plan)> {
    map.iter().find_map(|(key, value)| {
        let text = value.as_str().filter(|text| text.contains('\n'))?;
        let plan = assemble::read(Source::of(text), Some(bank))?;
        (!plan.drafts.is_empty()).then(|| (key.clone(), plan))
    })
}

/// A value as prose: texts and numbers as they stand, a list line by line.
fn prose(value: Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Array(items) => Ok(items.into_iter().map(prose).collect::<Result<Vec<_>, _>>()?.join("\n")),
        Value::Object(_) => Err("a text was expected, not an object".to_owned()),
    }
}

fn typed<T: serde::de::DeserializeOwned + Default>(value: Value, expected: &str) -> Result<T, String> {
    if value.is_null() {
        return Ok(T::default());
    }
    serde_json::from_value(value).map_err(|_| format!("{expected} was expected"))
}

/// A story's id where the value has the form of one.
fn own_id(value: &Value) -> Option<StoryId> {
    StoryId::parse(value.as_str()?).ok()
}

/// How many objects a value holds, itself included.
fn objects(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(objects).sum::<usize>(),
        Value::Array(items) => items.iter().map(objects).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Any value of JSON in which no object has a key twice.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Strict(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format!("\"{}\" comes twice", super::short(&key))));
            }
            let Strict(value) = map.next_value()?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

/// The message of a JSON error for the user, without its position, which is reported separately.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let plain = text.rfind(" at line ").and_then(|end| text.get(..end)).unwrap_or(&text);
    match plain {
        "recursion limit exceeded" => "something is nested too deep".to_owned(),
        "trailing characters" => "something stands after the end".to_owned(),
        ends if ends.starts_with("EOF while parsing") => "the text ends in the middle of it".to_owned(),
        other => crate::story::one_line(&other.replace('`', "\""), 160),
    }
}

/// The line, from 1, on which each object of a valid JSON text begins, in their order.
fn starts(text: &str) -> Vec<usize> {
    let (mut line, mut in_string, mut escaped) = (1_usize, false, false);
    let mut out = Vec::new();
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => out.push(line),
            _ => {}
        }
    }
    out
}

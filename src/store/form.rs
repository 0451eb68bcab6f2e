//! Parsing and writing documents as JSON, with a reason for the user if a file is damaged. No I/O.
//!
//! A file that is refused here is never written to, moved or hidden.

use std::collections::HashSet;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::story::{SCHEMA, Story};

/// The largest document, in bytes.
pub const MOST: u64 = 8 << 20;

/// A parsed story.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadStory {
    /// The story.
    pub story: Story,
    /// The file's schema, if it is newer than this program's.
    pub newer: Option<u32>,
}

/// Parses a story; the error is a reason for the user. A byte order mark is ignored.
pub fn story(bytes: &[u8]) -> Result<ReadStory, String> {
    let text = text(bytes)?;
    let story: Story = match serde_json::from_str(text) {
        Ok(story) => story,
        Err(error) => return Err(reason(text, &error)),
    };
    // serde_json accepts duplicate keys in maps; writing the story back would lose one of them.
    if !story.extra.is_empty() || !story.openings.is_empty() {
        serde_json::from_str::<NoTwins>(text).map_err(|error| reason(text, &error))?;
    }
    if story.schema == 0 {
        return Err("it says form 0, which no starcoach has written".to_owned());
    }
    let newer = (story.schema > SCHEMA).then_some(story.schema);
    Ok(ReadStory { story, newer })
}

/// Parses any other document: one JSON object without duplicate keys.
pub fn object(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let text = text(bytes)?;
    let read = serde_json::from_str::<NoTwins>(text).and_then(|_| serde_json::from_str(text));
    match read {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err("it is not one JSON object".to_owned()),
        Err(error) => Err(reason(text, &error)),
    }
}

/// Formats a document for its file: indented, keys in order, with a final newline.
pub fn write(value: &Value) -> String {
    let mut text = format!("{value:#}");
    text.push('\n');
    text
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("it is UTF-16, not UTF-8".to_owned());
    }
    if bytes.contains(&0) {
        return Err("it holds zero bytes, as after a power loss".to_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => Err(format!("it is not UTF-8 from byte {} on", error.valid_up_to() + 1)),
    }
}

fn reason(text: &str, error: &serde_json::Error) -> String {
    if text.lines().any(|l| l.starts_with("<<<<<<<") || l.starts_with(">>>>>>>")) {
        return "it holds the markers of an unfinished merge".to_owned();
    }
    if text.trim().is_empty() {
        return "it holds only white space".to_owned();
    }
    match error.classify() {
        serde_json::error::Category::Eof => format!("it is cut off in line {}", error.line()),
        serde_json::error::Category::Data => wrong(text, error),
        _ => format!("it is not JSON: {error}"),
    }
}

/// The reason for a data error, without quoting values: reports must not contain a story's words.
fn wrong(text: &str, error: &serde_json::Error) -> String {
    let said = error.to_string();
    if !text.trim_start().starts_with('{') {
        "it is not one JSON object".to_owned()
    } else if ["missing field", "duplicate field", "the key", "a story id"]
        .iter()
        .any(|s| said.starts_with(s))
    {
        said
    } else {
        format!("line {} holds a value of the wrong kind", error.line())
    }
}

/// A JSON value without duplicate keys. Only looks: numbers keep their digits only in `serde_json`'s own `Value`.
struct NoTwins;

impl<'de> Deserialize<'de> for NoTwins {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NoTwinsVisitor)
    }
}

struct NoTwinsVisitor;

impl<'de> Visitor<'de> for NoTwinsVisitor {
    type Value = NoTwins;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<NoTwins, E> {
        Ok(NoTwins)
    }

    fn visit_i64<E>(self, _: i64) -> Result<NoTwins, E> {
        Ok(NoTwins)
    }

    fn visit_u64<E>(self, _: u64) -> Result<NoTwins, E> {
        Ok(NoTwins)
    }

    fn visit_f64<E>(self, _: f64) -> Result<NoTwins, E> {
        Ok(NoTwins)
    }

    fn visit_str<E>(self, _: &str) -> Result<NoTwins, E> {
        Ok(NoTwins)
    }

    fn visit_unit<E>(self) -> Result<NoTwins, E> {
        Ok(NoTwins)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<NoTwins, A::Error> {
        while let Some(NoTwins) = seq.next_element()? {}
        Ok(NoTwins)
    }

    /// A number comes as a map, too, with one key.
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<NoTwins, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = access.next_key::<String>()? {
            let NoTwins = access.next_value()?;
            if keys.contains(&key) {
                return Err(de::Error::custom(format_args!("the key {key:?} stands there twice")));
            }
            keys.insert(key);
        }
        Ok(NoTwins)
    }
}

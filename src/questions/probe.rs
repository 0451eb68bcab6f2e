//! A follow-up question of a prompt and its family.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a follow-up is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProbeFamily {
    /// What exactly happened, what else was weighed, what if.
    Depth,
    /// What the speaker did, thought or gave, apart from everyone else.
    OwnPart,
    /// What came of it, against what, and how that was known.
    Outcome,
    /// Why it happened.
    Cause,
    /// What is different since, and what the speaker would do differently.
    Change,
    /// How somebody else saw it, took it, or paid for it.
    OtherSide,
    /// A second example, or one that went the other way.
    Another,
}

impl ProbeFamily {
    pub const ALL: [Self; 7] = [
        Self::Depth,
        Self::OwnPart,
        Self::Outcome,
        Self::Cause,
        Self::Change,
        Self::OtherSide,
        Self::Another,
    ];
}

/// A follow-up question. In a file: `{"text", "family"}`, or only its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    pub text: String,
    /// `None` in packs whose author gave only the text.
    pub family: Option<ProbeFamily>,
}

impl From<&str> for Probe {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), family: None }
    }
}

#[derive(Serialize, Deserialize, JsonSchema)]
struct Tagged<T> {
    text: T,
    #[serde(default)]
    family: Option<ProbeFamily>,
}

/// The forms of a follow-up, for its schema.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum Forms {
    Text(String),
    Tagged(Tagged<String>),
}

impl JsonSchema for Probe {
    fn schema_name() -> Cow<'static, str> {
        "Probe".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Forms::json_schema(generator)
    }
}

impl Serialize for Probe {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.family {
            None => self.text.serialize(serializer),
            family => Tagged { text: self.text.as_str(), family }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Probe {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not `untagged`: its errors name neither the line nor the reason.
        deserializer.deserialize_any(TextOrTagged)
    }
}

struct TextOrTagged;

impl<'de> Visitor<'de> for TextOrTagged {
    type Value = Probe;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a follow-up question: a text, or \"text\" and \"family\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Probe, E> {
        Ok(Probe::from(text))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Probe, M::Error> {
        let Tagged::<String> { text, family } = Tagged::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Probe { text, family })
    }
}

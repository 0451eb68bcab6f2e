//! The coach's section of the config.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::story::Story;
use crate::story::pace::{Seconds, WORDS_A_MINUTE, Words, story_words};

/// The user's settings for the coach; every one has a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The ids of disabled rules.
    pub off: Vec<String>,
    /// Acronyms known to the user's audience.
    pub acronyms: Vec<String>,
    /// Words for a customer in the user's field.
    pub customer_words: Vec<String>,
    /// The user's speaking rate, 100 to 200 words per minute.
    #[serde(deserialize_with = "pace")]
    pub words_per_minute: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            off: Vec::new(),
            acronyms: Vec::new(),
            customer_words: Vec::new(),
            words_per_minute: WORDS_A_MINUTE,
        }
    }
}

impl Settings {
    /// Whether a rule is enabled.
    pub fn allows(&self, rule: &str) -> bool {
        !self.off.iter().any(|off| off.trim().eq_ignore_ascii_case(rule))
    }

    /// The shortest telling that tells the story: half of the estimate, and never a mere sentence.
    pub fn shortest(&self, story: &Story) -> Seconds {
        const A_SENTENCE: Seconds = Seconds(20);
        Seconds(self.seconds(story_words(story)).0 / 2).max(A_SENTENCE)
    }

    /// The speaking time of so many words at the user's rate.
    pub fn seconds(&self, words: Words) -> Seconds {
        words.seconds(self.words_per_minute.clamp(100, 200))
    }
}

fn pace<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let pace = u32::deserialize(deserializer)?;
    if (100..=200).contains(&pace) {
        Ok(pace)
    } else {
        Err(serde::de::Error::custom(format!("words_per_minute is {pace}; use a number from 100 to 200")))
    }
}

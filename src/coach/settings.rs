//! The coach's section of the config.

use serde::Deserialize;

use crate::story::pace::{Seconds, WORDS_A_MINUTE, Words};

/// What the user may set about the coach; every line has a default.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Ids of rules that never speak.
    pub off: Vec<String>,
    /// Acronyms that the user's listeners know.
    pub acronyms: Vec<String>,
    /// Words that mean a customer in the user's trade.
    pub customer_words: Vec<String>,
    /// The user's own pace aloud, 100 to 200 words a minute.
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
    /// Whether the rule with this id may speak.
    pub fn allows(&self, rule: &str) -> bool {
        !self.off.iter().any(|off| off.trim().eq_ignore_ascii_case(rule))
    }

    /// The time that so many words take at the user's pace.
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

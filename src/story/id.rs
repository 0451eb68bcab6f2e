//! The id of a story: opaque, stable, never derived from content.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Eight characters of `a-z0-9`; the name of the story's file without `.json`.
///
/// Stored inline: with 10,000 stories there are some 100,000 ids in memory.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, JsonSchema)]
#[schemars(transparent)]
pub struct StoryId(#[schemars(with = "String", regex(pattern = "^[a-z0-9]{8}$"))] [u8; Self::LEN]);

/// The text is not eight characters of `a-z0-9`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdError;

impl std::fmt::Display for IdError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a story id is eight characters of a-z and 0-9")
    }
}

impl std::error::Error for IdError {}

impl StoryId {
    /// The length of an id in characters.
    pub const LEN: usize = 8;
    const ALPHABET: &'static [u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

    /// Parses an id.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let fits = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        text.as_bytes().try_into().ok().filter(|_| fits).map(Self).ok_or(IdError)
    }

    /// Makes an id from 64 random bits; equal bits give equal ids.
    pub fn from_bits(mut bits: u64) -> Self {
        let mut text = [b'a'; Self::LEN];
        for letter in &mut text {
            *letter = Self::ALPHABET.get((bits % 36) as usize).copied().unwrap_or(b'a');
            bits /= 36;
        }
        Self(text)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        // ASCII by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::fmt::Debug for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("StoryId").field(&self.as_str()).finish()
    }
}

impl Serialize for StoryId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for StoryId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_eight_lower_case_letters_and_digits_are_an_id() {
        for bad in ["", "abc", "abcdefghi", "ABCD1234", "abcd123/", "../../ab", "abcd\u{e9}23"] {
            assert!(StoryId::parse(bad).is_err(), "{bad:?}");
        }
        assert!(StoryId::parse("a1b2c3d4").is_ok());
    }

    #[test]
    fn every_drawn_id_is_an_id() {
        for bits in [0, 1, 35, 36, u64::MAX, 0x1234_5678_9abc_def0] {
            assert!(StoryId::parse(StoryId::from_bits(bits).as_str()).is_ok());
        }
    }
}

//! The self-check: what only the writer can know, as it was answered.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::words::folded_words;

/// The answers by question.
pub type Checks = BTreeMap<String, Check>;

/// How a question of the self-check was answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CheckAnswer {
    /// All is well.
    Yes,
    /// Something is open.
    #[default]
    No,
    /// Offered for a story from before there was a self-check, and passed over.
    Later,
}

/// An answer of the self-check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    pub answer: CheckAnswer,
    /// What is open, in the user's own words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The likeness of the text that it was answered for, see [`likeness`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
}

/// A likeness of some parts of a story, in hexadecimal: that of a text with a few other words is close to it.
///
/// The simhash of Charikar (2002) over the distinct words.
pub fn likeness<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut words: Vec<String> =
        texts.flat_map(|text| folded_words(text).map(|(_, word)| word.into_owned())).collect();
    words.sort_unstable();
    words.dedup();
    let mut sums = [0_i32; 64];
    for hash in words.iter().map(|word| fnv(word)) {
        for (bit, sum) in sums.iter_mut().enumerate() {
            *sum += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    let bits = sums.iter().enumerate().fold(0_u64, |bits, (bit, &sum)| bits | u64::from(sum > 0) << bit);
    format!("{bits:016x}")
}

/// In how many of its 64 bits a likeness differs from another; `None` where one cannot be read.
pub fn unlike(one: &str, other: &str) -> Option<u32> {
    let bits = |text: &str| u64::from_str_radix(text, 16).ok();
    Some((bits(one)? ^ bits(other)?).count_ones())
}

/// FNV-1a, stable across versions of the program.
fn fnv(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "She signed a day early. Open findings fell from 14 to 0, and the client renewed for two \
        years. The worksheet is now part of every monthly report.";

    fn bits(other: &str) -> u32 {
        unlike(&likeness([TEXT].into_iter()), &likeness([other].into_iter())).unwrap()
    }

    #[test]
    fn a_text_is_like_itself_whatever_its_marks_and_order() {
        assert_eq!(bits(TEXT), 0);
        assert_eq!(bits(&TEXT.to_uppercase().replace('.', " -")), 0);
    }

    #[test]
    fn the_more_changes_the_less_alike() {
        assert!(bits(&TEXT.replace("14", "17")) <= 12, "{}", bits(&TEXT.replace("14", "17")));
        let other = "In May the three branches closed their books on the fifth day, and nobody stayed late.";
        assert!(bits(other) > 12, "{}", bits(other));
    }

    #[test]
    fn what_cannot_be_read_is_neither() {
        assert_eq!(unlike("", "00"), None);
        assert_eq!(unlike("0f", "00"), Some(4));
    }
}

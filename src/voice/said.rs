//! What a transcript says: its pace, its fillers, and which cues were told.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use crate::language::numerals::Reading;
use crate::language::stem::stem;
use crate::language::stop_words::{Use, stop_words};
use crate::language::words::{count, folded_words};

/// The usual pace of somebody who is easy to follow, in words a minute.
pub const PACE: RangeInclusive<u32> = 120..=160;

/// Words that fill time wherever they stand. "Like", "so" and "right" often mean something, so they are not here.
const FILLERS: [&str; 12] = [
    "um",
    "uh",
    "er",
    "erm",
    "you know",
    "i mean",
    "actually",
    "basically",
    "literally",
    "kind of",
    "sort of",
    "to be honest",
];

/// A word that fills time, and how often it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    pub phrase: &'static str,
    pub count: usize,
}

/// What a transcript says of a telling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Words a minute of speech; `None` where no time of speech is known.
    pub pace: Option<u32>,
    /// The fillers, most frequent first. A transcriber may drop some, so there were at least these.
    pub fillers: Vec<Filler>,
    /// Whether each cue was told, in the order of the cues.
    pub cues: Vec<bool>,
}

/// What a transcript of `spoken` milliseconds of speech says, against the cues of the story.
pub fn said<'c>(transcript: &str, spoken: u32, cues: impl IntoIterator<Item = &'c str>) -> Said {
    let minutes = f64::from(spoken) / 60_000.0;
    let told: Vec<String> = keys(transcript);
    let known: HashSet<&str> = told.iter().map(String::as_str).collect();
    Said {
        pace: (spoken > 0).then(|| (count(transcript) as f64 / minutes).round() as u32),
        fillers: fillers(transcript),
        cues: cues.into_iter().map(|cue| is_told(cue, &known)).collect(),
    }
}

/// Whether at least half of what a cue says was said, and every number of it.
fn is_told(cue: &str, told: &HashSet<&str>) -> bool {
    let keys = keys(cue);
    let is_number = |key: &str| key.starts_with(|c: char| c.is_ascii_digit());
    let missing = |key: &&String| !told.contains(key.as_str());
    let missed = keys.iter().filter(missing).count();
    !keys.is_empty() && missed * 2 <= keys.len() && !keys.iter().filter(missing).any(|key| is_number(key))
}

/// The words of a text that say something, by their stems; numbers in words are digits.
fn keys(text: &str) -> Vec<String> {
    let empty = stop_words(Use::Cue);
    let mut out: Vec<String> = Vec::new();
    let mut number: Option<Reading> = None;
    for (_, word) in folded_words(text) {
        let mut reading = number.unwrap_or_default();
        if reading.add(&word) {
            number = Some(reading);
            continue;
        }
        // "A hundred and four" is one number.
        if word == "and" && number.is_some() {
            continue;
        }
        out.extend(number.take().map(|number| number.number().to_string()));
        if !empty.contains(word.as_ref()) {
            out.push(stem(&word));
        }
    }
    out.extend(number.map(|number| number.number().to_string()));
    out
}

/// The fillers of a transcript, most frequent first.
fn fillers(transcript: &str) -> Vec<Filler> {
    let words: Vec<_> = folded_words(transcript).map(|(_, word)| word).collect();
    let times = |phrase: &str| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).filter(|said| said.iter().zip(&phrase).all(|(a, b)| a == b)).count()
    };
    let found = FILLERS.iter().map(|phrase| Filler { phrase, count: times(phrase) });
    let mut found: Vec<Filler> = found.filter(|filler| filler.count > 0).collect();
    found.sort_by_key(|filler| std::cmp::Reverse(filler.count));
    found
}

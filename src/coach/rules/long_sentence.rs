//! A sentence too long for one breath.

use std::ops::Range;

use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("long-sentence"),
    level: Level::Hint,
    title: "a sentence longer than a breath",
    why: "One breath is about 25 words. A longer sentence is hard to say and harder to follow.",
    before: "One sentence of 45 words with four times \"and\".",
    after: "Three sentences.",
    false_alarms: "A list in one sentence that is told as several. Three a story at most.",
    any_language: true,
    aspect: Aspect::Style,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    Section::ALL
        .iter()
        .flat_map(|&s| {
            let sentences = r.part(s).text.sentences.iter();
            sentences.filter(move |w| breath(r.part(s), w) > limits::LONG_SENTENCE).map(move |w| (s, w))
        })
        .take(limits::CAP)
        .map(|(s, words)| {
            r.at(RULE.id, Level::Hint, s, words)
                .says(format!("{} words take more than one breath.", words.len()))
                .asks("Where would you stop for air?")
        })
        .collect()
}

/// The most words of a sentence between two pauses: a semicolon, a colon or a dash.
pub fn breath(part: &Part<'_>, sentence: &Range<usize>) -> usize {
    let stops = |&i: &usize| part.text.gap_before(i).contains([';', ':', '\u{2013}', '\u{2014}']);
    let mut longest = 0;
    let mut start = sentence.start;
    for stop in (sentence.start + 1..sentence.end).filter(stops).chain([sentence.end]) {
        longest = longest.max(stop - start);
        start = stop;
    }
    longest
}

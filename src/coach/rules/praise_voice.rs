//! Praise: somebody who speaks.

use std::ops::Range;

use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::story::{Section, one_line};

pub const RULE: Rule = Rule {
    id: RuleId("praise-voice"),
    level: Level::Praise,
    title: "somebody who speaks",
    why: "A sentence in somebody's own words is what the interviewer tells the others in the debrief.",
    before: "",
    after: "She said: \"It says forty pounds and my heart stops.\"",
    false_alarms: "Words in quotation marks that nobody said.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &["nobody-else", "only-talk"],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Action, Section::Result, Section::Situation, Section::Task];
    let spoken = places.iter().find_map(|&s| voice(r.part(s)).map(|words| (s, words)));
    let found = spoken.map(|(section, words)| {
        let found = r.at(RULE.id, Level::Praise, section, &words);
        let message = format!("You let somebody speak: \"{}\"", one_line(&found.quote, 30));
        found.says(message)
    });
    found.into_iter().collect()
}

/// The first stretch of speech that is long enough for a voice: in quotation marks, or after "she said:".
fn voice(part: &Part<'_>) -> Option<Range<usize>> {
    quoted(part).or_else(|| {
        const SAYS: &[&str] = &["said", "say", "says", "told", "asked", "wrote"];
        let colon = |at: &usize| part.text.gap_before(*at).trim_start().starts_with(':');
        let said = |at: &usize| (at.saturating_sub(4)..*at).any(|before| part.is(before, SAYS));
        // "They asked for everything: 318 items" lets nobody speak.
        let counts = |at: &usize| part.quantities().contains(at);
        let start = part.all().filter(colon).filter(|at| !counts(at)).find(said)?;
        let words = start..part.text.sentence_of(start).end;
        (words.len() >= limits::VOICE_WORDS).then_some(words)
    })
}

/// The first stretch in quotation marks that is long enough.
fn quoted(part: &Part<'_>) -> Option<Range<usize>> {
    let quoted = |at: usize| part.text.words.get(at).is_some_and(|w| w.quoted);
    let mut start = 0;
    for at in 0..=part.len() {
        if !quoted(at) {
            if at - start >= limits::VOICE_WORDS {
                return Some(start..at);
            }
            start = at + 1;
        }
    }
    None
}

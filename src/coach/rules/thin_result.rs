//! A Result with little content.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, no_baseline, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("thin-result"),
    level: Level::Warning,
    title: "a Result that says little",
    why: "The Result is what stays with the interviewer and what gets written down. \"Everyone was happy\" cannot \
          be written down.",
    before: "In the end the client was happy.",
    after: "She signed a day early, and the client renewed for two years.",
    false_alarms: "The result was a feeling, told in somebody's own words but without quotation marks.",
    any_language: true,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let parts: &[Section] =
        if r.is_failure() { &[Section::Result, Section::Lesson] } else { &[Section::Result] };
    let counted = r.words(parts) >= limits::RESULT_TOLD && !part.quantities().is_empty();
    let short = r.words(parts) < limits::RESULT_WORDS
        || !counted
            && r.percent(parts) < limits::RESULT_PERCENT
            && r.words(&Section::ALL) >= limits::WORDS_FOR_SHARES;
    if short {
        // Few words that name and count what came of it are short, not thin.
        let told = part.len() >= limits::RESULT_WORDS / 2
            && part.quantities().iter().any(|&q| no_baseline::is_paired(part, q));
        let level = if told { Level::Hint } else { Level::Warning };
        let found = whole(RULE.id, level, Some(Section::Result))
            .says("The Result is too short to be remembered.")
            .asks("What came of it for the customer, and how do you know?");
        return vec![found];
    }
    if let Some(found) = turnout(r) {
        return vec![found];
    }
    // Pleasant words without anything concrete: no number, name, quoted speech, lasting effect or reaction.
    let shows = part.concrete_in(&part.all()) || part.any(Tag::Lasting) || part.any(Tag::Proof);
    let mut soft = part.hits(Tag::Rosy);
    let rosy = soft.len();
    for tag in [Tag::Hedge, Tag::Grand, Tag::Someday] {
        soft.extend(part.hits(tag));
    }
    // One word for a lasting effect does not outweigh several pleasant, doubtful or promising ones.
    let bare = !part.concrete_in(&part.all()) && !part.any(Tag::Proof);
    let fires = !shows && (rosy > 0 || !soft.is_empty())
        || bare && in_sentences(part, &soft) >= limits::SOFT_SENTENCES;
    let Some(first) = soft.iter().min_by_key(|s| s.start).filter(|_| r.english && fires) else {
        return Vec::new();
    };
    let found = r
        .at(RULE.id, Level::Warning, Section::Result, first)
        .says("The Result says that it went well but doesn't show it.")
        .asks("What could somebody else have seen, counted or heard?");
    vec![found]
}

/// The question where every number of the Result only counts attendance or views.
fn turnout(r: &Analysis<'_>) -> Option<Finding> {
    let part = r.part(Section::Result);
    let counts = |q: usize| {
        let sentence = part.text.sentence_of(q);
        part.any_in(&sentence, Tag::Turnout) && !part.any_in(&sentence, Tag::Proof)
    };
    let compared = part.quantities().iter().any(|&q| no_baseline::is_paired(part, q));
    if part.quantities().is_empty() || compared || !part.quantities().iter().all(|&q| counts(q)) {
        return None;
    }
    let hits = part.hits(Tag::Turnout);
    let found = r
        .at(RULE.id, Level::Hint, Section::Result, hits.first()?)
        .says("These numbers count who came, not what it did for them.")
        .asks("What could they do afterward that they could not do before?");
    Some(found)
}

/// The number of sentences that contain these words.
fn in_sentences(part: &Part<'_>, words: &[Range<usize>]) -> usize {
    let mut starts: Vec<usize> = words.iter().map(|w| part.text.sentence_of(w.start).start).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.len()
}

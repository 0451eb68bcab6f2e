//! A failure or a deep dive without its cause.

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-cause"),
    level: Level::Hint,
    title: "no word on why it happened",
    why: "What went wrong is half of the answer; why it did is the half that shows you dug.",
    before: "The totals were wrong, so I corrected them.",
    after: "The totals were wrong because the job rounded before it summed.",
    false_alarms: "A cause told without a word such as because, traced or turned out.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Cause),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let told = [Section::Situation, Section::Task, Section::Action, Section::Result, Section::Lesson];
    // A long and concrete story tells it in words that the coach does not know.
    let concrete = r.is_concrete() && r.words(&Section::ALL) >= limits::WORDS_FOR_SHARES;
    if !(r.is_failure() || r.digs) || concrete || told.iter().any(|&s| names_a_cause(r.part(s))) {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Hint, Some(Section::Action))
        .says("I don't hear why it happened.")
        .asks("What was the cause, and how did you find it?");
    vec![found]
}

/// Whether a part states a cause, rather than only that one was looked for.
fn names_a_cause(part: &Part<'_>) -> bool {
    const SOUGHT: &[&str] = &[
        "identify",
        "identified",
        "find",
        "understand",
        "understood",
        "determine",
        "determined",
        "analyze",
        "analyse",
        "establish",
    ];
    let sought = |at: usize| {
        let from = at.saturating_sub(3).max(part.text.sentence_of(at).start);
        part.is(at, &["cause", "root", "why", "reason", "reasons"]) && (from..at).any(|i| part.is(i, SOUGHT))
    };
    part.all().any(|at| {
        part.starts(at, Tag::Cause)
            && !sought(at)
            && !(part.is(at, &["cause"]) && sought(at.saturating_sub(1)))
    })
}

//! A failure in which nothing was yours.

use super::super::lexicon::Tag;
use super::super::ownwork::is_done;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-admission"),
    level: Level::Warning,
    title: "a failure in which nothing was yours",
    why: "Whoever asks for a failure wants to hear what you got wrong, in one plain sentence. Without it the rest sounds like an excuse.",
    before: "The requirements changed twice, and the launch slipped by a month.",
    after: "I had never asked who signs. That cost us the month.",
    false_alarms: "An admission in words that the coach does not know.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Cause),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    if !r.is_failure() || r.any(&Section::ALL, Tag::Admission) || looks_back(r) {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Warning, Some(Section::Action))
        .says("I don't hear what you yourself got wrong.")
        .asks("What did you do, or leave undone, that you would not today?");
    vec![found]
}

/// Whether the speaker says what had been done before it came out: "I had answered from memory".
fn looks_back(r: &Analysis<'_>) -> bool {
    Section::ALL.iter().map(|&s| r.part(s)).any(|part| {
        let had = |at: usize| part.is(at, &["i'd"]) || part.is(at, &["i"]) && part.is(at + 1, &["had"]);
        let verb = |at: usize| at + if part.is(at, &["i"]) { 2 } else { 1 };
        part.all().any(|at| had(at) && is_done(part, verb(at)))
    })
}

//! A failure without a lesson.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-lesson"),
    level: Level::Warning,
    title: "a failure without a lesson",
    why: "Whoever asks for a failure asks what you took from it. Without it the story is only a bad day.",
    before: "In the end we delivered seven weeks late.",
    after: "I had never asked who signs. Now I ask that on the first day.",
    false_alarms: "A lesson told inside the Result in words that the coach does not know.",
    any_language: true,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Change),
    check,
};

/// Words that show that the Result already contains the lesson.
const TAUGHT: &[&str] = &[
    "learned",
    "learnt",
    "lesson",
    "lessons",
    "taught",
    "nowadays",
    "hindsight",
    "realized",
    "realised",
    "takeaway",
];

/// Pairs of words that do the same.
const TURNS: &[(&str, &str)] = &[
    ("now", "i"),
    ("i", "now"),
    ("since", "then"),
    ("ever", "since"),
    ("next", "time"),
    ("looking", "back"),
    ("then", "on"),
    ("today", "i"),
    ("i", "still"),
    ("i", "always"),
    ("i", "never"),
];

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let result = r.part(Section::Result);
    let pair = |i: usize| TURNS.contains(&(result.text.low(i), result.text.low(i + 1)));
    let told = result.all().any(|i| result.is(i, TAUGHT) || pair(i));
    if !r.is_failure() || r.part(Section::Lesson).len() > 0 || told {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Warning, Some(Section::Lesson))
        .says("This question wants what you took from it, and there is no lesson yet.")
        .asks("What do you do differently since then?");
    vec![found]
}

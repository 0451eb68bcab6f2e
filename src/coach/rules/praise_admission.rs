//! Praise: a mistake that you own and mended.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId};
use crate::story::{Section, one_line};

pub const RULE: Rule = Rule {
    id: RuleId("praise-admission"),
    level: Level::Praise,
    title: "a mistake that you own and mended",
    why: "Owning a mistake in one plain sentence, and then mending it, earns more trust than ten successes.",
    before: "",
    after: "I had answered from memory. I called all eleven customers that morning.",
    false_alarms: "A mistake that was somebody else's.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &["no-admission", "humble-brag", "blame"],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Situation, Section::Task, Section::Action, Section::Result, Section::Lesson];
    let owned = r.hits(&places, Tag::Admission).into_iter().find(|(s, hit)| is_plain(r.part(*s), hit));
    let mended = r.any(&[Section::Action, Section::Result, Section::Lesson], Tag::Repair);
    let Some((section, hit)) = owned.filter(|_| mended) else { return Vec::new() };
    let sentence = r.part(section).text.sentence_of(hit.start);
    if r.is_general(section, &sentence) {
        return Vec::new();
    }
    let found = r.at(RULE.id, Level::Praise, section, &sentence);
    let message = format!("You own a mistake and mend it: \"{}\"", one_line(&found.quote, 30));
    vec![found.says(message)]
}

/// Words that name a mistake.
const MISTAKES: &[&str] = &[
    "mistake",
    "mistakes",
    "fault",
    "wrong",
    "error",
    "oversight",
    "blame",
    "hindsight",
    "misread",
    "misjudged",
    "misunderstood",
    "missed",
    "forgot",
    "forgotten",
    "overlooked",
    "assumed",
    "ignored",
    "skipped",
    "underestimated",
    "overestimated",
    "rushed",
    "regret",
    "apologized",
    "apologised",
    "admitted",
    "owned",
    "should",
    "should've",
    "shouldn't",
];

/// Words that say that something was not done.
const DENIES: &[&str] = &["hadn't", "never", "not", "without", "instead"];

/// What one owes others before one acts.
const OWED: &[&str] = &[
    "ask",
    "asked",
    "asking",
    "check",
    "checked",
    "checking",
    "tell",
    "told",
    "telling",
    "read",
    "reading",
    "test",
    "tested",
    "testing",
    "look",
    "looked",
    "looking",
    "call",
    "called",
    "calling",
    "confirm",
    "confirmed",
    "confirming",
    "measure",
    "measured",
    "measuring",
    "listen",
    "listened",
    "listening",
    "count",
    "counted",
    "counting",
    "show",
    "shown",
    "warned",
    "answered",
];

/// Whether an admission is one by its words alone: it names a mistake, or something left undone. "I broke it
/// down" and "I had never seen it" may be neither.
fn is_plain(part: &Part<'_>, hit: &Range<usize>) -> bool {
    let sentence = part.text.sentence_of(hit.start);
    let near = hit.start..(hit.end + 2).min(sentence.end);
    // "In case I was wrong", "if I was wrong" weighs, and owns nothing.
    let supposed = (hit.start.saturating_sub(2).max(sentence.start)..hit.start)
        .any(|at| part.is(at, &["if", "whether", "case"]));
    if supposed {
        return false;
    }
    let undone = near.clone().find(|&at| part.is(at, DENIES));
    near.clone().any(|at| part.is(at, MISTAKES))
        || undone.is_some_and(|from| (from + 1..near.end).any(|at| part.is(at, OWED)))
}

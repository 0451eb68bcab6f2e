//! Too much setup before the Action.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("setup-heavy"),
    level: Level::Warning,
    title: "a long way to the Action",
    why: "The listener needs two or three sentences to understand why it mattered. The rest of the time is for \
          what you did.",
    before: "Five sentences on how two companies merged, then one on what you did.",
    after: "Who it was, what they were missing, by when; then what you did.",
    false_alarms: "A matter that cannot be understood without its background. A hint from 40% of the four \
                   parts, a warning from 45%.",
    any_language: true,
    aspect: Aspect::Structure,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    if !fires(r) {
        return Vec::new();
    }
    let percent = r.percent(&[Section::Situation, Section::Task]);
    let grave = percent > limits::SETUP_FAR_TOO_MUCH;
    let found = whole(RULE.id, if grave { Level::Warning } else { Level::Hint }, None)
        .says(format!(
            "Situation and Task take about {percent}% of your time; up to {}% is usual.",
            limits::SETUP_PERCENT
        ))
        .asks("What could the listener do without?");
    vec![found]
}

/// Whether the setup is too long.
pub fn fires(r: &Analysis<'_>) -> bool {
    r.words(&Section::ALL) >= limits::WORDS_FOR_SHARES
        && r.percent(&[Section::Situation, Section::Task]) > limits::SETUP_PERCENT
}

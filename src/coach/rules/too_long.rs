//! A telling over the usual time.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};
use crate::questions::ProbeFamily;

pub const RULE: Rule = Rule {
    id: RuleId("too-long"),
    level: Level::Warning,
    title: "far longer than usual",
    why: "After about three minutes the listener stops taking notes. What you cut is what they can ask about.",
    before: "A story of 500 words, about 3:34 aloud.",
    after: "1:30 to 2:30, and a prepared answer for what was cut.",
    false_alarms: "You speak faster than the pace in your settings: tell it once, the real time then counts. A \
                   hint from 3:00, a warning from 4:00.",
    any_language: true,
    aspect: Aspect::Structure,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let time = r.time();
    let usual = &r.usual;
    let over = |(times, of): (u32, u32)| time.0 * of > usual.end().0 * times;
    if !over(limits::LONG) {
        return Vec::new();
    }
    let level = if over(limits::FAR_TOO_LONG) { Level::Warning } else { Level::Hint };
    let found = whole(RULE.id, level, None)
        .says(format!("This will take about {time}; {} to {} is usual.", usual.start(), usual.end()))
        .asks("What can wait until they ask?");
    vec![found]
}

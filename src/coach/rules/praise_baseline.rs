//! A number with what it was before.

use super::{Finding, Level, Reading, Rule, RuleId, no_baseline::has_baseline};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("praise-baseline"),
    level: Level::Praise,
    title: "a number with what it was before",
    why: "A number with its baseline is what an interviewer writes down word for word.",
    before: "",
    after: "Open findings fell from 14 to 0.",
    false_alarms: "A comparison that compares something else.",
    any_language: false,
    check,
};

fn check(r: &Reading<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let Some(&at) = part.quantities().iter().find(|&&q| has_baseline(part, q)) else { return Vec::new() };
    let sentence = part.text.sentence_of(at);
    let found = r
        .at(RULE.id, Level::Praise, Section::Result, &sentence)
        .says("This number says what it is measured against.");
    vec![found]
}

//! A view without what it rests on.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("opinion-only"),
    level: Level::Hint,
    title: "a view without what it rests on",
    why: "Experience and a good feeling sound the same whether they are right or wrong. What did you look at?",
    before: "After nineteen years I could tell at once that it was a mistake.",
    after: "I pulled the last 40 returns. In 31 of them the seal had been cut on the same side.",
    false_alarms: "A story in which the point is that the feeling was wrong.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Situation, Section::Task, Section::Action];
    let felt = r.hits(&places, Tag::Gut);
    let checked = r.any(&[Section::Action], Tag::Evidence);
    if felt.is_empty() || checked && felt.len() < limits::FEELINGS {
        return Vec::new();
    }
    let ask = "What did you look at that could have shown you wrong?";
    each(r, &RULE, Level::Hint, &felt, "I hear a feeling where a fact could stand.", ask)
}

//! Words that weaken a statement.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("hedges"),
    level: Level::Hint,
    title: "many words that take back what is said",
    why: "\"I kind of tried to help\" leaves open whether you did. Now and then a hedge is honest; many add up.",
    before: "I think I maybe sort of helped to fix it.",
    after: "I fixed the query; Mia deployed it.",
    false_alarms: "Doubts that belong to the story. Counted as a rate, never one by one.",
    any_language: false,
    aspect: Aspect::Style,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Action, Section::Result];
    let hits: Vec<_> =
        places.iter().flat_map(|&s| r.part(s).hits(Tag::Hedge).into_iter().map(move |h| (s, h))).collect();
    let words = r.words(&places);
    let Some((section, first)) = hits.first() else { return Vec::new() };
    if hits.len() < 3 || hits.len() * 100 <= words * limits::HEDGES_PERCENT {
        return Vec::new();
    }
    let found = r
        .at(RULE.id, Level::Hint, *section, first)
        .says(format!("{} words like this take back what you say.", hits.len()))
        .asks("Which of these do you know for certain?");
    vec![found]
}

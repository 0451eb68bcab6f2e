//! Nothing that was hard.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("nothing-hard"),
    level: Level::Hint,
    title: "nothing that was hard",
    why: "Where nothing pushed back, there was nothing to decide and little to remember. What nearly stopped it?",
    before: "I made a plan, followed it step by step and finished on time.",
    after: "Two of the three suppliers refused. I drove to the third with the drawing.",
    false_alarms: "The difficulty is told in words that the coach does not know.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Situation, Section::Task, Section::Action];
    let hard = r.hits(&places, Tag::Hard).len();
    let words = r.words(&places);
    if r.is_concrete() || words < limits::WORDS_FOR_SHARES || hard * 1000 > words * limits::HARD_PER_MILLE {
        return Vec::new();
    }
    let says = "It sounds like nothing here was hard.";
    vec![whole(RULE.id, Level::Hint, Some(Section::Action)).says(says).asks("What nearly stopped it?")]
}

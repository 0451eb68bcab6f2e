//! Nothing that nobody asked for.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("only-assigned"),
    level: Level::Hint,
    title: "nothing that nobody asked for",
    why: "Doing what was asked is the job. The interviewer listens for the step that was yours alone to take.",
    before: "My manager asked me to review the licenses. I reviewed them and reported back.",
    after: "My manager asked for the licenses. I asked why we pay for seats at all, and found the contract that nobody had read.",
    false_alarms: "A task so hard that doing it is the story.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::OwnPart),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let given = r.hits(&[Section::Situation, Section::Task], Tag::Assigned);
    if r.is_concrete() || r.any(&[Section::Situation, Section::Task, Section::Action], Tag::Unasked) {
        return Vec::new();
    }
    let ask = "What did you do that nobody had asked for?";
    each(r, &RULE, Level::Hint, &given, "It sounds like you were just assigned this.", ask)
}

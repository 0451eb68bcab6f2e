//! An Action in the present tense, or without a subject.

use super::super::ownwork::{in_present, without_subject};
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("tense"),
    level: Level::Hint,
    title: "an Action that leaves open who did it and when",
    why: "\"I call him\" sounds like a habit, and \"Calling the client\" could be anybody. In the past tense and \
          with \"I\" it is one event, and yours.",
    before: "Calling the client. Setting up a weekly review.",
    after: "I called the client. I set up a review each Monday.",
    false_alarms: "Notes that you tell in full sentences anyway.",
    any_language: false,
    aspect: Aspect::Structure,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::OwnPart),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let here = |all: Vec<std::ops::Range<usize>>| -> Vec<_> {
        all.into_iter().map(|words| (Section::Action, words)).collect()
    };
    let (present, bare) = (here(in_present(part)), here(without_subject(part)));
    if r.deeds() >= limits::OWN_ACTIONS || r.deeds() + present.len() + bare.len() < limits::OWN_ACTIONS {
        return Vec::new();
    }
    if bare.len() > present.len() {
        let says = "Lines like this leave open who did it and when.";
        return each(r, &RULE, Level::Hint, &bare, says, "Which of it did you do, and when?");
    }
    let says = "In the present tense this sounds like a habit.";
    each(r, &RULE, Level::Hint, &present, says, "When did you do it, and what next?")
}

//! What you got for it.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("own-reward"),
    level: Level::Hint,
    title: "what you got for it",
    why: "A promotion or a compliment says that somebody liked you. What it did for the people whom it was for says why.",
    before: "My manager was impressed, and I was promoted that fall.",
    after: "The clerks now go home at five on pay day.",
    false_alarms: "Praise that names the deed, in somebody's own words.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let ends = [Section::Result, Section::Lesson];
    let (got, flattery) = (r.hits(&ends, Tag::Reward), r.hits(&ends, Tag::Flattery));
    if r.is_concrete() && got.len() + flattery.len() < limits::REWARDS {
        return Vec::new();
    }
    if got.is_empty() {
        let says = "This sounds like you praising yourself.";
        return each(r, &RULE, Level::Hint, &flattery, says, "Who else would say so, and in what words?");
    }
    each(
        r,
        &RULE,
        Level::Hint,
        &got,
        "This sounds like what you got out of it.",
        "Who else was better off, and how?",
    )
}

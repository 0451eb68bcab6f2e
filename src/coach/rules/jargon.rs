//! Too many letters for a stranger.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, acronym, each, limits};
use crate::questions::ProbeFamily;

pub const RULE: Rule = Rule {
    id: RuleId("jargon"),
    level: Level::Warning,
    title: "too many letters for a stranger",
    why: "Your interviewer comes from another field. Each unknown abbreviation costs them the sentence that it stands in.",
    before: "Our SIEM raised a UEBA alert on an SPN, so I pulled the KQL.",
    after: "Our alarm system noticed a program that logged in from two places at once.",
    false_alarms: "A story for an interviewer of your own trade: add the words to acronyms in the settings.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let all = acronym::unknown(r);
    if all.len() < limits::ACRONYMS_TOO_MANY {
        return Vec::new();
    }
    each(
        r,
        &RULE,
        Level::Warning,
        &all,
        "A stranger could lose the story in these.",
        "How would you tell it to a neighbor?",
    )
}

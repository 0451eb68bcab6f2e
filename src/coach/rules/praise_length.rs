//! Praise: a telling within the usual time.

use super::{Analysis, Finding, Level, Rule, RuleId, whole};
use crate::story::pace::USUAL;

pub const RULE: Rule = Rule {
    id: RuleId("praise-length"),
    level: Level::Praise,
    title: "a telling within the usual time",
    why: "1:30 to 2:30 leaves the interviewer time to ask, which is where stories are decided.",
    before: "",
    after: "About 2:05 aloud.",
    false_alarms: "An estimate, until you have told it once.",
    any_language: true,
    substance: false,
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let time = r.time();
    if !USUAL.contains(&time) {
        return Vec::new();
    }
    let about = if r.facts.told.is_some() { "Told in" } else { "About" };
    vec![
        whole(RULE.id, Level::Praise, None)
            .says(format!("{about} {time} aloud, within the usual 1:30 to 2:30.")),
    ]
}

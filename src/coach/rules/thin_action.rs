//! An Action too short for its story.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, setup_heavy, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("thin-action"),
    level: Level::Warning,
    title: "an Action too short for its story",
    why: "The Action is the part that tells you from everybody else who was there. It usually takes half of the \
          time.",
    before: "I wrote a script and gave it to everyone.",
    after: "I sat with two planners, wrote the script, ran it beside them for a week, then gave it to the rest.",
    false_alarms: "A single quick decision that needed much weighing before it. From 30% silent where a long \
                   way to the Action is the reason. A hint under 40% of the four parts, a warning under 35%.",
    any_language: true,
    aspect: Aspect::Structure,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let percent = r.percent(&[Section::Action]);
    if r.words(&Section::ALL) < limits::WORDS_FOR_SHARES
        || percent >= limits::ACTION_PERCENT
        || percent >= limits::ACTION_LOST && setup_heavy::fires(r)
    {
        return Vec::new();
    }
    let grave = percent < limits::ACTION_FAR_TOO_LITTLE;
    let found = whole(RULE.id, if grave { Level::Warning } else { Level::Hint }, Some(Section::Action))
        .says(format!("The Action gets only about {percent}% of your time; half or more is usual."))
        .asks("Which step would you like to be asked about?");
    vec![found]
}

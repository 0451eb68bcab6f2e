//! A telling that is over too soon.

use super::{Finding, Level, Reading, Rule, RuleId, limits, whole};

pub const RULE: Rule = Rule {
    id: RuleId("too-short"),
    level: Level::Warning,
    title: "told in under a minute",
    why: "Under a minute there is rarely room for what you did and why. The interviewer then has to dig for it.",
    before: "A story of 80 words, about 0:34 aloud.",
    after: "1:30 to 2:30, most of it Action.",
    false_alarms: "Notes that you fill in while telling: tell it once, the real time then counts.",
    any_language: true,
    check,
};

fn check(r: &Reading<'_>) -> Vec<Finding> {
    let time = r.time();
    if time >= limits::SHORT {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Warning, None)
        .says(format!("This may be over in {time}; usual is 1:30 to 2:30."))
        .asks("Which step did you leave out?");
    vec![found]
}

//! A telling under the usual time.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("too-short"),
    level: Level::Warning,
    title: "far shorter than usual",
    why: "In a story under a minute there is rarely room for what you did and why. The interviewer then has to dig \
          for it.",
    before: "A story of 80 words, about 0:34 aloud.",
    after: "1:30 to 2:30, most of it Action.",
    false_alarms: "Notes that you fill in while telling: tell it once, the real time then counts. A hint only, \
                   from 0:50, where three own actions and a number in the Result are there.",
    any_language: true,
    aspect: Aspect::Structure,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let time = r.time();
    let usual = &r.usual;
    if time.0 * limits::SHORT.1 >= usual.start().0 * limits::SHORT.0 {
        return Vec::new();
    }
    // Dense notes take longer to tell than to read.
    let dense = time.0 * limits::FAR_TOO_SHORT.1 >= usual.start().0 * limits::FAR_TOO_SHORT.0
        && r.own.len() >= limits::OWN_ACTIONS
        && !r.part(Section::Result).quantities().is_empty();
    let found = whole(RULE.id, if dense { Level::Hint } else { Level::Warning }, None)
        .says(format!("This will be over in about {time}; {} to {} is usual.", usual.start(), usual.end()))
        .asks("Which step did you leave out?");
    vec![found]
}

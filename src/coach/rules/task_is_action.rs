//! A Task that tells the Action.

use hashbrown::HashSet;

use super::super::lexicon::Tag;
use super::super::ownwork::is_past;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};
use crate::language::stem::stem;
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("task-is-action"),
    level: Level::Warning,
    title: "a Task that tells the Action",
    why: "Told twice, it sounds like a job description. The Task is what was yours and what hung on it; the Action is what you then did.",
    before: "My task was to analyze the tickets, find the cause and fix it. I analyzed the tickets, found the cause and fixed it.",
    after: "The tickets were mine, and by Friday the client would leave. I read all 60 and found one cause.",
    false_alarms: "A Task that names one thing which the Action must name again.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let task = content(r.part(Section::Task));
    let action = content(r.part(Section::Action));
    let again = task.intersection(&action).count();
    let deeds = deeds(r.part(Section::Action)).intersection(&task).count();
    let enough = again * 100 >= task.len() * limits::TASK_AGAIN_PERCENT && deeds >= limits::DEEDS_AGAIN;
    if task.len() < limits::TASK_WORDS || !enough {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Warning, Some(Section::Task))
        .says("The Task tells what the Action then tells again.")
        .asks("What was yours, and what hung on it?");
    vec![found]
}

/// The stems of what was done, as the Task would call it: "analyzed" after "to analyze".
fn deeds(part: &Part<'_>) -> HashSet<String> {
    part.all().filter(|&at| is_past(part, at)).map(|at| stem(part.text.low(at))).collect()
}

/// The stems of the words that carry a meaning.
fn content(part: &Part<'_>) -> HashSet<String> {
    let says = |at: &usize| {
        let low = part.text.low(*at);
        low.len() > 2
            && !part.has(*at, Tag::Stop)
            && !part.has(*at, Tag::Me)
            && low.bytes().all(|b| b.is_ascii_alphabetic())
    };
    part.all().filter(says).map(|at| stem(part.text.low(at))).collect()
}

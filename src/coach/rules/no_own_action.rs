//! An Action with few actions of the speaker.

use super::super::ownwork::passives;
use super::{Analysis, Family, Finding, Level, Rule, RuleId, limits, whole};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-own-action"),
    level: Level::Warning,
    title: "few things that you did yourself",
    why: "The Action is what you are judged by: things you did, one after the other, in the past tense.",
    before: "The data was checked and a fix was released.",
    after: "I compared both exports, found the doubled rows and released the fix that evening.",
    false_alarms: "Verbs that the coach does not know. A hint with one or two own actions, a warning with none \
                   or in a long Action. Being there, helping and supporting do not count.",
    any_language: false,
    substance: true,
    follow_up: Some(Family::Ownership),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let done = r.deeds();
    if done >= limits::OWN_ACTIONS {
        return nobodys(r).into_iter().collect();
    }
    let none = done == 0 && part.len() >= limits::WORDS_FOR_NO_ACTION
        || done < limits::OWN_ACTIONS && part.len() >= limits::WORDS_FOR_FEW_ACTIONS;
    let level = if none { Level::Warning } else { Level::Hint };
    let message = match done {
        0 if r.own.is_empty() => "No sentence of the Action says what you did.",
        0 => "The Action may show that you were there, not what you did.",
        1 => "The Action may show only one thing that you did yourself.",
        _ => "The Action may show only two things that you did yourself.",
    };
    let found = whole(RULE.id, level, Some(Section::Action))
        .says(message)
        .asks("What did you do first, and what next?");
    vec![found]
}

/// The question where passives without an agent outnumber the speaker's actions.
fn nobodys(r: &Analysis<'_>) -> Option<Finding> {
    let part = r.part(Section::Action);
    let passive = passives(part);
    let mut mine: Vec<usize> = r.own.iter().filter(|o| o.strong).map(|o| o.sentence).collect();
    mine.dedup();
    let first = passive.first().filter(|_| passive.len() >= limits::NOBODYS.max(mine.len()))?;
    let found = r
        .at(RULE.id, Level::Hint, Section::Action, first)
        .says("Much of the Action may be done by nobody in particular.")
        .asks("Which of it did you do?");
    Some(found)
}

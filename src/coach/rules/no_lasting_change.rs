//! A change or a failure without lasting effect.

use super::super::lexicon::Tag;
use super::super::ownwork::in_present;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};
use crate::questions::{ProbeFamily, PromptKind};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-lasting-change"),
    level: Level::Warning,
    title: "nothing that has stayed",
    why: "After a failure or a change the interviewer wants to know what is different today, with or without you.",
    before: "We fixed it and moved on.",
    after: "The worksheet is now part of every monthly report.",
    false_alarms: "A lasting change in words that the coach does not know. A hint for a failure, a warning where \
                   the question asks for a change and the Action leaves no artefact either.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Change),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let level = match r.kind {
        // An Action that creates something lasting may have changed more than the Result says.
        Some(PromptKind::Change) if !r.is_concrete() && !r.part(Section::Action).any(Tag::Lasting) => {
            Level::Warning
        }
        Some(PromptKind::Change | PromptKind::Failure) => Level::Hint,
        _ => return Vec::new(),
    };
    // "I write down the next thing that has to happen."
    let now = !in_present(r.part(Section::Lesson)).is_empty();
    if now || [Section::Result, Section::Lesson].iter().any(|&s| r.part(s).any(Tag::Lasting)) {
        return Vec::new();
    }
    let found = whole(RULE.id, level, Some(Section::Result))
        .says("I don't hear what's been different since then.")
        .asks("What would your manager see changed?");
    vec![found]
}

//! A lesson that everybody has.

use super::super::lexicon::Tag;
use super::{Finding, Level, Reading, Rule, RuleId, limits};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("generic-lesson"),
    level: Level::Warning,
    title: "a lesson that everybody has",
    why: "\"Communication is key\" could end any story. A lesson is yours when somebody could see you act on it.",
    before: "I learned that communication is key.",
    after: "I now read every date back to the client before I hang up.",
    false_alarms: "A short lesson with an artefact whose name the coach does not know. A hint, but a warning \
                   where the question asks for a failure: there a platitude is as good as none.",
    any_language: false,
    check,
};

fn check(r: &Reading<'_>) -> Vec<Finding> {
    let part = r.part(Section::Lesson);
    let generic = part.hits(Tag::Platitude);
    let shows = part.any(Tag::Lasting) || part.concrete_in(&part.all());
    let Some(first) = generic.first().filter(|_| (part.len() <= limits::LESSON_WORDS || generic.len() > 1) && !shows) else {
        return Vec::new();
    };
    let level = if r.is_failure() { Level::Warning } else { Level::Hint };
    let found = r
        .at(RULE.id, level, Section::Lesson, first)
        .says("This lesson may fit any story.")
        .asks("What would somebody see you do differently now?");
    vec![found]
}

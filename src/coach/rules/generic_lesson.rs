//! A lesson that anybody could have learned.

use super::super::lexicon::Tag;
use super::super::ownwork::is_past;
use super::super::part::Part;
use super::{Analysis, Family, Finding, Level, Rule, RuleId, limits};
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
    substance: true,
    follow_up: Some(Family::Change),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Lesson);
    if is_maxim(part) && part.hits(Tag::Platitude).is_empty() {
        let found = r
            .at(RULE.id, Level::Warning, Section::Lesson, &part.all())
            .says("This lesson may be a saying rather than your own.")
            .asks("What do you do since then that you did not do before?");
        return vec![found];
    }
    let generic = part.hits(Tag::Platitude);
    let shows = part.any(Tag::Lasting) || part.concrete_in(&part.all());
    let Some(first) =
        generic.first().filter(|_| (part.len() <= limits::LESSON_WORDS || generic.len() > 1) && !shows)
    else {
        return Vec::new();
    };
    let level = if r.is_failure() { Level::Warning } else { Level::Hint };
    let found = r
        .at(RULE.id, level, Section::Lesson, first)
        .says("This lesson may fit any story.")
        .asks("What would somebody see you do differently now?");
    vec![found]
}

/// Whether a short lesson is a maxim: no person, no action, nothing observable.
fn is_maxim(part: &Part<'_>) -> bool {
    let told = |i: usize| part.has(i, Tag::Me) || part.has(i, Tag::We) || is_past(part, i);
    let shows = part.any(Tag::Lasting) || part.concrete_in(&part.all());
    (1..=limits::MAXIM_WORDS).contains(&part.len()) && !shows && !part.all().any(told)
}

//! Praise: a lasting change.

use super::super::lexicon::Tag;
use super::{Analysis, Finding, Level, Rule, RuleId};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("praise-lasting-change"),
    level: Level::Praise,
    title: "something that has stayed",
    why: "A trace that outlasts the event is the strongest proof that it mattered.",
    before: "",
    after: "The worksheet is now part of every monthly report.",
    false_alarms: "A word such as \"review\" or \"every\" in another meaning.",
    any_language: false,
    substance: false,
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    [Section::Result, Section::Lesson]
        .iter()
        .find_map(|&s| stays(r, s).map(|sentence| (s, sentence)))
        .map(|(s, sentence)| {
            r.at(RULE.id, Level::Praise, s, &sentence).says("You say what is different since then.")
        })
        .into_iter()
        .collect()
}

/// The first sentence with a lasting effect and a word that says it holds today.
fn stays(r: &Analysis<'_>, section: Section) -> Option<std::ops::Range<usize>> {
    const TODAY: &[&str] =
        &["now", "since", "still", "every", "today", "became", "is", "are", "each", "uses", "use"];
    let part = r.part(section);
    part.hits(Tag::Lasting)
        .into_iter()
        .filter(|hit| !part.is(hit.end, &["working", "more", "off", "happy", "happier", "better"]))
        .map(|hit| part.text.sentence_of(hit.start))
        .find(|sentence| sentence.clone().any(|i| part.is(i, TODAY)))
}

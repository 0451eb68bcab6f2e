//! Praise: a lasting change.

use super::super::lexicon::Tag;
use super::super::ownwork::is_done;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId};
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
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &["no-lasting-change", "generic-lesson"],
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
    part.hits(Tag::Mechanism)
        .into_iter()
        .filter(|hit| !part.is(hit.end, &["working", "more", "off", "happy", "happier", "better"]))
        .map(|hit| part.text.sentence_of(hit.start))
        .chain(part.text.sentences.iter().filter(|sentence| is_since_then(part, sentence)).cloned())
        // "I had walked through that hall every week" is over.
        .filter(|sentence| !sentence.clone().any(|at| part.is(at, &["had"])) || is_since_then(part, sentence))
        .find(|sentence| sentence.clone().any(|i| part.is(i, TODAY)) && !r.is_general(section, sentence))
}

/// Whether a sentence says since when something is done, and that it was done: "Since then I have posted it".
fn is_since_then(part: &Part<'_>, sentence: &std::ops::Range<usize>) -> bool {
    let then = |at: usize| part.is(at, &["since"]) && part.is(at + 1, &["then", "that"]);
    let done = |at: usize| is_done(part, at) || part.has(at, Tag::Stage);
    let shown = part.concrete_in(sentence) || sentence.clone().any(|at| part.is(at, &["every", "each"]));
    sentence.clone().any(then) && sentence.clone().any(done) && shown
}

//! Praise: a mistake that you own and mended.

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId};
use crate::story::{Section, one_line};

pub const RULE: Rule = Rule {
    id: RuleId("praise-admission"),
    level: Level::Praise,
    title: "a mistake that you own and mended",
    why: "Owning a mistake in one plain sentence, and then mending it, earns more trust than ten successes.",
    before: "",
    after: "I had answered from memory. I called all eleven customers that morning.",
    false_alarms: "A mistake that was somebody else's.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &["no-admission", "humble-brag", "blame"],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Situation, Section::Task, Section::Action, Section::Result, Section::Lesson];
    let owned = r.hits(&places, Tag::Admission).into_iter().find(|(s, hit)| is_plain(r.part(*s), hit.start));
    let mended = r.any(&[Section::Action, Section::Result, Section::Lesson], Tag::Repair);
    let Some((section, hit)) = owned.filter(|_| mended) else { return Vec::new() };
    let sentence = r.part(section).text.sentence_of(hit.start);
    if r.is_general(section, &sentence) {
        return Vec::new();
    }
    let found = r.at(RULE.id, Level::Praise, section, &sentence);
    let message = format!("You own a mistake and mend it: \"{}\"", one_line(&found.quote, 30));
    vec![found.says(message)]
}

/// Whether an admission is one by its words alone; "I did not" may be a choice.
fn is_plain(part: &Part<'_>, at: usize) -> bool {
    const OPEN: &[&str] = &[
        "didn't", "did", "never", "couldn't", "could", "could've", "wasn't", "was", "lost", "promised",
        "only", "picked", "agreed",
    ];
    let open = part.is(at, &["i"]) && part.is(at + 1, OPEN);
    !open && !part.is(at, &["was", "is", "that's", "without", "instead", "fell", "were"])
}

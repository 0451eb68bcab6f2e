//! A Result that has not happened yet.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::ownwork::is_past;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("only-expected"),
    level: Level::Warning,
    title: "a Result that has not happened yet",
    why: "What will be saved next year is a plan. The interviewer writes down what has happened, however small.",
    before: "Once it launches, it will save us about 40 hours a month.",
    after: "In the first two weeks it saved one of our three planners eleven hours. The rest starts in May.",
    false_alarms: "A Result whose facts are told without a verb in the past. A hint where only the numbers are still to come.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let hoped: Vec<_> = part.hits(Tag::Expected).into_iter().map(|h| (Section::Result, h)).collect();
    let Some((_, first)) = hoped.first() else { return Vec::new() };
    let is_hoped = |s: &Range<usize>| hoped.iter().any(|(_, h)| s.contains(&h.start));
    let mut facts = part.text.sentences.iter().filter(|s| !is_hoped(s));
    let happened = |s: &Range<usize>| {
        s.clone().any(|at| is_past(part, at) || part.has(at, Tag::Stage)) || part.any_in(s, Tag::Lasting)
    };
    let measured = part.quantities().iter().any(|&q| !is_hoped(&part.text.sentence_of(q)));
    let hopes = part.text.sentences.iter().filter(|s| is_hoped(s)).count();
    let most_is_hoped = hopes >= limits::HOPES && 2 * hopes > part.text.sentences.len();
    let (level, says) = if !facts.any(happened) {
        (Level::Warning, "The Result only says what's still to come.")
    } else if !part.quantities().is_empty() && (!measured || most_is_hoped) {
        (Level::Hint, "These numbers sound hoped for, not counted.")
    } else {
        return Vec::new();
    };
    let found = r
        .at(RULE.id, level, Section::Result, first)
        .says(says)
        .asks("What has already happened, however small?");
    vec![found]
}

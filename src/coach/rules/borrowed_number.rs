//! A number that many people moved.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("borrowed-number"),
    level: Level::Hint,
    title: "a number that many people moved",
    why: "Revenue, churn and morale move for a hundred reasons. The interviewer will ask how you know that it was you.",
    before: "Customer satisfaction rose by 15% that quarter.",
    after: "In the two stores with the new desk, returns fell from 31 a week to 9; in the other six nothing changed.",
    false_alarms: "A small firm in which the figure really was yours.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let attributed = |s: &Range<usize>| part.any_in(s, Tag::Attributed);
    let other = r.hits(&[Section::Action, Section::Result], Tag::OtherCause);
    let told_so = other.len() >= limits::OTHER_CAUSES;
    if part.quantities().is_empty() || r.is_concrete() && !told_so {
        return Vec::new();
    }
    let places: Vec<_> = part
        .hits(Tag::CompanyFigure)
        .into_iter()
        .filter(|hit| {
            let sentence = part.text.sentence_of(hit.start);
            part.quantity_in(&sentence) && !attributed(&sentence)
        })
        .map(|hit| (Section::Result, hit))
        .collect();
    let ask = "How do you know that it was your doing?";
    if !other.is_empty() && !part.text.sentences.iter().any(attributed) {
        return each(r, &RULE, Level::Hint, &other, "Something else could've moved the number, too.", ask);
    }
    each(r, &RULE, Level::Hint, &places, "A lot of people could've moved this number.", ask)
}

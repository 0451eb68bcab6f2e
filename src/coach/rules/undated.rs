//! A story without a date.

use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("undated"),
    level: Level::Hint,
    title: "no date in the details",
    why: "\"When was that?\" is a usual follow-up, and the coach can then tell when a story grows old.",
    before: "Happened:",
    after: "Happened: 2025-03",
    false_alarms: "A date told in the text only: the coach never reads dates out of prose.",
    any_language: true,
    aspect: Aspect::Structure,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    if !r.story.happened.trim().is_empty() || Section::ALL.into_iter().any(|s| names_a_year(r.part(s))) {
        return Vec::new();
    }
    let found = whole(RULE.id, Level::Hint, None)
        .says("The details have no date yet.")
        .asks("Which month and year was it?");
    vec![found]
}

/// Whether a part says in which year it was: "In March 2022".
fn names_a_year(part: &Part<'_>) -> bool {
    let year = |at: usize| part.text.low(at).parse().is_ok_and(|year: u32| (1970..2100).contains(&year));
    // "2,000 orders" and "2000 orders" are amounts.
    part.all().any(|at| year(at) && part.quantities().iter().all(|&q| q != at))
}

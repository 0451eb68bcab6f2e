//! Praise: the customer at the start and at the end.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::{Analysis, Finding, Level, Rule, RuleId};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("praise-customer"),
    level: Level::Praise,
    title: "the customer at the start and at the end",
    why: "A story that begins and ends with the person it was for needs no moral.",
    before: "",
    after: "An auditor could not trace three totals … She signed a day early.",
    false_alarms: "Two different customers.",
    any_language: false,
    substance: false,
    follow_up: None,
    check,
};

/// People and workplaces that count as customers for the rules, but are not enough for praise.
const PERHAPS: &[&str] = &[
    "colleague",
    "colleagues",
    "coworker",
    "coworkers",
    "employee",
    "employees",
    "staff",
    "worker",
    "workers",
    "bank",
    "school",
    "agency",
    "council",
    "hospital",
    "business",
    "field",
    "man",
    "men",
    "woman",
    "women",
    "analyst",
    "analysts",
    "engineers",
    "developers",
    "operator",
    "operators",
    "sponsor",
    "stakeholder",
    "stakeholders",
];

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let named = |s: Section| served(r, s).next().is_some();
    let start = named(Section::Situation) || named(Section::Task);
    let Some(last) = served(r, Section::Result).last().filter(|_| start) else { return Vec::new() };
    let found = r
        .at(RULE.id, Level::Praise, Section::Result, &last)
        .says("You begin with whom it was for, and end with them.");
    vec![found]
}

/// The words that clearly refer to a customer.
fn served<'r>(r: &'r Analysis<'_>, section: Section) -> impl Iterator<Item = Range<usize>> + 'r {
    let part = r.part(section);
    let own = |at: usize| r.settings.customer_words.iter().any(|w| part.is(at, &[&w.trim().to_lowercase()]));
    r.customers(section).into_iter().filter(move |hit| {
        (part.starts(hit.start, Tag::Customer) || own(hit.start)) && !part.is(hit.start, PERHAPS)
    })
}

//! Praise: a number with its baseline.

use super::super::part::Part;
use super::{Analysis, Finding, Level, Rule, RuleId};
use crate::story::{Section, one_line};
use std::ops::Range;

pub const RULE: Rule = Rule {
    id: RuleId("praise-baseline"),
    level: Level::Praise,
    title: "a number with what it was before",
    why: "A number with its baseline is what an interviewer writes down word for word.",
    before: "",
    after: "Open findings fell from 14 to 0.",
    false_alarms: "A comparison that compares something else.",
    any_language: false,
    substance: false,
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let Some(&at) = part.quantities().iter().find(|&&q| is_compared(part, &part.text.sentence_of(q))) else {
        return Vec::new();
    };
    let sentence = part.text.sentence_of(at);
    let found = r.at(RULE.id, Level::Praise, Section::Result, &sentence);
    let message = format!("You give a number to compare with: \"{}\"", one_line(&found.quote, 30));
    vec![found.says(message)]
}

/// Whether a sentence gives both ends of a change or an explicit comparison.
fn is_compared(part: &Part<'_>, sentence: &Range<usize>) -> bool {
    const COMPARED: &[&str] = &["compared", "versus", "vs", "instead", "previously", "halved", "doubled"];
    const TIMES: &[&str] = &["year", "month", "week", "day", "quarter", "season"];
    let counted = |word: &str, from: usize| {
        let is_counted =
            |&i: &usize| part.is(i, &[word]) && part.quantity_in(&(i + 1..(i + 4).min(sentence.end)));
        (from..sentence.end).find(is_counted)
    };
    let from_to = counted("from", sentence.start).is_some_and(|from| counted("to", from).is_some());
    let compares = |i: usize| {
        let before = part.is(i, &["before"])
            && (i + 1 == sentence.end || i.checked_sub(1).is_some_and(|last| part.is(last, TIMES)));
        before || part.is(i, COMPARED)
    };
    from_to || sentence.clone().any(compares)
}

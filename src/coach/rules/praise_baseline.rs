//! Praise: a number with its baseline.

use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId};
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
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &["no-baseline", "borrowed-number", "vague-magnitude"],
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
    const COMPARED: &[&str] = &["compared", "versus", "vs", "previously"];
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
    from_to || before_after(part, sentence) || sentence.clone().any(compares)
}

/// Whether a sentence sets two numbers against each other: "12, down from 40", "it was 20 before", "three
/// instead of twenty".
fn before_after(part: &Part<'_>, sentence: &Range<usize>) -> bool {
    let numbers = part.quantities().iter().filter(|&&q| sentence.contains(&q)).count();
    let counted = |from: usize| part.quantity_in(&(from..(from + 3).min(sentence.end)));
    let turns = |i: usize| {
        let instead = part.is(i, &["instead"]) && part.is(i + 1, &["of"]) && counted(i + 2);
        instead
            || part.is(i, &["down", "up"]) && part.is(i + 1, &["from"])
            || part.is(i, &["had", "it's", "was"]) && part.is(i + 1, &["been"])
    };
    numbers > 1 && sentence.clone().any(turns)
}

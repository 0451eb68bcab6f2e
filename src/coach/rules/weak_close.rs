//! A weak last sentence.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("weak-close"),
    level: Level::Hint,
    title: "a last sentence that fades",
    why: "The last sentence is the one that is remembered. End on the number, the customer or what has stayed.",
    before: "So that was quite an experience.",
    after: "The client renewed for two years.",
    false_alarms: "A close that lands by its wording alone.",
    any_language: false,
    aspect: Aspect::Structure,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let Some(last) = part.text.sentences.last() else { return Vec::new() };
    let customer = r.customers(Section::Result).iter().any(|c| c.start >= last.start);
    let lands = part.concrete_in(last)
        || customer
        || part.any_in(last, Tag::Change)
        || part.any_in(last, Tag::Lasting);
    // A Result of one sentence is judged as a whole by other rules.
    if lands || r.is_concrete() || part.text.sentences.len() < 2 {
        return Vec::new();
    }
    let found = r
        .at(RULE.id, Level::Hint, Section::Result, last)
        .says("The story fades out with this sentence.")
        .asks("Which number, person or change should be heard last?");
    vec![found]
}

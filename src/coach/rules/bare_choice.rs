//! A choice without what spoke against it.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("bare-choice"),
    level: Level::Hint,
    title: "a choice without what spoke against it",
    why: "A decision is as good as what you turned down. Name the other way and what it would have cost.",
    before: "After careful consideration of all options I decided to wait.",
    after: "Waiting would cost us a week, shipping might cost us the account. A week can be made up, so I waited.",
    false_alarms: "The other way is told in words that the coach does not know.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Situation, Section::Task, Section::Action];
    let ask = "What else could you have done, and why not that?";
    let shown = |section: Section, at: usize| {
        let part = r.part(section);
        let sentence = part.text.sentence_of(at);
        part.any_in(&sentence, Tag::Reason) || part.quantity_in(&sentence)
    };
    let hollow: Vec<_> =
        r.hits(&places, Tag::HollowChoice).into_iter().filter(|(s, hit)| !shown(*s, hit.start)).collect();
    if !hollow.is_empty() {
        return each(
            r,
            &RULE,
            Level::Hint,
            &hollow,
            "I hear that it was right, not how you weighed it.",
            ask,
        );
    }
    if r.is_concrete() || !r.is_decision() || r.any(&places, Tag::Alternative) {
        return Vec::new();
    }
    let says = "I don't hear what else you could've done.";
    vec![whole(RULE.id, Level::Hint, Some(Section::Action)).says(says).asks(ask)]
}

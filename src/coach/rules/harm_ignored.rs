//! Somebody who paid for it.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each};
use crate::language::is_i;
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("harm-ignored"),
    level: Level::Hint,
    title: "somebody who paid for it",
    why: "If others worked nights, lost their jobs or were left waiting for it, the interviewer thinks of them. Say what it cost them and what you did about it.",
    before: "The team worked weekends until May, and two people left. We launched on time.",
    after: "The team worked three weekends. I took the fourth alone, and each of them had a week off in June.",
    false_alarms: "A cost that came before you, or that had nothing to do with you.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::OtherSide),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Action, Section::Result];
    let ignored: Vec<_> = r
        .hits(&places, Tag::CostToOthers)
        .into_iter()
        .filter(|(section, hit)| falls_on_others(r.part(*section), hit) && !is_met(r.part(*section), hit))
        .collect();
    let ask = "What did it cost them, and what did you do about that?";
    each(r, &RULE, Level::Hint, &ignored, "It sounds like somebody else paid for this.", ask)
}

/// Whether others bear the cost: the sentence is about people, and its subject is not "I".
fn falls_on_others(part: &Part<'_>, hit: &Range<usize>) -> bool {
    let sentence = part.text.sentence_of(hit.start);
    let subject = (sentence.start..hit.start).rev().find(|&at| {
        is_i(part.text.low(at)) || part.has(at, Tag::Person) || part.has(at, Tag::We) || part.is(at, &THEY)
    });
    // "Nobody has quit since", "fewer complained".
    let denied = (sentence.start..hit.start).any(|at| {
        part.text.low(at).ends_with("n't")
            || part.is(at, &["not", "no", "never", "nobody", "none", "fewer", "stopped"])
    });
    // What they had done before is not of this story's making.
    let earlier = hit.start > sentence.start && part.is(hit.start - 1, &["had", "they'd", "he'd", "she'd"]);
    !denied && !earlier && subject.is_some_and(|at| !is_i(part.text.low(at)))
}

const THEY: [&str; 6] = ["they", "he", "she", "people", "somebody", "someone"];

/// Whether something was done about it, in the same sentence or one of the next two.
fn is_met(part: &Part<'_>, hit: &Range<usize>) -> bool {
    let sentence = part.text.sentence_of(hit.start);
    let next = part.text.sentence_of(sentence.end);
    let after = part.text.sentence_of(next.end.max(sentence.end));
    [sentence, next, after].iter().any(|words| part.any_in(words, Tag::Repair))
}

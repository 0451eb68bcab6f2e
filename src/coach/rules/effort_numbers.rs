//! Numbers that only count the work.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits, no_baseline};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("effort-numbers"),
    level: Level::Hint,
    title: "numbers that only count the work",
    why: "Hours, meetings and pages say how busy it was. One number that says what changed outweighs ten of those.",
    before: "I held 8 workshops with 40 people in 6 weeks.",
    after: "Before, one order in nine came back; since May it is one in thirty.",
    false_alarms: "Work whose size is the point.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let all = |s: Section| r.part(s).quantities().iter().map(move |&q| (s, q));
    let is_effort = |&(s, q): &(Section, usize)| {
        let part = r.part(s);
        let money = part.text.gap_before(q).ends_with(['$', '\u{20ac}', '\u{a3}']);
        let unit =
            (q + 1..(q + 4).min(part.text.sentence_of(q).end)).find(|&at| part.has(at, Tag::EffortUnit));
        unit.is_some() && !money && !no_baseline::is_paired(part, q)
    };
    let effort: Vec<_> =
        Section::STAR.iter().flat_map(|&s| all(s)).filter(is_effort).map(|(s, q)| (s, q..q + 1)).collect();
    let shown = all(Section::Result).any(|q| !is_effort(&q))
        || part.any(Tag::Proof)
        || part.text.words.iter().any(|w| w.quoted);
    if effort.len() < limits::EFFORTS || shown || r.is_concrete() {
        return Vec::new();
    }
    each(
        r,
        &RULE,
        Level::Hint,
        &effort,
        "These numbers count the work, not what it changed.",
        "Which number says what it changed?",
    )
}

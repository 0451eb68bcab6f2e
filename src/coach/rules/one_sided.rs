//! A dispute that only one side moves in.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("one-sided"),
    level: Level::Hint,
    title: "a dispute that only one side moves in",
    why: "Interviewers look for both halves: a case made with facts, and then a commitment. One without the other is stubborn, or gave in.",
    before: "She said that the decision was made, so I told her that I understood.",
    after: "I asked for one week and showed her six of nine near misses. She kept the goal; I told my team that it was ours, and why.",
    false_alarms: "The other half is told in words that the coach does not know.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::OtherSide),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Action, Section::Result, Section::Lesson];
    let firm = r.hits(&places, Tag::Stubborn);
    let gave = r.hits(&[Section::Action, Section::Result], Tag::GaveIn);
    let clear = |all: &[(Section, Range<usize>)]| {
        all.len() >= limits::SIGNS || r.is_dispute() && !r.is_concrete() && !all.is_empty()
    };
    if clear(&gave) && gave.len() >= firm.len() {
        let says = "It sounds like you gave in before you made your case.";
        return each(r, &RULE, Level::Hint, &gave, says, "What more did you try before you accepted it?");
    }
    if clear(&firm) {
        let says = "It sounds like you held on where you could've listened.";
        return each(r, &RULE, Level::Hint, &firm, says, "What did they know that you did not?");
    }
    if r.is_dispute() && r.fits_any() && r.any(&Section::STAR, Tag::Disagree) && !r.any(&places, Tag::Commit)
    {
        let says = "I don't hear what you did once it was decided.";
        let found = whole(RULE.id, Level::Hint, Some(Section::Action)).says(says);
        return vec![found.asks("How did you carry it out, or what changed their mind?")];
    }
    // Went along, or won, without having said anything that could convince.
    let shown = r.any(&Section::STAR, Tag::Case) || !r.part(Section::Action).quantities().is_empty();
    if r.is_dispute() && !shown && r.any(&places, Tag::Commit) {
        let says = "I don't hear what your case was made of.";
        let found = whole(RULE.id, Level::Hint, Some(Section::Action)).says(says);
        return vec![found.asks("What did you show them, or ask them to look at?")];
    }
    Vec::new()
}

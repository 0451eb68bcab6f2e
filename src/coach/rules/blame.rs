//! A failure blamed on somebody else.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::language::is_i;
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("blame"),
    level: Level::Warning,
    title: "a failure that was somebody else's",
    why: "Even where it is true, a failure that others caused shows the interviewer nothing of you.",
    before: "The vendor never delivered what they promised.",
    after: "I had not asked the vendor for a sample, so I found out in production.",
    false_alarms: "A plain fact about somebody that the story needs. Said once a story at most.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::OwnPart),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let slights = slights(r);
    if !slights.is_empty() {
        return slights;
    }
    if !r.is_failure() {
        return Vec::new();
    }
    [Section::Situation, Section::Action, Section::Result, Section::Lesson]
        .iter()
        .find_map(|&s| blames(r.part(s)).map(|words| (s, words)))
        .map(|(s, words)| {
            r.at(RULE.id, Level::Hint, s, &words)
                .says("This can sound like it was somebody else's fault.")
                .asks("What was your own part in it?")
        })
        .into_iter()
        .collect()
}

fn blames(part: &Part<'_>) -> Option<Range<usize>> {
    let faults = part.hits(Tag::Fault);
    let others = part.hits(Tag::Other);
    faults.into_iter().find_map(|fault| {
        let sentence = part.text.sentence_of(fault.start);
        if sentence.clone().any(|i| is_i(part.text.low(i)) || part.is(i, &["my", "me", "we", "our"])) {
            return None;
        }
        let who = others.iter().rev().find(|o| o.end <= fault.start && o.start >= sentence.start)?;
        (fault.start - who.end < limits::BLAME_REACH).then_some(who.start..fault.end)
    })
}

/// Several judgments of other people, whatever the prompt: the story is about them.
fn slights(r: &Analysis<'_>) -> Vec<Finding> {
    let places = [Section::Situation, Section::Task, Section::Action, Section::Result];
    let mut all = r.hits(&places, Tag::Slight);
    all.extend(
        r.hits(&places, Tag::Slighted).into_iter().filter(|(section, hit)| of_others(r.part(*section), hit)),
    );
    all.sort_by_key(|(section, hit)| (section.index(), hit.start));
    all.dedup_by(|b, a| a.0 == b.0 && b.1.start < a.1.end);
    if all.len() < limits::SLIGHTS {
        return Vec::new();
    }
    let says = "This sounds like a verdict on somebody else.";
    each(r, &RULE, Level::Warning, &all, says, "What was your own part in it?")
}

/// Whether a sentence is about others and not about the speaker.
fn of_others(part: &Part<'_>, hit: &Range<usize>) -> bool {
    let sentence = part.text.sentence_of(hit.start);
    !sentence.clone().any(|i| is_i(part.text.low(i)) || part.is(i, &["my"]))
        && part.any_in(&sentence, Tag::Person)
}

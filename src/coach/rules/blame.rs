//! A failure blamed on somebody else.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Family, Finding, Level, Rule, RuleId, limits};
use crate::language::is_i;
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
    substance: true,
    follow_up: Some(Family::Ownership),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    if let Some(found) = slights(r) {
        return vec![found];
    }
    if !r.is_failure() {
        return Vec::new();
    }
    [Section::Situation, Section::Action, Section::Result, Section::Lesson]
        .iter()
        .find_map(|&s| blames(r.part(s)).map(|words| (s, words)))
        .map(|(s, words)| {
            r.at(RULE.id, Level::Hint, s, &words)
                .says("This may sound as if it was somebody else's fault.")
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
        if sentence.clone().any(|i| is_i(part.text.low(i)) || part.is(i, &["my", "we", "our"])) {
            return None;
        }
        let who = others.iter().rev().find(|o| o.end <= fault.start && o.start >= sentence.start)?;
        (fault.start - who.end < limits::BLAME_REACH).then_some(who.start..fault.end)
    })
}

/// Several judgments of other people, whatever the prompt: the story is about them.
fn slights(r: &Analysis<'_>) -> Option<Finding> {
    let all = Section::ALL.iter().flat_map(|&s| r.part(s).hits(Tag::Slight).into_iter().map(move |h| (s, h)));
    let all: Vec<_> = all.collect();
    let (section, first) = all.first().filter(|_| all.len() >= limits::SLIGHTS)?;
    let found = r
        .at(RULE.id, Level::Warning, *section, first)
        .says("You may be judging somebody else here.")
        .asks("What was your own part in it?");
    Some(found)
}

//! Contempt for somebody else.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::language::is_i;
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("contempt"),
    level: Level::Warning,
    title: "contempt for somebody else",
    why: "It is the best-known red flag there is: the interviewer hears how you will one day speak of them.",
    before: "The manager was useless, as always.",
    after: "He had three launches that week and did not answer. I went to his desk with one question.",
    false_alarms: "The word is about a thing or about yourself. Quoted speech is left alone.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::OwnPart),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let mut all = r.hits(&Section::ALL, Tag::Contempt);
    all.extend(
        r.hits(&Section::ALL, Tag::Slighted)
            .into_iter()
            .filter(|(s, hit)| r.part(*s).is(hit.start, &["ignored"])),
    );
    all.retain(|(section, hit)| is_of_somebody(r.part(*section), hit));
    let ask = "What would they say was hard for them?";
    each(r, &RULE, Level::Warning, &all, "This can come across as contempt.", ask)
}

/// Whether it is said of another person, rather than of the speaker or of a thing.
fn is_of_somebody(part: &Part<'_>, hit: &Range<usize>) -> bool {
    let sentence = part.text.sentence_of(hit.start);
    let before = hit.start.saturating_sub(limits::CONTEMPT_REACH).max(sentence.start)..hit.start;
    let after = hit.end..(hit.end + 2).min(sentence.end);
    let person = |at: usize| part.has(at, Tag::Person) || part.text.is_name(at) && !part.has(at, Tag::Month);
    // "I was stupid", "my stupid mistake".
    let nearest = before
        .clone()
        .rev()
        .find(|&at| is_i(part.text.low(at)) || part.is(at, &["my", "myself"]) || person(at));
    let mine = nearest.is_some_and(|at| !person(at));
    let subject = hit.clone().any(person) || part.is(hit.start, &["these", "those", "people"]);
    let denied = before.clone().rev().take(3).any(|at| {
        part.text.low(at).ends_with("n't") || part.is(at, &["not", "no", "never", "nobody", "neither"])
    });
    !mine
        && !denied
        && !is_reported(part, &(sentence.start..hit.start))
        && (nearest.is_some() || subject || after.clone().any(person))
}

/// Whether the words before it say that it was the view of others: "the reason given in the staffroom was that".
fn is_reported(part: &Part<'_>, before: &Range<usize>) -> bool {
    const VIEWS: [&str; 9] =
        ["reason", "excuse", "explanation", "view", "rumor", "rumour", "assumption", "consensus", "verdict"];
    before.clone().any(|at| part.is(at, &VIEWS) && !(at > 0 && part.is(at - 1, &["my"])))
}

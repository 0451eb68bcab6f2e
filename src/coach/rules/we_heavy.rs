//! An Action told as "we".

use std::collections::HashSet;
use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::ownwork::is_past;
use super::super::part::Part;
use super::{Analysis, Family, Finding, Level, Rule, RuleId, limits};
use crate::language::is_i;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("we-heavy"),
    level: Level::Warning,
    title: "an Action told as \"we\"",
    why: "The interviewer wants to know what you did. \"We\" makes them ask, or guess that it was somebody else.",
    before: "We found the cause and we fixed it.",
    after: "I found the cause; Mia and I fixed it, she the tests and I the query.",
    false_alarms: "A pair or a team that truly did everything together. Then say once who did what.",
    any_language: false,
    substance: false,
    follow_up: Some(Family::Ownership),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let we = group_words(part);
    let me = part.hits(Tag::Me).len();
    let Some(first) = we.first() else { return Vec::new() };
    if we.len() < limits::WE_WORDS || we.len() * 100 <= limits::WE_PERCENT * (we.len() + me) {
        // Without any "I", the rule on own actions asks instead.
        return one_deed(r, &we).filter(|_| me > 0).into_iter().collect();
    }
    let end = part.text.sentence_of(first.start).end.min(first.end + 2);
    let found = r
        .at(RULE.id, Level::Warning, Section::Action, &(first.start..end))
        .says("Much of the Action is told as \"we\", so your own part may not show.")
        .asks("Which part was yours?");
    vec![found]
}

/// The words for the group, without those in a sentence that also says "I", in quotes, and "US".
fn group_words(part: &Part<'_>) -> Vec<Range<usize>> {
    let mine: HashSet<usize> =
        part.text.words.iter().filter(|w| is_i(part.text.low_of(w))).map(|w| w.sentence).collect();
    let says_i = |at: usize| part.text.words.get(at).is_some_and(|w| mine.contains(&w.sentence));
    let mut all = part.hits(Tag::We);
    all.retain(|hit| part.text.raw(hit.start) != "US" && !says_i(hit.start));
    all
}

/// The finding for one sentence that begins with a "we" action.
fn one_deed(r: &Analysis<'_>, we: &[Range<usize>]) -> Option<Finding> {
    let part = r.part(Section::Action);
    let begins = |hit: &&Range<usize>| {
        let sentence = part.text.sentence_of(hit.start);
        // "We met." does not hide an own action.
        sentence.start == hit.start
            && sentence.len() > limits::WE_WORDS
            && is_past(part, hit.end)
            && !part.starts(hit.end, Tag::Aside)
    };
    let hit = we.iter().find(begins)?;
    let end = part.text.sentence_of(hit.start).end.min(hit.end + 2);
    let found = r
        .at(RULE.id, Level::Hint, Section::Action, &(hit.start..end))
        .says("This may hide who did it.")
        .asks("Which part was yours?");
    Some(found)
}

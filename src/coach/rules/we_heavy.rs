//! An Action told as "we".

use std::ops::Range;

use hashbrown::HashSet;

use super::super::lexicon::Tag;
use super::super::ownwork::is_past;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::language::is_i;
use crate::questions::ProbeFamily;
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
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::OwnPart),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let we = group_words(part);
    let me = part.hits(Tag::Me).len();
    let ask = "Which part was yours?";
    if we.len() < limits::WE_WORDS || we.len() * 100 <= limits::WE_PERCENT * (we.len() + me) {
        // Without any "I", the rule on own actions asks instead.
        let deeds = deeds(part, &we);
        if me == 0 || deeds.len() < limits::WE_DEEDS {
            return Vec::new();
        }
        return each(r, &RULE, Level::Hint, &deeds, "This hides who did it.", ask);
    }
    let places: Vec<_> = we.iter().map(|we| (Section::Action, with_verb(part, we))).collect();
    let says = "Much of the Action is told as \"we\", so I can't tell which part was yours.";
    each(r, &RULE, Level::Warning, &places, says, ask)
}

/// The words for the group and the two after them.
fn with_verb(part: &Part<'_>, we: &Range<usize>) -> Range<usize> {
    we.start..part.text.sentence_of(we.start).end.min(we.end + 2)
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

/// The sentences that begin with a "we" action.
fn deeds(part: &Part<'_>, we: &[Range<usize>]) -> Vec<(Section, Range<usize>)> {
    let begins = |hit: &&Range<usize>| {
        let sentence = part.text.sentence_of(hit.start);
        // "We met." does not hide an own action.
        sentence.start == hit.start
            && sentence.len() > limits::WE_WORDS
            && is_past(part, hit.end)
            && !part.starts(hit.end, Tag::Aside)
    };
    we.iter().filter(begins).map(|hit| (Section::Action, with_verb(part, hit))).collect()
}

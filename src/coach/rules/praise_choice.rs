//! Praise: a choice with what spoke against it.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::ownwork::is_past;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId};
use crate::language::is_i;
use crate::story::{Section, one_line};

pub const RULE: Rule = Rule {
    id: RuleId("praise-choice"),
    level: Level::Praise,
    title: "a choice with what spoke against it",
    why: "What you turned down, and why, shows judgment better than any outcome.",
    before: "",
    after: "A pause can be undone with one click; a night with the door open cannot. I paused it.",
    false_alarms: "Two ways that were not both open.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &["bare-choice", "one-sided", "opinion-only", "habit-voice"],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let chosen =
        part.text.sentences.iter().find(|s| is_reasoned(part, s) && !r.is_general(Section::Action, s));
    let found = chosen.map(|sentence| {
        let found = r.at(RULE.id, Level::Praise, Section::Action, sentence);
        let message = format!("You say what you chose against, and why: \"{}\"", one_line(&found.quote, 30));
        found.says(message)
    });
    found.into_iter().collect()
}

/// Whether the speaker turns something down in a sentence, and it or the next gives the reason.
fn is_reasoned(part: &Part<'_>, sentence: &Range<usize>) -> bool {
    let next = part.text.sentence_of(sentence.end);
    let mine = sentence.clone().any(|at| is_i(part.text.low(at)));
    let done = sentence.clone().any(|at| is_past(part, at) || part.has(at, Tag::Stage));
    let turned_down = sentence.clone().any(|at| {
        let pair = |first: &[&str], second: &[&str]| part.is(at, first) && part.is(at + 1, second);
        part.is(at, &["instead", "rather"])
            || pair(&["i"], &["could"]) && part.is(at + 2, &["have"])
            || pair(&["i"], &["could've"])
            || pair(&["decided", "decide", "chose"], &["against"])
            || pair(&["ruled", "turned"], &["out", "down"])
            || pair(&["tempted"], &["to"])
    });
    let reason = |words: &Range<usize>| words.clone().any(|at| part.is(at, REASONS));
    let supposed = part.is(sentence.start, &["if", "when", "whenever"]);
    mine && done && !supposed && turned_down && (reason(sentence) || reason(&next))
}

const REASONS: &[&str] = &["because", "since", "so", "as", "otherwise", "reason", "but"];

//! An Action with few actions of the speaker.

use super::super::lexicon::Tag;
use super::super::ownwork::{in_present, passives, without_subject};
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits, whole};
use crate::language::is_i;
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-own-action"),
    level: Level::Warning,
    title: "few things that you did yourself",
    why: "The Action is what you are judged by: things you did, one after the other, in the past tense.",
    before: "The data was checked and a fix was released.",
    after: "I compared both exports, found the doubled rows and released the fix that evening.",
    false_alarms: "Verbs that the coach does not know. A hint with one or two own actions, a warning with none \
                   or in a long Action. Being there, helping and supporting do not count.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::OwnPart),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let done = r.deeds();
    if done >= limits::OWN_ACTIONS {
        return nobodys(r);
    }
    // Told in another tense, or without a subject: that is said instead.
    if done + in_present(part).len() + without_subject(part).len() >= limits::OWN_ACTIONS {
        return Vec::new();
    }
    // In a concrete story, what looks like help or presence was likely an action, too.
    if done > 1 && r.is_concrete() && r.own.len() >= limits::OWN_ACTIONS {
        return nobodys(r);
    }
    let none = done == 0 && part.len() >= limits::WORDS_FOR_NO_ACTION
        || done < limits::OWN_ACTIONS && part.len() >= limits::WORDS_FOR_FEW_ACTIONS;
    let level = if none { Level::Warning } else { Level::Hint };
    let message = match done {
        0 if r.own.is_empty() => "I don't hear what you did in the Action.",
        0 => "The Action shows me you were there, not what you did.",
        1 => "I hear only one thing that you did yourself.",
        _ => "I hear only two things that you did yourself.",
    };
    let found = whole(RULE.id, level, Some(Section::Action))
        .says(message)
        .asks("What did you do first, and what next?");
    vec![found]
}

/// The question where sentences of nobody in particular, or of "we", outnumber the speaker's actions.
fn nobodys(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let mut all = passives(part);
    let says_i = |at: usize| part.text.sentence_of(at).any(|i| is_i(part.text.low(i)));
    all.extend(part.hits(Tag::We).into_iter().filter(|we| !says_i(we.start)));
    all.sort_by_key(|words| words.start);
    all.dedup_by_key(|words| part.text.words.get(words.start).map(|w| w.sentence));
    let mut mine: Vec<usize> = r.own.iter().filter(|o| o.strong).map(|o| o.sentence).collect();
    mine.dedup();
    if all.len() < limits::NOBODYS.max(mine.len()) || passives(part).is_empty() {
        return Vec::new();
    }
    let all: Vec<_> = all.into_iter().map(|words| (Section::Action, words)).collect();
    let says = "Much of the Action sounds like nobody in particular did it.";
    each(r, &RULE, Level::Hint, &all, says, "Which of it did you do?")
}

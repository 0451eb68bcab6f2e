//! Nobody else who does or says anything.

use super::super::ownwork::others;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("nobody-else"),
    level: Level::Hint,
    title: "nobody else who does or says anything",
    why: "A story with one other person in it, who wants something and says so, is believed and remembered.",
    before: "Customers responded well, and colleagues were supportive.",
    after: "Dana, who had waited since nine, said: \"Just tell me which bus.\"",
    false_alarms: "Work that one does alone. Then whoever used it is the other person.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::OtherSide),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let acts = Section::STAR.iter().map(|&s| others(r.part(s)).len()).sum::<usize>();
    let spoken = Section::STAR.iter().any(|&s| r.part(s).text.words.iter().any(|w| w.quoted));
    let least = usize::from(r.is_dispute());
    if r.is_concrete() || r.words(&Section::ALL) < limits::WORDS_FOR_SHARES || acts > least || spoken {
        return Vec::new();
    }
    let says = "It sounds like you're the only one here who does anything.";
    vec![
        whole(RULE.id, Level::Hint, Some(Section::Action))
            .says(says)
            .asks("Who else was there, and what did they say?"),
    ]
}

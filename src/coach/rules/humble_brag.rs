//! A failure that is really self-praise.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("humble-brag"),
    level: Level::Warning,
    title: "praise of yourself, in disguise or in the open",
    why: "A question about a failure looks for self-awareness. A weakness that is really a strength tells the \
          interviewer that you have none to show, or hide it.",
    before: "My standards were too high.",
    after: "I reworked other people's layouts without asking them, and we missed the date.",
    false_alarms: "\"I was right\" where it is the point of the question. The words stand in the story because somebody else said them without quotation marks.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let disguised = r.hits(&Section::ALL, Tag::Disguised);
    let brag = r.hits(&Section::ALL, Tag::Brag);
    if r.is_failure() && !(disguised.is_empty() && brag.is_empty()) || disguised.len() > limits::SIGNS {
        let all = if brag.is_empty() { disguised } else { brag };
        let ask = "What did you actually get wrong?";
        return each(r, &RULE, Level::Warning, &all, "This sounds like praise in disguise.", ask);
    }
    let grand = r.hits(&[Section::Result, Section::Lesson], Tag::Grand);
    let says = "This sounds like you praising yourself.";
    each(r, &RULE, Level::Warning, &grand, says, "Who else would say so, and in what words?")
}

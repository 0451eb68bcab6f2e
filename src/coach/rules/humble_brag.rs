//! A failure that is praise in disguise.

use super::super::lexicon::Tag;
use super::{Finding, Level, Reading, Rule, RuleId};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("humble-brag"),
    level: Level::Warning,
    title: "a failure that is praise in disguise",
    why: "A question about a failure looks for self-awareness. A weakness that is really a strength tells the \
          interviewer that you have none to show, or hide it.",
    before: "My standards were too high.",
    after: "I reworked other people's layouts without asking them, and we missed the date.",
    false_alarms: "The words stand in the story because somebody else said them without quotation marks.",
    any_language: false,
    check,
};

fn check(r: &Reading<'_>) -> Vec<Finding> {
    if !r.is_failure() {
        return Vec::new();
    }
    Section::ALL
        .iter()
        .find_map(|&s| r.part(s).hits(Tag::Brag).into_iter().next().map(|hit| (s, hit)))
        .map(|(s, hit)| {
            r.at(RULE.id, Level::Warning, s, &hit)
                .says("This may sound like praise in disguise.")
                .asks("What did you actually get wrong?")
        })
        .into_iter()
        .collect()
}

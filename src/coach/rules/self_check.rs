//! What the user found open in the self-check.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};
use crate::coach::self_check::SELF_CHECK;
use crate::story::{CheckAnswer, one_line};

pub const RULE: Rule = Rule {
    id: RuleId("self-check"),
    level: Level::Hint,
    title: "what you found open yourself",
    why: "Whether it is the biggest story you have, or whether the customer would tell it the same way, only you \
          can know.",
    before: "Would your customer tell it the same way? Not quite.",
    after: "The customer's own sentence in the Result.",
    false_alarms: "You have mended it since: answer the question again.",
    any_language: true,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let open = SELF_CHECK.iter().filter(|question| question.answer(r.story) == Some(CheckAnswer::No));
    open.map(|question| {
        let words =
            r.story.checks.as_ref().and_then(|checks| checks.get(question.id)).map(|check| &check.words);
        let quote = words.map_or_else(String::new, |words| one_line(words, 60));
        let found = Finding {
            key: format!("{}:{}", RULE.id, question.id),
            quote,
            ..whole(RULE.id, Level::Hint, None)
        };
        found.says(format!("Your own answer was \"{}\".", question.open)).asks(question.text)
    })
    .collect()
}

//! A story without a customer.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, whole};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-customer"),
    level: Level::Warning,
    title: "nobody it was done for",
    why: "Every principle ends at a customer. Who it was, what they were missing and how they ended up is what \
          the interviewer listens for. A colleague who uses your work is a customer too.",
    before: "The reports were wrong and had to be fixed.",
    after: "Our largest client's auditor could not trace three totals.",
    false_alarms: "A word for your customers that the coach does not know: add it to customer_words, or fill in \
                   who the customer was in the details.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let again = r.comes_again();
    let start = again || r.has_customer(Section::Situation) || r.has_customer(Section::Task);
    let end = again || r.has_customer(Section::Result) || r.has_customer(Section::Lesson);
    if !start && (r.about_customers || !r.is_concrete()) {
        let level = if r.about_customers { Level::Warning } else { Level::Hint };
        if !r.about_customers && (end || r.has_customer(Section::Action)) {
            return Vec::new();
        }
        let found = whole(RULE.id, level, Some(Section::Situation))
            .says("At the start, I can't tell who it was for.")
            .asks("Who was the customer, and what were they missing?");
        return vec![found];
    }
    if r.about_customers && !end {
        let found = whole(RULE.id, Level::Hint, Some(Section::Result))
            .says("I don't hear how it ended for the customer.")
            .asks("What did it change for them?");
        return vec![found];
    }
    Vec::new()
}

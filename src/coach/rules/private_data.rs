//! Private data in an export. The check itself is in `private`.

use super::{Aspect, Level, Rule, RuleId, not_one_story};

pub const RULE: Rule = Rule {
    id: RuleId("private-data"),
    level: Level::Hint,
    title: "an address or a number about to be exported",
    why: "What is exported gets mailed and printed. An e-mail address, a phone number or an account of somebody \
          else does not belong there.",
    before: "I wrote to jane.doe@example.com.",
    after: "I wrote to their head of finance.",
    false_alarms: "Long part numbers. Looked at only before an export.",
    any_language: true,
    aspect: Aspect::Substance,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check: not_one_story,
};

//! Something that may not be yours to tell.

use std::ops::Range;

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("not-yours"),
    level: Level::Hint,
    title: "something that may not be yours to tell",
    why: "Whoever hears you tell a former client's secrets wonders what you will tell of theirs.",
    before: "Lakemont Bank's finance chief had no second factor on his mail.",
    after: "A bank of 900 people; its most senior mailbox had no second factor.",
    false_alarms: "A fact that everybody could read in the paper.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let mut secret = r.hits(&Section::ALL, Tag::Secret);
    for section in Section::ALL {
        secret.extend(officers(r.part(section)).into_iter().map(|words| (section, words)));
    }
    each(
        r,
        &RULE,
        Level::Hint,
        &secret,
        "This doesn't sound like yours to tell.",
        "How would you say it without the name?",
    )
}

/// Full names behind an office: "their CFO, Jane Doe".
fn officers(part: &Part<'_>) -> Vec<Range<usize>> {
    const OFFICES: &[&str] =
        &["ceo", "cfo", "cto", "coo", "cio", "ciso", "president", "chairman", "chairwoman", "founder"];
    let name = |at: usize| part.text.is_name(at) && !part.has(at, Tag::Month);
    part.all()
        .filter(|&at| part.is(at, OFFICES) && name(at + 1) && name(at + 2))
        .map(|at| at + 1..at + 3)
        .collect()
}

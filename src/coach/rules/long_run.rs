//! Several long sentences in a row.

use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("long-run"),
    level: Level::Hint,
    title: "three long sentences in a row",
    why: "Long sentences one after the other sound read out. A short one in between lets the listener catch up.",
    before: "Three sentences of 25 words each.",
    after: "One of 25 words. Then: \"She said no.\" Then another.",
    false_alarms: "Text pasted without its full stops. Silent where a single sentence is already too long.",
    any_language: true,
    aspect: Aspect::Style,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    Section::ALL
        .iter()
        .find_map(|&s| {
            let run = r.part(s).text.sentences.windows(limits::RUN).find(|run| {
                run.iter().all(|w| (limits::RUN_SENTENCE + 1..=limits::LONG_SENTENCE).contains(&w.len()))
            })?;
            let (first, last) = (run.first()?, run.last()?);
            Some((s, first.start..last.end))
        })
        .map(|(s, words)| {
            r.at(RULE.id, Level::Hint, s, &words)
                .says("Three long sentences in a row are hard to follow by ear.")
                .asks("Which of them can be short?")
        })
        .into_iter()
        .collect()
}

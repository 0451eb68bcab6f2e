//! Filler words.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("fillers"),
    level: Level::Hint,
    title: "many words that fill time",
    why: "A few fillers do no measurable harm and sound like a person. Many cost time and attention.",
    before: "So basically I actually, you know, literally rewrote it.",
    after: "So I rewrote it.",
    false_alarms: "\"Actually\" and \"literally\" in their own meaning. Only over five in a spoken minute.",
    any_language: false,
    aspect: Aspect::Style,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let hits: Vec<_> = Section::ALL
        .iter()
        .flat_map(|&s| {
            let part = r.part(s);
            let mut all = part.hits(Tag::Filler);
            // "like," as a filler.
            all.extend(
                part.all()
                    .filter(|&i| part.is(i, &["like"]) && part.text.gap_before(i + 1).starts_with(','))
                    .map(|i| i..i + 1),
            );
            all.sort_by_key(|h| h.start);
            all.into_iter().map(move |h| (s, h))
        })
        .collect();
    let words = r.words(&Section::ALL);
    let minute = r.settings.words_per_minute.clamp(100, 200) as usize;
    let Some((section, first)) = hits.first() else { return Vec::new() };
    // A story of less than a minute is judged as if it took one.
    if hits.len() * minute <= limits::FILLERS_A_MINUTE * words.max(minute) {
        return Vec::new();
    }
    let found = r
        .at(RULE.id, Level::Hint, *section, first)
        .says(format!("{} words like this just fill time.", hits.len()))
        .asks("Which could go without being missed?");
    vec![found]
}

//! Magnitudes without a figure.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("vague-magnitude"),
    level: Level::Warning,
    title: "a size without a figure",
    why: "\"Significantly\" is what people say when they did not measure. A rough figure you can defend beats it.",
    before: "Complaints went down significantly.",
    after: "Complaints went from nine a week to two.",
    false_alarms: "\"Many\" where the number does not matter. A hint, but a warning in a Result without any number.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    // On the way to the Result a size matters less than in it.
    let sections = if r.is_concrete() { &[Section::Result][..] } else { &[Section::Result, Section::Action] };
    for &section in sections {
        let part = r.part(section);
        let bare = section == Section::Result && part.quantities().is_empty();
        let mut seen = Vec::new();
        let mut hits = part.hits(Tag::Magnitude);
        let degrees = hits.len();
        // "too many", "as many as", "rather than" and the like.
        let no_size = part.hits(Tag::NotMagnitude);
        hits.extend(part.hits(Tag::Many));
        for (i, hit) in hits.into_iter().enumerate() {
            let sentence = part.text.sentence_of(hit.start);
            if seen.contains(&sentence.start)
                || part.quantity_in(&sentence)
                || no_size.iter().any(|h| h.contains(&hit.start))
            {
                continue;
            }
            seen.push(sentence.start);
            // "Several" may not matter; "significantly" in a Result without a number does.
            let grave = bare && i < degrees && out.is_empty();
            let level = if grave { Level::Warning } else { Level::Hint };
            out.push(
                r.at(RULE.id, level, section, &hit)
                    .says("A listener can't picture how much this is.")
                    .asks("Roughly how much, and compared with what?"),
            );
        }
    }
    out.truncate(limits::CAP);
    out
}

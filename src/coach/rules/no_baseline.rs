//! A figure without a baseline.

use super::super::lexicon::Tag;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("no-baseline"),
    level: Level::Hint,
    title: "a figure with nothing to compare it to",
    why: "\"92%\" is neither good nor bad until the listener knows what it was before.",
    before: "On-time delivery was at 92%.",
    after: "On-time delivery went from 71% to 92%.",
    false_alarms: "A figure that everybody can place. Plain counts, such as \"14 clients\", are left alone.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Outcome),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Result);
    let measures: Vec<usize> = part.quantities().iter().copied().filter(|&q| is_measure(part, q)).collect();
    let Some(&first) = measures.first() else { return Vec::new() };
    // The baseline may be given at the start.
    let start = [Section::Situation, Section::Task].map(|s| r.part(s));
    let told =
        |q: usize| start.iter().any(|s| s.quantities().iter().any(|&before| is_alike(s, before, part, q)));
    if measures.iter().any(|&q| has_baseline(part, q) || told(q)) {
        return Vec::new();
    }
    let end = if part.is(first + 1, &["percent"]) { first + 2 } else { first + 1 };
    let found = r
        .at(RULE.id, Level::Hint, Section::Result, &(first..end))
        .says("A listener can't tell if this is a lot.")
        .asks("What was it before?");
    vec![found]
}

/// A rate or a score rather than a plain count: `92%`, `4.2`, `twelve percent`.
fn is_measure(part: &Part<'_>, at: usize) -> bool {
    let digits = part.text.low(at).starts_with(|c: char| c.is_ascii_digit());
    let money = part.text.gap_before(at).ends_with(['$', '\u{20ac}', '\u{a3}', '\u{a5}', '\u{20b9}']);
    is_percent(part, at) || digits && !money && part.text.low(at).contains('.')
}

fn is_percent(part: &Part<'_>, at: usize) -> bool {
    part.text.gap_before(at + 1).trim_start().starts_with('%')
        || part.is(at + 1, &["percent"])
        || part.is(at + 1, &["per"]) && part.is(at + 2, &["cent"])
}

/// Whether two quantities have the same unit: both percent, or followed by the same noun.
fn is_alike(a: &Part<'_>, at: usize, b: &Part<'_>, bt: usize) -> bool {
    match (is_percent(a, at), is_percent(b, bt)) {
        (true, true) => true,
        (false, false) => a.text.words.get(at + 1).is_some_and(|_| a.text.low(at + 1) == b.text.low(bt + 1)),
        _ => false,
    }
}

/// Whether the baseline of a quantity is nearby: a word for one, or a second quantity.
pub fn has_baseline(part: &Part<'_>, at: usize) -> bool {
    let near = at.saturating_sub(limits::BASELINE_REACH)..(at + 1 + limits::BASELINE_REACH).min(part.len());
    // "92% of her files" names the whole.
    part.any_in(&near, Tag::Baseline) || part.is(at + 1, &["of"]) || is_paired(part, at)
}

/// Whether a quantity is one end of a range: `55 to 78%`, `9 → 1`.
pub fn is_paired(part: &Part<'_>, at: usize) -> bool {
    let way = |gap: &str| gap.contains('\u{2192}') || gap.contains("->");
    let to = at > 1 && part.is(at - 1, &["to"]) && part.quantities().contains(&(at - 2));
    to || way(part.text.gap_before(at)) || way(part.text.gap_before(at + 1))
}

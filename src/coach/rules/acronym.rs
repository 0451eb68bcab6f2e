//! Acronyms that a stranger may not know.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashSet;

use super::super::lexicon;
use super::super::part::Part;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::language::word_list::{Malformed, WordList};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("acronym"),
    level: Level::Hint,
    title: "an acronym that a stranger may not know",
    why: "The interviewer works elsewhere. Three letters they do not know cost you the next two sentences.",
    before: "I rebuilt the QRF.",
    after: "I rebuilt the form in which sales asks for a quote.",
    false_alarms: "An acronym that your listeners know: add it to acronyms in the settings. Once a word.",
    any_language: false,
    aspect: Aspect::Style,
    adds_up: false,
    unless: &[],
    follow_up: None,
    check,
};

/// The acronyms of `acronyms.txt`, known to any interviewer, and the words often written in capitals for emphasis.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let list = list().unwrap_or_default();
    GROUPS.iter().flat_map(|group| list.set(group)).collect()
});

const GROUPS: [&str; 2] = ["known", "emphasis"];

fn list() -> Result<WordList, Malformed> {
    WordList::read(include_str!("../acronyms.txt"), &GROUPS)
}

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let all = unknown(r);
    if all.len() >= limits::ACRONYMS_TOO_MANY {
        return Vec::new();
    }
    each(
        r,
        &RULE,
        Level::Hint,
        &all,
        "A stranger won't know what this stands for.",
        "What would you call it to a neighbor?",
    )
}

/// Every acronym that a stranger may not know, at its first place.
pub fn unknown(r: &Analysis<'_>) -> Vec<(Section, Range<usize>)> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for &section in &Section::ALL {
        let part = r.part(section);
        for at in part.all() {
            let raw = part.text.raw(at);
            let raw = raw.strip_suffix("'s").or_else(|| raw.strip_suffix("\u{2019}s")).unwrap_or(raw);
            if is_acronym(raw)
                && seen.insert(raw)
                && !known(r, raw)
                && !emphasized(r, raw)
                && !expanded(part, at)
                && !shouted(part, at)
            {
                out.push((section, at..at + 1));
            }
        }
    }
    out
}

fn is_acronym(raw: &str) -> bool {
    (2..=6).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_uppercase())
}

fn known(r: &Analysis<'_>, raw: &str) -> bool {
    COMMON.contains(raw) || r.settings.acronyms.iter().any(|a| a.trim().eq_ignore_ascii_case(raw))
}

/// Whether the capitals are for emphasis: the lexicon knows the word, or it occurs elsewhere in lower case.
fn emphasized(r: &Analysis<'_>, raw: &str) -> bool {
    let low = raw.to_lowercase();
    let small = |i: usize, s: Section| r.part(s).text.raw(i) == low;
    lexicon::is_known(&low) || Section::ALL.iter().any(|&s| r.part(s).all().any(|i| small(i, s)))
}

/// `QRF (quote request form)`, or `quote request form (QRF)`.
fn expanded(part: &Part<'_>, at: usize) -> bool {
    part.text.gap_before(at).ends_with('(') || part.text.gap_before(at + 1).trim_start().starts_with('(')
}

/// Whether a neighboring word is in capitals too: then it is emphasis, not an acronym.
fn shouted(part: &Part<'_>, at: usize) -> bool {
    let loud = |i: usize| {
        let raw = part.text.raw(i);
        raw.len() > 1 && raw.bytes().all(|b| b.is_ascii_uppercase())
    };
    at.checked_sub(1).is_some_and(loud) || loud(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_acronyms_are_well_formed() {
        let list = list().unwrap_or_else(|e| panic!("acronyms.txt, {e}"));
        for word in GROUPS.iter().flat_map(|group| list.under(group)) {
            assert!(is_acronym(word) || word.contains(|c: char| c.is_ascii_digit()), "{word}");
        }
    }
}

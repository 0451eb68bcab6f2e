//! Which words are quantities: how much of something, not when, which or in what order.

use super::analysis::Part;
use super::lexicon::Tag;

/// Words after which a number is a name: version 3, phase 2, room 14.
const NAMES_A_THING: &[&str] = &[
    "version", "release", "phase", "step", "tier", "level", "chapter", "room", "section", "ward", "route",
    "building", "floor", "bay", "ticket", "sev", "severity", "article", "iso", "page", "flight", "number",
    "no", "grade", "key", "stage", "q", "quarter", "sprint", "priority", "p", "v", "unit", "gate",
    "platform", "python", "java", "windows", "php", "postgres", "angular", "ios", "android", "appendix",
    "part", "form",
];
/// Words after "double" where it says how much.
const AFTER_DOUBLE: &[&str] =
    &["the", "our", "my", "their", "his", "her", "its", "what", "that", "in", "within", "as", "since", "by"];
/// Words before a bare year.
const BEFORE_A_YEAR: &[&str] = &[
    "in",
    "since",
    "by",
    "of",
    "from",
    "until",
    "till",
    "during",
    "early",
    "late",
    "mid",
    "year",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "through",
    "before",
    "after",
    "around",
    "q1",
    "q2",
    "q3",
    "q4",
    "christmas",
    "for",
    "to",
    "and",
    "between",
];

/// Whether the word at `at` says how much of something.
///
/// Bare years, dates, clock times, versions, ordinals, labels, 24/7 and list markers do not.
pub fn is_quantity(part: &Part<'_>, at: usize) -> bool {
    let low = part.text.low(at);
    if low.starts_with(|c: char| c.is_ascii_digit()) {
        return digits_count(part, at, low);
    }
    if part.has(at, Tag::Number) {
        // "A double booking" is a kind of thing, "double the price" a measure.
        let kind = low == "double"
            && !part.is(at + 1, AFTER_DOUBLE)
            && part.text.sentence_of(at).contains(&(at + 1));
        return !is_label(part, at) && !kind;
    }
    low == "one"
        && part.has(at + 1, Tag::Unit)
        && !part.is(
            at + 1,
            &[
                "day",
                "night",
                "morning",
                "evening",
                "afternoon",
                "person",
                "customer",
                "client",
                "step",
                "quarter",
                "sprint",
            ],
        )
}

fn digits_count(part: &Part<'_>, at: usize, low: &str) -> bool {
    let t = &part.text;
    let before = t.gap_before(at);
    let after = t.gap_before(at + 1);
    let money = before.ends_with(['$', '\u{20ac}', '\u{a3}', '\u{a5}', '\u{20b9}', '~', '<', '>', '+', '=']);
    if money || after.trim_start().starts_with('%') {
        return true;
    }
    if low.ends_with("st") || low.ends_with("nd") || low.ends_with("rd") || low.ends_with("th") {
        return false;
    }
    if low.ends_with("am") || low.ends_with("pm") || part.is(at + 1, &["am", "pm", "a.m", "p.m", "o'clock"]) {
        return false;
    }
    // Glued to its neighbor: a date, a clock time, 24/7, COVID-19.
    let digit_next = |i: usize| t.low(i).starts_with(|c: char| c.is_ascii_digit());
    let glue_before = at > 0 && matches!(before, "-" | "/" | ":");
    let glue_after = matches!(after, "/" | ":") && digit_next(at + 1) || after == "-" && is_dated(part, at);
    if glue_before && (before != "-" || is_dated(part, at - 1) || !digit_next(at - 1)) || glue_after {
        return false;
    }
    // A list marker at the start of a line.
    let line_start = at == 0 || before.contains('\n');
    if line_start && (after.starts_with(". ") || after.starts_with(')') || after.starts_with(':')) {
        return false;
    }
    if low.bytes().filter(|&b| b == b'.').count() > 1 || is_label(part, at) || is_year(part, at, low) {
        return false;
    }
    // A day of the month.
    let month = |i: Option<usize>| {
        i.is_some_and(|i| part.has(i, Tag::Month) && part.text.words.get(i).is_some_and(|w| w.capital))
    };
    !(month(at.checked_sub(1)) || month(Some(at + 1)))
}

fn is_label(part: &Part<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|i| {
        part.is(i, NAMES_A_THING) && !part.text.gap_before(at).contains([',', '.', ';', ':'])
    })
}

/// Whether the digits at `at` are the first of `2024-03-05` or stand inside it.
fn is_dated(part: &Part<'_>, at: usize) -> bool {
    let low = part.text.low(at);
    let four = low.len() == 4 && (low.starts_with("19") || low.starts_with("20"));
    four || (at > 1 && part.text.gap_before(at) == "-" && part.text.low(at - 1).len() == 4)
}

fn is_year(part: &Part<'_>, at: usize, low: &str) -> bool {
    let Ok(number) = low.parse::<u32>() else { return false };
    if low.len() != 4 || !(1950..=2049).contains(&number) {
        return false;
    }
    let led = at.checked_sub(1).is_some_and(|i| part.is(i, BEFORE_A_YEAR) || part.has(i, Tag::Month));
    led || !part.has(at + 1, Tag::Unit)
}

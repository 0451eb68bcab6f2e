//! Which words of a text are quantities: how much of something, not when, which or in what order.
//!
//! The one test of it: the coach's rules, the sheet of numbers and the cues all ask here. The words that it
//! knows are in `quantity.txt`.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashSet;

use super::calendar::month_names;
use super::phrases::{Phrases, Tag};
use super::text::Text;
use super::word_list::{Malformed, WordList};

/// What a word is to a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A number in words.
    Number,
    /// Something that is counted.
    Unit,
}

impl Tag for Role {
    fn bit(self) -> u128 {
        1 << self as u32
    }
}

/// The words of `quantity.txt`, ready to be looked up.
#[derive(Debug, Default)]
struct Known {
    roles: Phrases<Role>,
    one_of_many: HashSet<&'static str>,
    labels: HashSet<&'static str>,
    after_double: HashSet<&'static str>,
    before_a_year: HashSet<&'static str>,
    months: HashSet<&'static str>,
    measures: HashSet<&'static str>,
    changes: HashSet<&'static str>,
}

const HEADINGS: [&str; 8] =
    ["number", "unit", "one of many", "label", "after double", "before a year", "measure", "change"];

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let list = read().unwrap_or_default();
    let mut roles = Phrases::default();
    list.under("number").for_each(|phrase| roles.add(Role::Number, phrase));
    list.under("unit").for_each(|phrase| roles.add(Role::Unit, phrase));
    Known {
        roles,
        one_of_many: list.set("one of many"),
        labels: list.set("label"),
        after_double: list.set("after double"),
        before_a_year: list.set("before a year"),
        months: month_names().collect(),
        measures: list.set("measure"),
        changes: list.set("change"),
    }
});

fn read() -> Result<WordList, Malformed> {
    WordList::read(include_str!("quantity.txt"), &HEADINGS)
}

/// Signs of money and of more or less before an amount.
const BEFORE_AN_AMOUNT: [char; 10] =
    ['$', '\u{20ac}', '\u{a3}', '\u{a5}', '\u{20b9}', '~', '<', '>', '+', '='];

/// Whether a text holds a quantity.
pub fn has_quantity(text: &str) -> bool {
    !quantities(&Text::new(text)).is_empty()
}

/// The quantities of a text in order: single words, and numbers in several words such as "three quarters",
/// the longest at each place.
///
/// Bare years, dates, clock times, versions, ordinals, labels, 24/7 and list markers are none.
pub fn quantities(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for at in 0..text.words.len() {
        let entry = KNOWN.roles.entry(text.low(at));
        let rest = text.words.get(at + 1..text.sentence_of(at).end).unwrap_or(&[]);
        let long = entry.into_iter().flat_map(|e| e.going_on(rest.iter().map(|w| text.low_of(w))));
        let longest = long.filter(|(role, _)| *role == Role::Number).map(|(_, words)| words).max();
        if let Some(more) = longest {
            out.push(at..at + 1 + more);
        } else if is_quantity(text, at) {
            out.push(at..at + 1);
        }
    }
    out
}

/// Whether a word belongs to the amount before it: 3 days, 3.5 million.
pub fn is_measure(low: &str) -> bool {
    KNOWN.measures.contains(low)
}

/// Whether a number says by how much something changed: doubled, half.
pub fn is_change(low: &str) -> bool {
    KNOWN.changes.contains(low)
}

/// Whether a lower-case word is a number: three, half, million.
pub fn is_number(low: &str) -> bool {
    KNOWN.roles.has(low, Role::Number)
}

/// Whether a lower-case word is a number or a unit, or begins a number in several words.
pub fn is_known(low: &str) -> bool {
    KNOWN.roles.entry(low).is_some()
}

/// Whether the word at `at` alone says how much of something.
fn is_quantity(text: &Text<'_>, at: usize) -> bool {
    let low = text.low(at);
    if low.starts_with(char::is_numeric) {
        return is_amount(text, at, low);
    }
    if KNOWN.roles.has(low, Role::Number) {
        // "A double booking" is a kind of thing, "double the price" a measure.
        let kind = low == "double"
            && !KNOWN.after_double.contains(text.low(at + 1))
            && text.sentence_of(at).contains(&(at + 1));
        return !is_label(text, at) && !kind;
    }
    let next = text.low(at + 1);
    low == "one" && KNOWN.roles.has(next, Role::Unit) && !KNOWN.one_of_many.contains(next)
}

/// Whether digits are an amount.
fn is_amount(text: &Text<'_>, at: usize, low: &str) -> bool {
    let before = text.gap_before(at);
    let after = text.gap_before(at + 1);
    if before.ends_with(BEFORE_AN_AMOUNT) || after.trim_start().starts_with('%') {
        return true;
    }
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| low.ends_with(end));
    let clock = low.ends_with("am")
        || low.ends_with("pm")
        || matches!(text.low(at + 1), "am" | "pm" | "a.m" | "p.m" | "o'clock");
    let version = low.bytes().filter(|&b| b == b'.').count() > 1;
    !(ordinal
        || clock
        || version
        || is_glued(text, at)
        || is_list_marker(text, at)
        || is_label(text, at)
        || is_year(text, at, low)
        || is_day_of_month(text, at))
}

/// Whether digits are glued to a neighbor: a date, a clock time, 24/7, COVID-19.
fn is_glued(text: &Text<'_>, at: usize) -> bool {
    let (before, after) = (text.gap_before(at), text.gap_before(at + 1));
    let is_digit = |i: usize| text.low(i).starts_with(char::is_numeric);
    let glue_before = at > 0 && matches!(before, "-" | "/" | ":");
    let glue_after = matches!(after, "/" | ":") && is_digit(at + 1) || after == "-" && is_dated(text, at);
    glue_before && (before != "-" || is_dated(text, at - 1) || !is_digit(at - 1)) || glue_after
}

/// Whether digits at the start of a line number what follows: `1. `, `1)`, `1:`.
fn is_list_marker(text: &Text<'_>, at: usize) -> bool {
    let before = text.gap_before(at);
    let after = text.gap_before(at + 1);
    let line_start = at == 0 || before.contains('\n');
    // "(12)" alone numbers nothing.
    let alone = before.ends_with('(') && at + 1 == text.words.len();
    line_start && !alone && (after.starts_with(". ") || after.starts_with([')', ':']))
}

fn is_label(text: &Text<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|i| {
        KNOWN.labels.contains(text.low(i)) && !text.gap_before(at).contains([',', '.', ';', ':'])
    })
}

/// Whether the digits at `at` are the first of `2024-03-05` or stand inside it.
fn is_dated(text: &Text<'_>, at: usize) -> bool {
    let low = text.low(at);
    let four = low.len() == 4 && (low.starts_with("19") || low.starts_with("20"));
    four || (at > 1 && text.gap_before(at) == "-" && text.low(at - 1).len() == 4)
}

fn is_year(text: &Text<'_>, at: usize, low: &str) -> bool {
    let Ok(number) = low.parse::<u32>() else { return false };
    if low.len() != 4 || !(1950..=2049).contains(&number) {
        return false;
    }
    let led = at
        .checked_sub(1)
        .map(|i| text.low(i))
        .is_some_and(|before| KNOWN.before_a_year.contains(before) || KNOWN.months.contains(before));
    led || !KNOWN.roles.has(text.low(at + 1), Role::Unit)
}

fn is_day_of_month(text: &Text<'_>, at: usize) -> bool {
    let month =
        |i: usize| KNOWN.months.contains(text.low(i)) && text.words.get(i).is_some_and(|word| word.capital);
    at.checked_sub(1).is_some_and(month) || month(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let read = Text::new(text);
        quantities(&read).iter().map(|q| text.get(read.span(q)).unwrap()).collect()
    }

    #[test]
    fn the_list_is_well_formed() {
        let list = read().unwrap_or_else(|e| panic!("quantity.txt, {e}"));
        assert!(list.entries().all(|(_, entry)| entry == entry.to_lowercase()));
    }

    #[test]
    fn amounts_in_digits_and_words_are_quantities() {
        for (text, all) in [
            ("It cost $40k, then 3.5 %.", &["40k", "3.5"][..]),
            ("Three quarters of 1,200 users", &["Three quarters", "1,200"]),
            ("twenty-one of them", &["twenty", "one"][..1]),
            ("It took one week.", &["one"]),
            ("We doubled it: double the price.", &["doubled", "double"]),
            ("٣ أيام", &["٣"]),
            ("(12)", &["12"]),
            ("½ of it", &["½"]),
            ("10-15 people, 2000 customers", &["10", "15", "2000"]),
        ] {
            assert_eq!(found(text), all, "{text}");
        }
    }

    #[test]
    fn dates_times_labels_and_markers_are_none() {
        for text in [
            "In 2024 it was done on March 5, 2024-03-05.",
            "At 14:30 she came, at 9am, at 5 p.m. and at 3 o'clock.",
            "On the 3rd try we used v2, Q3 and version 3, phase two.",
            "24/7, COVID-19, 2.0.1",
            "1. called her\n2) wrote\n3: left",
            "One day one of them made a double booking.",
            "No.",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
            assert!(!has_quantity(text));
        }
    }

    #[test]
    fn measures_and_changes_are_known() {
        assert!(is_measure("days") && is_measure("million") && !is_measure("clients"));
        assert!(is_change("halved") && !is_change("three"));
        assert!(is_known("week") && is_known("three") && !is_known("clock"));
    }
}

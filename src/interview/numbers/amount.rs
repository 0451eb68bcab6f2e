//! The amounts of a text with their units, and what the words around each say of it.

use std::ops::Range;

use super::words::{Clue, WORDS};
use crate::language::Text;
use crate::language::phrases::Tag as _;
use crate::language::quantity::{is_change, is_measure, is_number, quantities};
use crate::language::stop_words::{Use, stop_words};

/// Most hedging words before an amount: "by well over 40 %".
pub(super) const HEDGES: usize = 4;
/// Most words between "from" and its amount, an amount and "to", "to" and its amount.
pub(super) const REACH: usize = 6;
/// Most words of the part of a sentence on either side of an amount.
const PART: usize = 40;
/// Most words from "saved" to what was saved.
const SAVED: usize = 7;

/// How an amount may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usable {
    /// It may stand alone.
    Alone,
    /// A span of time, a number in passing: only with another one as before and after.
    InPair,
    /// Never.
    Never,
}

/// A quantity with its unit: "3 days", "twenty-one", "40 percent", "18 of 20", "9 a week".
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) words: Range<usize>,
    pub(super) usable: Usable,
    /// What the words around it say it is: before, perhaps before, now, or a change ([`Clue::Moved`]).
    pub(super) clue: Option<Clue>,
}

pub(super) fn has(text: &Text<'_>, at: usize, clue: Clue) -> bool {
    WORDS.has(text.low(at), clue)
}

/// The words of a phrase with this clue that begins at `at`, within `inside`.
pub(super) fn phrase(text: &Text<'_>, at: usize, clue: Clue, inside: &Range<usize>) -> Option<usize> {
    let entry = WORDS.entry(text.low(at)).filter(|_| inside.contains(&at))?;
    let rest = text.words.get(at + 1..inside.end).unwrap_or(&[]);
    let longer = entry.going_on(rest.iter().map(|w| text.low_of(w))).filter(|(of, _)| *of == clue);
    longer
        .map(|(_, words)| words)
        .max()
        .map(|n| n + 1)
        .or_else(|| (entry.tags & clue.bit() != 0).then_some(1))
}

pub(super) fn amounts(text: &Text<'_>) -> Vec<Amount> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for found in quantities(text) {
        let sentence = text.sentence_of(found.start);
        let found = with_unit(text, found, &sentence);
        match out.last_mut() {
            // "percent" in "40 percent", the second half of "twenty-one", "10-15".
            Some(last) if found.start < last.end => last.end = last.end.max(found.end),
            Some(last) if found.start == last.end && is_hyphen(text.gap_before(found.start)) => {
                last.end = found.end;
            }
            Some(last) if is_thousands(text, last, &found) => last.end = found.end,
            Some(last) if sentence.contains(&last.start) && is_one(text, last, &found) => {
                last.end = found.end;
            }
            _ => out.push(found),
        }
    }
    out.into_iter()
        .map(|words| {
            let sentence = text.sentence_of(words.start);
            let clue = clue(text, &words, &sentence);
            let usable = match clue {
                _ if is_not_yet(text, &words, &sentence) => Usable::Never,
                Some(Clue::Moved) => Usable::Alone,
                _ if is_change(text.low(words.start)) && !text.low(words.start).starts_with("half") => {
                    Usable::Never
                }
                _ => usability(text, &words, &sentence),
            };
            Amount { words, usable, clue }
        })
        .collect()
}

/// The amount with the unit and the rate that follow it.
fn with_unit(text: &Text<'_>, mut words: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let joined = |at: usize| text.gap_before(at).chars().all(|c| matches!(c, ' ' | '%' | '-'));
    // "thirty-odd", "2/month"
    let odd = text.low(words.end) == "odd" && joined(words.end);
    let rate = text.gap_before(words.end) == "/" && is_rate(text, words.end);
    if words.end < sentence.end && (odd || rate) {
        words.end += 1;
    }
    while words.end < sentence.end && joined(words.end) && is_measure(text.low(words.end)) {
        words.end += 1;
    }
    if joined(words.end) && words.end < sentence.end && !is_change(text.low(words.start)) {
        let noun = |at: usize| at < sentence.end && text.gap_before(at) == " " && is_counted(text, at);
        if noun(words.end) {
            words.end += 1;
        } else if is_counted_time(text, words.end + 1) && noun(words.end + 1) && !is_function(text, words.end)
        {
            words.end += 2;
        }
    }
    let half = text.low(words.start) == "half" && matches!(text.low(words.end), "a" | "an");
    if half && words.end + 1 < sentence.end {
        words.end += 2;
    }
    let per = matches!(text.low(words.end), "a" | "an" | "per") && is_rate(text, words.end + 1);
    if per && words.end + 1 < sentence.end && joined(words.end) {
        words.end += 2;
    }
    words
}

/// Whether a number per this is a rate: 9 a week, 38k/mo.
fn is_rate(text: &Text<'_>, at: usize) -> bool {
    has(text, at, Clue::Rate) || matches!(text.low(at), "mo" | "yr" | "wk" | "hr" | "h" | "min" | "s")
}

/// Whether a word may be what is counted: a plural.
fn is_counted(text: &Text<'_>, at: usize) -> bool {
    let low = text.low(at);
    let plural = low.len() > 3 && low.ends_with('s') && !low.ends_with("ss") && !low.contains('\'');
    (plural || matches!(low, "people" | "children" | "men" | "women")) && !is_function(text, at)
}

fn is_counted_time(text: &Text<'_>, at: usize) -> bool {
    has(text, at, Clue::Time)
}

fn is_function(text: &Text<'_>, at: usize) -> bool {
    let low = text.low(at);
    stop_words(Use::Cue).contains(low) || low.starts_with(char::is_numeric) || is_measure(low)
}

/// Whether two neighbors are one amount: "18 of 20", "nine out of ten", "3 to 4 hours" after no "from".
fn is_one(text: &Text<'_>, first: &Range<usize>, next: &Range<usize>) -> bool {
    let between: Vec<&str> = (first.end..next.start).map(|at| text.low(at)).collect();
    match between.as_slice() {
        ["of"] | ["of", "the" | "my" | "our" | "their"] | ["out", "of"] | ["time", "in"] => true,
        ["in"] => matches!(text.low(first.start), "one" | "1"),
        ["to"] => {
            let before = first.start.checked_sub(1);
            let moves = before.is_some_and(|at| {
                matches!(text.low(at), "from" | "cut" | "reduced") || has(text, at, Clue::Moved)
            });
            let value = |at: usize| text.low(at).replace(',', "").parse::<f64>().ok();
            let rises = value(first.start).zip(value(next.start)).is_some_and(|(low, high)| low < high);
            first.len() == 1 && !moves && rises
        }
        _ => false,
    }
}

/// Whether a number goes on after a space: 48 000.
fn is_thousands(text: &Text<'_>, first: &Range<usize>, next: &Range<usize>) -> bool {
    let digits =
        |at: usize| Some(text.low(at)).filter(|low| low.bytes().all(|b| b.is_ascii_digit())).map(str::len);
    let space = matches!(text.gap_before(next.start), " " | "\u{a0}" | "\u{2009}" | "\u{202f}");
    space
        && first.len() == 1
        && first.end == next.start
        && digits(first.start).is_some_and(|n| n < 4)
        && digits(next.start) == Some(3)
}

/// Whether an amount is written with the sign or the name of a currency.
pub(super) fn is_money(text: &Text<'_>, words: &Range<usize>) -> bool {
    let named = |at: usize| has(text, at, Clue::Currency);
    let before =
        words.start.checked_sub(1).is_some_and(|at| text.gap_before(words.start) == " " && named(at));
    before
        || words.clone().any(named)
        || text.written(words).contains(['$', '\u{20ac}', '\u{a3}', '\u{a5}', '\u{20b9}'])
}

/// Whether an amount is in percent.
pub(super) fn is_share(text: &Text<'_>, words: &Range<usize>) -> bool {
    text.written(words).contains('%') || words.clone().any(|at| matches!(text.low(at), "percent" | "cent"))
}

fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}" | "\u{2013}")
}

/// The place of the first word before an amount that hedges nothing.
pub(super) fn before_hedges(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
    let mut at = words.start;
    for _ in 0..=HEDGES {
        at = at.checked_sub(1).filter(|at| sentence.contains(at))?;
        if !has(text, at, Clue::Hedge) || text.low(at) == "to" {
            return Some(at);
        }
    }
    Some(at)
}

/// Whether an amount was planned, hoped or feared, or stands beside a plan: "26 % above the goal".
fn is_not_yet(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> bool {
    let clause = part_of(text, words, sentence);
    let verb = is_change(text.low(words.start));
    let beside = !verb && clause.contains(&words.end) && has(text, words.end, Clue::BesidePlan);
    beside || clause.clone().any(|at| phrase(text, at, Clue::NotYet, &clause).is_some())
}

/// How an amount may be used that no word calls a change.
fn usability(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> Usable {
    let hyphenated = is_hyphen(text.gap_before(words.end)) && sentence.contains(&words.end);
    let said = |at: Option<usize>| at.filter(|at| sentence.contains(at)).map_or("", |at| text.low(at));
    let last = words.end - 1;
    let time = has(text, last, Clue::Time) || has(text, words.end, Clue::Time);
    let after = if has(text, words.end, Clue::Time) { words.end + 1 } else { words.end };
    let glued = is_hyphen(text.gap_before(words.start)) && words.start > sentence.start;
    if is_clock(text, words, sentence) {
        return Usable::Never;
    }
    if hyphenated || glued || time && matches!(text.low(after), "later" | "ago" | "old" | "early" | "late") {
        return Usable::Never;
    }
    let Some(before) = before_hedges(text, words, sentence) else {
        return if is_label(text, words, None, sentence) { Usable::InPair } else { Usable::Alone };
    };
    let group = said(before.checked_sub(1));
    if text.low(before) == "per"
        || text.low(before) == "of" && (WORDS.has(group, Clue::Group) || group == "out")
    {
        return Usable::Never;
    }
    let place = has(text, before, Clue::Place) && !is_share(text, words) && !is_money(text, words);
    let place = place && words.len() < 3;
    if time && has(text, before, Clue::Span) || place {
        return Usable::InPair;
    }
    if text.low(before) == "but" {
        return Usable::Never;
    }
    let known = |at: usize| has(text, at, Clue::Known) && sentence.contains(&at);
    if (known(before) || words.start > sentence.start && known(words.start - 1))
        && !follows_comparison(text, words, sentence)
    {
        return Usable::Never;
    }
    if is_label(text, words, Some(before), sentence) { Usable::InPair } else { Usable::Alone }
}

/// Whether an amount is a time of day: "at 7.30".
fn is_clock(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> bool {
    let at =
        words.start.checked_sub(1).filter(|at| sentence.contains(at)).is_some_and(|at| text.low(at) == "at");
    let low = text.low(words.start);
    let half = low.split_once('.').is_some_and(|(hour, minute)| hour.len() < 3 && minute.len() == 2);
    at && words.len() == 1 && half && !is_share(text, words) && !is_money(text, words)
}

/// Whether a number may be a name or an age: bare digits of which no word says that they are a value.
fn is_label(text: &Text<'_>, words: &Range<usize>, before: Option<usize>, sentence: &Range<usize>) -> bool {
    let low = text.low(words.start);
    let bare = words.len() == 1 && low.bytes().all(|b| b.is_ascii_digit()) && low.len() < 5;
    let signed = is_share(text, words) || is_money(text, words);
    let whose = before.and_then(|at| at.checked_sub(1)).filter(|at| sentence.contains(at));
    let somebody = matches!(whose.map_or("", |at| text.low(at)), "he" | "she" | "i" | "who");
    let value = before.is_some_and(|at| has(text, at, Clue::Value)) && !somebody
        || text.gap_before(words.start).contains(':')
        || matches!(text.low(words.end), "were" | "are" | "have") && sentence.contains(&words.end);
    bare && !signed && !value
}

/// What the words around an amount say it is.
fn clue(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> Option<Clue> {
    if follows_comparison(text, words, sentence) {
        return Some(Clue::Before);
    }
    if is_moved(text, words, sentence) {
        return Some(Clue::Moved);
    }
    let led = before_hedges(text, words, sentence).map_or("", |at| text.low(at));
    if led == "from" {
        return Some(Clue::Before);
    }
    let part = part_of(text, words, sentence);
    if is_remark_of_before(text, &part, sentence) || is_when_it_began(text, &part, sentence) {
        return Some(Clue::Before);
    }
    let clause = with_opening(text, part, sentence);
    let alone = numbers_in(text, &clause) <= numbers_in(text, words).max(1);
    // Of several amounts in a clause a word belongs to the one right after it.
    let near = clause.start.max(words.start.saturating_sub(REACH))..words.start;
    let says = |clue| {
        let within = if alone { &clause } else { &near };
        within.clone().any(|at| phrase(text, at, clue, within).is_some())
    };
    let end = text.low(clause.end - 1);
    if text.low(clause.start) == "before" || matches!(end, "before" | "then") {
        return Some(Clue::Before);
    }
    if matches!(end, "after" | "afterwards" | "afterward") {
        return Some(Clue::Now);
    }
    [Clue::Before, Clue::Now, Clue::PerhapsBefore, Clue::Was].into_iter().find(|&clue| says(clue))
}

/// Whether a part says what was, and of nothing else: "4.6 out of 5 (was 3.9)".
fn is_remark_of_before(text: &Text<'_>, part: &Range<usize>, sentence: &Range<usize>) -> bool {
    let aside = part.start == sentence.start || text.gap_before(part.start).contains('(');
    aside && matches!(text.low(part.start), "was" | "were" | "prev")
}

/// Whether the part after this one says that it was so at the beginning: "It was 29 when I took over."
fn is_when_it_began(text: &Text<'_>, part: &Range<usize>, sentence: &Range<usize>) -> bool {
    if !sentence.contains(&part.end) || text.low(part.end) != "when" {
        return false;
    }
    let next = part_of(text, &(part.end..part.end + 1), sentence);
    numbers_in(text, &next) == 0 && next.clone().any(|at| phrase(text, at, Clue::Began, &next).is_some())
}

/// Whether an amount stands right after "compared to", "down from", or a "not" after a comma.
fn follows_comparison(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> bool {
    let part = part_of(text, words, sentence);
    let near = part.start.max(words.start.saturating_sub(REACH))..words.start;
    let follows =
        |at: usize| phrase(text, at, Clue::Follows, &near).is_some_and(|n| words.start - at - n < 4);
    let denied = near.end.checked_sub(1).filter(|at| near.contains(at) && text.low(*at) == "not");
    near.clone().any(follows) || denied.is_some_and(|at| text.gap_before(at).contains(','))
}

/// A part of a sentence with the short one before it that has no number: "The year before, it was 9."
fn with_opening(text: &Text<'_>, part: Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    if part.start == sentence.start {
        return part;
    }
    let opening = part_of(text, &(part.start - 1..part.start), sentence);
    let short = opening.len() <= REACH && numbers_in(text, &opening) == 0;
    if short { opening.start..part.end } else { part }
}

/// How many words of a part are numbers.
fn numbers_in(text: &Text<'_>, part: &Range<usize>) -> usize {
    part.clone().filter(|&at| text.low(at).starts_with(char::is_numeric) || is_number(text.low(at))).count()
}

/// The part of a sentence between commas, semicolons, brackets and conjunctions that holds an amount.
pub(super) fn part_of(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let parts = |at: usize| {
        let gap = text.gap_before(at);
        let sign = gap.contains([',', ';', ':', '(', ')', '\u{2014}', '\u{2013}']) && !is_hyphen(gap);
        let word = matches!(
            text.low(at),
            "and" | "but" | "while" | "whereas" | "where" | "when" | "rather" | "instead"
        );
        sign || word
    };
    let first = sentence.start.max(words.start.saturating_sub(PART));
    let last = sentence.end.min(words.end + PART);
    let start = (first + 1..=words.start).rev().find(|&at| parts(at)).unwrap_or(first);
    let end = (words.end..last).find(|&at| parts(at)).unwrap_or(last);
    start..end
}

/// Whether an amount says by how much something changed.
fn is_moved(text: &Text<'_>, words: &Range<usize>, sentence: &Range<usize>) -> bool {
    let low = text.low(words.start);
    let before = before_hedges(text, words, sentence);
    let said = before.map_or("", |at| text.low(at));
    if low.starts_with("half") {
        let of_what = text.low(words.end) == "of" && text.low(words.end + 1) == "what"
            || matches!(text.low(words.end), "what" | "as")
            || matches!(said, "down" | "up");
        return low != "half" || matches!(said, "by" | "in") || of_what;
    }
    let compared = |at: usize| sentence.contains(&at) && phrase(text, at, Clue::Compared, sentence).is_some();
    let beside = matches!(text.low(words.end), "as" | "the" | "what") || compared(words.end);
    if matches!(low, "twice" | "thrice") || text.low(words.end - 1) == "times" {
        return beside && sentence.contains(&words.end);
    }
    if is_change(low) || low == "cut" || is_signed(text, words.start) {
        return true;
    }
    let before_that = before.and_then(|at| at.checked_sub(1)).filter(|at| sentence.contains(at));
    if said == "of" && before_that.is_some_and(|at| text.low(at) == "factor") {
        return true;
    }
    let moved = |at: usize| {
        let two = at.checked_sub(1).filter(|at| sentence.contains(at));
        has(text, at, Clue::Moved)
            || two.is_some_and(|two| phrase(text, two, Clue::Moved, &(two..at + 1)) == Some(2))
    };
    if let Some(by) = before.filter(|&at| text.low(at) == "by") {
        let clause = with_opening(text, part_of(text, words, sentence), sentence);
        return (clause.start..by).any(|at| has(text, at, Clue::Moved) || has(text, at, Clue::MovedBy));
    }
    // "It went down with 25 %" is how half of Europe says "by".
    let with = said == "with" && is_share(text, words) && before_that.is_some_and(moved);
    if with || before.is_some_and(moved) {
        return true;
    }
    let money_or_time = is_measure(text.low(words.end - 1)) || is_money(text, words);
    let back = sentence.start.max(words.start.saturating_sub(SAVED))..words.start;
    let clause = part_of(text, words, sentence);
    if money_or_time && back.into_iter().any(|at| has(text, at, Clue::Saved) && clause.contains(&at)) {
        return true;
    }
    // "60 % more books", "14 pallets more per day", "212 more students", but not "no more than".
    let gap = |at: usize| text.gap_before(at).chars().all(|c| matches!(c, ' ' | '%'));
    low.starts_with(char::is_numeric)
        && gap(words.end)
        && (compared(words.end) || gap(words.end + 1) && compared(words.end + 1))
}

/// Whether a number has a sign of its own: -45 %, +19 %.
fn is_signed(text: &Text<'_>, at: usize) -> bool {
    let gap = text.gap_before(at);
    let gap = gap.trim_end_matches(['$', '\u{20ac}', '\u{a3}', '\u{a5}', '\u{20b9}']);
    let Some(before) = gap.strip_suffix(['+', '-', '\u{2212}', '\u{2013}']) else { return false };
    // "The score is +41": the value itself.
    let value = at.checked_sub(1).is_some_and(|at| {
        before == " "
            && (has(text, at, Clue::Value) || matches!(text.low(at), "at" | "from" | "of" | "between"))
    });
    !value
        && text.low(at).starts_with(char::is_numeric)
        && (before.is_empty() && at == 0 || before.ends_with([' ', '(', '\n']))
}

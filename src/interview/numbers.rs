//! The numbers of a story's Result: what was, what changed, what is. English patterns; no judgement.

use crate::story::{Story, StoryId, one_line};

/// A sentence of a Result that holds a quantity, with what can be told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The story.
    pub story: StoryId,
    /// The sentence as it stands.
    pub sentence: String,
    /// What it was: "from 14".
    pub baseline: Option<String>,
    /// By how much it moved: "by 40 %", "doubled".
    pub change: Option<String>,
    /// What it came to: "0"; the only quantity where there is no more.
    pub result: Option<String>,
}

/// The most words between "from" and "to" that still belong together.
const REACH: usize = 6;

const WORDS: &[&str] = &[
    "zero",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
    "half",
    "twice",
    "double",
    "doubled",
    "doubling",
    "halved",
    "halving",
    "tripled",
    "triple",
    "quadrupled",
];
const CHANGES: &[&str] = &[
    "twice",
    "double",
    "doubled",
    "doubling",
    "halved",
    "halving",
    "half",
    "tripled",
    "triple",
    "quadrupled",
];
const UNITS: &[&str] = &[
    "%", "percent", "points", "hours", "hour", "minutes", "minute", "seconds", "days", "day", "weeks",
    "week", "months", "month", "years", "times", "thousand", "million", "billion", "hundred", "dollars",
    "euros", "pounds", "k", "m", "ms",
];

/// The numbers of a story: every sentence of its Result that holds a quantity, in order.
pub fn numbers(story: &Story) -> Vec<Number> {
    sentences(&story.result)
        .into_iter()
        .filter(|sentence| has_quantity(sentence))
        .map(|sentence| {
            let (baseline, change, result) = read(sentence);
            Number { story: story.id.clone(), sentence: one_line(sentence, 300), baseline, change, result }
        })
        .collect()
}

/// Whether a text holds a quantity: digits that are no bare year, clock time or ordinal, or a number word.
pub fn has_quantity(text: &str) -> bool {
    text.split_whitespace().any(is_quantity)
}

pub(super) fn is_quantity(word: &str) -> bool {
    let bare = bare(word);
    let lower = bare.to_lowercase();
    if WORDS.contains(&lower.as_str()) || lower.split('-').any(|part| WORDS.contains(&part)) {
        return true;
    }
    let digits = lower.chars().filter(|c| c.is_numeric()).count();
    let year = lower.len() == 4 && digits == 4 && (lower.starts_with("19") || lower.starts_with("20"));
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| lower.ends_with(end));
    let clock = lower.split_once(':').is_some_and(|(h, m)| h.len() <= 2 && m.len() == 2);
    // A name such as "v2" or "Q3" begins with a letter; a currency may stand before ("EUR3m" is rare).
    let named = lower.chars().next().is_some_and(char::is_alphabetic);
    let version = lower.matches('.').count() > 1 && !lower.contains(',');
    digits > 0 && !(year || ordinal || clock || named || version || lower.matches(['-', '/']).count() > 1)
}

/// The word without the punctuation around it; signs of amounts stay.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '$' | '€' | '£' | '¥' | '₹'))
}

/// What comes after these words is what was before: "nine days instead of three weeks".
const BEFORE: &[&[&str]] = &[
    &["instead", "of"],
    &["rather", "than"],
    &["compared", "to"],
    &["compared", "with"],
    &["down", "from"],
    &["up", "from"],
    &["where", "before"],
    &["before", "that"],
    &["before", "then"],
    &["used", "to"],
    &["had", "been"],
    &["previously"],
    &["until", "then"],
];
/// None of it at all.
const NONE: &[&str] = &["no", "none", "never", "nobody", "without"];

/// The quantity that was and the one that is, where the sentence sets one against the other.
fn contrast(words: &[&str], lower: &[String]) -> Option<(String, String, std::ops::Range<usize>)> {
    let says = |at: usize, said: &&&[&str]| {
        said.iter().enumerate().all(|(i, word)| lower.get(at + i).is_some_and(|w| w == word))
    };
    let (mark, after) = (0..words.len())
        .find_map(|at| BEFORE.iter().find(|said| says(at, said)).map(|m| (at, at + m.len())))?;
    let quantity = |at: &usize| words.get(*at).is_some_and(|w| is_quantity(w));
    let was = (after..words.len().min(after + REACH)).find(quantity)?;
    let none = || lower.iter().any(|w| NONE.contains(&w.as_str()));
    let is = (0..mark).find(quantity).or_else(|| (was + 1..words.len()).find(|at| quantity(at) && !none()));
    let baseline = amount(words, was, words.len());
    match is {
        Some(is) => Some((baseline, amount(words, is, words.len()), was.min(is)..was.max(is) + 1)),
        None if none() => Some((baseline, "0".to_owned(), was..was + 1)),
        None => None,
    }
}

/// Baseline, change and result of a sentence, as far as its words say them.
fn read(sentence: &str) -> (Option<String>, Option<String>, Option<String>) {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|w| bare(w).to_lowercase()).collect();
    let is = |at: usize, word: &str| lower.get(at).is_some_and(|w| w == word);
    let quantity = |at: usize| words.get(at).is_some_and(|w| is_quantity(w));
    let (mut baseline, mut result) = (None, None);
    let mut used = 0..0;
    // "from 14 to 0", "from 3 days to 4 hours", "14 to 0".
    for to in (0..words.len()).filter(|&at| is(at, "to")) {
        let Some(after) = (to + 1..words.len().min(to + 3)).find(|&at| quantity(at)) else { continue };
        let states = |at: usize| lower.get(at).is_some_and(|w| CHANGES.contains(&w.as_str()));
        let reach = to.saturating_sub(REACH)..to;
        let Some(before) = reach.into_iter().find(|&at| quantity(at) && !states(at)) else { continue };
        let tail = to - before <= 3 || is(before.wrapping_sub(1), "from");
        if tail {
            baseline = Some(amount(&words, before, to));
            result = Some(amount(&words, after, words.len()));
            used = before..after + 1;
            break;
        }
    }
    if let (None, Some((was, is, at))) = (&baseline, contrast(&words, &lower)) {
        (baseline, result, used) = (Some(was), Some(is), at);
    }
    let free = |at: &usize| !used.contains(at) && quantity(*at);
    let change = (0..words.len()).filter(free).find_map(|at| {
        let stated = lower.get(at).is_some_and(|w| CHANGES.contains(&w.as_str()));
        let amount = amount(&words, at, words.len());
        let moved = is(at.wrapping_sub(1), "by") || amount.contains('%') || amount.contains("percent");
        (stated || moved).then_some((at, amount))
    });
    if result.is_none() {
        let changed_at = change.as_ref().map(|(at, _)| *at);
        result = (0..words.len())
            .find(|&at| quantity(at) && Some(at) != changed_at)
            .map(|at| amount(&words, at, words.len()));
    }
    (baseline, change.map(|(_, amount)| amount), result)
}

/// The quantity at a place with its unit, as written, without the punctuation around it.
fn amount(words: &[&str], at: usize, end: usize) -> String {
    let mut out = words.get(at).map_or("", |w| bare(w)).to_owned();
    for word in words.get(at + 1..end).into_iter().flatten() {
        let previous_ends = words.get(at).is_some_and(|w| w.ends_with([',', '.', ';', ':']));
        let unit = bare(word).to_lowercase();
        if previous_ends || !UNITS.contains(&unit.as_str()) {
            break;
        }
        out.push(' ');
        out.push_str(bare(word));
        if word.ends_with([',', '.', ';', ':']) {
            break;
        }
    }
    out
}

/// The sentences of a text; a point inside a number or after a known abbreviation ends none.
pub fn sentences(text: &str) -> Vec<&str> {
    const ABBREVIATED: &[&str] =
        &["e.g.", "i.e.", "vs.", "approx.", "mr.", "ms.", "mrs.", "dr.", "inc.", "no.", "u.s."];
    let mut out = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let stop = matches!(c, '.' | '!' | '?' | '…');
        let wide = matches!(c, '。' | '\u{ff01}' | '\u{ff1f}' | '\n');
        let before_space = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if !(wide || stop && before_space) {
            continue;
        }
        let end = at + c.len_utf8();
        let sentence = text.get(start..end).unwrap_or("");
        let last = sentence.split_whitespace().next_back().unwrap_or("").to_lowercase();
        if c == '.' && ABBREVIATED.contains(&last.as_str()) {
            continue;
        }
        out.push(sentence.trim());
        start = end;
    }
    out.push(text.get(start..).unwrap_or("").trim());
    out.retain(|s| !s.is_empty());
    out
}

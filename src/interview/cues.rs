//! Suggests cues from a story's own words: what somebody said, and the fragments that its teller would remember.
//!
//! Which those are was learned from 80 stories whose tellers marked what they would remember: plain words, a number,
//! the end of a phrase. A fragment never begins or ends with a word that recalls nothing alone, unless it is quoted.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashSet;

use crate::language::Text;
use crate::language::quantity::quantities;
use crate::language::stop_words::{Use, stop_words};
use crate::language::word_list::{Malformed, WordList};
use crate::story::{Section, Story, one_line};

/// The separator between two fragments of a cue.
pub const BETWEEN: &str = " · ";
/// Most fragments of a cue that are quoted.
const QUOTED: usize = 2;
/// Most words per fragment, and per quotation.
const WORDS: usize = 5;
const SPOKEN: usize = 7;
/// Most graphemes per fragment, for text written without spaces.
const GRAPHEMES: usize = 48;
/// Most words examined per part.
const LOOKED_AT: usize = 1500;

/// What a word with a meaning of its own counts in a fragment, and a small word between two of them.
const MEANT: i32 = 5;
const SMALL: i32 = 1;
/// What a number counts, what the end of a phrase, and what a long word takes away: long words are abstract.
const NUMBER: i32 = 3;
const ENDS: i32 = 3;
const LONG: i32 = 3;
/// The letters of a word that is not long yet.
const LETTERS: usize = 8;

static EDGE: LazyLock<HashSet<&str>> = LazyLock::new(|| read().unwrap_or_default().set("edge"));

fn read() -> Result<WordList, Malformed> {
    WordList::read(include_str!("cues.txt"), &["edge"])
}

/// Most fragments of the cue for a part: most of what is remembered happens in the Action.
const fn most(section: Section) -> usize {
    match section {
        Section::Action => 5,
        Section::Task => 2,
        Section::Situation | Section::Result | Section::Lesson => 3,
    }
}

/// The cues as shown on a card: the user's own if there are any, else one suggested per written part, else
/// the story's name. Empty only for a blank story.
pub fn card(story: &Story) -> Vec<String> {
    let own: Vec<String> = story.cues.iter().filter(|c| !c.trim().is_empty()).cloned().collect();
    if !own.is_empty() {
        return own;
    }
    let suggested: Vec<String> = suggest(story).into_iter().map(|(_, cue)| cue).collect();
    if !suggested.is_empty() || story.is_blank() {
        return suggested;
    }
    let rest = [&story.headline, &story.customer, &story.happened];
    let named = rest.into_iter().map(|t| one_line(t, 60)).find(|t| !t.is_empty());
    vec![named.unwrap_or_else(|| story.name())]
}

/// One cue per part that has text, in telling order.
pub fn suggest(story: &Story) -> Vec<(Section, String)> {
    let written = Section::ALL.into_iter().filter(|&s| !story.section(s).trim().is_empty());
    written.map(|s| (s, cue(story.section(s), most(s)))).collect()
}

/// The cues for editing: the user's own if there are any, else one suggested for each of the four parts,
/// empty for a part without text. The first four belong to Situation, Task, Action and Result.
pub fn by_part(story: &Story) -> Vec<String> {
    if story.cues.iter().any(|c| !c.trim().is_empty()) {
        return story.cues.clone();
    }
    let suggested = |&section: &Section| {
        let text = story.section(section);
        if text.trim().is_empty() { String::new() } else { cue(text, most(section)) }
    };
    Section::STAR.iter().map(suggested).collect()
}

/// A cue of at most so many fragments for the text of one part, in text order; never empty unless the text is blank.
pub fn cue(text: &str, most: usize) -> String {
    let words = tokens(text);
    let mut chosen = spoken(text, &words);
    let mut ranked = fragments(&words);
    ranked.sort_by_key(|f| (f.lone, std::cmp::Reverse(f.score), f.words.start));
    for fragment in ranked {
        if chosen.len() >= most || fragment.lone && !chosen.is_empty() {
            break;
        }
        let text = fragment.text(&words);
        let apart = |c: &Chosen| c.words.end <= fragment.words.start || fragment.words.end <= c.words.start;
        if chosen.iter().all(|c| apart(c) && !c.text.eq_ignore_ascii_case(&text)) {
            chosen.push(Chosen { words: fragment.words, text });
        }
    }
    chosen.sort_by_key(|c| c.words.start);
    let cue = chosen.into_iter().map(|c| c.text).collect::<Vec<_>>().join(BETWEEN);
    if cue.is_empty() { one_line(text, 60) } else { cue }
}

/// The first fragments of a cue, as many as fit so many columns.
pub fn fitting(cue: &str, columns: usize) -> String {
    let mut out = String::new();
    for fragment in cue.split(BETWEEN) {
        let longer = if out.is_empty() { fragment.to_owned() } else { format!("{out}{BETWEEN}{fragment}") };
        if !out.is_empty() && one_line(&longer, columns) != longer {
            break;
        }
        out = longer;
    }
    one_line(&out, columns)
}

/// A word between blanks and punctuation.
#[derive(Debug)]
struct Token<'t> {
    text: &'t str,
    /// Its place in the text, in bytes.
    at: Range<usize>,
    /// Which of the amounts of the text it belongs to: "5 of 6" is one.
    amount: Option<usize>,
    /// Whether it recalls nothing alone.
    empty: bool,
    /// Whether a phrase ends after it.
    ends: bool,
}

/// A fragment of the cue, with the indexes of its words.
struct Chosen {
    words: Range<usize>,
    text: String,
}

/// A run of words that may become a fragment.
struct Fragment {
    words: Range<usize>,
    /// Whether it has less than two words with a meaning: a cue only if there is nothing else.
    lone: bool,
    score: i32,
}

impl Fragment {
    fn text(&self, words: &[Token<'_>]) -> String {
        let texts: Vec<&str> =
            words.get(self.words.clone()).unwrap_or_default().iter().map(|w| w.text).collect();
        one_line(&texts.join(" "), GRAPHEMES)
    }
}

/// The words of a text, at most [`LOOKED_AT`].
fn tokens(text: &str) -> Vec<Token<'_>> {
    let amounts = amounts(text);
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut end = 0;
    for token in text.split_whitespace() {
        let start = end + text.get(end..).and_then(|rest| rest.find(token)).unwrap_or(0);
        end = start + token.len();
        let begins_line = text.get(..start).is_some_and(|before| before.ends_with('\n'));
        let mut from = start;
        for part in token.split_inclusive(is_stop_without_blank) {
            let bare = part.trim_matches(|c: char| !c.is_alphanumeric() && !is_joined(c));
            let at = from + part.find(bare).unwrap_or(0);
            from += part.len();
            if let Some(last) = out.last_mut()
                && (begins_line || bare.is_empty() || part.starts_with(opens_phrase))
            {
                last.ends = true;
            }
            if bare.is_empty() {
                continue;
            }
            let at = at..at + bare.len();
            let amount = amounts.partition_point(|a| a.end <= at.start);
            out.push(Token {
                text: bare,
                amount: amounts.get(amount).filter(|a| a.start < at.end).map(|_| amount),
                empty: is_empty(bare),
                ends: part.ends_with(|c: char| ends_phrase(c) || is_stop_without_blank(c)),
                at,
            });
        }
        if out.len() >= LOOKED_AT {
            break;
        }
    }
    out
}

/// The places of the amounts of a text, in bytes; what stands around "of" is one.
fn amounts(text: &str) -> Vec<Range<usize>> {
    let read = Text::new(text);
    let mut out: Vec<Range<usize>> = Vec::new();
    // "One page" is a quantity, but not a memorable number.
    for words in quantities(&read).into_iter().filter(|words| read.low(words.start) != "one") {
        let found = read.span(&words);
        match out.last_mut() {
            Some(last) if matches!(text.get(last.end..found.start), Some(" of " | " out of ")) => {
                last.end = found.end;
            }
            _ => out.push(found),
        }
    }
    out
}

/// Whether a word recalls nothing alone.
fn is_empty(word: &str) -> bool {
    let low = word.replace('\u{2019}', "'").to_lowercase();
    let says = word.chars().any(|c| c.is_alphanumeric() || c == '%');
    !says || stop_words(Use::Cue).contains(low.as_str()) || EDGE.contains(low.as_str())
}

/// What is said in quotation marks, the first of it, in its marks.
fn spoken(text: &str, words: &[Token<'_>]) -> Vec<Chosen> {
    let read = Text::new(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < read.words.len() && out.len() < QUOTED {
        let length = read.words.iter().skip(at).take_while(|w| w.quoted).count();
        let first = at;
        at += length.max(1);
        if length < 2 {
            continue;
        }
        let span = read.span(&(first..first + length.min(SPOKEN)));
        let from = words.partition_point(|w| w.at.end <= span.start);
        let to = words.partition_point(|w| w.at.start < span.end);
        let said = one_line(text.get(span).unwrap_or_default(), 2 * GRAPHEMES);
        out.push(Chosen { words: from..to.max(from + 1), text: format!("\u{201c}{said}\u{201d}") });
    }
    out
}

/// The runs of words that begin and end with a word that recalls something, cross no end of a phrase and cut no amount.
fn fragments(words: &[Token<'_>]) -> Vec<Fragment> {
    let amount = |at: usize| words.get(at).and_then(|w| w.amount);
    let cuts = |at: usize| at > 0 && amount(at).is_some() && amount(at) == amount(at - 1);
    let mut out = Vec::new();
    for (start, _) in words.iter().enumerate().filter(|(at, w)| !w.empty && !cuts(*at)) {
        let (mut score, mut meant, mut number) = (0, 0, false);
        for (at, word) in words.iter().enumerate().skip(start).take(WORDS) {
            number |= word.amount.is_some();
            meant += usize::from(!word.empty);
            let long = word.text.chars().count() > LETTERS && word.amount.is_none();
            score += if word.empty { SMALL } else { MEANT } - if long { LONG } else { 0 };
            let owner = word.text.ends_with(['\'', '\u{2019}']) || word.text.ends_with("'s");
            if !word.empty && !owner && !cuts(at + 1) {
                let bonus = if number { NUMBER } else { 0 } + if word.ends { ENDS } else { 0 };
                let lone = meant < 2 && !is_without_blanks(word.text);
                out.push(Fragment { words: start..at + 1, lone, score: score + bonus });
            }
            if word.ends {
                break;
            }
        }
    }
    out
}

/// Whether a word is of a script without capitals, where a whole phrase is often written without blanks.
fn is_without_blanks(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// Punctuation that ends a phrase in a script without blanks.
fn is_stop_without_blank(c: char) -> bool {
    matches!(
        c,
        '、' | '。' | '\u{ff0c}' | '\u{ff01}' | '\u{ff1f}' | '\u{ff1b}' | '\u{ff1a}' | '،' | '۔' | '।'
    )
}

fn ends_phrase(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | '–' | '—' | '"' | '\u{201d}')
}

fn opens_phrase(c: char) -> bool {
    matches!(c, '(' | '[' | '"' | '\u{201c}')
}

/// A character that belongs to the adjacent word: a percent or currency sign, a combining mark.
fn is_joined(c: char) -> bool {
    matches!(c, '%' | '$' | '€' | '£' | '¥' | '₹' | '+' | '#') || !is_punctuation_or_space(c)
}

fn is_punctuation_or_space(c: char) -> bool {
    c.is_ascii_punctuation()
        || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '«' | '»' | '¿' | '¡' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_edges_is_well_formed() {
        read().unwrap_or_else(|e| panic!("cues.txt, {e}"));
    }
}

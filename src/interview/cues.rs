//! Cues suggested from a story's own words: its numbers and the first things it names, as short fragments.

use super::numbers::{has_quantity, is_quantity};
use crate::story::{Section, Story, one_line};

/// What stands between two fragments of a cue.
pub const BETWEEN: &str = " · ";
/// Fragments of a cue.
const FRAGMENTS: usize = 4;
/// Words of a fragment.
const WORDS: usize = 4;
/// Graphemes of a fragment, for text that is written without spaces.
const GRAPHEMES: usize = 36;
/// Fragments of a part that are looked at.
const PHRASES: usize = 400;

/// Words that carry no memory: they separate fragments and never stand in one.
const CONNECTING: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "all",
    "also",
    "always",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "each",
    "even",
    "every",
    "for",
    "from",
    "get",
    "go",
    "got",
    "had",
    "has",
    "have",
    "he",
    "her",
    "him",
    "his",
    "i",
    "i'd",
    "i'll",
    "i'm",
    "i've",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "made",
    "make",
    "me",
    "might",
    "mine",
    "most",
    "my",
    "myself",
    "of",
    "off",
    "on",
    "only",
    "or",
    "our",
    "ours",
    "out",
    "over",
    "own",
    "really",
    "said",
    "she",
    "should",
    "so",
    "some",
    "something",
    "still",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "they",
    "this",
    "through",
    "to",
    "told",
    "too",
    "under",
    "until",
    "up",
    "us",
    "very",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "would",
    "you",
    "your",
];

/// Words that may stand between a verb and what it is done to: "rewrote the report" is one fragment.
const BEFORE_A_NOUN: &[&str] =
    &["a", "an", "the", "my", "our", "his", "her", "its", "their", "this", "these", "those", "each", "every"];

/// Words that turn the next one round, and say nothing without it.
const NEGATIONS: &[&str] = &["not", "no", "never"];

/// The cues as a card shows them: the user's own where there are any, else one suggested for each written
/// part, else what the story is called. Empty only for a blank story.
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

/// One cue for each part that has text, in telling order.
pub fn suggest(story: &Story) -> Vec<(Section, String)> {
    let written = Section::ALL.into_iter().filter(|&s| !story.section(s).trim().is_empty());
    written.map(|s| (s, cue(story.section(s)))).collect()
}

/// The cues as they are edited: the user's own where there are any, else one suggested for each of the four
/// parts, empty where a part has no text. The first four belong to Situation, Task, Action and Result.
pub fn by_part(story: &Story) -> Vec<String> {
    if story.cues.iter().any(|c| !c.trim().is_empty()) {
        return story.cues.clone();
    }
    Section::STAR
        .iter()
        .map(|&s| if story.section(s).trim().is_empty() { String::new() } else { cue(story.section(s)) })
        .collect()
}

/// A cue for the text of one part: up to four fragments in the order of the text, those with a number
/// first chosen; never empty where the text is not blank.
pub fn cue(text: &str) -> String {
    let phrases = phrases(text);
    let mut ranked: Vec<(usize, &String)> = phrases.iter().enumerate().collect();
    // A number is remembered best, but not alone; a lone small word says least; what came first leads on.
    ranked.sort_by_key(|(at, phrase)| match (phrase.contains(' ') && has_quantity(phrase), says(phrase)) {
        (true, _) => (0, *at),
        (false, true) => (1, *at),
        (false, false) => (2, *at),
    });
    // Numbers may take all places but the first: the start of the part is what leads into it.
    let first = ranked.iter().copied().filter(|&(at, p)| at < 3 && !has_quantity(p)).take(1);
    let mut chosen: Vec<(usize, &String)> = first.collect();
    // A lone word is a cue only where there is little else.
    if ranked.iter().filter(|(_, p)| says(p)).count() > 1 {
        ranked.retain(|(_, p)| says(p));
        chosen.retain(|(_, p)| says(p));
    }
    for candidate in ranked {
        if chosen.len() < FRAGMENTS && !chosen.iter().any(|(_, p)| *p == candidate.1) {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|&(at, _)| at);
    let cue = chosen.into_iter().map(|(_, p)| p.as_str()).collect::<Vec<_>>().join(BETWEEN);
    if cue.is_empty() { one_line(text, 60) } else { cue }
}

/// Whether a fragment says something by itself: two words, a name, a figure, but not "three" or "12th".
fn says(phrase: &str) -> bool {
    let figure = has_quantity(phrase) && !phrase.chars().any(char::is_alphabetic);
    let word = phrase.chars().any(char::is_alphabetic) && !has_quantity(phrase) && is_name(phrase);
    phrase.contains(' ') || figure || word
}

/// Whether a fragment begins with a capital, or is of a script that has none.
fn is_name(phrase: &str) -> bool {
    phrase.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// The fragments of a text: runs of telling words, at most four each.
fn phrases(text: &str) -> Vec<String> {
    let mut runs = Runs::default();
    for line in text.lines() {
        let mut tokens = line.split_whitespace().peekable();
        while let Some(token) = tokens.next() {
            if runs.closed.len() >= PHRASES {
                return runs.closed;
            }
            let next = tokens.peek().is_some_and(|t| is_quantity(t));
            for (piece, ends) in pieces(token) {
                runs.word(piece, next && !ends);
                if ends {
                    runs.close();
                }
            }
        }
        runs.close();
    }
    runs.closed
}

/// Runs of telling words that were closed, and the one being gathered.
#[derive(Default)]
struct Runs<'t> {
    closed: Vec<String>,
    run: Vec<&'t str>,
    telling: usize,
}

impl<'t> Runs<'t> {
    /// Takes a word into the run, or closes it where the word carries nothing.
    fn word(&mut self, word: &'t str, number_next: bool) {
        let lower = word.replace('\u{2019}', "'").to_lowercase();
        let after_number = self.run.last().is_some_and(|w| is_quantity(w));
        // "9 a week", "from 14 to 0": the small word holds the number together.
        let joins = match lower.as_str() {
            "a" | "an" => after_number,
            "to" => number_next && self.run.iter().any(|w| is_quantity(w)),
            _ => false,
        };
        if joins {
            self.run.push(word);
            return;
        }
        let verb = self.run.len() == 1 && !after_number && self.run.last().is_some_and(|w| !is_name(w));
        if verb && BEFORE_A_NOUN.contains(&lower.as_str()) {
            return;
        }
        if NEGATIONS.contains(&lower.as_str()) {
            self.run.push(word);
            return;
        }
        if CONNECTING.contains(&lower.as_str()) || !word.chars().any(|c| c.is_alphanumeric() || c == '%') {
            self.close();
            return;
        }
        self.run.push(word);
        self.telling += 1;
        if self.telling == WORDS {
            self.close();
        }
    }

    fn close(&mut self) {
        let small = |w: &&str| {
            let low = w.to_lowercase();
            ["a", "an", "to"].contains(&low.as_str()) || NEGATIONS.contains(&low.as_str())
        };
        while self.run.last().is_some_and(small) {
            self.run.pop();
        }
        if !self.run.is_empty() {
            self.closed.push(one_line(&self.run.join(" "), GRAPHEMES));
        }
        self.run.clear();
        self.telling = 0;
    }
}

/// A token without the punctuation around it, cut where a script without spaces ends a phrase; each with
/// whether a phrase ends after it.
fn pieces(token: &str) -> Vec<(&str, bool)> {
    let wide = |c: char| {
        matches!(
            c,
            '、' | '。' | '\u{ff0c}' | '\u{ff01}' | '\u{ff1f}' | '\u{ff1b}' | '\u{ff1a}' | '،' | '۔' | '।'
        )
    };
    let mut out: Vec<(&str, bool)> = Vec::new();
    for part in token.split_inclusive(wide) {
        let ends = part.ends_with(|c: char| {
            wide(c) || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | '–' | '—')
        });
        let bare = |c: char| !c.is_alphanumeric() && !is_joined(c);
        out.push((part.trim_matches(bare), ends));
    }
    out
}

/// A character that belongs to the word it stands at: a percent or currency sign, a combining mark.
fn is_joined(c: char) -> bool {
    matches!(c, '%' | '$' | '€' | '£' | '¥' | '₹' | '+' | '#') || !is_punctuation_or_space(c)
}

fn is_punctuation_or_space(c: char) -> bool {
    c.is_ascii_punctuation()
        || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '«' | '»' | '¿' | '¡' | '·')
}

//! Suggests cues from a story's own words: its numbers and the first things it names, as short fragments.

use std::ops::Range;

use crate::language::Text;
use crate::language::quantity::quantities;
use crate::language::stop_words::{Use, stop_words};
use crate::story::{Section, Story, one_line};

/// The separator between two fragments of a cue.
pub const BETWEEN: &str = " · ";
/// Most fragments per cue.
const FRAGMENTS: usize = 4;
/// Most words per fragment.
const WORDS: usize = 4;
/// Most graphemes per fragment, for text written without spaces.
const GRAPHEMES: usize = 36;
/// Most fragments examined per part.
const LOOKED_AT: usize = 400;

/// Words that may come between a verb and its object: "rewrote the report" is one fragment.
const BEFORE_A_NOUN: &[&str] =
    &["a", "an", "the", "my", "our", "his", "her", "its", "their", "this", "these", "those", "each", "every"];

/// Words that negate the next one and mean nothing without it.
const NEGATIONS: &[&str] = &["not", "no", "never"];

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
    written.map(|s| (s, cue(story.section(s)))).collect()
}

/// The cues for editing: the user's own if there are any, else one suggested for each of the four parts,
/// empty for a part without text. The first four belong to Situation, Task, Action and Result.
pub fn by_part(story: &Story) -> Vec<String> {
    if story.cues.iter().any(|c| !c.trim().is_empty()) {
        return story.cues.clone();
    }
    Section::STAR
        .iter()
        .map(|&s| if story.section(s).trim().is_empty() { String::new() } else { cue(story.section(s)) })
        .collect()
}

/// A cue for the text of one part: up to four fragments in text order, preferring those with a number; never
/// empty unless the text is blank.
pub fn cue(text: &str) -> String {
    let fragments = fragments(text);
    let mut ranked: Vec<(usize, &Fragment)> = fragments.iter().enumerate().collect();
    // Rank: numbers with a word to go with them first, lone small words last, otherwise in text order.
    ranked.sort_by_key(|(at, f)| match (f.text.contains(' ') && f.quantity, f.says_something()) {
        (true, _) => (0, *at),
        (false, true) => (1, *at),
        (false, false) => (2, *at),
    });
    // One place is reserved for the start of the part; numbers may take the others.
    let first = ranked.iter().copied().filter(|&(at, f)| at < 3 && !f.quantity).take(1);
    let mut chosen: Vec<(usize, &Fragment)> = first.collect();
    // A lone word is a cue only if there is little else.
    if ranked.iter().filter(|(_, f)| f.says_something()).count() > 1 {
        ranked.retain(|(_, f)| f.says_something());
        chosen.retain(|(_, f)| f.says_something());
    }
    for candidate in ranked {
        if chosen.len() < FRAGMENTS && !chosen.iter().any(|(_, f)| f.text == candidate.1.text) {
            chosen.push(candidate);
        }
    }
    chosen.sort_by_key(|&(at, _)| at);
    let cue = chosen.into_iter().map(|(_, f)| f.text.as_str()).collect::<Vec<_>>().join(BETWEEN);
    if cue.is_empty() { one_line(text, 60) } else { cue }
}

/// A run of content words.
struct Fragment {
    text: String,
    quantity: bool,
}

impl Fragment {
    /// Whether it means something by itself: two words, a name, a figure, but not "three" or "12th".
    fn says_something(&self) -> bool {
        let letters = self.text.chars().any(char::is_alphabetic);
        let figure = self.quantity && !letters;
        let word = letters && !self.quantity && is_name(&self.text);
        self.text.contains(' ') || figure || word
    }
}

/// Whether a fragment is capitalized, or of a script without capitals.
fn is_name(fragment: &str) -> bool {
    fragment.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// A token between blanks, and whether it is part of a quantity.
#[derive(Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    quantity: bool,
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let text = Text::new(line);
    // "One page" is a quantity, but not a memorable number.
    let remembered = quantities(&text).into_iter().filter(|words| text.low(words.start) != "one");
    let quantities: Vec<Range<usize>> = remembered.map(|words| text.span(&words)).collect();
    let mut end = 0;
    let token = |token: &'_ str| {
        let start = end + line.get(end..).and_then(|rest| rest.find(token)).unwrap_or(0);
        end = start + token.len();
        let next = quantities.partition_point(|q| q.end <= start);
        quantities.get(next).is_some_and(|q| q.start < end)
    };
    line.split_whitespace().scan(token, |token, text| Some(Token { text, quantity: token(text) })).collect()
}

/// The fragments of a text: runs of content words, at most four words each.
fn fragments(text: &str) -> Vec<Fragment> {
    let mut runs = Runs::default();
    for line in text.lines() {
        let mut tokens = tokens(line).into_iter().peekable();
        while let Some(token) = tokens.next() {
            if runs.closed.len() >= LOOKED_AT {
                return runs.closed;
            }
            let next = tokens.peek().is_some_and(|t| t.quantity);
            for (text, ends) in pieces(token.text) {
                runs.word(Token { text, ..token }, next && !ends);
                if ends {
                    runs.close();
                }
            }
        }
        runs.close();
    }
    runs.closed
}

/// The completed runs of content words and the current one.
#[derive(Default)]
struct Runs<'t> {
    closed: Vec<Fragment>,
    run: Vec<Token<'t>>,
    telling: usize,
}

impl<'t> Runs<'t> {
    /// Adds a word to the current run, or ends the run at a word without content.
    fn word(&mut self, word: Token<'t>, number_next: bool) {
        let lower = word.text.replace('\u{2019}', "'").to_lowercase();
        let after_number = self.run.last().is_some_and(|w| w.quantity);
        // "9 a week", "from 14 to 0": the small word joins the numbers.
        let joins = match lower.as_str() {
            "a" | "an" => after_number,
            "to" => number_next && self.run.iter().any(|w| w.quantity),
            _ => false,
        };
        if joins {
            self.run.push(word);
            return;
        }
        let verb = self.run.len() == 1 && !after_number && self.run.last().is_some_and(|w| !is_name(w.text));
        if verb && BEFORE_A_NOUN.contains(&lower.as_str()) {
            return;
        }
        if NEGATIONS.contains(&lower.as_str()) {
            self.run.push(word);
            return;
        }
        let empty = stop_words(Use::Cue).contains(lower.as_str());
        if empty || !word.text.chars().any(|c| c.is_alphanumeric() || c == '%') {
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
        let small = |word: &Token<'_>| {
            let low = word.text.to_lowercase();
            ["a", "an", "to"].contains(&low.as_str()) || NEGATIONS.contains(&low.as_str())
        };
        while self.run.last().is_some_and(small) {
            self.run.pop();
        }
        if !self.run.is_empty() {
            let words: Vec<&str> = self.run.iter().map(|word| word.text).collect();
            let quantity = self.run.iter().any(|word| word.quantity);
            self.closed.push(Fragment { text: one_line(&words.join(" "), GRAPHEMES), quantity });
        }
        self.run.clear();
        self.telling = 0;
    }
}

/// A token without surrounding punctuation, split where a script without spaces ends a phrase; each piece
/// with whether a phrase ends after it.
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

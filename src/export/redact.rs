//! Redaction: masks what the user marked and what looks private in everything that is exported.

use std::ops::Range;

use super::MASK;
use crate::interview::{Preparation, Round};
use crate::questions::{Bank, Prompt};
use crate::story::{FIELDS, Redaction, Story};

/// A masked text, for the list that is shown before anything is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text as it first appeared.
    pub text: String,
    /// How often it was masked, in any case.
    pub times: usize,
}

/// Masks the words that the user marked and the ranges that a finder of private data returns.
pub struct Redactor<'a> {
    words: Vec<String>,
    /// The parts of marked names: "Marta Lindqvist" also masks "Marta".
    parts: Vec<String>,
    finder: &'a dyn Fn(&str) -> Vec<Range<usize>>,
    masked: Vec<Masked>,
}

impl<'a> Redactor<'a> {
    /// A redactor for these words (companies, people, numbers) and this finder, which returns byte ranges.
    pub fn new(words: &[String], finder: &'a dyn Fn(&str) -> Vec<Range<usize>>) -> Self {
        let words: Vec<String> =
            words.iter().map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
        let parts = words.iter().flat_map(|w| name_parts(w)).map(str::to_owned).collect();
        Self { words, parts, finder, masked: Vec::new() }
    }

    /// What was masked so far, in order of first appearance.
    pub fn masked(&self) -> &[Masked] {
        &self.masked
    }

    /// The text with [`MASK`] where something was masked.
    pub fn text(&mut self, text: &str) -> String {
        let mut ranges: Vec<Range<usize>> = self.words.iter().flat_map(|w| occurrences(text, w)).collect();
        let is_name = |range: &Range<usize>| text.get(range.clone()).is_some_and(is_capitalized);
        ranges.extend(self.parts.iter().flat_map(|part| occurrences(text, part)).filter(is_name));
        ranges.extend((self.finder)(text).into_iter().map(|r| on_boundaries(text, &r)));
        ranges.retain(|r| r.start < r.end);
        ranges.sort_by_key(|r| (r.start, r.end));
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        let mut ranges = ranges.into_iter().peekable();
        while let Some(mut range) = ranges.next() {
            while let Some(next) = ranges.next_if(|next| next.start < range.end) {
                range.end = range.end.max(next.end);
            }
            out.push_str(text.get(at..range.start).unwrap_or(""));
            out.push_str(MASK);
            self.note(text.get(range.clone()).unwrap_or(""));
            at = range.end;
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }

    fn note(&mut self, text: &str) {
        let same = |m: &&mut Masked| m.text.to_lowercase() == text.to_lowercase();
        match self.masked.iter_mut().find(same) {
            Some(there) => there.times += 1,
            None => self.masked.push(Masked { text: text.to_owned(), times: 1 }),
        }
    }

    /// A story redacted field by field, each as its row of [`FIELDS`] says; keys that this program does not know
    /// are left out, for they could hold anything.
    pub fn story(&mut self, story: &Story) -> Story {
        let mut out = story.clone();
        for field in &FIELDS {
            match field.redaction {
                Redaction::Keep => {}
                Redaction::Clear => field.clear(&mut out),
                Redaction::Mask => {
                    for text in field.texts_mut(&mut out) {
                        *text = self.text(text);
                    }
                }
            }
        }
        out.extra.clear();
        out
    }

    /// A preparation with the exported texts masked: names, roles, questions to ask.
    pub fn preparation(&mut self, preparation: &Preparation) -> Preparation {
        let rounds = preparation.rounds.iter().map(|round| Round {
            interviewer: self.text(&round.interviewer),
            title: self.text(&round.title),
            ..round.clone()
        });
        let rounds = rounds.collect();
        Preparation {
            company: self.text(&preparation.company),
            role: self.text(&preparation.role),
            date: preparation.date,
            rounds,
            ask_them: preparation.ask_them.iter().map(|q| self.text(q)).collect(),
            ..Preparation::default()
        }
    }

    /// The bank with its wording masked: the user's own questions may name somebody.
    pub fn bank(&mut self, bank: &Bank) -> Bank {
        bank.reworded(|p| Prompt { text: self.text(&p.text), ..p.clone() })
    }
}

/// The words of a name of two or three capitalized words, without the small ones; none for any other text.
fn name_parts(marked: &str) -> Vec<&str> {
    let words: Vec<&str> = marked.split_whitespace().collect();
    let small =
        |word: &str| word.chars().count() < 3 || matches!(word, "The" | "And" | "For" | "Inc." | "Ltd.");
    if !matches!(words.len(), 2 | 3) || !words.iter().all(|w| is_capitalized(w)) {
        return Vec::new();
    }
    words.into_iter().filter(|word| !small(word)).collect()
}

fn is_capitalized(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The range widened to character boundaries and clamped to the text.
fn on_boundaries(text: &str, range: &Range<usize>) -> Range<usize> {
    let end = range.end.min(text.len());
    let start = (0..=range.start.min(end)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let end = (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    start..end
}

/// The ranges where a phrase occurs as whole words, ignoring case and the amount of white space.
fn occurrences(text: &str, word: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = folded(word).map(|(_, c)| c).collect();
    let letters: Vec<(usize, char)> = folded(text).collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(window) = letters.get(at..at + wanted.len()) {
        at += 1;
        let same = window.iter().map(|&(_, c)| c).eq(wanted.iter().copied());
        let (Some(first), Some(last), true) = (window.first(), window.last(), same) else { continue };
        let end = text.get(last.0..).and_then(|t| t.chars().next()).map_or(0, |c| last.0 + c.len_utf8());
        if !inside_word(text, first.0) && !inside_word(text, end) {
            out.push(first.0..end);
        }
    }
    out
}

/// The lower-cased characters of a text with their offsets, white space collapsed.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut space = false;
    text.char_indices()
        .filter(move |&(_, c)| {
            let double = space && c.is_whitespace();
            space = c.is_whitespace();
            !double
        })
        .flat_map(|(at, c)| {
            let c = if c.is_whitespace() { ' ' } else { c };
            c.to_lowercase().map(move |lower| (at, lower))
        })
}

/// Whether an offset lies within a word or a number.
///
/// `false` in doubt, because masking too much is the safe side: a change of case, a change between letters and
/// digits, and every letter of a script without spaces count as a boundary.
fn inside_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at..).and_then(|t| t.chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    let cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let digits = before.is_numeric() && after.is_numeric();
    digits || cased(before) && cased(after) && !(before.is_lowercase() && after.is_uppercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn none(_: &str) -> Vec<Range<usize>> {
        Vec::new()
    }

    fn mask(text: &str, words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        Redactor::new(&words, &none).text(text)
    }

    #[test]
    fn marked_words_are_masked_and_longer_words_are_not() {
        for (text, word, masked) in [
            ("Acme's ACME, acme.", "Acme", "[masked]'s [masked], [masked]."),
            ("Annual Ann", "ann", "Annual [masked]"),
            ("14 of 2014, 14k, 14.", "14", "[masked] of 2014, [masked]k, [masked]."),
            ("Jane\n Doe's desk", "jane doe", "[masked]'s desk"),
            ("田中さんは", "田中", "[masked]さんは"),
            ("AcmeCorp", "Acme", "[masked]Corp"),
            ("Große Straße", "GROSSE", "Große Straße"),
            ("İstanbul!", "İstanbul", "[masked]!"),
        ] {
            assert_eq!(mask(text, &[word]), masked, "{text} {word}");
        }
        assert_eq!(mask("Jane Doe", &["Jane", "Jane Doe", " "]), "[masked]");
    }

    #[test]
    fn a_marked_name_is_masked_where_only_a_part_of_it_stands() {
        let text = "I showed Marta the cause. Ms Lindqvist's team, marta@home, martially: A Rose rose.";
        let masked =
            "I showed [masked] the cause. Ms [masked]'s team, marta@home, martially: A [masked] rose.";
        assert_eq!(mask(text, &["Marta Lindqvist", "The Rose"]), masked);
        // Only names of two or three words, each with a capital.
        let text = "The Bank paid. One big day.";
        assert_eq!(mask(text, &["the Bank of Malmö", "A Big Day"]), text);
    }

    #[test]
    fn what_was_masked_is_listed_with_the_finders_findings() {
        let finder = |text: &str| text.match_indices('@').map(|(at, _)| at - 1..at + 2).collect();
        let mut redactor = Redactor::new(&["Acme".to_owned()], &finder);
        assert_eq!(redactor.text("Acme a@b ACME é@b"), "[masked] [masked] [masked] [masked]");
        let listed: Vec<_> = redactor.masked().iter().map(|m| (m.text.as_str(), m.times)).collect();
        assert_eq!(listed, [("Acme", 2), ("a@b", 1), ("é@b", 1)]);
    }

    proptest! {
        #[test]
        fn nothing_marked_is_left(text in "([ab é]|Acme|14|\\PC){0,20}", words in prop::collection::vec("(Acme|14|a b|\\PC{1,3})", 0..4)) {
            let mut redactor = Redactor::new(&words, &none);
            let masked = redactor.text(&text);
            for word in words.iter().filter(|w| !w.trim().is_empty()) {
                prop_assert!(masked.split(MASK).all(|rest| occurrences(rest, word.trim()).is_empty()), "{masked}");
            }
            prop_assert_eq!(redactor.masked().is_empty(), masked == text);
        }
    }

    #[test]
    fn no_field_of_a_story_leaves_with_a_word_that_is_to_be_masked() {
        let finder =
            |text: &str| text.match_indices("zqmark").map(|(at, mark)| at..at + mark.len()).collect();
        let story = crate::story::marked();
        let redacted = Redactor::new(&[], &finder).story(&story);
        let (before, after) =
            (serde_json::to_value(&story).unwrap(), serde_json::to_value(&redacted).unwrap());
        assert!(!after.to_string().contains("zqmark"), "{after}");
        for field in &FIELDS {
            let (before, after) = (&before[field.key], &after[field.key]);
            match field.redaction {
                Redaction::Keep => assert_eq!(before, after, "{}", field.key),
                Redaction::Mask => assert!(after.to_string().contains(MASK), "{}: {after}", field.key),
                Redaction::Clear => assert_eq!(after.to_string(), "[]", "{}", field.key),
            }
        }
    }

    #[test]
    fn a_question_of_somebodys_own_is_masked_and_still_found() {
        let entry =
            serde_json::json!({"id": "x", "principle": "ownership", "text": "What did Acme not see?"});
        let mut bank = Bank::built_in();
        bank.add_own(crate::questions::own(&serde_json::json!({ "prompts": [entry] })));
        let finder = |_: &str| Vec::new();
        let masked = Redactor::new(&["Acme".to_owned()], &finder).bank(&bank);
        let id = crate::story::PromptId::new(crate::questions::OWN, "x");
        assert_eq!(masked.prompt(&id).unwrap().text, "What did [masked] not see?");
    }
}

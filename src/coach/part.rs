//! One part of a story: its words, their tags, and its quantities.

use std::ops::Range;

use super::lexicon::{self, Tag};
use crate::language::phrases::Tag as _;
use crate::language::{Text, quantity};

/// A part of the story, tokenized and tagged.
pub struct Part<'a> {
    pub text: Text<'a>,
    /// The tags of each single word, as a bit set.
    tags: Vec<u128>,
    /// The phrases of more than one word, ordered by first word.
    phrases: Vec<(Tag, Range<usize>)>,
    /// The tags of all words and phrases: most rules ask for one that a part does not have.
    present: u128,
    /// The indexes of the first words of quantities.
    quantities: Vec<usize>,
}

impl<'a> Part<'a> {
    /// Tokenizes and tags a text.
    pub fn new(text: &'a str) -> Self {
        let text = Text::new(text);
        let mut part = Self {
            tags: Vec::with_capacity(text.words.len()),
            phrases: Vec::new(),
            present: 0,
            quantities: Vec::new(),
            text,
        };
        part.look_up();
        let words = part.tags.iter().fold(0, |all, tags| all | tags);
        part.present = part.phrases.iter().fold(words, |all, (tag, _)| all | tag.bit());
        part.quantities = quantity::quantities(&part.text).iter().map(|words| words.start).collect();
        part
    }

    fn look_up(&mut self) {
        let text = &self.text;
        for (at, word) in text.words.iter().enumerate() {
            let Some((entry, tags)) = lexicon::tagged(text.low_of(word)) else {
                self.tags.push(0);
                continue;
            };
            self.tags.push(tags);
            let end = text.sentence_of(at).end;
            let rest = text.words.get(at + 1..end).unwrap_or(&[]);
            let going_on = entry.going_on(rest.iter().map(|w| text.low_of(w)));
            self.phrases.extend(going_on.map(|(tag, words)| (tag, at..at + 1 + words)));
        }
    }

    /// Whether a single word has a tag.
    pub fn has(&self, at: usize, tag: Tag) -> bool {
        self.tags.get(at).is_some_and(|t| t & tag.bit() != 0)
    }

    /// Whether a word is one of these, which are in lower case.
    pub fn is(&self, at: usize, any: &[&str]) -> bool {
        at < self.text.words.len() && any.contains(&self.text.low(at))
    }

    /// Every word and phrase with a tag, in order, outside quoted speech; a phrase takes precedence over its
    /// words.
    pub fn hits(&self, tag: Tag) -> Vec<Range<usize>> {
        if !self.any(tag) {
            return Vec::new();
        }
        let mut all: Vec<Range<usize>> =
            self.phrases.iter().filter(|p| p.0 == tag).map(|p| p.1.clone()).collect();
        all.extend(self.tags.iter().enumerate().filter(|(_, t)| *t & tag.bit() != 0).map(|(i, _)| i..i + 1));
        all.retain(|r| !self.text.words.get(r.start).is_some_and(|w| w.quoted));
        all.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        let mut end = 0;
        all.retain(|r| {
            let keep = r.start >= end;
            end = end.max(r.end);
            keep
        });
        all
    }

    /// Whether any word or phrase has a tag, including in quoted speech.
    pub fn any(&self, tag: Tag) -> bool {
        self.present & tag.bit() != 0
    }

    /// Whether any of these words, or a phrase that begins among them, has a tag.
    pub fn any_in(&self, words: &Range<usize>, tag: Tag) -> bool {
        self.any(tag)
            && (self.tags.get(words.clone()).unwrap_or(&[]).iter().any(|t| t & tag.bit() != 0)
                || self
                    .phrases
                    .iter()
                    .any(|(t, r)| *t == tag && r.start >= words.start && r.end <= words.end))
    }

    /// Whether a word has a tag, or a phrase with that tag begins there.
    pub fn starts(&self, at: usize, tag: Tag) -> bool {
        self.has(at, tag) || self.any(tag) && self.phrases.iter().any(|(t, r)| *t == tag && r.start == at)
    }

    /// The indexes of the first words of quantities.
    pub fn quantities(&self) -> &[usize] {
        &self.quantities
    }

    /// Whether there is a quantity among these words.
    pub fn quantity_in(&self, words: &Range<usize>) -> bool {
        let first = self.quantities.partition_point(|&q| q < words.start);
        self.quantities.get(first).is_some_and(|&q| q < words.end)
    }

    /// Whether these words contain something concrete: a quantity, quoted speech or a name.
    pub fn concrete_in(&self, words: &Range<usize>) -> bool {
        self.quantity_in(words)
            || words.clone().any(|i| self.is_somebody(i) || self.text.words.get(i).is_some_and(|w| w.quoted))
    }

    /// Whether a word looks like a name and is not a day, month or holiday.
    pub fn is_somebody(&self, at: usize) -> bool {
        self.text.is_name(at) && !self.has(at, Tag::Month) && !self.has(at, Tag::Event)
    }

    /// The range of all words.
    pub fn all(&self) -> Range<usize> {
        0..self.text.words.len()
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.text.words.len()
    }

    /// The number of single words with a tag.
    pub fn count(&self, tag: Tag) -> usize {
        self.tags.iter().filter(|t| *t & tag.bit() != 0).count()
    }
}

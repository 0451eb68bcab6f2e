//! The kinds of stories in `kinds.txt`: how each is asked for, and how people tell it.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::concepts::{Found, TABLE};
use super::question::{Feature, PAIR, Question, Reader};
use super::weights::Weights;
use crate::language::word_list::{Malformed, lines};
use crate::language::words::folded_words;

pub(super) static KINDS: LazyLock<Kinds> = LazyLock::new(|| Kinds::read(TEXT).unwrap_or_default());

const TEXT: &str = include_str!("kinds.txt");

/// The weight of a meaning in a story beside that of a word.
const MEANING: f32 = 0.5;

/// A kind of story.
#[derive(Debug, PartialEq)]
pub(super) struct Kind {
    /// As the screen names it: "a mistake".
    pub label: &'static str,
    /// The principle that its questions mostly test.
    pub principle: &'static str,
}

/// The kinds with what was learned of them.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    pub all: Vec<Kind>,
    /// Its questions with the index of their kind.
    pub questions: Vec<(usize, &'static str)>,
    /// How features of a question speak for kinds.
    pub asked: Weights<Feature>,
    /// How traits of a story speak for kinds.
    told: Weights<Trait>,
    /// The words that stories are told in, in normal form.
    words: HashMap<String, TellingWord>,
}

/// A word that stories of some kind are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TellingWord {
    number: u16,
    /// Whether it has no meaning of its own: it tells something in a pair only.
    empty: bool,
}

/// A unit by which the tellings of kinds are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Trait {
    /// The number of a [`TellingWord`].
    Word(u16),
    /// The numbers of two words in a row.
    Pair(u16, u16),
    /// The number of a meaning.
    Meaning(u16),
}

/// The traits of one story, gathered text by text.
#[derive(Debug, Default)]
pub(super) struct Traits(HashMap<Trait, f32>);

impl Traits {
    /// Adds a text, given by its words, as far as they are known, and the meanings found in it.
    pub fn add(&mut self, words: &[Option<TellingWord>], found: &[Found]) {
        for found in found {
            self.note(Trait::Meaning(found.meaning), found.strength * MEANING);
        }
        for two in words.windows(2) {
            if let [Some(one), Some(other)] = two {
                self.note(Trait::Pair(one.number, other.number), PAIR);
            }
        }
        for word in words.iter().flatten().filter(|word| !word.empty) {
            self.note(Trait::Word(word.number), 1.0);
        }
    }

    fn note(&mut self, noted: Trait, strength: f32) {
        let there = self.0.entry(noted).or_default();
        *there = there.max(strength);
    }
}

impl Kinds {
    /// Parses the table and learns from it; reports the first malformed line.
    fn read(text: &'static str) -> Result<Self, Malformed> {
        let mut out = Self::default();
        let mut told = Vec::new();
        for line in lines(text) {
            let malformed = |problem: String| Malformed { line: line.number, problem };
            let (label, principle) = line
                .heading
                .split_once(": ")
                .ok_or_else(|| malformed(format!("{:?} names no principle", line.heading)))?;
            let kind = Kind { label, principle };
            if out.all.last() != Some(&kind) {
                out.all.push(kind);
            }
            let at = out.all.len() - 1;
            match line.text.strip_prefix("? ") {
                Some(question) => out.questions.push((at, question)),
                None => told.extend(line.text.split(" | ").map(|passage| (at, passage))),
            }
        }
        let reader = Reader::default();
        let asked: Vec<_> = out.questions.iter().map(|&(at, q)| (at, reader.example(q))).collect();
        let told: Vec<_> = told.into_iter().map(|(at, passage)| (at, out.example(passage))).collect();
        out.asked = Weights::learn(out.all.len(), &asked);
        out.told = Weights::learn(out.all.len(), &told);
        Ok(out)
    }

    /// The traits of a passage, whose words become known.
    fn example(&mut self, passage: &str) -> Vec<(Trait, f32)> {
        let normals: Vec<String> = folded_words(passage).map(|(_, word)| TABLE.normal(&word)).collect();
        let numbers: Vec<_> = normals.iter().map(|normal| TABLE.number(normal)).collect();
        let words: Vec<_> = normals.into_iter().map(|normal| Some(self.word_or_new(normal))).collect();
        let mut telling = Traits::default();
        telling.add(&words, &TABLE.find(&numbers));
        telling.0.into_iter().collect()
    }

    fn word_or_new(&mut self, normal: String) -> TellingWord {
        let number = self.words.len() as u16;
        let empty = TABLE.is_empty_word(&normal);
        *self.words.entry(normal).or_insert(TellingWord { number, empty })
    }

    /// What is known of a normal form.
    pub fn word(&self, normal: &str) -> Option<TellingWord> {
        self.words.get(normal).copied()
    }

    /// How much a story is told as each kind, in standard deviations above its mean.
    pub fn profile(&self, telling: &Traits) -> Box<[f32]> {
        // In one order, so that the same story always adds up to the same.
        let mut traits: Vec<(&Trait, f32)> = telling.0.iter().map(|(noted, &n)| (noted, n)).collect();
        traits.sort_unstable_by_key(|(noted, _)| **noted);
        let points = self.told.points(traits);
        let many = points.len().max(1) as f32;
        let mean = points.iter().sum::<f32>() / many;
        let spread = (points.iter().map(|p| (p - mean).powi(2)).sum::<f32>() / many).sqrt().max(1e-6);
        points.into_iter().map(|p| (p - mean) / spread).collect()
    }

    /// What a question says for each kind.
    pub fn points(&self, question: &Question) -> Vec<f32> {
        self.asked.points(question.learned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::Bank;

    #[test]
    fn the_table_is_well_formed_and_names_known_principles() {
        let kinds = Kinds::read(TEXT).unwrap_or_else(|e| panic!("kinds.txt, {e}"));
        let bank = Bank::built_in();
        for (at, kind) in kinds.all.iter().enumerate() {
            assert!(bank.principle(kind.principle).is_some(), "{kind:?}");
            assert!(kinds.questions.iter().filter(|(of, _)| *of == at).count() > 2, "{kind:?}");
            assert!(kinds.all.iter().filter(|k| k.label == kind.label).count() == 1, "{kind:?} twice");
        }
        for p in bank.principles() {
            assert!(kinds.all.iter().any(|k| k.principle == p.id), "{}", p.id);
        }
        assert_eq!(Kinds::read("[a mistake]\nI forgot").unwrap_err().line, 2);
    }

    #[test]
    fn a_story_is_told_as_its_kind() {
        let text = "I had assumed that it would hold and had not checked. I told her it was my fault.";
        let normals: Vec<String> = folded_words(text).map(|(_, word)| TABLE.normal(&word)).collect();
        let words: Vec<_> = normals.iter().map(|normal| KINDS.word(normal)).collect();
        let mut telling = Traits::default();
        telling.add(&words, &[]);
        let profile = KINDS.profile(&telling);
        let best = (0..profile.len()).max_by(|&a, &b| profile[a].total_cmp(&profile[b])).unwrap();
        assert_eq!(KINDS.all[best].label, "a mistake");
    }
}

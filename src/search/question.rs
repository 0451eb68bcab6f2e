//! Parses a question: expands shorthand, corrects abbreviations and typing errors, finds meanings.
//!
//! Owns the vocabulary for corrections.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::concepts::TABLE;
use crate::language::Text;
use crate::language::spelling::is_near;
use crate::language::words::{folded_words, search_words};

/// Maximum words of a question treated as shorthand.
const SHORTHAND: usize = 8;
/// Maximum letters of an abbreviated word.
const SHORTENED: usize = 5;
/// The weight of two words in a row beside that of a word.
pub(super) const PAIR: f32 = 0.5;
/// What a sentence that asks nothing counts beside those that ask.
const CONTEXT: f32 = 0.35;
/// Content words that the asking sentences need to be read alone: in "What do you do?" nothing is asked.
const ENOUGH: usize = 3;
/// Beginnings of a request, as folded words.
const REQUESTS: &[&[&str]] = &[
    &["tell", "me"],
    &["tell", "us"],
    &["give", "me"],
    &["give", "us"],
    &["walk", "me"],
    &["take", "me"],
    &["talk", "me"],
    &["show", "me"],
    &["talk", "about"],
    &["think", "of"],
    &["describe"],
    &["explain"],
    &["share"],
    &["to", "hear"],
    &["to", "know"],
    &["lets", "hear"],
    &["wonder"],
    &["wondering"],
];

/// The units by which questions and stories are compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Feature {
    /// The normal form of a content word.
    Word(String),
    /// Two words in a row, in normal form.
    Pair(String),
    /// The number of a meaning.
    Meaning(u16),
}

/// A parsed question: its distinct features, each with its strength and its words.
#[derive(Debug, Default)]
pub(super) struct Question {
    /// Its words and meanings.
    pub features: BTreeMap<Feature, f32>,
    pairs: BTreeMap<Feature, f32>,
    said: HashMap<Feature, String>,
}

impl Question {
    fn add(&mut self, feature: Feature, strength: f32, said: &str) {
        let all = if matches!(feature, Feature::Pair(_)) { &mut self.pairs } else { &mut self.features };
        let there = all.entry(feature.clone()).or_default();
        if strength > *there {
            *there = strength;
            self.said.insert(feature, said.to_lowercase());
        }
    }

    /// The words that a feature was read from, in lower case.
    pub fn said(&self, feature: &Feature) -> &str {
        self.said.get(feature).map_or("", String::as_str)
    }

    /// Its content words in normal form, with their strengths.
    pub fn words(&self) -> impl Iterator<Item = (&str, f32)> {
        self.features.iter().filter_map(|(f, &n)| match f {
            Feature::Word(word) => Some((word.as_str(), n)),
            Feature::Meaning(_) | Feature::Pair(_) => None,
        })
    }

    /// What examples are learned from: its words and pairs.
    pub fn learned(&self) -> impl Iterator<Item = (&Feature, f32)> {
        let words = self.features.iter().filter(|(f, _)| matches!(f, Feature::Word(_)));
        words.chain(&self.pairs).map(|(f, &n)| (f, n))
    }

    /// Its meanings with their strengths.
    pub fn meanings(&self) -> impl Iterator<Item = (u16, f32)> {
        self.features.iter().filter_map(|(f, &n)| match f {
            Feature::Meaning(m) => Some((*m, n)),
            Feature::Word(_) | Feature::Pair(_) => None,
        })
    }
}

/// Parses questions using a vocabulary.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// Normal forms of known words, which are never corrected.
    known: HashSet<String>,
    /// Spellings that misspelled and abbreviated words are corrected to.
    spelled: HashSet<String>,
}

impl Reader {
    /// Adds the words of a text to the known words.
    pub fn knows(&mut self, text: &str) {
        for (_, word) in folded_words(text) {
            self.known.insert(TABLE.normal(&word));
        }
    }

    /// Adds the words of a text to the known words and to the targets of corrections.
    pub fn expects(&mut self, text: &str) {
        self.knows(text);
        self.spelled.extend(folded_words(text).map(|(_, word)| word.into_owned()));
    }

    /// Parses a question; `elsewhere` tells whether a normal form unknown here is a known word all the same.
    ///
    /// Of several sentences those that ask decide; the others are context.
    pub fn read(&self, text: &str, elsewhere: impl Fn(&str) -> bool) -> Question {
        let text = spell_out(text);
        let short = search_words(&text).count() <= SHORTHAND;
        let mut question = Question::default();
        for (sentence, weight) in weighed(&text) {
            self.read_sentence(sentence, short, weight, &elsewhere, &mut question);
        }
        question
    }

    /// The features of an example, for learning.
    pub fn example(&self, text: &str) -> Vec<(Feature, f32)> {
        self.read(text, |_| true).learned().map(|(feature, n)| (feature.clone(), n)).collect()
    }

    fn read_sentence(
        &self,
        text: &str,
        short: bool,
        weight: f32,
        elsewhere: &impl Fn(&str) -> bool,
        question: &mut Question,
    ) {
        let read: Vec<_> = folded_words(text)
            .map(|(at, word)| {
                let normal = TABLE.normal(&word);
                let strange = !self.is_word(&normal) && !elsewhere(&normal);
                let mended = strange.then(|| self.mend(&word, short)).flatten();
                (at, mended.map_or(normal, |w| TABLE.normal(w)))
            })
            .collect();
        let numbers: Vec<Option<u16>> = read.iter().map(|(_, n)| TABLE.number(n)).collect();
        for found in TABLE.find(&numbers) {
            let places = read.get(found.at.clone()).unwrap_or_default();
            if let (Some((first, _)), Some((last, _))) = (places.first(), places.last()) {
                let said = text.get(first.start..last.end).unwrap_or_default();
                question.add(Feature::Meaning(found.meaning), weight * found.strength, said);
            }
        }
        for two in read.windows(2) {
            if let [(first, one), (last, other)] = two {
                let tells = !TABLE.is_empty_word(one) && !TABLE.is_empty_word(other);
                let said = text.get(first.start..last.end).filter(|_| tells).unwrap_or_default();
                question.add(Feature::Pair(format!("{one} {other}")), weight * PAIR, said);
            }
        }
        for (at, normal) in read {
            if !TABLE.is_empty_word(&normal) {
                question.add(Feature::Word(normal), weight, text.get(at).unwrap_or_default());
            }
        }
    }

    fn is_word(&self, normal: &str) -> bool {
        self.known.contains(normal) || TABLE.number(normal).is_some()
    }

    /// The correction of an unknown word, as a prefix or a misspelling; the shortest candidate.
    ///
    /// Prefixes are for shorthand only: in a full sentence an unknown word is more likely just another word.
    fn mend(&self, strange: &str, shorthand: bool) -> Option<&str> {
        let letters = strange.chars().count();
        let first = strange.chars().next().filter(|_| letters > 2)?;
        let likely = || {
            let all = self.spelled.iter().map(String::as_str).chain(TABLE.spelled());
            all.filter(|w| w.starts_with(first))
        };
        let shortest = |a: &&str, b: &&str| a.len().cmp(&b.len()).then(a.cmp(b));
        let beginning = || {
            let fits = |w: &&str| shorthand && letters <= SHORTENED && w.starts_with(strange);
            likely().filter(fits).min_by(shortest)
        };
        let slip = || {
            let most = 1 + usize::from(letters > 8);
            likely().filter(|w| letters > 4 && is_near(w, strange, most)).min_by(shortest)
        };
        beginning().or_else(slip)
    }
}

/// The sentences of a question, each with what it counts.
fn weighed(text: &str) -> Vec<(&str, f32)> {
    let read = Text::new(text);
    let starts = read.sentences.iter().map(|words| read.span(words).start);
    let ends = starts.clone().skip(1).chain([text.len()]);
    let sentences: Vec<&str> = starts.zip(ends).filter_map(|(from, to)| text.get(from..to)).collect();
    let content = |sentence: &str| {
        folded_words(sentence).filter(|(_, word)| !TABLE.is_empty_word(&TABLE.normal(word))).count()
    };
    let asked: usize = sentences.iter().filter(|s| asks(s)).map(|s| content(s)).sum();
    let weight = |sentence| if asked < ENOUGH || asks(sentence) { 1.0 } else { CONTEXT };
    sentences.into_iter().map(|sentence| (sentence, weight(sentence))).collect()
}

/// Whether a sentence asks for something.
fn asks(sentence: &str) -> bool {
    let words: Vec<_> = folded_words(sentence).map(|(_, word)| word).collect();
    sentence.contains('?')
        || REQUESTS.iter().any(|request| words.windows(request.len()).any(|at| at.iter().eq(request.iter())))
}

/// The text with every abbreviation expanded.
fn spell_out(text: &str) -> String {
    let word = |raw| {
        let bare = str::trim_matches(raw, |c: char| !c.is_alphanumeric());
        TABLE.long(&bare.to_lowercase()).unwrap_or(raw)
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

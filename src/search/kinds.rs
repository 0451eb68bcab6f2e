//! The kinds of stories in `kinds.txt`: how each is asked for, and how people tell it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::concepts::TABLE;
use super::fields::texts;
use super::question::{Feature, PAIR, Question, Reader};
use super::weights::Weights;
use crate::language::word_list::{Malformed, lines};
use crate::language::words::folded_words;
use crate::story::Story;

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
    pub asked: Weights,
    /// How features of a story speak for kinds.
    told: Weights,
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
        let told: Vec<_> = told.into_iter().map(|(at, passage)| (at, features([passage]))).collect();
        out.asked = Weights::learn(out.all.len(), &asked);
        out.told = Weights::learn(out.all.len(), &told);
        Ok(out)
    }

    /// How much a story is told as each kind, in standard deviations above its mean.
    pub fn profile(&self, story: &Story) -> Box<[f32]> {
        let told = features(texts(story).filter(|(field, _)| !field.is_principle()).map(|(_, text)| text));
        let points = self.told.points(told.iter().map(|(feature, n)| (feature, *n)));
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

/// The features of texts as the told side knows them, each once.
fn features<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<(Feature, f32)> {
    let mut all: BTreeMap<Feature, f32> = BTreeMap::new();
    let mut add = |feature: Feature, n: f32| {
        let there = all.entry(feature).or_default();
        *there = there.max(n);
    };
    for text in texts {
        let words: Vec<String> = folded_words(text).map(|(_, word)| TABLE.normal(&word)).collect();
        let numbers: Vec<_> = words.iter().map(|word| TABLE.number(word)).collect();
        for found in TABLE.find(&numbers) {
            add(Feature::Meaning(found.meaning), found.strength * MEANING);
        }
        for two in words.windows(2) {
            add(Feature::Pair(two.join(" ")), PAIR);
        }
        for word in words {
            if !TABLE.is_empty_word(&word) {
                add(Feature::Word(word), 1.0);
            }
        }
    }
    all.into_iter().collect()
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
        let mut story = Story::new(crate::story::StoryId::from_bits(1), "", jiff::Timestamp::UNIX_EPOCH);
        story.action =
            "I had assumed that it would hold and had not checked. I told her it was my fault.".into();
        let profile = KINDS.profile(&story);
        let best = (0..profile.len()).max_by(|&a, &b| profile[a].total_cmp(&profile[b])).unwrap();
        assert_eq!(KINDS.all[best].label, "a mistake");
    }
}

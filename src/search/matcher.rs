//! The matcher: from an interviewer's question to the principle it tests and the story to tell.

use std::collections::{HashMap, HashSet};

use super::concepts::TABLE;
use super::fields::{Field, texts};
use super::index::{Doc, Index};
use super::principles::{Principles, Question, Scored};
use super::words::words;
use crate::questions::Bank;
use crate::story::{PromptId, Story, StoryId};

/// A story for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryMatch {
    /// The story.
    pub story: StoryId,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// Whether it answers the question well enough to be told; where the first does not, nothing fits.
    pub fits: bool,
    /// Of the prompts it answers the one closest to the question, where one is close.
    pub prompt: Option<PromptId>,
    /// The reasons in words: `answers "Saying no"`, `says: refused, would not`.
    pub why: Vec<String>,
}

/// What the matcher goes by; all on, but for measuring what each brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The words of the packs: prompts and cues.
    pub packs: bool,
    /// The table of meanings.
    pub meanings: bool,
    /// Which prompts a story was said to answer, and its home.
    pub links: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { packs: true, meanings: true, links: true }
    }
}

/// Reads questions; made from the bank once, and again when packs change.
#[derive(Debug)]
pub struct Matcher {
    principles: Principles,
    parts: Parts,
}

/// How much each kind of likeness counts, each being from 0 to 1.
const WORDS: f32 = 1.0;
const MEANINGS: f32 = 1.2;
const NATURE: f32 = 0.8;
const HOME: f32 = 0.8;
const LINK: f32 = 1.5;
/// From here a story is worth telling.
const FITS: f32 = 0.9;
/// From here a prompt is close to a question.
const CLOSE: f32 = 0.2;

impl Matcher {
    /// A matcher for these principles and prompts.
    pub fn new(bank: &Bank) -> Self {
        Self::of(bank, Parts::default())
    }

    /// A matcher that goes by some parts only.
    pub fn of(bank: &Bank, parts: Parts) -> Self {
        Self { principles: Principles::new(bank), parts }
    }

    /// All principles, the likeliest first, each with its reasons.
    pub fn principles(&self, question: &str) -> Vec<Scored> {
        self.principles.rank(&self.principles.read(question, |_| false), self.parts)
    }

    /// The stories for a question, best first; none where the question has no words.
    pub fn stories(&self, question: &str, index: &Index, limit: usize) -> Vec<StoryMatch> {
        let read = self.principles.read(question, |word| index.knows(word));
        if read.stems.is_empty() && read.meanings.is_empty() {
            return Vec::new();
        }
        let mut scores = vec![0f32; index.numbers()];
        by_words(&read, index, &mut scores);
        let near = self.near_prompts(&read);
        if self.parts.meanings {
            by_meanings(&read, index, &mut scores);
        }
        self.by_principles(&read, index, &mut scores);
        if self.parts.links {
            by_links(&near, index, &mut scores);
        }
        let mut best: Vec<(f32, u32, &Doc)> = index
            .docs()
            .filter_map(|(at, doc)| Some((*scores.get(at as usize)?, at, doc)))
            .filter(|(score, ..)| *score > 0.0)
            .collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.story.id.cmp(&b.2.story.id)));
        best.truncate(limit);
        best.into_iter().map(|(score, _, doc)| self.explain(&read, &near, &doc.story, score)).collect()
    }

    /// What the question's principles mean, whatever the question's own words.
    fn by_principles(&self, question: &Question, index: &Index, scores: &mut [f32]) {
        let ranked = self.principles.rank(question, self.parts);
        let even = 1.5 / ranked.len().max(1) as f32;
        let likely: Vec<&Scored> = ranked.iter().filter(|s| s.score > even).take(4).collect();
        if self.parts.meanings {
            let mut nature = vec![0f32; scores.len()];
            for scored in &likely {
                for (meaning, strength) in TABLE.speaking_for(&scored.id) {
                    let rare = rarity(index, index.meaning_count(meaning));
                    for (doc, weight) in index.meaning(meaning) {
                        if let Some(n) = nature.get_mut(doc as usize) {
                            *n += scored.score * strength * rare * weight;
                        }
                    }
                }
            }
            for (score, n) in scores.iter_mut().zip(nature) {
                *score += NATURE * n / (n + 12.0);
            }
        }
        if self.parts.links {
            let share: HashMap<&str, f32> = likely.iter().map(|s| (s.id.as_str(), s.score)).collect();
            let homes: HashMap<u32, f32> =
                index.principles().filter_map(|(id, n)| Some((n, *share.get(id)?))).collect();
            for (at, doc) in index.docs() {
                if let (Some(home), Some(score)) = (homes.get(&doc.principle), scores.get_mut(at as usize)) {
                    *score += HOME * home;
                }
            }
        }
    }

    fn near_prompts(&self, question: &Question) -> HashMap<&PromptId, (&str, f32)> {
        let all = self.principles.prompts(question);
        all.into_iter().filter(|(_, _, n)| *n > CLOSE).map(|(id, label, n)| (id, (label, n))).collect()
    }

    fn explain(
        &self,
        question: &Question,
        near: &HashMap<&PromptId, (&str, f32)>,
        story: &Story,
        score: f32,
    ) -> StoryMatch {
        let closest = story
            .answers
            .iter()
            .filter_map(|id| near.get(id).map(|&(label, n)| (id, label, n)))
            .max_by(|a, b| a.2.total_cmp(&b.2))
            .filter(|_| self.parts.links);
        let mut why: Vec<String> =
            closest.iter().map(|(_, label, _)| format!("answers \"{label}\"")).collect();
        let said = said(question, story);
        if !said.is_empty() {
            why.push(format!("says: {}", said.join(", ")));
        }
        StoryMatch {
            story: story.id.clone(),
            score,
            fits: score >= FITS,
            prompt: closest.map(|(id, ..)| id.clone()),
            why,
        }
    }
}

fn rarity(index: &Index, count: u32) -> f32 {
    (1.0 + (index.len() as f32 + 20.0) / (count as f32 + 1.0)).ln()
}

/// Words that question and story share, rare ones more.
fn by_words(question: &Question, index: &Index, scores: &mut [f32]) {
    let all = index.len() as f32;
    let held: Vec<_> = question.stems.iter().map(|s| index.holding(s)).collect();
    let rare = |n: usize| (1.0 + (all + 20.0) / (n as f32 + 1.0)).ln();
    let whole: f32 = held.iter().map(|h| rare(h.len())).sum::<f32>().max(1e-6);
    for docs in held {
        let rare = rare(docs.len());
        for (doc, weight) in docs {
            if let Some(score) = scores.get_mut(doc as usize) {
                *score += WORDS * rare * weight / whole;
            }
        }
    }
}

/// Meanings that question and story share, rare ones more.
fn by_meanings(question: &Question, index: &Index, scores: &mut [f32]) {
    let rare = |m: u16| rarity(index, index.meaning_count(m));
    let whole: f32 = question.meanings.iter().map(|(&m, n)| n * rare(m)).sum::<f32>().max(1e-6);
    for (&meaning, strength) in &question.meanings {
        let says = MEANINGS * strength * rare(meaning) / whole;
        for (doc, weight) in index.meaning(meaning) {
            if let Some(score) = scores.get_mut(doc as usize) {
                *score += says * weight;
            }
        }
    }
}

/// Stories that answer a prompt close to the question.
fn by_links(near: &HashMap<&PromptId, (&str, f32)>, index: &Index, scores: &mut [f32]) {
    let close: HashMap<u32, f32> = index.prompts().filter_map(|(id, n)| Some((n, near.get(id)?.1))).collect();
    if close.is_empty() {
        return;
    }
    for (at, doc) in index.docs() {
        let best = doc.answers.iter().filter_map(|n| close.get(n)).copied().fold(0.0, f32::max);
        if let Some(score) = scores.get_mut(at as usize) {
            *score += LINK * best;
        }
    }
}

/// At most three places of a story that say what the question asks, in the story's own words.
fn said(question: &Question, story: &Story) -> Vec<String> {
    let stems: HashSet<&str> = question.stems.iter().map(String::as_str).collect();
    let mut all: Vec<(f32, String)> = Vec::new();
    for (field, text) in texts(story).filter(|(f, _)| *f != Field::Principle) {
        let words: Vec<_> = words(text).map(|w| (w.at, TABLE.normal(&w.folded))).collect();
        let numbers: Vec<_> = words.iter().map(|(_, n)| TABLE.number(n)).collect();
        let place = |at: std::ops::Range<usize>| {
            let (first, last) = (words.get(at.start)?, words.get(at.end.checked_sub(1)?)?);
            text.get(first.0.start..last.0.end).map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        for found in TABLE.find(&numbers) {
            if let (Some(n), Some(t)) = (question.meanings.get(&found.meaning), place(found.at.clone())) {
                all.push((n * found.strength, t));
            }
        }
        for (i, (_, normal)) in words.iter().enumerate() {
            if let Some(t) = place(i..i + 1).filter(|_| stems.contains(normal.as_str())) {
                all.push((1.2 + f32::from(field == Field::Title), t));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out: Vec<String> = Vec::new();
    for (_, text) in all {
        let text = if text.chars().skip(1).any(char::is_uppercase) { text } else { text.to_lowercase() };
        let told = |t: &String| t.contains(&text) || text.contains(t.as_str());
        if !out.iter().any(told) {
            out.push(text);
        }
        if out.len() == 3 {
            break;
        }
    }
    out
}

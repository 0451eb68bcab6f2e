//! Matches an interviewer's question to the principle it tests and the story to tell.

use std::ops::Range;

use hashbrown::{HashMap, HashSet};

use super::concepts::TABLE;
use super::fields::texts;
use super::index::{Doc, Index};
use super::kinds::KINDS;
use super::parts::Parts;
use super::pitches::pitch;
use super::principles::{CLOSE, Principles, Scored};
use super::question::{Feature, Question};
use crate::language::Text;
use crate::language::stop_words::{Use, stop_words};
use crate::language::words::folded_words;
use crate::questions::{Bank, PITCH};
use crate::story::{PromptId, Story, StoryId, one_line};

/// How far above an even share a principle must be for a text to be clearly about it.
const CLEAR: f32 = 2.0;

/// A story that matches a question.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryMatch {
    pub story: StoryId,
    /// Higher is better; comparable within one result only.
    pub score: f32,
    /// Whether it answers the question well enough; if the first match does not, no story fits.
    pub fits: bool,
    /// The closest of its prompts, if one is close.
    pub prompt: Option<PromptId>,
    /// The reasons in words: `answers "Saying no"`, `says "I refused to sign it"`.
    pub why: Vec<String>,
}

/// Reads questions; built once per bank, and again when packs change.
#[derive(Debug)]
pub struct Matcher {
    principles: Principles,
    parts: Parts,
}

/// The weight of each kind of similarity, which ranges from 0 to about 1.
const WORDS: f32 = 1.0;
const MEANINGS: f32 = 1.2;
const NATURE: f32 = 0.8;
const HOME: f32 = 1.4;
const LINK: f32 = 1.5;
/// What a story told as the kind that is asked for counts toward fitting, for each standard deviation.
const KIND: f32 = 0.9;
/// From this evidence a story fits.
const ENOUGH: f32 = 1.02;
/// The most that shared words, and shared meanings, count toward that: one odd word is the whole of a short question.
const MOST_SHARED: f32 = 0.35;
/// From this share of the words of a question in its title a story is asked for by name.
const NAMED: f32 = 0.9;
/// From this share of the question a kind is named as a reason.
const CLEAR_KIND: f32 = 0.25;
/// What a word of the question counts in a story's sentence; a meaning counts up to 1.
const WORD_SAID: f32 = 1.2;
/// The most graphemes of the sentence that is quoted as a reason, and those before its strongest passage.
const MOST_SAID: usize = 100;
const MOST_BEFORE: usize = 40;
/// The words kept before the passage where there are more.
const WORDS_BEFORE: usize = 3;

/// The score of a story for a question.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    /// The sort key.
    order: f32,
    /// What of it are shared words, and shared meanings.
    words: f32,
    meanings: f32,
    /// What a home principle, a linked prompt and the kind of story count toward fitting.
    told_for: f32,
}

impl Score {
    /// Whether the story answers the question.
    fn fits(&self) -> bool {
        let shared = self.words.min(MOST_SHARED) + self.meanings.min(MOST_SHARED);
        self.words >= NAMED || shared + self.told_for >= ENOUGH
    }
}

/// The prompts close to a question, with label and similarity.
type Near<'a> = HashMap<&'a PromptId, (&'a str, f32)>;

impl Matcher {
    /// A matcher for these principles and prompts.
    pub fn new(bank: &Bank) -> Self {
        Self::of(bank, Parts::default())
    }

    /// A matcher that uses only some sources of evidence.
    pub fn of(bank: &Bank, parts: Parts) -> Self {
        Self { principles: Principles::new(bank), parts }
    }

    /// All principles with reasons, most likely first.
    pub fn principles(&self, question: &str) -> Vec<Scored> {
        if pitch(question).is_some() {
            return vec![Scored { id: PITCH.to_owned(), score: 1.0, why: Vec::new() }];
        }
        self.principles.rank(&self.principles.reader.read(question, |_| false), self.parts)
    }

    /// The principle that a text is clearly about; `None` if several are about as likely.
    pub fn clearest(&self, text: &str) -> Option<String> {
        let ranked = self.principles.rank(&self.principles.reader.read(text, |_| false), self.parts);
        let even = 1.0 / ranked.len().max(1) as f32;
        ranked.into_iter().next().filter(|first| first.score > CLEAR * even).map(|first| first.id)
    }

    /// The stories for a question, best first; none if the question has no content words.
    pub fn stories(&self, question: &str, index: &Index, limit: usize) -> Vec<StoryMatch> {
        if let Some(pitch) = pitch(question) {
            return short_answers(&pitch, index, limit);
        }
        let read = self.principles.reader.read(question, |word| index.knows(word));
        if read.features.is_empty() {
            return Vec::new();
        }
        let mut scores = vec![Score::default(); index.numbers()];
        by_words(&read, index, &mut scores);
        if self.parts.meanings {
            by_meanings(&read, index, &mut scores);
        }
        let ranked = self.principles.rank(&read, self.parts);
        let even = 1.5 / ranked.len().max(1) as f32;
        let likely: Vec<(&str, f32)> =
            ranked.iter().filter(|s| s.score > even).take(4).map(|s| (s.id.as_str(), s.score)).collect();
        let kinds = self.principles.kinds(&read);
        if self.parts.meanings {
            by_nature(&likely, index, &mut scores);
            by_kinds(&kinds, index, &mut scores);
        }
        let near = self.near_prompts(&read);
        if self.parts.links {
            by_homes(&likely, index, &mut scores);
            by_links(&near, index, &mut scores);
        }
        let mut best: Vec<(Score, &Doc)> = index
            .docs()
            .filter_map(|(at, doc)| Some((*scores.get(at as usize)?, doc)))
            .filter(|(score, _)| score.order > 0.0)
            .collect();
        let order = |a: &(Score, &Doc), b: &(Score, &Doc)| {
            b.0.order.total_cmp(&a.0.order).then_with(|| a.1.story.id.cmp(&b.1.story.id))
        };
        if best.len() > limit {
            best.select_nth_unstable_by(limit, order);
            best.truncate(limit);
        }
        best.sort_unstable_by(order);
        let asked = Query { question: &read, near, kinds };
        best.into_iter().map(|(score, doc)| self.explain(&asked, doc, score)).collect()
    }

    fn near_prompts(&self, question: &Question) -> Near<'_> {
        let all = self.principles.prompts(question);
        all.into_iter().filter(|(_, _, n)| *n > CLOSE).map(|(id, label, n)| (id, (label, n))).collect()
    }

    fn explain(&self, asked: &Query<'_>, doc: &Doc, score: Score) -> StoryMatch {
        let story = &doc.story;
        let close =
            story.answers.iter().filter_map(|id| asked.near.get(id).map(|&(label, n)| (id, label, n)));
        let closest = close.max_by(|a, b| a.2.total_cmp(&b.2)).filter(|_| self.parts.links);
        let mut why: Vec<String> =
            closest.iter().map(|(_, label, _)| format!("answers \"{label}\"")).collect();
        why.extend(said(asked.question, story).map(|said| format!("says \"{said}\"")));
        why.extend(asked.kind_of(doc).map(|label| format!("sounds like {label}")));
        StoryMatch {
            story: story.id.clone(),
            score: score.order,
            fits: score.fits(),
            prompt: closest.map(|(id, ..)| id.clone()),
            why,
        }
    }
}

/// A question with what was read from it.
struct Query<'a> {
    question: &'a Question,
    near: Near<'a>,
    /// How likely it asks for each kind of story.
    kinds: Vec<f32>,
}

impl Query<'_> {
    /// The kind that it most likely asks for, if the story is told as that.
    fn kind_of(&self, doc: &Doc) -> Option<&'static str> {
        let all = self.kinds.iter().zip(&doc.told_as).zip(&KINDS.all);
        let ((asked, told), kind) = all.max_by(|a, b| a.0.0.total_cmp(b.0.0))?;
        (*asked >= CLEAR_KIND && *told >= 1.0).then_some(kind.label)
    }
}

/// The answers to a question of every interview: nothing else fits it.
fn short_answers(pitch: &PromptId, index: &Index, limit: usize) -> Vec<StoryMatch> {
    let answers = index.docs().filter(|(_, doc)| doc.story.answers.contains(pitch)).take(limit);
    let found = answers.map(|(_, doc)| StoryMatch {
        story: doc.story.id.clone(),
        score: 1.0,
        fits: true,
        prompt: Some(pitch.clone()),
        why: vec!["is your answer to it".to_owned()],
    });
    found.collect()
}

/// The inverse document frequency of a term in `count` stories, smoothed so that it stays low in a small
/// bank.
fn rarity(index: &Index, count: usize) -> f32 {
    (1.0 + (index.len() as f32 + 20.0) / (count as f32 + 1.0)).ln()
}

/// Adds the shared words, weighted by rarity.
fn by_words(question: &Question, index: &Index, scores: &mut [Score]) {
    let held: Vec<_> = question.words().map(|(word, n)| (n, index.holding(word))).collect();
    let whole: f32 = held.iter().map(|(n, h)| n * rarity(index, h.len())).sum::<f32>().max(1e-6);
    for (n, docs) in held {
        let rare = n * rarity(index, docs.len());
        for (doc, weight) in docs {
            if let Some(score) = scores.get_mut(doc as usize) {
                score.order += WORDS * rare * weight / whole;
                score.words += rare * weight / whole;
            }
        }
    }
}

/// Adds the shared meanings, weighted by rarity.
fn by_meanings(question: &Question, index: &Index, scores: &mut [Score]) {
    let rare = |m: u16| rarity(index, index.meaning_count(m));
    let whole: f32 = question.meanings().map(|(m, n)| n * rare(m)).sum::<f32>().max(1e-6);
    for (meaning, strength) in question.meanings() {
        let says = strength * rare(meaning);
        for (doc, weight) in index.meaning(meaning) {
            if let Some(score) = scores.get_mut(doc as usize) {
                score.order += MEANINGS * says * weight / whole;
                score.meanings += says * weight / whole;
            }
        }
    }
}

/// Adds the meanings that speak for the likely principles, whatever the words of the question.
fn by_nature(likely: &[(&str, f32)], index: &Index, scores: &mut [Score]) {
    let mut nature = vec![0f32; scores.len()];
    for (id, share) in likely {
        for (meaning, strength) in TABLE.speaking_for(id) {
            let says = share * strength * rarity(index, index.meaning_count(meaning));
            for (doc, weight) in index.meaning(meaning) {
                if let Some(n) = nature.get_mut(doc as usize) {
                    *n += says * weight;
                }
            }
        }
    }
    for (score, n) in scores.iter_mut().zip(nature) {
        score.order += NATURE * n / (n + 12.0);
    }
}

/// Adds toward fitting how much a story is told as the kinds that are asked for, whatever the words of the question.
fn by_kinds(kinds: &[f32], index: &Index, scores: &mut [Score]) {
    for (at, doc) in index.docs() {
        if let Some(score) = scores.get_mut(at as usize) {
            let alike = kinds.iter().zip(&doc.told_as).map(|(asked, told)| asked * told).sum::<f32>();
            score.told_for += KIND * alike;
        }
    }
}

/// Adds the stories whose home is a likely principle.
fn by_homes(likely: &[(&str, f32)], index: &Index, scores: &mut [Score]) {
    let share: HashMap<&str, f32> = likely.iter().copied().collect();
    let homes: HashMap<u32, f32> =
        index.principles().filter_map(|(id, n)| Some((n, *share.get(id)?))).collect();
    for (at, doc) in index.docs() {
        if let (Some(home), Some(score)) = (homes.get(&doc.principle), scores.get_mut(at as usize)) {
            score.order += HOME * home;
            score.told_for += HOME * home;
        }
    }
}

/// Adds the stories that answer a prompt close to the question.
fn by_links(near: &Near<'_>, index: &Index, scores: &mut [Score]) {
    let close: HashMap<u32, f32> = index.prompts().filter_map(|(id, n)| Some((n, near.get(id)?.1))).collect();
    if close.is_empty() {
        return;
    }
    for (at, doc) in index.docs() {
        let best = doc.answers.iter().filter_map(|n| close.get(n)).copied().fold(0.0, f32::max);
        if let Some(score) = scores.get_mut(at as usize) {
            score.order += LINK * best;
            score.told_for += LINK * best;
        }
    }
}

/// The story's sentence that matches a question best, from near its strongest passage on.
fn said(question: &Question, story: &Story) -> Option<String> {
    let asked: HashSet<&str> = question.words().map(|(word, _)| word).collect();
    let meanings: HashMap<u16, f32> = question.meanings().collect();
    let mut best: Option<(f32, String)> = None;
    for (_, text) in texts(story).filter(|(f, _)| !f.is_principle() && !f.is_title()) {
        let found = passages(text, &asked, &meanings);
        if found.is_empty() {
            continue;
        }
        let read = Text::new(text);
        for words in &read.sentences {
            let sentence = read.span(words);
            let inside = found.iter().filter(|(at, ..)| sentence.contains(&at.start));
            // Each matched word or meaning of the question counts once.
            let mut counted: HashMap<&Feature, f32> = HashMap::new();
            for (_, feature, n) in inside.clone() {
                let most = counted.entry(feature).or_default();
                *most = most.max(*n);
            }
            let total: f32 = counted.values().sum();
            let strongest = inside.max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.start.cmp(&a.0.start)));
            if let Some((at, ..)) = strongest.filter(|_| best.as_ref().is_none_or(|(n, _)| total > *n)) {
                best = Some((total, excerpt(text, sentence, at.start)));
            }
        }
    }
    best.map(|(_, text)| text)
}

/// The places of a text that match a question: in bytes, what of the question they match, and how strongly.
fn passages(
    text: &str,
    asked: &HashSet<&str>,
    meanings: &HashMap<u16, f32>,
) -> Vec<(Range<usize>, Feature, f32)> {
    let words: Vec<_> = folded_words(text).map(|(at, word)| (at, TABLE.normal(&word))).collect();
    let numbers: Vec<_> = words.iter().map(|(_, n)| TABLE.number(n)).collect();
    let place = |at: &Range<usize>| {
        let (first, last) = (words.get(at.start)?, words.get(at.end.checked_sub(1)?)?);
        // "Didn't", "it was": that says nothing to whoever reads why.
        let passage = text.get(first.0.start..last.0.end)?;
        let tells = |word: &str| !stop_words(Use::English).contains(word.to_lowercase().as_str());
        passage.split_whitespace().any(tells).then_some(first.0.start..last.0.end)
    };
    let mut out = Vec::new();
    for found in TABLE.find(&numbers) {
        if let (Some(n), Some(at)) = (meanings.get(&found.meaning), place(&found.at)) {
            out.push((at, Feature::Meaning(found.meaning), n * found.strength));
        }
    }
    for (i, (_, normal)) in words.iter().enumerate().filter(|(_, (_, n))| asked.contains(n.as_str())) {
        if let Some(at) = place(&(i..i + 1)) {
            out.push((at, Feature::Word(normal.clone()), WORD_SAID));
        }
    }
    out
}

/// A sentence on one line, cut at the front where its strongest passage would be out of sight.
fn excerpt(text: &str, sentence: Range<usize>, strongest: usize) -> String {
    let before = text.get(sentence.start..strongest).unwrap_or_default();
    let mut breaks = before.trim_end().rmatch_indices(char::is_whitespace);
    let near = breaks.nth(WORDS_BEFORE - 1).map(|(at, space)| sentence.start + at + space.len());
    let far = one_line(before, MOST_BEFORE).ends_with('…');
    let from = near.filter(|_| far).unwrap_or(sentence.start);
    let cut = if from > sentence.start { "…" } else { "" };
    format!("{cut}{}", one_line(text.get(from..sentence.end).unwrap_or_default(), MOST_SAID))
}

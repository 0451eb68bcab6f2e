//! Which principle a question tests: what its words mean, and what the packs' words say.
//!
//! Owns the reading of a question. Must not know stories.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::concepts::{Concepts, TABLE};
use super::matcher::Parts;
use super::words::{within, words};
use crate::questions::Bank;
use crate::story::{PromptId, Section};

/// A principle for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The id of the principle.
    pub id: String,
    /// The share of belief in it, from 0 to 1; all together make 1.
    pub score: f32,
    /// The reasons in words, best first: `asks: disagree, manager`, `like "Disagreeing with your manager"`.
    pub why: Vec<String>,
}

/// A question, read.
#[derive(Debug, Default)]
pub(super) struct Question {
    /// Normal forms of its words that carry meaning, each once.
    pub stems: Vec<String>,
    /// Its meanings with their strengths, each once.
    pub meanings: BTreeMap<u16, f32>,
    /// For each meaning the words it was read from.
    pub said: HashMap<u16, String>,
}

/// How the words of packs speak for principles, and which prompt a question is close to.
#[derive(Debug)]
pub(super) struct Principles {
    ids: Vec<String>,
    /// For each word how strongly it speaks for each principle.
    words: HashMap<String, Vec<f32>>,
    prompts: Vec<PromptText>,
    /// Every word that stands anywhere in the packs: none of these is a slip.
    known: HashSet<String>,
    /// How rare each feature is among the prompts.
    rare: HashMap<Feature, f32>,
}

#[derive(Debug)]
struct PromptText {
    id: PromptId,
    label: String,
    principle: usize,
    features: HashMap<Feature, f32>,
    length: f32,
}

/// What texts are compared by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Feature {
    Word(String),
    Meaning(u16),
}

impl Principles {
    pub fn new(bank: &Bank) -> Self {
        let mut made = Self {
            ids: bank.principles().iter().map(|p| p.id.clone()).collect(),
            words: HashMap::new(),
            prompts: Vec::new(),
            known: HashSet::new(),
            rare: HashMap::new(),
        };
        made.train(bank);
        made.read_prompts(bank);
        made
    }

    /// Counts in how many texts of each principle a word stands, and keeps what that says.
    fn train(&mut self, bank: &Bank) {
        let many = self.ids.len();
        let mut counts: HashMap<String, Vec<f32>> = HashMap::new();
        for (i, p) in bank.principles().iter().enumerate() {
            let spoken = p.prompts.iter().flat_map(|q| q.probes.iter().chain(&q.joggers));
            let guides = Section::ALL.iter().flat_map(|&s| p.guide.of(s));
            for text in spoken.chain(guides) {
                self.known.extend(words(text).map(|w| TABLE.normal(&w.folded)));
            }
            let prompts = p.prompts.iter().flat_map(|q| [(q.text.as_str(), 1.0), (q.short.as_str(), 1.0)]);
            let cues = p.cues.iter().map(|c| (c.as_str(), 1.0));
            let own = [(p.name.as_str(), 2.0), (p.summary.as_str(), 1.0)];
            for (text, weight) in prompts.chain(cues).chain(own) {
                self.known.extend(words(text).map(|w| TABLE.normal(&w.folded)));
                for stem in stems(text) {
                    let row = counts.entry(stem).or_insert_with(|| vec![0.0; many]);
                    if let Some(n) = row.get_mut(i) {
                        *n += weight;
                    }
                }
            }
        }
        self.words = counts
            .into_iter()
            .map(|(word, row)| {
                let mean = row.iter().sum::<f32>() / many.max(1) as f32;
                let says = row.iter().map(|n| ((n + 0.25) / (mean + 0.25)).ln().clamp(-0.3, 2.2)).collect();
                (word, says)
            })
            .collect();
    }

    fn read_prompts(&mut self, bank: &Bank) {
        let mut counts: HashMap<Feature, f32> = HashMap::new();
        for (principle, p) in bank.principles().iter().enumerate() {
            for q in &p.prompts {
                let read = self.read(&format!("{}. {}", q.text, q.short), |_| false);
                let features = features(&read);
                for feature in features.keys() {
                    *counts.entry(feature.clone()).or_default() += 1.0;
                }
                let label = label(&q.short);
                self.prompts.push(PromptText { id: q.id.clone(), label, principle, features, length: 0.0 });
            }
        }
        let all = self.prompts.len() as f32;
        self.rare = counts.into_iter().map(|(f, n)| (f, (1.0 + all / n).ln())).collect();
        let lengths: Vec<f32> = self.prompts.iter().map(|p| self.length(&p.features)).collect();
        for (prompt, length) in self.prompts.iter_mut().zip(lengths) {
            prompt.length = length;
        }
    }

    fn rarity(&self, feature: &Feature) -> f32 {
        self.rare.get(feature).copied().unwrap_or_else(|| (1.0 + self.prompts.len() as f32).ln())
    }

    fn length(&self, features: &HashMap<Feature, f32>) -> f32 {
        features.iter().map(|(f, w)| (w * self.rarity(f)).powi(2)).sum::<f32>().sqrt().max(1e-6)
    }

    /// Reads a question: shorthand spelled out, beginnings and slips mended, meanings found.
    ///
    /// `known` says whether a word that the packs and the table do not know stands in a story.
    pub fn read(&self, text: &str, known: impl Fn(&str) -> bool) -> Question {
        let spelled: Vec<&str> = text
            .split_whitespace()
            .map(|raw| {
                let bare = raw.trim_matches(|c: char| !c.is_alphanumeric());
                TABLE.long(&bare.to_lowercase()).or_else(|| TABLE.long(raw)).unwrap_or(raw)
            })
            .collect();
        let spelled = spelled.join(" ");
        let short = words(&spelled).count() <= SHORTHAND;
        let said: Vec<(Range<usize>, String)> = words(&spelled)
            .map(|w| {
                let normal = TABLE.normal(&w.folded);
                let strange = !self.is_word(&normal) && !known(&normal);
                let mended = strange.then(|| self.mend(&w.folded, short)).flatten();
                (w.at, mended.unwrap_or(normal))
            })
            .collect();
        let numbers: Vec<Option<u16>> = said.iter().map(|(_, n)| TABLE.number(n)).collect();
        let mut question = Question::default();
        for found in TABLE.find(&numbers) {
            let words: Vec<&str> = said
                .get(found.at.clone())
                .unwrap_or_default()
                .iter()
                .filter_map(|(at, _)| spelled.get(at.clone()))
                .collect();
            let strength = question.meanings.entry(found.meaning).or_default();
            if found.strength > *strength {
                *strength = found.strength;
                question.said.insert(found.meaning, words.join(" "));
            }
        }
        for (_, normal) in said {
            if !TABLE.is_empty_word(&normal) && !question.stems.contains(&normal) {
                question.stems.push(normal);
            }
        }
        question
    }

    fn is_word(&self, normal: &str) -> bool {
        self.known.contains(normal) || TABLE.number(normal).is_some() || TABLE.is_empty_word(normal)
    }

    /// The known word that a strange one begins or misspells.
    ///
    /// Beginnings are for shorthand: in a whole sentence a strange word is more likely just another word.
    fn mend(&self, strange: &str, shorthand: bool) -> Option<String> {
        let letters = strange.chars().count();
        if letters < 3 || !strange.is_ascii() {
            return None;
        }
        let vocabulary = || self.words.keys().map(String::as_str).chain(TABLE.vocabulary());
        let shortest = |a: &&str, b: &&str| a.len().cmp(&b.len()).then(a.cmp(b));
        let (first, own) = (strange.chars().next()?, TABLE.normal(strange));
        let slip = || {
            let most = 1 + usize::from(letters > 8);
            let near = |w: &&str| {
                letters > 4 && w.starts_with(first) && (within(w, strange, most) || within(w, &own, most))
            };
            vocabulary().filter(near).min_by(shortest)
        };
        let beginning = || vocabulary().filter(|w| shorthand && w.starts_with(strange)).min_by(shortest);
        beginning().or_else(slip).map(str::to_owned)
    }

    /// How close the question comes to each prompt, from 0 to 1.
    pub fn prompts(&self, question: &Question) -> Vec<(&PromptId, &str, f32)> {
        let features = features(question);
        let length = self.length(&features);
        let near = |p: &PromptText| {
            let shared =
                features.iter().filter_map(|(f, w)| Some(w * p.features.get(f)? * self.rarity(f).powi(2)));
            shared.sum::<f32>() / (length * p.length)
        };
        self.prompts.iter().map(|p| (&p.id, p.label.as_str(), near(p))).collect()
    }

    /// The principles, the likeliest first; all of them, and evenly where nothing speaks for any.
    pub fn rank(&self, question: &Question, parts: Parts) -> Vec<Scored> {
        let mut points = vec![0f32; self.ids.len()];
        let mut reasons: Vec<Vec<(f32, String)>> = vec![Vec::new(); self.ids.len()];
        if parts.meanings {
            self.meanings_speak(question, &mut points, &mut reasons);
        }
        if parts.packs {
            for stem in &question.stems {
                for (p, says) in points.iter_mut().zip(self.words.get(stem).into_iter().flatten()) {
                    *p += says * WORD;
                }
            }
            self.prompts_speak(question, &mut points, &mut reasons);
        }
        let top = points.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = points.iter().map(|p| ((p - top) / SHARPNESS).exp()).collect();
        let all: f32 = shares.iter().sum::<f32>().max(1e-9);
        let mut ranked: Vec<Scored> = self
            .ids
            .iter()
            .zip(shares)
            .zip(reasons)
            .map(|((id, share), why)| Scored { id: id.clone(), score: share / all, why: words_of(why) })
            .collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
        ranked
    }

    fn meanings_speak(&self, question: &Question, points: &mut [f32], reasons: &mut [Vec<(f32, String)>]) {
        for (&m, strength) in &question.meanings {
            let speaks_for = TABLE.meanings.get(usize::from(m)).map_or(&[][..], |m| &m.speaks_for);
            for (id, says) in speaks_for {
                let Some(i) = self.ids.iter().position(|p| p == id) else { continue };
                let n = says * strength * MEANING;
                if let (Some(p), Some(why), Some(said)) =
                    (points.get_mut(i), reasons.get_mut(i), question.said.get(&m))
                {
                    *p += n;
                    why.push((n, said.to_lowercase()));
                }
            }
        }
    }

    fn prompts_speak(&self, question: &Question, points: &mut [f32], reasons: &mut [Vec<(f32, String)>]) {
        let mut best: HashMap<usize, (f32, &str)> = HashMap::new();
        for (prompt, (_, label, near)) in self.prompts.iter().zip(self.prompts(question)) {
            let there = best.entry(prompt.principle).or_default();
            if near > there.0 {
                *there = (near, label);
            }
        }
        for (i, (near, label)) in best {
            if let (Some(p), Some(why)) = (points.get_mut(i), reasons.get_mut(i)) {
                *p += near * PROMPT;
                if near > 0.25 {
                    why.push((near * PROMPT, format!("like \"{label}\"")));
                }
            }
        }
    }
}

/// The most words of a question that counts as shorthand.
const SHORTHAND: usize = 8;
/// How much a meaning, a word of the packs and the closest prompt count.
const MEANING: f32 = 0.35;
const WORD: f32 = 0.25;
const PROMPT: f32 = 1.5;
/// How many points more make a principle nearly three times as likely.
const SHARPNESS: f32 = 0.9;

/// The normal forms of the words of a text that carry meaning.
fn stems(text: &str) -> HashSet<String> {
    words(text).map(|w| TABLE.normal(&w.folded)).filter(|s| !TABLE.is_empty_word(s)).collect()
}

fn features(question: &Question) -> HashMap<Feature, f32> {
    let words = question.stems.iter().map(|s| (Feature::Word(s.clone()), 1.0));
    let meanings = question.meanings.iter().map(|(&m, &n)| (Feature::Meaning(m), n));
    words.chain(meanings).collect()
}

/// A label as it stands alone: with a capital.
pub(super) fn label(short: &str) -> String {
    let mut letters = short.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// At most three reasons; words that were said come in one.
fn words_of(mut why: Vec<(f32, String)>) -> Vec<String> {
    why.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut asked: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for (_, reason) in why {
        if reason.starts_with("like \"") {
            out.push(reason);
        } else if asked.len() < 3 && !asked.contains(&reason) {
            asked.push(reason);
        }
    }
    if !asked.is_empty() {
        out.insert(0, format!("asks: {}", asked.join(", ")));
    }
    out
}

impl Concepts {
    /// The meanings that speak for a principle, with their strengths.
    pub fn speaking_for<'a>(&'a self, principle: &'a str) -> impl Iterator<Item = (u16, f32)> + 'a {
        self.meanings.iter().enumerate().filter_map(move |(i, m)| {
            let (_, n) = m.speaks_for.iter().find(|(id, _)| *id == principle)?;
            Some((i as u16, *n))
        })
    }
}

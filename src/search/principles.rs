//! Ranks the principles that a question may test, by the meaning of its words, the packs and the examples.

use hashbrown::HashMap;

use super::concepts::TABLE;
use super::kinds::KINDS;
use super::parts::Parts;
use super::question::{Feature, Question, Reader};
use super::weights::{Weights, shares};
use crate::language::word_list::lines;
use crate::questions::{Bank, Principle};
use crate::story::{PromptId, Section};

/// A principle with its score for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    pub id: String,
    /// The probability, 0 to 1; those of all principles add up to 1.
    pub score: f32,
    /// The reasons in words, best first: `asks: disagree, manager`, `like "Disagreeing with your manager"`.
    pub why: Vec<String>,
}

/// The one or two likeliest of these, likeliest first: a second guess that is much less likely only distracts.
pub fn likely(found: &[Scored]) -> impl Iterator<Item = &Scored> {
    /// How near the second must be to the first.
    const CLOSE: f32 = 0.6;
    let least = found.first().map_or(0.0, |first| first.score * CLOSE);
    found.iter().take(2).filter(move |p| p.score >= least)
}

/// The weights of a meaning, a word from packs and examples, and the closest prompt.
const MEANING: f32 = 0.1;
const WORD: f32 = 0.5;
const PROMPT: f32 = 0.5;
/// Points by which a principle, or a kind of story, becomes e times as likely.
const SHARPNESS: f32 = 0.9;
const KIND_SHARPNESS: f32 = 1.0;
/// What a point for a principle adds to its kinds of stories.
const KIND_OF_PRINCIPLE: f32 = 0.5;

/// How strongly features speak for principles, and the features of prompts for similarity.
#[derive(Debug)]
pub(super) struct Principles {
    ids: Vec<String>,
    pub reader: Reader,
    /// How strongly features speak for principles.
    says: Weights<Feature>,
    prompts: Vec<PromptText>,
    /// The rarity of each feature among the prompts.
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

/// Evidence for a principle: strength and wording.
type Reasons = Vec<(f32, String)>;

impl Principles {
    pub fn new(bank: &Bank) -> Self {
        let mut made = Self {
            ids: bank.principles().iter().map(|p| p.id.clone()).collect(),
            reader: Reader::default(),
            says: Weights::default(),
            prompts: Vec::new(),
            rare: HashMap::new(),
        };
        for p in bank.principles() {
            training(p).for_each(|text| made.reader.expects(text));
            spoken(p).for_each(|text| made.reader.knows(text));
        }
        examples().for_each(|(_, text)| made.reader.expects(text));
        made.train(bank);
        made.read_prompts(bank);
        made
    }

    /// Learns how features speak for principles.
    fn train(&mut self, bank: &Bank) {
        let packs = bank.principles().iter().flat_map(|p| training(p).map(|text| (p.id.as_str(), text)));
        let examples = examples().map(|(id, text): (&str, &str)| (id, text));
        let learned = |(id, text): (&str, &str)| {
            Some((self.ids.iter().position(|p| p == id)?, self.reader.example(text)))
        };
        let texts: Vec<_> = packs.chain(examples).filter_map(learned).collect();
        self.says = Weights::learn(self.ids.len(), &texts);
    }

    fn read_prompts(&mut self, bank: &Bank) {
        let mut counts: HashMap<Feature, f32> = HashMap::new();
        for (principle, p) in bank.principles().iter().enumerate() {
            for q in p.prompts() {
                let read = self.reader.read(&format!("{}. {}", q.text, q.short), |_| true);
                for feature in read.features.keys() {
                    *counts.entry(feature.clone()).or_default() += 1.0;
                }
                let (label, features) = (label(&q.short), read.features.into_iter().collect());
                let id = q.id.clone();
                self.prompts.push(PromptText { id, label, principle, features, length: 0.0 });
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

    fn length<'a>(&self, features: impl IntoIterator<Item = (&'a Feature, &'a f32)>) -> f32 {
        features.into_iter().map(|(f, w)| (w * self.rarity(f)).powi(2)).sum::<f32>().sqrt().max(1e-6)
    }

    /// The cosine similarity, 0 to 1, of the question to each prompt.
    pub fn prompts(&self, question: &Question) -> Vec<(&PromptId, &str, f32)> {
        let length = self.length(&question.features);
        let near = |p: &PromptText| {
            let shared = question
                .features
                .iter()
                .filter_map(|(f, w)| Some(w * p.features.get(f)? * self.rarity(f).powi(2)));
            shared.sum::<f32>() / (length * p.length)
        };
        self.prompts.iter().map(|p| (&p.id, p.label.as_str(), near(p))).collect()
    }

    /// How likely a question asks for each kind of story.
    pub fn kinds(&self, question: &Question) -> Vec<f32> {
        let principles = self.says.points(question.learned());
        let mean = principles.iter().sum::<f32>() / principles.len().max(1) as f32;
        let of = |id: &str| self.ids.iter().position(|p| p == id).and_then(|i| principles.get(i));
        let mut points = KINDS.points(question);
        for (kind, n) in KINDS.all.iter().zip(&mut points) {
            *n += of(kind.principle).map_or(0.0, |p| (p - mean) * WORD * KIND_OF_PRINCIPLE);
        }
        shares(&points, KIND_SHARPNESS)
    }

    /// All principles, most likely first; equally likely if there is no evidence.
    pub fn rank(&self, question: &Question, parts: Parts) -> Vec<Scored> {
        let mut reasons: Vec<Reasons> = vec![Vec::new(); self.ids.len()];
        if parts.meanings {
            self.meanings_speak(question, &mut reasons);
        }
        if parts.packs {
            self.words_speak(question, &mut reasons);
            self.prompts_speak(question, &mut reasons);
        }
        let points: Vec<f32> = reasons.iter().map(|r| r.iter().map(|(n, _)| n).sum()).collect();
        let scored = self.ids.iter().zip(shares(&points, SHARPNESS)).zip(reasons);
        let mut ranked: Vec<Scored> =
            scored.map(|((id, score), why)| Scored { id: id.clone(), score, why: in_words(why) }).collect();
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
        ranked
    }

    fn meanings_speak(&self, question: &Question, reasons: &mut [Reasons]) {
        for (m, strength) in question.meanings() {
            let said = question.said(&Feature::Meaning(m));
            for (id, says) in TABLE.meanings.get(usize::from(m)).into_iter().flat_map(|m| &m.speaks_for) {
                let at = self.ids.iter().position(|p| p == id);
                if let Some(why) = at.and_then(|i| reasons.get_mut(i)) {
                    why.push((says * strength * MEANING, said.to_owned()));
                }
            }
        }
    }

    fn words_speak(&self, question: &Question, reasons: &mut [Reasons]) {
        for (feature, n) in question.learned() {
            for (why, says) in reasons.iter_mut().zip(self.says.of(feature)) {
                why.push((says * WORD * n, question.said(feature).to_owned()));
            }
        }
    }

    fn prompts_speak(&self, question: &Question, reasons: &mut [Reasons]) {
        let mut best: HashMap<usize, (f32, &str)> = HashMap::new();
        for (prompt, (_, label, near)) in self.prompts.iter().zip(self.prompts(question)) {
            let there = best.entry(prompt.principle).or_default();
            if near > there.0 {
                *there = (near, label);
            }
        }
        for (i, (near, label)) in best {
            if let Some(why) = reasons.get_mut(i) {
                why.push((
                    near * PROMPT,
                    if near > CLOSE { format!("like \"{label}\"") } else { String::new() },
                ));
            }
        }
    }
}

/// From this similarity a prompt is named as a reason.
pub(super) const CLOSE: f32 = 0.2;
/// From this strength a word is named as a reason.
const CLEAR: f32 = 0.3;

/// The texts of a pack that characterize its principle.
fn training(p: &Principle) -> impl Iterator<Item = &str> {
    let prompts = p.prompts().iter().flat_map(|q| [q.text.as_str(), q.short.as_str()]);
    prompts.chain(p.cues().iter().map(String::as_str)).chain([p.name.as_str(), p.summary()])
}

/// The other texts of a pack, which only add vocabulary.
fn spoken(p: &Principle) -> impl Iterator<Item = &String> {
    let guides = Section::ALL.iter().flat_map(|&s| p.guide().of(s));
    p.prompts().iter().flat_map(|q| q.probes.iter().map(|probe| &probe.text).chain(&q.joggers)).chain(guides)
}

/// Sample questions as asked by interviewers, with the principles that they test.
fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    let kinds = KINDS.questions.iter();
    let kinds = kinds.filter_map(|&(at, text)| Some((KINDS.all.get(at)?.principle, text)));
    lines(include_str!("examples.txt")).map(|line| (line.heading, line.text)).chain(kinds)
}

/// A label with an initial capital.
fn label(short: &str) -> String {
    let mut letters = short.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The reasons in words: up to three matched words or phrases in one reason, and the closest prompt.
fn in_words(mut why: Reasons) -> Vec<String> {
    why.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut asked: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for (n, reason) in why {
        if reason.starts_with("like \"") {
            out.push(reason);
        } else if n > CLEAR
            && !reason.is_empty()
            && asked.len() < 3
            && !asked.iter().any(|a| a.contains(&reason))
        {
            asked.retain(|a| !reason.contains(a.as_str()));
            asked.push(reason);
        }
    }
    if !asked.is_empty() {
        out.insert(0, format!("asks: {}", asked.join(", ")));
    }
    out
}

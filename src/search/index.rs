//! Inverted index of the words and meanings of stories, and incremental search.
//!
//! Removed and changed stories leave gaps that a rebuild closes.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

use super::concepts::TABLE;
use super::fields::{Field, Mark, texts, weight};
use super::kinds::{KINDS, TellingWord, Traits};
use super::postings::Postings;
use crate::language::graphemes::snap;
use crate::language::spelling::is_near;
use crate::language::words::folded_words;
use crate::story::{PromptId, Story, StoryId};

/// Maximum hits with highlighted passages; a screen shows fewer.
const MARKED: usize = 40;

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub story: StoryId,
    /// Higher is better; comparable within one result only.
    pub score: f32,
    /// The passages to underline, in field order; only the first 40 hits have them.
    pub matches: Vec<Mark>,
}

/// A word with its postings.
#[derive(Debug)]
struct Term {
    word: Arc<str>,
    postings: Postings,
    normal: u32,
}

/// A normal form with its terms.
#[derive(Debug, Default)]
struct Normal {
    terms: Vec<u32>,
    /// Its number in the concept table.
    number: Option<u16>,
    /// What is known of it as a word that kinds of stories are told in.
    told: Option<TellingWord>,
}

/// An indexed story.
#[derive(Debug)]
pub(super) struct Doc {
    pub story: Arc<Story>,
    /// The number of its home principle.
    pub principle: u32,
    /// The numbers of its prompts.
    pub answers: Box<[u32]>,
    /// How much it is told as each kind of story.
    pub told_as: Box<[f32]>,
}

/// The search index: built in the background, updated story by story.
#[derive(Debug, Default)]
pub struct Index {
    terms: HashMap<Arc<str>, u32>,
    /// The terms in alphabetical order, for prefix searches.
    sorted: BTreeMap<Arc<str>, u32>,
    term: Vec<Term>,
    normals: HashMap<Box<str>, u32>,
    normal: Vec<Normal>,
    /// Indexed by the number of a meaning.
    meanings: Vec<Postings>,
    docs: Vec<Option<Doc>>,
    by_id: HashMap<StoryId, u32>,
    principles: HashMap<String, u32>,
    prompts: HashMap<PromptId, u32>,
}

impl Index {
    /// Builds an index; of two stories with one id the later wins.
    pub fn build(stories: &[Arc<Story>]) -> Self {
        let mut index = Self::default();
        for story in stories {
            index.forget(&story.id);
            index.add(Arc::clone(story));
        }
        for postings in index.meanings.iter_mut().chain(index.term.iter_mut().map(|t| &mut t.postings)) {
            postings.shrink();
        }
        index
    }

    /// Adds a story or replaces its text.
    ///
    /// Takes a fraction of a millisecond; rebuilds once as many stories were changed as there are.
    pub fn update(&mut self, story: Arc<Story>) {
        if self.docs.len() > 2 * self.by_id.len() + 256 {
            let all: Vec<_> = self.docs.iter().flatten().map(|d| Arc::clone(&d.story)).collect();
            *self = Self::build(&all);
        }
        self.forget(&story.id);
        self.add(story);
    }

    /// Takes a story out; nothing happens where it is not in.
    pub fn remove(&mut self, id: &StoryId) {
        self.forget(id);
    }

    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    fn forget(&mut self, id: &StoryId) {
        if let Some(at) = self.by_id.remove(id)
            && let Some(doc) = self.docs.get_mut(at as usize)
        {
            *doc = None;
        }
    }

    fn add(&mut self, story: Arc<Story>) {
        let doc = self.docs.len() as u32;
        let mut by_term: Vec<(u32, u32)> = Vec::new();
        let mut by_meaning: Vec<(u32, u32)> = Vec::new();
        let mut telling = Traits::default();
        for (field, text) in texts(&story) {
            let (mut numbers, mut words) = (Vec::new(), Vec::new());
            for (_, word) in folded_words(text) {
                let term = self.term_of(&word);
                by_term.push((term, 1 << field.bit()));
                let normal = self.normal_of(term);
                numbers.push(normal.and_then(|normal| normal.number));
                words.push(normal.and_then(|normal| normal.told));
            }
            if !field.is_principle() {
                let found = TABLE.find(&numbers);
                by_meaning.extend(found.iter().map(|found| (u32::from(found.meaning), 1 << field.bit())));
                telling.add(&words, &found);
            }
        }
        for (term, mask) in joined(by_term) {
            if let Some(term) = self.term.get_mut(term as usize) {
                term.postings.push(doc, mask);
            }
        }
        self.meanings.resize(TABLE.meanings.len(), Postings::default());
        for (meaning, mask) in joined(by_meaning) {
            if let Some(postings) = self.meanings.get_mut(meaning as usize) {
                postings.push(doc, mask);
            }
        }
        let next = self.principles.len() as u32;
        let principle = *self.principles.entry(story.principle.clone()).or_insert(next);
        let answers = story
            .answers
            .iter()
            .map(|id| {
                let next = self.prompts.len() as u32;
                *self.prompts.entry(id.clone()).or_insert(next)
            })
            .collect();
        self.by_id.insert(story.id.clone(), doc);
        let told_as = KINDS.profile(&telling);
        self.docs.push(Some(Doc { story, principle, answers, told_as }));
    }

    fn term_of(&mut self, folded: &str) -> u32 {
        if let Some(&term) = self.terms.get(folded) {
            return term;
        }
        let term = self.term.len() as u32;
        let form = TABLE.normal(folded);
        let next = self.normal.len() as u32;
        let normal = *self.normals.entry(form.as_str().into()).or_insert(next);
        if normal == next {
            let (number, told) = (TABLE.number(&form), KINDS.word(&form));
            self.normal.push(Normal { terms: Vec::new(), number, told });
        }
        if let Some(normal) = self.normal.get_mut(normal as usize) {
            normal.terms.push(term);
        }
        let word: Arc<str> = folded.into();
        self.terms.insert(Arc::clone(&word), term);
        self.sorted.insert(Arc::clone(&word), term);
        self.term.push(Term { word, postings: Postings::default(), normal });
        term
    }

    fn normal_of(&self, term: u32) -> Option<&Normal> {
        self.normal.get(self.term.get(term as usize)?.normal as usize)
    }

    /// The upper bound of story numbers, those of removed ones included.
    pub(super) fn numbers(&self) -> usize {
        self.docs.len()
    }

    pub(super) fn doc(&self, at: u32) -> Option<&Doc> {
        self.docs.get(at as usize)?.as_ref()
    }

    pub(super) fn docs(&self) -> impl Iterator<Item = (u32, &Doc)> {
        self.docs.iter().enumerate().filter_map(|(i, d)| Some((i as u32, d.as_ref()?)))
    }

    /// The home principles of stories, with their numbers.
    pub(super) fn principles(&self) -> impl Iterator<Item = (&str, u32)> {
        self.principles.iter().map(|(id, &n)| (id.as_str(), n))
    }

    /// The prompts that stories answer, with their numbers.
    pub(super) fn prompts(&self) -> impl Iterator<Item = (&PromptId, u32)> {
        self.prompts.iter().map(|(id, &n)| (id, n))
    }

    /// Whether any story contains a form of this word.
    pub(super) fn knows(&self, normal: &str) -> bool {
        self.normals.contains_key(normal)
    }

    /// The stories that contain any form of a word, with the weight of the best field.
    pub(super) fn holding(&self, normal: &str) -> Vec<(u32, f32)> {
        let Some(normal) = self.normals.get(normal).and_then(|&n| self.normal.get(n as usize)) else {
            return Vec::new();
        };
        let mut terms = normal.terms.iter().filter_map(|&t| self.term.get(t as usize)).peekable();
        let one = terms.next();
        if let (Some(term), None) = (one, terms.peek()) {
            return term.postings.iter().map(|(doc, mask)| (doc, weight(mask))).collect();
        }
        let mut masks = vec![0; self.docs.len()];
        for (doc, mask) in one.into_iter().chain(terms).flat_map(|t| t.postings.iter()) {
            if let Some(sum) = masks.get_mut(doc as usize) {
                *sum |= mask;
            }
        }
        let held = masks.into_iter().enumerate().filter(|(_, mask)| *mask != 0);
        held.map(|(doc, mask)| (doc as u32, weight(mask))).collect()
    }

    /// The stories in which a meaning occurs, with the weight of the best field.
    pub(super) fn meaning(&self, meaning: u16) -> impl Iterator<Item = (u32, f32)> {
        let postings = self.meanings.get(usize::from(meaning));
        postings.into_iter().flat_map(Postings::iter).map(|(doc, mask)| (doc, weight(mask)))
    }

    /// The number of stories in which a meaning occurs.
    pub(super) fn meaning_count(&self, meaning: u16) -> usize {
        self.meanings.get(usize::from(meaning)).map_or(0, |p| p.len() as usize)
    }

    /// The stories for the query typed so far, best first; none for an empty query.
    ///
    /// Every word must match in the story exactly, in another form, or as a prefix; or the whole query must
    /// match the title approximately. If nothing matches, typing errors are tolerated: one in a word of four to
    /// seven bytes, two in a longer one.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        let typed: Vec<String> = folded_words(query).map(|(_, word)| word.into_owned()).collect();
        if typed.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut wanted: Vec<Wanted> = typed.iter().map(|word| self.wanted(word, false)).collect();
        let mut scores = self.all_of(&wanted);
        if scores.iter().filter(|&&s| s > 0.0).count() < limit {
            self.near_titles(query, &mut scores);
        }
        if scores.iter().all(|&s| s <= 0.0) {
            wanted = typed.iter().map(|word| self.wanted(word, true)).collect();
            scores = self.all_of(&wanted);
        }
        let mut best: Vec<(f32, u32)> = scores
            .iter()
            .enumerate()
            .filter(|&(i, &score)| score > 0.0 && self.doc(i as u32).is_some())
            .map(|(i, &score)| (score, i as u32))
            .collect();
        let changed = |at| self.doc(at).map(|d| (d.story.updated, &d.story.id));
        let order = |a: &(f32, u32), b: &(f32, u32)| {
            b.0.total_cmp(&a.0).then_with(|| changed(b.1).cmp(&changed(a.1)))
        };
        if best.len() > limit {
            best.select_nth_unstable_by(limit, order);
            best.truncate(limit);
        }
        best.sort_unstable_by(order);
        let title = fuzzy(query);
        best.iter()
            .enumerate()
            .filter_map(|(i, &(score, at))| {
                let story = &self.doc(at)?.story;
                let matches = if i < MARKED { marks(story, &wanted, &title) } else { Vec::new() };
                Some(Hit { story: story.id.clone(), score, matches })
            })
            .collect()
    }

    /// The terms that a typed word matches, each with a quality of up to 1.
    fn wanted(&self, typed: &str, forgive: bool) -> Wanted {
        let mut terms: HashMap<u32, f32> = HashMap::new();
        for (word, &term) in self.beginning(typed) {
            terms.insert(term, if word.len() == typed.len() { 1.0 } else { 0.6 });
        }
        let mut others: Vec<Arc<str>> = Vec::new();
        if typed.len() > 2
            && let Some(&n) = self.normals.get(TABLE.normal(typed).as_str())
            && let Some(normal) = self.normal.get(n as usize)
        {
            for &term in &normal.terms {
                let fits = terms.entry(term).or_default();
                *fits = fits.max(0.9);
            }
            let all = normal.terms.iter().filter_map(|&t| self.term.get(t as usize));
            others.extend(all.map(|t| Arc::clone(&t.word)));
        }
        if forgive && terms.is_empty() && typed.len() > 3 {
            // Typing errors rarely affect the first letter, and fixing it leaves few words to compare.
            let first: String = typed.chars().take(1).collect();
            let most = 1 + usize::from(typed.len() > 7);
            let near = self.beginning(&first).filter(|(word, _)| is_near(word, typed, most));
            for (word, &term) in near {
                terms.insert(term, 0.5);
                others.push(Arc::clone(word));
            }
        }
        Wanted { typed: typed.to_owned(), terms, others }
    }

    /// The terms with this prefix.
    fn beginning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a Arc<str>, &'a u32)> {
        let from = (Bound::Included(text), Bound::Unbounded);
        self.sorted.range::<str, _>(from).take_while(move |(word, _)| word.starts_with(text))
    }

    /// The score of each story that matches all words, else 0, by story number.
    fn all_of(&self, wanted: &[Wanted]) -> Vec<f32> {
        let mut all: Vec<f32> = Vec::new();
        for word in wanted {
            let mut one = vec![0f32; self.docs.len()];
            for (&term, &fits) in &word.terms {
                let Some(term) = self.term.get(term as usize) else { continue };
                for (doc, mask) in term.postings.iter() {
                    if let Some(score) = one.get_mut(doc as usize) {
                        *score = score.max(fits * weight(mask));
                    }
                }
            }
            let holding = one.iter().filter(|&&s| s > 0.0).count();
            let rare = (1.0 + self.docs.len() as f32 / (1 + holding) as f32).ln();
            if all.is_empty() {
                all = one.into_iter().map(|s| s * rare).collect();
            } else {
                for (sum, s) in all.iter_mut().zip(one) {
                    *sum = if *sum > 0.0 && s > 0.0 { *sum + s * rare } else { 0.0 };
                }
            }
        }
        all
    }

    /// Adds to the scores of the stories whose title approximately matches the query.
    fn near_titles(&self, query: &str, scores: &mut [f32]) {
        let letters = query.chars().filter(|c| !c.is_whitespace()).count() as u32;
        if letters < 2 {
            return;
        }
        let pattern = fuzzy(query);
        let mut matcher = nucleo_matcher::Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        for (at, doc) in self.docs() {
            if doc.story.title.len() < letters as usize {
                continue;
            }
            let title = Utf32Str::new(&doc.story.title, &mut buffer);
            // nucleo gives 16 per letter plus a bonus for adjacent ones: scattered letters fall below this.
            let near = pattern.score(title, &mut matcher).filter(|&score| score >= letters * 18);
            if let (Some(near), Some(score)) = (near, scores.get_mut(at as usize)) {
                *score += 1.5 * near as f32 / (letters * 20) as f32;
            }
        }
    }
}

/// Merges the masks of each story number.
fn joined(mut all: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    all.sort_unstable();
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    all
}

/// A typed word with the terms that it matches.
struct Wanted {
    typed: String,
    terms: HashMap<u32, f32>,
    /// Matching terms that do not begin with the typed word.
    others: Vec<Arc<str>>,
}

fn fuzzy(query: &str) -> Pattern {
    Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy)
}

/// The passages to underline: words in all fields, letters in the title.
fn marks(story: &Story, wanted: &[Wanted], title: &Pattern) -> Vec<Mark> {
    let mut all = Vec::new();
    for (field, text) in texts(story) {
        for (at, word) in folded_words(text) {
            let folded = &*word;
            if wanted.iter().any(|w| folded.starts_with(&w.typed) || w.others.iter().any(|o| **o == *folded))
            {
                all.push(Mark { field, at: snap(text, at) });
            }
        }
    }
    if !all.iter().any(|m| m.field.is_title()) {
        all.splice(0..0, letters(&story.title, title));
    }
    all
}

/// The runs of letters of a title matched by a fuzzy pattern.
fn letters(title: &str, pattern: &Pattern) -> Vec<Mark> {
    let mut matcher = nucleo_matcher::Matcher::new(Config::DEFAULT);
    let (mut buffer, mut at) = (Vec::new(), Vec::new());
    let text = Utf32Str::new(title, &mut buffer);
    let long_enough = pattern.atoms.iter().map(|a| a.needle_text().len()).sum::<usize>() as u32;
    if pattern.indices(text, &mut matcher, &mut at).is_none_or(|score| score < long_enough * 18) {
        return Vec::new();
    }
    let at: HashSet<usize> = at.into_iter().map(|i| i as usize).collect();
    let mut all: Vec<Mark> = Vec::new();
    for (i, (start, grapheme)) in title.grapheme_indices(true).enumerate() {
        if !at.contains(&i) {
            continue;
        }
        let end = start + grapheme.len();
        match all.last_mut() {
            Some(last) if last.at.end == start => last.at.end = end,
            _ => all.push(Mark { field: Field::title(), at: start..end }),
        }
    }
    all
}

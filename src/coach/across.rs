//! Findings across stories: duplicate Actions, overused stories, sets of one kind.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use hashbrown::HashMap;

use super::{RuleId, Settings};
use crate::language::Text;
use crate::questions::{Bank, PromptKind};
use crate::story::{Section, Story, StoryId};

/// Words per run: long enough that two stories share a run only by copying.
const RUN: usize = 5;
/// The share of the shorter Action's runs that two duplicates have in common, in percent.
const SHARED_PERCENT: usize = 40;
/// An Action with fewer runs than this is too short to compare.
const FEWEST_RUNS: usize = 8;
/// A run in more stories than this is a stock phrase, not a copy.
const COMMON_RUN: usize = 20;
/// Maximum principles that may depend on a single story.
const PRINCIPLES_A_STORY: usize = 4;
/// Stories of a principle that make a set.
const SET: usize = 3;

/// A finding about several stories or about the set as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankFinding {
    pub rule: RuleId,
    /// The stories concerned, at least one, in bank order.
    pub stories: Vec<StoryId>,
    /// The ids of the principles concerned, if any.
    pub principles: Vec<String>,
    pub message: String,
    pub question: String,
}

/// Judges the whole bank: duplicate stories, overused stories, sets of one kind.
///
/// `solid` tells which stories are at least solid; the caller has their reviews.
pub fn bank(
    stories: &[Arc<Story>],
    questions: &Bank,
    settings: &Settings,
    solid: impl Fn(&StoryId) -> bool,
) -> Vec<BankFinding> {
    let mut out = Vec::new();
    if settings.allows("duplicate-story") {
        out.extend(duplicates(stories));
    }
    let by_principle = sets(stories);
    if settings.allows("overused") {
        out.extend(overused(stories, questions, &by_principle, solid));
    }
    if settings.allows("same-kind") {
        out.extend(same_kind(stories, questions, &by_principle));
    }
    out
}

/// For each principle, the indexes of the stories that answer one of its prompts, in order of appearance.
fn sets(stories: &[Arc<Story>]) -> Vec<(String, Vec<usize>)> {
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut out: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        let answers = story.answers.iter().map(crate::story::PromptId::principle);
        for principle in std::iter::once(story.principle.as_str()).chain(answers) {
            if principle.is_empty() {
                continue;
            }
            let slot = *place.entry(principle).or_insert_with(|| {
                out.push((principle.to_owned(), Vec::new()));
                out.len() - 1
            });
            if let Some((_, set)) = out.get_mut(slot)
                && set.last() != Some(&at)
            {
                set.push(at);
            }
        }
    }
    out
}

fn duplicates(stories: &[Arc<Story>]) -> Vec<BankFinding> {
    let mut counts = Vec::with_capacity(stories.len());
    // The index: every run of every story, sorted so that equal runs are adjacent.
    let mut index: Vec<(u64, u32)> = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        let runs = runs(story.section(Section::Action));
        counts.push(runs.len());
        index.extend(runs.into_iter().map(|run| (run, at as u32)));
    }
    index.sort_unstable();
    let mut shared: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for same in index.chunk_by(|a, b| a.0 == b.0).filter(|same| (2..=COMMON_RUN).contains(&same.len())) {
        for (i, (_, first)) in same.iter().enumerate() {
            for (_, second) in same.iter().skip(i + 1) {
                *shared.entry((*first, *second)).or_default() += 1;
            }
        }
    }
    let fewest = |pair: (u32, u32)| {
        let of = |at: u32| counts.get(at as usize).copied().unwrap_or(0);
        of(pair.0).min(of(pair.1))
    };
    shared
        .into_iter()
        .filter(|&(pair, common)| fewest(pair) >= FEWEST_RUNS && common * 100 > fewest(pair) * SHARED_PERCENT)
        .filter_map(|((a, b), _)| Some((stories.get(a as usize)?, stories.get(b as usize)?)))
        .filter(|(a, b)| !versions(a, b))
        .map(|(a, b)| BankFinding {
            rule: RuleId("duplicate-story"),
            stories: vec![a.id.clone(), b.id.clone()],
            principles: Vec::new(),
            message: format!("\"{}\" and \"{}\" sound like the same Action.", a.short_name(), b.short_name()),
            question: "Could one story answer both questions?".to_owned(),
        })
        .collect()
}

/// Whether one is the second version of the other, kept after a conflict.
fn versions(a: &Story, b: &Story) -> bool {
    a.version_of.as_ref() == Some(&b.id) || b.version_of.as_ref() == Some(&a.id)
}

/// The distinct five-word runs of a text, as hashes.
fn runs(text: &str) -> Vec<u64> {
    let text = Text::new(text);
    let hashes: Vec<u64> = text
        .words
        .iter()
        .map(|w| {
            let mut hasher = DefaultHasher::new();
            text.low_of(w).hash(&mut hasher);
            hasher.finish()
        })
        .collect();
    let mix = |run: &[u64]| run.iter().fold(0_u64, |all, h| all.rotate_left(13).wrapping_mul(31) ^ h);
    let mut out: Vec<u64> = hashes.windows(RUN).map(mix).collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn overused(
    stories: &[Arc<Story>],
    questions: &Bank,
    sets: &[(String, Vec<usize>)],
    solid: impl Fn(&StoryId) -> bool,
) -> Vec<BankFinding> {
    let is_solid: Vec<bool> = stories.iter().map(|s| solid(&s.id)).collect();
    let mut only: Vec<Vec<String>> = vec![Vec::new(); stories.len()];
    for (principle, set) in sets {
        let mut good = set.iter().filter(|&&at| is_solid.get(at) == Some(&true));
        if let (Some(&at), None) = (good.next(), good.next())
            && let Some(list) = only.get_mut(at)
        {
            list.push(principle.clone());
        }
    }
    stories
        .iter()
        .zip(only)
        .filter(|(_, principles)| principles.len() > PRINCIPLES_A_STORY)
        .map(|(story, principles)| BankFinding {
            rule: RuleId("overused"),
            stories: vec![story.id.clone()],
            message: format!(
                "\"{}\" looks like your only solid story for {} principles.",
                story.short_name(),
                principles.len()
            ),
            question: format!(
                "What else could you tell for {}?",
                principles.last().map_or("one of them", |p| name(questions, p))
            ),
            principles,
        })
        .collect()
}

fn same_kind(stories: &[Arc<Story>], questions: &Bank, sets: &[(String, Vec<usize>)]) -> Vec<BankFinding> {
    let mut out = Vec::new();
    for (principle, set) in sets.iter().filter(|(_, set)| set.len() == SET) {
        let set: Vec<&Story> = set.iter().filter_map(|&at| stories.get(at)).map(AsRef::as_ref).collect();
        let kinds: Vec<Vec<PromptKind>> = set.iter().map(|s| kinds(s, principle, questions)).collect();
        let common = kinds
            .first()
            .and_then(|first| first.iter().find(|k| kinds.iter().all(|of| of.as_slice() == [**k])));
        let one_event = |of: fn(&Story) -> (String, String)| {
            let first = set.first().map(|s| of(s));
            first.is_some_and(|f| !f.0.is_empty() && !f.1.is_empty() && set.iter().all(|s| of(s) == f))
        };
        let name = name(questions, principle);
        let message = if let Some(&kind) = common {
            format!("All three stories for {name} sound like one kind: {}.", kind_name(kind))
        } else if one_event(|s| (folded(&s.customer), folded(&s.happened))) {
            format!("All three stories for {name} sound like one customer and time.")
        } else {
            continue;
        };
        out.push(BankFinding {
            rule: RuleId("same-kind"),
            stories: set.iter().map(|s| s.id.clone()).collect(),
            principles: vec![principle.clone()],
            message,
            question: "Which of them could be told from another side of your work?".to_owned(),
        });
    }
    out
}

/// The distinct kinds of the prompts that a story answers for a principle.
fn kinds(story: &Story, principle: &str, questions: &Bank) -> Vec<PromptKind> {
    let mut out: Vec<PromptKind> = Vec::new();
    for prompt in story.answers.iter().filter(|a| a.principle() == principle) {
        if let Some(kind) = questions.prompt(prompt).map(|p| p.kind)
            && !out.contains(&kind)
        {
            out.push(kind);
        }
    }
    out
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn name<'a>(questions: &'a Bank, principle: &'a str) -> &'a str {
    questions.principle(principle).map_or(principle, |p| p.name.as_str())
}

const fn kind_name(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Failure => "a failure",
        PromptKind::Conflict => "a conflict",
        PromptKind::Case => "a case",
        PromptKind::Change => "a change",
        PromptKind::Tradeoff => "a compromise",
        PromptKind::Success => "a success",
        PromptKind::Pitch => "a pitch",
    }
}

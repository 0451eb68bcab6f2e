//! The loop plan: assigns stories to interviewers with as few repeats as possible.

use std::collections::{HashMap, HashSet};

use super::flow::Network;
use super::{Candidate, Round};
use crate::questions::{Bank, Principle};
use crate::story::Stage;
use crate::story::StoryId;

/// A story for each principle of each interviewer, as far as there are stories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoopPlan {
    /// One plan per round, in the order of the rounds.
    pub rounds: Vec<RoundPlan>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundPlan {
    /// The stories: in the user's order if chosen by hand, else in the order of the principles.
    pub tells: Vec<Tell>,
    /// The ids of the principles without a story.
    pub missing: Vec<String>,
    pub by_hand: bool,
}

/// One story for one interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tell {
    pub story: StoryId,
    /// The ids of the interviewer's principles that it is told for; may be empty if chosen by hand.
    pub principles: Vec<String>,
    /// Whether an earlier interviewer hears it too.
    pub again: bool,
}

impl LoopPlan {
    /// Every planned story once, in telling order.
    pub fn stories(&self) -> Vec<&StoryId> {
        let mut seen = HashSet::new();
        self.tells().map(|t| &t.story).filter(|id| seen.insert(*id)).collect()
    }

    /// Principles without a story, summed over all rounds.
    pub fn missing(&self) -> usize {
        self.rounds.iter().map(|r| r.missing.len()).sum()
    }

    fn tells(&self) -> impl Iterator<Item = &Tell> {
        self.rounds.iter().flat_map(|r| &r.tells)
    }
}

/// A principle of a round that needs a story, with the candidates.
struct Slot<'a> {
    round: usize,
    principle: &'a str,
    fits: Vec<(usize, i64)>,
}

/// The cost of telling this story for this principle: higher for a lower stage, slightly higher if its home is
/// another principle, and so high for a weak one that even a draft is better.
pub(super) fn cost(candidate: &Candidate<'_>, principle: &str) -> i64 {
    let stage = match candidate.stage {
        Stage::Ready => 0,
        Stage::Solid => 2,
        Stage::Draft => 6,
    };
    if candidate.story.principle != principle {
        return stage + 1;
    }
    if candidate.weak { stage + WEAK } else { stage }
}

/// What it costs that another story is bigger: more than a draft costs beyond a solid one.
const WEAK: i64 = 6;

/// The maximum of [`cost`].
const MOST_COST: i64 = 12;

/// Proposes a story for each principle of each round. In this order: as many principles as possible get a
/// story, as few stories as possible are repeated, the stages are as high as possible. Nobody hears a story
/// twice. Rounds edited by hand keep their stories, and the others avoid them.
///
/// The order of the candidates, and what is written in them, change nothing: of stories that are equally good,
/// one that was told comes first, then the smaller id.
pub fn plan(rounds: &[Round], candidates: &[Candidate<'_>], bank: &Bank) -> LoopPlan {
    let candidates = &in_order(candidates);
    let by_id: HashMap<&StoryId, usize> =
        candidates.iter().enumerate().map(|(at, c)| (&c.story.id, at)).collect();
    let taken: HashSet<usize> = rounds
        .iter()
        .filter_map(|r| r.stories.as_ref())
        .flatten()
        .filter_map(|id| by_id.get(id).copied())
        .collect();
    let slots = slots(rounds, candidates, bank, taken.len());
    let chosen = assign(&slots, &taken);
    let mut plan = LoopPlan::default();
    for (at, round) in rounds.iter().enumerate() {
        let here = slots.iter().zip(&chosen).filter(|(slot, _)| slot.round == at);
        plan.rounds.push(match &round.stories {
            Some(stories) => {
                let there = stories.iter().filter_map(|id| candidates.get(*by_id.get(id)?));
                kept(round, there.copied(), bank)
            }
            None => proposed(here, candidates),
        });
    }
    let mut heard = HashSet::new();
    for round in &mut plan.rounds {
        for tell in &mut round.tells {
            tell.again = heard.contains(&tell.story);
        }
        heard.extend(round.tells.iter().map(|t| t.story.clone()));
    }
    plan
}

/// The stories in the order in which they are preferred.
fn in_order<'a>(candidates: &[Candidate<'a>]) -> Vec<Candidate<'a>> {
    let mut all = candidates.to_vec();
    let rank = |c: &Candidate<'_>| (std::cmp::Reverse(c.stage), c.told.is_none());
    all.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.story.id.cmp(&b.story.id)));
    all
}

/// The principles that count and that nobody asks for yet, dealt in turn to the rounds without principles.
///
/// Returns the principles of each round; a round that has some keeps them.
pub fn spread(rounds: &[Round], counting: &[&Principle]) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = rounds.iter().map(|r| r.principles.clone()).collect();
    let bare: Vec<usize> =
        (0..rounds.len()).filter(|&at| rounds.get(at).is_some_and(Round::is_open)).collect();
    let asked: HashSet<&String> = rounds.iter().flat_map(|r| &r.principles).collect();
    let open = counting.iter().filter(|p| !asked.contains(&p.id));
    for (principle, &at) in open.zip(bare.iter().cycle()) {
        if let Some(here) = out.get_mut(at) {
            here.push(principle.id.clone());
        }
    }
    out
}

/// The principles that need a story, each with only as many candidates as can matter.
fn slots<'a>(rounds: &'a [Round], candidates: &[Candidate<'_>], bank: &Bank, taken: usize) -> Vec<Slot<'a>> {
    let open = || rounds.iter().enumerate().filter(|(_, r)| r.stories.is_none());
    // A slot never needs more than its best stories, one for every slot and every story chosen by hand: that
    // is the most that can be taken elsewhere.
    let most = open().map(|(_, r)| r.principles.len()).sum::<usize>() + taken;
    let mut known: HashMap<&str, Vec<(usize, i64)>> = HashMap::new();
    let mut out = Vec::new();
    for (round, r) in open() {
        for principle in &r.principles {
            let fits = known.entry(principle).or_insert_with(|| fitting(principle, candidates, bank, most));
            out.push(Slot { round, principle, fits: fits.clone() });
        }
    }
    out
}

/// The stories for a principle with their costs, best first, at most `most`.
fn fitting(principle: &str, candidates: &[Candidate<'_>], bank: &Bank, most: usize) -> Vec<(usize, i64)> {
    let Some(asked) = bank.principle(principle) else { return Vec::new() };
    let fits = candidates.iter().enumerate().filter(|(_, c)| c.counts() && c.serves(asked));
    let mut fits: Vec<(usize, i64)> = fits.map(|(at, c)| (at, cost(c, principle))).collect();
    fits.sort_by_key(|&(_, cost)| cost);
    fits.truncate(most);
    fits
}

/// The globally optimal story for each slot; stories in `taken` are already told elsewhere.
fn assign(slots: &[Slot<'_>], taken: &HashSet<usize>) -> Vec<Option<usize>> {
    let count = i64::try_from(slots.len()).unwrap_or(i64::from(u32::MAX)).max(1);
    // Each penalty exceeds the total of all cheaper costs over all slots.
    let again = MOST_COST * count + 1;
    let missing = again * (count + 1);
    let mut network = Network::default();
    let (source, sink) = (network.node(), network.node());
    let mut stories: HashMap<usize, usize> = HashMap::new();
    let mut ears: HashMap<(usize, usize), usize> = HashMap::new();
    let mut choices = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        let wants = network.node();
        network.edge(source, wants, 1, 0);
        network.edge(wants, sink, 1, missing);
        for &(story, cost) in &slot.fits {
            let told = *stories.entry(story).or_insert_with(|| {
                let node = network.node();
                network.edge(node, sink, u32::from(!taken.contains(&story)), 0);
                network.edge(node, sink, u32::MAX, again);
                node
            });
            // One interviewer hears a story once, for whatever principle.
            let ear = *ears.entry((slot.round, story)).or_insert_with(|| {
                let node = network.node();
                network.edge(node, told, 1, 0);
                node
            });
            choices.push((at, story, network.edge(wants, ear, 1, cost)));
        }
    }
    for _ in slots {
        network.send(source, sink);
    }
    let mut chosen = vec![None; slots.len()];
    for (at, story, edge) in choices {
        if let Some(choice) = chosen.get_mut(at).filter(|_| network.used(edge)) {
            *choice = Some(story);
        }
    }
    chosen
}

/// A round as assigned.
fn proposed<'a>(
    slots: impl Iterator<Item = (&'a Slot<'a>, &'a Option<usize>)>,
    candidates: &[Candidate<'_>],
) -> RoundPlan {
    let mut round = RoundPlan::default();
    for (slot, choice) in slots {
        match choice.and_then(|at| candidates.get(at)) {
            Some(c) => round.tells.push(Tell {
                story: c.story.id.clone(),
                principles: vec![slot.principle.to_owned()],
                again: false,
            }),
            None => round.missing.push(slot.principle.to_owned()),
        }
    }
    round
}

/// A round as chosen by hand; deleted stories are skipped.
fn kept<'a>(round: &Round, stories: impl Iterator<Item = Candidate<'a>>, bank: &Bank) -> RoundPlan {
    let mut out = RoundPlan { by_hand: true, ..RoundPlan::default() };
    for c in stories {
        let serves = |id: &&String| bank.principle(id).is_some_and(|p| c.serves(p));
        let principles = round.principles.iter().filter(serves).cloned().collect();
        out.tells.push(Tell { story: c.story.id.clone(), principles, again: false });
    }
    let told = |id: &String| out.tells.iter().any(|t| t.principles.contains(id));
    out.missing = round.principles.iter().filter(|id| !told(id)).cloned().collect();
    out
}

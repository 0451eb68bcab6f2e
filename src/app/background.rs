//! Long computations: pure functions over a snapshot, run off the event loop.
//!
//! Each carries a generation number, by which the requester drops outdated results.

use std::collections::HashMap;
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;

use crate::coach::{self, BankFinding, Facts, Settings};
use crate::export::import::{self, ImportError, Plan};
use crate::questions::Bank;
use crate::search::{Index, Matcher};
use crate::story::pace::Seconds;
use crate::story::{Story, StoryId};

/// A computation to run.
#[derive(Debug, Clone)]
pub enum Job {
    /// Review all stories, and find what only shows across them.
    Judge {
        /// Returned with the result.
        generation: u64,
        stories: Arc<[Arc<Story>]>,
        bank: Arc<Bank>,
        settings: Settings,
        /// The day on which the stories are judged.
        today: jiff::civil::Date,
        /// The time of the last telling, by story.
        told: HashMap<StoryId, Seconds>,
    },
    /// Find the stories in a file or in pasted text.
    Plan {
        /// Returned with the result.
        generation: u64,
        /// The path of the file, whose name may be the title of its only story.
        source: String,
        bytes: Vec<u8>,
        bank: Arc<Bank>,
        /// The matcher, if it was built.
        matcher: Option<Arc<Matcher>>,
    },
    /// Index all stories for search.
    Index {
        /// Returned with the result.
        generation: u64,
        stories: Arc<[Arc<Story>]>,
        bank: Arc<Bank>,
        /// The matcher, if the bank has not changed since it was built.
        matcher: Option<Arc<Matcher>>,
    },
}

impl PartialEq for Job {
    /// Compares what is requested, not the snapshot.
    fn eq(&self, other: &Self) -> bool {
        self.replaces(other) && self.generation() == other.generation()
    }
}

/// The result of a [`Job`].
#[derive(Debug)]
pub enum Computed {
    /// Which stories have an open warning, and what shows across the bank.
    Judged {
        /// The generation of the request.
        generation: u64,
        /// For every story, whether a part is blank or a warning is open.
        open: HashMap<StoryId, bool>,
        /// Findings about several stories.
        across: Vec<BankFinding>,
    },
    /// The stories in a file or in pasted text.
    Planned {
        /// The generation of the request.
        generation: u64,
        plan: Result<Plan, ImportError>,
    },
    /// The search index.
    Indexed {
        /// The generation of the request.
        generation: u64,
        index: Box<Index>,
        matcher: Arc<Matcher>,
    },
}

impl Job {
    fn generation(&self) -> u64 {
        match self {
            Self::Judge { generation, .. }
            | Self::Index { generation, .. }
            | Self::Plan { generation, .. } => *generation,
        }
    }

    /// Whether this job makes an earlier one obsolete: both compute the same thing.
    pub fn replaces(&self, earlier: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(earlier)
    }

    /// Runs the computation; may take seconds.
    pub fn run(self) -> Computed {
        match self {
            Self::Judge { generation, stories, bank, settings, today, told } => {
                let judge = |story: &Arc<Story>| {
                    let facts = Facts { today, told: told.get(&story.id).copied() };
                    let review = coach::standing(story, &bank, &settings, facts);
                    (story.id.clone(), coach::is_open(&review))
                };
                let open: HashMap<StoryId, bool> = on_all_cores(&stories, judge).into_iter().collect();
                let across = coach::bank(&stories, &bank, &settings, |id| open.get(id) == Some(&false));
                Computed::Judged { generation, open, across }
            }
            Self::Plan { generation, source, bytes, bank, matcher } => {
                Computed::Planned { generation, plan: plan(&source, &bytes, &bank, matcher) }
            }
            Self::Index { generation, stories, bank, matcher } => Computed::Indexed {
                generation,
                index: Box::new(Index::build(&stories)),
                matcher: matcher.unwrap_or_else(|| Arc::new(Matcher::new(&bank))),
            },
        }
    }
}

/// What `run` makes of each item, in any order of doing but in this order.
fn on_all_cores<T: Sync, R: Send>(items: &[T], run: impl Fn(&T) -> R + Sync) -> Vec<R> {
    /// A thread is not worth its start for fewer.
    const LEAST: usize = 64;
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let each = items.len().div_ceil(cores).max(LEAST);
    std::thread::scope(|scope| {
        let (first, rest) = items.split_at(each.min(items.len()));
        let threads: Vec<_> = rest
            .chunks(each)
            .map(|chunk| scope.spawn(|| chunk.iter().map(&run).collect::<Vec<_>>()))
            .collect();
        let mut out: Vec<R> = first.iter().map(&run).collect();
        for thread in threads {
            match thread.join() {
                Ok(part) => out.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        out
    })
}

/// Reads stories, and proposes a principle for each that names none.
fn plan(source: &str, bytes: &[u8], bank: &Bank, matcher: Option<Arc<Matcher>>) -> Result<Plan, ImportError> {
    let mut plan = import::bytes(bytes, bank)?;
    if let Some(title) = import::title_of(Path::new(source)) {
        plan.name(&title);
    }
    if plan.drafts.iter().any(|draft| draft.story.principle.is_empty()) {
        let matcher = matcher.unwrap_or_else(|| Arc::new(Matcher::new(bank)));
        plan.propose(bank, |text| matcher.clearest(text));
    }
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::story;

    #[test]
    fn a_later_job_of_the_same_kind_makes_an_earlier_one_needless() {
        let bank = Arc::new(Bank::built_in());
        let stories: Arc<[Arc<Story>]> = vec![Arc::new(story(1, "The auditor", 0))].into();
        let judge = |generation| Job::Judge {
            generation,
            stories: Arc::clone(&stories),
            bank: Arc::clone(&bank),
            settings: Settings::default(),
            today: jiff::civil::date(2026, 11, 23),
            told: HashMap::new(),
        };
        let index = Job::Index {
            generation: 1,
            stories: Arc::clone(&stories),
            bank: Arc::clone(&bank),
            matcher: None,
        };
        assert!(judge(2).replaces(&judge(1)) && !index.replaces(&judge(1)));
        let Computed::Judged { generation, open, .. } = judge(2).run() else { panic!() };
        assert_eq!((generation, open.len()), (2, 1));
        let Computed::Indexed { index, .. } = index.run() else { panic!() };
        assert_eq!(index.len(), 1);
    }
}

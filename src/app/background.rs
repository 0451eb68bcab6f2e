//! Long computations: pure functions over a snapshot, run beside the loop.
//!
//! Each carries a generation; an answer that comes too late is dropped by who asked. Must not know a thread.

use std::collections::HashMap;
use std::sync::Arc;

use crate::coach::{self, BankFinding, Facts, Settings};
use crate::questions::Bank;
use crate::search::{Index, Matcher};
use crate::story::pace::Seconds;
use crate::story::{Story, StoryId};

/// What shall be computed.
#[derive(Debug, Clone)]
pub enum Job {
    /// Judge all stories, and what only shows across them.
    Judge {
        /// Comes back with the answer.
        generation: u64,
        /// The stories.
        stories: Arc<[Arc<Story>]>,
        /// What is asked.
        bank: Arc<Bank>,
        /// The coach's settings.
        settings: Settings,
        /// The day on which they are judged.
        today: jiff::civil::Date,
        /// How long the last telling of a story took.
        told: HashMap<StoryId, Seconds>,
    },
    /// Read all stories for finding them.
    Index {
        /// Comes back with the answer.
        generation: u64,
        /// The stories.
        stories: Arc<[Arc<Story>]>,
        /// What is asked.
        bank: Arc<Bank>,
        /// The reader of questions, where the bank has not changed since it was made.
        matcher: Option<Arc<Matcher>>,
    },
}

impl PartialEq for Job {
    /// By what is asked, not by the snapshot.
    fn eq(&self, other: &Self) -> bool {
        self.replaces(other) && self.generation() == other.generation()
    }
}

/// What came of it.
#[derive(Debug)]
pub enum Computed {
    /// Which stories have an open warning, and what shows across the bank.
    Judged {
        /// The one that was asked with.
        generation: u64,
        /// Every story, and whether a part is blank or a warning open.
        open: HashMap<StoryId, bool>,
        /// Findings about several stories.
        across: Vec<BankFinding>,
    },
    /// The stories, ready to be found.
    Indexed {
        /// The one that was asked with.
        generation: u64,
        /// By words.
        index: Box<Index>,
        /// By an interviewer's question.
        matcher: Arc<Matcher>,
    },
}

impl Job {
    fn generation(&self) -> u64 {
        match self {
            Self::Judge { generation, .. } | Self::Index { generation, .. } => *generation,
        }
    }

    /// Whether this job makes an earlier one needless: they ask for the same.
    pub fn replaces(&self, earlier: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(earlier)
    }

    /// Computes; takes as long as it takes.
    pub fn run(self) -> Computed {
        match self {
            Self::Judge { generation, stories, bank, settings, today, told } => {
                let judge = |story: &Arc<Story>| {
                    let facts = Facts { today, told: told.get(&story.id).copied() };
                    let prompt = coach::strictest(story, &bank);
                    let review = coach::review(story, prompt, &settings, facts);
                    (story.id.clone(), coach::is_open(&review))
                };
                let open: HashMap<StoryId, bool> = stories.iter().map(judge).collect();
                let across = coach::bank(&stories, &bank, &settings, |id| open.get(id) == Some(&false));
                Computed::Judged { generation, open, across }
            }
            Self::Index { generation, stories, bank, matcher } => Computed::Indexed {
                generation,
                index: Box::new(Index::build(&stories)),
                matcher: matcher.unwrap_or_else(|| Arc::new(Matcher::new(&bank))),
            },
        }
    }
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

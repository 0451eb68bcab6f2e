//! Search in the stories: by words, or by an interviewer's question.

use std::sync::Arc;

use crate::search::{Hit, Index, Matcher, Scored, StoryMatch};
use crate::story::{Story, StoryId};

/// The search index and the matcher; empty until they were built in the background.
#[derive(Default)]
pub struct Finder {
    /// The matcher, built once per bank.
    pub matcher: Option<Arc<Matcher>>,
    index: Option<Index>,
    edition: u64,
    generation: u64,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finder")
            .field("stories", &self.index.as_ref().map(Index::len))
            .finish_non_exhaustive()
    }
}

impl Finder {
    /// Incremented whenever results may change.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// Whether the index was built.
    pub fn is_ready(&self) -> bool {
        self.index.is_some()
    }

    /// Starts building an index; returns its generation.
    pub fn begin(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }

    /// Adopts a new index, unless it is outdated.
    pub fn finish(&mut self, generation: u64, index: Index, matcher: Arc<Matcher>) {
        if generation == self.generation {
            self.index = Some(index);
            self.matcher = Some(matcher);
            self.edition += 1;
        }
    }

    /// Updates a story in the index, or removes it; false if there is no index yet.
    pub fn update(&mut self, id: &StoryId, story: Option<&Arc<Story>>) -> bool {
        let Some(index) = &mut self.index else { return false };
        match story {
            Some(story) => index.update(Arc::clone(story)),
            None => index.remove(id),
        }
        self.edition += 1;
        true
    }

    /// The stories that contain these words, best first; `None` while the index is being built.
    pub fn find(&self, words: &str, most: usize) -> Option<Vec<Hit>> {
        self.index.as_ref().map(|index| index.find(words, most))
    }

    /// The principles that a question may test and the stories that answer it, each best first.
    pub fn answer_to(&self, question: &str, most: usize) -> (Vec<Scored>, Vec<StoryMatch>) {
        match (&self.index, &self.matcher) {
            (Some(index), Some(matcher)) if !question.trim().is_empty() => {
                (matcher.principles(question), matcher.stories(question, index, most))
            }
            _ => (Vec::new(), Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::Bank;
    use jiff::Timestamp;

    fn story(n: u64, situation: &str) -> Arc<Story> {
        let mut story = Story::new(StoryId::from_bits(n), "ownership", Timestamp::UNIX_EPOCH);
        story.situation = situation.to_owned();
        Arc::new(story)
    }

    #[test]
    fn a_late_answer_is_dropped_and_an_update_changes_what_is_found() {
        let matcher = Arc::new(Matcher::new(&Bank::built_in()));
        let mut finder = Finder::default();
        assert!(finder.find("auditor", 9).is_none() && finder.answer_to("Why?", 9).1.is_empty());
        assert!(!finder.update(&StoryId::from_bits(1), None));
        let (old, new) = (finder.begin(), finder.begin());
        finder.finish(old, Index::build(&[story(1, "An auditor")]), Arc::clone(&matcher));
        assert!(!finder.is_ready(), "something newer was asked for");
        finder.finish(new, Index::build(&[story(1, "An auditor")]), matcher);
        let before = finder.edition();
        assert_eq!(finder.find("auditor", 9).unwrap().len(), 1);
        let changed = story(1, "A librarian");
        assert!(finder.update(&changed.id, Some(&changed)));
        assert!(finder.edition() > before);
        assert!(finder.find("auditor", 9).unwrap().is_empty());
        finder.update(&changed.id, None);
        assert!(finder.find("librarian", 9).unwrap().is_empty());
    }
}

//! Results of the coach by story, so that lists need not review stories again.

use std::collections::{HashMap, HashSet};

use crate::coach::{self, BankFinding, Settings};
use crate::story::{Stage, Story, StoryId};

/// The last results of the coach, by story and across stories.
#[derive(Debug, Default)]
pub struct CoachCache {
    pub settings: Settings,
    /// Findings across stories.
    pub across: Vec<BankFinding>,
    /// For each story judged so far, whether a part is blank or a warning is open.
    open: HashMap<StoryId, bool>,
    /// Stories judged since the last request to judge all, whose result is out of date for them.
    rejudged: HashSet<StoryId>,
    generation: u64,
}

impl CoachCache {
    /// The stage of a story with this many good tellings.
    pub fn stage(&self, story: &Story, good_tellings: impl FnOnce() -> u32) -> Stage {
        if !story.is_complete() || self.open.get(&story.id) == Some(&true) {
            Stage::Draft
        } else if good_tellings() < coach::READY_TELLINGS {
            Stage::Solid
        } else {
            Stage::Ready
        }
    }

    /// Records whether a story has something open; returns whether that changed.
    pub fn note(&mut self, story: &StoryId, open: bool) -> bool {
        self.rejudged.insert(story.clone());
        self.open.insert(story.clone(), open) != Some(open)
    }

    /// Starts a request to judge all stories; returns its generation.
    pub fn begin(&mut self) -> u64 {
        self.generation += 1;
        self.rejudged.clear();
        self.generation
    }

    /// Adopts the result for all stories, except those judged since; false if it is outdated.
    pub fn finish(
        &mut self,
        generation: u64,
        open: HashMap<StoryId, bool>,
        across: Vec<BankFinding>,
    ) -> bool {
        if generation != self.generation {
            return false;
        }
        self.open.extend(open.into_iter().filter(|(id, _)| !self.rejudged.contains(id)));
        self.across = across;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn complete() -> Story {
        let mut story = Story::new(StoryId::from_bits(1), "ownership", Timestamp::UNIX_EPOCH);
        for part in crate::story::Section::STAR {
            *story.section_mut(part) = "Some words.".to_owned();
        }
        story
    }

    #[test]
    fn a_story_is_a_draft_then_solid_then_ready() {
        let (mut cache, story) = (CoachCache::default(), complete());
        assert_eq!(cache.stage(&Story { task: String::new(), ..story.clone() }, || 9), Stage::Draft);
        assert_eq!(cache.stage(&story, || 0), Stage::Solid, "not judged yet counts as nothing open");
        assert!(cache.note(&story.id, true));
        assert_eq!(cache.stage(&story, || 9), Stage::Draft);
        assert!(!cache.note(&story.id, true), "nothing new");
        cache.note(&story.id, false);
        assert_eq!(cache.stage(&story, || coach::READY_TELLINGS), Stage::Ready);
    }

    #[test]
    fn a_story_that_was_judged_meanwhile_keeps_its_newer_mark() {
        let (mut cache, story) = (CoachCache::default(), complete());
        let generation = cache.begin();
        cache.note(&story.id, false);
        assert!(cache.finish(generation, HashMap::from([(story.id.clone(), true)]), Vec::new()));
        assert_eq!(cache.stage(&story, || 0), Stage::Solid);
        cache.begin();
        assert!(!cache.finish(generation, HashMap::from([(story.id.clone(), true)]), Vec::new()), "late");
        let generation = cache.begin();
        cache.finish(generation, HashMap::from([(story.id.clone(), true)]), Vec::new());
        assert_eq!(cache.stage(&story, || 0), Stage::Draft);
    }
}

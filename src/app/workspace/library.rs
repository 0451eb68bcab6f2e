//! The stories in memory, their order, and the index of prompts to stories.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use crate::app::msg::{Damaged, Loaded};

use crate::questions::{OWN, Principle};
use crate::story::{PromptId, Story, StoryId};

/// All stories by id, in an order that changes only on request.
#[derive(Debug, Default)]
pub struct Library {
    stories: HashMap<StoryId, Loaded>,
    order: Vec<StoryId>,
    answers: HashMap<PromptId, Vec<StoryId>>,
    /// Stories by home principle.
    homes: HashMap<String, Vec<StoryId>>,
    /// Files that cannot be read.
    pub damaged: Vec<Damaged>,
    /// Whether all files were loaded.
    pub complete: bool,
    /// Incremented with every change, to detect outdated derived data.
    pub edition: u64,
}

impl Library {
    pub fn get(&self, id: &StoryId) -> Option<&Arc<Story>> {
        self.stories.get(id).map(|l| &l.story)
    }

    /// The format version of a story's file, if it is newer than this program's.
    pub fn newer(&self, id: &StoryId) -> Option<u32> {
        self.stories.get(id).and_then(|l| l.newer)
    }

    /// Whether the file of this story cannot be read.
    pub fn is_damaged(&self, id: &StoryId) -> bool {
        self.damaged.iter().any(|damaged| damaged.id.as_ref() == Some(id))
    }

    /// The stories in order, without second versions.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Story>> {
        self.order.iter().filter_map(|id| self.get(id)).filter(|s| s.version_of.is_none())
    }

    /// The ids in order, including second versions.
    pub fn ids(&self) -> &[StoryId] {
        &self.order
    }

    /// The number of stories, without second versions.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there is no story.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    pub fn has(&self, id: &StoryId) -> bool {
        self.stories.contains_key(id)
    }

    /// Mutable access to a story's text. Links must be changed by [`Library::put`], which updates the index.
    pub fn get_mut(&mut self, id: &StoryId) -> Option<&mut Story> {
        self.edition += 1;
        self.stories.get_mut(id).map(|l| Arc::make_mut(&mut l.story))
    }

    /// Adds or replaces a story; a new one goes first.
    pub fn put(&mut self, loaded: Loaded) {
        let id = loaded.story.id.clone();
        self.unlink(&id);
        self.link(&loaded.story);
        if self.stories.insert(id.clone(), loaded).is_none() {
            self.order.insert(0, id);
        }
        self.edition += 1;
    }

    /// Adds stories loaded from files; those already present stay unchanged.
    pub fn load(&mut self, batch: Vec<Loaded>) {
        self.stories.reserve(batch.len());
        for loaded in batch {
            let id = loaded.story.id.clone();
            if self.stories.contains_key(&id) {
                continue;
            }
            self.link(&loaded.story);
            self.order.push(id.clone());
            self.stories.insert(id, loaded);
        }
        self.edition += 1;
    }

    /// Sorts the stories, last changed first.
    pub fn sort(&mut self) {
        let mut order = std::mem::take(&mut self.order);
        order.sort_by_cached_key(|id| {
            let updated = self.get(id).map(|s| s.updated);
            (std::cmp::Reverse(updated), id.clone())
        });
        self.order = order;
        self.edition += 1;
    }

    /// Removes a story.
    pub fn remove(&mut self, id: &StoryId) -> Option<Arc<Story>> {
        self.unlink(id);
        self.order.retain(|i| i != id);
        self.edition += 1;
        self.stories.remove(id).map(|l| l.story)
    }

    fn link(&mut self, story: &Story) {
        if story.version_of.is_some() {
            return;
        }
        for prompt in &story.answers {
            add(&mut self.answers, prompt, &story.id);
        }
        add(&mut self.homes, &story.principle, &story.id);
    }

    fn unlink(&mut self, id: &StoryId) {
        let Some(old) = self.stories.get(id) else { return };
        for prompt in &old.story.answers {
            if let Some(ids) = self.answers.get_mut(prompt) {
                ids.retain(|i| i != id);
            }
        }
        if let Some(ids) = self.homes.get_mut(&old.story.principle) {
            ids.retain(|i| i != id);
        }
    }

    /// The stories linked to a prompt.
    pub fn answering(&self, prompt: &PromptId) -> Vec<&Arc<Story>> {
        self.answers.get(prompt).into_iter().flatten().filter_map(|id| self.get(id)).collect()
    }

    /// The number of a principle's main prompts that are answered.
    pub fn answered(&self, principle: &Principle) -> usize {
        principle
            .main_prompts()
            .iter()
            .filter(|p| self.answers.get(&p.id).is_some_and(|a| !a.is_empty()))
            .count()
    }

    /// Up to three stories for a principle.
    pub fn slots(&self, principle: &Principle) -> Vec<&Arc<Story>> {
        let mut found = self.of_principle(principle);
        found.truncate(3);
        found
    }

    /// The stories for a principle: those at home here (linked to its prompts first), then those of other principles
    /// linked to its prompts.
    pub fn of_principle(&self, principle: &Principle) -> Vec<&Arc<Story>> {
        // Skips parsing a pack that no story is linked to.
        let asked = |id: &PromptId| id.principle() == principle.id || id.principle() == OWN;
        let prompts = if self.answers.keys().any(asked) { principle.prompts() } else { &[] };
        let answering =
            || prompts.iter().filter_map(|p| self.answers.get(&p.id)).flatten().filter_map(|i| self.get(i));
        let own = answering().filter(|s| s.principle == principle.id);
        let home = self.homes.get(&principle.id).into_iter().flatten().filter_map(|id| self.get(id));
        let mut found: Vec<&Arc<Story>> = Vec::new();
        for story in own.chain(home).chain(answering()) {
            if !found.iter().any(|s| s.id == story.id) {
                found.push(story);
            }
        }
        found
    }
}

/// Adds an id under a key, which is cloned only for its first id.
fn add<K: Clone + Eq + Hash>(lists: &mut HashMap<K, Vec<StoryId>>, key: &K, id: &StoryId) {
    match lists.get_mut(key) {
        Some(ids) => ids.push(id.clone()),
        None => drop(lists.insert(key.clone(), vec![id.clone()])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::{Bank, own};
    use jiff::Timestamp;
    use serde_json::json;

    #[test]
    fn a_story_stands_for_the_principle_under_which_somebodys_own_question_is() {
        let mut bank = Bank::built_in();
        let entry = json!({"id": "fix", "principle": "ownership", "text": "What did you fix unasked?"});
        bank.add_own(own(&json!({"prompts": [entry]})));
        let mut story = Story::new(StoryId::from_bits(1), "dive-deep", Timestamp::UNIX_EPOCH);
        story.answers = vec![PromptId::new(OWN, "fix")];
        let id = story.id.clone();
        let mut library = Library::default();
        library.load(vec![Loaded { story: Arc::new(story), newer: None }]);
        let slots = |principle: &str| {
            let slots = library.slots(bank.principle(principle).unwrap());
            slots.iter().map(|s| s.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(slots("ownership"), std::slice::from_ref(&id));
        assert_eq!(slots("dive-deep"), [id]);
        assert!(slots("earn-trust").is_empty());
    }
}

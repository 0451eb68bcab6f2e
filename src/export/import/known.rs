//! Which of the imported stories are there already.

use std::collections::HashMap;

use super::words;
use crate::story::{Story, StoryId};

/// A story that does not come in: its name, and the story that says the same, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub name: String,
    pub is: StoryId,
}

/// Splits imported stories into those that are new and those that are there already, word for word.
///
/// Of two that say the same, the first is new. A second version of a story that is known becomes one of the story that
/// is there.
pub fn sort_out<'a>(
    stories: Vec<Story>,
    there: impl IntoIterator<Item = &'a Story>,
) -> (Vec<Story>, Vec<Known>) {
    let mut ids: HashMap<String, StoryId> =
        there.into_iter().map(|story| (words(story), story.id.clone())).collect();
    let mut same: HashMap<StoryId, StoryId> = HashMap::new();
    let (mut new, mut known) = (Vec::new(), Vec::new());
    for story in stories {
        let words = words(&story);
        if let Some(id) = ids.get(&words) {
            known.push(Known { name: story.name(), is: id.clone() });
            same.insert(story.id, id.clone());
        } else {
            ids.insert(words, story.id.clone());
            new.push(story);
        }
    }
    for story in &mut new {
        if let Some(id) = story.version_of.as_ref().and_then(|id| same.get(id)) {
            story.version_of = Some(id.clone());
        }
    }
    (new, known)
}

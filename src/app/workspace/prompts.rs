//! Suggests stories for a prompt, and the next prompt.

use std::sync::Arc;

use super::Workspace;
use crate::story::{PITCH, PromptId, Story, StoryId};

/// Maximum number of suggestions.
const OFFERED: usize = 7;

/// A story that could answer a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub story: StoryId,
    /// The reason for the suggestion.
    pub why: String,
    /// Whether it is already linked to the prompt.
    pub linked: bool,
}

impl Workspace {
    /// Stories for a prompt: linked ones, then those that answer its twins, then those whose text matches, then those of its principle, then
    /// others; complete ones first. Each with the reason.
    pub fn suggestions(&self, prompt: &PromptId) -> Vec<Suggestion> {
        let mut found = Vec::new();
        for story in self.library.answering(prompt) {
            add(&mut found, story, prompt, || "answers it already".to_owned());
        }
        let twins = self.bank.prompt(prompt).map_or(&[][..], |p| &p.also_asked);
        for twin in twins {
            let Some((home, like)) = self.bank.find(twin) else { continue };
            for story in self.library.answering(twin) {
                // What is not asked at the company is not named.
                add(&mut found, story, prompt, || {
                    if self.bank.is_asked(&home.id) {
                        format!("answers the same under {}", home.name)
                    } else {
                        format!("answers \"{}\"", like.short)
                    }
                });
            }
        }
        let text = self.bank.prompt(prompt).map_or("", |p| p.text.as_str());
        let (_, matches) = self.finder.answer_to(text, OFFERED);
        for fitting in matches.iter().filter(|m| m.fits) {
            if let Some(story) = self.library.get(&fitting.story) {
                add(&mut found, story, prompt, || fitting.why.join(" and "));
            }
        }
        let home = self.bank.home(prompt);
        let order = [(true, true), (true, false), (false, true), (false, false)];
        for (at_home, complete) in order {
            for story in self.library.iter() {
                if found.len() >= OFFERED {
                    break;
                }
                if (story.principle == home, story.is_complete()) == (at_home, complete) {
                    add(&mut found, story, prompt, || self.stands_for(story));
                }
            }
        }
        found.truncate(OFFERED);
        found
    }

    /// A description of a story without a textual match.
    fn stands_for(&self, story: &Story) -> String {
        match story.answers.first().and_then(|p| self.bank.prompt(p)) {
            Some(other) => format!("answers \"{}\"", other.short),
            None => self.bank.principle(&story.principle).map(|p| p.name.clone()).unwrap_or_default(),
        }
    }

    /// The next unanswered prompt of the same principle, with wraparound.
    pub fn next_open(&self, after: &PromptId) -> Option<PromptId> {
        let principle = self.bank.principle(self.bank.home(after))?;
        let at = principle.prompts().iter().position(|p| &p.id == after)?;
        let (before, from) = principle.prompts().split_at(at + 1);
        let ids = from.iter().chain(before).map(|p| &p.id);
        ids.into_iter().find(|id| *id != after && self.library.answering(id).is_empty()).cloned()
    }

    /// The target of "next question": the next unanswered prompt of the story's principle, else of the next
    /// principle in the order in which they are asked.
    pub fn next_prompt(&self, prompt: Option<&PromptId>, story: &StoryId) -> Option<PromptId> {
        let home = self.library.get(story).and_then(|s| s.answers.first().cloned());
        if let Some(next) = prompt.or(home.as_ref()).and_then(|p| self.next_open(p)) {
            return Some(next);
        }
        let principles = self.bank.by_how_often();
        let mut ids = principles.iter().flat_map(|p| p.prompts()).map(|p| &p.id);
        ids.find(|id| prompt != Some(*id) && self.library.answering(id).is_empty()).cloned()
    }

    /// The prompt to begin with: the first easy one of the principle that is asked most often, else its first.
    pub fn first_prompt(&self) -> Option<PromptId> {
        let principles = self.bank.by_how_often();
        let prompts = principles.first()?.prompts();
        prompts.iter().find(|p| p.easy).or_else(|| prompts.first()).map(|p| p.id.clone())
    }
}

fn add(found: &mut Vec<Suggestion>, story: &Arc<Story>, prompt: &PromptId, why: impl FnOnce() -> String) {
    let alike = story.is_pitch() == (prompt.principle() == PITCH);
    if alike && found.len() < OFFERED && !found.iter().any(|s| s.story == story.id) {
        let linked = story.answers.contains(prompt);
        found.push(Suggestion { story: story.id.clone(), why: why(), linked });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::msg::{Loaded, Size};
    use crate::questions::Bank;
    use jiff::Timestamp;

    fn workspace(stories: Vec<Story>) -> Workspace {
        let bank = Arc::new(Bank::built_in());
        let mut workspace = Workspace::new(Size { columns: 80, rows: 24 }, bank, String::new(), 1);
        workspace
            .library
            .load(stories.into_iter().map(|s| Loaded { story: Arc::new(s), newer: None }).collect());
        workspace
    }

    fn story(n: u64, principle: &str, answers: &[&PromptId]) -> Story {
        let mut story = Story::new(StoryId::from_bits(n), principle, Timestamp::UNIX_EPOCH);
        story.answers = answers.iter().map(|p| (*p).clone()).collect();
        story.situation = "Words".to_owned();
        story
    }

    #[test]
    fn who_answers_it_comes_first_then_its_own_principle() {
        let bank = Bank::built_in();
        let ids: Vec<_> =
            bank.principle("ownership").unwrap().prompts().iter().map(|p| p.id.clone()).collect();
        let workspace = workspace(vec![
            story(1, "dive-deep", &[]),
            story(2, "ownership", &[&ids[1]]),
            story(3, "dive-deep", &[&ids[0]]),
        ]);
        let found = workspace.suggestions(&ids[0]);
        let order: Vec<_> = found.iter().map(|s| (s.story.clone(), s.linked)).collect();
        let id = StoryId::from_bits;
        assert_eq!(order, [(id(3), true), (id(2), false), (id(1), false)]);
        assert_eq!(found[0].why, "answers it already");
        assert_eq!(found[1].why, format!("answers \"{}\"", bank.prompt(&ids[1]).unwrap().short));
        assert_eq!(found[2].why, "Dive Deep");
    }

    #[test]
    fn a_story_that_answers_the_same_under_another_principle_is_offered_first() {
        let id = |text: &str| PromptId(text.to_owned());
        let detail = id("dive-deep/detail-others-missed");
        let workspace = workspace(vec![
            story(1, "dive-deep", &[&id("dive-deep/root-cause")]),
            story(2, "ownership", &[&id("insist-on-the-highest-standards/defect-others-missed")]),
        ]);
        let found = workspace.suggestions(&detail);
        assert_eq!(found[0].story, StoryId::from_bits(2));
        assert_eq!(found[0].why, "answers the same under Insist on the Highest Standards");
    }

    #[test]
    fn the_next_question_is_the_next_open_one_and_goes_round() {
        let bank = Bank::built_in();
        let ids: Vec<_> =
            bank.principle("ownership").unwrap().prompts().iter().map(|p| p.id.clone()).collect();
        let last = ids.last().unwrap();
        let workspace = workspace(vec![story(1, "ownership", &[last, &ids[0]])]);
        assert_eq!(workspace.next_open(last).as_ref(), Some(&ids[1]));
        assert_eq!(workspace.next_prompt(Some(&ids[1]), &StoryId::from_bits(1)).as_ref(), Some(&ids[2]));
        let all: Vec<&PromptId> = ids.iter().collect();
        let workspace = self::workspace(vec![story(1, "ownership", &all)]);
        let next = workspace.next_prompt(Some(&ids[0]), &StoryId::from_bits(1)).unwrap();
        let first = &bank.by_how_often()[0].prompts()[0].id;
        assert_eq!(&next, first, "the principle is done: on with the first of all");
    }
}

//! Changes to stories: each is journaled and saved, and updates the coach and the finder.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Target, Workspace};
use crate::app::msg::{Effect, Journaled, Loaded, Now, Snapshot};
use crate::app::nav::Undo;
use crate::coach;
use crate::story::merge::{Rule, merge, other_rule};
use crate::story::{self, Change, DocumentId, PromptId, Story, StoryId, merge_rule};
use crate::text::Splice;

impl Workspace {
    /// Adds a new story and saves it.
    pub fn create(&mut self, story: Story, now: &Now) {
        let id = story.id.clone();
        let whole = value_of(&story);
        self.library.put(Loaded { story: Arc::new(story), newer: None });
        self.saving.touch(&DocumentId::Story(id.clone()), now.mono);
        self.journal_story(&id, None, Change::Whole(whole));
        self.judge(&id);
    }

    /// Whether a story can be changed; if not, shows why.
    pub fn may_change(&mut self, id: &StoryId, now: &Now) -> bool {
        let Some(version) = self.library.newer(id) else { return self.library.has(id) };
        let why = format!("Written by a newer starcoach (version {version}). Update yours to change it.");
        self.view.say(why, now);
        false
    }

    /// Applies an edit of a text field of a story. `text` is the whole text afterwards.
    pub fn typed(&mut self, id: &StoryId, target: &Target, splices: Vec<Splice>, text: &str, now: &Now) {
        if splices.is_empty() || !self.library.has(id) {
            return;
        }
        let before = self.before_change(id, now);
        let stamp = now.stamp();
        let Some(story) = self.library.get_mut(id) else { return };
        story.updated = stamp;
        let changes = match target.set_nested(story, text) {
            Some((field, value)) => vec![Change::Set { field: field.to_owned(), value }],
            None => target
                .plain(story)
                .map(|(field, whole)| splice(field, whole, splices, text))
                .unwrap_or_default(),
        };
        self.journal_all(id, before, changes);
    }

    /// Changes fields of a story other than by typing and journals each changed field.
    pub fn set(&mut self, id: &StoryId, now: &Now, change: impl FnOnce(&mut Story)) {
        let Some(old) = self.library.get(id).cloned() else { return };
        let mut story = Story::clone(&old);
        change(&mut story);
        story.updated = now.stamp();
        let before = self.before_change(id, now);
        let (was, is) = (value_of(&old), value_of(&story));
        let newer = self.library.newer(id);
        self.library.put(Loaded { story: Arc::new(story), newer });
        let keys = story::user_keys().into_iter().chain(["version_of"]);
        let field = |field: &'static str| {
            let value = is.get(field).cloned().unwrap_or(Value::Null);
            (was.get(field) != is.get(field)).then(|| Change::Set { field: field.to_owned(), value })
        };
        self.journal_all(id, before, keys.filter_map(field).collect());
        self.judge(id);
    }

    /// Adopts a story from its file: restored from the trash, or changed by another program.
    pub(in crate::app) fn take(&mut self, loaded: Loaded) {
        let id = loaded.story.id.clone();
        self.library.put(loaded);
        self.judge(&id);
        self.index_story(&id);
    }

    /// Links a story to a prompt; `u` undoes it.
    pub fn link(&mut self, id: &StoryId, prompt: &PromptId, now: &Now) {
        if self.may_change(id, now) {
            self.set(id, now, |s| {
                if !s.answers.contains(prompt) {
                    s.answers.push(prompt.clone());
                }
            });
            self.say_linked(id, prompt, "", now);
        }
    }

    /// Shows how many prompts a story is linked to after a new link, and `how` to undo it.
    pub fn say_linked(&mut self, id: &StoryId, prompt: &PromptId, how: &str, now: &Now) {
        let Some(story) = self.library.get(id).filter(|s| s.answers.contains(prompt)) else { return };
        let facts = coach::Facts { today: self.view.today, told: self.practice.told(id) };
        let wanted = self.bank.prompt(prompt).map(|p| coach::wants(story, p, &self.coach.settings, facts));
        let wants = wanted.into_iter().flatten().next().map(|f| format!("It still wants: {} ", f.question));
        let wants = wants.unwrap_or_default();
        let text = match story.answers.len() {
            1 => format!("It answers 1 question now. {wants}{how}"),
            n => format!("It answers {n} questions now. {wants}{how}"),
        };
        self.view.say_undo(text.trim_end(), Undo::Link(id.clone(), prompt.clone()), now);
    }

    /// Unlinks a story from a prompt and removes its opening for it; `u` restores both.
    pub fn unlink(&mut self, id: &StoryId, prompt: &PromptId, now: &Now) {
        if !self.may_change(id, now) {
            return;
        }
        let Some(before) = self.library.get(id).map(|s| Story::clone(s)) else { return };
        self.set(id, now, |s| {
            s.answers.retain(|p| p != prompt);
            s.openings.remove(prompt);
        });
        let undo = self.change_of(&before);
        self.view.say_undo("It no longer answers that question. u undo", undo, now);
    }

    /// The undo of what was just done to a story, given its state before.
    pub(in crate::app) fn change_of(&self, before: &Story) -> Undo {
        let after = self.library.get(&before.id).map_or(Value::Null, |s| value_of(s));
        Undo::Change(DocumentId::Story(before.id.clone()), Box::new((value_of(before), after)))
    }

    /// Takes back a change of a document, as an ordinary edit; what was changed since stays. False if nothing of it is
    /// left to be taken back.
    pub(in crate::app) fn take_back(
        &mut self,
        document: &DocumentId,
        before: &Value,
        after: &Value,
        now: &Now,
    ) -> bool {
        let none = Map::new();
        let map = |value: &Value| value.as_object().unwrap_or(&none).clone();
        let (present, rule): (_, fn(&str) -> Rule) = match document {
            DocumentId::Story(id) => match self.library.get(id) {
                Some(story) => (map(&value_of(story)), merge_rule),
                None => return false,
            },
            DocumentId::Preparation | DocumentId::OwnQuestions => {
                (map(&self.documents.value(document)), other_rule)
            }
        };
        let merged = merge(&map(after), &present, &map(before), rule).value;
        if merged == present {
            return false;
        }
        match document {
            DocumentId::Story(id) => match serde_json::from_value::<Story>(Value::Object(merged)) {
                Ok(story) => self.set(id, now, |s| *s = story),
                Err(_) => return false,
            },
            DocumentId::Preparation | DocumentId::OwnQuestions => {
                self.put_back_document(document, &Value::Object(merged), now);
            }
        }
        true
    }

    /// Restores an earlier state of a story, as an ordinary edit.
    pub fn put_back(&mut self, before: &Story, now: &Now) {
        let id = before.id.clone();
        let before = before.clone();
        if self.library.has(&id) {
            self.set(&id, now, move |s| *s = before);
        } else {
            self.create(before, now);
        }
    }

    /// Moves a story to the trash.
    pub fn trash(&mut self, id: &StoryId, now: &Now) {
        let Some(story) = self.library.remove(id) else { return };
        self.saving.forget(&DocumentId::Story(id.clone()));
        self.effect(Effect::Trash(Arc::clone(&story)));
        let text = format!("\"{}\" is in the trash. u brings it back", story.short_name());
        self.view.say_undo(text, Undo::Restore(id.clone()), now);
    }

    /// Adopts stories that were added to the files; `u` takes them out again.
    pub(in crate::app) fn imported(&mut self, stories: Vec<Story>, now: &Now) {
        let ids: Vec<StoryId> = stories.iter().map(|s| s.id.clone()).collect();
        // The first of the file shall be the first of the list.
        for story in stories.into_iter().rev() {
            self.library.put(Loaded { story: Arc::new(story), newer: None });
        }
        self.read_all();
        let text = match ids.len() {
            1 => "Added 1 story. u to undo".to_owned(),
            n => format!("Added {n} stories. u to undo"),
        };
        self.view.say_undo(text, Undo::Imported(ids), now);
    }

    /// Moves stories that were brought in to the trash.
    pub(in crate::app) fn take_out(&mut self, stories: &[StoryId], now: &Now) {
        for id in stories {
            self.trash(id, now);
        }
        if stories.len() > 1 {
            self.view.say(format!("{} stories are in the trash.", stories.len()), now);
        }
    }

    /// Adopts a story restored from the trash.
    pub(in crate::app) fn restored(&mut self, story: Arc<Story>, now: &Now) {
        let text = format!("\"{}\" is back.", story.short_name());
        self.take(Loaded { story, newer: None });
        self.view.say(text, now);
    }

    /// Counts a change; returns the state before it if the journal needs that.
    fn before_change(&mut self, id: &StoryId, now: &Now) -> Option<Value> {
        let first = self.saving.touch(&DocumentId::Story(id.clone()), now.mono);
        self.library.get(id).filter(|_| first).map(|s| value_of(s))
    }

    fn journal_all(&mut self, id: &StoryId, mut before: Option<Value>, changes: Vec<Change>) {
        for change in changes {
            self.journal_story(id, before.take(), change);
        }
    }

    fn journal_story(&mut self, id: &StoryId, before: Option<Value>, change: Change) {
        let Some(story) = self.library.get(id) else { return };
        let after = Snapshot::Story(Arc::clone(story));
        let document = DocumentId::Story(id.clone());
        self.effect(Effect::Journal(Box::new(Journaled { document, before, change, after })));
    }
}

/// Applies splices to a field's text and returns them as changes; if the result differs from the shown text,
/// the field is set as a whole instead.
fn splice(field: &'static str, whole: &mut String, splices: Vec<Splice>, shown: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    for Splice { at, deleted, inserted } in splices {
        if whole.get(at..at + deleted).is_some() {
            whole.replace_range(at..at + deleted, &inserted);
            changes.push(Change::splice(field, at, deleted, &inserted, whole));
        }
    }
    if whole != shown {
        // The field shows cleaned text (no CR or control characters); the first edit makes the story match
        // it.
        shown.clone_into(whole);
        changes = vec![Change::Set { field: field.to_owned(), value: Value::String(shown.to_owned()) }];
    }
    changes
}

fn value_of(story: &Story) -> Value {
    serde_json::to_value(story).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_splices_of_one_field_are_each_checked_against_the_text_they_leave() {
        let mut whole = "We lost a client".to_owned();
        let splices = vec![
            Splice { at: 10, deleted: 6, inserted: "customer".to_owned() },
            Splice { at: 0, deleted: 2, inserted: "I".to_owned() },
        ];
        let changes = splice("situation", &mut whole, splices, "I lost a customer");
        assert_eq!(whole, "I lost a customer");
        let mut document = serde_json::json!({ "situation": "We lost a client" });
        assert!(changes.iter().all(|change| change.apply(&mut document)), "{changes:?}");
        assert_eq!(document["situation"], "I lost a customer");
    }

    #[test]
    fn a_text_that_the_field_cleaned_is_set_whole() {
        let mut whole = "One\r\ntwo".to_owned();
        let splices = vec![Splice { at: 0, deleted: 3, inserted: "1".to_owned() }];
        let changes = splice("task", &mut whole, splices, "1\ntwo");
        assert_eq!(whole, "1\ntwo");
        assert_eq!(changes, [Change::Set { field: "task".into(), value: "1\ntwo".into() }]);
    }
}

//! Handling of events from outside: files read, saved or changed by another program, jobs finished, the
//! editor closed.

use std::sync::Arc;

use super::Model;
use super::background::Computed;
use super::command::Place;
use super::menus;
use super::msg::{Loaded, Msg, Now, Outside, Recovered};
use super::nav::Undo;
use super::overlay::{Overlay, Picker};
use super::page::Page;
use super::screen::Screen;
use crate::story::{DocumentId, Section, Story, StoryId, one_line};

impl Model {
    /// Handles an event from outside.
    #[expect(clippy::too_many_lines, reason = "one short arm a message")]
    pub(super) fn handle_event(&mut self, msg: Msg, now: &Now) {
        if matches!(msg, Msg::Wake | Msg::Resumed) {
            let (screen, workspace) = self.top();
            screen.wake(workspace, now);
        }
        match msg {
            Msg::Loaded(batch) => {
                self.workspace.library.load(batch);
                self.take_up(now);
            }
            Msg::LoadedAll(damaged) => {
                self.workspace.library.damaged = damaged;
                self.workspace.library.complete = true;
                self.workspace.library.sort();
                self.workspace.read_all();
                self.take_up(now);
            }
            Msg::Recovered(found) => self.recovered(&found, now),
            Msg::Saved { doc, edition, merged, sibling } => {
                self.workspace.saved(&doc, edition, now);
                self.merged(&doc, merged, sibling, now);
            }
            Msg::JournalFailed(problem) => self.workspace.saving.problem = Some(problem),
            Msg::JournalWorks => drop(self.workspace.saving.problem.take_if(|p| !p.journaled)),
            Msg::SaveFailed { doc, problem } => self.workspace.saving.failed(&doc, problem, now.mono),
            Msg::Trash(stories) => {
                let list = menus::trash(&stories);
                self.offer(list, now);
            }
            Msg::Restored(story) => self.workspace.restored(story, now),
            Msg::Versions(doc, versions) => {
                let list = menus::versions(&self.workspace, &doc, versions, now);
                self.offer(list, now);
            }
            Msg::Others(others) => self.workspace.take_others(others, now),
            Msg::Log(history) => {
                self.workspace.log_read(*history);
                if std::mem::take(&mut self.opens_practice) {
                    self.workspace.practice_today(now);
                }
            }
            Msg::Logged(id) => {
                self.workspace.practice.logged(id);
                self.workspace.saving.saved_at = Some(now.wall.strftime("%H:%M").to_string());
            }
            Msg::LogFailed(id, problem) => self.workspace.practice.failed(id, problem, now),
            Msg::Document(doc, value) => self.document(&doc, value, now),
            Msg::FileRead(path, bytes) => {
                let (screen, workspace) = self.top();
                if let Screen::Bring(bring) = screen {
                    bring.file_read(&path, bytes, workspace);
                }
            }
            Msg::Imported(stories) => {
                if matches!(self.screen(), Screen::Bring(_)) {
                    self.workspace.view.go_to(Place::Stories);
                }
                self.workspace.imported(stories, now);
            }
            Msg::Exported(path) => self.overlays.push(menus::exported(path)),
            Msg::Failed(problem) => {
                if let Screen::Bring(bring) = self.top().0 {
                    bring.failed();
                }
                self.workspace.view.say(problem.detail, now);
            }
            Msg::Notice(text) => self.workspace.view.say(text, now),
            Msg::Outside(changes) => self.outside(changes, now),
            Msg::Edited { before, outcome } => self.edited(&before, outcome, now),
            Msg::Copied(dir) => {
                self.workspace.view.say(format!("Copies of what is unsaved are in {dir}."), now);
            }
            Msg::Computed(Computed::Planned { generation, plan }) => {
                let (screen, workspace) = self.top();
                if let Screen::Bring(bring) = screen {
                    bring.planned(generation, plan, workspace, now);
                }
            }
            Msg::Computed(computed) => self.workspace.computed(computed),
            Msg::Piped { run, outcome } => self.workspace.piped(run, outcome, now),
            Msg::Resumed => self.rescan(),
            Msg::Input(_) | Msg::Wake => return,
        }
        for screen in &mut self.stack {
            screen.sync(&mut self.workspace);
        }
    }

    /// Opens a list, or says that it is empty.
    fn offer(&mut self, list: Picker, now: &Now) {
        if list.items.is_empty() {
            self.workspace.view.say(list.empty, now);
        } else {
            self.overlays.push(Overlay::Picker(list));
        }
    }

    fn recovered(&mut self, found: &[Recovered], now: &Now) {
        let Some(first) = found.first() else { return };
        for (id, last) in found.iter().filter_map(|r| match &r.doc {
            DocumentId::Story(id) => Some((id, r.last?)),
            DocumentId::Preparation | DocumentId::OwnQuestions => None,
        }) {
            self.back_to(id, last);
        }
        let all: usize = found.iter().map(|r| r.changes).sum();
        let (changes, them) = match all {
            1 => ("1 unsaved change".to_owned(), "it"),
            all => (format!("{all} unsaved changes"), "them"),
        };
        let whose = match found.len() {
            1 if first.doc == DocumentId::Preparation => "to your preparation".to_owned(),
            1 if first.doc == DocumentId::OwnQuestions => "to your own questions".to_owned(),
            // Short enough for the message to fit in a narrow window.
            1 => format!("to {}", one_line(&first.name, 24)),
            n if found.iter().all(|r| matches!(r.doc, DocumentId::Story(_))) => format!("in {n} stories"),
            n => format!("in {n} places"),
        };
        let after = match &first.doc {
            DocumentId::Story(id) => {
                let story = self.workspace.library.get(id);
                story.and_then(|s| serde_json::to_value(s.as_ref()).ok()).unwrap_or_default()
            }
            doc @ (DocumentId::Preparation | DocumentId::OwnQuestions) => self.workspace.documents.value(doc),
        };
        let undo =
            first.before.clone().map(|before| Undo::Change(first.doc.clone(), Box::new((before, after))));
        let text = format!("Found {changes} {whose} and kept {them}.");
        match (found.len(), undo) {
            (1, Some(undo)) => self.workspace.view.say_undo(format!("{text} u undo"), undo, now),
            _ => self.workspace.view.say(text, now),
        }
    }

    /// Moves the restored place, and an open draft of the story, to where its last words were typed.
    fn back_to(&mut self, id: &StoryId, (section, cursor): (Section, usize)) {
        if let Some(bookmark) = self.bookmark.as_mut().filter(|b| b.story.as_ref() == Some(id)) {
            (bookmark.section, bookmark.cursor) = (Some(section), cursor);
        }
        let (screen, workspace) = self.top();
        if let Screen::Draft(draft) = screen
            && draft.story == *id
        {
            draft.sync(workspace);
            draft.go_to(section, cursor);
        }
    }

    /// Adopts what another program wrote into a document, and a second version that resulted from it.
    fn merged(
        &mut self,
        doc: &DocumentId,
        merged: Option<serde_json::Value>,
        sibling: Option<Arc<Story>>,
        now: &Now,
    ) {
        if let (DocumentId::Preparation | DocumentId::OwnQuestions, Some(value)) = (doc, &merged) {
            self.document(doc, value.clone(), now);
        }
        if let (DocumentId::Story(id), Some(value)) = (doc, merged)
            && let Ok(story) = Story::from_value(value)
        {
            let unsaved = self.workspace.saving.is_unsaved(doc);
            let newer = self.workspace.library.newer(id);
            if unsaved {
                self.workspace.save_due(now, true);
            } else {
                self.workspace.take(Loaded { story: Arc::new(story), newer });
            }
        }
        if let Some(story) = sibling {
            let text = format!(
                "\"{}\" was also changed elsewhere. Both are kept; Stories shows them.",
                story.short_name()
            );
            self.workspace.take(Loaded { story, newer: None });
            self.workspace.view.say(text, now);
        }
    }

    /// Adopts a document from its file; unsaved edits here are merged when they are saved.
    fn document(&mut self, doc: &DocumentId, value: serde_json::Value, now: &Now) {
        if self.workspace.saving.is_unsaved(doc) {
            self.workspace.save_due(now, true);
        } else {
            self.workspace.take_document(doc, value);
        }
    }

    fn outside(&mut self, changes: Vec<Outside>, now: &Now) {
        for change in changes {
            match change {
                Outside::Changed(loaded) => {
                    let doc = DocumentId::Story(loaded.story.id.clone());
                    if self.workspace.saving.is_unsaved(&doc) {
                        self.workspace.save_due(now, true);
                    } else {
                        self.workspace.library.put(loaded);
                    }
                }
                Outside::Gone(id) => {
                    if !self.workspace.saving.is_unsaved(&DocumentId::Story(id.clone())) {
                        self.gone(&id, now);
                    }
                }
                Outside::Damaged(damaged) => {
                    let known = &mut self.workspace.library.damaged;
                    known.retain(|other| other.file != damaged.file);
                    known.push(damaged);
                }
            }
        }
        self.workspace.read_all();
    }

    /// Handles a story file deleted by another program: removes the story, or saves it again if it is open.
    fn gone(&mut self, id: &StoryId, now: &Now) {
        let open = self.stack.iter().any(|s| s.story(&self.workspace).as_ref() == Some(id));
        let Some(story) = self.workspace.library.get(id).cloned() else { return };
        if open {
            self.workspace.put_back(&story, now);
            self.workspace.view.say("Its file was deleted elsewhere. It is open here, so it is kept.", now);
        } else {
            self.workspace.library.remove(id);
        }
    }

    fn edited(&mut self, before: &str, outcome: Result<String, String>, now: &Now) {
        match outcome {
            Ok(text) => {
                let (screen, workspace) = self.top();
                if let Screen::Draft(draft) = screen {
                    draft.edited_outside(workspace, before, &text, now);
                }
            }
            Err(why) => self.workspace.view.say(why, now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::msg::{Damaged, Effect};
    use crate::app::testing::{at, model, now, outside, story};

    #[test]
    fn a_story_that_somebody_changed_is_taken_over_unless_it_is_unsaved_here() {
        let mut model = model(&[story(1, "The auditor", 0)]);
        let theirs = |title: &str| {
            let story = Arc::new(story(1, title, 0));
            Msg::Outside(vec![Outside::Changed(Loaded { story, newer: None })])
        };
        model.update(theirs("Theirs"), &now());
        assert_eq!(model.workspace.library.iter().next().unwrap().title, "Theirs");
        model.workspace.set(&StoryId::from_bits(1), &now(), |s| s.title = "Ours".into());
        let effects = outside(model.update(theirs("Theirs again"), &now()));
        assert_eq!(model.workspace.library.iter().next().unwrap().title, "Ours");
        assert!(matches!(effects.last(), Some(Effect::Save { .. })), "saving merges both");
    }

    #[test]
    fn a_story_whose_file_is_gone_goes_unless_it_is_open() {
        let mut model = model(&[story(1, "The auditor", 0), story(2, "Night pager", 1)]);
        let gone = |n| Msg::Outside(vec![Outside::Gone(StoryId::from_bits(n))]);
        model.workspace.view.open(crate::app::open::Open::Story(StoryId::from_bits(1), None));
        model.update(Msg::Wake, &now());
        model.update(gone(1), &now());
        model.update(gone(2), &now());
        assert!(model.workspace.library.has(&StoryId::from_bits(1)));
        assert!(!model.workspace.library.has(&StoryId::from_bits(2)));
    }

    #[test]
    fn what_was_found_after_a_crash_is_said_and_can_be_taken_back() {
        let mut model = model(&[story(1, "The auditor", 0)]);
        let before = serde_json::to_value(story(1, "Before", 0)).unwrap();
        let found = Recovered {
            doc: DocumentId::Story(StoryId::from_bits(1)),
            name: "The auditor".into(),
            changes: 3,
            last: None,
            before: Some(before),
        };
        model.update(Msg::Recovered(vec![found]), &now());
        let toast = model.workspace.view.toast.clone().unwrap();
        assert_eq!(toast.text, "Found 3 unsaved changes to The auditor and kept them. u undo");
        model.run(crate::app::command::Command::App(crate::app::command::AppCommand::Undo), &at(10));
        assert_eq!(model.workspace.library.iter().next().unwrap().title, "Before");
    }

    #[test]
    fn an_empty_list_is_said_instead_of_shown() {
        let mut model = model(&[]);
        model.update(Msg::Trash(Vec::new()), &now());
        assert!(model.overlays.is_empty());
        assert_eq!(model.workspace.view.toast.as_ref().unwrap().text, "The trash is empty.");
        let damaged = Damaged { file: "x.json".into(), id: None, reason: "empty".into() };
        model.update(Msg::Outside(vec![Outside::Damaged(damaged)]), &now());
        assert_eq!(model.workspace.library.damaged.len(), 1);
    }
}

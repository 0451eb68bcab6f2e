//! Effects performed, and what comes of them told to the app.

use std::sync::Arc;

use serde_json::Value;

use super::backend::Screen;
use super::disk::{Answer, Order};
use super::{Frames, Loop, Output, doc_of, editor, problem, store_doc};
use crate::app::msg::{self, Change, Effect, Msg, Saving};
use crate::store::{self, Copies, Doc, FoldJob, Sequence};
use crate::story::Story;

/// A ratatui terminal on this output, with nothing drawn yet.
///
/// Its area is fixed and resized by us: ratatui would ask the system before each frame.
pub fn terminal(output: &Output) -> anyhow::Result<ratatui::Terminal<Screen>> {
    Ok(ratatui::Terminal::new(Screen::new(Frames::new(output.clone())))?)
}

impl Loop {
    /// Performs one effect.
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Journal(doc, change) => self.journal(&store_doc(&doc), change),
            Effect::Save { doc, edition, value } => self.save(&store_doc(&doc), edition, value),
            Effect::Trash(story) => {
                let doc = Doc::Story(story.id.clone());
                let job = self.journal.as_ref().and_then(|j| j.job(&doc, value_of(&story)));
                self.order(Order::Trash(story, job));
            }
            Effect::Restore(id) => self.order(Order::Restore(id)),
            Effect::ListTrash => self.order(Order::ListTrash),
            Effect::ListVersions(id) => self.order(Order::ListVersions(id)),
            Effect::Look(open) => self.order(Order::Look(open, true)),
            Effect::Compute(job) => drop(self.jobs.send(job)),
            Effect::Remember(bookmark) => self.order(Order::Remember(bookmark)),
            Effect::Copy(text) => self.copy(text),
            Effect::Export { name, extension, text } => self.order(Order::Export(name, extension, text)),
            Effect::OpenEditor(id, text) => self.order(Order::EditorFile(Doc::Story(id), text)),
            Effect::Rescue(stories) => self.rescue = stories,
            Effect::CopyTo(dir, stories) => self.order(Order::CopyTo(dir.into(), stories)),
            Effect::Suspend => self.suspend(),
            Effect::Quit => self.ending = true,
        }
    }

    pub(super) fn order(&mut self, order: Order) {
        // The disk thread only goes when the loop does.
        drop(self.orders.send(order));
    }

    /// Writes a change down; the frame that shows it comes after.
    fn journal(&mut self, doc: &Doc, change: Change) {
        let change = match change {
            Change::Base(value) => {
                self.saved.insert(doc.clone(), value);
                return;
            }
            Change::Created(value) => store::Change::Whole(value),
            Change::Set { field, value } => store::Change::Set { field, value },
            Change::Splice { field, at, deleted, inserted } => {
                let after = self.text(doc, field);
                store::Change::splice(field, at, deleted, &inserted, &after)
            }
        };
        let Some(journal) = &mut self.journal else { return };
        let (saved, model) = (&self.saved, &self.model);
        let base = || saved.get(doc).cloned().unwrap_or(Value::Null);
        let current = || current(model, doc);
        let behind = journal.sync_handle().is_behind();
        let written = journal.append(doc, &change, Copies { saved: &base, current: &current });
        match written {
            Ok(_) => {
                if self.model.desk.problem.as_ref().is_some_and(|p| !p.journaled) {
                    self.model.desk.problem = None;
                }
                if !behind {
                    self.order(Order::Written);
                }
            }
            Err(error) => self.model.desk.problem = Some(problem(&error, false)),
        }
    }

    /// The text of a field as it is now.
    fn text(&self, doc: &Doc, field: &str) -> String {
        let value = match doc {
            Doc::Story(id) => self.model.desk.shelf.get(id).map(|s| field_of(s, field).to_owned()),
            Doc::Preparation | Doc::OwnQuestions => None,
        };
        value.unwrap_or_default()
    }

    fn save(&mut self, doc: &Doc, edition: u64, saving: Saving) {
        let value = match saving {
            Saving::Story(story) => value_of(&story),
            Saving::Value(value) => value,
        };
        let job = match &self.journal {
            Some(journal) => journal.job(doc, value),
            None => Some(FoldJob {
                doc: doc.clone(),
                upto: Sequence(edition),
                base: Arc::new(self.saved.get(doc).cloned().unwrap_or(Value::Null)),
                ours: Arc::new(value),
            }),
        };
        match job {
            Some(job) => self.order(Order::Fold(job, edition)),
            None => self.saved_now(doc, edition, None, None),
        }
    }

    /// Takes an answer of the disk thread.
    pub(super) fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Msg(msg) => self.update(msg),
            Answer::Resting => {}
            Answer::EditorFile(path) => editor::run(self, path),
            Answer::EditorText(path, text) => editor::take(self, path, text),
            Answer::NotSafe(error) => self.update(Msg::Failed(problem(&error, true))),
            Answer::Folded(doc, edition, Ok(folded)) => {
                let merged = match &mut self.journal {
                    Some(journal) => journal.folded(&folded),
                    None => folded.merged.clone(),
                };
                self.saved.remove(&doc);
                self.saved_now(&doc, edition, merged, folded.sibling.map(Arc::new));
            }
            Answer::Folded(doc, _, Err(error)) => {
                let problem = problem(&error, self.journal.is_some());
                self.update(Msg::SaveFailed { doc: doc_of(doc), problem });
            }
        }
    }

    fn saved_now(&mut self, doc: &Doc, edition: u64, merged: Option<Value>, sibling: Option<Arc<Story>>) {
        self.update(Msg::Saved { doc: doc_of(doc.clone()), edition, merged, sibling });
    }

    /// Puts text on the clipboard through the terminal (OSC 52).
    fn copy(&mut self, text: String) {
        let mut bytes = Vec::new();
        let queued = crossterm::queue!(bytes, crossterm::clipboard::CopyToClipboard::to_clipboard_from(text));
        // Our own buffer has it in any case.
        drop(queued.and_then(|()| self.output.send(&bytes)));
    }

    /// Stops as terminal programs do; goes on when the shell says so.
    fn suspend(&mut self) {
        self.rest();
        self.output.leave();
        let stopped = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
        if stopped.is_err() {
            self.continued();
        }
    }

    /// Waits until the disk thread has done everything it was asked, at most as long as the end would.
    pub(super) fn rest(&mut self) {
        self.order(Order::Rest);
        let start = std::time::Instant::now();
        while let Ok(event) = self.inbox.recv_timeout(super::END.saturating_sub(start.elapsed())) {
            match event {
                super::Event::Answer(Answer::Resting) => return,
                other => self.take(other),
            }
        }
    }

    /// After a stop: modes on again, a new size, everything drawn anew, files looked at.
    pub(super) fn continued(&mut self) {
        if self.output.enter().is_err() {
            return;
        }
        self.redraw();
        self.update(Msg::Resumed);
    }

    /// Draws everything anew at the size the terminal has now.
    pub(super) fn redraw(&mut self) {
        if let Ok(terminal) = terminal(&self.output) {
            self.terminal = terminal;
        }
        if let Ok((columns, rows)) = crossterm::terminal::size() {
            self.update(Msg::Input(msg::Input::Resize(msg::Size { columns, rows })));
        }
    }
}

fn value_of(story: &Story) -> Value {
    serde_json::to_value(story).unwrap_or(Value::Null)
}

fn current(model: &crate::app::Model, doc: &Doc) -> Value {
    match doc {
        Doc::Story(id) => model.desk.shelf.get(id).map_or(Value::Null, |s| value_of(s)),
        Doc::Preparation | Doc::OwnQuestions => model.desk.papers.document(&super::doc_of(doc.clone())),
    }
}

fn field_of<'s>(story: &'s Story, field: &str) -> &'s str {
    match field {
        "situation" => &story.situation,
        "task" => &story.task,
        "action" => &story.action,
        "result" => &story.result,
        "lesson" => &story.lesson,
        "title" => &story.title,
        "customer" => &story.customer,
        "happened" => &story.happened,
        "headline" => &story.headline,
        _ => "",
    }
}

//! Keeping what is typed and told: effects become lines of the journal and the log and requests for the disk thread,
//! its answers messages.
//!
//! Owns the journal, and is the one place where a store's result becomes a message. Must not know a
//! terminal, so that whoever drives the app without one keeps words in the very same way.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::disk_thread::{DiskReply, DiskRequest};
use super::problem;
use crate::app::Model;
use crate::app::msg::{Change, Effect, Msg, Problem, Saving};
use crate::practice::LogEntry;
use crate::store::{CheckpointJob, Checkpointed, Copies, Journal, LogFile, Sequence, StoreError, SyncHandle};
use crate::story::{DocumentId, Story};

/// What follows from an effect.
#[derive(Debug)]
pub enum Step {
    /// Something for the disk thread.
    Disk(DiskRequest),
    /// Something for the app.
    Tell(Msg),
    /// Not about what is kept: for whoever has the terminal.
    Outside(Effect),
}

/// The journal and what it may ask for.
pub struct Persistence {
    /// Or why there is none: words are then in memory only until they are saved.
    journal: Result<Journal, Problem>,
    log: LogFile,
    /// The documents as they were before their first unsaved change, until the journal asks for them.
    saved: HashMap<DocumentId, Value>,
}

impl Persistence {
    /// A persistence with this journal, or with the reason for having none, and this log of tellings.
    pub fn new(journal: Result<Journal, StoreError>, log: LogFile) -> Self {
        Self { journal: journal.map_err(|error| problem(&error, false)), log, saved: HashMap::new() }
    }

    /// Why there is no journal.
    pub fn trouble(&self) -> Option<&Problem> {
        self.journal.as_ref().err()
    }

    /// For whoever makes the journal durable.
    pub fn sync_handle(&self) -> Option<SyncHandle> {
        self.journal.as_ref().ok().map(Journal::sync_handle)
    }

    /// Ends the journal in order.
    pub fn close(self) {
        if let Ok(journal) = self.journal {
            // What could not be noted is in the journal all the same.
            drop(journal.close());
        }
    }

    /// Performs one effect; a change is in the journal when this returns.
    pub fn perform(&mut self, effect: Effect, model: &mut Model) -> Option<Step> {
        let order = match effect {
            Effect::Journal(doc, change) => return self.write(&doc, change, model),
            Effect::Save { doc, edition, value } => return Some(self.save(&doc, edition, value)),
            Effect::Trash(story) => {
                let doc = DocumentId::Story(story.id.clone());
                let job = self.journal.as_ref().ok().and_then(|j| j.job(&doc, value_of(&story)));
                DiskRequest::Trash(story, job)
            }
            Effect::Restore(id) => DiskRequest::Restore(id),
            Effect::Log(entry) => return Some(self.log(&entry)),
            Effect::ListTrash => DiskRequest::ListTrash,
            Effect::ListVersions(id) => DiskRequest::ListVersions(id),
            Effect::Rescan(open) => DiskRequest::Rescan(open, true),
            Effect::Remember(bookmark) => DiskRequest::Remember(bookmark),
            Effect::OpenEditor(id, text) => DiskRequest::EditorFile(DocumentId::Story(id), text),
            Effect::Export { name, extension, text } => DiskRequest::Export(name, extension, text),
            Effect::CopyTo(dir, stories) => DiskRequest::CopyTo(dir.into(), stories),
            Effect::Compute(_)
            | Effect::Rescue(_)
            | Effect::Copy(_)
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => {
                return Some(Step::Outside(effect));
            }
        };
        Some(Step::Disk(order))
    }

    /// Writes a change down; the frame that shows it comes after.
    fn write(&mut self, doc: &DocumentId, change: Change, model: &mut Model) -> Option<Step> {
        let change = match change {
            Change::Base(value) => {
                self.saved.insert(doc.clone(), value);
                return None;
            }
            Change::Created(value) => crate::story::Change::Whole(value),
            Change::Set { field, value } => crate::story::Change::Set { field, value },
            Change::Splice { field, at, deleted, inserted } => {
                let after = text(model, doc, field);
                crate::story::Change::splice(field, at, deleted, &inserted, after)
            }
        };
        let journal = match &mut self.journal {
            Ok(journal) => journal,
            Err(problem) => {
                model.workspace.problem = Some(problem.clone());
                return None;
            }
        };
        let base = || self.saved.get(doc).cloned().unwrap_or(Value::Null);
        let current = || current(model, doc);
        match journal.append(doc, &change, Copies { saved: &base, current: &current }) {
            Ok(_) => {
                if model.workspace.problem.as_ref().is_some_and(|p| !p.journaled) {
                    model.workspace.problem = None;
                }
                Some(Step::Disk(DiskRequest::Written))
            }
            Err(error) => {
                model.workspace.problem = Some(problem(&error, false));
                None
            }
        }
    }

    /// Adds a line to the log of tellings; the frame that shows it comes after.
    fn log(&self, entry: &LogEntry) -> Step {
        let line = serde_json::from_str(&entry.line()).unwrap_or(Value::Null);
        match self.log.append(&line) {
            Ok(()) => Step::Disk(DiskRequest::Logged(entry.id)),
            Err(error) => Step::Tell(Msg::LogFailed(entry.id, problem(&error, false))),
        }
    }

    fn save(&mut self, doc: &DocumentId, edition: u64, saving: Saving) -> Step {
        let value = match saving {
            Saving::Story(story) => value_of(&story),
            Saving::Value(value) => value,
        };
        let job = match &self.journal {
            Ok(journal) => journal.job(doc, value),
            Err(_) => Some(CheckpointJob {
                doc: doc.clone(),
                upto: Sequence(edition),
                base: Arc::new(self.saved.get(doc).cloned().unwrap_or(Value::Null)),
                ours: Arc::new(value),
            }),
        };
        match job {
            Some(job) => Step::Disk(DiskRequest::Checkpoint(job, edition)),
            None => Step::Tell(Msg::Saved { doc: doc.clone(), edition, merged: None, sibling: None }),
        }
    }

    /// What an answer of the disk thread tells the app; one that is not for the app comes back.
    pub fn answer(&mut self, answer: DiskReply) -> Result<Msg, DiskReply> {
        match answer {
            DiskReply::Msg(msg) => Ok(msg),
            DiskReply::NotSafe(error) => Ok(Msg::Failed(problem(&error, true))),
            DiskReply::Checkpointed(doc, edition, Ok(checkpointed)) => {
                Ok(self.checkpointed(doc, edition, *checkpointed))
            }
            DiskReply::Checkpointed(doc, _, Err(error)) => {
                let problem = problem(&error, self.journal.is_ok());
                Ok(Msg::SaveFailed { doc, problem })
            }
            DiskReply::Started
            | DiskReply::Resting
            | DiskReply::EditorFile(_)
            | DiskReply::EditorText(..) => Err(answer),
        }
    }

    fn checkpointed(&mut self, doc: DocumentId, edition: u64, checkpointed: Checkpointed) -> Msg {
        let merged = match &mut self.journal {
            Ok(journal) => journal.checkpointed(&checkpointed),
            Err(_) => checkpointed.merged,
        };
        self.saved.remove(&doc);
        Msg::Saved { doc, edition, merged, sibling: checkpointed.sibling.map(Arc::new) }
    }
}

fn value_of(story: &Story) -> Value {
    serde_json::to_value(story).unwrap_or(Value::Null)
}

fn current(model: &Model, doc: &DocumentId) -> Value {
    match doc {
        DocumentId::Story(id) => model.workspace.library.get(id).map_or(Value::Null, |s| value_of(s)),
        DocumentId::Preparation | DocumentId::OwnQuestions => {
            model.workspace.documents.document(&doc.clone())
        }
    }
}

/// The text of a field as it is now.
fn text<'m>(model: &'m Model, doc: &DocumentId, field: &str) -> &'m str {
    let story = match doc {
        DocumentId::Story(id) => model.workspace.library.get(id),
        DocumentId::Preparation | DocumentId::OwnQuestions => None,
    };
    story.map_or("", |story| story.text(field))
}

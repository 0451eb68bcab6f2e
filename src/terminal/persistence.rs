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
use crate::app::msg::{Effect, Journaled, Msg, Problem, Snapshot};
use crate::practice::{EntryId, LogEntry};
use crate::store::{CheckpointJob, Checkpointed, Copies, Journal, LogFile, Sequence, StoreError, SyncHandle};
use crate::story::{DocumentId, Story};

/// Told when the state directory was removed.
const REMOVED: &str =
    "starcoach's own files were removed. What you type is kept in new ones; earlier versions are gone.";

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
    /// The lines that are not known to be in the log.
    unlogged: HashMap<EntryId, Value>,
    /// The documents as they were before their first unsaved change, until the journal asks for them.
    saved: HashMap<DocumentId, Value>,
    /// Whether the last change could not be journaled.
    failing: bool,
}

impl Persistence {
    /// A persistence with this journal, or with the reason for having none, and this log of tellings.
    pub fn new(journal: Result<Journal, StoreError>, log: LogFile) -> Self {
        Self {
            journal: journal.map_err(|error| problem(&error, false)),
            log,
            unlogged: HashMap::new(),
            saved: HashMap::new(),
            failing: false,
        }
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
    pub fn perform(&mut self, effect: Effect) -> Vec<Step> {
        let request = match effect {
            Effect::Journal(journaled) => return self.write(*journaled),
            Effect::Save { doc, edition, value } => return vec![self.save(&doc, edition, &value)],
            Effect::Trash(story) => {
                let doc = DocumentId::Story(story.id.clone());
                let job = self.journal.as_ref().ok().and_then(|j| j.job(&doc, value_of(&story)));
                DiskRequest::Trash(story, job)
            }
            Effect::Restore(id) => DiskRequest::Restore(id),
            Effect::Log(entry) => return self.log(&entry),
            Effect::ListTrash => DiskRequest::ListTrash,
            Effect::ListVersions(doc) => DiskRequest::ListVersions(doc),
            Effect::DiscardOther(doc, file) => DiskRequest::DiscardOther(doc, file),
            Effect::Rescan(open) => DiskRequest::Rescan(open, true),
            Effect::Remember(bookmark) => DiskRequest::Remember(bookmark),
            Effect::OpenEditor(id, section, text) => DiskRequest::EditorFile(id, section, text),
            Effect::Export { name, extension, text } => DiskRequest::Export(name, extension, text),
            Effect::ReadFile(path) => DiskRequest::ReadFile(path),
            Effect::Import(stories) => DiskRequest::Import(stories),
            Effect::DropRecordings(keep) => DiskRequest::DropRecordings(keep),
            Effect::AllowPrograms(programs) => DiskRequest::AllowPrograms(programs),
            Effect::CopyTo(dir, copies) => DiskRequest::CopyTo(dir.into(), copies),
            Effect::Compute(_)
            | Effect::Pipe(_)
            | Effect::StopPipe(_)
            | Effect::Rescue(_)
            | Effect::Copy(_)
            | Effect::Bell
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => return vec![Step::Outside(effect)],
        };
        vec![Step::Disk(request)]
    }

    /// Writes a change down; the frame that shows it comes after.
    fn write(&mut self, Journaled { document, before, change, after }: Journaled) -> Vec<Step> {
        if let Some(before) = before {
            self.saved.insert(document.clone(), before);
        }
        let journal = match &mut self.journal {
            Ok(journal) => journal,
            Err(problem) => {
                let problem = problem.clone();
                return self.failing(problem);
            }
        };
        let saved = || self.saved.get(&document).cloned().unwrap_or(Value::Null);
        let current = || after.value();
        match journal.append(&document, &change, Copies { saved: &saved, current: &current }) {
            Ok(_) => {
                let works = std::mem::take(&mut self.failing).then_some(Step::Tell(Msg::JournalWorks));
                let removed = journal.was_removed().then(|| Step::Tell(Msg::Notice(REMOVED.to_owned())));
                works.into_iter().chain(removed).chain([Step::Disk(DiskRequest::Written)]).collect()
            }
            Err(error) => {
                let problem = problem(&error, false);
                self.failing(problem)
            }
        }
    }

    /// Tells that words are in memory only.
    fn failing(&mut self, problem: Problem) -> Vec<Step> {
        self.failing = true;
        vec![Step::Tell(Msg::JournalFailed(problem))]
    }

    /// Adds a line to the log of tellings; the frame that shows it comes after.
    fn log(&mut self, entry: &LogEntry) -> Vec<Step> {
        let line = serde_json::from_str(&entry.line()).unwrap_or(Value::Null);
        let written = self.log.append(&line);
        self.unlogged.insert(entry.id, line);
        match written {
            Ok(()) => vec![Step::Disk(DiskRequest::Logged(entry.id))],
            Err(error) => {
                let failed = self.not_logged(entry.id, &error);
                vec![Step::Tell(failed), Step::Disk(DiskRequest::Written)]
            }
        }
    }

    /// Keeps a line in the journal that is not safe in the log.
    fn not_logged(&mut self, id: EntryId, error: &StoreError) -> Msg {
        let kept = match (&mut self.journal, self.unlogged.get(&id)) {
            (Ok(journal), Some(line)) => journal.keep_line(line).is_ok(),
            _ => false,
        };
        Msg::LogFailed(id, problem(error, kept))
    }

    fn save(&mut self, doc: &DocumentId, edition: u64, snapshot: &Snapshot) -> Step {
        let value = snapshot.value();
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
            DiskReply::Logged(id, Ok(())) => {
                if let (Some(line), Ok(journal)) = (self.unlogged.remove(&id), &mut self.journal) {
                    journal.logged(&line);
                }
                Ok(Msg::Logged(id))
            }
            DiskReply::Logged(id, Err(error)) => Ok(self.not_logged(id, &error)),
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
            | DiskReply::Recording(..)
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

//! Imports many stories, all or none, even if the power fails.
//!
//! They are first written to a journal of their own; after a crash an ordinary recovery finishes the import.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::error::{Cause, Doing, StoreError};
use super::job::{CheckpointJob, Sequence};
use super::journal::born;
use super::replay::JournalLine;
use super::{Disk, form};
use crate::story::{Change, DocumentId, Story};

/// The most stories in one import.
pub const MOST_STORIES: usize = 10_000;

impl Disk {
    /// Adds stories, all or none. Their ids must be unused.
    pub fn import(&mut self, stories: &[Story], now: Timestamp) -> Result<(), StoreError> {
        let dir = self.paths.stories();
        let refuse = |why: String| Err(StoreError::new("import into", &dir, Cause::Refused(why)));
        if stories.len() > MOST_STORIES {
            return refuse(format!("{} stories are more than {MOST_STORIES}", stories.len()));
        }
        let mut values = Vec::new();
        let mut ids = std::collections::HashSet::new();
        for story in stories {
            let doc = DocumentId::Story(story.id.clone());
            let path = self.paths.doc(&doc);
            let taken = self.fs.stat(&path).is_ok() || self.fs.stat(&self.paths.trashed(&story.id)).is_ok();
            if taken || !ids.insert(&story.id) {
                return Err(StoreError::new("import", &path, Cause::Exists));
            }
            let Ok(value) = serde_json::to_value(story) else {
                return refuse(format!("{} cannot be written down", story.name()));
            };
            if form::write(&value).len() as u64 > form::MOST {
                return refuse(format!("{} is larger than 8 MiB", story.name()));
            }
            values.push((doc, value));
        }
        self.import_values(values, now)
    }

    fn import_values(&mut self, values: Vec<(DocumentId, Value)>, now: Timestamp) -> Result<(), StoreError> {
        let dir = self.paths.journals();
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        let fs = Arc::clone(&self.fs);
        let (path, file) = born(fs.as_ref(), &dir, &mut self.seed)?;
        let mut lines = JournalLine::Import.bytes(0);
        for (n, (doc, value)) in (1..).zip(&values) {
            lines.extend(JournalLine::Base { doc: doc.name().to_owned(), value: Value::Null }.bytes(n));
            lines.extend(JournalLine::change(doc, &Change::Whole(value.clone())).bytes(n));
        }
        lines.extend(JournalLine::Closed.bytes(0));
        let written = file.append(&lines).and_then(|()| file.sync()).and_then(|()| fs.sync_dir(&dir));
        let mut done = Vec::new();
        let mut result = written.doing("import into", &dir);
        for (doc, value) in values {
            if result.is_err() {
                break;
            }
            done.push(doc.clone());
            let base = Arc::new(Value::Null);
            let job = CheckpointJob { doc, upto: Sequence(0), base, ours: Arc::new(value) };
            result = self.checkpoint(&job, now).map(drop);
        }
        if result.is_err() {
            for doc in &done {
                let _ = fs.remove(&self.paths.doc(doc));
                self.last.remove(doc);
            }
            if !done.is_empty() {
                let _ = fs.sync_dir(&self.paths.stories());
            }
        }
        self.discard(&path, file.as_ref());
        result
    }
}

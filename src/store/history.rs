//! Earlier versions of documents, in the state directory.
//!
//! A version is kept if the last one (or the document, if there is none) is over ten minutes old, or if a third of the
//! text or of one section is replaced. All versions are kept for a day, then the last of each day; 200 MiB in all.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::checkpoint::There;
use super::install::Expected;
use super::{Disk, StoreError, form};
use crate::story::{DocumentId, Section, Story, StoryId};

const APART: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);
const ALL_FOR: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);
/// Fewer replaced bytes than this (about a sentence) are not worth a version.
const WORTH: usize = 60;
const MOST_BYTES: u64 = 200 << 20;
const FORMAT: &str = "%Y-%m-%dT%H-%M-%S.%6fZ";

/// An earlier version of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The time at which it was replaced.
    pub at: Timestamp,
    /// The document's value.
    pub value: Value,
}

impl Version {
    /// The version as a story, if it is one.
    pub fn story(&self) -> Option<Story> {
        Story::from_value(self.value.clone()).ok()
    }
}

impl Disk {
    /// The earlier versions of a document, newest first. Unreadable ones are left out.
    pub fn history(&self, doc: &DocumentId) -> Vec<Version> {
        let mut versions: Vec<Version> = self
            .versions(doc)
            .into_iter()
            .filter_map(|(at, path)| {
                let (bytes, _) = self.fs.read(&path, form::MOST).ok()?;
                Some(Version { at, value: Value::Object(form::object(&bytes).ok()?) })
            })
            .collect();
        versions.reverse();
        versions
    }

    /// Keeps a story as it is in its file as an earlier version, whether or not one is due.
    pub fn keep_now(&mut self, id: &StoryId, now: Timestamp) -> Result<(), StoreError> {
        let doc = DocumentId::Story(id.clone());
        match self.there_finished(&doc)? {
            Some(there) => self.add_version(&doc, &there.bytes, now),
            None => Ok(()),
        }
    }

    /// The files of a document's versions, oldest first.
    fn versions(&self, doc: &DocumentId) -> Vec<(Timestamp, PathBuf)> {
        let dir = self.paths.history(doc);
        let mut versions: Vec<_> = self
            .fs
            .list(&dir)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|name| Some((time_of(name.to_str()?)?, dir.join(name))))
            .collect();
        versions.sort();
        versions
    }

    /// Keeps the value that is about to be replaced, if a version is due. A failure does not prevent saving.
    pub(super) fn keep_version(&mut self, doc: &DocumentId, there: &There, next: &Value, now: Timestamp) {
        // Without versions, the age of the story counts, so that a new story's first words are not a version.
        let born = || there.value.get("created")?.as_str()?.parse::<Timestamp>().ok();
        let last = self.versions(doc).last().map(|(at, _)| *at).or_else(born);
        // A timestamp in the future: the clock was set back.
        let due = last.is_none_or(|at| at > now || now.duration_since(at) > APART);
        let (before, after) = (text_len(&there.value), text_len(next));
        if due || after * 3 <= before * 2 || rewrites(&there.value, next) {
            let _ = self.add_version(doc, &there.bytes, now);
        }
    }

    /// Adds a version and removes expired ones.
    pub(super) fn add_version(
        &mut self,
        doc: &DocumentId,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let dir = self.paths.history(doc);
        let mut at = now;
        let taken: Vec<Timestamp> = self.versions(doc).into_iter().map(|(at, _)| at).collect();
        // File names have microseconds; avoid replacing a version of the same one.
        while taken.iter().any(|t| t.as_microsecond() == at.as_microsecond()) {
            at += jiff::SignedDuration::from_micros(1);
        }
        let path = dir.join(format!("{}.json", at.to_zoned_datetime(TimeZone::UTC).strftime(FORMAT)));
        self.put(&path, bytes, Expected::Anything)?;
        self.prune(doc, now);
        Ok(())
    }

    fn prune(&self, doc: &DocumentId, now: Timestamp) {
        let versions = self.versions(doc);
        let day = |at: Timestamp| at.to_zoned_datetime(TimeZone::UTC).date();
        for (i, (at, path)) in versions.iter().enumerate() {
            let last_of_day = versions.get(i + 1).is_none_or(|(next, _)| day(*next) != day(*at));
            if now.duration_since(*at) > ALL_FOR && !last_of_day {
                let _ = self.fs.remove(path);
            }
        }
    }

    /// Removes expired versions of all documents, then the oldest until they take at most 200 MiB.
    pub(super) fn prune_all(&self, now: Timestamp) {
        let mut all = Vec::new();
        for name in self.fs.list(&self.paths.histories()).unwrap_or_default() {
            let Some(doc) = name.to_str().and_then(DocumentId::named) else { continue };
            self.prune(&doc, now);
            for (at, path) in self.versions(&doc) {
                if let Ok(stamp) = self.fs.stat(&path) {
                    all.push((at, path, stamp.len));
                }
            }
        }
        let mut bytes: u64 = all.iter().map(|(_, _, len)| len).sum();
        all.sort();
        for (_, path, len) in all {
            if bytes <= MOST_BYTES {
                break;
            }
            if self.fs.remove(&path).is_ok() {
                bytes -= len;
            }
        }
    }
}

fn time_of(name: &str) -> Option<Timestamp> {
    let text = name.strip_suffix(".json")?;
    jiff::civil::DateTime::strptime(FORMAT, text)
        .ok()?
        .to_zoned_datetime(TimeZone::UTC)
        .ok()
        .map(|z| z.timestamp())
}

/// Whether a section loses at least a third of its text and at least [`WORTH`] bytes.
fn rewrites(before: &Value, after: &Value) -> bool {
    let text =
        |value: &Value, s: Section| value.get(s.key()).and_then(Value::as_str).unwrap_or_default().to_owned();
    Section::ALL.into_iter().any(|s| {
        let (old, new) = (text(before, s), text(after, s));
        let gone = gone(&old, &new);
        gone >= WORTH && gone * 3 >= old.len()
    })
}

/// The length in bytes of the old text between the common prefix and the common suffix.
fn gone(old: &str, new: &str) -> usize {
    let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let start = same(&mut old.bytes().zip(new.bytes()));
    let end = same(&mut old.bytes().rev().zip(new.bytes().rev()));
    old.len().saturating_sub(start + end)
}

/// The length in bytes of a story's sections, or of the whole of any other document.
fn text_len(value: &Value) -> usize {
    match value.get("situation") {
        Some(_) => Section::ALL.iter().filter_map(|s| value.get(s.key())?.as_str()).map(str::len).sum(),
        None => value.to_string().len(),
    }
}

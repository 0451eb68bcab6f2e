//! The journal's format, and replaying it into documents. No I/O.
//!
//! A line is `crc length sequence json`. The CRC-32 covers everything after it; the length is that of the JSON in
//! bytes. Replay stops at the first invalid line: whatever follows was never acknowledged as written.

use std::collections::HashMap;

use crate::story::{Change, DocumentId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum JournalLine {
    /// The first line.
    Open { version: String, data: String },
    /// The first line of an import; the import counts only if `closed` follows.
    Import,
    /// The value in a document's file before the changes that follow; null if there was no file.
    Base { doc: String, value: Value },
    /// [`Change::Splice`].
    Splice { doc: String, field: String, at: usize, deleted: usize, inserted: String, crc: Option<u32> },
    /// [`Change::Set`].
    Set { doc: String, field: String, value: Value },
    /// [`Change::Whole`].
    Whole { doc: String, value: Value },
    /// [`Change::Deleted`].
    Deleted { doc: String },
    /// A line of the practice log, which could not be written at the time.
    Log { line: Value },
    /// The changes up to this sequence number are in the file.
    #[serde(rename = "folded")]
    Checkpointed { doc: String, upto: u64 },
    /// The program ended in an orderly way.
    Closed,
}

impl JournalLine {
    pub(super) fn change(doc: &DocumentId, change: &Change) -> Self {
        let doc = doc.name().to_owned();
        match change.clone() {
            Change::Splice { field, at, deleted, inserted, crc } => {
                Self::Splice { doc, field, at, deleted, inserted, crc }
            }
            Change::Set { field, value } => Self::Set { doc, field, value },
            Change::Whole(value) => Self::Whole { doc, value },
            Change::Deleted => Self::Deleted { doc },
        }
    }

    /// The encoded line, including the newline.
    pub(super) fn bytes(&self, sequence: u64) -> Vec<u8> {
        // Cannot fail: all map keys are strings.
        let json = serde_json::to_string(self).unwrap_or_default();
        let rest = format!("{} {sequence} {json}", json.len());
        format!("{:08x} {rest}\n", crc32fast::hash(rest.as_bytes())).into_bytes()
    }

    fn parse(line: &[u8]) -> Option<(u64, Self)> {
        let line = std::str::from_utf8(line).ok()?;
        let (crc, rest) = line.split_once(' ')?;
        if crc.len() != 8 || u32::from_str_radix(crc, 16).ok()? != crc32fast::hash(rest.as_bytes()) {
            return None;
        }
        let (len, rest) = rest.split_once(' ')?;
        let (sequence, json) = rest.split_once(' ')?;
        if len.parse() != Ok(json.len()) {
            return None;
        }
        Some((sequence.parse().ok()?, serde_json::from_str(json).ok()?))
    }
}

/// A document as replayed from a journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Replayed {
    /// Which document.
    pub doc: DocumentId,
    /// The value in the file before the changes; null if it was new.
    pub base: Value,
    /// The value with the changes applied.
    pub ours: Value,
    /// The number of unsaved changes.
    pub changes: usize,
    /// Whether the last change deleted it.
    pub deleted: bool,
    /// Whether a change did not fit the value, so that it and later ones are missing.
    pub odd: bool,
    steps: Vec<(u64, Change)>,
}

impl Replayed {
    /// Whether the document had this value after one of the changes; `updated` is ignored.
    pub fn passed(&self, there: &Value) -> bool {
        let mut state = self.base.clone();
        self.steps.iter().any(|(_, change)| change.apply(&mut state) && alike(&state, there))
    }

    /// The position of the last splice: the field's key and the byte offset after the inserted text.
    pub fn last(&self) -> Option<(String, usize)> {
        self.steps.iter().rev().find_map(|(_, change)| match change {
            Change::Splice { field, at, inserted, .. } => Some((field.clone(), at + inserted.len())),
            Change::Set { .. } | Change::Whole(_) | Change::Deleted => None,
        })
    }

    fn step(&mut self, sequence: u64, change: Change) {
        if matches!(change, Change::Whole(_)) {
            self.odd = false;
        }
        self.changes += 1;
        self.deleted = change == Change::Deleted;
        self.odd = self.odd || !change.apply(&mut self.ours);
        if !self.odd {
            self.steps.push((sequence, change));
        }
    }

    fn checkpointed(&mut self, upto: u64) {
        let (done, left): (Vec<_>, Vec<_>) = self.steps.drain(..).partition(|(at, _)| *at <= upto);
        for (_, change) in done {
            change.apply(&mut self.base);
        }
        self.changes = left.len();
        self.steps = left;
    }
}

/// Whether two documents are equal except for `updated`.
pub(super) fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let rest = |m: &Map<String, Value>| m.len() - usize::from(m.contains_key("updated"));
            rest(a) == rest(b) && a.iter().all(|(k, v)| k == "updated" || b.get(k) == Some(v))
        }
        _ => a == b,
    }
}

/// The result of replaying a journal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replay {
    /// The documents with unsaved changes, in the order of their base lines.
    pub docs: Vec<Replayed>,
    /// Whether the last line is `closed`.
    pub closed: bool,
    /// Lines for the practice log.
    pub log: Vec<Value>,
    /// Whether it is the journal of an import; its documents count only if it is closed.
    pub import: bool,
    /// Length of the valid lines at the start, in bytes.
    pub good: usize,
    /// Whether valid lines follow an invalid one: the file is damaged, not only truncated.
    pub hole: bool,
}

/// Replays a journal up to the first invalid line.
pub fn replay(bytes: &[u8]) -> Replay {
    let (mut replay, mut docs) = (Replay::default(), Docs::default());
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let Some((sequence, entry)) = line.strip_suffix(b"\n").and_then(JournalLine::parse) else {
            replay.hole = bytes.get(replay.good..).is_some_and(|rest| {
                rest.split(|&b| b == b'\n').skip(1).any(|line| JournalLine::parse(line).is_some())
            });
            break;
        };
        replay.good += line.len();
        replay.closed = entry == JournalLine::Closed;
        replay.import |= entry == JournalLine::Import;
        match entry {
            JournalLine::Log { line } => replay.log.push(line),
            entry => docs.take(sequence, entry),
        }
    }
    replay.docs = docs.list.into_iter().flatten().filter(|doc| doc.changes > 0).collect();
    replay
}

/// The documents while they are replayed.
#[derive(Default)]
struct Docs {
    /// In the order of their base lines; empty where a later base line stands for the same document.
    list: Vec<Option<Replayed>>,
    /// Where each stands, by name.
    at: HashMap<String, usize>,
}

impl Docs {
    fn take(&mut self, sequence: u64, line: JournalLine) {
        let (doc, change) = match line {
            JournalLine::Import
            | JournalLine::Open { .. }
            | JournalLine::Log { .. }
            | JournalLine::Closed => {
                return;
            }
            JournalLine::Base { doc, value } => return self.base(doc, value),
            JournalLine::Checkpointed { doc, upto } => {
                if let Some(there) = self.find(&doc) {
                    there.checkpointed(upto);
                }
                return;
            }
            JournalLine::Splice { doc, field, at, deleted, inserted, crc } => {
                (doc, Change::Splice { field, at, deleted, inserted, crc })
            }
            JournalLine::Set { doc, field, value } => (doc, Change::Set { field, value }),
            JournalLine::Whole { doc, value } => (doc, Change::Whole(value)),
            JournalLine::Deleted { doc } => (doc, Change::Deleted),
        };
        if let Some(there) = self.find(&doc) {
            there.step(sequence, change);
        }
    }

    fn find(&mut self, name: &str) -> Option<&mut Replayed> {
        self.list.get_mut(*self.at.get(name)?)?.as_mut()
    }

    fn base(&mut self, name: String, value: Value) {
        let Some(doc) = DocumentId::named(&name) else { return };
        if let Some(earlier) = self.at.insert(name, self.list.len()).and_then(|at| self.list.get_mut(at)) {
            *earlier = None;
        }
        let ours = value.clone();
        let (steps, deleted, odd) = (Vec::new(), false, false);
        self.list.push(Some(Replayed { doc, base: value, ours, changes: 0, deleted, odd, steps }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spliced(line: &str) -> Replayed {
        let first =
            JournalLine::Base { doc: "preparation".into(), value: serde_json::json!({ "notes": "We lost" }) };
        let rest = format!("{} 2 {line}", line.len());
        let line = format!("{:08x} {rest}\n", crc32fast::hash(rest.as_bytes()));
        let mut replay = replay(&[first.bytes(1), line.into_bytes()].concat());
        replay.docs.pop().unwrap()
    }

    #[test]
    fn a_splice_is_checked_against_the_text_that_it_leaves() {
        let line = |crc: u32| {
            format!(
                r#"{{"splice":{{"doc":"preparation","field":"notes","at":7,"deleted":0,"inserted":"!","crc":{crc}}}}}"#
            )
        };
        assert_eq!(spliced(&line(crc32fast::hash(b"We lost!"))).ours["notes"], "We lost!");
        let other = spliced(&line(crc32fast::hash(b"We won!")));
        assert!(other.odd);
        assert_eq!(other.ours["notes"], "We lost");
    }

    #[test]
    fn a_line_of_an_early_version_has_no_such_check_and_counts() {
        let line =
            r#"{"splice":{"doc":"preparation","field":"notes","at":7,"deleted":0,"inserted":"!","hash":1}}"#;
        assert_eq!(spliced(line).ours["notes"], "We lost!");
    }
}

//! What the loop and the disk thread exchange for a checkpoint.

use std::sync::Arc;

use serde_json::Value;

use crate::story::{DocumentId, Story};

/// The number of a change, counted per process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(pub u64);

/// A document to save.
#[derive(Debug, Clone)]
pub struct CheckpointJob {
    /// Which.
    pub doc: DocumentId,
    /// The last change contained in `ours`.
    pub upto: Sequence,
    /// The value in the file before the changes; null if it is new.
    pub base: Arc<Value>,
    /// The value to save.
    pub ours: Arc<Value>,
}

/// The result of a checkpoint.
#[derive(Debug, Clone)]
pub struct Checkpointed {
    /// Which document.
    pub doc: DocumentId,
    /// The last change that is now in the file.
    pub upto: Sequence,
    /// The value that was to be saved.
    pub ours: Arc<Value>,
    /// The value in the file, if another program's changes were merged in.
    pub merged: Option<Value>,
    /// The other version, kept as a story of its own, if both changed the same field.
    pub sibling: Option<Story>,
    /// Whether another program had deleted the file, and it was created again.
    pub recreated: bool,
    /// Whether it was saved without the lock because another process held it for two seconds.
    pub unlocked: bool,
}

//! What the loop and the disk thread hand each other for a checkpoint: plain values.

use std::sync::Arc;

use serde_json::Value;

use crate::story::{DocumentId, Story};

/// The place of a change among all of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(pub u64);

/// One document to be saved.
#[derive(Debug, Clone)]
pub struct CheckpointJob {
    /// Which.
    pub doc: DocumentId,
    /// The last change that is in `ours`.
    pub upto: Sequence,
    /// As it stood in its file before the changes; null where it is new.
    pub base: Arc<Value>,
    /// As it is to be.
    pub ours: Arc<Value>,
}

/// What saving did.
#[derive(Debug, Clone)]
pub struct Checkpointed {
    /// Which document.
    pub doc: DocumentId,
    /// The last change that is in the file now.
    pub upto: Sequence,
    /// What was to be saved.
    pub ours: Arc<Value>,
    /// What is in the file, where somebody else's changes were merged in.
    pub merged: Option<Value>,
    /// Their version, kept as a story of its own, where both changed the same field.
    pub sibling: Option<Story>,
    /// Whether the file had been deleted by somebody and is back.
    pub recreated: bool,
    /// Whether another process held the lock for two seconds, so that it was saved without.
    pub unlocked: bool,
}

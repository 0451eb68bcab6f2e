//! What can go wrong with files, in words for the user: what happened, what is safe, what to do.

use std::io;
use std::path::{Path, PathBuf};

/// A failure of the store, with what was being done and to which path.
#[derive(Debug)]
pub struct StoreError {
    /// What was being done, as in "could not …": `save`, `read`.
    pub doing: &'static str,
    /// The file or directory it was done to.
    pub path: PathBuf,
    /// Why it failed.
    pub cause: Cause,
}

/// Why something failed.
#[derive(Debug)]
pub enum Cause {
    /// An I/O error from the system.
    Io(io::Error),
    /// The file is damaged; the text is the reason. It is never written to.
    Damaged(String),
    /// The file has this newer schema. It is never written to.
    Newer(u32),
    /// The target already exists and is not replaced.
    Exists,
    /// The directory that was there is not there any more. It is not made again.
    Gone,
    /// The file kept changing while it was being saved.
    Busy,
    /// The request was refused; the text is the reason.
    Refused(String),
}

/// The kinds of failure that call for different words or another try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The disk is full.
    DiskFull,
    /// The user's disk quota is used up.
    Quota,
    /// The file system is read-only.
    ReadOnly,
    /// Permission is denied.
    NoPermission,
    /// A file would exceed a size limit.
    TooLarge,
    /// A file is damaged.
    Damaged,
    /// A file has a newer schema.
    Newer,
    /// The target already exists.
    Exists,
    /// The file does not exist.
    Missing,
    /// The data directory is not there any more.
    Gone,
    /// Everything else.
    Other,
}

impl StoreError {
    /// A failure with an I/O error as its cause.
    pub fn io(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::new(doing, path, Cause::Io(error))
    }

    /// A failure with the given cause.
    pub fn new(doing: &'static str, path: &Path, cause: Cause) -> Self {
        Self { doing, path: path.to_owned(), cause }
    }

    /// Which kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match &self.cause {
            Cause::Io(error) => match error.kind() {
                io::ErrorKind::StorageFull => ErrorKind::DiskFull,
                io::ErrorKind::QuotaExceeded => ErrorKind::Quota,
                io::ErrorKind::ReadOnlyFilesystem => ErrorKind::ReadOnly,
                io::ErrorKind::PermissionDenied => ErrorKind::NoPermission,
                io::ErrorKind::FileTooLarge => ErrorKind::TooLarge,
                io::ErrorKind::AlreadyExists => ErrorKind::Exists,
                io::ErrorKind::NotFound => ErrorKind::Missing,
                _ => ErrorKind::Other,
            },
            Cause::Damaged(_) => ErrorKind::Damaged,
            Cause::Newer(_) => ErrorKind::Newer,
            Cause::Exists => ErrorKind::Exists,
            Cause::Gone => ErrorKind::Gone,
            Cause::Busy | Cause::Refused(_) => ErrorKind::Other,
        }
    }

    /// What happened, in a few words for a status line: `Disk full`.
    pub fn short(&self) -> &'static str {
        match self.kind() {
            ErrorKind::DiskFull => "Disk full",
            ErrorKind::Quota => "Your disk quota is used up",
            ErrorKind::ReadOnly => "The disk takes no changes",
            ErrorKind::NoPermission => "No permission to write",
            ErrorKind::TooLarge => "Too large",
            ErrorKind::Damaged => "The file cannot be read",
            ErrorKind::Newer => "Made by a newer starcoach",
            ErrorKind::Exists => "Already there",
            ErrorKind::Missing => "Not there",
            ErrorKind::Gone => "The directory of your stories is gone",
            ErrorKind::Other => "Could not write",
        }
    }

    /// Why it failed, in a few words without the path: `it is larger than 8 MiB`.
    pub fn reason(&self) -> String {
        match (&self.cause, self.kind()) {
            (Cause::Io(error), ErrorKind::Other) => error.to_string(),
            (Cause::Io(_), ErrorKind::DiskFull) => "the disk is full".to_owned(),
            (Cause::Io(_), ErrorKind::Quota) => "your disk quota is used up".to_owned(),
            (Cause::Io(_), ErrorKind::ReadOnly) => "the disk takes no changes".to_owned(),
            (Cause::Io(_), ErrorKind::NoPermission) => "you may not".to_owned(),
            (Cause::Io(_), ErrorKind::TooLarge) => "it is too large".to_owned(),
            (Cause::Io(_), ErrorKind::Missing) => "it is not there".to_owned(),
            (Cause::Io(_) | Cause::Exists, _) => "it is there already".to_owned(),
            (Cause::Damaged(why) | Cause::Refused(why), _) => why.clone(),
            (Cause::Newer(schema), _) => format!("it has form {schema}, made by a newer starcoach"),
            (Cause::Gone, _) => "it is not there any more".to_owned(),
            (Cause::Busy, _) => "another program keeps changing it".to_owned(),
        }
    }

    fn advice(&self) -> &'static str {
        match self.kind() {
            ErrorKind::DiskFull => "Make room and try again.",
            ErrorKind::Quota => "Remove some files of yours and try again.",
            ErrorKind::ReadOnly | ErrorKind::NoPermission => {
                "Give yourself the right to write there, or choose another place with --data-dir."
            }
            ErrorKind::Damaged => "The file stays as it is; an earlier version may be at hand.",
            ErrorKind::Newer => "The file stays as it is; a newer starcoach can open it.",
            ErrorKind::Exists => "What is there stays as it is.",
            ErrorKind::Gone => {
                "If it is on a drive, mount it; if it was moved, move it back. What was typed is kept until then. To begin anew instead, make that directory."
            }
            ErrorKind::TooLarge | ErrorKind::Missing | ErrorKind::Other => {
                "What was saved before stays as it is."
            }
        }
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "could not {} {}: {}. {}", self.doing, self.path.display(), self.reason(), self.advice())
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// Adds the operation and the path to an I/O error.
pub(super) trait Doing<T> {
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, StoreError>;
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, doing: &'static str, path: &Path) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::io(doing, path, error))
    }
}

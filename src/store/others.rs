//! Other versions of the preparation and of the user's own questions: files beside theirs, of a sync tool, or kept by
//! a checkpoint after a conflict. (Another version of a story is a story of its own.)

use std::path::PathBuf;

use jiff::Timestamp;
use serde_json::Value;

use super::error::{Cause, Doing, StoreError};
use super::load::is_leftover;
use super::{Disk, form, hash};
use crate::story::{DocumentId, Story, StoryId};

/// The documents that have such versions.
pub(super) const DOCUMENTS: [DocumentId; 2] = [DocumentId::Preparation, DocumentId::OwnQuestions];

/// Another version of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherFile {
    /// Which document.
    pub doc: DocumentId,
    /// The name of the file, beside that of the document.
    pub file: String,
    /// What it holds, or why it cannot be read.
    pub content: Result<Value, String>,
}

impl Disk {
    /// The other versions of the documents, by file name.
    pub fn other_versions(&self) -> Vec<OtherFile> {
        let read = |(doc, path): (DocumentId, PathBuf)| {
            let read = self.fs.read(&path, form::MOST).map_err(|e| self.unreadable(&path, e).reason());
            let content = read.and_then(|(bytes, _)| form::object(&bytes)).map(Value::Object);
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            OtherFile { doc, file, content }
        };
        self.other_files().into_iter().map(read).collect()
    }

    /// Their paths.
    pub(super) fn other_files(&self) -> Vec<(DocumentId, PathBuf)> {
        let mut files = Vec::new();
        for doc in DOCUMENTS {
            let path = self.paths.doc(&doc);
            let (Some(dir), Some(own)) = (path.parent(), path.file_name()) else { continue };
            let mut names = self.fs.list(dir).unwrap_or_default();
            names.retain(|name| name != own && is_other(doc.name(), &name.to_string_lossy()));
            names.sort();
            files.extend(names.into_iter().map(|name| (doc.clone(), dir.join(name))));
        }
        files
    }

    /// Removes another version; it becomes an earlier one of the document.
    pub fn discard_other(&mut self, doc: &DocumentId, file: &str, now: Timestamp) -> Result<(), StoreError> {
        let path = self.other(doc, file)?;
        let (bytes, _) = self.fs.read(&path, form::MOST).doing("read", &path)?;
        self.add_version(doc, &bytes, now)?;
        self.fs.remove(&path).doing("remove", &path)?;
        self.sync_parent(&path)
    }

    fn other(&self, doc: &DocumentId, file: &str) -> Result<PathBuf, StoreError> {
        let path = self.paths.doc(doc).with_file_name(file);
        let is_one =
            DOCUMENTS.contains(doc) && is_other(doc.name(), file) && !file.contains(['/', '\\', '\0']);
        if is_one && path != self.paths.doc(doc) {
            return Ok(path);
        }
        let why = "that is not the name of another version".to_owned();
        Err(StoreError::new("remove", &path, Cause::Refused(why)))
    }

    /// Keeps another version of a document beside its file. Keeping the same one again, as after a crash, adds nothing.
    pub(super) fn keep_other(&mut self, doc: &DocumentId, value: &Value) -> Result<(), StoreError> {
        let mut draw = hash::fnv(form::write(value).as_bytes());
        for _ in 0..super::checkpoint::TRIES {
            let file = format!("{}.other-{:08x}.json", doc.name(), draw as u32);
            let path = self.paths.doc(doc).with_file_name(file);
            match self.fs.read(&path, form::MOST) {
                Ok((bytes, _)) if form::object(&bytes).ok().as_ref() == value.as_object() => return Ok(()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    if self.replace(&path, value, None)? {
                        return Ok(());
                    }
                }
                Ok(_) | Err(_) => {}
            }
            draw = hash::fnv(&draw.to_le_bytes());
        }
        Err(StoreError::new("keep another version of", &self.paths.doc(doc), Cause::Busy))
    }

    /// Keeps words whose document cannot be written, since its file is damaged or of a newer form: a story as one of
    /// its own, any other document as another version.
    pub(super) fn keep_apart(&mut self, doc: &DocumentId, ours: &Value) -> Result<(), StoreError> {
        let DocumentId::Story(id) = doc else { return self.keep_other(doc, ours) };
        let mut value = ours.clone();
        let mut draw = hash::fnv(form::write(ours).as_bytes()) ^ hash::fnv(id.as_str().as_bytes());
        for _ in 0..super::checkpoint::TRIES {
            draw = hash::fnv(&draw.to_le_bytes());
            let own = StoryId::from_bits(draw);
            if let Some(map) = value.as_object_mut() {
                map.insert("id".into(), own.as_str().into());
                let title = Story::from_value(ours.clone()).map(|s| s.name()).unwrap_or_default();
                map.insert("title".into(), format!("{title} (recovered)").into());
            }
            let target = DocumentId::Story(own);
            match self.there(&target)? {
                Some(there) if there.value == value => return Ok(()),
                Some(_) => continue,
                None => {}
            }
            if self.replace(&self.paths.doc(&target), &value, None)? {
                return Ok(());
            }
        }
        Err(StoreError::new("keep another version of", &self.paths.doc(doc), Cause::Busy))
    }
}

/// Whether a file beside a document of this name is another version of it: `preparation.sync-conflict-….json`,
/// `preparation (Sam's conflicted copy).json`, `own 2.json`.
fn is_other(stem: &str, file: &str) -> bool {
    let rest = file.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".json"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric())) && !is_leftover(file)
}

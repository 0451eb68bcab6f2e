//! The small files around the documents: settings and question packs (read only), the bookmark of the last session,
//! and exports.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::error::{Cause, Doing, StoreError};
use super::fs::{FileKind, follow};
use super::install::Expected;
use super::load::is_leftover;
use super::{Disk, form};
use crate::story::DocumentId;

impl Disk {
    /// The text of `config.toml`; `None` if there is none.
    pub fn read_config(&self) -> Result<Option<String>, StoreError> {
        let path = self.paths.places.config.join("config.toml");
        match self.read_text(&path) {
            Err(error) if error.kind() == super::ErrorKind::Missing => Ok(None),
            other => other.map(Some),
        }
    }

    /// The user's question packs, sorted by file name: the name, and the text or the reason why it cannot be read.
    ///
    /// `own.json` is never one: it is the name of the questions added in the app, whose directory this may be.
    pub fn read_packs(&self) -> Vec<(String, Result<String, String>)> {
        let dir = self.paths.packs();
        let own = self.paths.doc(&DocumentId::OwnQuestions);
        let canonical = |path: Option<&Path>| self.fs.canonical(path?).ok();
        let holds_own = canonical(Some(&dir)) == canonical(own.parent());
        let mut names = self.fs.list(&dir).unwrap_or_default();
        names.retain(|name| {
            let name = name.to_string_lossy();
            name.ends_with(".json") && !is_leftover(&name)
        });
        names.retain(|name| !(holds_own && Some(name.as_os_str()) == own.file_name()));
        names.sort();
        let read = |name: &std::ffi::OsString| {
            if Some(name.as_os_str()) == own.file_name() {
                return Err(
                    "the questions that you add in the app have that name; give it another".to_owned()
                );
            }
            self.read_text(&dir.join(name)).map_err(|error| error.reason())
        };
        names.iter().map(|name| (name.to_string_lossy().into_owned(), read(name))).collect()
    }

    /// The bookmark of the last session; `None` if there is none.
    pub fn read_ui(&self) -> Option<Value> {
        let (bytes, _) = self.fs.read(&self.paths.ui(), form::MOST).ok()?;
        form::object(&bytes).ok().map(Value::Object)
    }

    /// Writes the bookmark of this session. Not synced: losing it is harmless.
    pub fn write_ui(&mut self, ui: &Value) -> Result<(), StoreError> {
        self.put_soon(&self.paths.ui(), ui.to_string().as_bytes())
    }

    /// Writes an export to a path of the user's choice, atomically, mode 0600. An existing file is an error unless
    /// `force` is set and it is a regular file.
    pub fn export_file(&mut self, path: &Path, text: &str, force: bool) -> Result<(), StoreError> {
        self.export_bytes(path, text.as_bytes(), force)
    }

    /// As [`Disk::export_file`], for what is no text.
    pub(super) fn export_bytes(&mut self, path: &Path, bytes: &[u8], force: bool) -> Result<(), StoreError> {
        match self.fs.stat(path) {
            Ok(there) if there.kind != FileKind::File => {
                let why = "there is something that is not a file".to_owned();
                return Err(StoreError::new("write", path, Cause::Refused(why)));
            }
            Ok(_) if !force => return Err(StoreError::new("write", path, Cause::Exists)),
            Ok(_) | Err(_) => {}
        }
        let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let Some(name) = path.file_name() else {
            return Err(StoreError::new("write", path, Cause::Refused("it has no name".into())));
        };
        self.fs.stat(dir).doing("write to", dir)?;
        let expected = if force { Expected::Anything } else { Expected::Nothing };
        let done = self.put(&dir.join(name), bytes, expected)?;
        if done { Ok(()) } else { Err(StoreError::new("write", path, Cause::Exists)) }
    }

    /// Writes an export into `exports/` of the data directory under the first free name, and returns its path.
    pub fn export_new(&mut self, name: &str, extension: &str, text: &str) -> Result<PathBuf, StoreError> {
        self.still_there()?;
        let dir = self.paths.places.data.join("exports");
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        for n in 1..1000 {
            let number = if n == 1 { String::new() } else { format!("-{n}") };
            let path = dir.join(format!("{name}{number}.{extension}"));
            match self.export_file(&path, text, false) {
                Err(error) if error.kind() == super::ErrorKind::Exists => {}
                other => return other.map(|()| path),
            }
        }
        Err(StoreError::new("write", &dir, Cause::Exists))
    }

    /// Reads a file of the user, who may have made a link of it: UTF-8, at most 8 MiB.
    pub fn read_text(&self, path: &Path) -> Result<String, StoreError> {
        let (bytes, _) = self
            .fs
            .read(&follow(self.fs.as_ref(), path), form::MOST)
            .map_err(|error| self.unreadable(path, error))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to() + 1;
            let why = format!("it is not UTF-8 from byte {at} on");
            StoreError::new("read", path, Cause::Damaged(why))
        })?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

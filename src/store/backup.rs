//! A backup: every file of the user in one tar archive, and back from it.
//!
//! Bytes are taken as they are, so that damaged files come along. What belongs to this machine (journals, earlier
//! versions) does not; settings and packs are in the archive but never written back, as nothing writes to the config
//! directory.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;

use super::error::{Cause, Doing, StoreError};
use super::fs::follow;
use super::install::Expected;
use super::load::{id_of, is_leftover};
use super::{Disk, form, log};
use crate::story::DocumentId;

/// The most that is read of a file in an archive, in bytes.
const MOST: u64 = log::MOST;

/// What was written into an archive.
#[derive(Debug, Default)]
pub struct BackedUp {
    /// The names of the files in it.
    pub files: Vec<String>,
    /// The files that could not be read.
    pub left_out: Vec<StoreError>,
}

/// What became of the files of an archive; all are names in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Restored {
    pub written: Vec<String>,
    /// Were there already, with the same content.
    pub same: Vec<String>,
    /// Are there with other content, so that nothing was written.
    pub different: Vec<String>,
    /// Are not taken from an archive.
    pub left_out: Vec<String>,
}

/// The files of an archive, with their names in it.
pub type BackupFiles = Vec<(String, Vec<u8>)>;

/// Reads an archive that [`Disk::backup`] wrote.
#[expect(clippy::disallowed_methods, reason = "a file that the user names, which may be a link or a pipe")]
pub fn read_backup(path: &Path) -> Result<BackupFiles, StoreError> {
    let file = std::fs::File::open(path).doing("read", path)?;
    let mut archive = tar::Archive::new(std::io::BufReader::new(file));
    let damaged = |error: std::io::Error| {
        let why = format!("it is no tar archive that can be read ({error})");
        StoreError::new("read", path, Cause::Damaged(why))
    };
    let mut files = Vec::new();
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut bytes = Vec::new();
        entry.take(MOST + 1).read_to_end(&mut bytes).map_err(damaged)?;
        if bytes.len() as u64 > MOST {
            return Err(StoreError::new("read", path, Cause::Damaged(format!("{name} in it is too large"))));
        }
        files.push((name.strip_prefix("./").map(str::to_owned).unwrap_or(name), bytes));
    }
    Ok(files)
}

/// Where a file of an archive goes.
enum Member {
    /// A document, whose earlier content goes to the history where it is replaced.
    Document(DocumentId, PathBuf),
    /// The practice log, or a copy of it: lines are added.
    Log,
}

impl Disk {
    /// Writes every file of the user into a new archive, mode 0600. An existing file is an error unless `force` is set.
    pub fn backup(&mut self, to: &Path, force: bool, now: Timestamp) -> Result<BackedUp, StoreError> {
        let mut done = BackedUp::default();
        let mut archive = tar::Builder::new(Vec::new());
        for (name, path) in self.files_of_the_user()? {
            let bytes = match self.fs.read(&follow(self.fs.as_ref(), &path), MOST) {
                Ok((bytes, _)) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => {
                    done.left_out.push(self.unreadable(&path, error));
                    continue;
                }
            };
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o600);
            header.set_mtime(now.as_second().unsigned_abs());
            archive.append_data(&mut header, &name, bytes.as_slice()).doing("write", to)?;
            done.files.push(name);
        }
        let bytes = archive.into_inner().doing("write", to)?;
        self.export_bytes(to, &bytes, force)?;
        Ok(done)
    }

    /// The files of the user that exist or may exist, with their names in an archive.
    fn files_of_the_user(&self) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let (data, config) = (&self.paths.places.data, &self.paths.places.config);
        let mut files = Vec::new();
        let mut add = |name: String, path: PathBuf| files.push((name, path));
        let mut stories = self.story_files()?;
        stories.sort();
        for name in stories {
            add(format!("stories/{}", name.to_string_lossy()), self.paths.stories().join(&name));
        }
        let names = |dir: &Path| -> Vec<String> {
            let names = self.fs.list(dir).unwrap_or_default();
            let mut names: Vec<String> =
                names.into_iter().filter_map(|name| name.into_string().ok()).collect();
            names.retain(|name| !is_leftover(name));
            names.sort();
            names
        };
        for name in names(&self.paths.trash()).into_iter().filter(|name| is_json(name)) {
            add(format!("trash/{name}"), self.paths.trash().join(&name));
        }
        for name in names(data).into_iter().filter(|name| log::is_log(name)) {
            add(name.clone(), data.join(&name));
        }
        add("preparation.json".to_owned(), self.paths.doc(&DocumentId::Preparation));
        add("questions/own.json".to_owned(), self.paths.doc(&DocumentId::OwnQuestions));
        add("config/config.toml".to_owned(), config.join("config.toml"));
        for name in names(&self.paths.packs()).into_iter().filter(|name| is_json(name)) {
            add(format!("config/questions/{name}"), self.paths.packs().join(&name));
        }
        Ok(files)
    }

    /// Brings back what an archive holds. Where a file is there with other content, nothing is written at all, unless
    /// `force` is set: then the archive's content replaces it and what was there goes to the history.
    pub fn restore_backup(
        &mut self,
        files: &[(String, Vec<u8>)],
        force: bool,
        now: Timestamp,
    ) -> Result<Restored, StoreError> {
        let mut done = Restored::default();
        let mut documents = Vec::new();
        let mut lines = Vec::new();
        for (name, bytes) in files {
            match self.target(name) {
                None => done.left_out.push(name.clone()),
                Some(Member::Log) => lines.push((name, bytes)),
                Some(Member::Document(doc, path)) => match self.fs.read(&path, form::MOST) {
                    Ok((there, _)) if same(&there, bytes) => done.same.push(name.clone()),
                    Ok((there, _)) => {
                        done.different.push(name.clone());
                        documents.push((name, doc, path, bytes, Some(there)));
                    }
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                        documents.push((name, doc, path, bytes, None));
                    }
                    Err(error) => return Err(StoreError::io("read", &path, error)),
                },
            }
        }
        if !done.different.is_empty() && !force {
            done.same.clear();
            return Ok(done);
        }
        done.different.clear();
        let _lock = self.checkpoint_lock();
        for (name, doc, path, bytes, there) in documents {
            if let Some(there) = there {
                self.add_version(&doc, &there, now)?;
            }
            self.put(&path, bytes, Expected::Anything)?;
            self.note_own(&path);
            done.written.push(name.clone());
        }
        for (name, bytes) in lines {
            let to = if self.add_lines(bytes)? { &mut done.written } else { &mut done.same };
            to.push(name.clone());
        }
        Ok(done)
    }

    /// Where a file of an archive goes; `None` for one that is not brought back.
    fn target(&self, name: &str) -> Option<Member> {
        let story = |file: &str| id_of(file).map(DocumentId::Story);
        let (doc, path) = match name.split('/').collect::<Vec<_>>().as_slice() {
            ["stories", file] => {
                let doc = story(file)?;
                let path = self.paths.doc(&doc);
                (doc, path)
            }
            ["trash", file] => (story(file)?, self.paths.trashed(&id_of(file)?)),
            ["preparation.json"] => (DocumentId::Preparation, self.paths.doc(&DocumentId::Preparation)),
            ["questions", "own.json"] => {
                (DocumentId::OwnQuestions, self.paths.doc(&DocumentId::OwnQuestions))
            }
            [file] if log::is_log(file) => return Some(Member::Log),
            _ => return None,
        };
        Some(Member::Document(doc, path))
    }

    /// Adds the lines to the practice log that it does not have; whether there was one.
    fn add_lines(&mut self, bytes: &[u8]) -> Result<bool, StoreError> {
        let there: HashSet<Value> = self.read_log()?.lines.iter().filter_map(|line| id_in(line)).collect();
        let text = String::from_utf8_lossy(bytes);
        let file = self.log_file();
        let mut added = false;
        for line in text.lines() {
            if id_in(line).is_some_and(|id| !there.contains(&id))
                && let Ok(value) = serde_json::from_str(line)
            {
                file.append(&value)?;
                added = true;
            }
        }
        if added {
            self.sync_log()?;
        }
        Ok(added)
    }
}

/// The id of a line of the log.
fn id_in(line: &str) -> Option<Value> {
    serde_json::from_str::<Value>(line).ok()?.get("id").cloned()
}

fn is_json(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "json")
}

/// Whether two files hold the same, whatever their white space.
fn same(a: &[u8], b: &[u8]) -> bool {
    a == b || form::object(a).is_ok_and(|a| form::object(b).is_ok_and(|b| a == b))
}

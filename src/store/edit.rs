//! The files that `$EDITOR` sees, and what an editor left in one after the app was gone.
//!
//! A file's name says whose text it is: `<story>.<part>.<crc of the text>.<number>.<journal>.md`. The journal of the
//! process that made it is locked as long as that process lives; afterwards the text is taken up by the next start. A
//! process without a journal stands there itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::checkpoint::There;
use super::error::{Cause, Doing, ErrorKind, StoreError};
use super::job::{CheckpointJob, Sequence};
use super::recover::{Kept, LeftEdit, Recovered};
use super::{Disk, form, hash};
use crate::story::{DocumentId, Section, Story, StoryId};

/// The title of a story for a text whose own story is gone or cannot be written.
const TITLE: &str = "From your editor";
/// Its principle: the one that the app begins with.
const PRINCIPLE: &str = "customer-obsession";

/// What stands for the part in the name of a file that holds more than one.
const WHOLE: &str = "whole";

/// What the name of a file says whose text belongs somewhere; other files are left to their users.
struct Name {
    story: StoryId,
    /// Files of version 0.1 do not say more than the story.
    part: Option<EditedPart>,
}

struct EditedPart {
    section: Section,
    /// The CRC-32 of the text that the editor was given.
    given: u32,
    journal: String,
}

impl Name {
    fn parse(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(".md")?;
        let mut words = name.splitn(5, '.');
        let story = StoryId::parse(words.next()?).ok()?;
        let key = words.next()?;
        if key == WHOLE {
            return None;
        }
        let Some(section) = Section::ALL.into_iter().find(|section| section.key() == key) else {
            return Some(Self { story, part: None });
        };
        let given = u32::from_str_radix(words.next()?, 16).ok()?;
        let journal = words.nth(1)?.to_owned();
        Some(Self { story, part: Some(EditedPart { section, given, journal }) })
    }
}

impl Disk {
    /// Writes a part of a story, or with `None` another text of it, to a file for `$EDITOR`, in a directory of its
    /// own, mode 0600. Another text that is left behind stays where it is: the command that made it says where.
    pub fn edit_begin(
        &mut self,
        story: &StoryId,
        section: Option<Section>,
        text: &str,
    ) -> Result<PathBuf, StoreError> {
        let dir = self.paths.edits();
        self.fs.make_dir(&dir).doing("make the directory", &dir)?;
        let journal = self.journal.as_ref().and_then(super::SyncHandle::name);
        let journal = journal.unwrap_or_else(|| self.fs.owner());
        let (key, given) = (section.map_or(WHOLE, Section::key), crc32fast::hash(text.as_bytes()));
        for n in 1..1000 {
            let path = dir.join(format!("{story}.{key}.{given:08x}.{n}.{journal}.md"));
            match self.fs.create(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::io("write", &path, error)),
                Ok(file) => {
                    file.append(text.as_bytes()).doing("write", &path)?;
                    return Ok(path);
                }
            }
        }
        Err(StoreError::new("write", &dir, Cause::Exists))
    }

    /// Reads back the text that the editor left.
    pub fn edit_read(&self, path: &Path) -> Result<String, StoreError> {
        self.read_text(path)
    }

    /// Removes the editor's file; call it once the text is in the journal.
    pub fn edit_end(&mut self, path: &Path) -> Result<(), StoreError> {
        self.fs.remove(path).doing("remove", path)
    }

    /// Editor files that were never read back.
    pub fn edits_left(&self) -> Vec<PathBuf> {
        let dir = self.paths.edits();
        let mut left: Vec<PathBuf> =
            self.fs.list(&dir).unwrap_or_default().into_iter().map(|name| dir.join(name)).collect();
        left.sort();
        left
    }

    /// Takes up the texts that editors left after their app was gone. What cannot be read or kept stays where it is.
    pub(super) fn recover_edits(&mut self, now: Timestamp, out: &mut Recovered) {
        for path in self.edits_left() {
            let Some(name) = Name::parse(&path) else { continue };
            if name.part.as_ref().is_some_and(|part| self.is_alive(&part.journal)) {
                continue;
            }
            let Ok(text) = self.edit_read(&path) else { continue };
            let text = text.replace("\r\n", "\n");
            if self.recover_edit(&name, text.trim_end_matches('\n'), now, out).is_ok() {
                let _ = self.edit_end(&path);
            }
        }
    }

    fn is_alive(&self, journal: &str) -> bool {
        let path = self.paths.journals().join(journal);
        let is_process = journal.split('.').count() == 2;
        is_process && self.fs.may_run(journal) || self.fs.stat(&path).is_ok() && self.orphan(&path).is_none()
    }

    fn recover_edit(
        &mut self,
        name: &Name,
        text: &str,
        now: Timestamp,
        out: &mut Recovered,
    ) -> Result<(), StoreError> {
        let doc = DocumentId::Story(name.story.clone());
        let there = match self.there_finished(&doc) {
            Err(error) if !matches!(error.kind(), ErrorKind::Damaged | ErrorKind::Newer) => {
                return Err(error);
            }
            there => there.ok().flatten().map(|there| there.value),
        };
        let holds = |value: &Value, section: Section| {
            value.get(section.key()).and_then(Value::as_str).is_some_and(|t| t.trim_end_matches('\n') == text)
        };
        let is_there = there.as_ref().is_some_and(|there| Section::ALL.iter().any(|&s| holds(there, s)));
        if text.is_empty() || is_there {
            return Ok(());
        }
        let (Some(part), Some(there)) = (&name.part, there) else {
            return self.keep_as_story(name, text, now, out);
        };
        let key = part.section.key();
        let before = there.get(key).and_then(Value::as_str).unwrap_or_default();
        if crc32fast::hash(text.as_bytes()) == part.given {
            // The editor changed nothing.
            return Ok(());
        }
        let mut ours = there.clone();
        if let Some(map) = ours.as_object_mut() {
            map.insert(key.to_owned(), text.into());
        }
        let title = Story::from_value(there.clone()).map(|s| s.name()).unwrap_or_default();
        if crc32fast::hash(before.as_bytes()) != part.given {
            let bytes = form::write(&ours).into_bytes();
            self.keep_theirs(&doc, &There { bytes, value: ours })?;
            out.edits.push(LeftEdit { name: title, is_version: true });
            return Ok(());
        }
        if let Some(map) = ours.as_object_mut() {
            map.insert("updated".to_owned(), now.to_string().into());
        }
        let (base, after) = (Arc::new(there.clone()), Arc::new(ours.clone()));
        self.checkpoint(&CheckpointJob { doc: doc.clone(), upto: Sequence(0), base, ours: after }, now)?;
        let last = Some((key.to_owned(), text.len()));
        let (changes, silent, sibling) = (1, false, None);
        out.kept.push(Kept { doc, title, changes, last, before: there, now: ours, silent, sibling });
        Ok(())
    }

    /// Keeps a text as a story of its own: its story is gone, cannot be written, or is not known.
    fn keep_as_story(
        &mut self,
        name: &Name,
        text: &str,
        now: Timestamp,
        out: &mut Recovered,
    ) -> Result<(), StoreError> {
        // Drawn from the text: if the file cannot be removed, the next start adds no second one.
        let mut draw = hash::fnv(text.as_bytes()) ^ hash::fnv(name.story.as_str().as_bytes());
        for _ in 0..super::checkpoint::TRIES {
            draw = hash::fnv(&draw.to_le_bytes());
            let mut story = Story::new(StoryId::from_bits(draw), PRINCIPLE, now);
            TITLE.clone_into(&mut story.title);
            let section = name.part.as_ref().map_or(Section::Situation, |part| part.section);
            text.clone_into(story.section_mut(section));
            let path = self.paths.doc(&DocumentId::Story(story.id.clone()));
            if self.fs.stat(&path).is_ok() || self.fs.stat(&self.paths.trashed(&story.id)).is_ok() {
                let same = form::story(&self.fs.read(&path, form::MOST).map(|(b, _)| b).unwrap_or_default());
                if same.is_ok_and(|same| same.story.section(section) == text) {
                    return Ok(());
                }
                continue;
            }
            let value = serde_json::to_value(&story).unwrap_or_default();
            if self.replace(&path, &value, None)? {
                out.edits.push(LeftEdit { name: story.name(), is_version: false });
                return Ok(());
            }
        }
        Err(StoreError::new("keep", &self.paths.edits(), Cause::Busy))
    }
}

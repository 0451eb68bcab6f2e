//! The disk thread: everything that may wait for the disk, one order after the other.
//!
//! Owns [`Disk`]. The loop never waits for it, except at the end. Must not know what a frame shows.

mod found;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::Value;

use super::{Event, Sender};
use crate::app::msg::{Bookmark, Loaded, Msg, OtherDocument, Outside, Recovered, RunId, TextCopy, Version};
use crate::practice::{self, EntryId, History};
use crate::store::{self, CheckpointJob, Checkpointed, Disk, OtherFile, StoreError, SyncHandle};
use crate::story::{DocumentId, Section, Story, StoryId};
use found::{Copies, document, kept, of, outside};

/// The journal is made durable at the latest this long after a line was written.
const SYNC: Duration = Duration::from_millis(400);

/// What the disk thread shall do.
#[derive(Debug)]
pub enum DiskRequest {
    /// Checkpoint what earlier runs left, then read the bookmarked story, the documents and, if they are few, all stories
    /// and the log.
    Start(Option<StoryId>),
    /// Read what [`DiskRequest::Start`] left for after the first frame.
    Load,
    /// Something was written to the journal.
    Written,
    /// Bring a file up to date; the number comes back.
    Checkpoint(CheckpointJob, u64),
    /// Save what is unsaved of a story, then move it to the trash.
    Trash(Arc<Story>, Option<CheckpointJob>),
    /// Bring a story back from the trash.
    Restore(StoryId),
    /// This line was written to the log of tellings.
    Logged(EntryId),
    /// List the trash.
    ListTrash,
    /// List earlier versions.
    ListVersions(DocumentId),
    /// Remove another version of a document; its file is beside the document's.
    DiscardOther(DocumentId, String),
    /// Look for changes from outside; with `true` at every file.
    Rescan(Option<StoryId>, bool),
    /// Read a file that the user names.
    ReadFile(String),
    /// Add these stories, all or none.
    Import(Vec<Story>),
    /// Write a file for the user: its name, its ending, its text.
    Export(String, &'static str, String),
    /// Remember where the user is.
    Remember(Bookmark),
    /// Write a part to a file for an outside editor.
    EditorFile(StoryId, Section, String),
    /// Read what the editor left.
    EditorTake(PathBuf),
    /// The text of an outside editor is in the journal, or was never changed.
    EditorDone(PathBuf),
    /// Make an empty file for a recorder.
    NewRecording(RunId),
    /// Remove all recordings but the last ones, this many.
    DropRecordings(usize),
    /// Remember which of the user's own programs may run.
    AllowPrograms(Vec<Vec<String>>),
    /// Write copies into a directory that the user named.
    CopyTo(PathBuf, Vec<TextCopy>),
    /// What is typed goes to this journal.
    Journal(SyncHandle),
    /// `DiskReply` when all orders before this one are done.
    Rest,
}

/// What comes back besides messages for the app: these touch the journal, which the loop owns.
#[derive(Debug)]
pub enum DiskReply {
    /// A message for the app.
    Msg(Msg),
    /// A document was saved, or not.
    Checkpointed(DocumentId, u64, Result<Box<Checkpointed>, StoreError>),
    /// A line of the practice log was made durable, or not.
    Logged(EntryId, Result<(), StoreError>),
    /// The journal could not be made durable.
    NotSafe(StoreError),
    /// The file for an outside editor.
    EditorFile(Result<PathBuf, StoreError>),
    /// What the editor left in its file.
    EditorText(PathBuf, Result<String, StoreError>),
    /// The file for a recorder.
    Recording(RunId, Result<PathBuf, StoreError>),
    /// What the first frame waits for is there.
    Started,
    /// All orders are done.
    Resting,
}

/// Carries the orders out, one after the other.
pub struct DiskThread {
    disk: Disk,
    journal: Option<SyncHandle>,
    day_start: u8,
    to: Sender,
    due: Option<Instant>,
    /// What earlier runs left, until it can be told.
    recovered: store::Recovered,
    /// Whether the stories were read.
    read: bool,
    /// The files that hold a version of another file's story, by the id they are shown under.
    copies: Copies,
    /// The other versions of documents that the app knows.
    others: Vec<OtherFile>,
}

impl DiskThread {
    /// A worker that answers to `to`; a day of practice begins at the hour `day_start`.
    pub fn new(disk: Disk, day_start: u8, to: Sender) -> Self {
        Self {
            disk,
            journal: None,
            day_start,
            to,
            due: None,
            recovered: store::Recovered::default(),
            read: false,
            copies: Copies::new(),
            others: Vec::new(),
        }
    }

    /// Whether [`DiskRequest::Start`] takes no longer than a thread takes to begin.
    pub fn starts_quickly(&self) -> bool {
        self.disk.starts_quickly()
    }

    /// Starts the thread.
    pub fn spawn(self, inbox: Receiver<DiskRequest>) -> std::io::Result<()> {
        super::spawn(move || self.run(&inbox))
    }

    fn run(mut self, inbox: &Receiver<DiskRequest>) {
        loop {
            let order = match self.due {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(order) => self.perform(order, Timestamp::now(), Instant::now()),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.wake(Instant::now());
        }
    }

    /// When the journal must be made durable; `None` where nothing was written since it was.
    pub fn next_sync(&self) -> Option<Instant> {
        self.due
    }

    /// Makes the journal durable if the time for it has come.
    pub fn wake(&mut self, at: Instant) {
        if self.due.is_some_and(|due| due <= at) {
            self.sync();
        }
    }

    fn sync(&mut self) {
        self.due = None;
        if let Some(Err(error)) = self.journal.as_ref().map(SyncHandle::sync) {
            self.answer(DiskReply::NotSafe(error));
        }
    }

    fn answer(&self, answer: DiskReply) {
        // Nobody listens only when the program ends.
        drop(self.to.send(Event::Disk(answer)));
    }

    fn tell(&self, msg: Msg) {
        self.answer(DiskReply::Msg(msg));
    }

    /// Carries one order out, at this time on both clocks; what comes of it is sent before this returns.
    pub fn perform(&mut self, order: DiskRequest, now: Timestamp, at: Instant) {
        match order {
            DiskRequest::Start(first) => self.start(first.as_ref(), now),
            DiskRequest::Load => self.load(now),
            DiskRequest::Written => {
                self.due.get_or_insert(at + SYNC);
            }
            DiskRequest::Checkpoint(job, edition) => self.checkpoint(job, edition, now),
            DiskRequest::Trash(story, job) => self.trash(&story, job, now),
            DiskRequest::Restore(id) => match self.restore(&id, now) {
                Ok(story) => self.tell(Msg::Restored(story)),
                Err(error) => self.tell(Msg::Failed(super::problem(&error, true))),
            },
            DiskRequest::Logged(id) => self.logged(id, at),
            DiskRequest::ListTrash => self.tell(Msg::Trash(self.disk.trashed())),
            DiskRequest::ListVersions(doc) => self.versions(doc),
            DiskRequest::DiscardOther(doc, file) => self.discard_other(&doc, &file, now),
            DiskRequest::Rescan(open, all) => self.rescan(open.as_ref(), all),
            DiskRequest::ReadFile(path) => self.read_file(path),
            DiskRequest::Import(stories) => self.import(stories),
            DiskRequest::Export(name, extension, text) => match self.disk.export_new(&name, extension, &text)
            {
                Ok(path) => self.tell(Msg::Exported(path.display().to_string())),
                Err(error) => self.tell(Msg::Failed(super::problem(&error, true))),
            },
            // Losing the place is harmless.
            DiskRequest::Remember(bookmark) => {
                drop(self.disk.write_ui(&serde_json::to_value(bookmark).unwrap_or(Value::Null)));
            }
            DiskRequest::EditorFile(story, section, text) => {
                let path = self.disk.edit_begin(&story, Some(section), &text);
                self.answer(DiskReply::EditorFile(path));
            }
            DiskRequest::EditorTake(path) => {
                let text = self.disk.edit_read(&path);
                self.answer(DiskReply::EditorText(path, text));
            }
            DiskRequest::EditorDone(path) => self.editor_done(&path),
            DiskRequest::NewRecording(run) => {
                let file = self.disk.new_recording();
                self.answer(DiskReply::Recording(run, file));
            }
            DiskRequest::DropRecordings(keep) => self.disk.drop_recordings(keep),
            DiskRequest::AllowPrograms(programs) => {
                if let Err(error) = self.disk.allow_programs(&programs) {
                    self.tell(Msg::Failed(super::problem(&error, true)));
                }
            }
            DiskRequest::CopyTo(dir, copies) => self.copy_to(&dir, &copies),
            DiskRequest::Journal(journal) => {
                self.disk.use_journal(journal.clone());
                self.journal = Some(journal);
            }
            DiskRequest::Rest => self.answer(DiskReply::Resting),
        }
    }

    fn checkpoint(&mut self, job: CheckpointJob, edition: u64, now: Timestamp) {
        let checkpointed = self.disk.checkpoint(&job, now).map(Box::new);
        let is_story = matches!(job.doc, DocumentId::Story(_));
        self.answer(DiskReply::Checkpointed(job.doc, edition, checkpointed));
        if !is_story {
            // The other side of a conflict.
            self.others();
        }
    }

    /// Makes the log durable.
    fn logged(&mut self, id: EntryId, at: Instant) {
        let logged = self.disk.sync_log();
        if logged.is_err() {
            // The loop keeps the line in the journal.
            self.due.get_or_insert(at + SYNC);
        }
        self.answer(DiskReply::Logged(id, logged));
    }

    fn versions(&self, doc: DocumentId) {
        let versions = self.disk.history(&doc).into_iter();
        let versions = versions.map(|v| Version { at: v.at, value: v.value }).collect();
        self.tell(Msg::Versions(doc, versions));
    }

    fn discard_other(&mut self, doc: &DocumentId, file: &str, now: Timestamp) {
        if let Err(error) = self.disk.discard_other(doc, file, now) {
            self.tell(Msg::Failed(super::problem(&error, true)));
        }
        self.others();
    }

    fn start(&mut self, first: Option<&StoryId>, now: Timestamp) {
        self.recovered = self.disk.recover(now);
        if let Some(id) = first
            && let Ok(Some(value)) = self.disk.load_document(&DocumentId::Story(id.clone()))
            && let Ok(story) = Story::from_value(value)
            && story.schema <= crate::story::SCHEMA
        {
            self.tell(Msg::Loaded(vec![Loaded { story: Arc::new(story), newer: None }]));
        }
        for doc in [DocumentId::Preparation, DocumentId::OwnQuestions] {
            self.document(&doc);
        }
        self.others();
        if !self.disk.is_large() {
            self.read_all();
        }
        self.answer(DiskReply::Started);
    }

    fn load(&mut self, now: Timestamp) {
        if !self.read {
            self.read_all();
        }
        self.disk.tidy(now);
    }

    /// Reads the stories and the log, and tells what earlier runs left.
    fn read_all(&mut self) {
        self.read = true;
        self.read_stories();
        self.read_log();
        let recovered = std::mem::take(&mut self.recovered);
        let loud: Vec<Recovered> = recovered.kept.into_iter().filter(|k| !k.silent).map(kept).collect();
        if !loud.is_empty() {
            self.tell(Msg::Recovered(loud));
        }
        let imports = recovered.imports.iter().map(ToString::to_string);
        for told in imports.chain(recovered.edits.iter().map(ToString::to_string)) {
            self.tell(Msg::Notice(told));
        }
        if let Some(error) = &recovered.log_failed {
            let mut problem = super::problem(error, true);
            problem.detail = format!("What you told last time is kept, but {}", problem.detail);
            self.tell(Msg::Failed(problem));
        }
        for (doc, error) in &recovered.apart {
            let place = if matches!(doc, DocumentId::Story(_)) { "Stories" } else { "Prepare" };
            let why = error.reason();
            self.tell(Msg::Notice(format!(
                "What was typed last time is kept apart, since {why}. {place} shows it."
            )));
        }
        for (doc, error) in &recovered.failed {
            let mut problem = super::problem(error, true);
            problem.detail =
                format!("What was typed last time for {} is kept, but {}", doc.name(), problem.detail);
            self.tell(Msg::Failed(problem));
        }
    }

    fn read_stories(&mut self) {
        let mut damaged = Vec::new();
        let (to, copies) = (self.to.clone(), &mut self.copies);
        let loaded = self.disk.load(&mut |entries| {
            let mut batch = Vec::with_capacity(entries.len());
            for entry in entries {
                match of(entry, copies) {
                    Ok(loaded) => batch.push(loaded),
                    Err(file) => damaged.push(file),
                }
            }
            drop(to.send(Event::Disk(DiskReply::Msg(Msg::Loaded(batch)))));
        });
        if let Err(error) = loaded {
            self.tell(Msg::Failed(super::problem(&error, true)));
        }
        self.tell(Msg::LoadedAll(damaged));
    }

    fn rescan(&mut self, open: Option<&StoryId>, all: bool) {
        let found = self.disk.rescan(open, all);
        let documents: Vec<DocumentId> = found.iter().filter_map(document).collect();
        for doc in documents {
            self.document(&doc);
        }
        if found.iter().any(|f| matches!(f, store::Outside::Others)) {
            self.others();
        }
        if found.iter().any(|f| matches!(f, store::Outside::Log)) {
            self.read_log();
        }
        let found: Vec<Outside> = found.into_iter().filter_map(|o| outside(o, &mut self.copies)).collect();
        if !found.is_empty() {
            self.tell(Msg::Outside(found));
        }
    }

    /// Reads the log and tells what it says; read here, for a long one takes longer than a key may.
    fn read_log(&mut self) {
        let read = self.disk.read_log();
        let problem = match &read {
            Ok(log) => log.problem(),
            Err(error) => Some(error),
        };
        if let Some(error) = problem {
            return self.tell(Msg::Failed(super::problem(error, true)));
        }
        match read {
            Ok(log) => {
                let log = practice::Log::parse(log.lines.iter().map(String::as_bytes));
                let history = History::replay(&log.entries, self.day_start);
                self.tell(Msg::Log(Box::new(history)));
            }
            Err(error) => self.tell(Msg::Failed(super::problem(&error, true))),
        }
    }

    /// Tells the app the other versions of documents, if they are not those that it knows.
    fn others(&mut self) {
        let others = self.disk.other_versions();
        if others != self.others {
            self.others.clone_from(&others);
            let told = |o: OtherFile| OtherDocument { doc: o.doc, file: o.file, content: o.content };
            self.tell(Msg::Others(others.into_iter().map(told).collect()));
        }
    }

    /// Tells the app what a document other than a story holds, where there is one.
    fn document(&mut self, doc: &DocumentId) {
        match self.disk.load_document(doc) {
            Ok(Some(value)) => self.tell(Msg::Document(doc.clone(), value)),
            Ok(None) => {}
            Err(error) => self.tell(Msg::Failed(super::problem(&error, true))),
        }
    }

    fn trash(&mut self, story: &Arc<Story>, job: Option<CheckpointJob>, now: Timestamp) {
        if let Some(job) = job {
            match self.disk.checkpoint(&job, now) {
                Ok(checkpointed) => {
                    self.answer(DiskReply::Checkpointed(job.doc, 0, Ok(Box::new(checkpointed))));
                }
                Err(error) => {
                    self.tell(Msg::Restored(Arc::clone(story)));
                    self.tell(Msg::Failed(super::problem(&error, true)));
                    return;
                }
            }
        }
        let done = match self.copies.get(&story.id) {
            Some((file, _)) => {
                self.disk.trash_version(file, story.version_of.as_ref().unwrap_or(&story.id), now)
            }
            None => self.disk.trash(&story.id, now),
        };
        if let Err(error) = done {
            self.tell(Msg::Restored(Arc::clone(story)));
            self.tell(Msg::Failed(super::problem(&error, true)));
        }
    }

    /// Writes copies to a place that can be written while the usual one cannot.
    fn copy_to(&mut self, dir: &Path, copies: &[TextCopy]) {
        for TextCopy { file, text } in copies {
            if let Err(error) = self.disk.export_file(&dir.join(file), text, true) {
                self.tell(Msg::Failed(super::problem(&error, false)));
                return;
            }
        }
        self.tell(Msg::Copied(dir.display().to_string()));
    }

    /// Reads a file that the user names, who may write `~` for the home directory.
    fn read_file(&self, path: String) {
        let home = path
            .strip_prefix("~/")
            .and_then(|rest| Some(PathBuf::from(std::env::var_os("HOME")?).join(rest)));
        let bytes = store::read_given(&home.unwrap_or_else(|| PathBuf::from(&path)));
        self.tell(Msg::FileRead(path, bytes.map_err(|error| super::problem(&error, true).detail)));
    }

    /// Adds stories, all or none.
    fn import(&mut self, stories: Vec<Story>) {
        match self.disk.import(&stories) {
            Ok(()) => self.tell(Msg::Imported(stories)),
            Err(error) => self.tell(Msg::Failed(super::problem(&error, true))),
        }
    }

    /// Brings a story back; a copy that a sync tool made comes back as a story file of its own.
    fn restore(&mut self, id: &StoryId, now: Timestamp) -> Result<Arc<Story>, StoreError> {
        match self.copies.remove(id) {
            None => self.disk.restore(id, now).map(Arc::new),
            Some((_, story)) => self.disk.import(&[Story::clone(&story)]).map(|()| story),
        }
    }

    fn editor_done(&mut self, path: &Path) {
        self.sync();
        // A file that stays is found and offered again; one that is gone is what was wanted.
        drop(self.disk.edit_end(path));
    }
}

//! Random histories of two windows, outside writers, failures, deaths and power cuts; after each restart the
//! promises are checked word by word. Every typed or outside word is unlike all others, so that it can be
//! looked for wherever it may have gone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::Value;
use starcoach::store::{self, CheckpointJob, Copies, Disk, Journal, Outside, Places, StoryFile, replay};
use starcoach::story::{Change, DocumentId, Section, Story, StoryId};

use super::sim::{Lie, SimFs};

#[derive(Debug, Clone)]
enum Op {
    Type {
        window: usize,
        story: usize,
        section: usize,
    },
    Undo {
        window: usize,
        story: usize,
        section: usize,
    },
    Begin {
        window: usize,
    },
    Sync {
        window: usize,
    },
    Save {
        window: usize,
        story: usize,
    },
    /// Saves, types on while the disk works, and takes note afterwards.
    SaveTyping {
        window: usize,
        story: usize,
    },
    Delete {
        window: usize,
        story: usize,
    },
    Restore {
        window: usize,
    },
    Look {
        window: usize,
    },
    Close {
        window: usize,
    },
    Kill {
        window: usize,
    },
    Restart {
        window: usize,
    },
    Fail {
        window: usize,
        after: u64,
        count: u64,
        error: usize,
    },
    Die {
        window: usize,
        after: u64,
    },
    OutsideWrite {
        story: usize,
        section: usize,
    },
    OutsideDelete {
        story: usize,
    },
    OutsideDamage {
        story: usize,
    },
    Cut,
}

fn op() -> impl Strategy<Value = Op> {
    let (window, story, section) = (0..2usize, 0..3usize, 0..2usize);
    let typing = (window.clone(), story.clone(), section.clone());
    prop_oneof![
        12 => typing.clone().prop_map(|(window, story, section)| Op::Type { window, story, section }),
        2 => typing.prop_map(|(window, story, section)| Op::Undo { window, story, section }),
        1 => window.clone().prop_map(|window| Op::Begin { window }),
        3 => window.clone().prop_map(|window| Op::Sync { window }),
        5 => (window.clone(), story.clone()).prop_map(|(window, story)| Op::Save { window, story }),
        2 => (window.clone(), story.clone()).prop_map(|(window, story)| Op::SaveTyping { window, story }),
        1 => (window.clone(), story.clone()).prop_map(|(window, story)| Op::Delete { window, story }),
        1 => window.clone().prop_map(|window| Op::Restore { window }),
        2 => window.clone().prop_map(|window| Op::Look { window }),
        1 => window.clone().prop_map(|window| Op::Close { window }),
        2 => window.clone().prop_map(|window| Op::Kill { window }),
        3 => window.clone().prop_map(|window| Op::Restart { window }),
        2 => (window.clone(), 0..12u64, 1..8u64, 0..3usize)
            .prop_map(|(window, after, count, error)| Op::Fail { window, after, count, error }),
        2 => (window, 0..25u64).prop_map(|(window, after)| Op::Die { window, after }),
        2 => (story.clone(), section).prop_map(|(story, section)| Op::OutsideWrite { story, section }),
        1 => story.clone().prop_map(|story| Op::OutsideDelete { story }),
        1 => story.prop_map(|story| Op::OutsideDamage { story }),
        2 => Just(Op::Cut),
    ]
}

const SECTIONS: [Section; 2] = [Section::Situation, Section::Task];
const ERRORS: [ErrorKind; 3] = [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other];

/// How safe a word is, as far as the program has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Safe {
    /// The journal could not take it; only the process has it.
    Memory,
    /// In the journal: it outlives the process.
    Written,
    /// Synced or saved: it outlives a power cut.
    Durable,
    /// Taken back by its writer, or destroyed by somebody outside.
    Gone,
}

#[derive(Debug)]
struct Word {
    process: Option<usize>,
    safe: Safe,
}

struct Window {
    fs: SimFs,
    process: usize,
    journal: Option<Journal>,
    disk: Disk,
    stories: BTreeMap<StoryId, Story>,
    saved: HashMap<StoryId, Value>,
    /// Whether any operation of this process was made to fail.
    troubled: bool,
}

struct History {
    fs: SimFs,
    places: Places,
    now: Timestamp,
    words: Vec<Word>,
    windows: [Option<Window>; 2],
    processes: usize,
    drawn: u64,
    damaged: HashSet<StoryId>,
    /// Stories that were in the trash: an earlier one there is kept in history.
    trashed: HashSet<StoryId>,
}

type Checked = Result<(), TestCaseError>;

fn value(story: &Story) -> Value {
    serde_json::to_value(story).unwrap()
}

impl History {
    fn new(seed: u64, lie: Lie) -> Self {
        let places =
            Places { data: "/home/data".into(), state: "/home/state".into(), config: "/home/config".into() };
        let fs = SimFs::new(seed);
        let history = Self {
            fs,
            places,
            now: "2026-11-23T07:10:00Z".parse().unwrap(),
            words: Vec::new(),
            windows: [None, None],
            processes: 0,
            drawn: 0,
            damaged: HashSet::new(),
            trashed: HashSet::new(),
        };
        let mut disk = Disk::open(&history.places, Arc::new(history.fs.clone()), history.now).unwrap();
        for n in 0..3 {
            let id = StoryId::from_bits(n);
            let story = Story::new(id.clone(), "ownership", history.now);
            let (base, ours) = (Arc::new(Value::Null), Arc::new(value(&story)));
            let job = CheckpointJob { doc: DocumentId::Story(id), upto: store::Sequence(0), base, ours };
            disk.checkpoint(&job, history.now).unwrap();
        }
        history.fs.world().lie = lie;
        history
    }

    fn word(&mut self, process: Option<usize>, safe: Safe) -> String {
        self.words.push(Word { process, safe });
        format!("w{}. ", self.words.len() - 1)
    }

    fn run(&mut self, op: &Op) -> Checked {
        self.now += SignedDuration::from_secs(97);
        match *op {
            Op::Type { window, story, section } => self.type_word(window, story, section),
            Op::Undo { window, story, section } => self.undo(window, story, section),
            Op::Begin { window } => self.begin(window),
            Op::Sync { window } => self.sync(window),
            Op::Save { window, story } => self.save(window, story, false),
            Op::SaveTyping { window, story } => self.save(window, story, true),
            Op::Delete { window, story } => self.delete(window, story),
            Op::Restore { window } => self.restore(window),
            Op::Look { window } => self.rescan(window),
            Op::Close { window } => self.close(window),
            Op::Kill { window } => self.kill(window),
            Op::Restart { window } => return self.restart(window),
            Op::Fail { window, after, count, error } => {
                if let Some(w) = &mut self.windows[window] {
                    w.fs.fail(after, count, ERRORS[error]);
                    w.troubled = true;
                }
            }
            Op::Die { window, after } => {
                if let Some(w) = &mut self.windows[window] {
                    w.fs.die(after);
                }
            }
            Op::OutsideWrite { story, section } => self.outside_write(story, section),
            Op::OutsideDelete { story } => self.outside_delete(story),
            Op::OutsideDamage { story } => self.outside_damage(story),
            Op::Cut => return self.cut(),
        }
        self.bury();
        Ok(())
    }

    /// Takes windows away whose process died inside an operation.
    fn bury(&mut self) {
        for window in 0..2 {
            if self.windows[window].as_ref().is_some_and(|w| w.fs.is_dead()) {
                self.kill(window);
            }
        }
    }

    fn pick(&self, window: usize, story: usize) -> Option<StoryId> {
        let stories = &self.windows[window].as_ref()?.stories;
        stories.keys().nth(story % stories.len().max(1)).cloned()
    }

    fn append(&mut self, window: usize, id: &StoryId, change: &Change) -> bool {
        let w = self.windows[window].as_mut().unwrap();
        let saved = w.saved.get(id).cloned().unwrap_or_default();
        let current = w.stories.get(id).map(value).unwrap_or_default();
        let copies = Copies { saved: &|| saved.clone(), current: &|| current.clone() };
        let Some(journal) = &mut w.journal else { return false };
        let done = journal.append(&DocumentId::Story(id.clone()), change, copies).is_ok();
        if done && !w.fs.is_dead() {
            let process = w.process;
            self.raise(&text(&current), Some(process), Safe::Memory, Safe::Written);
        }
        done
    }

    /// Marks the words of a text that are at one step as safe at the next.
    fn raise(&mut self, text: &str, process: Option<usize>, from: Safe, to: Safe) {
        for n in words_in(text) {
            let word = &mut self.words[n];
            if word.safe == from && (process.is_none() || word.process == process) {
                word.safe = to;
            }
        }
    }

    fn type_word(&mut self, window: usize, story: usize, section: usize) {
        let Some(id) = self.pick(window, story) else { return };
        let process = self.windows[window].as_ref().unwrap().process;
        let word = self.word(Some(process), Safe::Memory);
        let w = self.windows[window].as_mut().unwrap();
        let section = SECTIONS[section];
        let text = w.stories.get_mut(&id).unwrap().section_mut(section);
        let at = text.len();
        text.push_str(&word);
        let change = Change::splice(section.key(), at, 0, &word, text);
        self.append(window, &id, &change);
    }

    fn undo(&mut self, window: usize, story: usize, section: usize) {
        let Some(id) = self.pick(window, story) else { return };
        let w = self.windows[window].as_mut().unwrap();
        let section = SECTIONS[section];
        let text = w.stories.get_mut(&id).unwrap().section_mut(section);
        let Some(at) = text.trim_end().rfind('w') else { return };
        let gone = text.split_off(at);
        let change = Change::splice(section.key(), at, gone.len(), "", text);
        for n in words_in(&gone) {
            self.words[n].safe = Safe::Gone;
        }
        self.append(window, &id, &change);
    }

    fn begin(&mut self, window: usize) {
        if self.windows[window].is_none() {
            return;
        }
        self.drawn += 1;
        let id = StoryId::from_bits(1_000_000 + self.drawn);
        let process = self.windows[window].as_ref().unwrap().process;
        let word = self.word(Some(process), Safe::Memory);
        let mut story = Story::new(id.clone(), "ownership", self.now);
        story.situation = word;
        let whole = value(&story);
        let w = self.windows[window].as_mut().unwrap();
        w.stories.insert(id.clone(), story);
        self.append(window, &id, &Change::Whole(whole));
    }

    fn sync(&mut self, window: usize) {
        let Some(w) = &self.windows[window] else { return };
        let Some(journal) = &w.journal else { return };
        let process = w.process;
        if journal.sync_handle().sync().is_ok() && !w.fs.is_dead() {
            for word in &mut self.words {
                if word.process == Some(process) && word.safe == Safe::Written {
                    word.safe = Safe::Durable;
                }
            }
        }
    }

    fn save(&mut self, window: usize, story: usize, typing: bool) {
        let Some(id) = self.pick(window, story) else { return };
        let doc = DocumentId::Story(id.clone());
        let w = self.windows[window].as_ref().unwrap();
        let ours = value(&w.stories[&id]);
        let Some(job) = w.journal.as_ref().and_then(|j| j.job(&doc, ours.clone())) else { return };
        if typing {
            self.type_word(window, story, 0);
        }
        let now = self.now;
        let w = self.windows[window].as_mut().unwrap();
        let Ok(checkpointed) = w.disk.checkpoint(&job, now) else { return };
        if w.fs.is_dead() {
            return;
        }
        let merged = checkpointed.merged.clone();
        let adopted = w.journal.as_mut().unwrap().checkpointed(&checkpointed);
        if let Some(merged) = adopted {
            w.stories.insert(id.clone(), serde_json::from_value(merged).unwrap());
        }
        let clean = !w.journal.as_ref().unwrap().is_unsaved(&doc);
        if clean {
            w.saved.insert(id, value(&w.stories[&job_id(&job)]));
        }
        let text = text(&ours) + &merged.as_ref().map(text).unwrap_or_default();
        for step in [Safe::Memory, Safe::Written] {
            self.raise(&text, None, step, Safe::Durable);
        }
    }

    fn delete(&mut self, window: usize, story: usize) {
        let Some(id) = self.pick(window, story) else { return };
        self.append(window, &id, &Change::Deleted);
        self.trashed.insert(id.clone());
        let doc = DocumentId::Story(id.clone());
        let now = self.now;
        let w = self.windows[window].as_mut().unwrap();
        let ours = value(&w.stories[&id]);
        let Some(job) = w.journal.as_ref().and_then(|j| j.job(&doc, ours.clone())) else { return };
        let Ok(checkpointed) = w.disk.checkpoint(&job, now) else { return };
        if w.disk.trash(&id, now).is_err() || w.fs.is_dead() {
            return;
        }
        let _ = w.journal.as_mut().unwrap().checkpointed(&checkpointed);
        w.stories.remove(&id);
        w.saved.remove(&id);
        let text = text(&ours);
        for step in [Safe::Memory, Safe::Written] {
            self.raise(&text, None, step, Safe::Durable);
        }
    }

    fn restore(&mut self, window: usize) {
        let now = self.now;
        let Some(w) = &mut self.windows[window] else { return };
        let Some(story) = w.disk.trashed().into_iter().next() else { return };
        if let Ok(story) = w.disk.restore(&story.id, now)
            && !w.fs.is_dead()
            && !w.stories.contains_key(&story.id)
        {
            w.saved.insert(story.id.clone(), value(&story));
            w.stories.insert(story.id.clone(), story);
        }
    }

    fn rescan(&mut self, window: usize) {
        let Some(w) = &mut self.windows[window] else { return };
        let typed_in = |journal: &Option<Journal>, id: &StoryId| {
            journal.as_ref().is_some_and(|j| j.is_unsaved(&DocumentId::Story(id.clone())))
        };
        for outside in w.disk.rescan(None, true) {
            match outside {
                Outside::Found(StoryFile::Story { story, .. }) if !typed_in(&w.journal, &story.id) => {
                    w.saved.insert(story.id.clone(), value(&story));
                    w.stories.insert(story.id.clone(), (*story).clone());
                }
                Outside::Gone { id: Some(id), .. } if !typed_in(&w.journal, &id) => {
                    w.saved.remove(&id);
                    w.stories.remove(&id);
                }
                _ => {}
            }
        }
    }

    fn close(&mut self, window: usize) {
        let Some(mut w) = self.windows[window].take() else { return };
        let _ = w.journal.take().map(Journal::close);
        self.gone(&w);
    }

    fn kill(&mut self, window: usize) {
        let Some(w) = self.windows[window].take() else { return };
        w.fs.kill();
        self.gone(&w);
    }

    /// What only a process had goes with it.
    fn gone(&mut self, w: &Window) {
        for word in &mut self.words {
            if word.process == Some(w.process) && word.safe == Safe::Memory {
                word.safe = Safe::Gone;
            }
        }
    }

    fn there(&self, story: usize) -> Option<(PathBuf, Value)> {
        let files = self.fs.files(&self.places.data.join("stories"));
        let mut files: Vec<_> = files
            .into_iter()
            .filter(|(path, _)| path.extension().is_some_and(|e| e == "json"))
            .filter_map(|(path, bytes)| Some((path, serde_json::from_slice(&bytes).ok()?)))
            .collect();
        if files.is_empty() {
            return None;
        }
        Some(files.swap_remove(story % files.len()))
    }

    fn outside_write(&mut self, story: usize, section: usize) {
        let Some((path, mut there)) = self.there(story) else { return };
        let word = self.word(None, Safe::Durable);
        let key = SECTIONS[section].key();
        let text = format!("{}{word}", there[key].as_str().unwrap());
        there[key] = text.into();
        self.fs.outside(&path, Some(there.to_string().as_bytes()));
        // Whoever could read it holds it in hands now, and their file is durable with all that is in it.
        self.raise_file(&there);
    }

    fn raise_file(&mut self, there: &Value) {
        for step in [Safe::Memory, Safe::Written] {
            self.raise(&text(there), None, step, Safe::Durable);
        }
    }

    fn outside_delete(&mut self, story: usize) {
        let Some((path, there)) = self.there(story) else { return };
        self.destroy(&there);
        self.fs.outside(&path, None);
    }

    fn outside_damage(&mut self, story: usize) {
        let Some((path, there)) = self.there(story) else { return };
        self.destroy(&there);
        let id = path.file_stem().unwrap().to_str().unwrap();
        self.damaged.insert(StoryId::parse(id).unwrap());
        self.fs.outside(&path, Some(b"<<<<<<< ours\n"));
    }

    fn destroy(&mut self, there: &Value) {
        for n in words_in(&text(there)) {
            self.words[n].safe = Safe::Gone;
        }
    }

    fn cut(&mut self) -> Checked {
        self.fs.cut();
        let all: Vec<Window> = self.windows.iter_mut().filter_map(Option::take).collect();
        for w in &all {
            self.gone(w);
        }
        let troubled: Vec<(usize, bool)> = all.iter().map(|w| (w.process, w.troubled)).collect();
        drop(all);
        let fs = self.fs.process();
        let found = self.found();
        // At most the end of what was not yet durable is missing, in the order in which it was typed.
        for (process, troubled) in troubled {
            let mut missing = None;
            for (n, word) in self.words.iter().enumerate() {
                if word.process != Some(process) || word.safe != Safe::Written {
                    continue;
                }
                let here = found.contains(&n);
                if let (Some(before), true, false) = (missing, here, troubled) {
                    return fail(format!("after a cut w{before} is missing but the later w{n} is there"));
                }
                if !here {
                    missing = Some(n);
                }
            }
        }
        for (n, word) in self.words.iter_mut().enumerate() {
            if word.safe == Safe::Written && !found.contains(&n) {
                word.safe = Safe::Gone;
            }
        }
        drop(fs);
        self.check("a power cut", false)
    }

    fn restart(&mut self, window: usize) -> Checked {
        if self.windows[window].is_some() {
            return Ok(());
        }
        let fs = self.fs.process();
        let before = self.fs.files(&self.places.data);
        let Ok(mut disk) = Disk::open(&self.places, Arc::new(fs.clone()), self.now) else {
            return fail("the store does not open".into());
        };
        let journal = disk.open_journal(self.now);
        disk.recover(self.now);
        disk.tidy(self.now);
        self.check("a restart", true)?;
        let now = self.now;
        let files = self.fs.files(&self.places.data);
        let again = disk.recover(now);
        if !again.kept.is_empty() || self.fs.files(&self.places.data) != files {
            let before = format!("{:?} {}", again.kept, self.told());
            return fail(format!("a second recovery did something: {before}"));
        }
        parseable(&before, &files)?;
        for (path, _) in &files {
            if path.to_string_lossy().ends_with(".tmp") && self.alone(window) {
                return fail(format!("{} was left behind", path.display()));
            }
        }
        let mut stories = BTreeMap::new();
        for entry in disk.load_all().unwrap() {
            if let StoryFile::Story { story, .. } = entry {
                stories.insert(story.id.clone(), (*story).clone());
            }
        }
        let saved = stories.iter().map(|(id, story)| (id.clone(), value(story))).collect();
        self.processes += 1;
        let (process, journal) = (self.processes, journal.ok());
        self.windows[window] = Some(Window { fs, process, journal, disk, stories, saved, troubled: false });
        Ok(())
    }

    fn alone(&self, window: usize) -> bool {
        self.windows[1 - window].is_none()
    }

    /// The words in files, siblings and trash, in journals, and in the history of what was in the trash.
    fn found(&self) -> HashSet<usize> {
        let mut found = HashSet::new();
        for (path, bytes) in self.fs.files(Path::new("/home")) {
            let place = path.to_string_lossy().into_owned();
            if place.contains("/journal/") {
                let left = replay(&bytes).docs.into_iter().map(|doc| text(&doc.ours));
                found.extend(left.flat_map(|text| words_in(&text)));
                continue;
            }
            let kept = place.contains("/stories/") || place.contains("/trash/") || self.in_history(&place);
            if kept && path.extension().is_some_and(|e| e == "json") {
                found.extend(words_in(&String::from_utf8_lossy(&bytes)));
            }
        }
        found
    }

    /// Where every word stands, for whoever has to understand a failure.
    fn told(&self) -> String {
        let line = |(path, bytes): &(PathBuf, Vec<u8>)| {
            format!("{} {:?}", path.display(), words_in(&String::from_utf8_lossy(bytes)))
        };
        self.fs.files(Path::new("/home")).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn in_history(&self, place: &str) -> bool {
        self.trashed.iter().any(|id| place.contains(&format!("/history/{id}/")))
    }

    fn check(&self, after: &str, restarted: bool) -> Checked {
        let found = self.found();
        let live: HashSet<usize> = self.windows.iter().flatten().map(|w| w.process).collect();
        for (n, word) in self.words.iter().enumerate() {
            let running = word.process.is_some_and(|p| live.contains(&p));
            let promised =
                word.safe == Safe::Durable || (word.safe == Safe::Written && (restarted || running));
            if promised && !found.contains(&n) {
                return fail(format!("w{n} ({word:?}) is lost after {after}\n{}", self.told()));
            }
        }
        Ok(())
    }
}

fn job_id(job: &CheckpointJob) -> StoryId {
    match &job.doc {
        DocumentId::Story(id) => id.clone(),
        _ => unreachable!(),
    }
}

fn fail(why: String) -> Checked {
    Err(TestCaseError::fail(why))
}

fn text(value: &Value) -> String {
    SECTIONS.iter().filter_map(|s| value.get(s.key())?.as_str()).collect::<Vec<_>>().join(" ")
}

fn words_in(text: &str) -> Vec<usize> {
    let word = |part: &str| part.strip_suffix('.')?.rsplit('w').next()?.parse().ok();
    text.split_inclusive('.').filter_map(word).collect()
}

/// No file is unreadable that was readable.
fn parseable(before: &[(PathBuf, Vec<u8>)], after: &[(PathBuf, Vec<u8>)]) -> Checked {
    let good = |bytes: &[u8]| store::form::object(bytes).is_ok();
    for (path, bytes) in after {
        let was = before.iter().find(|(p, _)| p == path).is_none_or(|(_, b)| good(b));
        if path.extension().is_some_and(|e| e == "json") && was && !good(bytes) {
            return fail(format!("{} became unreadable", path.display()));
        }
    }
    Ok(())
}

fn history(seed: u64, ops: &[Op], lie: Lie) -> Checked {
    let mut history = History::new(seed, lie);
    history.restart(0)?;
    history.restart(1)?;
    for op in ops {
        let before = history.fs.files(&history.places.data);
        history.run(op)?;
        if !matches!(op, Op::OutsideDamage { .. }) {
            parseable(&before, &history.fs.files(&history.places.data))?;
        }
    }
    for window in 0..2 {
        history.kill(window);
    }
    history.restart(0)?;
    history.cut()?;
    history.restart(0)
}

fn campaign(cases: u32, lie: Lie) -> Result<(), String> {
    // What is expected to fail need not be made small.
    let max_shrink_iters = if lie == Lie::Nothing { 4000 } else { 0 };
    let config = Config { cases, failure_persistence: None, max_shrink_iters, ..Config::default() };
    // The same histories every day, so that a failure can be looked at twice; another seed gives others.
    let mut seed = [0; 32];
    for (to, from) in seed.iter_mut().zip(std::env::var("STARCOACH_SEED").unwrap_or_default().bytes()) {
        *to = from;
    }
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let histories = (any::<u64>(), prop::collection::vec(op(), 1..60));
    match runner.run(&histories, |(seed, ops)| history(seed, &ops, lie)) {
        Ok(()) => Ok(()),
        Err(TestError::Fail(why, (seed, ops))) => Err(format!("{why}\nseed {seed}\n{ops:#?}")),
        Err(TestError::Abort(why)) => Err(why.to_string()),
    }
}

#[test]
fn no_word_is_lost_in_any_history() {
    let cases = if std::env::var_os("STARCOACH_LONG").is_some() { 10_000 } else { 500 };
    if let Err(why) = campaign(cases, Lie::Nothing) {
        panic!("{why}");
    }
}

#[test]
fn a_sync_that_is_left_out_is_noticed() {
    for lie in [Lie::TempSync, Lie::JournalSync, Lie::DirSync] {
        assert!(campaign(2000, lie).is_err(), "{lie:?} went unnoticed");
    }
}

//! Power cuts and restarts of a history, and the promises that are checked after them.

use super::*;

impl History {
    pub(super) fn cut(&mut self) -> Checked {
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

    pub(super) fn restart(&mut self, window: usize) -> Checked {
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

    pub(super) fn alone(&self, window: usize) -> bool {
        self.windows[1 - window].is_none()
    }

    /// The words in files, siblings and trash, in journals, and in the history of what was in the trash.
    pub(super) fn found(&self) -> HashSet<usize> {
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
    pub(super) fn told(&self) -> String {
        let line = |(path, bytes): &(PathBuf, Vec<u8>)| {
            format!("{} {:?}", path.display(), words_in(&String::from_utf8_lossy(bytes)))
        };
        self.fs.files(Path::new("/home")).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn in_history(&self, place: &str) -> bool {
        self.trashed.iter().any(|id| place.contains(&format!("/history/{id}/")))
    }

    pub(super) fn check(&self, after: &str, restarted: bool) -> Checked {
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

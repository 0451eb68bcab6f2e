//! The directories of a store, and the paths of everything in them.

use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, Xdg};

use super::error::{Cause, Doing, StoreError};
use super::fs::Fs;
use super::hash;
use crate::story::{DocumentId, StoryId};

/// The three directories that the user may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Stories and everything that users sync or keep in git.
    pub data: PathBuf,
    /// Journals and earlier versions; belongs to this machine.
    pub state: PathBuf,
    /// Settings and question packs; never written.
    pub config: PathBuf,
}

/// Where the three directories are unless the user moved them.
struct Usual {
    data: PathBuf,
    state: PathBuf,
    config: PathBuf,
}

impl Usual {
    /// The XDG directories, on macOS too: there, the system's own convention has one directory for all three, and its
    /// contents are backed up and synced, which journals must not be.
    fn of(base: &impl BaseStrategy) -> Self {
        let own = |dir: PathBuf| dir.join(NAME);
        let state = base.state_dir().unwrap_or_else(|| base.data_dir().join("state"));
        Self { data: own(base.data_dir()), state: own(state), config: own(base.config_dir()) }
    }

    /// Where version 0.1 kept everything on macOS.
    fn of_0_1_on_macos(home: &Path) -> Self {
        let all = home.join("Library/Application Support").join(NAME);
        Self { data: all.clone(), state: all.join("state"), config: all }
    }

    /// These, unless only the earlier ones are there: whoever has stories there keeps them.
    fn or_earlier(self, earlier: Self, fs: &dyn Fs) -> Self {
        let there = |dir: &Path| fs.stat(dir).is_ok();
        if there(&earlier.data) && !there(&self.data) { earlier } else { self }
    }
}

/// A directory that is not there and cannot be made.
pub const NOWHERE: &str = "/dev/null/starcoach";
/// The name of our directory in each of the system's.
const NAME: &str = "starcoach";
/// The name of the log in the data directory.
pub(super) const LOG: &str = "practice.jsonl";

impl Places {
    /// The given directories, with the usual ones for the others. An empty path counts as not given.
    ///
    /// An account without a home directory has no usual ones: then they are [`NOWHERE`], and the error says so.
    pub fn find(
        data: Option<PathBuf>,
        state: Option<PathBuf>,
        config: Option<PathBuf>,
        fs: &dyn Fs,
    ) -> (Self, Option<StoreError>) {
        let usual = Xdg::new().ok().map(|base| {
            let usual = Usual::of(&base);
            if cfg!(target_os = "macos") {
                usual.or_earlier(Usual::of_0_1_on_macos(base.home_dir()), fs)
            } else {
                usual
            }
        });
        let mut missing = None;
        let mut pick = |given: Option<PathBuf>, usual: Option<&PathBuf>, what: &str| {
            given.filter(|p| !p.as_os_str().is_empty()).or_else(|| usual.cloned()).unwrap_or_else(|| {
                let why = "this account has no home directory; name a place with --data-dir".to_owned();
                missing.get_or_insert_with(|| StoreError::new("find", Path::new(what), Cause::Refused(why)));
                NOWHERE.into()
            })
        };
        let usual = usual.as_ref();
        let places = Self {
            data: pick(data, usual.map(|u| &u.data), "the data directory"),
            state: pick(state, usual.map(|u| &u.state), "the state directory"),
            config: pick(config, usual.map(|u| &u.config), "the settings"),
        };
        (places, missing)
    }
}

/// The user's home directory.
pub fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// Every path of one store. Ids are [`StoryId`]s, which cannot contain a separator.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The chosen directories; `places.state` is shared by all stores.
    pub places: Places,
    /// This store's part of the state directory, `<state>/<16 hex digits>`.
    pub state: PathBuf,
}

impl Paths {
    /// The paths of the store in these directories, which need not exist.
    pub fn new(places: &Places, fs: &dyn Fs) -> Self {
        let state = places.state.join(store_name(&canonical(&places.data, fs)));
        Self { places: places.clone(), state }
    }

    /// Creates the data directory if needed.
    pub fn make(&self, fs: &dyn Fs) -> Result<(), StoreError> {
        let data = &self.places.data;
        if fs.stat(data).is_ok() {
            return fs.canonical(data).doing("find", data).map(drop);
        }
        fs.make_dir(data).doing("make the directory", data)
    }

    /// `stories/`.
    pub fn stories(&self) -> PathBuf {
        self.places.data.join("stories")
    }

    /// `trash/`.
    pub fn trash(&self) -> PathBuf {
        self.places.data.join("trash")
    }

    /// The file of a document.
    pub fn doc(&self, doc: &DocumentId) -> PathBuf {
        match doc {
            DocumentId::Story(id) => self.stories().join(format!("{id}.json")),
            DocumentId::Preparation => self.places.data.join("preparation.json"),
            DocumentId::OwnQuestions => self.places.data.join("questions").join("own.json"),
        }
    }

    /// The file of a deleted story.
    pub fn trashed(&self, id: &StoryId) -> PathBuf {
        self.trash().join(format!("{id}.json"))
    }

    /// The user's question packs.
    pub fn packs(&self) -> PathBuf {
        self.places.config.join("questions")
    }

    /// The practice log.
    pub fn log(&self) -> PathBuf {
        self.places.data.join(LOG)
    }

    /// The directory of the journals.
    pub fn journals(&self) -> PathBuf {
        self.state.join("journal")
    }

    /// The directory of the earlier versions of all documents.
    pub fn histories(&self) -> PathBuf {
        self.state.join("history")
    }

    /// The directory of the earlier versions of one document.
    pub fn history(&self, doc: &DocumentId) -> PathBuf {
        self.histories().join(doc.name())
    }

    /// The directory of files for `$EDITOR`.
    pub fn edits(&self) -> PathBuf {
        self.state.join("edit")
    }

    /// The directory of recorded tellings.
    pub fn recordings(&self) -> PathBuf {
        self.state.join("voice")
    }

    /// The user's own programs that may run.
    pub fn programs(&self) -> PathBuf {
        self.state.join("programs.json")
    }

    /// The directory of copies of journals that could not be replayed completely.
    pub fn unread(&self) -> PathBuf {
        self.state.join("unread")
    }

    /// The lock file that is held during a checkpoint.
    pub fn lock(&self) -> PathBuf {
        self.state.join("fold.lock")
    }

    /// The bookmark of the last session.
    pub fn ui(&self) -> PathBuf {
        self.state.join("ui.json")
    }
}

/// The canonical form that a path has, or will have once it is made.
fn canonical(path: &Path, fs: &dyn Fs) -> PathBuf {
    for above in path.ancestors() {
        let there = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        if let (Ok(found), Ok(rest)) = (fs.canonical(there), path.strip_prefix(above)) {
            // Joining an empty path would add a separator.
            return if rest.as_os_str().is_empty() { found } else { found.join(rest) };
        }
    }
    path.to_owned()
}

/// The name of a store's part of the state directory: the hash of its canonical data directory.
///
/// Must never change: journals and earlier versions are found by it.
fn store_name(data: &Path) -> String {
    format!("{:016x}", hash::fnv(data.as_os_str().as_encoded_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealFs;

    #[test]
    fn a_mac_keeps_to_where_version_0_1_put_everything_and_else_to_places_apart() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        let find = || {
            let new = Usual {
                data: at(".local/share/starcoach"),
                state: at(".local/state/starcoach"),
                config: at(".config/starcoach"),
            };
            let usual = new.or_earlier(Usual::of_0_1_on_macos(home.path()), &RealFs);
            [usual.data, usual.state, usual.config]
        };
        let apart = [".local/share/starcoach", ".local/state/starcoach", ".config/starcoach"].map(at);
        assert_eq!(find(), apart);
        let earlier = at("Library/Application Support/starcoach");
        RealFs.make_dir(&earlier).unwrap();
        assert_eq!(find(), [earlier.clone(), earlier.join("state"), earlier]);
        RealFs.make_dir(&apart[0]).unwrap();
        assert_eq!(find(), apart, "once there is a new place it counts");
    }

    #[test]
    fn a_data_directory_keeps_the_state_directory_that_version_0_1_gave_it() {
        // What that version printed; another name would hide everybody's unsaved words.
        assert_eq!(store_name(Path::new("/tmp/stories")), "bfb5525173eb934e");
    }
}

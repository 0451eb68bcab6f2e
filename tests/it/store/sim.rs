//! A file system in memory that fails at any operation, lets a process die inside any, and loses power.
//!
//! What was written and what is durable are kept apart. A power cut picks any outcome that a real file system
//! may have: of unsynced data nothing, a part, a part with zeros behind it, or all; of unsynced names any subset.

mod handle;
mod operations;

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use starcoach::store::fs::{FileKind, Fs, Handle, Stamp};

use handle::SimHandle;

/// An operation that says it worked and did nothing: what the tests must notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    Nothing,
    TempSync,
    JournalSync,
    DirSync,
}

/// A call that some places refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    SetMode,
    SyncDirectory,
    SyncFile,
    Lock,
    /// A rename whose target is there.
    RenameOver,
    /// A rename of a file that is open.
    RenameOpen,
    /// A rename that refuses to replace a file.
    RenameNew,
    /// Two files that change places.
    Exchange,
}

#[derive(Default)]
struct Inode {
    data: Vec<u8>,
    durable: Vec<u8>,
    /// What was done since the last sync.
    since: Vec<DataOp>,
    /// After a failed sync the kernel believes that the pages are clean.
    poisoned: bool,
    modified: i128,
    /// The name under which it was made.
    born: PathBuf,
    /// The number of handles.
    open: u32,
}

#[derive(Clone)]
enum DataOp {
    Append(Vec<u8>),
    Cut(usize),
}

fn apply(data: &mut Vec<u8>, op: &DataOp) {
    match op {
        DataOp::Append(bytes) => data.extend(bytes),
        DataOp::Cut(len) => data.truncate(*len),
    }
}

type Name = (PathBuf, OsString);

/// Changes of names that happen together: one, or two for a rename.
struct NameOp(Vec<(Name, Option<u64>)>);

pub struct World {
    inodes: HashMap<u64, Inode>,
    names: BTreeMap<Name, u64>,
    durable: BTreeMap<Name, u64>,
    pending: Vec<NameOp>,
    dirs: BTreeMap<PathBuf, i128>,
    locks: HashMap<u64, u64>,
    /// Calls that this place refuses, with the error number and how often it still does.
    refused: Vec<(Call, i32, u32)>,
    /// What somebody else writes just before these calls, the first first.
    meddling: Vec<(Call, PathBuf, Option<Vec<u8>>)>,
    processes: HashMap<u64, Process>,
    next: u64,
    clock: i128,
    random: u64,
    pub lie: Lie,
}

#[derive(Default)]
struct Process {
    dead: bool,
    done: u64,
    fail: Option<(u64, u64, io::ErrorKind)>,
    die: Option<u64>,
}

impl World {
    fn refuses(&mut self, call: Call) -> io::Result<()> {
        match self.refused.iter_mut().find(|(refused, _, left)| *refused == call && *left > 0) {
            Some((_, errno, left)) => {
                *left -= 1;
                Err(io::Error::from_raw_os_error(*errno))
            }
            None => Ok(()),
        }
    }

    fn random(&mut self, below: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % below.max(1)
    }

    fn tick(&mut self) -> i128 {
        self.clock += 1;
        self.clock
    }

    fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn rename_now(&mut self, edits: Vec<(Name, Option<u64>)>) {
        let now = self.tick();
        for ((dir, name), inode) in &edits {
            self.dirs.insert(dir.clone(), now);
            let name = (dir.clone(), name.clone());
            match inode {
                Some(inode) => self.names.insert(name, *inode),
                None => self.names.remove(&name),
            };
        }
        self.pending.push(NameOp(edits));
    }

    fn meddle(&mut self, call: Call) {
        if self.meddling.first().is_some_and(|(at, ..)| *at == call) {
            let (_, path, bytes) = self.meddling.remove(0);
            self.outside(&path, bytes.as_deref());
        }
    }

    fn outside(&mut self, path: &Path, bytes: Option<&[u8]>) {
        let inode = bytes.map(|bytes| {
            let inode = self.fresh();
            let modified = self.tick();
            let (data, durable) = (bytes.to_vec(), bytes.to_vec());
            self.inodes.insert(inode, Inode { data, durable, modified, ..Inode::default() });
            inode
        });
        // What is pending on this name came before and can no longer win.
        for NameOp(edits) in &mut self.pending {
            edits.retain(|(n, _)| *n != name(path));
        }
        self.rename_now(vec![(name(path), inode)]);
        self.pending.pop();
        match inode {
            Some(inode) => self.durable.insert(name(path), inode),
            None => self.durable.remove(&name(path)),
        };
    }

    fn cut(&mut self) {
        for process in self.processes.values_mut() {
            process.dead = true;
        }
        self.locks.clear();
        for NameOp(edits) in std::mem::take(&mut self.pending) {
            if self.random(2) == 0 {
                continue;
            }
            for (name, inode) in edits {
                match inode {
                    Some(inode) => self.durable.insert(name, inode),
                    None => self.durable.remove(&name),
                };
            }
        }
        self.names = self.durable.clone();
        let mut inodes = std::mem::take(&mut self.inodes);
        // In the order of their numbers: a history must run the same way each time.
        let mut numbers: Vec<u64> = inodes.keys().copied().collect();
        numbers.sort_unstable();
        for number in numbers {
            let inode = inodes.get_mut(&number).unwrap();
            let since = std::mem::take(&mut inode.since);
            let kept = self.random(since.len() as u64 + 1) as usize;
            let mut data = std::mem::take(&mut inode.durable);
            for op in &since[..kept] {
                apply(&mut data, op);
            }
            if let Some(DataOp::Append(bytes)) = since.get(kept) {
                let part = self.random(bytes.len() as u64 + 1) as usize;
                let zeros = self.random(4) == 0;
                data.extend(bytes[..part].iter().map(|&b| if zeros { 0 } else { b }));
            }
            inode.durable = data.clone();
            inode.data = data;
            inode.poisoned = false;
        }
        self.inodes = inodes;
    }
}

/// A process's view of the world.
#[derive(Clone)]
pub struct SimFs {
    world: Arc<Mutex<World>>,
    process: u64,
}

fn name(path: &Path) -> Name {
    (path.parent().unwrap().to_owned(), path.file_name().unwrap().to_owned())
}

enum Fate {
    Goes,
    Fails(io::Error),
    /// The process dies inside the operation, which may have happened.
    Dies {
        happened: bool,
    },
}

impl SimFs {
    pub fn new(seed: u64) -> Self {
        let world = World {
            inodes: HashMap::new(),
            names: BTreeMap::new(),
            durable: BTreeMap::new(),
            pending: Vec::new(),
            dirs: BTreeMap::new(),
            locks: HashMap::new(),
            refused: Vec::new(),
            meddling: Vec::new(),
            processes: HashMap::from([(0, Process::default())]),
            next: 0,
            clock: 0,
            random: seed | 1,
            lie: Lie::Nothing,
        };
        Self { world: Arc::new(Mutex::new(world)), process: 0 }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    /// Another process on the same machine.
    pub fn process(&self) -> Self {
        let mut world = self.world();
        let process = world.fresh();
        world.processes.insert(process, Process::default());
        Self { world: Arc::clone(&self.world), process }
    }

    /// Lets a call fail with this error number from now on, for all processes.
    pub fn refuse(&self, call: Call, errno: i32) {
        self.refuse_times(call, errno, u32::MAX);
    }

    /// Lets a call fail the next `times`.
    pub fn refuse_times(&self, call: Call, errno: i32, times: u32) {
        self.world().refused.push((call, errno, times));
    }

    /// Lets `count` operations fail after the next `after`.
    pub fn fail(&self, after: u64, count: u64, error: io::ErrorKind) {
        let mut world = self.world();
        let process = world.processes.get_mut(&self.process).unwrap();
        process.fail = Some((process.done + after, count, error));
    }

    /// Lets the process die inside an operation after the next `after`.
    pub fn die(&self, after: u64) {
        let mut world = self.world();
        let process = world.processes.get_mut(&self.process).unwrap();
        process.die = Some(process.done + after);
    }

    pub fn is_dead(&self) -> bool {
        self.world().processes[&self.process].dead
    }

    pub fn kill(&self) {
        self.world().processes.get_mut(&self.process).unwrap().dead = true;
    }

    /// Power goes and comes back: all processes are dead, and only what was durable is sure to be there.
    pub fn cut(&self) {
        self.world().cut();
    }

    /// Writes a file durably, past all faults: somebody else's work.
    pub fn outside(&self, path: &Path, bytes: Option<&[u8]>) {
        self.world().outside(path, bytes);
    }

    /// Writes a file durably just before a call of any process, after what was ordered so before.
    pub fn outside_before(&self, call: Call, path: &Path, bytes: Option<&[u8]>) {
        self.world().meddling.push((call, path.to_owned(), bytes.map(<[u8]>::to_vec)));
    }

    /// Whether all that was ordered so was written.
    pub fn has_meddled(&self) -> bool {
        self.world().meddling.is_empty()
    }

    /// Every file under a directory with its content, past all faults.
    pub fn files(&self, under: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let world = self.world();
        let below = world.names.iter().filter(|((dir, _), _)| dir.starts_with(under));
        below.map(|((dir, name), inode)| (dir.join(name), world.inodes[inode].data.clone())).collect()
    }

    fn fate(&self, world: &mut World, changes: bool) -> Fate {
        let coin = world.random(2) == 0;
        let process = world.processes.get_mut(&self.process).unwrap();
        if process.dead {
            return Fate::Fails(io::Error::other("the process is dead"));
        }
        process.done += 1;
        if process.die.is_some_and(|at| process.done > at) {
            process.dead = true;
            return Fate::Dies { happened: coin };
        }
        if let Some((at, count, error)) = process.fail
            && process.done > at
            && process.done <= at + count
            && (changes || error == io::ErrorKind::Other)
        {
            return Fate::Fails(error.into());
        }
        Fate::Goes
    }

    fn step<T>(
        &self,
        changes: bool,
        act: impl FnOnce(&mut World) -> io::Result<T>,
        fails: impl FnOnce(&mut World),
    ) -> io::Result<T> {
        let mut world = self.world();
        match self.fate(&mut world, changes) {
            Fate::Goes => act(&mut world),
            Fate::Fails(error) => {
                if !world.processes[&self.process].dead {
                    fails(&mut world);
                }
                Err(error)
            }
            Fate::Dies { happened } => {
                let made = happened.then(|| act(&mut world));
                // A handle gives its lock back to the world when it goes.
                drop(world);
                drop(made);
                Err(io::Error::other("the process died"))
            }
        }
    }

    fn rescan<T>(&self, act: impl FnOnce(&mut World) -> io::Result<T>) -> io::Result<T> {
        self.step(false, act, |_| {})
    }

    fn change<T>(&self, act: impl FnOnce(&mut World) -> io::Result<T>) -> io::Result<T> {
        self.step(true, act, |_| {})
    }

    fn handle(&self, world: &mut World, inode: u64) -> Arc<dyn Handle> {
        if let Some(inode) = world.inodes.get_mut(&inode) {
            inode.open += 1;
        }
        Arc::new(SimHandle { fs: self.clone(), inode, own: world.fresh() })
    }
}

//! A file system in memory that fails at any operation, lets a process die inside any, and loses power.
//!
//! What was written and what is durable are kept apart. A power cut picks any outcome that a real file system
//! may have: of unsynced data nothing, a part, a part with zeros behind it, or all; of unsynced names any subset.

mod handle;

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
        let mut world = self.world();
        let inode = bytes.map(|bytes| {
            let inode = world.fresh();
            let modified = world.tick();
            let (data, durable) = (bytes.to_vec(), bytes.to_vec());
            world.inodes.insert(inode, Inode { data, durable, modified, ..Inode::default() });
            inode
        });
        // What is pending on this name came before and can no longer win.
        for NameOp(edits) in &mut world.pending {
            edits.retain(|(n, _)| *n != name(path));
        }
        world.rename_now(vec![(name(path), inode)]);
        world.pending.pop();
        match inode {
            Some(inode) => world.durable.insert(name(path), inode),
            None => world.durable.remove(&name(path)),
        };
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
        Arc::new(SimHandle { fs: self.clone(), inode, own: world.fresh() })
    }
}

fn stamp(world: &World, path: &Path) -> io::Result<Stamp> {
    let file = |inode: u64| {
        let it = &world.inodes[&inode];
        Stamp {
            kind: FileKind::File,
            len: it.data.len() as u64,
            modified: it.modified,
            inode,
            mode: 0o600,
            owner: 0,
        }
    };
    if let Some(&modified) = world.dirs.get(path) {
        return Ok(Stamp { kind: FileKind::Directory, len: 0, modified, inode: 0, mode: 0o700, owner: 0 });
    }
    world.names.get(&name(path)).map(|&inode| file(inode)).ok_or(io::ErrorKind::NotFound.into())
}

impl Fs for SimFs {
    fn read(&self, path: &Path, most: u64) -> io::Result<(Vec<u8>, Stamp)> {
        self.rescan(|world| {
            let stamp = stamp(world, path)?;
            if stamp.kind != FileKind::File {
                return Err(io::ErrorKind::InvalidInput.into());
            }
            let data = world.inodes[&stamp.inode].data.clone();
            if data.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok((data, stamp)) }
        })
    }

    fn stat(&self, path: &Path) -> io::Result<Stamp> {
        self.rescan(|world| stamp(world, path))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<OsString>> {
        self.rescan(|world| {
            if !world.dirs.contains_key(dir) {
                return Err(io::ErrorKind::NotFound.into());
            }
            let files = world.names.keys().filter(|(d, _)| d == dir).map(|(_, n)| n.clone());
            let dirs = world.dirs.keys().filter(|d| d.parent() == Some(dir));
            Ok(files.chain(dirs.map(|d| d.file_name().unwrap().to_owned())).collect())
        })
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.rescan(|world| stamp(world, path).map(|_| path.to_owned()))
    }

    fn make_dir(&self, dir: &Path) -> io::Result<()> {
        self.change(|world| {
            let now = world.tick();
            for above in dir.ancestors().filter(|d| d.parent().is_some()) {
                world.dirs.entry(above.to_owned()).or_insert(now);
            }
            Ok(())
        })
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        self.change(|world| {
            if stamp(world, path).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            if !world.dirs.contains_key(path.parent().unwrap()) {
                return Err(io::ErrorKind::NotFound.into());
            }
            let inode = world.fresh();
            let modified = world.tick();
            let born = path.to_owned();
            world.inodes.insert(inode, Inode { modified, born, ..Inode::default() });
            world.rename_now(vec![(name(path), Some(inode))]);
            Ok(self.handle(world, inode))
        })
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn Handle>> {
        self.rescan(|world| {
            let stamp = stamp(world, path)?;
            if stamp.kind == FileKind::File {
                Ok(self.handle(world, stamp.inode))
            } else {
                Err(io::ErrorKind::InvalidInput.into())
            }
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(|world| {
            let inode = *world.names.get(&name(from)).ok_or(io::ErrorKind::NotFound)?;
            if !world.dirs.contains_key(to.parent().unwrap()) {
                return Err(io::ErrorKind::NotFound.into());
            }
            world.rename_now(vec![(name(from), None), (name(to), Some(inode))]);
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(|world| {
            if !world.names.contains_key(&name(path)) {
                return Err(io::ErrorKind::NotFound.into());
            }
            world.rename_now(vec![(name(path), None)]);
            Ok(())
        })
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.change(|world| {
            if !world.dirs.contains_key(dir) {
                return Err(io::ErrorKind::NotFound.into());
            }
            if world.lie == Lie::DirSync {
                return Ok(());
            }
            let mut pending = std::mem::take(&mut world.pending);
            for NameOp(edits) in &mut pending {
                edits.retain(|((d, n), inode)| {
                    if d != dir {
                        return true;
                    }
                    match inode {
                        Some(inode) => world.durable.insert((d.clone(), n.clone()), *inode),
                        None => world.durable.remove(&(d.clone(), n.clone())),
                    };
                    false
                });
            }
            pending.retain(|op| !op.0.is_empty());
            world.pending = pending;
            Ok(())
        })
    }

    fn free(&self, _path: &Path) -> io::Result<u64> {
        Ok(1 << 40)
    }

    fn pause(&self, _length: Duration) {}
}

//! The operations of the simulated file system.

use super::*;

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
    let root = path.parent().is_none().then_some(&0);
    if let Some(&modified) = world.dirs.get(path).or(root) {
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
            if world.names.contains_key(&name(to)) {
                world.refuses(Call::RenameOver)?;
            }
            if world.inodes[&inode].open > 0 {
                world.refuses(Call::RenameOpen)?;
            }
            if !world.dirs.contains_key(to.parent().unwrap()) {
                return Err(io::ErrorKind::NotFound.into());
            }
            world.rename_now(vec![(name(from), None), (name(to), Some(inode))]);
            Ok(())
        })
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(|world| {
            world.meddle(Call::RenameNew);
            world.refuses(Call::RenameNew)?;
            let inode = *world.names.get(&name(from)).ok_or(io::ErrorKind::NotFound)?;
            if stamp(world, to).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            if world.inodes[&inode].open > 0 {
                world.refuses(Call::RenameOpen)?;
            }
            if !world.dirs.contains_key(to.parent().unwrap()) {
                return Err(io::ErrorKind::NotFound.into());
            }
            world.rename_now(vec![(name(from), None), (name(to), Some(inode))]);
            Ok(())
        })
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.change(|world| {
            world.meddle(Call::Exchange);
            world.refuses(Call::Exchange)?;
            world.refuses(Call::RenameOver)?;
            let inode = |world: &World, path: &Path| world.names.get(&name(path)).copied();
            let (Some(first), Some(second)) = (inode(world, one), inode(world, other)) else {
                return Err(io::ErrorKind::NotFound.into());
            };
            world.rename_now(vec![(name(one), Some(second)), (name(other), Some(first))]);
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
            world.refuses(Call::SyncDirectory)?;
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

    fn owner(&self) -> String {
        format!("here.{}", self.process)
    }

    fn may_run(&self, owner: &str) -> bool {
        let process = owner.strip_prefix("here.").and_then(|process| process.parse::<u64>().ok());
        process.and_then(|process| self.world().processes.get(&process).map(|p| !p.dead)).unwrap_or(true)
    }

    fn pause(&self, _length: Duration) {}
}

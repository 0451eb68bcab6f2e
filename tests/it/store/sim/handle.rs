//! An open file of the simulated file system.

use super::*;

pub(super) struct SimHandle {
    pub(super) fs: SimFs,
    pub(super) inode: u64,
    pub(super) own: u64,
}

impl SimHandle {
    fn data(&self, world: &mut World, op: DataOp) {
        let now = world.tick();
        let inode = world.inodes.get_mut(&self.inode).unwrap();
        apply(&mut inode.data, &op);
        inode.since.push(op);
        inode.modified = now;
    }
}

impl Handle for SimHandle {
    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        let part = |world: &mut World| {
            let some = world.random(bytes.len() as u64 + 1) as usize;
            self.data(world, DataOp::Append(bytes[..some].to_vec()));
        };
        let whole = |world: &mut World| {
            self.data(world, DataOp::Append(bytes.to_vec()));
            Ok(())
        };
        self.fs.step(true, whole, part)
    }

    fn sync(&self) -> io::Result<()> {
        let act = |world: &mut World| {
            world.refuses(Call::SyncFile)?;
            let lie = world.lie;
            let inode = world.inodes.get_mut(&self.inode).unwrap();
            let temp = inode.born.extension().is_some_and(|e| e == "tmp");
            let journal = inode.born.extension().is_some_and(|e| e == "new");
            let lies = (lie == Lie::TempSync && temp) || (lie == Lie::JournalSync && journal);
            if !lies && !inode.poisoned {
                inode.durable = inode.data.clone();
                inode.since.clear();
            }
            Ok(())
        };
        self.fs.step(true, act, |world| world.inodes.get_mut(&self.inode).unwrap().poisoned = true)
    }

    fn cut(&self, len: u64) -> io::Result<()> {
        self.fs.change(|world| {
            self.data(world, DataOp::Cut(len as usize));
            Ok(())
        })
    }

    fn set_private(&self) -> io::Result<()> {
        self.fs.change(|world| world.refuses(Call::SetMode))
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.fs.rescan(|world| {
            world.meddle(Call::Lock);
            world.refuses(Call::Lock)?;
            // The lock of a dead process is gone.
            let free = match world.locks.get(&self.inode) {
                Some(owner) => *owner == self.own,
                None => true,
            };
            if free {
                world.locks.insert(self.inode, self.own);
            }
            Ok(free)
        })
    }

    fn last(&self) -> io::Result<Option<u8>> {
        self.fs.rescan(|world| Ok(world.inodes[&self.inode].data.last().copied()))
    }

    fn stamp(&self) -> io::Result<Stamp> {
        self.fs.rescan(|world| {
            let it = &world.inodes[&self.inode];
            let (len, modified) = (it.data.len() as u64, it.modified);
            Ok(Stamp { kind: FileKind::File, len, modified, inode: self.inode, mode: 0o600, owner: 0 })
        })
    }
}

impl Drop for SimHandle {
    fn drop(&mut self) {
        let mut world = self.fs.world();
        if world.locks.get(&self.inode) == Some(&self.own) {
            world.locks.remove(&self.inode);
        }
        if let Some(inode) = world.inodes.get_mut(&self.inode) {
            inode.open -= 1;
        }
    }
}

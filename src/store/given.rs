//! Files that the user names on the command line, which are read once and never written.

use std::io::Read;
use std::path::Path;

use super::error::{Cause, StoreError};
use super::form;

/// The bytes of a file, a link to one, or a pipe such as `/dev/stdin`: at most 8 MiB.
#[expect(
    clippy::disallowed_methods,
    reason = "a pipe or a link is read, which Fs refuses for files of the store"
)]
pub fn read_given(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(path);
    let read = opened.and_then(|file| file.take(form::MOST + 1).read_to_end(&mut bytes));
    read.map_err(|error| match error.kind() {
        std::io::ErrorKind::IsADirectory => {
            StoreError::new("read", path, Cause::Damaged("it is a directory, not a file".into()))
        }
        _ => StoreError::io("read", path, error),
    })?;
    if bytes.len() as u64 > form::MOST {
        return Err(StoreError::new("read", path, Cause::Damaged("it is larger than 8 MiB".into())));
    }
    Ok(bytes)
}

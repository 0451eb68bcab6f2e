//! What the store found, in the app's own types.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::msg::{Damaged, Loaded, Outside, Recovered};
use crate::store::{self, StoryFile};
use crate::story::{DocumentId, Section, Story, StoryId};

/// The files that hold a version of another file's story, by the id they are shown under.
pub(super) type Copies = HashMap<StoryId, (String, Arc<Story>)>;

pub(super) fn of(entry: StoryFile, copies: &mut Copies) -> Result<Loaded, Damaged> {
    match entry {
        StoryFile::Story { story, read_only } => Ok(Loaded { story, newer: read_only }),
        StoryFile::Version { file, story } => {
            let story = version(&file, &story);
            copies.insert(story.id.clone(), (file, Arc::clone(&story)));
            Ok(Loaded { story, newer: None })
        }
        StoryFile::Damaged { file, id, reason } => Err(Damaged { file, id, reason }),
    }
}

/// A file that a sync tool put beside a story, as a second version with an id of its own.
///
/// The id is drawn from the file's name, so that it is the same each time; the file is not touched.
fn version(file: &str, story: &Arc<Story>) -> Arc<Story> {
    let mut version = Story::clone(story);
    let bits = file
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    version.version_of = Some(story.id.clone());
    version.id = StoryId::from_bits(bits);
    Arc::new(version)
}

pub(super) fn kept(kept: store::Kept) -> Recovered {
    let name = Story::from_value(kept.now).map_or(kept.title, |s| s.name());
    Recovered {
        doc: kept.doc,
        name,
        changes: kept.changes,
        last: kept.last.and_then(|(key, at)| {
            Section::ALL.into_iter().find(|s| s.key() == key).map(|section| (section, at))
        }),
        before: (!kept.before.is_null()).then_some(kept.before),
    }
}

pub(super) fn document(found: &store::Outside) -> Option<DocumentId> {
    match found {
        store::Outside::Document(doc) => Some(doc.clone()),
        store::Outside::Found(_)
        | store::Outside::Gone { .. }
        | store::Outside::Others
        | store::Outside::Log => None,
    }
}

pub(super) fn outside(found: store::Outside, copies: &mut Copies) -> Option<Outside> {
    match found {
        store::Outside::Found(entry) => Some(match of(entry, copies) {
            Ok(loaded) => Outside::Changed(loaded),
            Err(damaged) => Outside::Damaged(damaged),
        }),
        store::Outside::Gone { id, .. } => id.map(Outside::Gone),
        store::Outside::Document(_) | store::Outside::Others | store::Outside::Log => None,
    }
}

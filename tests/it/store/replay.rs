//! Reading journals: real ones, torn and changed ones (`tests/corpus/replay`), and any bytes.
//!
//! `killed` and `ended` were written by version 0.1; each of the others is `killed` with one thing done to it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use starcoach::store::{Replay, replay};

use super::*;

const KILLED: &[u8] = include_bytes!("../../corpus/replay/killed");
const ENDED: &[u8] = include_bytes!("../../corpus/replay/ended");
const LONG: &[u8] = include_bytes!("../../golden/v0.1/state/journal/f142babcd76d5a7b");

/// The journals that nothing was done to.
const WHOLE: [&[u8]; 3] = [KILLED, ENDED, LONG];

/// A journal that something was done to, and what is found of its 64 changes.
struct Changed {
    name: &'static str,
    bytes: &'static [u8],
    changes: usize,
    /// Whole lines stand after one that is not.
    hole: bool,
    /// A change does not fit what is there.
    odd: bool,
}

const CHANGED: [Changed; 6] = [
    Changed {
        name: "torn",
        bytes: include_bytes!("../../corpus/replay/torn"),
        changes: 63,
        hole: false,
        odd: false,
    },
    Changed {
        name: "zeros",
        bytes: include_bytes!("../../corpus/replay/zeros"),
        changes: 36,
        hole: false,
        odd: false,
    },
    Changed {
        name: "flipped",
        bytes: include_bytes!("../../corpus/replay/flipped"),
        changes: 28,
        hole: true,
        odd: false,
    },
    Changed {
        name: "lost-line",
        bytes: include_bytes!("../../corpus/replay/lost-line"),
        changes: 63,
        hole: false,
        odd: true,
    },
    Changed {
        name: "repeated-line",
        bytes: include_bytes!("../../corpus/replay/repeated-line"),
        changes: 65,
        hole: false,
        odd: true,
    },
    Changed {
        name: "no-start",
        bytes: include_bytes!("../../corpus/replay/no-start"),
        changes: 0,
        hole: false,
        odd: false,
    },
];

/// Every value that a journal ever gave to each key of each document, by a reading of its own that checks nothing.
type Written = BTreeMap<(String, String), BTreeSet<String>>;

/// The documents that a journal's whole lines add up to, and every value on the way.
fn read_simply(bytes: &[u8]) -> (BTreeMap<String, Value>, Written) {
    let (mut docs, mut written) = (BTreeMap::<String, Value>::new(), Written::new());
    for line in bytes.split_inclusive(|&b| b == b'\n').filter(|line| line.ends_with(b"\n")) {
        let line = std::str::from_utf8(line).unwrap();
        let json: Value = serde_json::from_str(line.splitn(4, ' ').nth(3).unwrap()).unwrap();
        let Some((kind, said)) = json.as_object().and_then(|map| map.iter().next()) else { continue };
        let Some(name) = said["doc"].as_str() else { continue };
        let doc = docs.entry(name.to_owned()).or_default();
        match kind.as_str() {
            "base" | "whole" => *doc = said["value"].clone(),
            "set" => doc[said["field"].as_str().unwrap()] = said["value"].clone(),
            "splice" => {
                let number = |key: &str| usize::try_from(said[key].as_u64().unwrap()).unwrap();
                let (at, deleted) = (number("at"), number("deleted"));
                let mut text = doc[said["field"].as_str().unwrap()].as_str().unwrap().to_owned();
                text.replace_range(at..at + deleted, said["inserted"].as_str().unwrap());
                doc[said["field"].as_str().unwrap()] = text.into();
            }
            _ => continue,
        }
        for (key, value) in doc.as_object().into_iter().flatten() {
            written.entry((name.to_owned(), key.clone())).or_default().insert(value.to_string());
        }
    }
    (docs, written)
}

/// The first value of a document that nobody ever wrote into a journal with these.
fn never_written(doc: &str, value: &Value, written: &Written) -> Option<String> {
    let mut values = value.as_object().into_iter().flatten();
    values.find_map(|(key, value)| {
        let known =
            written.get(&(doc.to_owned(), key.clone())).is_some_and(|all| all.contains(&value.to_string()));
        (!known).then(|| format!("{doc} {key}: {value}"))
    })
}

fn only_what_was_written(replay: &Replay, written: &Written) -> Result<(), String> {
    for doc in &replay.docs {
        for value in [&doc.base, &doc.ours] {
            never_written(doc.doc.name(), value, written).map_or(Ok(()), Err)?;
        }
    }
    Ok(())
}

#[test]
fn whole_journals_are_read_to_their_end() {
    for bytes in WHOLE {
        let replay = replay(bytes);
        assert_eq!((replay.good, replay.hole), (bytes.len(), false));
        let (docs, _) = read_simply(bytes);
        assert_eq!(replay.docs.len(), docs.len());
        for doc in replay.docs {
            assert!(!doc.odd);
            assert_eq!(doc.ours, docs[doc.doc.name()]);
        }
    }
    assert!(replay(ENDED).closed && !replay(KILLED).closed);
}

#[test]
fn of_each_changed_journal_all_is_found_that_still_fits() {
    let (_, written) = read_simply(KILLED);
    assert_eq!(replay(KILLED).docs[0].changes, 64);
    for changed in CHANGED {
        let replay = replay(changed.bytes);
        let (changes, odd) = replay.docs.first().map_or((0, false), |doc| (doc.changes, doc.odd));
        let found = (changes, replay.hole, odd);
        assert_eq!(found, (changed.changes, changed.hole, changed.odd), "{}", changed.name);
        assert_eq!(only_what_was_written(&replay, &written), Ok(()), "{}", changed.name);
    }
}

#[test]
fn a_start_after_each_changed_journal_keeps_it_aside_where_a_part_fits_nowhere() {
    let (_, written) = read_simply(KILLED);
    for changed in CHANGED {
        let dirs = dirs();
        let disk = Disk::open(&dirs.places, Arc::new(RealFs), now()).unwrap();
        let (journals, unread) = (disk.paths().journals(), disk.paths().unread());
        std::fs::create_dir_all(&journals).unwrap();
        std::fs::write(journals.join("0123456789abcdef"), changed.bytes).unwrap();
        let (_journal, mut disk) = dirs.open();
        let recovered = disk.recover(now());
        assert!(recovered.failed.is_empty(), "{}: {:?}", changed.name, recovered.failed);
        assert_eq!(recovered.kept.len(), usize::from(changed.changes > 0), "{}", changed.name);
        for story in stories(&mut disk) {
            assert_eq!(never_written(story.id.as_str(), &value(&story), &written), None, "{}", changed.name);
        }
        let aside = std::fs::read(unread.join("0123456789abcdef")).ok();
        let expected = (changed.hole || changed.odd).then(|| changed.bytes.to_vec());
        assert!(aside == expected, "{}", changed.name);
    }
}

#[test]
fn a_journal_that_ends_before_its_last_newline_is_cut_off_and_not_damaged() {
    let replay = replay(&ENDED[..ENDED.len() - 1]);
    assert!(!replay.closed && !replay.hole);
    assert_eq!(replay.docs[0].changes, 3);
}

/// One thing done to the bytes of a journal; places are parts of its length.
#[derive(Debug, Clone)]
enum Damage {
    Flip { at: prop::sample::Index, bit: u8 },
    Cut { at: prop::sample::Index },
    Zero { at: prop::sample::Index, len: usize },
    Remove { at: prop::sample::Index, len: usize },
    Insert { at: prop::sample::Index, bytes: Vec<u8> },
    RemoveLine { at: prop::sample::Index },
    CopyLine { from: prop::sample::Index, to: prop::sample::Index },
    SwapLines { one: prop::sample::Index, other: prop::sample::Index },
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let bytes = prop::collection::vec(any::<u8>(), 1..20);
    prop_oneof![
        (at(), 0u8..8).prop_map(|(at, bit)| Damage::Flip { at, bit }),
        at().prop_map(|at| Damage::Cut { at }),
        (at(), 1usize..4096).prop_map(|(at, len)| Damage::Zero { at, len }),
        (at(), 1usize..300).prop_map(|(at, len)| Damage::Remove { at, len }),
        (at(), bytes).prop_map(|(at, bytes)| Damage::Insert { at, bytes }),
        at().prop_map(|at| Damage::RemoveLine { at }),
        (at(), at()).prop_map(|(from, to)| Damage::CopyLine { from, to }),
        (at(), at()).prop_map(|(one, other)| Damage::SwapLines { one, other }),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|&b| b == b'\n').map(<[u8]>::to_vec).collect();
        if bytes.is_empty() {
            return;
        }
        let (len, count) = (bytes.len(), lines.len());
        match self {
            Self::Flip { at, bit } => return bytes[at.index(len)] ^= 1 << bit,
            Self::Cut { at } => return bytes.truncate(at.index(len)),
            Self::Zero { at, len: zeros } => {
                let at = at.index(len);
                return bytes[at..].iter_mut().take(*zeros).for_each(|byte| *byte = 0);
            }
            Self::Remove { at, len: gone } => {
                let at = at.index(len);
                return drop(bytes.drain(at..len.min(at + gone)));
            }
            Self::Insert { at, bytes: new } => {
                let at = at.index(len);
                return drop(bytes.splice(at..at, new.iter().copied()));
            }
            Self::RemoveLine { at } => drop(lines.remove(at.index(count))),
            Self::CopyLine { from, to } => {
                let line = lines[from.index(count)].clone();
                lines.insert(to.index(count), line);
            }
            Self::SwapLines { one, other } => lines.swap(one.index(count), other.index(count)),
        }
        *bytes = lines.concat();
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_up_to_the_last_whole_line(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let read = replay(&bytes);
        prop_assert!(read.good <= bytes.len());
        prop_assert_eq!(&replay(&bytes[..read.good]).docs, &read.docs);
    }

    #[test]
    fn the_start_of_a_journal_says_what_its_whole_lines_add_up_to(which in 0..WHOLE.len(), at: prop::sample::Index) {
        let start = &WHOLE[which][..at.index(WHOLE[which].len() + 1)];
        let whole = start.iter().rposition(|&b| b == b'\n').map_or(0, |end| end + 1);
        let read = replay(start);
        prop_assert_eq!((read.good, read.hole), (whole, false));
        let (docs, _) = read_simply(&start[..whole]);
        for doc in &read.docs {
            prop_assert_eq!(&doc.ours, &docs[doc.doc.name()]);
        }
        // Those it leaves out have nothing that is not in their files.
        prop_assert!(read.docs.iter().all(|doc| doc.changes > 0));
    }

    #[test]
    fn a_damaged_journal_never_gives_a_value_that_nobody_wrote(
        which in 0..WHOLE.len(),
        damage in prop::collection::vec(damage(), 1..6),
    ) {
        let mut bytes = WHOLE[which].to_vec();
        let (_, written) = read_simply(&bytes);
        for damage in &damage {
            damage.apply(&mut bytes);
        }
        prop_assert_eq!(only_what_was_written(&replay(&bytes), &written), Ok(()));
    }
}

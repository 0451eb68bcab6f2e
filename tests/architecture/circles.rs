//! Files that import one another in a circle.
//!
//! A file may always use what the modules around it declare: that is where Rust has it share private items.
//! Everything else counts, through re-exports to the file that declares the item.

use std::collections::{BTreeMap, BTreeSet};

use super::files;
use super::source::{File, Segments};

/// The files that each file uses, by module; what the modules around it declare left out.
fn uses(files: &[File]) -> BTreeMap<&Segments, BTreeSet<&Segments>> {
    let modules: BTreeMap<&[String], &File> = files.iter().map(|f| (f.module.as_slice(), f)).collect();
    let mut uses = BTreeMap::new();
    for file in files {
        let used = file.names.iter().filter_map(|path| declared_in(path, &modules));
        let used = used.filter(|used| !file.module.starts_with(used.as_slice()));
        uses.insert(&file.module, used.collect());
    }
    uses
}

/// The module that declares what a path of ours names.
fn declared_in<'a>(path: &[String], modules: &BTreeMap<&[String], &'a File>) -> Option<&'a Segments> {
    let (first, mut rest) = path.split_first()?;
    if first != "crate" {
        return None;
    }
    // A re-export of a re-export ends somewhere.
    for _ in 0..8 {
        let depth = (1..=rest.len()).rev().find(|&n| modules.contains_key(&rest[..n]))?;
        let file = modules[&rest[..depth]];
        match rest.get(depth).and_then(|item| file.exports.get(item)) {
            Some(target) if target.first().is_some_and(|f| f == "crate") => rest = &target[1..],
            _ => return Some(&file.module),
        }
    }
    None
}

/// The sets of more than one file of which each reaches every other.
fn circles(files: &[File]) -> Vec<BTreeSet<String>> {
    let uses = uses(files);
    let reach: BTreeMap<&Segments, BTreeSet<&Segments>> = uses
        .keys()
        .map(|&from| {
            let (mut seen, mut waiting) = (BTreeSet::new(), vec![from]);
            while let Some(next) = waiting.pop() {
                waiting.extend(uses[next].iter().copied().filter(|&to| seen.insert(to)));
            }
            (from, seen)
        })
        .collect();
    let circle = |from: &Segments| -> BTreeSet<String> {
        let both = reach[from].iter().filter(|&&to| reach[to].contains(from));
        both.map(|module| module.join("::")).collect()
    };
    let all: BTreeSet<BTreeSet<String>> = reach.keys().map(|&from| circle(from)).collect();
    all.into_iter().filter(|circle| circle.len() > 1).collect()
}

#[test]
fn no_new_files_import_one_another_in_a_circle() {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for circle in circles(files()) {
        for file in circle {
            let top = file.split("::").next().unwrap().to_owned();
            found.entry(top).or_default().insert(file);
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_circle_is_found_through_a_re_export_and_not_in_what_is_shared_with_the_module_around() {
    let read = super::source::read;
    let store = || read(&["store"], "mod a;\nmod b;\npub use b::B;\npub struct Disk(a::A);");
    let b = || read(&["store", "b"], "use super::a::A;\npub struct B(A, super::Disk);");
    let to_b = "pub struct A;\nfn f() -> crate::store::B { todo!() }";
    let circle = [store(), read(&["store", "a"], to_b), b()];
    assert_eq!(circles(&circle).len(), 1);
    let fine = [store(), read(&["store", "a"], "pub struct A(super::Disk);"), b()];
    assert_eq!(circles(&fine), [] as [BTreeSet<String>; 0]);
}

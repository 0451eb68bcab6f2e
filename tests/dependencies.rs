//! The bans of `deny.toml`, held against `Cargo.lock` without cargo-deny.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at what it did not expect")]

use std::collections::BTreeSet;

use toml::Table;

const DENY: &str = include_str!("../deny.toml");
const LOCK: &str = include_str!("../Cargo.lock");
const CARGO: &str = include_str!("../Cargo.toml");
const LICENSES: &str = include_str!("../docs/licenses.md");

/// The banned crates, by name.
fn banned() -> BTreeSet<String> {
    let rules: Table = DENY.parse().unwrap();
    let list = rules["bans"]["deny"].as_array().unwrap();
    list.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// Every crate that a lock file builds in.
fn crates(lock: &str) -> BTreeSet<String> {
    let lock: Table = lock.parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    packages.iter().map(|package| package["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_banned_crate_is_built_in() {
    assert!(crates(LOCK).contains("ratatui"));
    assert_eq!(crates(LOCK).intersection(&banned()).collect::<Vec<_>>(), [] as [&String; 0]);
}

#[test]
fn a_banned_crate_is_found_wherever_it_stands() {
    let lock = format!("{LOCK}\n[[package]]\nname = \"reqwest\"\nversion = \"1.0.0\"\n");
    assert_eq!(crates(&lock).intersection(&banned()).collect::<Vec<_>>(), ["reqwest"]);
}

#[test]
fn the_licenses_page_has_every_crate_that_is_named_in_cargo_toml() {
    let (cargo, lock): (Table, Table) = (CARGO.parse().unwrap(), LOCK.parse().unwrap());
    let locked = |name: &str| {
        let packages = lock["package"].as_array().unwrap().iter();
        let versions = packages.filter(|package| package["name"].as_str() == Some(name));
        versions.map(|package| package["version"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for name in cargo["dependencies"].as_table().unwrap().keys() {
        let there = locked(name).iter().any(|version| LICENSES.contains(&format!("| {name} | {version} |")));
        assert!(there, "{name} is not in docs/licenses.md: .ci/licenses > docs/licenses.md writes it anew");
    }
}

//! The documents, held against the tree: every file that they name exists.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test reads files, and may stop at what it did not expect"
)]

use std::path::{Path, PathBuf};

/// Paths of the user's data directory and ids, which look like paths of the repository.
const NOT_OURS: &[&str] = &[
    "config/",
    "history/",
    "own/",
    "preparation/",
    "principle/prompt",
    "questions/own.json",
    "stories/",
    "trash/",
    "unread/",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents for maintainers.
fn documents() -> Vec<PathBuf> {
    let mut documents = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    let docs = std::fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    documents.extend(docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    documents
}

fn is_source(word: &str) -> bool {
    Path::new(word).extension().is_some_and(|ending| ending == "rs")
}

fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    word.chars().all(plain) && (word.contains('/') || is_source(word)) && word != "/"
}

/// The paths that a text names: in backticks, and the source files in drawings.
fn named(text: &str) -> Vec<&str> {
    // A word with backticks is no path itself, so that none is found twice.
    let in_backticks = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let words = text.split_whitespace().map(|word| word.trim_matches(|c| ".,:;()".contains(c)));
    let sources = words.filter(|word| is_source(word));
    in_backticks.chain(sources).filter(|word| is_path(word) && !NOT_OURS.contains(word)).collect()
}

/// The named paths that are neither below the root nor below `src`.
fn missing(text: &str) -> Vec<&str> {
    let exists = |path: &str| root().join(path).exists() || root().join("src").join(path).exists();
    named(text).into_iter().filter(|path| !exists(path)).collect()
}

#[test]
fn every_file_that_the_documents_name_exists() {
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        assert_eq!(missing(&text), [] as [&str; 0], "{}", document.display());
    }
}

#[test]
fn a_file_that_is_gone_is_found_in_backticks_and_in_drawings() {
    assert_eq!(named("`src/lib.rs`, `trash/`, `Model::update`, `cargo test`, app/mod.rs: x").len(), 2);
    assert_eq!(missing("see `app/gone.rs`, `tests/gone/`"), ["app/gone.rs", "tests/gone/"]);
    assert_eq!(missing("  Task   0:06   ui/gone.rs: the columns"), ["ui/gone.rs"]);
    assert_eq!(missing("`app/mod.rs` and `tests/it/`"), [] as [&str; 0]);
}

/// Where a text links to.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://")).collect()
}

/// The name by which a heading is linked to.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || " -_".contains(*c);
    heading.trim().to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The links of a document that lead to no file, or to no heading of one.
fn broken(document: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(document).unwrap();
    let leads = |link: &&str| {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let to = if file.is_empty() { document.to_owned() } else { document.with_file_name("").join(file) };
        if heading.is_empty() {
            return to.exists();
        }
        let text = std::fs::read_to_string(to).unwrap_or_default();
        text.lines()
            .filter(|line| line.starts_with('#'))
            .any(|line| anchor(line.trim_start_matches('#')) == heading)
    };
    links(&text).into_iter().filter(|link| !leads(link)).map(str::to_owned).collect()
}

#[test]
fn every_link_of_the_documents_leads_to_a_file_and_a_heading() {
    assert_eq!(links("[a](b.md#c) ![d](e.svg) [f](https://g)"), ["b.md#c", "e.svg"]);
    assert_eq!(anchor(" questions/*.json: packs"), "questionsjson-packs");
    for document in documents() {
        assert_eq!(broken(&document), [] as [String; 0], "{}", document.display());
    }
}

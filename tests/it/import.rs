//! Import over a corpus of files: each as it is, and mutated.
//!
//! `tests/corpus/import/taken` holds files that are imported, `refused` those that are not. A file that once broke
//! the import goes into one of them.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::Timestamp;
use proptest::prelude::*;
use starcoach::export::import;
use starcoach::questions::Bank;
use starcoach::story::{Story, StoryId};

static BANK: LazyLock<Bank> = LazyLock::new(Bank::built_in);

static CORPUS: LazyLock<Vec<(PathBuf, String)>> =
    LazyLock::new(|| ["taken", "refused"].into_iter().flat_map(files).collect());

fn files(verdict: &str) -> Vec<(PathBuf, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/import").join(verdict);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

fn stories(drafts: Vec<import::Draft>) -> Vec<Story> {
    let mut bits = 0;
    let next = || {
        bits += 1;
        StoryId::from_bits(bits)
    };
    import::into_stories(drafts, next, Timestamp::UNIX_EPOCH)
}

fn imported(text: &str) -> Result<Vec<Story>, import::ImportError> {
    import::stories(text, &BANK).map(|plan| stories(plan.drafts))
}

#[test]
fn every_file_of_the_corpus_is_taken_or_refused_as_its_directory_says() {
    assert!(CORPUS.len() > 10);
    for (path, text) in files("taken") {
        let stories = imported(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!stories.is_empty(), "{}", path.display());
    }
    for (path, text) in files("refused") {
        let error = imported(&text).expect_err(&path.display().to_string());
        assert!(error.reason.len() > 10, "{}", path.display());
    }
}

fn word(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/word").join(name)).unwrap()
}

#[test]
fn a_word_document_is_read_by_its_headings_labels_lists_and_tables() {
    let read = |name| import::bytes(&word(name), &BANK).map(|plan| stories(plan.drafts));
    let [queue, van] = read("headings-and-labels.docx").unwrap().try_into().unwrap();
    assert_eq!(queue.title, "The bakery queue");
    assert!(queue.situation.ends_with("14 people long & nobody knew why."), "{}", queue.situation);
    assert_eq!(
        queue.action,
        "- I counted who waited, and for what.\n- I moved the coffee to a second counter."
    );
    assert_eq!(van.title, "The empty van");
    assert_eq!(van.situation, "Our van came back half empty.\nEvery day of June.");
    assert_eq!(van.action, "I rode along & wrote down each stop < 5 minutes.");
    let [queue, van] = read("table.docx").unwrap().try_into().unwrap();
    assert_eq!(queue.action, "I counted | I moved the coffee.\nThen I asked who left.");
    assert_eq!((&*van.title, &*van.result), ("The empty van", "2 of 7 trips saved."));
    let refused = read("no-story.docx").unwrap_err().to_string();
    assert!(refused.starts_with("no part of a story is marked in it"), "{refused}");
}

#[test]
fn a_packed_file_that_is_no_word_document_is_named() {
    let refused = import::bytes(b"PK\x03\x04 and more", &BANK).unwrap_err().to_string();
    assert!(refused.contains("packed file"), "{refused}");
    let whole = word("headings-and-labels.docx");
    let refused = import::bytes(&whole[..whole.len() - 100], &BANK).unwrap_err().to_string();
    assert!(refused.contains("packed file"), "{refused}");
}

#[test]
fn a_line_that_is_no_item_is_kept_with_the_item_above_it() {
    let four = "# The auditor\n## S\na\n## T\nb\n## A\nc\n## R\nd\n";
    let text = format!(
        "{four}## Cues\nno mark\n- will not sign,\nas she said\n## If asked\n- Why?\n  - So.\n  - And so.\n"
    );
    let story = imported(&text).unwrap().remove(0);
    assert_eq!(story.cues, ["no mark", "will not sign, as she said"]);
    assert_eq!((&*story.probes[0].ask, &*story.probes[0].answer), ("Why?", "So. And so."));
}

/// How people keep their stories: the file, its titles, and the principle of the first story, empty where the
/// file names none.
const SHAPES: &[(&str, &[&str], &str)] = &[
    ("apple-notes.txt", &["The bakery queue", "The empty van"], ""),
    ("board-export.json", &["The bakery queue"], "customer-obsession"),
    ("bold-letters.md", &["1. The bakery queue — *Customer Obsession*"], "customer-obsession"),
    ("chat.txt", &["The bakery queue"], ""),
    ("deutsch.md", &["Die Schlange vor der Bäckerei"], ""),
    ("excel-sheet.csv", &["The bakery queue", "The empty van"], "customer-obsession"),
    ("google-docs-paste.txt", &["The bakery queue"], ""),
    ("notion-export.md", &["The bakery queue 🥐"], "customer-obsession"),
    ("obsidian-callouts.md", &["The bakery queue"], "customer-obsession"),
    ("outline.org", &["The bakery queue"], "customer-obsession"),
    ("table-a-story.md", &["The bakery queue", "The empty van"], ""),
    ("table.md", &["The bakery queue", "The empty van"], "customer-obsession"),
    ("word-outline.txt", &["The bakery queue", "The empty van"], ""),
];

/// The same of stories of their own: the file, its titles, the principles of the stories, and how each Result ends.
type Kept = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

const KEPT: &[Kept] = &[
    (
        "chat-answer.md",
        &[(
            "Answering: \"Tell me about a time you disagreed with your manager\"",
            "",
            "three days and had no outage.",
        )],
    ),
    (
        "numbered-parts.txt",
        &[("The broken printer", "", "no order was late."), ("The angry bride", "", "and sent a card.")],
    ),
    ("one-line.txt", &[("", "", "bank refunded us £1,100.")]),
    (
        "tabs-below-names.txt",
        &[
            ("The lost suitcase", "customer-obsession", "He came back the next year."),
            ("The leaking roof", "ownership", "The match went on."),
        ],
    ),
    ("story-per-column.md", &[("The forklift", "", "Nobody got hurt"), ("The night bus", "", "home by one")]),
    (
        "nested-bullets.md",
        &[("The audit", "deliver-results", "audit passed"), ("The slow report", "dive-deep", "4 minutes")],
    ),
    ("mail.txt", &[("my story for the interview", "", "All loaves sold.")]),
    ("what-happened.txt", &[("THE MISSING PALLET", "", "900 doses saved.")]),
];

#[test]
fn stories_come_in_as_programs_and_people_write_them_down() {
    let all = files("taken");
    for (name, kept) in KEPT {
        let (_, text) = all.iter().find(|(path, _)| path.ends_with(name)).unwrap();
        let stories = imported(text).unwrap();
        let found: Vec<_> = stories.iter().map(|s| (s.title.as_str(), s.principle.as_str())).collect();
        let wanted: Vec<_> = kept.iter().map(|&(title, principle, _)| (title, principle)).collect();
        assert_eq!(found, wanted, "{name}");
        for (story, (.., end)) in stories.iter().zip(*kept) {
            assert!(story.is_complete() && story.result.ends_with(end), "{name}: {story:?}");
        }
    }
}

#[test]
fn the_shapes_in_which_people_keep_stories_come_in_with_every_part_in_its_place() {
    let all = files("taken");
    for (name, titles, principle) in SHAPES {
        let (_, text) = all.iter().find(|(path, _)| path.ends_with(name)).unwrap();
        let stories = imported(text).unwrap();
        let found: Vec<&str> = stories.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(found, *titles, "{name}");
        assert_eq!(stories[0].principle, *principle, "{name}");
        for story in &stories {
            let at = [("van", "fuel", "mill", "31%"), ("forty", "halve", "timed", "19")];
            let at = if name.starts_with("deutsch") {
                ("vierzig", "halbieren", "gestoppt", "19")
            } else {
                at[usize::from(story.title.contains("bakery"))]
            };
            for (text, words) in
                [(&story.situation, at.0), (&story.task, at.1), (&story.action, at.2), (&story.result, at.3)]
            {
                assert!(text.contains(words), "{name}: {words} in {text:?}");
                assert_eq!(text.trim(), text, "{name}");
            }
            assert!(!story.result.contains("Good for") && !story.result.contains("van"), "{name}");
        }
    }
}

#[test]
fn what_a_story_is_good_for_becomes_links_and_a_heading_above_becomes_the_principle() {
    let text =
        "# Dive Deep\n## The kiln\nS: a\nT: b\nA: c\nR: d\nBest for: a difficult customer, root causes\n";
    let plan = import::stories(text, &BANK).unwrap();
    let story = &plan.drafts[0].story;
    assert_eq!((&*story.title, &*story.principle, &*story.result), ("The kiln", "dive-deep", "d"));
    let links: Vec<&str> = story.answers.iter().map(starcoach::story::PromptId::as_str).collect();
    assert_eq!(links, ["customer-obsession/difficult-customer"]);
    assert!(plan.notes[0].text.contains("root causes"), "{:?}", plan.notes);
}

/// A quote that nobody closes makes the rest of the file one cell.
#[test]
fn a_cell_that_is_left_out_is_told_with_all_its_lines() {
    let text =
        "No.;Story;Situation;Task;Action;Result\n1;The bakery queue;a;b;c;d\n\",\n2;The van;e;f;g;h\nthe end";
    let plan = import::stories(text, &BANK).unwrap();
    assert_eq!(plan.drafts.len(), 1);
    let told = plan.notes.iter().find(|note| note.last.is_some()).unwrap().to_string();
    assert_eq!(
        told,
        "lines 3 to 5, \", 2;The van;e;f;g;h the end\" and below: the column \"No.\" has no place in a story"
    );
}

/// One change to the lines of a file.
#[derive(Debug, Clone)]
enum Mutation {
    Remove(prop::sample::Index),
    Repeat(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Cut(prop::sample::Index),
    Insert(prop::sample::Index, String),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<prop::sample::Index>;
    let line = "\\PC{0,20}|#{1,4} (Situation|Task|S|Cues|Notes)|(S|T|Title|Customer|Cues): x|---|\\{|\\]|\",|- |  - x";
    prop_oneof![
        at().prop_map(Mutation::Remove),
        at().prop_map(Mutation::Repeat),
        (at(), at()).prop_map(|(a, b)| Mutation::Swap(a, b)),
        at().prop_map(Mutation::Cut),
        (at(), line).prop_map(|(at, line)| Mutation::Insert(at, line)),
    ]
}

fn mutated(text: &str, mutations: &[Mutation]) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for mutation in mutations.iter().cloned() {
        if lines.is_empty() {
            return vec![String::new()];
        }
        let count = lines.len();
        match mutation {
            Mutation::Remove(at) => drop(lines.remove(at.index(count))),
            Mutation::Repeat(at) => lines.insert(at.index(count), lines[at.index(count)].clone()),
            Mutation::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
            Mutation::Cut(at) => lines.truncate(at.index(count)),
            Mutation::Insert(at, line) => lines.insert(at.index(count + 1), line),
        }
    }
    lines
}

proptest! {
    #[test]
    fn any_bytes_are_taken_or_refused_with_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        for read in [imported(&text), import::bytes(&bytes, &BANK).map(|plan| stories(plan.drafts))] {
            if let Err(error) = read {
                prop_assert!(!error.reason.is_empty());
            }
        }
        let _ = import::paste(&text);
    }

    #[test]
    fn a_line_of_a_mutated_file_is_in_a_story_or_in_a_note(
        file in any::<prop::sample::Index>(),
        mutations in prop::collection::vec(mutation(), 0..4),
        place in any::<prop::sample::Index>(),
        mark in prop::sample::select(vec!["zqmark", "- zqmark", "  - zqmark", "1. zqmark", "Zqmark: yes"]),
    ) {
        let (_, text) = &CORPUS[file.index(CORPUS.len())];
        let mut lines = mutated(text, &mutations);
        lines.insert(place.index(lines.len() + 1), mark.to_owned());
        let at = lines.iter().position(|line| line == mark).map_or(0, |at| at + 1);
        let text = lines.join("\n");
        if let Ok(plan) = import::stories(&text, &BANK) {
            let noted = plan.notes.iter().any(|note| {
                note.to_string().to_lowercase().contains("zqmark")
                    || note.line.is_some_and(|first| (first..=note.last.unwrap_or(first)).contains(&at))
            });
            let held = serde_json::to_string(&stories(plan.drafts)).unwrap().to_lowercase();
            prop_assert!(noted || held.contains("zqmark"), "{}", text);
        }
    }
}

#[test]
fn a_line_of_each_shape_at_each_place_of_each_file_is_in_a_story_or_in_a_note() {
    for (name, text) in CORPUS.iter() {
        let lines = mutated(text, &[]);
        for mark in ["zqmark", "- zqmark", "  - zqmark", "1. zqmark", "Zqmark: yes"] {
            for place in 0..=lines.len() {
                let mut lines = lines.clone();
                lines.insert(place, mark.to_owned());
                let Ok(plan) = import::stories(&lines.join("\n"), &BANK) else { continue };
                let noted = plan.notes.iter().any(|note| {
                    note.to_string().to_lowercase().contains("zqmark")
                        || note
                            .line
                            .is_some_and(|first| (first..=note.last.unwrap_or(first)).contains(&(place + 1)))
                });
                let held = serde_json::to_string(&stories(plan.drafts)).unwrap().to_lowercase();
                assert!(noted || held.contains("zqmark"), "{name:?}: {mark:?} at line {}", place + 1);
            }
        }
    }
}

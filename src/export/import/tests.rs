//! The readers of JSON and of tables, and the limits of an import.

use super::*;

const PACK: &str = r#"{"schema":1,"id":"customer-obsession","name":"Customer Obsession","summary":"x",
"asked":"almost always","guide":{"situation":[],"task":[],"action":[],"result":[]},
"prompts":[{"id":"saying-no","short":"saying no","text":"a","kind":"case"},
{"id":"difficult-customer","short":"difficult","text":"b","kind":"conflict"}]}"#;

fn bank() -> Bank {
    let ownership =
        PACK.replace("customer-obsession", "ownership").replace("Customer Obsession", "Ownership");
    Bank::new(vec![crate::questions::parse(PACK).unwrap(), crate::questions::parse(&ownership).unwrap()])
}

const FOUR: &str = r#""situation":"s","task":"t","action":"a","result":"r""#;

fn plan(text: &str) -> Plan {
    stories(text, &bank()).unwrap()
}

fn refused(text: &str) -> String {
    stories(text, &bank()).unwrap_err().to_string()
}

fn notes(text: &str) -> Vec<String> {
    plan(text).notes.iter().map(ToString::to_string).collect()
}

#[test]
fn one_object_with_the_four_parts_is_a_story() {
    let Plan { drafts, notes } = plan(&format!("\u{feff} {{{FOUR}, \"lesson\": null, \"id\": 7}}"));
    assert_eq!((drafts.len(), notes.len()), (1, 0));
    let story = drafts[0].clone().into_story(StoryId::from_bits(9), Timestamp::UNIX_EPOCH);
    assert_eq!([&*story.situation, &*story.task, &*story.action, &*story.result], ["s", "t", "a", "r"]);
    assert_eq!(story.principle, "", "nobody chose one");
    assert_eq!(story.id, StoryId::from_bits(9));
}

#[test]
fn a_principle_is_the_one_named_or_that_of_the_first_question_or_proposed() {
    let of = |more: &str| plan(&format!("[{{{FOUR}{more}}}]")).drafts[0].story.principle.clone();
    assert_eq!(of(", \"answers\": [\"ownership/saying-no\"]"), "ownership");
    assert_eq!(of(", \"principle\": \"customer obsession\""), "customer-obsession");
    let mut plan = plan(&format!("[{{{FOUR}}}, {{{FOUR}, \"principle\": \"\"}}]"));
    plan.propose(&bank(), |words| words.contains('s').then(|| "ownership".to_owned()));
    assert_eq!(plan.drafts[0].story.principle, "ownership");
    assert_eq!(plan.drafts[1].story.principle, "", "an empty one was written");
    assert!(plan.notes[0].text.ends_with("Ownership is proposed"), "{:?}", plan.notes);
}

#[test]
fn a_note_names_line_and_reason_and_the_rest_comes_in() {
    let good = format!("{{{FOUR}}}");
    let unfinished = notes(&format!("[{good},\n {{\n\"situation\": \"s\",\n\"task\": \"t\"\n}}]"));
    assert_eq!(unfinished, ["line 2: story 2 has no Action, no Result; it comes in as a draft"]);
    let principle = notes(&format!("[{good},\n{good},\n\n{{{FOUR},\"principle\":\"custmer\"}}]"));
    assert_eq!(
        principle,
        [
            "line 4: \"principle\" of story 3: there is no principle \"custmer\". Known are, nearest first: customer-obsession, ownership"
        ]
    );
    let first = |more: &str| notes(&format!("{{{FOUR},{more}}}")).remove(0);
    let unknown = first("\"answers\":[\"ownership/saying-yes\"]");
    assert!(
        unknown
            .contains("there is no question \"ownership/saying-yes\". The nearest are ownership/saying-no,")
    );
    assert!(first("\"answers\":[\"own/abcd\"]").contains("questions/own.json"));
    assert!(first("\"openings\":{\"x/y\":\"words of it\"}").contains("words of it"));
    assert!(first("\"schema\":2").contains("newer starcoach"));
    assert!(first("\"cues\":{\"a\":1}").contains("a list of texts was expected"));
    assert!(first("\"probes\":[{\"answer\":\"x\"}]").contains("with \"ask\" and \"answer\""));
    assert!(first("\"mood\":1").contains("kept in the story's file, but not shown: mood"));
}

#[test]
fn json_that_cannot_be_read_is_refused_with_its_line() {
    let good = format!("{{{FOUR}}}");
    assert_eq!(refused(&format!("[\n{good}")), "line 2: the text ends in the middle of it");
    assert!(refused(&format!("{{{FOUR},\"task\":\"again\"}}")).contains("\"task\" comes twice"));
    assert!(refused(&format!("{{{FOUR},\"mood\":1,\"mood\":2}}")).contains("\"mood\" comes twice"));
    assert!(refused(&format!("[{good}] x")).starts_with("line 1: something stands after the end"));
    assert_eq!(refused("[]"), "there is no story in it");
    assert!(refused("hello").starts_with("no part of a story is marked in it"));
}

#[test]
fn an_import_is_bounded() {
    assert!(refused(&" ".repeat(MOST_BYTES + 1)).contains("8 MiB"));
    let deep = format!("{{{FOUR},\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(refused(&deep).contains("nested too deep"), "{}", refused(&deep));
    let many = plan(&format!("[{}]", vec![format!("{{{FOUR}}}"); MOST_STORIES + 2].join(",")));
    assert_eq!(many.drafts.len(), MOST_STORIES);
    assert!(many.notes[0].text.contains("more than 10,000 stories"), "{:?}", many.notes);
    let long = plan(&format!("{{{FOUR},\"lesson\":\"{}\"}}", "x".repeat(MOST_STRING + 1)));
    assert!(long.drafts.is_empty() && long.notes[0].text.contains("longer than 1 MiB"));
}

#[test]
fn braces_and_quotes_inside_text_do_not_move_the_line() {
    let tricky = r#"{"situation":"{[\"\\","task":"t","action":"a","result":"r"}"#;
    let notes = notes(&format!("[{tricky},\n{{{FOUR},\"principle\":\"x\"}}]"));
    assert!(notes[0].starts_with("line 2:"), "{notes:?}");
}

#[test]
fn a_second_version_stays_with_its_story() {
    let text = format!(
        "[{{\"id\":\"aaaaaaaa\",{FOUR}}},{{\"id\":\"bbbbbbbb\",\"version_of\":\"aaaaaaaa\",{FOUR}}},
        {{\"version_of\":\"cccccccc\",{FOUR}}}]"
    );
    let mut bits = 0;
    let next = || {
        bits += 1;
        StoryId::from_bits(bits)
    };
    let stories = into_stories(plan(&text).drafts, next, Timestamp::UNIX_EPOCH);
    assert_eq!(stories[1].version_of.as_ref(), Some(&stories[0].id));
    assert_eq!(stories[2].version_of, None);
    assert_eq!(stories[0].id, StoryId::from_bits(1));
}

#[test]
fn a_table_has_a_story_in_each_row_or_in_each_column() {
    let rows = plan("Who;Situation;Aufgabe;Action;Result;Odd\nThe kiln;s;t;\"a;\nb\";r;x\n");
    let story = &rows.drafts[0].story;
    assert_eq!([&*story.title, &*story.task, &*story.action], ["The kiln", "t", "a;\nb"]);
    assert_eq!(
        rows.notes[0].to_string(),
        "lines 2 to 3, \"x\" and below: the column \"Odd\" has no place in a story"
    );
    let columns =
        plan("\tOne\tTwo\nTitle\tThe kiln\tThe ferry\nContext\ts\ts2\nAction\ta\ta2\nImpact\tr\tr2");
    let results: Vec<&str> = columns.drafts.iter().map(|d| d.story.result.as_str()).collect();
    assert_eq!(results, ["r", "r2"]);
    assert_eq!(columns.drafts[1].story.title, "The ferry");
}

#[test]
fn a_note_below_the_last_part_stays_out_and_is_named() {
    let story = |note: &str| format!("# A\n\nSituation: s\nTask: t\nAction: a\nResult: r\n\n{note}\nmore\n");
    let read = plan(&story("Notes to self: ask Dana."));
    assert_eq!(read.drafts[0].story.result, "r");
    let left: Vec<_> =
        read.notes.iter().filter(|n| n.kind == NoteKind::LeftOut).map(ToString::to_string).collect();
    assert!(left[0].contains("Notes to self: ask Dana."), "{left:?}");
    let read = plan(&story("Note that nobody left: all stayed."));
    assert!(read.drafts[0].story.result.contains("all stayed"), "only a label that says so begins a note");
}

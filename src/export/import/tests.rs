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

fn refused(text: &str) -> String {
    json(text, &bank()).unwrap_err().to_string()
}

#[test]
fn one_object_with_the_four_parts_is_a_story() {
    let drafts = json(&format!("\u{feff} {{{FOUR}, \"lesson\": null, \"id\": 7}}"), &bank()).unwrap();
    assert_eq!(drafts.len(), 1);
    let story = drafts[0].clone().into_story(StoryId::from_bits(9), Timestamp::UNIX_EPOCH);
    assert_eq!([&*story.situation, &*story.task, &*story.action, &*story.result], ["s", "t", "a", "r"]);
    assert_eq!(story.principle, "customer-obsession");
    assert_eq!(story.id, StoryId::from_bits(9));
}

#[test]
fn a_story_without_a_principle_lives_where_its_first_answer_does() {
    let drafts = json(&format!("[{{{FOUR}, \"answers\": [\"ownership/saying-no\"]}}]"), &bank()).unwrap();
    assert_eq!(drafts[0].story.principle, "ownership");
}

#[test]
fn a_principle_may_be_named_as_people_write_it() {
    let drafts = json(&format!("[{{{FOUR}, \"principle\": \"customer obsession\"}}]"), &bank()).unwrap();
    assert_eq!(drafts[0].story.principle, "customer-obsession");
}

#[test]
fn a_refusal_names_story_line_and_reason() {
    let good = format!("{{{FOUR}}}");
    assert_eq!(
        refused(&format!("[{good},\n {{\n\"situation\": \"s\",\n\"task\": \"t\"\n}}]")),
        "story 2, line 5: \"action\" is missing; a story needs situation, task, action and result"
    );
    assert_eq!(
        refused(&format!("[{good},\n{good},\n\n{{{FOUR},\"principle\":\"custmer\"}}]")),
        "story 3, line 4: there is no principle \"custmer\". Known are, nearest first: customer-obsession, ownership"
    );
    let unknown = refused(&format!("{{{FOUR},\"answers\":[\"ownership/saying-yes\"]}}"));
    assert!(unknown.starts_with("story 1, line 1: there is no question \"ownership/saying-yes\". The nearest are ownership/saying-no,"), "{unknown}");
    assert!(refused(&format!("{{{FOUR},\"answers\":[\"own/abcd\"]}}")).contains("questions/own.json"));
    assert!(refused(&format!("{{{FOUR},\"openings\":{{\"x/y\":\"z\"}}}}")).contains("x/y"));
    assert_eq!(refused(&format!("[{good}")), "story 2, line 1: the text ends in the middle of it");
    assert_eq!(
        refused(&format!("{{{FOUR},\"schema\":2}}")),
        "story 1, line 1: it was written by a newer starcoach; this one cannot read it"
    );
    assert!(refused(&format!("{{{FOUR},\"task\":\"again\"}}")).contains("\"task\" comes twice"));
    assert!(refused(&format!("{{{FOUR},\"mood\":1,\"mood\":2}}")).contains("\"mood\" comes twice"));
    assert!(
        refused(&format!("[{{{FOUR},\"cues\":\"one\"}}]"))
            .starts_with("story 1, line 1: a list was expected, not string \"one\"")
    );
    assert!(refused(&format!("[{good}] x")).starts_with("line 1: something stands after the end"));
    assert_eq!(refused("[1]"), "story 1, line 1: a story was expected, not integer \"1\"");
    let probe = refused(&format!("{{{FOUR},\"probes\":[{{\"answer\":\"x\"}}]}}"));
    assert_eq!(probe, "line 1: \"ask\" is missing");
    let date = refused(&format!("{{{FOUR},\"created\":\"soon\"}}"));
    assert!(date.starts_with("line 1: failed to parse"), "{date}");
    for empty in ["", "  ", "hello", "12", "\"a\""] {
        assert!(refused(empty).starts_with("line 1: a story is a JSON object"), "{empty}");
    }
    assert_eq!(refused("[]"), "there is no story in it");
}

#[test]
fn an_import_is_bounded() {
    assert!(refused(&" ".repeat(MOST_BYTES + 1)).contains("8 MiB"));
    let deep = format!("{{{FOUR},\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(refused(&deep).contains("nested too deep"), "{}", refused(&deep));
    let many = format!("[{}]", vec![format!("{{{FOUR}}}"); MOST_STORIES + 1].join(","));
    assert!(refused(&many).contains("more than 10,000 stories"));
    let long = format!("{{{FOUR},\"lesson\":\"{}\"}}", "x".repeat(MOST_STRING + 1));
    assert!(refused(&long).contains("longer than 1 MiB"));
}

#[test]
fn braces_and_quotes_inside_text_do_not_move_the_line() {
    let tricky = r#"{"situation":"{[\"\\","task":"t","action":"a","result":"r"}"#;
    assert!(refused(&format!("[{tricky},\n{{{FOUR},\"principle\":\"x\"}}]")).starts_with("story 2, line 2:"));
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
    let stories = into_stories(json(&text, &bank()).unwrap(), next, Timestamp::UNIX_EPOCH);
    assert_eq!(stories[1].version_of.as_ref(), Some(&stories[0].id));
    assert_eq!(stories[2].version_of, None);
    assert_eq!(stories[0].id, StoryId::from_bits(1));
}

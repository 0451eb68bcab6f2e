//! Behavior of `export`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, not only tests"
)]

use jiff::Timestamp;
use proptest::prelude::*;
use starcoach::export::{ExportKind, Format, MASK, Material, Redactor, export, import};
use starcoach::interview::{Candidate, LoopPlan, Preparation, Round, plan};
use starcoach::questions::{Bank, parse};
use starcoach::story::Stage;
use starcoach::story::pace::Seconds;
use starcoach::story::{ProbeAnswer, PromptId, Section, Story, StoryId};

fn bank() -> Bank {
    let pack = |id: &str, name: &str| {
        let text = format!(
            r#"{{"schema":1,"id":"{id}","name":"{name}","summary":"x","asked":"often",
            "guide":{{"situation":[],"task":[],"action":[],"result":[]}},"prompts":[
            {{"id":"saying-no","short":"saying no","text":"When is it ok to say *no*?","kind":"case"}},
            {{"id":"difficult","short":"difficult","text":"A difficult one?","kind":"conflict"}}]}}"#
        );
        parse(&text).unwrap()
    };
    Bank::new(vec![pack("customer-obsession", "Customer Obsession"), pack("ownership", "Ownership")])
}

fn auditor() -> Story {
    let mut s = Story::new(StoryId::from_bits(7), "customer-obsession", Timestamp::UNIX_EPOCH);
    s.title = "The auditor".into();
    s.answers =
        vec![PromptId::new("customer-obsession", "saying-no"), PromptId::new("ownership", "difficult")];
    s.openings.insert(PromptId::new("ownership", "difficult"), "I sat down with her.".into());
    s.situation = "In March 2024 our largest client's auditor refused to sign.".into();
    s.task = "I had two days.".into();
    s.action = "I asked her to show me the reports.\n\nThen I traced one by hand.".into();
    s.result = "Findings went from 14 to 0.".into();
    s.happened = "2024-03".into();
    s.customer = "Jane Doe of Acme".into();
    s.headline = "An auditor would not sign; I found the rounding.".into();
    s.cues = vec!["will not sign".into(), "14 to 0".into()];
    s.probes = vec![ProbeAnswer { ask: "Yours alone?".into(), answer: "The trace.".into() }];
    s
}

struct Workspace {
    bank: Bank,
    preparation: Preparation,
    plan: LoopPlan,
}

fn workspace(stories: &[Candidate<'_>]) -> Workspace {
    let bank = bank();
    let round = |who: &str, principles: &[&str]| Round {
        interviewer: who.into(),
        principles: principles.iter().map(|p| (*p).to_owned()).collect(),
        ..Round::default()
    };
    let preparation = Preparation {
        company: "Amazon".into(),
        date: Some(jiff::civil::date(2026, 12, 4)),
        rounds: vec![round("Ana", &["customer-obsession", "ownership"]), round("", &["ownership"])],
        ask_them: vec!["What does <good> look like?".into()],
        ..Preparation::default()
    };
    let plan = plan::plan(&preparation.rounds, stories, &bank);
    Workspace { bank, preparation, plan }
}

fn candidates(stories: &[Story]) -> Vec<Candidate<'_>> {
    stories
        .iter()
        .map(|story| Candidate { story, stage: Stage::Solid, told: Some(Seconds(125)), weak: false })
        .collect()
}

/// Exports stories on a workspace of their own.
fn exported(kind: ExportKind, format: Format, stories: &[Story]) -> String {
    let all = candidates(stories);
    let Workspace { bank, preparation, plan } = workspace(&all);
    export(kind, format, &Material { bank: &bank, stories: &all, preparation: &preparation, plan: &plan })
        .unwrap()
}

#[test]
fn a_story_in_markdown_reads_as_one_would_write_it() {
    insta::assert_snapshot!(exported(ExportKind::Stories, Format::Markdown, &[auditor()]));
}

#[test]
fn the_plan_the_numbers_and_the_page_as_text() {
    let story = [auditor()];
    let all = [ExportKind::Plan, ExportKind::Numbers, ExportKind::Page]
        .map(|kind| exported(kind, Format::Text, &story));
    insta::assert_snapshot!(all.join("-----\n"));
}

#[test]
fn html_stands_alone_and_runs_nothing() {
    let mut hostile = auditor();
    hostile.title = "<script>alert(1)</script> \u{202e}&amp; \"quoted\"".into();
    hostile.action = "</p><img src=x onerror=alert(1)>\u{1b}[31m 'x'".into();
    for kind in ExportKind::ALL {
        let html = exported(kind, Format::Html, &[hostile.clone()]);
        for bad in ["<script", "<img", "<link", "src=\"", "href", "http://", "https://", "url(", "\u{1b}"] {
            assert!(!html.contains(bad), "{bad} in {kind:?}");
        }
        assert!(html.starts_with("<!doctype html>"));
        assert!(html.contains("default-src 'none'"));
    }
    let html = exported(ExportKind::Stories, Format::Html, &[hostile, auditor()]);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; \u{202e}&amp;amp; &quot;quoted&quot;</h1>"));
    assert_eq!(html.matches("<section>").count(), 2);
    assert!(html.contains("break-before:page"));
    assert!(html.contains("<p dir=\"auto\">Then I traced one by hand.</p>"));
}

/// Reads HTML as strictly as XML, but for the elements that have no end; gives the text outside its tags.
fn well_formed(html: &str) -> String {
    const VOID: [&str; 2] = ["meta", "br"];
    let mut rest = html.strip_prefix("<!doctype html>").expect("it says what it is");
    let (mut open, mut text): (Vec<&str>, String) = (Vec::new(), String::new());
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').expect("every < is the start of a tag");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "ends in the order in which they were begun");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()), "<{tag}>");
        assert!(attributes.matches('"').count() % 2 == 0 && !attributes.contains('<'), "<{tag}>");
        if name == "style" {
            rest = rest.split_once("</style>").expect("the styles end").1;
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "all that was begun is ended");
    text.push_str(rest);
    assert!(!text.contains(['>', '"']), "markup is escaped in text");
    for entity in text.split('&').skip(1) {
        let name = entity.split_once(';').map(|(name, _)| name);
        assert!(matches!(name, Some("amp" | "lt" | "gt" | "quot" | "#39")), "&{entity}");
    }
    text
}

#[test]
fn html_is_one_well_formed_file_whatever_the_story_says() {
    let texts = [
        "<script>alert('x')</script>",
        "</style></section><b>\"bold\" & 'quoted' &amp; &lt;",
        "👩‍👩‍👧 家族 and e\u{301}",
        "אמרתי לה \"לא\" ואז 14 ל-0",
        "\u{202e}turned\u{202c} \u{0}\u{7}\u{1b}[31m",
        "a < b > c\n\nd && e",
    ];
    let stories: Vec<Story> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| {
            let mut story = auditor();
            story.id = StoryId::from_bits(n as u64 + 1);
            for field in [
                &mut story.title,
                &mut story.situation,
                &mut story.result,
                &mut story.headline,
                &mut story.customer,
            ] {
                (*text).clone_into(field);
            }
            story.cues = vec![(*text).to_owned(); 5];
            story.probes =
                vec![starcoach::story::ProbeAnswer { ask: (*text).to_owned(), answer: (*text).to_owned() }];
            story
        })
        .collect();
    for kind in ExportKind::ALL {
        let text = well_formed(&exported(kind, Format::Html, &stories));
        assert!(!text.contains(['\u{0}', '\u{7}', '\u{1b}']), "{kind:?}");
    }
    let text = well_formed(&exported(ExportKind::Stories, Format::Html, &stories));
    for part in ["&lt;script&gt;", "👩‍👩‍👧 家族", "אמרתי לה &quot;לא&quot;", "a &lt; b &gt; c"]
    {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn the_page_shrinks_until_it_goes_on_one_sheet() {
    let size = |stories: usize| {
        let stories: Vec<Story> = (0..stories as u64)
            .map(|n| {
                let mut s = auditor();
                s.id = StoryId::from_bits(n + 1);
                s.cues = vec!["largest client, will not sign, two days left".into(); 5];
                s
            })
            .collect();
        let all = candidates(&stories);
        let Workspace { bank, preparation, .. } = workspace(&all);
        let material =
            Material { bank: &bank, stories: &all, preparation: &preparation, plan: &LoopPlan::default() };
        let html = export(ExportKind::Page, Format::Html, &material).unwrap();
        let size = html.split("body{font:").filter_map(|rest| rest.split_once("pt/")).last().unwrap().0;
        size.parse::<f32>().unwrap()
    };
    assert!(size(1) >= 11.0);
    assert!(size(12) < size(6), "{} {}", size(12), size(6));
    assert!(size(12) >= 6.0);
}

#[test]
fn other_programs_read_plan_numbers_and_page() {
    let story = [auditor()];
    let read =
        |kind| serde_json::from_str::<serde_json::Value>(&exported(kind, Format::Json, &story)).unwrap();
    assert_eq!(read(ExportKind::Plan)["rounds"][0]["stories"][0]["name"], "The auditor");
    assert_eq!(read(ExportKind::Plan)["rounds"][0]["missing"][0], "ownership");
    assert_eq!(read(ExportKind::Numbers)[0]["baseline"], "14");
    assert_eq!(read(ExportKind::Page)["cards"][0]["cues"][1], "14 to 0");
}

#[test]
fn what_is_redacted_is_in_no_export() {
    let words = ["Acme".to_owned(), "jane doe".to_owned(), "14".to_owned(), "Ana".to_owned()];
    let finder = |_: &str| Vec::new();
    let mut redactor = Redactor::new(&words, &finder);
    let mut story = auditor();
    story.extra.insert("note".into(), "Acme".into());
    story.dismissed = vec!["no-baseline:14".into()];
    let stories = [redactor.story(&story)];
    let all = candidates(&stories);
    let Workspace { bank, preparation, plan } = workspace(&all);
    let preparation = redactor.preparation(&preparation);
    let material = Material { bank: &bank, stories: &all, preparation: &preparation, plan: &plan };
    for kind in ExportKind::ALL {
        for format in Format::ALL {
            let text = export(kind, format, &material).unwrap();
            for word in ["Acme", "Jane", "14", "Ana"] {
                let left = text.lines().find(|line| line.contains(word) && !line.contains("font"));
                assert_eq!(left, None, "{word} in {kind:?} as {format:?}");
            }
        }
    }
    assert!(export(ExportKind::Stories, Format::Json, &material).unwrap().contains(MASK));
    let listed: Vec<(&str, usize)> = redactor.masked().iter().map(|m| (m.text.as_str(), m.times)).collect();
    assert_eq!(listed, [("14", 2), ("Jane Doe", 1), ("Acme", 1), ("Ana", 1)]);
}

#[test]
fn text_is_at_most_76_columns_wide() {
    let mut story = auditor();
    story.action = format!("{} {} 很{}", "word ".repeat(60), "x".repeat(200), "长".repeat(90));
    story.title = "y ".repeat(80);
    for kind in ExportKind::ALL {
        let text = exported(kind, Format::Text, std::slice::from_ref(&story));
        for line in text.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 76, "{line}");
        }
    }
}

const LABELS: &str = "\
The auditor
Principle: ownership

S: It was March.
It was cold.
**T:** I had two days.
- Action : I asked her.
RESULT：14 to 0
";

#[test]
fn labels_and_plain_names_mark_parts_too() {
    let parts = |text: &str| {
        let drafts = import::stories(text, &bank()).unwrap().drafts;
        assert_eq!(drafts.len(), 1);
        Section::STAR.map(|s| drafts[0].story.section(s).to_owned())
    };
    let expected = ["It was March.\nIt was cold.", "I had two days.", "I asked her.", "14 to 0"];
    assert_eq!(parts(LABELS), expected);
    let drafts = import::stories(LABELS, &bank()).unwrap().drafts;
    assert_eq!(
        (drafts[0].story.title.as_str(), drafts[0].story.principle.as_str()),
        ("The auditor", "ownership")
    );
    let alone = "The auditor\n\nSituation\nIt was March.\nIt was cold.\n\nTask\nI had two days.\nACTION\nI asked her.\nResult:\n14 to 0";
    assert_eq!(parts(alone), expected);
    let headings = "# The auditor\n### **Situation**\nIt was March.\nIt was cold.\n### 2. Task ###\nI had two days.\n### A\nI asked her.\n### Result:\n14 to 0\n---\n";
    assert_eq!(parts(headings), expected);
    assert_eq!(import::paste(LABELS).unwrap().section(Section::Task), "I had two days.");
    assert!(import::paste("I had two days. Result: none.").is_none());
    assert!(import::paste(&format!("{headings}{headings}")).is_none(), "two stories are no story");
}

#[test]
fn several_stories_are_told_apart_by_their_titles() {
    let one =
        |title: &str| format!("## {title}\n### S\na\n### T\nb\n### A\n#### Detail\nc\n### R\nd\n\n---\n");
    let text = format!("# All my stories\n\n{}\n{}", one("First"), one("Action"));
    let drafts = import::stories(&text, &bank()).unwrap().drafts;
    assert_eq!(drafts.iter().map(|d| d.story.title.as_str()).collect::<Vec<_>>(), ["First", "Action"]);
    assert_eq!(drafts[1].story.section(Section::Action), "#### Detail\nc");
    assert_eq!(drafts[1].story.section(Section::Result), "d");
}

#[test]
fn what_has_no_place_in_a_story_is_noted_with_its_line_and_reason() {
    let refused = import::stories("Just some notes.\nNothing else.", &bank()).unwrap_err().to_string();
    assert!(refused.starts_with("no part of a story is marked in it. Mark"));
    let first = |text: &str| import::stories(text, &bank()).unwrap().notes[0].to_string();
    assert_eq!(
        first("# A\nhello\n## S\nx\n## T\ny\n## A\nz\n## R\nw"),
        "line 2, \"hello\": it belongs to no part"
    );
    assert_eq!(
        first("# A\n## S\nx\n## Task\ny\n# B\n## S\nx\n## T\ny\n## A\nz\n## R\nw"),
        "line 1: \"A\" has no Action, no Result; it comes in as a draft"
    );
    let two = import::stories("S: a\nT: b\nA: c\nR: d\nS: e", &bank()).unwrap();
    assert_eq!(two.drafts.len(), 2);
    assert!(
        first("# A\n- Principle: Ownerhip\n## S\na\n## T\nb\n## A\nc\n## R\nd")
            .starts_with("line 2: there is no principle \"Ownerhip\". Known are, nearest first: ownership")
    );
    let four = "# A\n## S\na\n## T\nb\n## A\nc\n## R\nd\n";
    assert!(
        first(&format!("{four}## Questions it answers\n- what? [ownership/saying-noo]"))
            .contains("nearest are ownership/saying-no")
    );
    assert_eq!(
        first(&format!("{four}## Notes\nx")),
        "lines 10 to 11, \"Notes\" and below: it is no part of a story"
    );
}

/// Text in any script, with what Markdown and the reader could take for markup, but without bare returns.
fn prose() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "\\PC{0,30}",
        "[#*_<>`\\\\\\[\\]~=&|:. a-zA-Z-]{0,20}",
        "#{1,7} ?(Situation|Task|Result|x)? ?#{0,2}",
        "(Situation|S|Result|Title|Principle): ?x?",
        "(---|===|\\* \\* \\*|~~~|```|    code|\\tx)",
        "[\u{5d0}-\u{5ea}\u{202e} a-c]{0,10}",
    ];
    prop::collection::vec(line, 0..5).prop_map(|lines| lines.join("\n"))
}

prop_compose! {
    fn any_story()(
        bits in any::<u64>(),
        parts in prop::collection::vec(prose(), 5),
        title in "\\PC{0,30}|[#\\\\*_ a-z]{0,8}|Action|Situation",
        details in prop::collection::vec("\\PC{0,20}", 3),
        lists in prop::collection::vec("\\PC{0,20}|[-#*\\\\ a]{0,6}", 0..4),
        openings in prop::collection::vec(any::<bool>(), 4),
        at in 0_i64..4_000_000_000,
    ) -> Story {
        let mut s = Story::new(StoryId::from_bits(bits), "ownership", Timestamp::from_second(at).unwrap());
        for (section, text) in Section::ALL.into_iter().zip(parts) {
            *s.section_mut(section) = text;
        }
        s.title = title;
        [s.happened, s.customer, s.headline] = <[String; 3]>::try_from(details).unwrap();
        let ids = ["customer-obsession/saying-no", "ownership/difficult", "ownership/saying-no"];
        for (id, opens) in ids.iter().zip(&openings) {
            s.answers.push(PromptId((*id).to_owned()));
            if *opens {
                s.openings.insert(PromptId((*id).to_owned()), format!("I {}", lists.concat()));
            }
        }
        s.probes = lists.iter().map(|t| ProbeAnswer { ask: t.clone(), answer: t.clone() }).collect();
        s.extra.insert("mood".into(), serde_json::json!({"x": lists.clone()}));
        s.dismissed.clone_from(&lists);
        s.cues = lists;
        s
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn json_comes_back_as_it_left(stories in prop::collection::vec(any_story(), 1..4)) {
        let text = exported(ExportKind::Stories, Format::Json, &stories);
        let drafts = import::stories(&text, &bank()).unwrap().drafts;
        let mut ids = stories.iter().map(|s| s.id.clone());
        let back = import::into_stories(drafts, || ids.next().unwrap(), Timestamp::MAX);
        prop_assert_eq!(back, stories);
    }

    #[test]
    fn markdown_comes_back_but_for_white_space_around_it(stories in prop::collection::vec(any_story(), 1..3)) {
        let text = exported(ExportKind::Stories, Format::Markdown, &stories);
        let drafts = import::stories(&text, &bank()).unwrap_or_else(|e| panic!("{e}\n{text}")).drafts;
        prop_assert_eq!(drafts.len(), stories.len());
        let folded = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        for (draft, story) in drafts.iter().zip(&stories) {
            for section in Section::ALL {
                prop_assert_eq!(draft.story.section(section), story.section(section).trim(), "{}", text);
            }
            let title = folded(&story.title);
            prop_assert_eq!(&draft.story.title, &if title.is_empty() { story.name() } else { title });
            prop_assert_eq!(&draft.story.principle, "ownership");
            prop_assert_eq!(&draft.story.happened, &folded(&story.happened));
            prop_assert_eq!(&draft.story.customer, &folded(&story.customer));
            prop_assert_eq!(&draft.story.answers, &story.answers);
            let cues: Vec<String> = story.cues.iter().map(|c| folded(c)).collect();
            prop_assert_eq!(&draft.story.cues, &cues);
            let openings: Vec<String> = story.openings.values().map(|t| folded(t)).collect();
            prop_assert_eq!(draft.story.openings.values().cloned().collect::<Vec<_>>(), openings);
        }
    }

    #[test]
    fn any_text_is_imported_or_refused(text in "\\PC{0,200}|(# x|## S|## T|## A|## R|S:|T:|A:|R:|Task|\\{|\\[|\"| |\n|- a|x){0,30}") {
        if let Err(e) = import::stories(&text, &bank()) {
            prop_assert!(!e.to_string().is_empty());
        }
        let _ = import::paste(&text);
    }

    #[test]
    fn any_story_is_written_in_every_form(story in any_story()) {
        for kind in ExportKind::ALL {
            for format in Format::ALL {
                prop_assert!(!exported(kind, format, std::slice::from_ref(&story)).is_empty());
            }
        }
        let text = exported(ExportKind::Stories, Format::Text, std::slice::from_ref(&story));
        for line in text.lines() {
            prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= 76, "{line}");
        }
    }
}

//! Prepare and what follows from it: the interview, rounds, own questions, the page, exports.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use super::{bare, full};
use crate::harness::Harness;

pub fn three(columns: u16, rows: u16) -> Harness {
    let mut pager = full(3, "Night pager", 2);
    pager.principle = "ownership".into();
    Harness::with(columns, rows, &[full(1, "The auditor", 0), full(2, "Late shipment", 1), pager])
}

fn prepared(app: &Harness) -> Value {
    let text = std::fs::read_to_string(app.dir("preparation.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Down to the row that starts with this label.
fn to(app: &mut Harness, label: &str) {
    app.keys("g");
    for _ in 0..60 {
        if app.rows().iter().any(|r| r.starts_with(" ▸") && r.contains(label)) {
            return;
        }
        app.keys("j");
    }
    panic!("no row has {label:?}:\n{}", app.screen());
}

#[test]
fn the_date_is_taken_as_people_type_it_and_stands_in_the_corner() {
    let mut app = three(80, 24);
    app.keys("4");
    let so_far = "So far   Stories ready □□□ 0 of 3   Answers □□□□□ 0 of 6   Research □□□ 0 of 3";
    assert!(app.screen().contains(so_far), "{}", app.screen());
    app.keys("<enter>Amazon<tab>SDE II<tab><tab>4 de");
    // "de" stands before the month in several languages: what is missing is the month.
    assert!(app.screen().contains("4 is a day; which month?"), "{}", app.screen());
    app.keys("c");
    assert!(app.screen().contains("Fri, Dec 4, 2026, in 11 days"), "{}", app.screen());
    app.keys("<enter>");
    assert!(app.screen().contains("For Fri, Dec 4   Stories ready 0 of 3"), "{}", app.screen());
    assert!(app.rows()[0].ends_with("Amazon in 11 days"), "{}", app.rows()[0]);
    app.keys("1");
    assert!(app.rows()[0].ends_with("Amazon in 11 days"), "{}", app.rows()[0]);
    app.restart();
    assert_eq!(prepared(&app)["date"], "2026-12-04");
    app.keys("4");
    assert!(app.screen().contains("Amazon, SDE II"), "{}", app.screen());
}

#[test]
fn what_was_typed_about_the_interview_outlives_a_crash_and_one_key_takes_it_back() {
    let mut app = three(80, 24);
    app.keys("4<enter>Amazon").wait(20_000);
    assert_eq!(prepared(&app)["company"], "Amazon");
    app.keys(" Ireland").crash();
    assert!(app.message().contains("to your preparation and kept them."), "{}", app.screen());
    assert_eq!(prepared(&app)["company"], "Amazon Ireland");
    app.keys("u").wait(20_000);
    assert_eq!(prepared(&app)["company"], "Amazon");
}

#[test]
fn another_programs_change_to_the_preparation_is_shown_and_merged() {
    let mut app = three(80, 24);
    app.keys("4<enter>Amazon<tab>").wait(20_000);
    let mut theirs = prepared(&app);
    theirs["mood"] = json!("calm");
    theirs["role"] = json!("SDE III");
    std::fs::write(app.dir("preparation.json"), theirs.to_string()).unwrap();
    app.look_away();
    assert!(app.screen().contains("SDE III"), "{}", app.screen());
    // Now both at once: they the date, we the role.
    theirs["date"] = json!("2026-12-04");
    app.keys("!");
    std::fs::write(app.dir("preparation.json"), theirs.to_string()).unwrap();
    app.wait(20_000);
    let both = prepared(&app);
    assert_eq!(
        (&both["role"], &both["date"], &both["mood"]),
        (&json!("!SDE III"), &json!("2026-12-04"), &json!("calm"))
    );
    app.keys("<esc><esc>");
    assert!(app.rows()[0].ends_with("in 11 days"), "{}", app.rows()[0]);
}

#[test]
fn a_preparation_that_cannot_be_read_is_left_alone() {
    for (text, said) in [
        (r#"{"schema": 1, "rounds": 3}"#, "cannot be read"),
        (r#"{"schema": 9, "company": "Acme"}"#, "newer starcoach"),
    ] {
        let mut app = three(120, 24);
        std::fs::write(app.dir("preparation.json"), text).unwrap();
        app.look_away().keys("4<enter>");
        assert!(app.message().contains(said), "{}", app.screen());
        app.keys("jj+").wait(20_000);
        assert_eq!(std::fs::read_to_string(app.dir("preparation.json")).unwrap(), text);
    }
}

#[test]
fn no_story_is_told_twice_until_the_user_says_so() {
    let mut app = three(80, 30);
    app.keys("4");
    for (name, principle) in [("Mia", "Ownership"), ("Tom", "Customer Obsession")] {
        to(&mut app, "Add an interviewer");
        app.keys(&format!("<enter>{name}<tab><tab>"));
        let at = app.rows().iter().position(|r| r.contains(principle)).unwrap();
        let first = app.rows().iter().position(|r| r.contains("Customer Obsession")).unwrap();
        app.keys(&format!("{}<enter><esc>", "j".repeat(at - first)));
    }
    // The stories stand below who hears them, each with what it is told for.
    let hears = |app: &Harness, principle: &str| -> Vec<String> {
        let rows = app.rows().into_iter().filter(|r| r.starts_with("     ") && r.contains(principle));
        rows.map(|r| r.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(hears(&app, "Ownership"), ["Night pager Ownership"], "{}", app.screen());
    let told = hears(&app, "Customer Obsession");
    assert!(told.len() == 1 && !told[0].contains("Night pager"), "{}", app.screen());
    // By hand: Tom hears Night pager as well.
    to(&mut app, "Tom");
    app.keys("<enter>j<enter>");
    let at_pager = |row: &str| row.contains('▸') && row.contains("Night pager");
    while !app.rows().iter().filter_map(|row| row.split('│').nth(1)).any(at_pager) {
        app.keys("j");
    }
    app.keys("<enter><esc><esc>");
    let told = hears(&app, "Customer Obsession");
    assert_eq!(told[1..], ["Night pager Customer Obsession, told before"], "{}", app.screen());
    // Mia is out, and back.
    to(&mut app, "Mia");
    app.keys("x");
    assert!(!app.screen().contains("told before") && app.footer().contains("u undo"), "{}", app.screen());
    app.keys("u");
    assert!(app.screen().contains("told before"), "{}", app.screen());
    app.restart();
    let rounds = prepared(&app)["rounds"].as_array().unwrap().len();
    assert_eq!(rounds, 2);
}

#[test]
fn a_list_of_ticks_says_so_and_leads_back_to_the_round_it_came_from() {
    let mut app = three(80, 30);
    app.keys("4");
    to(&mut app, "Add an interviewer");
    app.keys("<enter>Mia<tab><tab>");
    assert!(app.footer().contains("enter tick"), "{}", app.footer());
    // Where it came after the name, it leads to Prepare.
    app.keys("<enter><esc>");
    assert!(!app.screen().contains("Mia asks for"), "{}", app.screen());
    to(&mut app, "Mia");
    app.keys("<enter>");
    assert!(app.footer().contains("enter open"), "{}", app.footer());
    app.keys("<enter>j<enter><enter>");
    assert!(app.screen().contains("Mia asks for"), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.screen().contains("Take this interviewer out"), "{}", app.screen());
    app.keys("<esc>");
    assert!(!app.screen().contains("Take this interviewer out"), "{}", app.screen());
}

#[test]
fn why_a_key_does_nothing_is_said_until_the_next_key() {
    let mut app = three(80, 24);
    app.keys("4d");
    let why = app.footer();
    app.keys("d");
    assert_eq!(app.footer(), why);
    app.keys("1");
    assert_ne!(app.footer(), why);
    assert!(app.model.workspace.view.toast.is_none(), "{}", app.footer());
}

#[test]
fn a_date_that_is_none_is_not_thrown_away_unsaid() {
    let mut app = three(80, 24);
    app.keys("4<enter>Acme<tab>Engineer<tab><tab>10 decc<enter>");
    assert!(
        app.screen().contains("10 decc") && app.screen().contains("is not a date I know"),
        "{}",
        app.screen()
    );
    app.keys("<backspace><enter>");
    assert!(app.screen().contains("Thu, Dec 10"), "{}", app.screen());
    app.keys("<enter><tab><tab><tab> or so<esc><esc>");
    assert!(app.message().contains("is not a date I know"), "{}", app.screen());
    assert_eq!(app.model.workspace.documents.preparation.date, Some(jiff::civil::date(2026, 12, 10)));
}

#[test]
fn what_to_know_has_a_note_and_a_tick() {
    let mut app = three(80, 24);
    app.keys("4");
    to(&mut app, "scope of the role");
    app.keys("<enter>Two teams,<enter>one budget<tab>");
    assert!(app.screen().contains("Two teams, one budget"), "{}", app.screen());
    app.keys("<space>");
    assert!(app.screen().contains("Answers ■□□□□ 1 of 6"), "{}", app.screen());
    to(&mut app, "LinkedIn");
    app.keys("<space>");
    assert!(app.screen().contains("Research ■□□ 1 of 3"), "{}", app.screen());
    app.restart();
    let value = prepared(&app);
    assert_eq!(value["readiness"]["role-scope"], json!({"note": "Two teams,\none budget", "done": true}));
    assert_eq!(value["research"]["linkedin"]["done"], true);
}

#[test]
fn a_found_question_becomes_one_of_mine_with_one_key() {
    let mut app = three(80, 24);
    app.keys("4");
    to(&mut app, "Add a question you found");
    app.keys("<enter>When did you disagree with your manager?<tab>b");
    assert!(app.footer().contains("Now under Have Backbone"), "{}", app.footer());
    assert!(app.screen().contains("among your questions"), "{}", app.screen());
    app.restart();
    let own: Value =
        serde_json::from_str(&std::fs::read_to_string(app.dir("questions/own.json")).unwrap()).unwrap();
    assert_eq!(own["prompts"][0]["principle"], "have-backbone-disagree-and-commit");
    let id = starcoach::story::PromptId::new("own", own["prompts"][0]["id"].as_str().unwrap());
    let (principle, prompt) = app.model.workspace.bank.find(&id).unwrap();
    assert_eq!(
        (principle.prompts().len(), prompt.text.as_str()),
        (11, "When did you disagree with your manager?")
    );
    // A story written for it is at home under that principle, not under "own".
    app.keys("2");
    while !app.rows().iter().any(|r| r.starts_with(" ▸ Have Backbone")) {
        app.keys("j");
    }
    app.keys("lGnI said so");
    assert_eq!(app.stories()[0].principle, "have-backbone-disagree-and-commit");
    assert_eq!(app.stories()[0].answers, [id]);
}

#[test]
fn an_empty_entry_is_not_kept() {
    let mut app = three(80, 24);
    app.keys("4");
    for label in ["Add an interviewer", "Add a question you found", "Write down what they asked"] {
        to(&mut app, label);
        app.keys("<enter><esc><esc>");
    }
    app.restart();
    let value = prepared(&app);
    assert_eq!(
        (&value["rounds"], &value["found"], &value["afterwards"]),
        (&json!([]), &json!([]), &json!([]))
    );
}

#[test]
fn afterwards_the_follow_up_that_hurt_gets_its_answer() {
    let mut app = three(80, 24);
    app.keys("4G<enter>A time you said no<tab>And if he had left?<tab>Rambled<tab>");
    while !app.rows().iter().any(|r| r.contains("▸") && r.contains("The auditor")) {
        app.keys("j");
    }
    app.keys("<enter>f");
    assert!(app.screen().contains("And if he had left?"), "{}", app.screen());
    app.keys("Then we part as friends.<esc><esc>b").restart();
    let auditor = app.stories().into_iter().find(|s| s.title == "The auditor").unwrap();
    assert_eq!(auditor.probes[0].ask, "And if he had left?");
    assert_eq!(auditor.probes[0].answer, "Then we part as friends.");
    assert!(auditor.answers.last().unwrap().as_str().starts_with("own/"), "{:?}", auditor.answers);
    // It is over: kept among the past ones, and one key brings it back.
    app.keys("4");
    to(&mut app, "This interview is over");
    app.keys("<enter>j<enter>");
    assert!(app.footer().contains("Rest; your stories keep."), "{}", app.footer());
    app.restart();
    let value = prepared(&app);
    assert_eq!(value["past"][0]["afterwards"][0]["asked"], "A time you said no");
    assert_eq!(value["afterwards"], json!([]));
}

#[test]
fn the_page_is_read_copied_and_saved_beside_what_is_there() {
    let mut app = three(80, 24);
    app.keys("4v");
    assert!(app.screen().contains("The auditor"), "{}", app.screen());
    app.keys("c");
    assert!(app.copied[0].contains("# "), "{:?}", app.copied);
    for name in ["page.html", "page-2.html"] {
        app.keys("s<enter>");
        let path = app.dir("exports").join(name);
        assert!(app.screen().contains(name), "{}", app.screen());
        assert!(std::fs::read_to_string(&path).unwrap().contains("The auditor"));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        app.keys("<esc>");
    }
}

#[test]
fn a_masked_file_shows_first_what_is_masked() {
    let mut app = three(80, 24);
    app.keys("4");
    to(&mut app, "Words to mask");
    app.keys("<enter>auditor<tab>3m");
    while !app.rows().iter().any(|r| r.contains("▸") && r.contains("Save as a file")) {
        app.keys("j");
    }
    app.keys("<enter>j<enter>");
    assert!(app.screen().contains("auditor"), "{}", app.screen());
    assert!(!app.dir("exports").exists());
    app.keys("<enter>");
    let files: Vec<_> = std::fs::read_dir(app.dir("exports")).unwrap().map(|f| f.unwrap().path()).collect();
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert!(text.contains("[masked]") && !text.to_lowercase().contains("auditor"), "{text}");
}

#[test]
fn a_story_is_copied_as_markdown() {
    let mut app = three(80, 24);
    app.keys("3m");
    while !app.rows().iter().any(|r| r.contains("▸") && r.contains("Copy as Markdown")) {
        app.keys("j");
    }
    app.keys("<enter>");
    assert!(app.copied[0].contains("## Situation"), "{:?}", app.copied);
}

#[test]
fn today_follows_the_day() {
    for (date, line) in [
        ("2026-11-24", "Run through 2 headlines"),
        ("2026-11-23", "Open Ask"),
        ("2026-11-22", "Write down what they asked, while you still know"),
    ] {
        let stories = [full(1, "The auditor", 0), full(2, "Late shipment", 1), bare(3, "Night pager", 2)];
        let mut app = Harness::with(80, 24, &stories);
        app.keys(&format!("4<enter><tab><tab><tab>{date}<tab>1g"));
        let first = app.rows().into_iter().find(|r| r.starts_with(" ▸")).unwrap();
        assert!(first.contains(line), "{}", app.screen());
        app.keys("<enter>");
        let there = match date {
            "2026-11-24" => "1 of 2",
            "2026-11-23" => "They asked",
            _ => "The follow-up that hurt",
        };
        assert!(app.screen().contains(there), "{}", app.screen());
    }
}

#[test]
fn the_place_reads_well_at_every_size() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12), (30, 8)] {
        let mut app = three(columns, rows);
        app.keys("4<enter>Amazon<tab>SDE II<tab><tab>4 dec<tab>");
        for _ in 0..25 {
            let shown = app.rows();
            assert!(shown.iter().any(|r| r.contains("▸")), "{columns}x{rows}:\n{}", app.screen());
            app.keys("j");
        }
    }
}

#[test]
fn a_question_of_ones_own_to_ask_them_starts_on_a_line_of_its_own() {
    let mut app = three(80, 24);
    app.keys("4");
    to(&mut app, "Questions to ask them");
    app.keys("<enter><down><enter><up><enter>Who is on call here?<tab>").restart();
    let asked = prepared(&app)["ask_them"].as_array().unwrap().clone();
    assert_eq!((asked.len(), &asked[1]), (2, &json!("Who is on call here?")));
}

#[test]
fn today_says_which_story_to_finish_and_that_it_is_tight() {
    let mut thin = full(2, "Late shipment", 0);
    thin.result = "It went well.".into();
    thin.lesson.clear();
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1), thin]);
    let row = app.rows().into_iter().find(|r| r.contains("Finish \"Late shipment\"")).unwrap();
    assert!(row.contains("to look at"), "{row}");
    app.keys("4<enter><tab><tab><tab>2d<tab>1");
    assert!(app.screen().contains("This is tight."), "{}", app.screen());
    // A blank part comes first.
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 1), bare(3, "Night pager", 2)]);
    app.keys("1");
    assert!(app.screen().contains("Finish \"Night pager\""), "{}", app.screen());
}

#[test]
fn the_evening_before_takes_few_keys_from_the_start_to_the_page() {
    let stories: Vec<_> = (0..10).map(|n| full(n + 1, &format!("Story {n}"), n as usize)).collect();
    let mut app = Harness::with(80, 30, &stories);
    app.keys("4<enter>Amazon<tab>SDE<tab>senior<tab>tomorrow<enter>");
    for name in ["Ana", "Ben", "Cyd", "Dee", "Eve"] {
        app.keys(&format!("+{name}<tab><tab><enter><esc>"));
    }
    app.keys("s<enter>");
    assert!(app.screen().contains("Open it in a browser to print it."), "{}", app.screen());
    let page = std::fs::read_to_string(app.dir("exports/page.html")).unwrap();
    assert_eq!(page.matches("class=\"card\"").count(), 5, "a head for each round, with its story");
    app.keys("<esc>1");
    assert!(app.screen().contains("Run through 5 headlines"), "{}", app.screen());
    assert!(!app.screen().contains("Write the"), "no new story on the eve:\n{}", app.screen());
}

#[test]
fn interviewers_of_whom_nothing_is_known_share_the_principles() {
    let mut app = three(120, 40);
    app.keys("4");
    for name in ["Ana", "Ben"] {
        to(&mut app, "Add an interviewer");
        app.keys(&format!("<enter>{name}<tab><tab><esc>"));
    }
    to(&mut app, "Spread the principles over them");
    app.keys("<enter>");
    app.restart();
    let rounds = prepared(&app)["rounds"].clone();
    let many = |at: usize| rounds[at]["principles"].as_array().map_or(0, Vec::len);
    assert_eq!((many(0), many(1)), (7, 7), "{rounds}");
    app.keys("4");
    assert!(!app.screen().contains("Spread the principles"), "{}", app.screen());
}

#[test]
fn prepare_and_the_exported_plan_agree_before_and_after_an_edit() {
    const TITLES: [&str; 3] = ["The auditor", "Late shipment", "Night pager"];
    let mut app = three(120, 40);
    app.keys("4");
    for name in ["Ana", "Ben"] {
        to(&mut app, "Add an interviewer");
        app.keys(&format!("<enter>{name}<tab><tab><esc>"));
    }
    to(&mut app, "Spread the principles over them");
    app.keys("<enter>");
    let in_order = |text: &str| -> Vec<&str> {
        let mut found: Vec<(usize, &str)> =
            TITLES.iter().flat_map(|t| text.match_indices(t).map(|(at, _)| (at, *t))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, title)| title).collect()
    };
    let mut shown = Vec::new();
    for edit in ["", "3<enter>e", "3j<enter>e"] {
        app.keys(edit);
        if !edit.is_empty() {
            app.keys("x<esc><esc><esc>");
        }
        app.keys("4").wait(3_000);
        to(&mut app, "Ana");
        let screen = in_order(&app.screen());
        let args = ["export", "--plan", "--format", "txt"];
        let ran = starcoach(&app, &args);
        assert_eq!(in_order(&ran), screen, "{ran}\n{}", app.screen());
        shown.push(screen.join(", "));
    }
    assert!(shown[0].len() > 10 && shown.iter().all(|s| *s == shown[0]), "{shown:?}");
}

/// What the program prints about the same data.
fn starcoach(app: &Harness, args: &[&str]) -> String {
    let data = app.dir("");
    let mut command = std::process::Command::new(crate::pty::home::PROGRAM);
    command.arg("--data-dir").arg(&data).args(args).env("XDG_STATE_HOME", app.state_dir());
    let ran = crate::harness::spawn(|| command.output()).unwrap();
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn before_an_interview_the_principles_without_a_story_come_first() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0), full(2, "Late shipment", 1)]);
    let write = |app: &Harness| app.rows().into_iter().find(|row| row.contains("Write ")).unwrap();
    app.keys("1");
    assert!(write(&app).contains("the third for Customer Obsession"), "{}", app.screen());
    app.keys("4<enter>Amazon<tab>SDE II<tab><tab>dec 4<tab><esc><esc>1");
    assert!(write(&app).contains("the first for "), "{}", app.screen());
}

#[test]
fn the_day_is_the_same_on_all_screens_after_midnight() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    app.wait(11 * 3_600_000).keys("1");
    assert!(app.screen().contains("Monday, November 23"), "{}", app.screen());
    app.keys("p");
    assert!(app.screen().contains("Mon, Nov 23"), "{}", app.screen());
}

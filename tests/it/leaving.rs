//! The commands about the interview and about what leaves: `interview`, `export`, and `import` of text.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::pty::home::Home;

const TEXT: &str = "# The auditor\n\n## Situation\nAcme's auditor refused, write to jane@acme.example.\n\n## Task\nTwo days.\n\n\
                    ## Action\nI traced it by hand.\n\n## Result\nFindings went from 14 to 0.\n";

fn with_story() -> Home {
    let home = Home::new();
    assert_eq!(home.run_with(&["import", "-"], TEXT.as_bytes()).code, 0);
    home
}

#[test]
fn the_interview_is_set_in_free_form_and_shown() {
    let home = Home::new();
    assert!(home.run(&["interview"]).err.starts_with("No date yet."));
    let set = home.run(&["interview", "--date", "3w", "--company", "Acme", "--role", "Lead"]);
    assert!(
        set.code == 0 && set.out.contains("Acme, Lead: ") && set.out.contains("in 21 days"),
        "{}",
        set.out
    );
    let json: Value = serde_json::from_str(&home.run(&["interview", "--json"]).out).unwrap();
    assert_eq!((&json["company"], &json["days"]), (&Value::from("Acme"), &Value::from(21)));
    let wrong = home.run(&["interview", "--date", "4 dex"]);
    assert!(wrong.code == 2 && wrong.err.contains("\"4 dex\" is not a date I know."), "{}", wrong.err);
    assert!(home.run(&["interview", "--date", "none"]).err.contains("No date yet."));
    // Keys of another program stay.
    let path = home.path("data/preparation.json");
    let mut value: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    value["mood"] = "calm".into();
    std::fs::write(&path, value.to_string()).unwrap();
    home.run(&["interview", "--role", "Head"]);
    let value: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!((&value["mood"], &value["role"]), (&Value::from("calm"), &Value::from("Head")));
}

#[test]
fn a_dry_run_shows_what_would_come_in_and_adds_nothing() {
    let home = Home::new();
    let ran = home.run_with(&["import", "--dry-run", "-"], TEXT.as_bytes());
    assert!(ran.code == 0 && ran.out.contains("1 story would come in."), "{}", ran.out);
    assert!(home.stories().is_empty());
    let refused = home.run_with(&["import", "-"], b"Only words.\n");
    assert!(refused.code == 65 && refused.err.contains("Nothing was added."), "{}", refused.err);
}

#[test]
fn an_export_is_private_and_never_replaces_a_file_unasked() {
    let home = with_story();
    let file = home.path("out.html");
    let out = file.to_str().unwrap();
    assert_eq!(home.run(&["export", "--all", "--format", "html", "-o", out]).code, 0);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let before = std::fs::read_to_string(&file).unwrap();
    let refused = home.run(&["export", "--page", "-o", out]);
    assert!(refused.code == 1 && refused.err.contains("--force replaces it."), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
    assert_eq!(home.run(&["export", "--page", "-o", out, "--force"]).code, 0);
    assert_ne!(std::fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn what_is_masked_is_told_first_and_is_nowhere_in_the_file() {
    let home = with_story();
    std::fs::write(home.path("data/preparation.json"), r#"{"schema": 1, "redactions": ["Acme"]}"#).unwrap();
    let ran = home.run(&["export", "--all", "--redact"]);
    assert!(ran.err.contains("Acme (") && ran.err.contains("jane@acme.example"), "{}", ran.err);
    assert!(ran.out.contains("[masked]"), "{}", ran.out);
    assert!(!ran.out.to_lowercase().contains("acme") && !ran.out.contains("jane"), "{}", ran.out);
}

#[test]
fn names_that_stay_are_told_and_can_be_masked() {
    let home = Home::new();
    let story =
        "# The calendar\n\n## Situation\nThe clinics of Dana Fuller in Leeds waited for Marta's team.\n";
    assert_eq!(home.run_with(&["import", "-"], story.as_bytes()).code, 0);
    let told = home.run(&["export", "--all", "--redact"]);
    assert!(told.err.contains("Names that stay: Dana Fuller, Leeds, Marta."), "{}", told.err);
    let told = home.run(&["export", "--all", "--redact", "--mask", "Dana Fuller", "--mask", "marta"]);
    assert!(told.err.contains("Names that stay: Leeds."), "{}", told.err);
    assert!(!told.out.contains("Dana") && !told.out.contains("Marta"), "{}", told.out);
}

#[test]
fn one_story_leaves_as_json_and_comes_back() {
    let home = with_story();
    let id = home.story()["id"].as_str().unwrap().to_owned();
    let ran = home.run(&["export", &id[..4], "--format", "json"]);
    let other = Home::new();
    assert_eq!(other.run_with(&["import", "-"], ran.out.as_bytes()).code, 0);
    assert_eq!(other.story()["result"], "Findings went from 14 to 0.");
    for what in ["--all", "--page", "--numbers"] {
        let ran = Home::new().run(&["export", what]);
        assert!(ran.code == 1 && ran.err.contains("There is no story to export yet."), "{what}: {}", ran.err);
    }
    assert_eq!(home.run(&["export"]).code, 2);
}

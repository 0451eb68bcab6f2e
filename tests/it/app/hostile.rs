//! Text that a terminal could take for a command, in every text there is, on every screen.

use serde_json::{Value, json};
use starcoach::app::msg::{Input, Msg};
use starcoach::story::{ProbeAnswer, Story};

use super::scenes::{self, Files, SCENES};
use crate::cli::{HOSTILE, is_hostile};
use crate::harness::Harness;

/// A story as it was, with hostile text in each of its texts.
fn tainted(mut story: Story) -> Story {
    for text in [
        &mut story.title,
        &mut story.situation,
        &mut story.task,
        &mut story.action,
        &mut story.result,
        &mut story.lesson,
        &mut story.customer,
        &mut story.happened,
        &mut story.headline,
    ] {
        *text = format!("{HOSTILE} {text} {HOSTILE}\n{HOSTILE}");
    }
    story.openings = story.answers.iter().map(|p| (p.clone(), HOSTILE.to_owned())).collect();
    story.cues = vec![HOSTILE.to_owned(); 3];
    story.probes = vec![ProbeAnswer { ask: HOSTILE.to_owned(), answer: HOSTILE.to_owned() }];
    story.dismissed = vec![HOSTILE.to_owned()];
    story
}

fn preparation() -> Value {
    let check = json!({"note": HOSTILE, "done": true});
    json!({
        "schema": 1, "company": HOSTILE, "role": HOSTILE, "date": "2026-12-04", "redactions": [HOSTILE],
        "rounds": [{"id": "r1", "interviewer": HOSTILE, "title": HOSTILE, "principles": ["customer-obsession", HOSTILE]}],
        "readiness": {"size": check, "customer": check}, "research": {"glassdoor": check, "linkedin": check},
        "found": [{"id": "f1", "text": HOSTILE}], "ask_them": [HOSTILE, HOSTILE],
        "afterwards": [{"id": "a1", "asked": HOSTILE, "follow_up": HOSTILE, "went": HOSTILE}],
    })
}

fn start(files: Files, columns: u16, rows: u16) -> Harness {
    let mut there: Vec<(String, String)> = files
        .stories()
        .into_iter()
        .map(|s| (format!("{}.json", s.id), serde_json::to_string(&tainted(s)).unwrap()))
        .collect();
    there.push((format!("broken{}.json", HOSTILE.replace('\r', "")), format!("{{ \"{HOSTILE}")));
    there.push(("../preparation.json".to_owned(), preparation().to_string()));
    Harness::with_files(columns, rows, &there)
}

fn look(app: &Harness, at: &str) {
    for row in app.rows() {
        assert!(!is_hostile(&row), "{at}: {row:?}");
    }
}

#[test]
fn hostile_text_reaches_no_cell_of_any_screen() {
    for scene in SCENES {
        for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
            let at = format!("{} at {columns}x{rows}", scene.0);
            let mut app = start(scene.1, columns, rows);
            look(&app, &at);
            scenes::play(&mut app, scene.2);
            look(&app, &at);
            // What is typed and pasted here, and whatever the next keys show of it.
            app.paste(HOSTILE);
            look(&app, &at);
            for c in HOSTILE.chars() {
                app.tell(Msg::Input(Input::Key(starcoach::app::command::key::Key::char(c))));
            }
            look(&app, &at);
            for keys in ["<enter>", "<tab>", "<esc>", "<esc>", "m", "<esc>", "v", "c"] {
                look(app.keys(keys), &at);
            }
        }
    }
}

//! A story found, told and let to answer questions, from the first key to the files; and `starcoach ask`.

use serde_json::{Value, json};

use super::driver::{Start, Terminal};
use super::home::Home;

const STORIES: [&str; 3] = ["angry-tenant", "night-pager", "two-vendors"];

/// A home with three stories, and the program on it at Today.
fn begin(home: &Home) -> Terminal {
    for story in STORIES {
        let path = format!("{}/tests/stories/strong/{story}.json", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(home.run(&["import", &path]).code, 0);
    }
    let mut app = Start::app(home).run();
    app.wait_for("q quit");
    app
}

fn leave(mut app: Terminal) {
    app.send("q");
    assert_eq!(app.wait_for_end().exit_code(), 0);
}

/// The story with this title as it is in its file.
fn story(home: &Home, title: &str) -> Value {
    let all = home.stories();
    let id = all.iter().find(|s| s["title"] == title).unwrap()["id"].as_str().unwrap().to_owned();
    let text = std::fs::read_to_string(home.path(&format!("data/stories/{id}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Stories, narrowed to the angry tenant, and the list of questions that it may answer.
fn choose_question(app: &mut Terminal) {
    app.press("m", "▸ Practice this story");
    app.press("j", "▸ Edit this story");
    app.press("j", "▸ Title and details");
    app.press("j", "▸ Cue card");
    app.press("j", "▸ Use it for another question");
    app.press("\r", "Type to search");
    app.type_text("", "feedback");
    app.press("\r", "Your first sentence to this question?");
}

#[test]
fn a_story_is_found_by_its_words_and_let_to_answer_another_question() {
    let home = Home::new();
    let mut app = begin(&home);
    app.press("/", "Find");
    app.type_text("", "tenant");
    app.wait_for("1 story");
    app.press("\r", "v view");
    choose_question(&mut app);
    // Not that one after all.
    app.press("\x1b", "enter write");
    app.press("u", "It no longer answers that question. u undo");
    choose_question(&mut app);
    app.type_text("", "They told me and I listened");
    app.press("\r", "It answers 2 questions now. u undo");
    leave(app);
    let kept = story(&home, "Angry tenant");
    assert_eq!(
        kept["answers"],
        json!(["customer-obsession/difficult-customer", "customer-obsession/customer-feedback"])
    );
    let openings = json!({"customer-obsession/customer-feedback": "They told me and I listened"});
    assert_eq!(kept["openings"], openings);
}

#[test]
fn a_question_of_ones_own_is_answered_and_found_again_when_they_ask_it() {
    let home = Home::new();
    let mut app = begin(&home);
    app.press("2", "+ add");
    app.press("+", "A question of your own");
    app.type_text("", "When did you hold a phone to a boiler?");
    app.send("\t");
    app.wait_until("Questions", |s| s.contents().contains("2 Questions"));
    app.send("lG");
    app.wait_until("the own question", |s| {
        s.contents().lines().any(|row| row.contains('▸') && row.contains("hold a phone"))
    });
    app.press("\r", "Write a new story");
    app.wait_until("the story that says so", |s| {
        s.contents().lines().any(|row| row.contains("▸ Tell \"Angry tenant\""))
    });
    app.press("\r", "Answers \"a difficult customer\"");
    app.press("\r", "Your first sentence to this question?");
    app.press("\r", "It answers 2 questions now.");
    app.press("a", "They asked");
    app.type_text("", "phone at the boiler");
    app.wait_until("the story and why", |s| {
        let text = s.contents();
        text.contains("Angry tenant") && text.contains("Because it answers")
    });
    app.press("\r", "telling it, 0:0");
    app.press("\r", "does not count as told");
    app.press("\x1b", "n next question");
    app.press("\x1b", "2 Questions");
    leave(app);
    let kept = story(&home, "Angry tenant");
    let own = kept["answers"][1].as_str().unwrap();
    assert!(own.starts_with("own/"), "{own}");
    assert_eq!(home.json(&["log"])["tellings"], serde_json::json!([]));
    let said = home.run(&["ask", "phone", "at", "the", "boiler"]);
    assert!(said.out.contains("Angry tenant"), "{}", said.out);
}

#[test]
fn what_they_asked_needs_no_quotes_and_gets_an_answer_or_plainly_none() {
    let home = Home::new();
    leave(begin(&home));
    let said = home.run(&["ask", "customer", "angry"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("Customer Obsession"), "{}", said.out);
    for text in ["Angry tenant", "Situation", "Action", "Result"] {
        assert!(said.out.contains(text), "{text}: {}", said.out);
    }
    assert_eq!(home.run(&["ask", "customer angry"]).out, said.out);
    assert_eq!(home.run(&["ask"]).code, 2);
    let paragraph = "Tell me about a time when a customer was angry with you and what you did. ".repeat(40);
    for question in ["angry", "custmer agry", &paragraph] {
        let said = home.run(&["ask", question]);
        assert!(said.out.contains("Angry tenant") && !said.out.contains("Nothing of yours"), "{}", said.out);
    }
    for question in ["", "  ", "你好吗", "🎉🎉", "Wie war das Wetter gestern?", "xyzzy", "-"] {
        let said = home.run(&["ask", "--", question]);
        assert_eq!(said.code, 0, "{question:?}: {}", said.err);
        assert!(said.out.contains("Nothing of yours fits yet."), "{question:?}: {}", said.out);
    }
    let json: Value = serde_json::from_str(&home.run(&["ask", "angry", "--json"]).out).unwrap();
    assert_eq!(json["stories"][0]["title"], "Angry tenant");
}

//! From an empty directory to a kept story, and nothing lost to a kill.

use std::hash::{BuildHasher, Hasher};

use rustix::process::Signal;

use super::driver::{Start, Terminal, before_cursor, left_on};
use super::home::Home;
use super::{begin, long};

#[test]
fn from_nothing_to_a_kept_story_and_back_to_the_same_place() {
    let home = Home::new();
    let mut app = begin(&home);
    let parts = [
        ("situation", "Our largest client threatened to leave in March."),
        ("task", "I had to find out why, and I had one week."),
        ("action", "I called each of their eleven users, and then I rewrote the import."),
        ("result", "They stayed, and renewed for 3 years."),
    ];
    for (_, text) in parts {
        app.type_text("", text);
        app.send("\t");
    }
    // The lesson is optional, but the walk stops there.
    app.wait_until("the lesson", |s| before_cursor(s).ends_with("Lesson"));
    app.type_text("", "Ask early.");
    app.press("\t", "What will you call it?");
    app.type_text("", "The client who stayed");
    app.send("\r");
    app.wait_for("next question");
    app.press("d", "Countdown");
    app.send("q");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert_eq!(left_on(&app.raw), [] as [u32; 0]);

    let story = home.story();
    for (part, text) in parts {
        assert_eq!(story[part], text);
    }
    assert_eq!(story["lesson"], "Ask early.");
    assert_eq!(story["title"], "The client who stayed");
    assert_eq!(story["principle"], "customer-obsession");
    assert_eq!(story["words"], 41);
    let [file] = home.files("data/stories").try_into().unwrap();
    let text = std::fs::read_to_string(file).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["situation"], parts[0].1);
    assert!(text.ends_with("}\n") && text.lines().count() > 10, "{text}");

    let mut again = Start::app(&home).run();
    again.wait_for("The client w");
    again.wait_for("q quit");
}

#[test]
fn a_start_on_the_same_day_goes_on_where_the_last_one_stopped() {
    let home = Home::new();
    let mut app = begin(&home);
    app.type_text("", "A client left");
    app.press("\t", "▌ Task");
    app.type_text("", "I had to find");
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    let mut app = Start::app(&home).run();
    app.wait_for_typed("I had to find");
    app.type_text("I had to find", " out why");
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    let story = home.story();
    assert_eq!(
        (&story["situation"], &story["task"]),
        (&"A client left".into(), &"I had to find out why".into())
    );
}

/// What is typed before a kill: no two parts of it are alike, some letters are wide, accented or of two parts.
const TEXT: &str = "In spring the largest client wrote that our numbers could not be trusted any more, and Zoë had \
    one week. 顧客は三年 we had shipped exports nobody checked; I asked for the raw files, found 1,204 doubled \
    rows, and told them before they asked. Then a second error showed up in April: rounding, 0.5 cents a line. ";

#[test]
fn a_kill_at_any_moment_loses_no_character_that_was_shown() {
    let seed = std::hash::RandomState::new().build_hasher().finish();
    let rounds = if long() { 200 } else { 5 };
    for round in 0..rounds {
        println!("seed {seed}, round {round}");
        killed_while_typing(&mut Random(seed.wrapping_add(round)));
    }
}

/// A small generator of numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % most as u64).unwrap()
    }
}

fn killed_while_typing(random: &mut Random) {
    let home = Home::new();
    let mut app = begin(&home);
    let parts = ["Situation", "Task", "Action", "Result"];
    let at = random.below(4);
    let part = parts[at];
    for next in &parts[1..=at] {
        app.send("\t");
        app.wait_until(next, |s| before_cursor(s).ends_with(next));
    }
    // Some keys one by one, now and then a save between them, then some at once; and then, in the midst of it:
    let slowly: String = TEXT.chars().take(1 + random.below(60)).collect();
    let mut typed = String::new();
    for c in slowly.chars() {
        app.type_text(&typed, &c.to_string());
        typed.push(c);
        if random.below(10) == 0 {
            app.send("\x13");
        }
    }
    let burst: String = TEXT.chars().skip(typed.chars().count()).take(random.below(200)).collect();
    app.send(&burst);
    typed.push_str(&burst);
    app.wait_for_bytes(random.below(1 + burst.len() / 2));
    app.signal(Signal::KILL);
    assert_eq!(app.wait_for_end().signal(), Some("Killed"));
    let shown = shown_of(&app, &typed);

    let key = part.to_lowercase();
    // A save that was cut off leaves a file of another name.
    let file = home.files("data/stories").into_iter().find(|f| f.extension().is_some_and(|e| e == "json"));
    let saved = file.map_or_else(String::new, |file| {
        let story: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        story[&key].as_str().unwrap().to_owned()
    });
    let mut app = Start::app(&home).run();
    if letters(&saved) < shown {
        app.wait_for("unsaved change");
        assert!(app.text().contains("Found "), "{}", app.text());
    } else {
        app.wait_until("a screen", |s| {
            s.contents().contains("Situation") || s.contents().contains("1 Today")
        });
    }
    app.send("\x03");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert_eq!(home.files("data/stories").len(), 1, "nothing half written stays");
    let story = home.story();
    let kept = story[&key].as_str().unwrap().to_owned();
    assert!(typed.starts_with(&kept), "{kept:?} is not how {typed:?} begins");
    assert!(
        letters(&kept) >= shown,
        "{shown} letters of {part} were on the screen: {story:#}\nsaved: {saved:?}"
    );
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// How many letters of this text the screen shows, from its start.
fn shown_of(app: &Terminal, text: &str) -> usize {
    let on_screen: String = app.text().chars().filter(|c| c.is_alphanumeric()).collect();
    let mut start: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    while !on_screen.contains(&start) {
        start.pop();
    }
    start.chars().count()
}

//! What commands print on a terminal: nothing in a story reaches it as a control sequence.

use super::driver::Start;
use super::home::Home;

/// A title, the clipboard, a color, C1, a bidi override, a backspace and a carriage return.
const HOSTILE: &str =
    "\x1b]0;title\x07 \x1b]52;c;cm0gLXJmIH4=\x07 \x1b[31mred \u{9b}31m \u{202e} \x08 \x7f \r end";

fn put(home: &Home) {
    let text = format!("Words {HOSTILE}");
    let story = serde_json::json!({
        "schema": 1, "id": "hostile1", "title": text, "principle": "ownership",
        "answers": ["customer-obsession/difficult-customer"],
        "openings": {"customer-obsession/difficult-customer": text},
        "situation": text, "task": text, "action": text, "result": format!("{text} 14 of 20"), "lesson": text,
        "customer": text, "headline": text, "cues": [text], "probes": [{"ask": text, "answer": text}],
        "created": "2026-11-23T07:10:00Z", "updated": "2026-11-23T07:10:00Z"
    });
    std::fs::create_dir_all(home.path("data/stories")).unwrap();
    std::fs::write(home.path("data/stories/hostile1.json"), story.to_string()).unwrap();
}

#[test]
fn no_command_sends_a_terminal_what_is_no_text() {
    let home = Home::new();
    put(&home);
    let formats = ["md", "txt", "html", "json"];
    let mut commands: Vec<Vec<&str>> = formats.map(|f| vec!["export", "hostile1", "--format", f]).to_vec();
    commands.extend([
        vec!["export", "--all", "--redact"],
        vec!["export", "--page"],
        vec!["export", "--numbers"],
        vec!["list"],
        vec!["list", "--json"],
        vec!["show", "hostile1"],
        vec!["show", "hostile1", "--json"],
        vec!["due", "--json"],
        vec!["coach", "hostile1"],
        vec!["ask", HOSTILE, "words", "--json"],
    ]);
    for command in commands {
        let mut terminal = Start::program(&home, super::home::PROGRAM, &command).run();
        terminal.wait_for_end();
        let printed = String::from_utf8(terminal.raw.clone()).unwrap().replace("\r\n", "\n");
        let obeyed: Vec<char> =
            printed.chars().filter(|&c| c != '\n' && starcoach::text::is_hidden(c)).collect();
        assert_eq!(obeyed, [] as [char; 0], "{command:?}: {printed}");
        assert!(printed.to_lowercase().contains("words"), "{command:?} prints the story: {printed}");
    }
}

#[test]
fn a_pipe_gets_the_text_as_it_is() {
    let home = Home::new();
    put(&home);
    for format in ["md", "html"] {
        let printed = home.run(&["export", "hostile1", "--format", format]).out;
        assert!(printed.contains('\u{202e}'), "{format}: {printed}");
    }
}

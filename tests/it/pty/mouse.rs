//! The mouse in a real terminal, where it is asked for.

use super::driver::{Start, Terminal, left_on};
use super::home::Home;

fn home(mouse: bool) -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.path("config")).unwrap();
    std::fs::write(home.path("config/config.toml"), format!("[look]\nmouse = {mouse}\n")).unwrap();
    for title in ["One", "Two", "Three", "Four"] {
        assert_eq!(home.run(&["new", title]).code, 0);
    }
    home
}

/// The row of the screen that shows this, from 1.
fn row(app: &Terminal, text: &str) -> usize {
    1 + app.text().lines().position(|line| line.contains(text)).unwrap()
}

/// The row that is chosen.
fn chosen(app: &Terminal) -> String {
    app.text().lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
}

#[test]
fn a_click_chooses_a_place_and_a_row_and_the_wheel_moves() {
    let home = home(true);
    let mut app = Start::app(&home).run();
    app.wait_for("Stories");
    let tab = 1 + app.text().lines().next().unwrap().find("Stories").unwrap();
    app.send(format!("\x1b[<0;{tab};1M\x1b[<0;{tab};1m"));
    app.wait_until("all stories", |screen| {
        ["One", "Two", "Three", "Four"].iter().all(|title| screen.contents().contains(title))
    });
    let mut titles = ["One", "Two", "Three", "Four"];
    titles.sort_by_key(|title| row(&app, title));
    for title in [titles[1], titles[3], titles[0]] {
        let y = row(&app, title);
        app.send(format!("\x1b[<0;5;{y}M\x1b[<0;5;{y}m"));
        app.wait_until(title, |screen| {
            screen.contents().lines().any(|line| line.contains('▸') && line.contains(title))
        });
    }
    let before = chosen(&app);
    app.send("\x1b[<64;5;5M\x1b[<64;5;5M\x1b[<65;5;5M");
    app.wait_until("another row", |screen| {
        screen.contents().lines().any(|line| line.contains('▸') && *line != before)
    });
    app.send("q");
    assert_eq!(app.wait_for_end().exit_code(), 0);
    assert_eq!(left_on(&app.raw), [] as [u32; 0], "the mouse is the terminal's again");
    assert!(String::from_utf8_lossy(&app.raw).contains("\x1b[?1000h"));
}

#[test]
fn unless_it_is_asked_for_the_mouse_is_the_terminals() {
    let home = home(false);
    let mut app = Start::app(&home).run();
    app.wait_for("Stories");
    app.send("q");
    app.wait_for_end();
    let raw = String::from_utf8_lossy(&app.raw);
    assert!(!raw.contains("\x1b[?1000h") && !raw.contains("\x1b[?1006h"));
}

//! Stories: filters, the order of the list, what the reader says.

use super::interview::three;
use super::{bare, full};
use crate::harness::Harness;

/// Takes the row of the list that popped up.
fn pick(app: &mut Harness, label: &str) {
    for _ in 0..40 {
        if app.rows().iter().any(|r| r.contains("│ ▸") && r.contains(label)) {
            app.keys("<enter>");
            return;
        }
        app.keys("j");
    }
    panic!("no row has {label:?}:\n{}", app.screen());
}

#[test]
fn filters_combine_are_seen_and_are_cleared() {
    let mut pager = full(3, "Night pager", 2);
    pager.principle = "ownership".into();
    pager.answers.clear();
    let stories = [full(1, "The auditor", 0), bare(2, "Late shipment", 1), pager];
    let mut app = Harness::with(80, 30, &stories);
    app.keys("3f");
    pick(&mut app, "Principle");
    pick(&mut app, "Customer Obsession");
    assert!(app.rows()[0].ends_with("2 stories"), "{}", app.screen());
    app.keys("f");
    pick(&mut app, "Only due");
    assert!(app.screen().contains("Customer Obsession · due"), "{}", app.screen());
    assert!(app.rows()[0].ends_with("1 story") && app.screen().contains("The auditor"), "{}", app.screen());
    app.keys("f");
    pick(&mut app, "Answers no question");
    assert!(app.screen().contains("No stories match this filter."), "{}", app.screen());
    app.keys("<esc>");
    assert!(app.rows()[0].ends_with("3 stories") && !app.screen().contains("· due"), "{}", app.screen());
    app.keys("f");
    pick(&mut app, "Answers no question");
    assert!(app.rows()[0].ends_with("1 story") && app.screen().contains("Night pager"), "{}", app.screen());
    // And with words.
    app.keys("/zebra");
    assert!(app.rows()[0].ends_with("0 stories"), "{}", app.screen());
}

#[test]
fn stories_sort_by_principle_and_weakest_first() {
    let mut pager = full(3, "Night pager", 2);
    pager.principle = "ownership".into();
    let stories = [pager, full(1, "The auditor", 0), bare(2, "Late shipment", 1)];
    let mut app = Harness::with(80, 24, &stories);
    let order = |app: &Harness| -> Vec<usize> {
        let at =
            |name: &str| app.rows().iter().position(|r| r.get(..30).unwrap_or(r).contains(name)).unwrap();
        ["The auditor", "Late shipment", "Night pager"].map(at).to_vec()
    };
    app.keys("3f");
    pick(&mut app, "Sort: by principle");
    let at = order(&app);
    assert!(at[2] > at[0] && at[2] > at[1], "{}", app.screen());
    app.keys("f");
    pick(&mut app, "Sort: weakest first");
    let at = order(&app);
    assert!(at[1] < at[0] && at[1] < at[2], "{}", app.screen());
}

#[test]
fn stories_sort_by_when_they_are_due_and_by_their_last_change() {
    let mut stories = [full(1, "The auditor", 0), full(2, "Late shipment", 1), full(3, "Night pager", 2)];
    for (story, day) in stories.iter_mut().zip(["18", "20", "19"]) {
        story.updated = format!("2026-11-{day}T09:00:00Z").parse().unwrap();
    }
    let mut app = Harness::with(80, 24, &stories);
    let order = |app: &Harness| -> Vec<&str> {
        let at = |name: &&str| app.rows().iter().position(|r| r.get(..30).unwrap_or(r).contains(name));
        let mut names = ["The auditor", "Late shipment", "Night pager"];
        names.sort_by_key(at);
        names.to_vec()
    };
    app.keys("3");
    let changed = ["Late shipment", "Night pager", "The auditor"];
    assert_eq!(order(&app), changed, "{}", app.screen());
    // The first in the list is told well today, and so is due last.
    app.keys("p<enter>").wait(120_000).keys("<enter><enter>4<enter>f");
    pick(&mut app, "Sort: due first");
    assert_eq!(order(&app).last(), Some(&"Late shipment"), "{}", app.screen());
    app.keys("f");
    pick(&mut app, "Sort: last changed first");
    assert_eq!(order(&app), changed, "{}", app.screen());
}

#[test]
fn the_reader_says_what_the_coach_sees_and_questions_what_shows_across() {
    let mut app = three(80, 60);
    app.keys("3<enter>");
    assert!(
        app.screen().contains("to look at") || app.screen().contains("Nothing to ask"),
        "{}",
        app.screen()
    );
    app.keys("2");
    assert!(app.screen().contains("\"Late shipment\" sound"), "{}", app.screen());
}

//! The cue cards of the evening before.

use super::full;
use crate::harness::Harness;

fn two() -> Harness {
    Harness::with(80, 24, &[full(1, "The auditor", 0), full(2, "Late shipment", 1)])
}

#[test]
fn a_card_asks_first_and_shows_its_cues_only_when_it_is_turned_over() {
    let mut app = two();
    app.keys("c");
    let front = app.screen();
    assert!(front.contains("card 1 of 2") && front.contains("Say it, then turn it over."), "{front}");
    assert!(!front.contains("Situation") && !front.contains("Late shipment"), "{front}");
    app.keys("<space>");
    assert!(app.screen().contains("Situation"), "{}", app.screen());
    app.keys("<space>");
    assert!(
        app.screen().contains("card 2 of 2") && app.screen().contains("turn it over"),
        "{}",
        app.screen()
    );
    app.keys("<space><space>");
    assert!(app.screen().contains("Those were all 2. Sleep well."), "{}", app.screen());
    app.keys("<space>");
    assert!(app.screen().contains("Monday, November 23"), "{}", app.screen());
}

#[test]
fn left_goes_back_and_turns_back_first() {
    let mut app = two();
    app.keys("c");
    let front = app.screen();
    app.keys("<right><space><left>");
    assert!(app.screen().contains("card 2 of 2"), "{}", app.screen());
    app.keys("<left>");
    assert_eq!(app.screen(), front);
}

#[test]
fn the_cards_come_in_the_order_of_the_rounds_and_the_others_last() {
    let mut late = full(1, "Late shipment", 0);
    late.principle = "ownership".into();
    late.answers.clear();
    let mut app = Harness::with(80, 24, &[late, full(2, "The auditor", 1), full(3, "Night pager", 2)]);
    app.keys("4<down><down><enter>Mia<tab>Bar raiser, ownership<tab><esc>c<space>");
    assert!(app.rows()[0].contains("Mia, Bar raiser, ownership"), "{}", app.screen());
    assert!(app.screen().contains("Late shipment"), "{}", app.screen());
    app.keys("<space>");
    assert!(app.rows()[0].contains("In no round yet"), "{}", app.screen());
}

#[test]
fn the_evening_before_today_offers_the_cards() {
    let mut app = two();
    app.keys("4<enter>Amazon<tab><tab><tab>tomorrow<enter>1");
    let screen = app.screen();
    assert!(screen.contains("Flip through 2 cue cards"), "{screen}");
    assert!(screen.contains("tonight: headlines, then sleep"), "{screen}");
}

#[test]
fn what_is_typed_into_a_suggested_cue_is_added_to_it() {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let suggested = starcoach::interview::cues::by_part(&app.stories()[0]);
    app.keys("3o?<esc>").wait(2_000);
    let story = app.stories().remove(0);
    assert_eq!(story.cues[0], format!("{} · ?", suggested[0]), "{}", app.screen());
    assert_eq!(story.cues[1..], suggested[1..], "the others stay as they were shown");
    assert_eq!(app.on_disk(&story), Some(story));
}

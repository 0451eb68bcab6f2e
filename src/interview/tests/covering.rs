use super::*;

#[test]
fn a_slot_holds_own_stories_first_and_then_the_better_ones() {
    let bank = bank();
    let guest = story(1, "p1", &["p0/q0"]);
    let good_guest = story(2, "p1", &["p0/q0", "p0/q2"]);
    let own = story(3, "p0", &[]);
    let mut version = story(4, "p0", &["p0/q1"]);
    version.version_of = Some(own.id.clone());
    let mut blank = story(5, "p0", &["p0/q1"]);
    blank.title.clear();
    let all = [
        candidate(&guest, Stage::Draft),
        candidate(&good_guest, Stage::Ready),
        candidate(&own, Stage::Draft),
        candidate(&version, Stage::Ready),
        candidate(&blank, Stage::Draft),
    ];
    let principles: Vec<_> = bank.principles().iter().take(3).collect();
    let coverage = coverage(&principles, &all);
    let row = coverage.row("p0").unwrap();
    assert_eq!(row.slots, [&own, &good_guest, &guest].map(|s| s.id.clone()));
    assert_eq!((row.answered, row.prompts), (2, 3));
    assert_eq!(row.open, [PromptId::new("p0", "q1")]);
}

#[test]
fn a_story_that_too_much_rests_on_is_named() {
    let bank = bank();
    let all_round = story(1, "p0", &["p1/q0", "p2/q0", "p3/q0", "hire-and-develop-the-best/q0"]);
    let draft = story(2, "p1", &[]);
    let principles: Vec<_> = bank.principles().iter().collect();
    let over = |stage, second| {
        let all = [candidate(&all_round, stage), candidate(&draft, second)];
        coverage(&principles, &all).overused
    };
    let named = over(Stage::Solid, Stage::Draft);
    assert_eq!((named.len(), named[0].1.len()), (1, 5));
    assert_eq!(over(Stage::Solid, Stage::Solid), []);
    assert_eq!(over(Stage::Draft, Stage::Draft), []);
}

use super::*;

#[test]
fn a_cue_holds_the_first_words_and_the_numbers() {
    let cue = |text: &str| cues::cue(text);
    assert_eq!(
        cue("In March 2024 our largest client's auditor refused to sign. We had two days."),
        "March 2024 · largest client's auditor refused · two days"
    );
    assert_eq!(
        cue(
            "I asked her to show me the three reports she could not trace. After many words of no use at all I wrote 14 tests."
        ),
        "three reports · not trace · many words · wrote 14 tests"
    );
    assert_eq!(cue("Refunded 1,200 users"), "Refunded 1,200 users");
    assert_eq!(cue("客户拒绝签字\u{ff0c}只有两天。"), "客户拒绝签字 · 只有两天");
    assert_eq!(cue("..."), "...");
    assert_eq!(
        cue("I was not on call. It was not mine. Calls fell from 312 in three months to 4 for Ann."),
        "Calls fell · 312 · three months to 4 · Ann"
    );
}

#[test]
fn own_cues_win_and_a_title_alone_is_a_cue() {
    let mut s = story(1, "p0", &[]);
    assert_eq!(cues::card(&s), ["story 1"]);
    s.action = "I rewrote the report.".into();
    assert_eq!(cues::card(&s), ["rewrote report"]);
    s.cues = vec!["sat with her".into()];
    assert_eq!(cues::card(&s), ["sat with her"]);
}

#[test]
fn for_editing_each_of_the_four_parts_has_a_place() {
    let mut s = story(1, "p0", &[]);
    s.action = "I rewrote the report.".into();
    assert_eq!(cues::by_part(&s), ["", "", "rewrote report", ""]);
    s.cues = vec![String::new(), "two days".into()];
    assert_eq!(cues::by_part(&s), ["", "two days"]);
}

proptest! {
    #[test]
    fn a_cue_card_is_never_empty(texts in prop::collection::vec("\\PC{0,60}|[a-z ,.0-9\n]{0,200}", 5)) {
        let mut s = story(1, "p0", &[]);
        s.title.clear();
        for (section, text) in Section::ALL.into_iter().zip(&texts) {
            s.section_mut(section).clone_from(text);
        }
        let cards = cues::card(&s);
        prop_assert_eq!(cards.is_empty(), s.is_blank());
        for cue in &cards {
            prop_assert!(!cue.trim().is_empty());
            prop_assert!(!cue.contains('\n'));
        }
        prop_assert!(cues::suggest(&s).len() <= 5);
    }
}

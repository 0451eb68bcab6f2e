use super::*;

#[test]
fn a_cue_holds_what_was_said_plain_words_and_the_ends_of_phrases() {
    let text = "Our organization-wide communication initiative was discussed. She said: \u{201c}You first.\u{201d} I hid \
                the grocery bag in all four terminals.";
    assert_eq!(cues::cue(text, 2), "\u{201c}You first\u{201d} · grocery bag in all four");
    assert_eq!(cues::cue("客户拒绝签字\u{ff0c}只有两天。", 3), "客户拒绝签字 · 只有两天");
    assert_eq!(cues::cue("...", 3), "...");
    assert_eq!(cues::cue("I was.", 3), "I was.", "nothing to remember, so the text itself");
}

#[test]
fn an_amount_is_not_cut() {
    for (text, whole) in [
        ("They had seen 5 of 6 clinics.", "5 of 6 clinics"),
        ("By June five out of six clinics signed the form.", "five out of six"),
    ] {
        let cue = cues::cue(text, 3);
        assert!(cue.contains(whole), "{cue}");
    }
}

#[test]
fn own_cues_win_and_a_title_alone_is_a_cue() {
    let mut s = story(1, "p0", &[]);
    assert_eq!(cues::card(&s), ["story 1"]);
    s.action = "I rewrote the report.".into();
    assert_eq!(cues::card(&s), ["rewrote the report"]);
    s.cues = vec!["sat with her".into()];
    assert_eq!(cues::card(&s), ["sat with her"]);
}

#[test]
fn for_editing_each_of_the_four_parts_has_a_place() {
    let mut s = story(1, "p0", &[]);
    s.action = "I rewrote the report.".into();
    assert_eq!(cues::by_part(&s), ["", "", "rewrote the report", ""]);
    s.cues = vec![String::new(), "two days".into()];
    assert_eq!(cues::by_part(&s), ["", "two days"]);
}

#[test]
fn where_there_is_little_room_whole_fragments_are_left_out() {
    let cue = "grocery bag · four terminals · two days";
    assert_eq!(cues::fitting(cue, 80), cue);
    assert_eq!(cues::fitting(cue, 30), "grocery bag · four terminals");
    assert_eq!(cues::fitting(cue, 5), "groce…");
}

proptest! {
    #[test]
    fn no_fragment_begins_or_ends_with_a_word_that_says_nothing(
        text in "(the|grocery|was|bag|had|four|of|refused|and|terminals|not|her|signature|[.,])( (the|grocery|was|bag|had|four|of|refused|and|terminals|not|her|signature|[.,])){0,20}"
    ) {
        let cue = cues::cue(&text, 3);
        for fragment in cue.split(cues::BETWEEN).filter(|_| cue != crate::story::one_line(&text, 60)) {
            let words: Vec<&str> = fragment.split(' ').collect();
            for word in [words.first(), words.last()].into_iter().flatten() {
                prop_assert!(!["the", "was", "had", "of", "and", "not", "her"].contains(word), "{} in {}", fragment, cue);
            }
        }
    }

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

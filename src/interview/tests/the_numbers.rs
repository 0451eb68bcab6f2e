use super::*;

fn of(result: &str) -> Vec<(String, [Option<String>; 3])> {
    let mut s = story(1, "p0", &[]);
    s.result = result.to_owned();
    numbers::numbers(&s).into_iter().map(|n| (n.sentence, [n.baseline, n.change, n.result])).collect()
}

#[test]
fn baseline_change_and_result_are_read_from_the_sentence() {
    let row = |text: &str| of(text).remove(0).1;
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(row("Findings went from 14 to 0."), [some("14"), None, some("0")]);
    assert_eq!(
        row("It fell from 3 days to 4 hours, a drop of 94%."),
        [some("3 days"), some("94%"), some("4 hours")]
    );
    assert_eq!(row("Refunds went down by 40 percent."), [None, some("40 percent"), None]);
    assert_eq!(row("We refunded 14 clients."), [None, None, some("14 clients")]);
    assert_eq!(row("It takes 4 minutes, it was 20 before."), [some("20"), None, some("4 minutes")]);
    assert_eq!(row("Sales doubled to $3.5 million."), [None, some("doubled"), some("$3.5 million")]);
}

#[test]
fn years_times_and_names_are_no_quantities() {
    for text in ["In 2024 it was done.", "At 14:30 she came.", "On the 3rd try.", "We used v2 and Q3.", "No."]
    {
        assert!(!numbers::has_quantity(text), "{text}");
    }
    for text in ["14", "3.5%", "$40k", "twenty-one", "half of it", "1,200 users", "٣ أيام", "(12)"] {
        assert!(numbers::has_quantity(text), "{text}");
    }
}

#[test]
fn two_measures_of_a_sentence_have_a_row_each() {
    let rows = of("Coverage rose from 48% to 83%, and the cycle fell from 20 days to 5.");
    let some = |text: &str| Some(text.to_owned());
    let cells: Vec<_> = rows.into_iter().map(|(_, cells)| cells).collect();
    assert_eq!(cells, [[some("48%"), None, some("83%")], [some("20 days"), None, some("5")]]);
}

#[test]
fn the_next_sentence_may_give_the_value_before() {
    let rows = of("Vacancy dropped to 4 units. We had started with 19.");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].1, [Some("19".to_owned()), None, Some("4 units".to_owned())]);
}

#[test]
fn where_the_words_do_not_say_which_the_cells_are_empty() {
    for text in ["Two of us were on leave.", "We moved to building 3 with 2 trucks."] {
        assert!(of(text).iter().all(|(_, cells)| *cells == [None, None, None]), "{text} {:?}", of(text));
    }
}

#[test]
fn only_sentences_with_a_quantity_are_listed() {
    let all = of("She signed, approx. 2 days early. Everybody was glad.\nVersion 1.5 holds 20 tests");
    assert_eq!(
        all.iter().map(|(s, _)| s.as_str()).collect::<Vec<_>>(),
        ["She signed, approx. 2 days early.", "Version 1.5 holds 20 tests"]
    );
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,120}|(from|to|by|14|3|half|%|days|[.,!])( (from|to|by|14|3|half|%|days|[.,!])){0,12}") {
        for (sentence, _) in of(&text) {
            prop_assert!(!sentence.is_empty());
        }
    }
}

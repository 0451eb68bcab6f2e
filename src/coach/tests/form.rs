//! Rules on time, shares, sentences and words: what must fire and what must not.

use super::*;

#[test]
fn too_short_and_too_long_go_by_time() {
    let short = |action: &str| found("too-short", Success, &[(Action, action), (Lesson, "")]);
    assert_eq!(levels(&short("I called her.")), [Warning]);
    assert_eq!(
        short("I called her.").first().unwrap().message,
        "This will be over in about 0:26; 1:30 to 2:30 is usual."
    );
    // Dense notes: three own actions and a number in the Result.
    let notes = "- called her, asked which totals\n- sat with her, recomputed the first report by hand\n- rewrote \
        the job, reran it for twelve months, printed both\n- sent a worksheet with every invoice number\n- walked \
        her assistant through it until he could do it alone, then called her again and asked what was missing \
        and wrote it down for the next month, with the name of whoever had to sign";
    assert_eq!(levels(&short(notes)), [Hint]);
    assert!(found("too-short", Success, &[]).is_empty());

    let long = |times: usize| found("too-long", Success, &[(Action, &ACTION.repeat(times))]);
    assert_eq!(levels(&long(4)), [Hint]);
    assert_eq!(levels(&long(6)), [Warning]);
    assert!(long(2).is_empty());
}

#[test]
fn a_short_answer_is_judged_by_the_usual_time_of_its_question_alone() {
    let bank = Bank::built_in();
    let about_you = bank.pitches().unwrap().prompts()[0].clone();
    assert_eq!(about_you.usual, Seconds(45)..=Seconds(90));
    let judged = |words: usize| {
        let mut story = Story::new(StoryId::from_bits(1), crate::story::PITCH, jiff::Timestamp::UNIX_EPOCH);
        story.answers = vec![about_you.id.clone()];
        story.action = "We significantly aligned stakeholders. ".repeat(words / 4);
        let review = standing(&story, &bank, &Settings::default(), facts());
        (stage(&review, 0), review.findings.iter().map(|f| f.rule.0).collect::<Vec<_>>())
    };
    assert_eq!(judged(8), (Stage::Draft, vec!["too-short"]));
    assert_eq!(judged(160), (Stage::Solid, vec![]));
    assert_eq!(judged(400), (Stage::Draft, vec!["too-long"]));
}

#[test]
fn shares_are_judged_on_all_four_parts() {
    let words = |n: usize| "word ".repeat(n);
    let shares = |rule, s: usize, a: usize, r: usize| {
        levels(&found(
            rule,
            Success,
            &[
                (Situation, &words(s)),
                (Task, "word"),
                (Action, &words(a)),
                (Outcome, &words(r)),
                (Lesson, ""),
            ],
        ))
    };
    assert_eq!(shares("setup-heavy", 46, 40, 13), [Warning]);
    assert_eq!(shares("setup-heavy", 42, 45, 12), [Hint]);
    assert_eq!(shares("setup-heavy", 39, 45, 15), []);
    assert_eq!(shares("setup-heavy", 50, 10, 12), [], "under 80 words nothing is judged");
    assert_eq!(shares("thin-action", 29, 34, 36), [Warning]);
    assert_eq!(shares("thin-action", 29, 38, 32), [Hint]);
    assert_eq!(shares("thin-action", 29, 40, 30), []);
    assert_eq!(shares("thin-action", 60, 32, 7), [], "setup-heavy says it");
    assert_eq!(shares("thin-action", 60, 12, 27), [Warning]);
    assert_eq!(shares("thin-result", 30, 60, 9), [Warning]);
    assert_eq!(shares("thin-result", 30, 57, 12), []);
}

#[test]
fn old_stories_and_undated_ones() {
    let on = |happened: &str, rule: &str| {
        let mut s = good();
        s.happened = happened.into();
        levels(&judged(&s, Success).findings.into_iter().filter(|f| f.rule.0 == rule).collect::<Vec<_>>())
    };
    assert_eq!(on("2020-10", "stale"), [Warning]);
    assert_eq!(on("2020-11-24", "stale"), [Hint]);
    assert_eq!(on("2022-10", "stale"), [Hint]);
    assert_eq!(on("2022-12", "stale"), []);
    assert_eq!(on("2022", "stale"), []);
    assert_eq!(on("some time ago", "stale"), []);
    assert_eq!(on(" ", "undated"), [], "its words name the year");
    let mut nameless = good();
    nameless.happened.clear();
    for section in crate::story::Section::ALL {
        *nameless.section_mut(section) = nameless.section(section).replace("2025", "that year");
    }
    let found = judged(&nameless, Success).findings;
    assert_eq!(found.iter().filter(|f| f.rule.0 == "undated").count(), 1);
    let mut old = good();
    old.happened.clear();
    for section in crate::story::Section::ALL {
        *old.section_mut(section) = old.section(section).replace("2025", "2015");
    }
    let found = judged(&old, Success).findings;
    assert!(found.iter().any(|f| f.rule.0 == "stale"), "a year in the words is as old as one in the details");
    assert_eq!(on("spring", "undated"), []);
}

#[test]
fn sentences_should_fit_a_breath() {
    let words = |n: usize| format!("{}end.", "word ".repeat(n - 1));
    let long = words(36);
    assert_eq!(met("long-sentence", Success, Situation, &long), [long.trim_end_matches('.')]);
    silent(
        "long-sentence",
        Success,
        Situation,
        &[&words(35), &format!("{}; {}", words(20).trim_end_matches('.'), words(20))],
    );
    assert_eq!(met("long-sentence", Success, Situation, &[&*long; 5].join(" ")).len(), 3, "at most three");
    let run = [&*words(21); 3].join(" ");
    assert_eq!(met("long-run", Success, Situation, &run), [run.trim_end_matches('.')]);
    silent(
        "long-run",
        Success,
        Situation,
        &[
            &[&*words(20); 3].join(" "),
            &[&*words(21); 2].join(" "),
            &[&*words(36); 3].join(" "),
            &[&*words(21), "No.", &*words(21), &*words(21)].join(" "),
        ],
    );
}

#[test]
fn hedges_and_fillers_count_as_rates() {
    let hedged = "I think I maybe called her. I sort of tried to help. I probably wrote it.";
    assert_eq!(met("hedges", Success, Action, hedged), ["I think"]);
    silent(
        "hedges",
        Success,
        Action,
        &["I maybe called. I perhaps wrote.", ACTION, "She said \"maybe, perhaps, probably\"."],
    );
    let filled = "So basically I, you know, called. I mean, I actually, like, literally wrote it, um, twice.";
    assert_eq!(met("fillers", Success, Action, filled), ["basically"]);
    silent(
        "fillers",
        Success,
        Action,
        &["I actually wrote it, basically. I mean, I, um, honestly did.", "I like, as you know, tea."],
    );
}

#[test]
fn a_book_is_judged_by_its_beginning() {
    let book = "I asked her for the third report. ".repeat(2_000);
    assert_eq!(met("acronym", Success, Action, &format!("I rebuilt the QRF. {book}")), ["QRF"]);
    silent("acronym", Success, Action, &[&format!("{book} I rebuilt the QRF."), &"x".repeat(70_000)]);
}

#[test]
fn acronyms_are_asked_about_once() {
    assert_eq!(
        met("acronym", Success, Action, "I rebuilt the QRF. The QRF was old. I sent the XYZ's owner."),
        ["QRF", "XYZ's"]
    );
    silent(
        "acronym",
        Success,
        Action,
        &[
            "The CEO saw the API and the KPI.",
            "I rebuilt the QRF (quote request form).",
            "I rebuilt the quote request form (QRF). The QRF ran.",
            "I said NEVER DO THIS.",
            "I saw plan B and I left.",
        ],
    );
    let settings = Settings { acronyms: vec!["qrf".into()], ..Settings::default() };
    let mut s = good();
    s.action.push_str(" I rebuilt the QRF.");
    assert!(review(&s, None, &settings, facts()).findings.is_empty());
}

#[test]
fn a_close_should_land() {
    let fades = "She signed a day early, and the feedback was positive. So that is about the way in which it all was.";
    assert_eq!(met("weak-close", Success, Outcome, fades), ["So that is about the way in which it all was"]);
    silent(
        "weak-close",
        Success,
        Outcome,
        &[
            "She signed a day early. It was 14 in all.",
            "It was all good by then. The client renewed on the day.",
            "It was all good by then. It is now a checklist.",
            "So that is about the way in which it all was.",
        ],
    );
}

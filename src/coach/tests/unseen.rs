//! Cases from stories of another writer: sentences that must fire, near misses, exact spans.

use super::*;

#[test]
fn being_there_is_no_deed() {
    let there = "I attended every meeting. I shared an article. I reminded people of the dates. I helped with slides.";
    assert_eq!(levels(&found("no-own-action", Success, &[(Action, there)])), [Warning]);
    assert!(found("praise-own-actions", Success, &[(Action, there)]).is_empty());
    silent(
        "no-own-action",
        Success,
        Action,
        &["I attended the meeting. I drew the plan. I costed it. I sent it to her."],
    );
}

#[test]
fn hints_on_what_a_story_shows_add_up() {
    let of = |parts: &[(Section, &str)]| {
        let mut story = good();
        for (section, text) in parts {
            *story.section_mut(*section) = (*text).to_owned();
        }
        levels(&judged(&story, Success).findings)
    };
    let claim = format!("{ACTION} I worked closely with them.");
    let many = format!("{claim} I called several of them.");
    let rate = "Her assistant was at 98.5 percent by the end of it, and that was the last that I heard of the client.";
    assert_eq!(of(&[(Action, claim.as_str())]), [Hint]);
    assert_eq!(of(&[(Action, many.as_str())]), [Hint, Hint]);
    assert_eq!(of(&[(Action, many.as_str()), (Outcome, rate)]), [Warning, Hint, Hint], "three of them");
}

#[test]
fn a_saying_is_no_lesson() {
    for saying in ["Trust takes years to build and seconds to break.", "Speed matters."] {
        assert_eq!(levels(&found("generic-lesson", Success, &[(Lesson, saying)])), [Hint], "{saying}");
        assert_eq!(levels(&found("generic-lesson", Failure, &[(Lesson, saying)])), [Warning], "{saying}");
    }
    silent(
        "generic-lesson",
        Success,
        Lesson,
        &["I ask who signs.", "Nobody checked the cake.", "Two checklists a week.", "A test for each rule."],
    );
}

#[test]
fn who_came_is_not_what_it_did_for_them() {
    let came = "29 of 35 took part, and the article on it got 140 likes from all over the house.";
    assert_eq!(met("thin-result", Success, Outcome, came), ["took part"]);
    silent(
        "thin-result",
        Success,
        Outcome,
        &[
            "29 of 35 took part, and 11 of them passed the test that they had failed in May.",
            "312 of the staff completed it, up from 40 \u{2192} 312 within one single year at all.",
        ],
    );
}

#[test]
fn praise_of_yourself_is_asked_about() {
    let vindicated = "By May 35% had logged in, and it went exactly as I'd said it would, for all of them.";
    assert_eq!(met("humble-brag", Success, Outcome, vindicated), ["as I'd said"]);
    assert_eq!(
        met("humble-brag", Failure, Action, "My mistake was that I was too patient."),
        ["I was too patient"]
    );
    silent(
        "humble-brag",
        Failure,
        Action,
        &["My mistake was that I was too slow.", "I was too late to call her."],
    );
    silent(
        "humble-brag",
        Success,
        Outcome,
        &["She said \"you saved the company\" and renewed for 2 years with us all."],
    );
}

#[test]
fn judgments_of_others_add_up_to_blame() {
    let two = "He is one of those people who never clean up. I wrote to him. It was not my fault at all.";
    assert_eq!(met("blame", Conflict, Action, two), ["one of those people", "not my fault"]);
    silent(
        "blame",
        Conflict,
        Action,
        &["It was an unreliable feed, so I called her and asked for the raw file."],
    );
}

#[test]
fn soft_words_are_no_result() {
    let soft =
        "It will be very useful in my next role, and I think that the course was a good experience for me.";
    assert_eq!(met("thin-result", Success, Outcome, soft), ["will be"]);
    silent(
        "thin-result",
        Success,
        Outcome,
        &["It will be checked in May; so far 9 of 12 sites have passed, I think."],
    );
}

#[test]
fn platitudes_add_up_in_a_longer_lesson() {
    let two = "I learned that communication is key, that you should plan in a buffer, and that it all takes teamwork. Every failure is a chance to grow.";
    assert_eq!(met("generic-lesson", Failure, Lesson, two).first().unwrap(), "is key");
    assert!(
        found(
            "praise-lasting-change",
            Failure,
            &[(Lesson, two), (Outcome, "She signed a day early for 2 years, and we met again.")]
        )
        .is_empty()
    );
    silent(
        "generic-lesson",
        Failure,
        Lesson,
        &["I ask every Monday whose date may slip, since communication is key and so is teamwork."],
    );
}

#[test]
fn every_is_lasting_when_it_comes_round() {
    let fires = |text: &str| {
        !found("no-lasting-change", Change, &[(Action, "I called her."), (Outcome, text), (Lesson, "")])
            .is_empty()
    };
    assert!(fires("Every tube stayed cold."));
    assert!(!fires("She reads it every single morning."));
    assert!(!fires("The sheet is filled in two years on."));
    assert!(!fires("Two garages took it over."));
}

#[test]
fn a_cause_that_was_only_looked_for_is_none() {
    let fires = |text: &str| {
        !found(
            "no-cause",
            Failure,
            &[(Situation, "She was late."), (Action, text), (Outcome, "It ended."), (Lesson, "I now call.")],
        )
        .is_empty()
    };
    assert!(fires("I did a deep dive to identify the root cause."));
    assert!(!fires("The root cause was a full disk."));
    assert!(!fires("It failed because the disk was full."));
}

#[test]
fn praise_is_true() {
    let baseline = |text: &str| !found("praise-baseline", Success, &[(Outcome, text)]).is_empty();
    assert!(baseline("Calls fell from 14 to 3."));
    assert!(baseline("There were 3 calls, and 14 the month before."));
    assert!(!baseline("I made eleven of those calls."));
    assert!(!baseline("Two people moved from sales to the bench."));
    assert!(!baseline("Our agency's satisfaction improved by 40%."));
    assert!(!baseline("We sent 12 letters instead."));
    assert!(baseline("It is 12 now, down from 40."));
}

#[test]
fn capitals_for_weight_are_no_acronym() {
    silent("acronym", Success, Action, &["I wrote that the refund was due. The word REFUND stood on it."]);
    assert_eq!(met("acronym", Success, Action, "I sent it to the QRF."), ["QRF"]);
}

#[test]
fn a_habit_with_one_figure_in_it_is_still_a_habit() {
    let habit = "I check everything three times. I always stay late. I usually ask. I never send it. I once found a hole.";
    assert_eq!(met("habit-voice", Case, Action, habit).len(), 1);
    silent(
        "habit-voice",
        Case,
        Action,
        &["I called her. I usually check, so I read it twice. I drew it again. I sent it."],
    );
}

#[test]
fn a_cost_that_others_bore_is_asked_about() {
    for (text, words) in [
        ("The team worked weekends until May. We launched on the day that was planned.", "worked weekends"),
        ("She signed. Two colleagues resigned over it in the fall, and the numbers are good.", "resigned"),
        ("People stayed late for a month. It went live on 3 May with all 14 reports.", "stayed late"),
    ] {
        assert_eq!(met("harm-ignored", Success, Outcome, text), [words], "{text}");
    }
    silent(
        "harm-ignored",
        Success,
        Outcome,
        &[
            "I worked weekends until May. It went live with all 14 reports.",
            "Nobody has quit since, and 14 of 14 reports are right.",
            "The team worked weekends until May. I gave them two weeks off in June.",
            "Two of them told me they had quit for that reason. 14 came back.",
        ],
    );
}

#[test]
fn praise_for_an_admission_names_one() {
    let told = |text: &str| {
        let parts = [(Action, text), (Lesson, "Since then I read each date back.")];
        found("praise-admission", Success, &parts).len()
    };
    for owned in
        ["I misread the date and told her the same day.", "I had never asked who signs. I told her so."]
    {
        assert_eq!(told(owned), 1, "{owned}");
    }
    for no_admission in [
        "I broke the job down into six steps and told her.",
        "I had to know it, so I told her.",
        "I began with three of them, because if I was wrong I wanted it to be small. I told her.",
    ] {
        assert_eq!(told(no_admission), 0, "{no_admission}");
    }
}

#[test]
fn what_was_done_every_week_before_is_no_lasting_change() {
    let praised = |lesson: &str| {
        found("praise-lasting-change", Success, &[(Outcome, "It held."), (Lesson, lesson)]).len()
    };
    assert_eq!(praised("I had walked through that hall every week for three years."), 0);
    assert_eq!(praised("I walk through that hall every week."), 1);
}

#[test]
fn a_result_that_has_stayed_is_no_hope() {
    let told = |rule: &str, kind: PromptKind, result: &str| {
        found(rule, kind, &[(Outcome, result), (Lesson, "She was right.")]).len()
    };
    assert_eq!(
        told("only-expected", Success, "From 38 missed pallets in two weeks to 2 in the next six."),
        0
    );
    for stays in ["It has stayed at 0 for a year.", "The site in Ontario copied the sheet."] {
        assert_eq!(told("no-lasting-change", Failure, stays), 0, "{stays}");
    }
    assert_eq!(told("no-lasting-change", Failure, "It was 0 in that year."), 1);
}

#[test]
fn an_amount_of_money_wants_no_baseline() {
    let told = |result: &str| found("no-baseline", Success, &[(Outcome, result)]).len();
    assert_eq!(told("By 2022 it moved €2.1 million a year through their own cooperative."), 0);
    assert_eq!(told("By 2022 the score of the whole cooperative stood at 4.6 for all."), 1);
}

#[test]
fn one_word_of_overruling_in_a_concrete_story_is_not_one_sided() {
    let action =
        "I overruled him and showed him the three readings that I had taken on Monday, 1.1, 0.8 and 0.3.";
    assert!(found("one-sided", PromptKind::Conflict, &[(Action, action)]).is_empty());
    let general =
        "I learned that communication, collaboration and alignment are the keys to a successful outcome.";
    assert_eq!(found("one-sided", PromptKind::Conflict, &[(Action, action), (Lesson, general)]).len(), 1);
}

#[test]
fn a_task_in_the_words_of_the_situation_tells_no_action() {
    let action = "I stood in the hallway for three nights and wrote down which alarms rang on the night shift. \
                  I showed the engineers that most were loose electrodes. I changed those every morning.";
    let told = |task: &str| found("task-is-action", Success, &[(Task, task), (Action, action)]).len();
    assert_eq!(told("The alarms of the night shift were for the engineers, not the hallway."), 0);
    let twice =
        "My task was to write down which alarms rang, to show the engineers, and to change the electrodes.";
    let said = "I listed which alarms rang, showed the engineers, and changed the electrodes every morning.";
    assert_eq!(found("task-is-action", Success, &[(Task, twice), (Action, said)]).len(), 1);
}

#[test]
fn what_was_done_is_seen_in_notes_and_beside_help_and_presence() {
    let notes = "Gave it two Saturdays. Second try: sorted the ended tenancies by eye. Then wrote to all 17 and rang \
                 them. Took my manager a list of names, not a number.";
    silent("no-own-action", Success, Action, &[notes]);
    assert!(
        !found("no-own-action", Success, &[(Action, "It was sorted. It was hard work. They were told.")])
            .is_empty()
    );
}

#[test]
fn a_view_that_is_only_reported_is_no_contempt() {
    let said =
        "The accepted reason in the staffroom was that they couldn't be bothered, my colleague told me.";
    assert!(found("contempt", Success, &[(Situation, said)]).is_empty());
    let own = "My colleague couldn't be bothered to call, so it fell to me.";
    assert_eq!(levels(&found("contempt", Success, &[(Situation, own)])), [Warning]);
}

#[test]
fn a_result_that_counts_something_is_not_short_by_its_share() {
    let counted = "Falls went from about four a month to two. No hip since. She still thinks I'm reckless, but rings me.";
    assert!(found("thin-result", Success, &[(Action, &ACTION.repeat(3)), (Outcome, counted)]).is_empty());
    let empty = "It ended well for us. She still thinks I'm reckless, but she rings me first these days, which is new.";
    assert!(!found("thin-result", Success, &[(Action, &ACTION.repeat(3)), (Outcome, empty)]).is_empty());
}

#[test]
fn a_result_that_mostly_hopes_is_asked_what_has_happened() {
    let hopes = "The script ran in 3 minutes. Once it has been connected, it should save 6 hours a week. I'd expect \
                 other teams to be able to reuse it next year.";
    let hoped = found("only-expected", Success, &[(Outcome, hopes)]);
    assert_eq!(
        hoped.first().map(|f| f.message.as_str()),
        Some("These numbers sound hoped for, not counted.")
    );
    let happened =
        "The script runs in 3 minutes. It saved 6 hours in the first week. Other teams should follow.";
    assert!(found("only-expected", Success, &[(Outcome, happened)]).is_empty());
}

#[test]
fn a_number_after_a_colon_is_nobodys_voice() {
    let list = "They asked for everything: 318 items on the list against 190 the year before.";
    assert!(found("praise-voice", Success, &[(Situation, list)]).is_empty());
    let voice = "She asked me one thing: who signs this when you are on leave?";
    assert!(!found("praise-voice", Success, &[(Situation, voice)]).is_empty());
}

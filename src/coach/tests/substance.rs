//! Rules on content: what must fire and what must not, with exact spans.

use super::*;

#[test]
fn a_result_is_thin_when_it_is_short_or_only_pleasant() {
    assert_eq!(met("thin-result", Success, Outcome, "She was happy in the end."), ["(whole)"]);
    // With the lesson of a failure it is enough.
    silent("thin-result", Failure, Outcome, &["She signed it, a day early, for the client. And renewed."]);
    assert_eq!(
        met(
            "thin-result",
            Success,
            Outcome,
            "Everyone on both sides said that they were satisfied with the way in which it all ended for us."
        ),
        ["satisfied"]
    );
    silent(
        "thin-result",
        Success,
        Outcome,
        &[
            "Everyone was satisfied, and 14 of them wrote it down in the survey that we send around.",
            "Everyone was satisfied, and Maria from their board said so in front of the whole floor.",
            "Everyone was satisfied: \"the first report I can read\", she said to me at the door that day.",
            "Everyone was satisfied, and the client renewed the contract in the same week, on the same terms.",
            "Everyone was satisfied, and the worksheet is now a part of the report that goes to them.",
        ],
    );
}

#[test]
fn we_in_the_action_asks_for_your_part() {
    let we = "We found that the job rounded. We fixed it. Then our team tested it. I sent it.";
    assert_eq!(met("we-heavy", Success, Action, we), ["We found that", "We fixed it", "our team tested it"]);
    assert_eq!(found("we-heavy", Success, &[(Action, we)]).len(), 1, "three times the same is one remark");
    silent(
        "we-heavy",
        Success,
        Action,
        &[
            "We found that it rounded. We fixed it.",
            "We agreed that I call her. I called. We agreed that I go. I went. We said I should stay. I stayed.",
            "I called. She said \"we never had this, we never will, we told you\". I wrote. I left.",
            "In the US I called. The US office wrote back. I told the US branch. I left.",
            "We met. I called her, then I sat with her, then I rewrote it, then I sent it to my lead. I slept. We met. We left.",
        ],
    );
    silent(
        "we-heavy",
        Success,
        Situation,
        &["We were late. We had our own way. Our team was new. We were few."],
    );
    silent(
        "we-heavy",
        Success,
        Outcome,
        &["We won. Our client renewed with us for two years and we kept the line."],
    );
}

#[test]
fn one_deed_of_we_among_your_own_is_asked_about() {
    let mixed = "I asked her for three reports. We found that the job rounded. I rewrote it and I called her. \
                 We tested it with her assistant. I asked her again, and I sent it.";
    let all = found("we-heavy", Success, &[(Action, mixed)]);
    assert_eq!(levels(&all), [Hint], "one remark with two places");
    assert_eq!(met("we-heavy", Success, Action, mixed), ["We found that", "We tested it"]);
    silent(
        "we-heavy",
        Success,
        Action,
        &[
            "I asked her for three reports, and we found that the job rounded. I rewrote it. I called her.",
            "I called her. We agreed on Monday. We were late. I rewrote it and I sent it.",
        ],
    );
}

#[test]
fn an_action_wants_things_you_did() {
    let passive =
        "The data was checked by the team and the fix was released, and everything was documented for all.";
    assert_eq!(levels(&found("no-own-action", Success, &[(Action, passive)])), [Warning]);
    // Too short for judging shares, so that the hint stands alone.
    let few = |action: &str| {
        let start = [(Situation, "Our client could not trace 3 totals."), (Task, "It was mine.")];
        levels(&found("no-own-action", Success, &[start[0], start[1], (Action, action)]))
    };
    assert_eq!(few("I called her. She was late."), [Hint]);
    assert_eq!(few("I knew it. I was there. I had to go."), [Hint]);
    let nobodys = "I called her, asked her and wrote it down. Two offers were obtained. A broker was brought in. \
                   The old cars were sold. Posters were hung.";
    assert_eq!(
        met("no-own-action", Success, Action, nobodys),
        ["were obtained", "was brought", "were sold", "were hung"]
    );
    silent(
        "no-own-action",
        Success,
        Action,
        &[
            "I called her, asked her and wrote it down. Two offers were obtained by Ann. A car was sold. It was hung.",
        ],
    );
    silent(
        "no-own-action",
        Success,
        Action,
        &[
            "I called. I went. I wrote.",
            "- called her\n- rewrote the job\n- sent it",
            "I then quickly called her, sat down with her and later rewrote it.",
            "I've rebuilt it. I personally drove there. I also taught them.",
        ],
    );
    for not_mine in [
        "I would call, write and send.",
        "They called. She wrote. He sent.",
        "I was asked. I was told. I was sent.",
    ] {
        assert_eq!(met("no-own-action", Success, Action, not_mine).len(), 1, "{not_mine}");
    }
}

#[test]
fn a_number_is_a_quantity() {
    let fires = |text: &str| {
        !found(
            "no-number",
            Success,
            &[
                (Situation, "The auditor refused."),
                (Task, "I had to help."),
                (Action, "I called her."),
                (Outcome, text),
                (Lesson, ""),
            ],
        )
        .is_empty()
    };
    for quantity in [
        "It took 14 days.",
        "Up by 3%.",
        "About $40 each.",
        "It cost \u{20ac}9.",
        "Twelve of them left.",
        "Half of them left.",
        "It doubled.",
        "It was double the price.",
        "It fell by a third.",
        "A dozen calls.",
        "From 3 to 1.",
        "It took one hour.",
        "Calls fell 3.5 percent.",
        "10k users.",
        "It was 2x as fast.",
        "10,000 rows.",
        "Three quarters stayed.",
    ] {
        assert!(!fires(quantity), "{quantity}");
    }
    for none in [
        "It was in 2024.",
        "On March 5 she came.",
        "On 5 March.",
        "By 2024-03-05.",
        "It was 14:02.",
        "At 3 pm.",
        "At 3pm.",
        "Version 2.0.1 came.",
        "With version 3.",
        "She came 2nd.",
        "It runs 24/7.",
        "We are number one.",
        "1. It ran.",
        "2) It ran.",
        "One of them left.",
        "No one came.",
        "In Q3 it ran.",
        "COVID-19 came.",
        "The first one.",
        "Phase 2 ran.",
        "A lot of double bookings.",
    ] {
        assert!(fires(none), "{none}");
    }
}

#[test]
fn a_rate_wants_what_it_was_before() {
    // A baseline in the Situation or the Task.
    let rate = "On-time delivery is at 92% and everyone can see it in the hall.";
    let told = found("no-baseline", Success, &[(Situation, "Only 71% came on time."), (Outcome, rate)]);
    assert!(told.is_empty(), "{told:?}");
    let other = found("no-baseline", Success, &[(Situation, "There were 71 trucks."), (Outcome, rate)]);
    assert_eq!(other.len(), 1);
    silent(
        "no-baseline",
        Success,
        Outcome,
        &[
            "Same-day letters 55 to 78%, and each of them was read.",
            "Misrouted racks 9.5 \u{2192} 1.5 and none was lost.",
        ],
    );
    assert_eq!(
        met(
            "no-baseline",
            Success,
            Outcome,
            "On-time delivery is at 92% and everyone can see it in the hall."
        ),
        ["92"]
    );
    silent(
        "no-baseline",
        Success,
        Outcome,
        &[
            "On-time delivery went from 71% to 92% and everyone can see it in the hall.",
            "On-time delivery is at 92%, compared with the year in which I had started there.",
            "On-time delivery is up by 92% and everyone can see it in the hall as they walk in.",
            "We refunded 14 clients, and each of them got a call from me on that same evening.",
            "The firm recovered 92% of her files, and she did the others again in that week.",
        ],
    );
}

#[test]
fn sizes_want_a_figure() {
    assert_eq!(
        met(
            "vague-magnitude",
            Success,
            Outcome,
            "Complaints went down significantly after that. Sales rose a lot, too, in the branches."
        ),
        ["significantly", "a lot"]
    );
    let grave = found(
        "vague-magnitude",
        Success,
        &[(Outcome, "Complaints went down significantly after that, and a lot.")],
    );
    assert_eq!(levels(&grave), [Warning], "one a sentence");
    let general = "I learned that communication and collaboration make the difference.";
    let several = [(Action, "I called several clients."), (Lesson, general)];
    assert_eq!(levels(&found("vague-magnitude", Success, &several)), [Hint]);
    silent(
        "vague-magnitude",
        Success,
        Action,
        &[
            "I called several clients.",
            "I had too many calls and asked how many were left.",
            "I called rather than wrote.",
            "I cut it significantly, from 9 to 2.",
            "She said \"a lot has changed\". I left.",
        ],
    );
    silent("vague-magnitude", Success, Situation, &["There were many huge problems, and several others."]);
}

#[test]
fn claims_want_to_be_shown() {
    assert_eq!(
        met(
            "vague-claim",
            Success,
            Action,
            "I aligned all stakeholders. I took ownership. I called her. I wrote it."
        ),
        ["aligned all stakeholders", "took ownership"]
    );
    let two = found("vague-claim", Success, &[(Action, "I aligned the stakeholders. I took ownership.")]);
    assert_eq!(levels(&two), [Warning]);
    let alone = "I worked closely with them and then I wrote it. I called her, and I asked her twice.";
    let start = [(Situation, "Our client could not trace 3 totals."), (Task, "It was mine.")];
    let one = found("vague-claim", Success, &[start[0], start[1], (Action, alone)]);
    assert_eq!(levels(&one), [Hint]);
    silent(
        "vague-claim",
        Success,
        Action,
        &[
            "I worked closely with Anna on it.",
            "I took ownership of the 14 open calls.",
            "I communicated clearly: \"we will be late\".",
            "She said that I \"took ownership\".",
            "I took the wheel.",
        ],
    );
    // Neither a sentence's first capital nor "I" is a name.
    assert_eq!(
        met("vague-claim", Success, Action, "I worked closely with them and I wrote. Then I left."),
        ["worked closely"]
    );
}

#[test]
fn somebody_was_served() {
    let of = |principle: &str, situation: &str, outcome: &str, customer: &str| {
        let mut s = good();
        s.principle = principle.into();
        s.customer = customer.into();
        s.situation = situation.into();
        s.task = "I had to fix it.".into();
        s.action = "I called. I wrote. I left.".into();
        s.result = outcome.into();
        s.lesson.clear();
        let r = judged(&s, Success);
        r.findings
            .into_iter()
            .filter(|f| f.rule.0 == "no-customer")
            .map(|f| (f.level, f.section.unwrap()))
            .collect::<Vec<_>>()
    };
    let nobody = "The reports were wrong.";
    assert_eq!(of("customer-obsession", nobody, nobody, ""), [(Warning, Situation)]);
    assert_eq!(of("ownership", nobody, nobody, ""), [], "told concretely");
    let general = "Communication and collaboration improved, and the feedback was positive.";
    assert_eq!(of("ownership", nobody, general, ""), [(Warning, Situation)], "with general words it adds up");
    assert_eq!(of("customer-obsession", "A client waited.", nobody, ""), [(Hint, Outcome)]);
    for someone in [
        "The clients' reports",
        "A guest's bag",
        "Our passengers waited",
        "My internal customers",
        "The families",
    ] {
        assert_eq!(of("customer-obsession", someone, "The caller thanked me.", ""), [], "{someone}");
    }
    assert_eq!(
        of("customer-obsession", "Mia could not log in.", "Mia logged in.", "Mia, who was locked out"),
        []
    );
    assert_eq!(
        of("customer-obsession", "The skippers waited.", "The skipper left.", ""),
        [(Warning, Situation)]
    );
    let settings = Settings { customer_words: vec!["skipper".into()], ..Settings::default() };
    let mut s = good();
    s.situation = "The skippers waited.".into();
    s.task = "I had to go.".into();
    let r = review(&s, Some(&prompt("customer-obsession", Success)), &settings, facts());
    assert!(r.findings.iter().all(|f| f.rule.0 != "no-customer"));
}

#[test]
fn a_failure_wants_a_lesson_of_its_own() {
    assert_eq!(levels(&found("no-lesson", Failure, &[(Lesson, "")])), [Warning]);
    assert!(found("no-lesson", Success, &[(Lesson, "")]).is_empty());
    let in_result = "She signed a day early and renewed. I learned to ask who signs, and I do it first.";
    assert!(found("no-lesson", Failure, &[(Lesson, ""), (Outcome, in_result)]).is_empty());

    let lesson = |text| met("generic-lesson", Success, Lesson, text);
    assert_eq!(lesson("I learned that communication is key."), ["is key"]);
    assert_eq!(lesson("Teamwork!"), ["Teamwork"]);
    assert_eq!(lesson("I should plan better."), ["plan better"]);
    assert_eq!(levels(&found("generic-lesson", Failure, &[(Lesson, "Be more careful.")])), [Warning]);
    silent(
        "generic-lesson",
        Success,
        Lesson,
        &[
            "Plan better: the checklist hangs at the till.",
            "Be more careful with the 14 clients.",
            "I learned that communication is key, which is why I now read every date back to the client on the phone.",
            "I ask whoever signs.",
            "",
        ],
    );
}

#[test]
fn a_change_wants_to_have_stayed() {
    let gone = [
        (
            Outcome,
            "She signed a day early, and the client was glad of the collaboration and of the outcome that it had.",
        ),
        (Lesson, ""),
    ];
    let plain = [gone[0], gone[1], (Action, "I called her. I sat with her. I wrote it.")];
    assert_eq!(levels(&found("no-lasting-change", Failure, &gone)), [Hint]);
    assert_eq!(levels(&found("no-lasting-change", Change, &plain)), [Warning]);
    assert_eq!(levels(&found("no-lasting-change", Change, &gone)), [Hint], "the Action left a runbook");
    assert!(found("no-lasting-change", Success, &plain).is_empty());
    for stays in [
        "It became a checklist.",
        "We do it weekly.",
        "From then on I asked.",
        "Now I ask.",
        "There is an alert.",
    ] {
        assert!(
            found("no-lasting-change", Change, &[plain[0], plain[2], (Lesson, stays)]).is_empty(),
            "{stays}"
        );
    }
}

#[test]
fn a_failure_or_a_dive_wants_its_cause() {
    let flat = [
        (Situation, "The client's totals were wrong."),
        (Task, "I had to fix them."),
        (Action, "I fixed them."),
        (Outcome, "They were right."),
        (Lesson, "I ask first."),
    ];
    assert_eq!(levels(&found("no-cause", Failure, &flat)), [Hint]);
    assert!(found("no-cause", Success, &flat).is_empty());
    let mut dive = good();
    dive.principle = "dive-deep".into();
    for (section, text) in flat {
        *dive.section_mut(section) = text.into();
    }
    assert!(judged(&dive, Success).findings.iter().any(|f| f.rule.0 == "no-cause"));
    for cause in [
        "It was due to rounding.",
        "It turned out to round.",
        "I had assumed it.",
        "I traced it.",
        "The reason was I.",
    ] {
        let mut told = flat;
        told[2].1 = cause;
        assert!(found("no-cause", Failure, &told).is_empty(), "{cause}");
    }
}

#[test]
fn blame_is_asked_about_once() {
    let text = "The vendor never answered. They refused. He forgot.";
    assert_eq!(met("blame", Failure, Situation, text), ["The vendor never"]);
    assert_eq!(met("blame", Success, Situation, text), [""; 0]);
    silent(
        "blame",
        Failure,
        Situation,
        &[
            "The vendor never answered me, and I did not ask again.",
            "The vendor called, and after a long week on the road in the rain the parcel never came.",
            "She said \"they never answer\".",
        ],
    );
}

#[test]
fn praise_in_disguise_is_no_failure() {
    assert_eq!(
        met("humble-brag", Failure, Lesson, "I am too much of a perfectionist."),
        ["too much of a perfectionist"]
    );
    assert_eq!(met("humble-brag", Success, Lesson, "I am too much of a perfectionist."), [""; 0]);
    silent("humble-brag", Failure, Lesson, &["I worked hard.", "The standards were high.", "She cared."]);
}

#[test]
fn one_event_is_wanted() {
    let habit = [
        (Situation, "Clients usually call us when they are upset."),
        (Task, "It is my job to calm them."),
        (Action, "I listened first, as always. I typically offer a choice."),
    ];
    let hit = found("habit-voice", Case, &habit);
    assert_eq!(levels(&hit), [Warning]);
    assert_eq!(hit.first().unwrap().quote, "usually");
    for one_event in [
        "Last year a client usually called.",
        "In May a client usually called.",
        "Clients of Acme usually call.",
        "14 clients usually call.",
        "In 2024 clients usually called.",
    ] {
        let mut told = habit;
        told[0].1 = one_event;
        assert!(found("habit-voice", Case, &told).is_empty(), "{one_event}");
    }
    let would = "I would listen first. Then I would offer two or three choices to them.";
    assert_eq!(met("habit-voice", Case, Action, would), ["I would"]);
    silent(
        "habit-voice",
        Case,
        Action,
        &[
            "I told her that I would call. I promised I would write. I left.",
            "I called once. She usually did that.",
            "She said \"I always do, I usually do\". I left.",
        ],
    );
}

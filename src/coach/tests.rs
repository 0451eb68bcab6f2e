//! Every rule by the sentences that must fire and those that must not, its spans to the letter.

use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::questions::Kind;
use crate::story::{PromptId, StoryId};

const SITUATION: &str = "In March 2025 the auditor of our largest client refused to sign three reports.";
const TASK: &str = "I had two days to make them traceable, or the client would delay the renewal.";
const ACTION: &str = "I called her that evening and asked which totals she distrusted. I sat with her the next \
    morning and recomputed the first report by hand, line by line. The nightly job rounded before it summed, \
    which is why no total could be traced. I rewrote the job, reran it for twelve months and printed the before \
    and after for her. Then I sent her a worksheet with every invoice number and walked her assistant through \
    it on the phone. He repeated it without me. I wrote the steps into our runbook the same day.";
const RESULT: &str = "She signed a day early. Open findings fell from 14 to 0, and the client renewed for two \
    years. The worksheet is now part of every monthly report.";
const LESSON: &str = "Since then I ask whoever signs a number to be in the room when it is designed.";

fn good() -> Story {
    let mut s = Story::new(StoryId::from_bits(7), "customer-obsession", Timestamp::UNIX_EPOCH);
    s.happened = "2025-03".into();
    s.situation = SITUATION.into();
    s.task = TASK.into();
    s.action = ACTION.into();
    s.result = RESULT.into();
    s.lesson = LESSON.into();
    s
}

fn prompt(principle: &str, kind: Kind) -> Prompt {
    Prompt {
        id: PromptId::new(principle, "sample"),
        short: "sample".into(),
        text: "Tell me.".into(),
        kind,
        probes: Vec::new(),
        joggers: Vec::new(),
    }
}

fn facts() -> Facts {
    Facts::on(date(2025, 11, 23))
}

fn judged(story: &Story, kind: Kind) -> Review {
    review(story, Some(&prompt(&story.principle, kind)), &Settings::default(), facts())
}

/// The findings of a rule in the good story with some parts replaced.
fn found(rule: &str, kind: Kind, parts: &[(Section, &str)]) -> Vec<Finding> {
    let mut story = good();
    for (section, text) in parts {
        *story.section_mut(*section) = (*text).to_owned();
    }
    let r = judged(&story, kind);
    r.findings.into_iter().chain(r.praise).filter(|f| f.rule.0 == rule).collect()
}

/// The words that a rule meets in one replaced part, to the letter.
fn met(rule: &str, kind: Kind, section: Section, text: &str) -> Vec<String> {
    found(rule, kind, &[(section, text)])
        .into_iter()
        .map(|f| f.span.map_or_else(|| "(whole)".to_owned(), |s| text.get(s).unwrap().to_owned()))
        .collect()
}

fn silent(rule: &str, kind: Kind, section: Section, texts: &[&str]) {
    for text in texts {
        assert_eq!(met(rule, kind, section, text), [""; 0], "{rule}: {text}");
    }
}

fn levels(findings: &[Finding]) -> Vec<Level> {
    findings.iter().map(|f| f.level).collect()
}

use Kind::{Case, Change, Conflict, Failure, Success};
use Level::{Hint, Warning};
use Section::{Action, Lesson, Result as Outcome, Situation, Task};

#[test]
fn a_good_story_gets_praise_and_nothing_else() {
    for kind in [Case, Change, Conflict, Failure, Success, Kind::Tradeoff] {
        let r = judged(&good(), kind);
        assert_eq!(r.findings, [], "{kind:?}");
        let praise: Vec<&str> = r.praise.iter().map(|f| f.rule.0).collect();
        assert_eq!(
            praise,
            ["praise-baseline", "praise-own-actions", "praise-lasting-change", "praise-customer"]
        );
        assert_eq!(r.summary(), "Nothing to ask");
    }
}

#[test]
fn the_first_pass_is_quiet() {
    for blank in Section::STAR {
        let mut s = good();
        s.happened.clear();
        s.action = "We aligned stakeholders. We did it. We were done.".into();
        *s.section_mut(blank) = " \n".into();
        let r = judged(&s, Failure);
        assert!(!r.complete && r.findings.is_empty() && r.praise.is_empty(), "{blank:?}");
        assert_eq!(state(&r, 9), State::Draft);
    }
}

#[test]
fn a_dismissed_finding_stays_away_after_edits() {
    let mut s = good();
    s.action.push_str(" I worked closely with them.");
    let key = judged(&s, Success).findings.first().unwrap().key.clone();
    assert_eq!(key, "vague-claim:worked closely");
    s.dismissed.push(key);
    s.action = format!("I began at once. {} I Worked  closely with them, too.", s.action);
    assert_eq!(judged(&s, Success).findings, []);
}

#[test]
fn a_rule_that_is_off_is_off_everywhere() {
    for rule in rules() {
        let settings = Settings { off: vec![rule.id.to_string()], ..Settings::default() };
        let mut s = good();
        s.action = "We aligned stakeholders. We did it. We were many.".into();
        s.result =
            "It was significantly better and everyone was happy with it, I guess, in many ways.".into();
        for story in [good(), s] {
            let r = review(&story, Some(&prompt("customer-obsession", Failure)), &settings, facts());
            assert!(r.findings.iter().chain(&r.praise).all(|f| f.rule != rule.id), "{}", rule.id);
        }
    }
}

#[test]
fn too_short_and_too_long_go_by_time() {
    let short = |action: &str| found("too-short", Success, &[(Action, action), (Lesson, "")]);
    assert_eq!(levels(&short("I called her.")), [Warning]);
    assert_eq!(
        short("I called her.").first().unwrap().message,
        "This may be over in 0:26; usual is 1:30 to 2:30."
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
fn a_real_telling_replaces_the_estimate() {
    let told = |seconds| {
        let facts = Facts { told: Some(Seconds(seconds)), ..facts() };
        let r = review(&good(), None, &Settings::default(), facts);
        r.findings
            .iter()
            .chain(&r.praise)
            .map(|f| f.rule.0)
            .filter(|r| r.contains('o'))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert!(told(59).contains("too-short"));
    assert!(told(181).contains("too-long"));
    assert!(!told(60).contains("too-") && !told(180).contains("too-"));
    let facts = Facts { told: Some(Seconds(120)), ..facts() };
    let r = review(&good(), None, &Settings::default(), facts);
    assert!(r.praise.iter().any(|f| f.message == "Told in 2:00 aloud, within the usual 1:30 to 2:30."));
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
    assert_eq!(met("we-heavy", Success, Action, we), ["We found that"]);
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
fn an_action_wants_things_you_did() {
    let passive =
        "The data was checked by the team and the fix was released, and everything was documented for all.";
    assert_eq!(levels(&found("no-own-action", Success, &[(Action, passive)])), [Warning]);
    assert_eq!(levels(&found("no-own-action", Success, &[(Action, "I called her. She was late.")])), [Hint]);
    assert_eq!(
        levels(&found("no-own-action", Success, &[(Action, "I knew it. I was there. I had to go.")])),
        [Hint]
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
    ] {
        assert!(fires(none), "{none}");
    }
}

#[test]
fn a_rate_wants_what_it_was_before() {
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
    assert_eq!(levels(&found("vague-magnitude", Success, &[(Action, "I called several clients.")])), [Hint]);
    silent(
        "vague-magnitude",
        Success,
        Action,
        &[
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
    assert_eq!(levels(&two), [Warning, Hint]);
    let one = found("vague-claim", Success, &[(Action, "I worked closely with them and then I wrote it.")]);
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
    assert_eq!(of("ownership", nobody, nobody, ""), [(Hint, Situation)]);
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
        (Outcome, "She signed a day early, and the client was glad that it had ended like that."),
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
    assert_eq!(on(" ", "undated"), [Hint]);
    assert_eq!(on("spring", "undated"), []);
}

#[test]
fn sentences_should_fit_a_breath() {
    let words = |n: usize| format!("{}end.", "word ".repeat(n - 1));
    let long = words(31);
    assert_eq!(met("long-sentence", Success, Situation, &long), [long.trim_end_matches('.')]);
    silent(
        "long-sentence",
        Success,
        Situation,
        &[&words(30), &format!("{}; {}", words(20).trim_end_matches('.'), words(20))],
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
            &[&*words(31); 3].join(" "),
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
    let fades = "She signed a day early. So that is about the way in which it all was.";
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

#[test]
fn praise_names_what_is_good() {
    let r = judged(&good(), Failure);
    let by = |rule: &str| r.praise.iter().find(|f| f.rule.0 == rule).unwrap();
    assert_eq!(by("praise-baseline").quote, "Open findings fell from 14 to 0, and the client renewed for…");
    assert_eq!(by("praise-own-actions").quote, "I called");
    assert!(by("praise-own-actions").message.contains("steps"));
    assert_eq!(by("praise-lasting-change").section, Some(Outcome));
    for f in &r.praise {
        assert!(f.question.is_empty() && f.level == Level::Praise);
    }
}

#[test]
fn other_languages_are_judged_by_length_and_share_only() {
    let mut s = good();
    s.situation = "Ein Kunde konnte seine Rechnungen nicht mehr öffnen und rief jeden Tag bei uns an.".into();
    s.task = "Ich sollte den Fehler finden.".into();
    s.action =
        "Wir haben das gemeinsam gelöst. Wir haben viel gesprochen. Wir haben immer wieder geprüft.".into();
    s.result = "Am Ende war der Kunde sehr zufrieden mit allem, was wir für ihn getan hatten.".into();
    s.lesson.clear();
    let rules: Vec<&str> = judged(&s, Success).findings.iter().map(|f| f.rule.0).collect();
    assert_eq!(rules, ["too-short"]);
}

#[test]
fn warnings_come_first_and_a_line_belongs_to_its_part() {
    let mut s = good();
    s.action = "We called. We wrote. We sent it. I worked closely with them.".into();
    s.situation = "The QRF of the auditor was late.".into();
    let r = judged(&s, Success);
    assert!(r.findings.is_sorted_by_key(|f| std::cmp::Reverse(f.level)));
    assert_eq!(line(&r, Action).unwrap().rule.0, "we-heavy");
    assert_eq!(line(&r, Situation).unwrap().rule.0, "acronym");
    assert_eq!(line(&r, Outcome), None);
    assert_eq!(state(&r, 5), State::Draft);
    assert_eq!(line(&judged(&good(), Success), Task), None, "never praise");
    let solid = judged(&good(), Success);
    assert_eq!((state(&solid, 1), state(&solid, 2)), (State::Solid, State::Ready));
}

#[test]
fn every_rule_explains_itself() {
    let mut seen = std::collections::HashSet::new();
    for r in rules() {
        assert!(seen.insert(r.id), "{} twice", r.id);
        assert_eq!(rule(r.id.0).unwrap().title, r.title);
        for text in [r.title, r.why, r.after, r.false_alarms] {
            assert!(!text.is_empty() && !text.contains('!') && !text.contains("  "), "{}: {text}", r.id);
        }
        assert!(r.level == Level::Praise || !r.before.is_empty(), "{}", r.id);
    }
}

#[test]
fn every_finding_is_one_sentence_and_one_question() {
    let mut s = good();
    s.principle = "customer-obsession".into();
    s.happened = "2010".into();
    s.situation = "It was late. They never answered. The QRF failed.".into();
    s.task = "It had to be done.".into();
    s.action =
        "We aligned stakeholders. We took ownership. We worked hard. I think maybe I sort of tried to."
            .into();
    s.result =
        "It was significantly better, and it was a success, and that was all that there was to it.".into();
    s.lesson = "Communication is key. I cared too much.".into();
    let r = judged(&s, Failure);
    assert!(r.findings.len() > 12, "{}", r.findings.len());
    for f in &r.findings {
        assert_eq!(f.message.matches(['.', '?', '!']).count(), 1, "{}", f.message);
        assert!(
            f.message.ends_with('.') && f.question.ends_with('?') && f.question.matches('?').count() == 1
        );
        assert!(
            !f.message.contains(" is ") || f.message.contains("may") || f.message.contains("No sentence"),
            "{}",
            f.message
        );
        assert!(f.key.starts_with(f.rule.0));
    }
}

mod any_text {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[a-zA-Z ,.'\"\u{201c}\u{201d}\u{2019}\u{e9}\u{301}\u{200d}\u{1f469}\u{600}\u{915}\u{94d}\u{937}0-9%$\n-]{0,120}",
            prop::collection::vec(
                prop::sample::select(vec![
                    "I",
                    "we",
                    "significantly",
                    "QRF",
                    "14",
                    "%",
                    "e\u{301}",
                    "\u{1f469}\u{200d}\u{1f467}",
                    "usually",
                    ".",
                    "\n\n",
                    "\"",
                    "aligned",
                    "stakeholders",
                    "\u{4f60}\u{597d}",
                    "never",
                    "they",
                    "maybe",
                    "basically",
                    ",",
                ]),
                0..60
            )
            .prop_map(|w| w.join(" ")),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]
        #[test]
        fn spans_lie_on_graphemes_inside_their_part(parts in prop::array::uniform5(text()), customer in text()) {
            let mut s = good();
            for (section, t) in Section::ALL.into_iter().zip(&parts) {
                s.section_mut(section).push_str(t);
            }
            s.situation = parts[0].clone() + "x";
            s.action = parts[2].clone() + " x";
            s.customer = customer;
            let r = judged(&s, Failure);
            for f in r.findings.iter().chain(&r.praise) {
                let (Some(section), Some(span)) = (f.section, f.span.clone()) else { continue };
                let text = s.section(section);
                let edges: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
                prop_assert!(edges.contains(&span.start) && edges.contains(&span.end), "{} {span:?}", f.rule);
                prop_assert!(span.start < span.end);
            }
            for part in &parts {
                for span in private_data(part) {
                    prop_assert!(part.get(span).is_some());
                }
            }
        }
    }
}

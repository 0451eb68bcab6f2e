//! Behavior of `questions`.

use std::collections::{BTreeSet, HashMap, HashSet};

use starcoach::questions::{
    Asked, Bank, Principle, Probe, ProbeFamily, Prompt, PromptKind, Readiness, own, parse,
};
use starcoach::story::{PromptId, Section};

/// The principles in Amazon's order.
const PRINCIPLES: [&str; 16] = [
    "customer-obsession",
    "ownership",
    "invent-and-simplify",
    "are-right-a-lot",
    "learn-and-be-curious",
    "hire-and-develop-the-best",
    "insist-on-the-highest-standards",
    "think-big",
    "bias-for-action",
    "frugality",
    "earn-trust",
    "dive-deep",
    "have-backbone-disagree-and-commit",
    "deliver-results",
    "strive-to-be-earths-best-employer",
    "success-and-scale-bring-broad-responsibility",
];

/// The ten prompts that must stand word for word.
const THE_TEN: [(&str, PromptKind, &str); 10] = [
    (
        "missed-expectation",
        PromptKind::Failure,
        "Share an example of a time when you did not meet a client's expectation. What happened, and how did you attempt to rectify the situation?",
    ),
    ("difficult-customer", PromptKind::Conflict, "Tell us about a time you handled a difficult customer?"),
    ("apology", PromptKind::Failure, "Tell us a story of the last time you had to apologize to someone."),
    (
        "saying-no",
        PromptKind::Case,
        "When do you think it's ok to push back or say no to an unreasonable customer request?",
    ),
    ("client-relationships", PromptKind::Case, "How do you develop strong client relationships?"),
    (
        "impatience",
        PromptKind::Failure,
        "Most of us at one time have felt impatient when dealing with customers. Can you tell me about a time when you felt this way and how you dealt with it?",
    ),
    (
        "customer-feedback",
        PromptKind::Change,
        "Tell us about a time you used customer feedback to change the way you worked.",
    ),
    (
        "compromise",
        PromptKind::Tradeoff,
        "Tell us about a time you had to compromise in order to satisfy a customer.",
    ),
    (
        "understanding-needs",
        PromptKind::Case,
        "How do you get an understanding of what the customer's needs are?",
    ),
    ("anticipating-needs", PromptKind::Case, "How do you anticipate your customer's needs?"),
];

fn prompts(bank: &Bank) -> impl Iterator<Item = &Prompt> {
    bank.principles().iter().flat_map(Principle::prompts)
}

#[test]
fn sixteen_principles_in_amazons_order_with_ten_prompts_each() {
    let bank = Bank::built_in();
    let ids: Vec<&str> = bank.principles().iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, PRINCIPLES);
    for p in bank.principles() {
        let first = p.prompts().iter().take_while(|q| q.group.is_none()).count();
        assert_eq!(first, 10, "{}", p.id);
        // Nothing without a heading stands below one.
        assert!(p.prompts().iter().skip(10).all(|q| q.group.is_some()), "{}", p.id);
    }
    assert_eq!(prompts(&bank).map(|p| &p.id).collect::<HashSet<_>>().len(), 170);
    let usual = bank.by_how_often().first().map(|p| p.id.clone());
    assert_eq!(usual.as_deref(), Some("customer-obsession"));
    let almost_always = bank.principles().iter().filter(|p| p.asked == Asked::AlmostAlways).count();
    assert_eq!(almost_always, 5);
}

#[test]
fn the_ten_stand_word_for_word() {
    let bank = Bank::built_in();
    let pack = bank.principle("customer-obsession").unwrap();
    let first = pack.prompts().iter().filter(|p| p.group.is_none());
    let have: Vec<_> = first.map(|p| (p.id.clone(), p.kind, p.text.as_str())).collect();
    let want: Vec<_> = THE_TEN
        .iter()
        .map(|(id, kind, text)| (PromptId::new("customer-obsession", id), *kind, *text))
        .collect();
    assert_eq!(have, want);
    assert!(pack.source().as_ref().is_some_and(|s| s.contains("Holly Lee Coaching")));
    assert!(pack.amazon().as_ref().is_some_and(|s| s.contains("work backwards")));
}

#[test]
fn five_more_are_asked_about_customers_and_counted_apart_from_the_ten() {
    let bank = Bank::built_in();
    let pack = bank.principle("customer-obsession").unwrap();
    let more: Vec<&Prompt> = pack.prompts().iter().filter(|p| p.group.is_some()).collect();
    assert_eq!(more.len(), 5);
    assert!(more.iter().all(|p| p.group.as_deref() == Some("Also asked about customers")));
    assert_eq!(bank.place(&pack.prompts()[9].id), Some((10, 10)));
    assert_eq!(bank.place(&more[0].id), Some((11, 15)));
    // What Amazon gives as examples on its own page is asked somewhere.
    let all: Vec<&str> = prompts(&bank).map(|p| p.text.as_str()).collect();
    for said in [
        "took the lead on a project",
        "motivate a group",
        "several possible solutions",
        "took a risk, made a mistake",
    ] {
        assert!(all.iter().any(|text| text.contains(said)), "{said}");
    }
    assert!(all.contains(&"Tell me about a time you failed."));
}

#[test]
fn twins_name_one_another() {
    let bank = Bank::built_in();
    let mut pairs = 0;
    for p in prompts(&bank) {
        for twin in &p.also_asked {
            let (home, other) = bank.find(twin).unwrap_or_else(|| panic!("{}: there is no {twin}", p.id));
            assert_ne!(home.id, p.id.principle(), "{}: a twin is of another principle", p.id);
            assert!(other.also_asked.contains(&p.id), "{twin} does not name {}", p.id);
            pairs += 1;
        }
    }
    assert!(pairs >= 22, "{pairs}");
    let prompt = bank.prompt(&PromptId("dive-deep/detail-others-missed".into())).unwrap();
    assert_eq!(bank.also_asked_under(prompt), ["Insist on the Highest Standards"]);
}

#[test]
fn every_prompt_has_its_follow_ups_and_joggers() {
    let bank = Bank::built_in();
    let mut joggers = HashSet::new();
    let mut labels = HashSet::new();
    let mut asked = HashSet::new();
    for p in prompts(&bank) {
        assert_eq!(p.probes.len(), 3, "{}: probes", p.id);
        assert!(p.short.chars().count() <= 40, "{}: label too long", p.id);
        assert_eq!(p.joggers.len(), 4, "{}: joggers", p.id);
        for j in &p.joggers {
            assert!(joggers.insert(j.clone()), "{}: jogger twice: {j}", p.id);
            assert!(j.chars().count() <= 60, "{}: jogger too long: {j}", p.id);
        }
        assert!(labels.insert(p.short.clone()), "{}: label twice", p.id);
        assert!(p.short.starts_with(char::is_lowercase), "{}: label starts in lower case", p.id);
        assert!(p.text.ends_with(['?', '.']), "{}: {}", p.id, p.text);
        for probe in &p.probes {
            assert!(asked.insert(probe.text.clone()), "{}: probe twice: {}", p.id, probe.text);
        }
    }
}

#[test]
fn every_follow_up_says_what_it_is_after() {
    let bank = Bank::built_in();
    let mut used = HashSet::new();
    for p in prompts(&bank) {
        let families: HashSet<_> = p.probes.iter().map(|probe| probe.family).collect();
        assert!(!families.contains(&None), "{}: {:?}", p.id, p.probes);
        // Whatever a story leaves open, one of its question's own follow-ups can go there.
        assert_eq!(families.len(), 3, "{}: {:?}", p.id, p.probes);
        used.extend(families);
    }
    assert_eq!(used, ProbeFamily::ALL.map(Some).into_iter().collect());
}

/// A pack with one prompt that has these probes.
fn with_probes(probes: &str) -> String {
    format!(
        r#"{{"schema":1,"id":"mine","name":"Mine","summary":"x","asked":"often",
        "guide":{{"situation":[],"task":[],"action":[],"result":[]}},
        "prompts":[{{"id":"a","short":"a","text":"Why?","kind":"case","probes":[
        {probes}
        ]}}]}}"#
    )
}

#[test]
fn a_follow_up_is_a_text_or_a_text_with_its_family() {
    let pack = parse(&with_probes(
        r#""Who else?", {"family": "other-side", "text": "And she?", "x": 1}, {"text": "So?"}"#,
    ));
    let want = [
        Probe::from("Who else?"),
        Probe { text: "And she?".into(), family: Some(ProbeFamily::OtherSide) },
        Probe::from("So?"),
    ];
    assert_eq!(pack.unwrap().prompts()[0].probes, want);
    let mine = serde_json::json!({"prompts": [{"id": "q", "principle": "ownership", "text": "Why?",
        "probes": ["Who else?", {"text": "And she?", "family": "other-side"}, {"text": "So?"}]}]});
    assert_eq!(own(&mine)[0].1.probes, want);
    let written = serde_json::json!(["Who else?", {"text": "And she?", "family": "other-side"}, "So?"]);
    assert_eq!(serde_json::to_value(want).unwrap(), written);
}

#[test]
fn a_follow_up_that_cannot_be_used_is_named_with_its_line() {
    let refused = |probes: &str| parse(&with_probes(probes)).unwrap_err().to_string();
    let family = refused(r#"{"text": "So?", "family": "depht"}"#);
    assert!(family.starts_with("line 4: ") && family.contains("depht"), "{family}");
    assert!(family.contains("own-part") && family.contains("other-side"), "{family}");
    let number = refused("7");
    assert!(number.starts_with("line 4: ") && number.contains("a follow-up question"), "{number}");
    assert!(refused(r#"{"family": "depth"}"#).contains("text"));
    assert!(refused(r#"{"text": " ", "family": "depth"}"#).contains("follow-up without text"));
}

#[test]
fn words_shown_never_shout() {
    let bank = Bank::built_in();
    for p in bank.principles() {
        let guide = Section::ALL.iter().flat_map(|&s| p.guide().of(s));
        let all = p
            .prompts()
            .iter()
            .flat_map(|q| q.probes.iter().map(|p| &p.text).chain(&q.joggers).chain([&q.text, &q.short]));
        let all = guide.chain(all).chain(p.cues()).map(String::as_str);
        for text in all.chain([p.summary(), &p.name]) {
            assert!(!text.contains('!') && !text.contains("  ") && text.trim() == text, "{}: {text}", p.id);
        }
    }
}

#[test]
fn every_part_is_guided_and_the_result_asks_for_the_end_customer() {
    for p in Bank::built_in().principles() {
        for section in Section::ALL {
            let questions = p.guide().of(section);
            assert!((2..=3).contains(&questions.len()), "{} {}", p.id, section.name());
            assert!(questions.iter().all(|q| q.ends_with('?')), "{} {}", p.id, section.name());
            // The first stands in the empty part's row of Draft, which has 61 columns of 80.
            assert!(questions[0].chars().count() <= 61, "{}: {}", p.id, questions[0]);
        }
        let result = p.guide().result.join(" ");
        assert!(result.contains("end customer"), "{}: {result}", p.id);
        assert!(p.cues().len() >= 30, "{}: only {} cues", p.id, p.cues().len());
        assert!(p.summary().ends_with('.') && p.summary().matches(". ").count() == 0, "{}", p.id);
    }
}

#[test]
fn a_principle_asks_for_several_kinds_of_event() {
    for p in Bank::built_in().principles() {
        let kinds: HashSet<PromptKind> = p.prompts().iter().map(|q| q.kind).collect();
        assert!(kinds.len() >= 3, "{}: {kinds:?}", p.id);
    }
}

#[test]
fn prompts_open_as_interviewers_do() {
    // "When did you …?" invites a date, and "Which … have you …?" is nobody's speech.
    const NEVER: [&str; 5] = ["When did", "When were", "When have", "Which", "Think of"];
    for p in Bank::built_in().principles().iter().skip(1) {
        let mut openings: HashMap<String, usize> = HashMap::new();
        for q in p.prompts() {
            assert!(!NEVER.iter().any(|n| q.text.starts_with(n)), "{}: {}", q.id, q.text);
            let first: String = q.text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            *openings.entry(first).or_default() += 1;
        }
        assert!(openings.len() >= 3, "{}: {openings:?}", p.id);
        let usual = openings.remove("Tell me").unwrap_or(0);
        assert!(usual >= 2 && openings.values().all(|&n| n <= 3), "{}: {openings:?}", p.id);
    }
}

/// The words of a question that carry its meaning, cut to a rough stem.
fn content(text: &str) -> BTreeSet<String> {
    const EMPTY: &str = "a an the of to in on at for and or but with by from it its is was were be been did do \
         does had has have you your yours me my i we us they them their that this what when which who whom how \
         why would could should tell time example give describe walk through think situation something \
         somebody work most last ever more than all not no so as about one really";
    let empty: HashSet<&str> = EMPTY.split_whitespace().collect();
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2 && !empty.contains(w))
        .map(|w| {
            let w = ["ing", "ed", "es", "s"].iter().find_map(|end| w.strip_suffix(end)).unwrap_or(w);
            w.chars().take(6).collect()
        })
        .collect()
}

fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let shared = a.intersection(b).count() as f64;
    shared / a.union(b).count().max(1) as f64
}

#[test]
fn no_two_prompts_ask_the_same() {
    let bank = Bank::built_in();
    let all: Vec<_> = prompts(&bank).map(|p| (&p.id, content(&p.text))).collect();
    for (i, (id, words)) in all.iter().enumerate() {
        for (other, theirs) in all.iter().skip(i + 1) {
            let share = overlap(words, theirs);
            assert!(share < 0.5, "{id} and {other} share {share:.2}: {words:?} {theirs:?}");
        }
    }
}

#[test]
fn the_measure_of_sameness_notices_a_near_copy() {
    let a = content("Tell me about a time you disagreed with your manager on something important.");
    let b = content("Describe a time when you disagreed with your managers about important things.");
    let c = content("When did you last have to leave a piece of work unfinished?");
    assert!(overlap(&a, &b) >= 0.5);
    assert!(overlap(&a, &c) < 0.2);
}

#[test]
fn an_own_pack_replaces_one_with_its_id_or_goes_last() {
    let own = |id: &str| {
        format!(
            r#"{{"schema":1,"id":"{id}","name":"Mine","summary":"x","asked":"often","mood":1,
            "guide":{{"situation":[],"task":[],"action":[],"result":[]}},
            "prompts":[{{"id":"a","short":"a","text":"Why?","kind":"case"}}]}}"#
        )
    };
    let mut bank = Bank::built_in();
    bank.add(parse(&own("ownership")).unwrap());
    bank.add(parse(&own("mine")).unwrap());
    assert_eq!(bank.principles().len(), 17);
    assert_eq!(bank.principle("ownership").unwrap().prompts().len(), 1);
    assert_eq!(bank.principles().last().unwrap().id, "mine");
    assert!(bank.prompt(&PromptId("ownership/outside-remit".into())).is_none());
    assert_eq!(bank.place(&PromptId("mine/a".into())), Some((1, 1)));
}

#[test]
fn a_broken_pack_is_named_with_its_line() {
    let text = include_str!("../../questions/ownership.json");
    let broken = text.replacen("\"kind\": \"success\"", "\"kind\": \"joy\"", 1);
    let line = broken.lines().position(|l| l.contains("joy")).unwrap() + 1;
    let error = parse(&broken).unwrap_err();
    assert_eq!(error.line, Some(line));
    assert!(error.to_string().contains("joy"), "{error}");

    let twice = text.replacen("\"id\": \"nobody-owned\"", "\"id\": \"outside-remit\"", 1);
    assert!(parse(&twice).unwrap_err().reason.contains("two prompts have the id"));
    assert!(
        parse(&text.replacen("\"schema\": 1", "\"schema\": 9", 1)).unwrap_err().reason.contains("version 9")
    );
}

#[test]
fn six_questions_three_places_to_look_and_some_to_ask() {
    let list = Readiness::built_in();
    assert_eq!(list.questions.len(), 6);
    assert_eq!(list.questions.last().unwrap().id, "customer");
    let places: Vec<&str> = list.research.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(places, ["Glassdoor", "LinkedIn", "Recruiter"]);
    assert!(list.research.iter().all(|r| r.steps.len() >= 3));
    assert!(list.ask_them.len() >= 5);
    assert_eq!(list.day.len(), 10);
    assert!(list.written.subjects.len() >= 4);
    assert!(
        list.written.is_asked_at("") && list.written.is_asked_at("AWS") && !list.written.is_asked_at("Hooli")
    );
    assert!(list.ask_them.iter().all(|q| q.ends_with('?')));
}

#[test]
fn a_broken_readiness_list_is_refused_with_its_line() {
    let text = include_str!("../../questions/readiness.json");
    let unknown = text.replacen("\"help\"", "\"hint\"", 1);
    let line = unknown.lines().position(|l| l.contains("hint")).unwrap() + 1;
    assert_eq!(Readiness::parse(&unknown).unwrap_err().line, Some(line));
    let twice = text.replacen("\"id\": \"skills\"", "\"id\": \"customer\"", 1);
    assert!(Readiness::parse(&twice).unwrap_err().reason.contains("two entries"));
    let bad = text.replacen("\"id\": \"skills\"", "\"id\": \"My skills\"", 1);
    assert!(Readiness::parse(&bad).unwrap_err().reason.contains("is not an id"));
    assert!(Readiness::parse(&text.replacen("\"schema\": 1", "\"schema\": 2", 1)).is_err());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused_never_a_panic(text in "\\PC{0,200}", cut in 0usize..9000) {
        let _ = parse(&text);
        let _ = Readiness::parse(&text);
        let pack = include_str!("../../questions/customer-obsession.json");
        let short: String = pack.chars().take(cut).collect();
        proptest::prop_assert!(parse(&short).is_err());
    }
}

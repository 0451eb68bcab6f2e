//! What is asked at which company, and the short answers that every interview asks for.

use std::collections::HashSet;

use starcoach::questions::{Bank, Principle, PromptKind, parse};
use starcoach::story::pace::Seconds;
use starcoach::story::{PromptId, Section};

/// A pack of somebody's own.
const MINE: &str = r#"{"schema":1,"id":"mine","name":"Mine","summary":"x","asked":"often",
    "guide":{"situation":[],"task":[],"action":[],"result":[]},
    "prompts":[{"id":"a","short":"a","text":"Tell me.","kind":"success"}]}"#;

fn asked_at(company: &str) -> Vec<String> {
    Bank::built_in().for_company(company).principles().iter().map(|p| p.name.clone()).collect()
}

#[test]
fn a_company_is_known_by_a_word_of_its_name() {
    for amazon in ["", "  ", "Amazon", "amazon web services", "AWS", "Whole Foods Market"] {
        assert_eq!(asked_at(amazon).len(), 16, "{amazon}");
    }
    for (company, first, count) in [
        ("Google", "Googleyness", 5),
        ("YouTube (Google)", "Googleyness", 5),
        ("Meta Platforms", "Embracing ambiguity", 6),
        ("McKinsey & Company", "Personal impact", 6),
        ("Boston Consulting Group", "Personal impact", 6),
        ("Amazonas Trading", "Teamwork", 6),
        ("Metallurgy Inc", "Teamwork", 6),
        ("Hooli", "Teamwork", 6),
    ] {
        let names = asked_at(company);
        assert_eq!((names[0].as_str(), names.len()), (first, count), "{company}: {names:?}");
        assert_eq!(names.last().unwrap(), "Customers", "{company}");
    }
}

#[test]
fn at_another_company_the_ten_are_asked_by_a_plain_name_and_amazon_s_are_only_found() {
    let amazon = Bank::built_in();
    let bank = amazon.for_company("Google");
    let customers = bank.principle("customer-obsession").unwrap();
    assert_eq!((customers.name.as_str(), customers.amazon()), ("Customers", None));
    assert_eq!(
        customers.main_prompts()[0].text,
        amazon.principle("customer-obsession").unwrap().main_prompts()[0].text
    );
    assert!(customers.source().unwrap().contains("Holly Lee"), "the credit stays");
    assert!(!bank.is_asked("ownership") && bank.is_asked("googleyness"));
    let (home, _) = bank.find(&PromptId("ownership/early-risk".into())).unwrap();
    assert_eq!(home.name, "Ownership");
    // Nor does a question say that Amazon asks it too.
    for prompt in bank.principles().iter().flat_map(Principle::prompts) {
        let also = bank.also_asked_under(prompt);
        assert!(also.iter().all(|name| bank.principles().iter().any(|p| p.name == *name)), "{also:?}");
    }
    // And back, with the definition.
    let back = bank.for_company("Amazon");
    assert_eq!(back.principle("customer-obsession").unwrap().name, "Customer Obsession");
    assert!(back.principle("customer-obsession").unwrap().amazon().is_some());
    assert_eq!(back.principles().len(), 16);
    // What another company asks is found at Amazon's, too.
    assert_eq!(amazon.find(&PromptId("teamwork/new-team".into())).unwrap().0.name, "Teamwork");
}

#[test]
fn the_packs_of_companies_are_as_whole_as_amazon_s() {
    let all = super::voice::all_packs();
    let ids: HashSet<&str> = all.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids.len(), all.len());
    assert_eq!(all.len(), 16 + 4 + 5 + 5 + 5 + 1);
    let bank = Bank::built_in();
    for p in all.iter().filter(|p| bank.principles().iter().all(|q| q.id != p.id)) {
        assert!(p.cues().len() >= 8, "{}", p.id);
        assert!(p.summary().ends_with('.'), "{}", p.id);
        assert!((3..=7).contains(&p.prompts().len()), "{}", p.id);
        for section in Section::ALL.into_iter().filter(|_| !p.is_pitch()) {
            let questions = p.guide().of(section);
            assert!(!questions.is_empty() && questions.iter().all(|q| q.ends_with('?')), "{}", p.id);
            assert!(questions[0].chars().count() <= 61, "{}: {}", p.id, questions[0]);
        }
        let result = p.guide().result.join(" ");
        let whom = ["customer", "user", "client"];
        assert!(p.is_pitch() || whom.iter().any(|w| result.contains(w)), "{}: {result}", p.id);
        for q in p.prompts() {
            assert_eq!((q.probes.len(), q.joggers.len()), (3, 4), "{}", q.id);
            assert!(q.short.chars().count() <= 40 && q.short.starts_with(char::is_lowercase), "{}", q.id);
            assert!(q.probes.iter().all(|probe| probe.family.is_some()), "{}", q.id);
            for like in &q.also_asked {
                assert!(bank.prompt(like).is_some(), "{}: {like}", q.id);
            }
        }
    }
}

#[test]
fn every_interview_asks_for_seven_short_answers_with_their_own_times() {
    let bank = Bank::built_in();
    let pack = bank.pitches().unwrap();
    assert!(!bank.is_asked(&pack.id), "it is no principle of anybody's");
    assert_eq!(bank.listed().last().unwrap().id, pack.id);
    assert_eq!(pack.prompts().len(), 7);
    for q in pack.prompts() {
        assert_eq!(q.kind, PromptKind::Pitch);
        assert!(q.usual.start().0 >= 15 && q.usual.end().0 <= 90, "{}: {:?}", q.id, q.usual);
        assert_eq!(q.guide.len(), 5, "{}", q.id);
        assert_eq!(bank.guide(&q.id, Section::Action), q.guide);
        assert!(bank.guide(&q.id, Section::Situation).is_empty());
    }
}

#[test]
fn a_pack_of_somebody_s_own_may_be_for_certain_companies() {
    let own = |companies: &str| MINE.replacen("\"name\"", &format!("\"for\":{companies},\"name\""), 1);
    let mut bank = Bank::built_in();
    bank.add(parse(&own("[\"Acme\"]")).unwrap());
    let has = |bank: &Bank, company: &str| bank.for_company(company).is_asked("mine");
    assert!(has(&bank, "ACME Rockets") && !has(&bank, "Amazon") && !has(&bank, "Hooli"));
    assert_eq!(bank.for_company("Acme").principles().len(), 2, "its own and what customers ask");
    bank.ask_also_for(&["google".to_owned()]);
    assert!(bank.for_company("Acme").is_asked("googleyness"));
    let mut bank = Bank::built_in();
    bank.add(parse(MINE).unwrap());
    assert!(has(&bank, "Amazon") && has(&bank, "Google"), "without companies it is for all");
}

#[test]
fn a_pitch_needs_no_guide_of_its_pack_and_a_story_does() {
    let pack = |kind: &str, seconds: &str| {
        format!(
            r#"{{"schema":1,"id":"mine","name":"Mine","summary":"x","asked":"often","prompts":[
            {{"id":"a","short":"a","text":"Why?","kind":"{kind}","guide":["One?"],"seconds":{seconds}}}]}}"#
        )
    };
    assert_eq!(parse(&pack("pitch", "[20, 45]")).unwrap().prompts()[0].usual, Seconds(20)..=Seconds(45));
    assert!(parse(&pack("case", "[20, 45]")).unwrap_err().reason.contains("`guide`"));
    let backward = parse(&pack("pitch", "[45, 20]")).unwrap_err();
    assert!(backward.line == Some(2) && backward.reason.contains("seconds"), "{backward}");
}

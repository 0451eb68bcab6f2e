//! The coach as a whole: its findings on a good story, and when it is silent.

mod any_text;
mod form;
mod kinds;
mod substance;
mod unseen;

use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::questions::PromptKind;
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

fn prompt(principle: &str, kind: PromptKind) -> Prompt {
    Prompt {
        id: PromptId::new(principle, "sample"),
        short: "sample".into(),
        text: "Tell me.".into(),
        group: None,
        kind,
        also_asked: Vec::new(),
        easy: false,
        usual: crate::story::pace::USUAL,
        guide: Vec::new(),
        probes: Vec::new(),
        joggers: Vec::new(),
    }
}

fn facts() -> Facts {
    Facts::on(date(2025, 11, 23))
}

fn judged(story: &Story, kind: PromptKind) -> Review {
    review(story, Some(&prompt(&story.principle, kind)), &Settings::default(), facts())
}

/// The findings of a rule in the good story with some parts replaced.
fn found(rule: &str, kind: PromptKind, parts: &[(Section, &str)]) -> Vec<Finding> {
    let mut story = good();
    for (section, text) in parts {
        *story.section_mut(*section) = (*text).to_owned();
    }
    let r = judged(&story, kind);
    r.findings.into_iter().chain(r.praise).filter(|f| f.rule.0 == rule).collect()
}

/// The words reported by a rule in one replaced part, exactly as written.
fn met(rule: &str, kind: PromptKind, section: Section, text: &str) -> Vec<String> {
    found(rule, kind, &[(section, text)])
        .into_iter()
        .flat_map(|f| {
            let spans: Vec<String> =
                f.spans(section).map(|s| text.get(s.clone()).unwrap().to_owned()).collect();
            if spans.is_empty() { vec!["(whole)".to_owned()] } else { spans }
        })
        .collect()
}

fn silent(rule: &str, kind: PromptKind, section: Section, texts: &[&str]) {
    for text in texts {
        assert_eq!(met(rule, kind, section, text), [""; 0], "{rule}: {text}");
    }
}

fn levels(findings: &[Finding]) -> Vec<Level> {
    findings.iter().map(|f| f.level).collect()
}

use Level::{Hint, Warning};
use PromptKind::{Case, Change, Conflict, Failure, Success};
use Section::{Action, Lesson, Result as Outcome, Situation, Task};

#[test]
fn a_good_story_gets_praise_and_nothing_else() {
    for kind in [Case, Change, Conflict, Failure, Success, PromptKind::Tradeoff] {
        let r = judged(&good(), kind);
        let rules: Vec<&str> = r.findings.iter().map(|f| f.rule.0).collect();
        let wanted: &[&str] = if kind == Failure { &["no-admission"] } else { &[] };
        assert_eq!(rules, wanted, "{kind:?}");
        let praise: Vec<&str> = r.praise.iter().map(|f| f.rule.0).collect();
        assert_eq!(praise, ["praise-baseline", "praise-lasting-change"]);
        assert_eq!(r.summary() == "Nothing to ask", kind != Failure);
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
        assert_eq!(stage(&r, 9), Stage::Draft);
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
}

#[test]
fn praise_names_what_is_good() {
    let r = judged(&good(), Failure);
    let by = |rule: &str| r.praise.iter().find(|f| f.rule.0 == rule).unwrap();
    assert_eq!(by("praise-baseline").quote, "Open findings fell from 14 to 0, and the client renewed for…");
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
    let aspects: Vec<rules::Aspect> = r.findings.iter().map(|f| rule(f.rule.0).unwrap().aspect).collect();
    assert!(aspects.is_sorted() && aspects.len() > 1, "{aspects:?}");
    assert_eq!(line(&r, Action).unwrap().rule.0, "we-heavy");
    assert_eq!(line(&r, Situation).unwrap().rule.0, "acronym");
    assert_eq!(line(&r, Outcome), None);
    assert_eq!(stage(&r, 5), Stage::Draft);
    assert_eq!(line(&judged(&good(), Success), Task), None, "never praise");
    let solid = judged(&good(), Success);
    assert_eq!((stage(&solid, 1), stage(&solid, 2)), (Stage::Solid, Stage::Ready));
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
        assert!(!f.message.contains(" may "), "a coach says what it hears: {}", f.message);
        assert!(f.key.starts_with(f.rule.0));
    }
}

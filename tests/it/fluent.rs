//! The coach on a hundred stories by three writers who knew no rule of it: half of them weak and fluent, with what a
//! human coach would say first. The odd ones were read while the rules were tuned, the even ones once, after; those
//! of the second file came when the rules were done.

use std::path::Path;

use jiff::civil::date;
use serde_json::Value;
use starcoach::coach::{self, Facts, Review, Settings};
use starcoach::questions::{Prompt, PromptKind};
use starcoach::story::{PromptId, Story, StoryId};

fn read(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn review(value: &Value) -> Review {
    let mut story = Story::new(StoryId::from_bits(1), &text(value, "principle"), jiff::Timestamp::UNIX_EPOCH);
    for (key, part) in [
        ("situation", &mut story.situation),
        ("task", &mut story.task),
        ("action", &mut story.action),
        ("result", &mut story.result),
        ("lesson", &mut story.lesson),
        ("customer", &mut story.customer),
    ] {
        *part = text(value, key);
    }
    story.happened = "2024-03".into();
    let kind: PromptKind = serde_json::from_value(value["kind"].clone()).unwrap();
    let prompt = Prompt {
        id: PromptId::new(&text(value, "principle"), "asked"),
        short: String::new(),
        text: text(value, "question"),
        kind,
        probes: Vec::new(),
        joggers: Vec::new(),
        group: None,
        also_asked: Vec::new(),
        easy: false,
        usual: starcoach::story::pace::USUAL,
        guide: Vec::new(),
    };
    coach::review(&story, Some(&prompt), &Settings::default(), Facts::on(date(2025, 11, 23)))
}

/// The rules that say what a human coach calls by this name; none for what only the writer can know.
fn rules_of(weakness: &str) -> &'static [&'static str] {
    match weakness {
        "own-part-hidden" => &["no-own-action", "we-heavy"],
        "assigned-no-initiative" => &["only-assigned"],
        "action-vague" => &["vague-claim", "general-words", "no-own-action", "thin-action"],
        "meetings-not-deeds" => &["only-talk", "no-own-action"],
        "choice-unreasoned" => &["bare-choice"],
        "result-missing" => &["thin-result", "only-expected"],
        "result-only-expected" => &["only-expected"],
        "result-vague" => &["thin-result", "vague-magnitude", "no-number", "effort-numbers", "general-words"],
        "result-not-caused" => &["borrowed-number"],
        "numbers-decorative" => &["effort-numbers", "no-baseline"],
        "no-affected-person" => &["no-customer", "nobody-else"],
        "harm-ignored" => &["harm-ignored"],
        "setup-too-long" => &["setup-heavy", "thin-action"],
        "blames-others" => &["blame", "contempt", "no-admission"],
        "trivial" => &["nothing-hard"],
        "humble-brag" => &["humble-brag"],
        "lesson-missing" => &["no-lesson"],
        "lesson-generic" => &["generic-lesson"],
        "no-root-cause" => &["no-cause"],
        "opinion-no-data" => &["opinion-only"],
        "habit-not-event" | "hypothetical" => &["habit-voice"],
        "self-serving" => &["own-reward", "humble-brag"],
        "confidential" => &["not-yours"],
        "jargon" => &["jargon", "acronym"],
        "long-winded" => &["too-long", "long-run", "long-sentence"],
        "caved-in" | "stubborn" => &["one-sided"],
        _ => &[],
    }
}

/// What the coach made of one half.
#[derive(Debug, Default)]
struct Half {
    strong: Vec<usize>,
    weak: Vec<usize>,
    praise: [usize; 2],
    /// Weak stories of which one of a human's first three remarks is among the coach's, and all of them.
    met: (usize, usize),
}

fn half(all: &[Value], is_odd: bool) -> Half {
    let mut half = Half::default();
    let number = |value: &Value| text(value, "id")[1..].parse::<u32>().unwrap();
    for value in all.iter().filter(|value| (number(value) % 2 == 1) == is_odd) {
        let review = review(value);
        let is_strong = value["strong"] == true;
        half.praise[usize::from(!is_strong)] += review.praise.len();
        if is_strong {
            half.strong.push(review.warnings().count());
            continue;
        }
        half.weak.push(review.warnings().count());
        let named = value["first_three"].as_array().unwrap().iter().filter_map(Value::as_str);
        let is_met = named.filter_map(|remark| remark.split(':').next()).any(|weakness| {
            let first = &review.findings[..review.findings.len().min(3)];
            first.iter().any(|found| rules_of(weakness.trim()).contains(&found.rule.0))
        });
        half.met = (half.met.0 + usize::from(is_met), half.met.1 + 1);
    }
    half
}

fn mean(all: &[usize]) -> f64 {
    all.iter().sum::<usize>() as f64 / all.len() as f64
}

fn auc(strong: &[usize], weak: &[usize]) -> f64 {
    let points = strong.iter().flat_map(|s| weak.iter().map(move |w| (s, w)));
    let won: f64 = points.map(|(s, w)| f64::from(u8::from(w > s)) + f64::from(u8::from(w == s)) / 2.0).sum();
    won / (strong.len() * weak.len()) as f64
}

#[test]
fn fluent_weak_stories_are_told_from_strong_ones() {
    for (file, stories) in [("fluent.json", 60), ("fluent-second.json", 40)] {
        let all = read(file);
        assert_eq!(all.len(), stories, "{file}");
        for is_odd in [true, false] {
            let half = half(&all, is_odd);
            let (auc, strong, weak) = (auc(&half.strong, &half.weak), mean(&half.strong), mean(&half.weak));
            println!("{file}, odd {is_odd}: auc {auc:.3}, strong {strong:.2}, weak {weak:.2}, {half:?}");
            assert!(auc >= 0.85, "{file}, odd {is_odd}: {auc}");
            assert!(strong <= 0.3, "{file}, odd {is_odd}: {strong}");
            assert!(weak >= 1.2, "{file}, odd {is_odd}: {weak}");
            assert!(half.met.0 * 100 >= half.met.1 * 60, "{file}, odd {is_odd}: {:?}", half.met);
            assert!(half.praise[0] > 3 * half.praise[1], "{file}, odd {is_odd}: {:?}", half.praise);
        }
    }
}

#[test]
fn ten_weak_stories_are_mended_by_what_the_coach_asks() {
    let all = read("fluent.json");
    let improved = read("improved.json");
    assert_eq!(improved.len(), 10);
    for answers in &improved {
        let before = all.iter().find(|value| value["id"] == answers["of"]).unwrap();
        let mut after = before.clone();
        for part in ["situation", "task", "action", "result", "lesson"] {
            if answers[part].is_string() {
                after[part] = answers[part].clone();
            }
        }
        let (before, after) = (review(before), review(&after));
        let of = &answers["of"];
        println!("{of}: {} to {} warnings", before.warnings().count(), after.warnings().count());
        assert!(before.warnings().count() >= 3, "{of}: {:?}", before.findings);
        assert_eq!(after.warnings().count(), 0, "{of}: {:?}", after.findings);
        assert!(after.praise.len() > before.praise.len(), "{of}: {:?}", after.praise);
    }
}

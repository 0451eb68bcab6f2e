//! Behavior of `coach` on whole stories: the samples under `tests/stories`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where its files are not as written"
)]

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use starcoach::coach::{self, Facts, Level, Review, Settings};
use starcoach::questions::{Bank, Principle, Prompt, PromptKind};
use starcoach::story::{PromptId, Story, StoryId};

struct Sample {
    name: String,
    strong: bool,
    /// Written like the others, never looked at while the rules were tuned.
    check: bool,
    /// The rule that should be among the first three.
    wrong: Option<String>,
    story: Story,
    prompt: Prompt,
}

impl Sample {
    fn review(&self) -> Review {
        coach::review(&self.story, Some(&self.prompt), &Settings::default(), facts())
    }
}

fn facts() -> Facts {
    Facts::on(date(2025, 11, 23))
}

fn samples() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut out = Vec::new();
    for (dir, strong) in [("strong", true), ("weak", false)] {
        let mut files: Vec<_> =
            std::fs::read_dir(root.join(dir)).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for path in files {
            let story: Story = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let text = |key: &str| story.extra.get(key).and_then(|v| v.as_str()).map(str::to_owned);
            let kind: PromptKind = serde_json::from_value(story.extra["kind"].clone()).unwrap();
            out.push(Sample {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                strong,
                check: story.extra.contains_key("check"),
                wrong: text("wrong"),
                prompt: prompt(&story.principle, kind),
                story,
            });
        }
    }
    out
}

fn prompt(principle: &str, kind: PromptKind) -> Prompt {
    Prompt {
        id: PromptId::new(principle, "sample"),
        short: "sample".into(),
        text: "Tell me about it.".into(),
        group: None,
        kind,
        also_asked: Vec::new(),
        easy: false,
        usual: starcoach::story::pace::USUAL,
        guide: Vec::new(),
        probes: vec!["Which part was your own?".into(), "How did you know that it had worked?".into()],
        joggers: Vec::new(),
    }
}

/// The numbers of warnings of the strong and of the weak among some samples.
fn warnings(samples: &[&Sample]) -> (Vec<usize>, Vec<usize>) {
    let of = |strong: bool| {
        let side = samples.iter().filter(|s| s.strong == strong);
        side.map(|s| s.review().warnings().count()).collect()
    };
    (of(true), of(false))
}

/// The chance that a weak story has more warnings than a strong one; ties count half.
fn auc(strong: &[usize], weak: &[usize]) -> f64 {
    let one = |s: usize, w: usize| match w.cmp(&s) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Less => 0.0,
    };
    let sum: f64 = weak.iter().flat_map(|&w| strong.iter().map(move |&s| one(s, w))).sum();
    sum / (strong.len() * weak.len()) as f64
}

fn mean(all: &[usize]) -> f64 {
    all.iter().sum::<usize>() as f64 / all.len() as f64
}

/// One line on what a story got, seen with `cargo test --test it coach -- --nocapture`.
fn print_line(strong: bool, name: &str, review: &Review) {
    let show = |f: &coach::Finding| {
        let mark = if f.level == Level::Warning { "!" } else { "" };
        format!("{mark}{}[{}]", f.rule, f.quotes())
    };
    let got: Vec<String> = review.findings.iter().map(show).collect();
    println!("{} {name}: {}", if strong { "S" } else { "W" }, got.join(" "));
}

#[test]
fn warnings_tell_weak_stories_from_strong() {
    let all = samples();
    for check in [false, true] {
        let half: Vec<&Sample> = all.iter().filter(|s| s.check == check).collect();
        half.iter().filter(|_| !check).for_each(|s| print_line(s.strong, &s.name, &s.review()));
        let (strong, weak) = warnings(&half);
        let (auc, strong, weak) = (auc(&strong, &weak), mean(&strong), mean(&weak));
        println!("{} stories, check {check}: auc {auc:.3}, strong {strong:.2}, weak {weak:.2}", half.len());
        assert!(auc > 0.95, "check {check}: {auc}");
        assert!(strong <= 0.3, "check {check}: {strong}");
        assert!(weak >= 1.5, "check {check}: {weak}");
    }
}

/// Stories by another writer, told as the first question that they answer; every second was kept unread
/// while the rules were tuned.
fn another_writer() -> Vec<(String, bool, Review)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/another-writer.json");
    let all: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let bank = Bank::built_in();
    let judge = |item: &serde_json::Value| {
        let mut story = Story::new(StoryId::from_bits(1), "", jiff::Timestamp::UNIX_EPOCH);
        let text = |key: &str| item["story"][key].as_str().unwrap_or("").to_owned();
        story.principle = text("principle");
        (story.situation, story.task, story.action) = (text("situation"), text("task"), text("action"));
        (story.result, story.lesson) = (text("result"), text("lesson"));
        (story.happened, story.customer) = (text("happened"), text("customer"));
        let first = item["story"]["answers"][0].as_str().map(|a| PromptId(a.to_owned()));
        let prompt = first.and_then(|id| bank.prompt(&id));
        let review = coach::review(&story, prompt, &Settings::default(), Facts::on(date(2026, 11, 23)));
        (item["key"].as_str().unwrap_or("").to_owned(), item["kind"] == "strong", review)
    };
    all.iter().map(judge).collect()
}

#[test]
fn warnings_tell_weak_from_strong_with_another_writer() {
    let all = another_writer();
    assert_eq!(all.len(), 48);
    tells_apart("another writer", &all, 0.95);
}

/// Asserts that warnings tell weak from strong in both halves of a set, of which every second was kept unread.
fn tells_apart(name: &str, all: &[(String, bool, Review)], least: f64) {
    for unread in [false, true] {
        let half = || all.iter().skip(usize::from(unread)).step_by(2);
        half().filter(|_| !unread).for_each(|(key, strong, review)| print_line(*strong, key, review));
        let side = |good: bool| -> Vec<usize> {
            half().filter(|s| s.1 == good).map(|s| s.2.warnings().count()).collect()
        };
        let (strong, weak) = (side(true), side(false));
        let (auc, strong, weak) = (auc(&strong, &weak), mean(&strong), mean(&weak));
        println!("{name}, unread {unread}: auc {auc:.3}, strong {strong:.2}, weak {weak:.2}");
        assert!(auc > least, "unread {unread}: {auc}");
        assert!(strong <= 0.3, "unread {unread}: {strong}");
        assert!(weak >= 1.5, "unread {unread}: {weak}");
    }
}

/// Sixty stories by a third writer, of all lengths and with no question; every second was kept unread while
/// the rules were tuned.
fn third_writer() -> Vec<(String, bool, Review)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories/third-writer.json");
    let all: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let judge = |item: &serde_json::Value| {
        let mut story = Story::new(StoryId::from_bits(1), "", jiff::Timestamp::UNIX_EPOCH);
        let text = |key: &str| item[key].as_str().unwrap_or("").to_owned();
        story.principle = text("principle");
        (story.situation, story.task, story.action) = (text("situation"), text("task"), text("action"));
        (story.result, story.lesson) = (text("result"), text("lesson"));
        (story.happened, story.customer) = (text("happened"), text("customer"));
        let review = coach::review(&story, None, &Settings::default(), Facts::on(date(2026, 11, 23)));
        (text("key"), item["quality"] == "strong", review)
    };
    all.iter().map(judge).collect()
}

#[test]
fn warnings_tell_weak_from_strong_with_a_third_writer() {
    let all = third_writer();
    assert_eq!(all.len(), 60);
    tells_apart("third writer", &all, 0.92);
}

#[test]
fn good_stories_get_praise_and_next_to_no_questions() {
    let all = samples();
    let silent = |s: &&Sample| s.strong && s.review().findings.is_empty() && !s.review().praise.is_empty();
    assert!(all.iter().filter(silent).count() >= 15, "{}", all.iter().filter(silent).count());
    for s in all.iter().filter(|s| s.strong) {
        assert!(s.review().findings.len() <= 2, "{}", s.name);
    }
}

#[test]
fn weak_stories_show_first_what_is_wrong_with_them() {
    let named: Vec<Sample> = samples().into_iter().filter(|s| !s.check && s.wrong.is_some()).collect();
    assert!(named.len() >= 20, "{}", named.len());
    for s in &named {
        let review = s.review();
        let first: Vec<&str> = review.findings.iter().take(3).map(|f| f.rule.0).collect();
        let wrong = s.wrong.as_deref();
        assert!(wrong.is_some_and(|wrong| first.contains(&wrong)), "{} {wrong:?} {first:?}", s.name);
    }
}

#[test]
fn the_samples_are_sixty_on_all_principles() {
    let all = samples();
    assert_eq!((all.len(), all.iter().filter(|s| s.strong).count()), (60, 30));
    let principles: HashSet<&str> = all.iter().map(|s| s.story.principle.as_str()).collect();
    assert_eq!(principles.len(), 16);
    assert!(all.iter().filter(|s| s.check).count() >= 13);
}

fn of_bank(id: u64, principle: &str, action: &str, answers: &[&str]) -> Story {
    let mut s = Story::new(StoryId::from_bits(id), principle, jiff::Timestamp::UNIX_EPOCH);
    s.title = format!("Story {id}");
    action.clone_into(&mut s.action);
    s.answers = answers.iter().map(|a| PromptId((*a).to_owned())).collect();
    s
}

fn across(stories: Vec<Story>, solid: &[u64]) -> Vec<coach::BankFinding> {
    let solid: HashSet<StoryId> = solid.iter().map(|&id| StoryId::from_bits(id)).collect();
    let stories: Vec<Arc<Story>> = stories.into_iter().map(Arc::new).collect();
    coach::bank(&stories, &Bank::built_in(), &Settings::default(), |id| solid.contains(id))
}

#[test]
fn the_same_action_twice_is_found_and_a_second_version_is_not() {
    let all = samples();
    let auditor = all.iter().find(|s| s.name == "the-auditor").unwrap().story.action.as_str();
    let pager = all.iter().find(|s| s.name == "night-pager").unwrap().story.action.as_str();
    let half: String = auditor.split_inclusive(". ").take(4).collect();
    let copied = format!("{half} {}", "And then I went on with it in another way.");
    let found = across(
        vec![of_bank(1, "", auditor, &[]), of_bank(2, "", pager, &[]), of_bank(3, "", &copied, &[])],
        &[],
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].stories, [StoryId::from_bits(1), StoryId::from_bits(3)]);
    assert_eq!(found[0].message, "\"Story 1\" and \"Story 3\" sound like the same Action.");
    let mut version = of_bank(3, "", &copied, &[]);
    version.version_of = Some(StoryId::from_bits(1));
    assert!(across(vec![of_bank(1, "", auditor, &[]), version], &[]).is_empty());
    assert!(
        across(all.into_iter().map(|s| s.story).collect(), &[]).iter().all(|f| f.rule.0 != "duplicate-story")
    );
}

#[test]
fn one_solid_story_for_five_principles_is_overused() {
    let answers = ["ownership/a", "earn-trust/b", "dive-deep/c", "deliver-results/d"];
    let story = || of_bank(1, "customer-obsession", "", &answers);
    let found = across(vec![story(), of_bank(2, "dive-deep", "", &[])], &[1]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].rule.0, found[0].principles.len()), ("overused", 5));
    assert!(across(vec![story(), of_bank(2, "dive-deep", "", &[])], &[1, 2]).is_empty());
    assert!(across(vec![story()], &[]).is_empty(), "not solid");
}

#[test]
fn three_of_a_kind_are_asked_about() {
    let co =
        |id, prompt: &str| of_bank(id, "customer-obsession", "", &[&format!("customer-obsession/{prompt}")]);
    let failures = vec![co(1, "missed-expectation"), co(2, "apology"), co(3, "impatience")];
    let found = across(failures, &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "All three stories for Customer Obsession sound like one kind: a failure.");
    assert!(across(vec![co(1, "missed-expectation"), co(2, "apology"), co(3, "compromise")], &[]).is_empty());
    assert!(across(vec![co(1, "missed-expectation"), co(2, "apology")], &[]).is_empty());
    let same = |id| {
        let mut s = co(id, ["apology", "compromise", "saying-no"][id as usize]);
        (s.customer, s.happened) = ("The  Auditor".into(), "2025-03".into());
        s
    };
    let found = across((0..3).map(same).collect(), &[]);
    assert_eq!(
        found[0].message,
        "All three stories for Customer Obsession sound like one customer and time."
    );
}

#[test]
fn every_question_is_followed_up_with_its_own() {
    let bank = Bank::built_in();
    let all = samples();
    let story = &all.iter().find(|s| s.name == "we-migrated").unwrap().story;
    let mut prompts = 0;
    for prompt in bank.principles().iter().flat_map(Principle::prompts) {
        prompts += 1;
        for story in [story, &Story::new(StoryId::from_bits(1), "", jiff::Timestamp::UNIX_EPOCH)] {
            let review = coach::review(story, Some(prompt), &Settings::default(), facts());
            let asked = coach::follow_ups(&review, prompt, &[], 3);
            let own: Vec<&str> = prompt.probes.iter().map(|p| p.text.as_str()).collect();
            for follow_up in asked.iter().take(own.len()) {
                assert!(own.contains(&follow_up.as_str()), "{}: {follow_up}", prompt.id);
            }
        }
    }
    assert!(prompts >= 160, "{prompts}");
}

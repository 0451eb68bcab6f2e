//! Behaviour of `coach` on whole stories: the samples under `tests/stories`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops where its files are not as written"
)]

use std::path::Path;

use jiff::civil::date;
use starcoach::coach::{self, Facts, Level, Review, Settings};
use starcoach::questions::{Kind, Prompt};
use starcoach::story::{PromptId, Story};

struct Sample {
    name: String,
    strong: bool,
    /// Written like the others, never looked at while the rules were tuned.
    check: bool,
    /// The rule that should speak first.
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
            let kind: Kind = serde_json::from_value(story.extra["kind"].clone()).unwrap();
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

fn prompt(principle: &str, kind: Kind) -> Prompt {
    Prompt {
        id: PromptId::new(principle, "sample"),
        short: "sample".into(),
        text: "Tell me about it.".into(),
        kind,
        probes: vec!["Which part was your own?".into(), "How did you know that it had worked?".into()],
        joggers: Vec::new(),
    }
}

/// The chance that a weak story has more warnings than a strong one; ties count half.
fn auc(samples: &[&Sample]) -> f64 {
    let warnings = |s: &Sample| s.review().warnings().count();
    let (strong, weak): (Vec<&Sample>, Vec<&Sample>) = samples.iter().copied().partition(|s| s.strong);
    let mut sum = 0.0;
    for w in &weak {
        for s in &strong {
            sum += match warnings(w).cmp(&warnings(s)) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    sum / (strong.len() * weak.len()) as f64
}

fn mean_warnings(samples: &[&Sample], strong: bool) -> f64 {
    let of: Vec<usize> =
        samples.iter().filter(|s| s.strong == strong).map(|s| s.review().warnings().count()).collect();
    of.iter().sum::<usize>() as f64 / of.len() as f64
}

/// One line a story, for whoever tunes the rules: `cargo test coach::samples -- --ignored --nocapture`.
#[test]
#[ignore = "prints what every sample gets; asserts nothing"]
fn samples_and_what_they_get() {
    for s in samples().iter().filter(|s| !s.check) {
        let review = s.review();
        let show = |f: &coach::Finding| {
            let mark = if f.level == Level::Warning { "!" } else { "" };
            format!("{mark}{}[{}]", f.rule, f.quote)
        };
        let got: Vec<String> = review.findings.iter().map(show).collect();
        println!("{} {} ({:?}): {}", if s.strong { "S" } else { "W" }, s.name, s.wrong, got.join(" "));
    }
}

#[test]
fn warnings_tell_weak_stories_from_strong() {
    let all = samples();
    for check in [false, true] {
        let half: Vec<&Sample> = all.iter().filter(|s| s.check == check).collect();
        let (auc, strong, weak) = (auc(&half), mean_warnings(&half, true), mean_warnings(&half, false));
        println!("{} stories, check {check}: auc {auc:.3}, strong {strong:.2}, weak {weak:.2}", half.len());
        assert!(auc > 0.9, "check {check}: {auc}");
        assert!(strong <= 0.5, "check {check}: {strong}");
        assert!(weak >= 1.5, "check {check}: {weak}");
    }
}

//! Behaviour of `search`, and how good its answers are on questions it was not made from.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests, too, stop at the first surprise"
)]

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use starcoach::questions::Bank;
use starcoach::search::{Index, Matcher, Parts};
use starcoach::story::{PromptId, Story, StoryId};

static BANK: LazyLock<Bank> = LazyLock::new(Bank::built_in);
static MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(&BANK));

/// A question of the development set with the principles it tests.
#[derive(Deserialize)]
struct Asked {
    id: String,
    text: String,
    principles: Vec<String>,
}

/// A story of the development set with the questions it answers.
#[derive(Deserialize)]
struct Told {
    title: String,
    principle: String,
    customer: String,
    situation: String,
    task: String,
    action: String,
    result: String,
    lesson: String,
    links: Vec<PromptId>,
    questions: Vec<String>,
}

fn asked() -> Vec<Asked> {
    serde_json::from_str(include_str!("../questions_dev/questions.json")).unwrap()
}

fn told() -> Vec<Told> {
    serde_json::from_str(include_str!("../questions_dev/stories.json")).unwrap()
}

fn story(n: u64, told: &Told, links: bool) -> Arc<Story> {
    let mut s = Story::new(StoryId::from_bits(n), "", jiff::Timestamp::UNIX_EPOCH);
    s.title.clone_from(&told.title);
    s.customer.clone_from(&told.customer);
    s.situation.clone_from(&told.situation);
    s.task.clone_from(&told.task);
    s.action.clone_from(&told.action);
    s.result.clone_from(&told.result);
    s.lesson.clone_from(&told.lesson);
    if links {
        s.principle.clone_from(&told.principle);
        s.answers.clone_from(&told.links);
    }
    Arc::new(s)
}

/// Splits the development set once by its ids: the check half is not looked at while tuning.
fn is_check(id: &str) -> bool {
    let hash =
        id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    (hash >> 32) % 2 == 1
}

/// Which questions are measured.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    Tune,
    Check,
    /// Avoid the words of the principle; those of the tune half.
    ObliqueTune,
    ObliqueCheck,
    /// Written after the table of meanings, never tuned on.
    Fresh,
}

impl Group {
    fn of(id: &str) -> Self {
        match (id.starts_with("fresh"), id.starts_with("oblique") || id.starts_with("later"), is_check(id)) {
            (true, ..) => Self::Fresh,
            (_, true, false) => Self::ObliqueTune,
            (_, true, true) => Self::ObliqueCheck,
            (_, _, false) => Self::Tune,
            (_, _, true) => Self::Check,
        }
    }
}

/// Shares of questions whose principle came first, and among the first three.
fn principle_figures(matcher: &Matcher, group: Group, say: bool) -> (f64, f64) {
    let all: Vec<Asked> = asked().into_iter().filter(|q| Group::of(&q.id) == group).collect();
    let (mut first, mut three) = (0, 0);
    for q in &all {
        let ranked = matcher.principles(&q.text);
        let place = ranked.iter().position(|s| q.principles.contains(&s.id)).unwrap();
        first += usize::from(place == 0);
        three += usize::from(place < 3);
        if say && place > 0 {
            let top: Vec<String> =
                ranked.iter().take(3).map(|s| format!("{:.9} {:.2} {:?}", s.id, s.score, s.why)).collect();
            println!("{:7} @{} {}\n        {}", q.id, place + 1, q.text, top.join("\n        "));
        }
    }
    (first as f64 / all.len() as f64, three as f64 / all.len() as f64)
}

/// Recall among the first three and the mean reciprocal rank of the first right story.
fn story_figures(matcher: &Matcher, check: bool, links: bool, say: bool) -> (f64, f64) {
    let told = told();
    let stories: Vec<_> = told.iter().enumerate().map(|(i, t)| story(i as u64, t, links)).collect();
    let index = Index::build(&stories);
    let title: HashMap<StoryId, usize> = stories.iter().enumerate().map(|(i, s)| (s.id.clone(), i)).collect();
    let (mut recall, mut mrr, mut n) = (0.0, 0.0, 0.0);
    for q in asked().iter().filter(|q| Group::of(&q.id) == if check { Group::Check } else { Group::Tune }) {
        let right = |i: usize| told[i].questions.contains(&q.id);
        let all = (0..told.len()).filter(|&i| right(i)).count();
        if all == 0 {
            continue;
        }
        let found = matcher.stories(&q.text, &index, 10);
        let places: Vec<usize> =
            found.iter().enumerate().filter(|(_, m)| right(title[&m.story])).map(|(i, _)| i).collect();
        recall += places.iter().filter(|&&p| p < 3).count() as f64 / all as f64;
        mrr += places.first().map_or(0.0, |&p| 1.0 / (p + 1) as f64);
        n += 1.0;
        if say && places.first() != Some(&0) {
            println!("{} {} first right @{:?} of {all}", q.id, q.text, places.first().map(|p| p + 1));
            for m in found.iter().take(3) {
                println!("     {:.2} {} {:?}", m.score, told[title[&m.story]].title, m.why);
            }
        }
    }
    (recall / n, mrr / n)
}

/// Run with `--nocapture` to see the figures, and with `SAY=1` the misses of the tune half.
#[test]
fn unseen_questions_find_their_principle_and_their_story() {
    let say = std::env::var_os("SAY").is_some();
    let parts = [
        ("all", Parts::default()),
        ("no packs", Parts { packs: false, ..Parts::default() }),
        ("no meanings", Parts { meanings: false, ..Parts::default() }),
        ("no links", Parts { links: false, ..Parts::default() }),
    ];
    for (name, part) in parts {
        let matcher = Matcher::of(&BANK, part);
        let groups = [Group::Tune, Group::Check, Group::ObliqueTune, Group::ObliqueCheck, Group::Fresh];
        let figures = groups.map(|group| {
            let tuned_on = matches!(group, Group::Fresh);
            principle_figures(&matcher, group, say && name == "all" && tuned_on)
        });
        let shown = figures.map(|(one, three)| format!("{one:.2}/{three:.2}")).join(", ");
        println!("{name:12} principle first / of 3: tune, check, oblique tune, check, fresh: {shown}");
        for check in [false, true] {
            let (recall, mrr) = story_figures(&matcher, check, part.links, say && name == "all" && !check);
            println!("{name:12} stories, check half {check}: {recall:.2} recall@3, {mrr:.2} MRR");
        }
    }
    let (one, three) = principle_figures(&MATCHER, Group::Check, false);
    let (recall, mrr) = story_figures(&MATCHER, true, true, false);
    assert!(one >= 0.60 && three >= 0.85, "principle {one:.2} {three:.2}");
    assert!(recall >= 0.45 && mrr >= 0.60, "stories {recall:.2} {mrr:.2}");
}

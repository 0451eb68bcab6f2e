//! How good the answers are on four people's stories and on questions by writers who knew nothing of the
//! program.
//!
//! The first and the third person, and the questions at odd places, may be learned from; the others are only
//! ever measured.

use std::collections::BTreeMap;

use serde::Deserialize;
use starcoach::search::{Index, StoryMatch};

use super::{MATCHER, Told, story};

#[derive(Deserialize)]
struct Asked {
    text: String,
    principle: String,
    also: Vec<String>,
    style: String,
}

#[derive(Deserialize)]
struct Person {
    stories: Vec<Keyed>,
    queries: Vec<Query>,
}

#[derive(Deserialize)]
struct Keyed {
    key: String,
    #[serde(flatten)]
    told: Told,
}

/// A question with the stories to tell, and others that would do; none where no story answers it.
#[derive(Deserialize)]
struct Query {
    text: String,
    style: String,
    right: Vec<String>,
    acceptable: Vec<String>,
}

/// How often something held, of how often it was looked at.
#[derive(Default, Clone, Copy)]
struct Share {
    held: usize,
    all: usize,
}

impl Share {
    fn note(&mut self, held: bool) {
        self.held += usize::from(held);
        self.all += 1;
    }

    fn of(self) -> f64 {
        self.held as f64 / self.all.max(1) as f64
    }
}

/// By style, and for all: whether the principle came first, and among the first three.
fn principles(tuned_on: bool, say: bool) -> BTreeMap<String, (Share, Share)> {
    let all: Vec<Asked> =
        serde_json::from_str(include_str!("../../questions_dev/strangers_questions.json")).unwrap();
    let mut out: BTreeMap<String, (Share, Share)> = BTreeMap::new();
    for (_, q) in all.into_iter().enumerate().filter(|(at, _)| (at % 2 == 1) == tuned_on) {
        let ranked = MATCHER.principles(&q.text);
        let right = |id: &String| *id == q.principle || q.also.contains(id);
        let place = ranked.iter().position(|s| right(&s.id)).unwrap();
        for name in ["all", &q.style] {
            let (first, three) = out.entry(name.to_owned()).or_default();
            first.note(place == 0);
            three.note(place < 3);
        }
        if say && place > 0 {
            println!("@{} {} [{}] {:?}", place + 1, q.text, q.principle, &ranked[..2]);
        }
    }
    out
}

/// By style, and for all: whether a right story came first. Then how often a right one is said to fit, and the
/// first for a question that no story answers.
fn stories(linked: bool, tuned_on: bool, say: bool) -> (BTreeMap<String, Share>, Share, Share) {
    let people: Vec<Person> =
        serde_json::from_str(include_str!("../../questions_dev/strangers_banks.json")).unwrap();
    let (mut first, mut fit, mut none): (BTreeMap<String, Share>, _, _) =
        (BTreeMap::new(), Share::default(), Share::default());
    for (_, person) in people.iter().enumerate().filter(|(at, _)| (at % 2 == 0) == tuned_on) {
        let all: Vec<_> = person
            .stories
            .iter()
            .enumerate()
            .map(|(i, k)| {
                let mut made = (*story(i as u64, &k.told, true)).clone();
                if !linked {
                    made.answers.clear();
                }
                std::sync::Arc::new(made)
            })
            .collect();
        let index = Index::build(&all);
        let key = |m: &StoryMatch| &person.stories[all.iter().position(|s| s.id == m.story).unwrap()].key;
        for q in &person.queries {
            let found = MATCHER.stories(&q.text, &index, 3);
            if q.style == "none" {
                none.note(found.first().is_some_and(|m| m.fits));
                if say && found.first().is_some_and(|m| m.fits) {
                    println!("fits, though none does: {} {:?}", q.text, found.first());
                }
                continue;
            }
            let right =
                found.first().is_some_and(|m| q.right.contains(key(m)) || q.acceptable.contains(key(m)));
            for name in ["all", &q.style] {
                first.entry(name.to_owned()).or_default().note(right);
            }
            if right {
                fit.note(found[0].fits);
            }
            if say && !(right && found[0].fits) {
                println!("{} {:?}", q.text, q.right);
                for m in &found {
                    println!("     {} {:.2} {} {:?}", key(m), m.score, m.fits, m.why);
                }
            }
        }
    }
    (first, fit, none)
}

/// Run with `SAY=1 … --nocapture` to see the misses of the half that may be learned from.
#[test]
fn strangers_find_their_principle_and_their_story() {
    let say = std::env::var_os("SAY").is_some();
    for tuned_on in [true, false] {
        let half = if tuned_on { "tuned on" } else { "unseen" };
        let all = principles(tuned_on, say && tuned_on);
        let shown =
            all.iter().map(|(style, (one, three))| format!("{style} {:.2}/{:.2}", one.of(), three.of()));
        println!("{half:9} principle first / of 3: {}", shown.collect::<Vec<_>>().join(", "));
        let (one, three) = all["all"];
        // Floors below what was measured: 0.82 and 0.93, on the unseen half 0.78 and 0.94.
        assert!(
            one.of() >= 0.76 && three.of() >= 0.92,
            "principle, {half}: {:.2} {:.2}",
            one.of(),
            three.of()
        );
        for linked in [false, true] {
            let (first, fit, none) = stories(linked, tuned_on, say && tuned_on && linked);
            let shown = first.iter().map(|(style, share)| format!("{style} {:.2}", share.of()));
            let right = first["all"].of();
            println!(
                "{half:9} story first, linked {linked}: {}; said to fit: right {:.2}, none {:.2}",
                shown.collect::<Vec<_>>().join(", "),
                fit.of(),
                none.of()
            );
            // Measured: 0.70, with links 0.78; on the unseen half 0.64 either way, as before there were kinds.
            let least = if tuned_on { 0.68 } else { 0.62 };
            assert!(right >= least, "stories, {half}: {right:.2}");
            // Measured: 0.97 and 0.30; on the unseen half 0.78 and 0.10, with links 0.81 and 0.20.
            let (fit, none) = (fit.of(), none.of());
            assert!(fit >= 0.77 && none <= 0.30, "fit, {half}: {fit:.2} {none:.2}");
        }
    }
}

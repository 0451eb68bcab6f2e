//! How good the answers are on questions and stories by somebody who knew nothing of the program.
//!
//! The table of meanings may be taught by the even half; the odd half is only ever measured.

use serde::Deserialize;
use starcoach::search::{Index, Matcher, Parts};

use super::{BANK, MATCHER, Told, story};

/// A question with the principle it tests, and others that would be right as well.
#[derive(Deserialize)]
struct Asked {
    text: String,
    principle: String,
    also: Vec<String>,
}

/// Stories, and questions with the keys of the stories that answer them.
#[derive(Deserialize)]
struct Stories {
    stories: Vec<Keyed>,
    questions: Vec<Answered>,
}

#[derive(Deserialize)]
struct Keyed {
    key: String,
    #[serde(flatten)]
    told: Told,
}

#[derive(Deserialize)]
struct Answered {
    text: String,
    stories: Vec<String>,
}

/// Those at even places, or those at odd ones.
fn half<T>(all: Vec<T>, odd: bool) -> impl Iterator<Item = T> {
    all.into_iter().enumerate().filter(move |(i, _)| (i % 2 == 1) == odd).map(|(_, t)| t)
}

/// Shares of questions whose principle came first, and among the first three; `strict` takes no other as right.
fn principles(matcher: &Matcher, odd: bool, strict: bool, say: bool) -> (f64, f64) {
    let all: Vec<Asked> =
        serde_json::from_str(include_str!("../../questions_dev/blind_questions.json")).unwrap();
    let (mut first, mut three, mut n) = (0, 0, 0);
    for q in half(all, odd) {
        let ranked = matcher.principles(&q.text);
        let right = |id: &String| *id == q.principle || (!strict && q.also.contains(id));
        let place = ranked.iter().position(|s| right(&s.id)).unwrap();
        first += usize::from(place == 0);
        three += usize::from(place < 3);
        n += 1;
        if say && place > 0 {
            let top: Vec<String> =
                ranked.iter().take(3).map(|s| format!("{:.12} {:.2} {:?}", s.id, s.score, s.why)).collect();
            println!("@{} {} [{}]\n        {}", place + 1, q.text, q.principle, top.join("\n        "));
        }
    }
    (f64::from(first as u32) / f64::from(n), f64::from(three as u32) / f64::from(n))
}

/// Recall among the first three, the mean reciprocal rank of the first right story, and the shares of first
/// stories that are said to fit where they are right, and where they are wrong.
///
/// No story answers a prompt; with `home` each has its home principle, as every story of a user has.
fn stories(home: bool, odd: bool, say: bool) -> [f64; 4] {
    let matcher = Matcher::of(&BANK, Parts { links: home, ..Parts::default() });
    let bank: Stories = serde_json::from_str(include_str!("../../questions_dev/blind_bank.json")).unwrap();
    let all: Vec<_> = bank.stories.iter().enumerate().map(|(i, k)| story(i as u64, &k.told, home)).collect();
    let index = Index::build(&all);
    let key = |id| bank.stories[all.iter().position(|s| s.id == id).unwrap()].key.clone();
    let (mut recall, mut mrr, mut n) = (0.0, 0.0, 0.0);
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for q in half(bank.questions, odd) {
        let found: Vec<(String, _)> =
            matcher.stories(&q.text, &index, 10).into_iter().map(|m| (key(m.story.clone()), m)).collect();
        let places: Vec<usize> =
            found.iter().enumerate().filter(|(_, (k, _))| q.stories.contains(k)).map(|(i, _)| i).collect();
        recall += places.iter().filter(|&&p| p < 3).count() as f64 / q.stories.len().min(3) as f64;
        mrr += places.first().map_or(0.0, |&p| 1.0 / (p + 1) as f64);
        n += 1.0;
        if let Some((key, first)) = found.first() {
            if q.stories.contains(key) { &mut right } else { &mut wrong }.push(first.fits);
        }
        if say && places.first() != Some(&0) {
            println!("@{:?} {} {:?}", places.first().map(|p| p + 1), q.text, q.stories);
            for (k, m) in found.iter().take(3) {
                println!("      {k} {:.2} {} {:?}", m.score, m.fits, m.why);
            }
        }
    }
    let share = |fits: Vec<bool>| fits.iter().filter(|f| **f).count() as f64 / fits.len().max(1) as f64;
    [recall / n, mrr / n, share(right), share(wrong)]
}

/// Run with `SAY=1 … --nocapture` to see the figures and the misses of the even half.
#[test]
fn questions_and_stories_of_somebody_else_are_understood() {
    let say = std::env::var_os("SAY").is_some();
    for odd in [false, true] {
        let half = if odd { "odd" } else { "even" };
        let (one, three) = principles(&MATCHER, odd, false, say && !odd);
        let (strict_one, strict_three) = principles(&MATCHER, odd, true, false);
        println!(
            "{half:5} principle first / of 3: {one:.2}/{three:.2}, strictly {strict_one:.2}/{strict_three:.2}"
        );
        let [recall, mrr, ..] = [false, true].map(|home| {
            let figures = stories(home, odd, say && !odd && home);
            let [recall, mrr, right, wrong] = figures;
            println!(
                "{half:5} stories, home {home}: {recall:.2} recall@3, {mrr:.2} MRR; the first is said to fit where \
                 it is right {right:.2}, wrong {wrong:.2}"
            );
            figures
        })[1];
        assert!(one >= 0.70 && three >= 0.84, "principle, {half} half: {one:.2} {three:.2}");
        assert!(strict_one >= 0.58 && strict_three >= 0.75, "strictly: {strict_one:.2} {strict_three:.2}");
        assert!(recall >= 0.54 && mrr >= 0.53, "stories, {half} half: {recall:.2} {mrr:.2}");
    }
}

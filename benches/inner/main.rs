//! The cost of each module without a terminal: single operations, timed many times.
//!
//! `cargo bench -- field` runs the rows with this word in their name, `--quick` fewer rounds. The
//! value at the row's share stands beside the budget.

#![allow(clippy::disallowed_methods, reason = "a bench reads the clock and its arguments")]
#![allow(clippy::unnecessary_wraps, reason = "all rows have one shape, and some can fail")]

#[path = "../shared/mod.rs"]
mod shared;

use std::collections::HashMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};
use shared::{Choice, Home, ms, prose, quantile};
use starcoach::app::background::Job;
use starcoach::coach;
use starcoach::practice::{Beats, EntryId, Grade, History, Log, LogEntry, Mode, Split, Stamp, What};
use starcoach::questions::Bank;
use starcoach::search::{Index, Matcher};
use starcoach::store::{Disk, Places, RealFs};
use starcoach::story::pace::Seconds;
use starcoach::story::{PromptId, Story, StoryId};
use starcoach::text::{Edit, Field, Lines};

/// A row: its name, its budget in milliseconds, the share of rounds that must keep it, and what measures it
/// over so many rounds.
type Row = (&'static str, f64, f64, fn(usize) -> anyhow::Result<Vec<f64>>);

const HALF: f64 = 0.5;
const NEARLY_ALL: f64 = 0.95;

const ROWS: &[Row] = &[
    // The field.
    ("field: wrap 10,000 words", 20.0, HALF, wrap),
    ("field: key at the start of 10,000 words", 0.1, HALF, key),
    // The store.
    ("store: load 10,000 stories", 1500.0, HALF, load),
    // The questions.
    ("questions: read the built-in packs", 4.0, HALF, packs),
    // The coach.
    ("coach: judge a story", 1.0, HALF, judge),
    ("coach: judge 10,000 stories", 1000.0, HALF, judge_all),
    ("coach: find what 10,000 stories share", 3000.0, HALF, across),
    // Practice.
    ("practice: replay 100,000 lines of the log", 100.0, HALF, replay),
    // Search.
    ("search: a letter more among 10,000 stories", 8.0, NEARLY_ALL, search),
    ("search: a question among 10,000 stories", 8.0, NEARLY_ALL, ask),
];

fn main() -> anyhow::Result<()> {
    let choice = Choice::read();
    println!("\n{:<44} {:>11} {:>11}  {:<5} orientation", "in process", "measured", "budget", "");
    for (name, budget, share, run) in ROWS.iter().filter(|(name, ..)| choice.wants(name)) {
        let times = run(if choice.quick { 5 } else { 50 })?;
        let (measured, of) = (quantile(&times, *share), share * 100.0);
        let verdict = if measured <= *budget { "ok" } else { "OVER" };
        let (half, most) = (quantile(&times, HALF), quantile(&times, NEARLY_ALL));
        println!(
            "{name:<44} {measured:>8.3} ms {budget:>8.1} ms  {verdict:<5} {of}th of 100; half {half:.3}, 95th {most:.3} ms"
        );
    }
    println!();
    Ok(())
}

/// Times something over and over, each time on something freshly made.
fn each<T, R>(rounds: usize, mut make: impl FnMut() -> T, mut run: impl FnMut(T) -> R) -> Vec<f64> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let input = black_box(make());
        let start = Instant::now();
        let output = black_box(run(input));
        times.push(ms(start.elapsed()));
        drop(output);
    }
    times
}

/// 10,000 words of prose in one paragraph.
fn long() -> String {
    let words: Vec<&str> = shared::PROSE.split_whitespace().cycle().take(10_000).collect();
    words.join(" ")
}

fn wrap(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let text = long();
    Ok(each(
        rounds,
        || Field::new(Lines::Many, &text),
        |mut field| {
            field.set_view(76, 12);
            field
        },
    ))
}

fn key(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let mut field = Field::new(Lines::Many, &long());
    field.set_view(76, 12);
    field.set_cursor(0);
    let mut cut = String::new();
    let mut at = Duration::ZERO;
    let mut keys = prose(rounds * 10).into_bytes().into_iter();
    Ok(each(
        rounds * 10,
        || char::from(keys.next().unwrap_or(b'x')),
        |key| {
            at += Duration::from_millis(120);
            let spliced = field.apply(Edit::Insert(key), &mut cut, at);
            field.set_view(76, 12);
            (spliced, field.cursor_cell())
        },
    ))
}

fn load(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let home = Home::with(10_000)?;
    let places = Places { data: home.path("data"), state: home.path("state"), config: home.path("config") };
    let mut disk = Disk::open(&places, Arc::new(RealFs), Timestamp::from_second(1_800_000_000)?)?;
    let mut failed = None;
    let times = each(
        (rounds / 5).max(3),
        || (),
        |()| disk.load_all().map_err(|error| failed = Some(error)).map_or(0, |stories| stories.len()),
    );
    failed.map_or(Ok(times), |error| Err(error.into()))
}

fn packs(rounds: usize) -> anyhow::Result<Vec<f64>> {
    // A pack is read when its questions are asked for.
    let read = |bank: Bank| bank.principles().iter().map(|p| p.prompts().len()).sum::<usize>();
    Ok(each(rounds, Bank::built_in, read))
}

fn judge(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let bank = Bank::built_in();
    let story = shared::story(0, 2)?;
    let prompt = story.answers.first().and_then(|id| bank.prompt(id));
    let settings = coach::Settings::default();
    let facts = coach::Facts::on(date(2026, 11, 23));
    Ok(each(rounds, || (), |()| coach::review(&story, prompt, &settings, facts)))
}

fn judge_all(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let (bank, stories) = (Arc::new(Bank::built_in()), stories()?);
    let job = || Job::Judge {
        generation: 1,
        stories: stories.as_slice().into(),
        bank: Arc::clone(&bank),
        // What shows across stories has a row of its own.
        settings: coach::Settings { off: vec!["duplicate-story".to_owned()], ..coach::Settings::default() },
        today: date(2026, 11, 23),
        told: HashMap::new(),
    };
    Ok(each((rounds / 10).max(2), job, Job::run))
}

/// Every nineteen stories are copies of one another, which is as many as are compared.
fn across(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let mut stories = Vec::new();
    for at in 0..10_000 {
        let mut story = shared::story(at, 10_000)?;
        let words = story.action.split(' ').map(|word| format!("{word}{}", at / 19));
        story.action = words.collect::<Vec<_>>().join(" ");
        stories.push(Arc::new(story));
    }
    let (bank, settings) = (Bank::built_in(), coach::Settings::default());
    Ok(each((rounds / 10).max(2), || (), |()| coach::bank(&stories, &bank, &settings, |_| true)))
}

/// 50,000 tellings of 500 stories, each with its grade, one every few minutes.
fn log() -> anyhow::Result<String> {
    let mut lines = String::new();
    let mut at = date(2026, 11, 23).at(10, 0, 0, 0).in_tz("Europe/Berlin")?;
    for n in 0..50_000_u64 {
        let (telling, graded) = (EntryId::from_bits(2 * n), EntryId::from_bits(2 * n + 1));
        let told = What::Told {
            story: StoryId::from_bits(n % 500),
            prompt: Some(PromptId::new("customer-obsession", "difficult-customer")),
            mode: Mode::Daily,
            seconds: Seconds(120),
            split: Split::default(),
        };
        let grade = What::Graded {
            telling,
            beats: Beats::from_letters("starn"),
            probe: Some(true),
            asked: None,
            grade: Grade::ToldIt,
        };
        for (id, what) in [(telling, told), (graded, grade)] {
            at = at.checked_add(7.minutes())?;
            lines.push_str(&LogEntry { id, at: Stamp::from(&at), what }.line());
            lines.push('\n');
        }
    }
    Ok(lines)
}

fn replay(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let lines = log()?;
    let read = |()| History::replay(&Log::parse([lines.as_bytes()]).entries, 4);
    Ok(each(rounds.div_ceil(2), || (), read))
}

fn stories() -> anyhow::Result<Vec<Arc<Story>>> {
    (0..10_000).map(|at| Ok(Arc::new(shared::story(at, 10_000)?))).collect()
}

fn search(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let index = Index::build(&stories()?);
    let typed = "zebra warehouse medicine";
    let mut ends = (1..=typed.len()).cycle();
    Ok(each(rounds * 4, || ends.next().unwrap_or(1), |end| index.find(typed.get(..end).unwrap_or(typed), 50)))
}

fn ask(rounds: usize) -> anyhow::Result<Vec<f64>> {
    let index = Index::build(&stories()?);
    let reader = Matcher::new(&Bank::built_in());
    let asked = "Tell me about a time you had to say no to a customer who was angry about a late delivery";
    Ok(each(rounds, || asked, |asked| reader.stories(asked, &index, 5)))
}

//! Progress figures: practice days, telling times, first attempts, and the days up to the interview.
//!
//! There are no streaks: a missed day is a gap in a row and nothing else.

use std::collections::HashMap;

use jiff::civil::Date;

use super::when::{days_after, days_between};
use super::{History, Mode, Telling};
use crate::story::pace::{Seconds, USUAL};

/// Days in the heat map: twelve weeks.
pub const HEAT_DAYS: usize = 84;
/// Days in the look-back window used where no interview date is set.
pub const RECENT_DAYS: usize = 14;

/// Tellings per civil day, those of interviews excluded.
fn by_day(history: &History) -> HashMap<Date, u32> {
    let mut days = HashMap::new();
    for telling in practice(history) {
        *days.entry(telling.day).or_default() += 1;
    }
    days
}

fn practice(history: &History) -> impl Iterator<Item = &Telling> {
    history.records().flat_map(|(_, r)| r.tellings()).filter(|t| t.mode != Mode::Interview)
}

/// Tellings on each of the last [`HEAT_DAYS`] days, oldest first, ending with `on`.
pub fn heat(history: &History, on: Date) -> [u32; HEAT_DAYS] {
    let days = by_day(history);
    let mut heat = [0; HEAT_DAYS];
    for (back, count) in (0..).zip(heat.iter_mut().rev()) {
        *count = days.get(&days_after(on, -back)).copied().unwrap_or(0);
    }
    heat
}

/// Which of the last [`RECENT_DAYS`] days had a telling, oldest first, ending with `on`.
pub fn recent(history: &History, on: Date) -> [bool; RECENT_DAYS] {
    let heat = heat(history, on);
    let mut days = [false; RECENT_DAYS];
    for (day, count) in days.iter_mut().rev().zip(heat.iter().rev()) {
        *day = *count > 0;
    }
    days
}

/// `9 of the last 14 days`.
pub fn recent_words(history: &History, on: Date) -> String {
    let days = recent(history, on).iter().filter(|&&d| d).count();
    format!("{days} of the last {RECENT_DAYS} days")
}

/// A count out of a whole, such as 7 of 10.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Of {
    pub count: u32,
    pub all: u32,
}

/// Complete tellings (no headlines, no interviews) within the usual time, out of all of them, in the `days`
/// days up to and including `on`.
pub fn in_usual_time(history: &History, on: Date, days: u32) -> Of {
    let mut of = Of::default();
    let last = practice(history)
        .filter(|t| t.mode != Mode::Headline && (0..i64::from(days)).contains(&days_between(t.day, on)));
    for telling in last {
        of.all += 1;
        of.count += u32::from(USUAL.contains(&telling.seconds));
    }
    of
}

/// First attempts of a day that were graded 3 or 4, out of all graded ones, in the `days` days up to and
/// including `on`.
pub fn first_tries(history: &History, on: Date, days: u32) -> Of {
    let mut of = Of::default();
    for (_, record) in history.records() {
        let mut last = None;
        for telling in record.tellings() {
            let near = (0..i64::from(days)).contains(&days_between(telling.day, on));
            if !near || last == Some(telling.day) {
                continue;
            }
            last = Some(telling.day);
            if let Some(well) = record.first_try(telling.day) {
                of.all += 1;
                of.count += u32::from(well);
            }
        }
    }
    of
}

/// The times of all complete tellings of all stories ([`Telling::is_whole`]), oldest first.
pub fn all_times(history: &History) -> Vec<Seconds> {
    let mut all: Vec<&Telling> = practice(history).filter(|t| t.is_whole()).collect();
    all.sort_by_key(|t| t.at);
    all.into_iter().map(|t| t.seconds).collect()
}

/// The time told in the `days` days up to and including `on`.
pub fn told_time(history: &History, on: Date, days: u32) -> Seconds {
    let near = |t: &&Telling| (0..i64::from(days)).contains(&days_between(t.day, on));
    Seconds(practice(history).filter(near).map(|t| t.seconds.0).sum())
}

/// The most days in a row without a telling, among the last [`RECENT_DAYS`] and since the first telling; today
/// is not over and does not count.
pub fn longest_gap(history: &History, on: Date) -> usize {
    let days = recent(history, on);
    let since = days.iter().position(|&told| told).unwrap_or(days.len());
    let before_today = days.get(since..days.len() - 1).unwrap_or_default();
    before_today.split(|&told| told).map(<[bool]>::len).max().unwrap_or_default()
}

/// `22 minutes told this week`, and how long the longest gap was, if there was one.
pub fn week_words(history: &History, on: Date) -> String {
    let told = told_time(history, on, 7);
    let told = match told.0 {
        0 => "Nothing told this week".to_owned(),
        1..90 => "1 minute told this week".to_owned(),
        seconds => format!("{} minutes told this week", (seconds + 30) / 60),
    };
    match longest_gap(history, on) {
        0 => told,
        1 => format!("{told}, longest gap 1 day"),
        days => format!("{told}, longest gap {days} days"),
    }
}

/// One day on the way to the interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayMark {
    /// A day with practice: `■`.
    Practiced,
    /// A day without: `·`.
    Missed,
    /// Today, before any practice: `□`.
    Today,
    /// A day that is still to come: `·`.
    Ahead,
    /// The interview: `◆`.
    TheDay,
}

/// The days from the first day of practice (at most 13 days before `on`) to the interview; empty once the
/// interview is over.
pub fn road(history: &History, on: Date, interview: Date) -> Vec<DayMark> {
    let left = days_between(on, interview);
    if left < 0 {
        return Vec::new();
    }
    let days = by_day(history);
    let past = days.keys().map(|&d| days_between(d, on)).filter(|d| (0..=13).contains(d)).max().unwrap_or(0);
    (-past..=left)
        .map(|day| match day {
            d if d == left => DayMark::TheDay,
            d if days.contains_key(&days_after(on, d)) => DayMark::Practiced,
            0 => DayMark::Today,
            d if d < 0 => DayMark::Missed,
            _ => DayMark::Ahead,
        })
        .collect()
}

/// Stories from which on the pace says something.
const FEWEST: u32 = 3;

/// Tellings per story until the interview, at `a_day` tellings on every day from today to the day before it,
/// rounded down.
pub fn tellings_each(days_left: u32, a_day: u32, stories: u32) -> u32 {
    (days_left * a_day).checked_div(stories).unwrap_or(0)
}

/// `at 3 a day you'll tell each of your 6 stories five times`; `None` below once per story, and for fewer than three stories.
pub fn pace_words(days_left: u32, a_day: u32, stories: u32) -> Option<String> {
    if stories < FEWEST {
        return None;
    }
    let times = match tellings_each(days_left, a_day, stories) {
        0 => return None,
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{} times", number(n)),
    };
    Some(format!("at {a_day} a day you'll tell each of your {stories} stories {times}"))
}

fn number(n: u32) -> String {
    const WORDS: [&str; 8] = ["three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = n.checked_sub(3).and_then(|i| WORDS.get(i as usize));
    word.map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

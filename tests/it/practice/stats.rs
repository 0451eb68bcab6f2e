//! Days, seconds, first tries, and the road.

use starcoach::practice::stats::{
    DayMark, HEAT_DAYS, Of, first_tries, heat, in_usual_time, pace_words, recent, recent_words, road,
    tellings_each,
};
use starcoach::practice::{Grade, History, LogEntry, Mode, Settings};

use super::{at, day_after, graded, told, told_as};

fn history(days: &[i64]) -> History {
    let entries: Vec<LogEntry> =
        (0..).zip(days).map(|(n, &day)| told(n, n % 2, &at(day, n.cast_signed()))).collect();
    History::replay(&entries, 4)
}

fn marks(history: &History, on: i64, interview: i64) -> String {
    let mark = |m: &DayMark| match m {
        DayMark::Practiced => '■',
        DayMark::Missed => '·',
        DayMark::Today => '□',
        DayMark::Ahead => '.',
        DayMark::TheDay => '◆',
    };
    road(history, day_after(on), day_after(interview)).iter().map(mark).collect()
}

#[test]
fn the_heat_map_counts_tellings_of_twelve_weeks() {
    let history = history(&[-84, -83, 0, 0, -7]);
    let heat = heat(&history, day_after(0));
    assert_eq!((heat[0], heat[HEAT_DAYS - 1], heat[HEAT_DAYS - 8]), (1, 2, 1));
    assert_eq!(heat.iter().sum::<u32>(), 4);
}

#[test]
fn without_a_date_the_last_fourteen_days_count() {
    let history = history(&[-14, -13, -13, -2, 0]);
    assert_eq!(recent_words(&history, day_after(0)), "3 of the last 14 days");
    let days = recent(&history, day_after(0));
    assert!(days[0] && !days[1] && days[13]);
}

#[test]
fn the_road_leads_from_the_first_day_to_the_interview() {
    assert_eq!(marks(&history(&[0, 1, 3]), 4, 15), "■■·■□..........◆");
    assert_eq!(marks(&history(&[0, 1, 3, 4]), 4, 6), "■■·■■.◆");
    assert_eq!(marks(&history(&[]), 0, 3), "□..◆");
    assert_eq!(marks(&history(&[0]), 3, 3), "■··◆");
    assert_eq!(marks(&history(&[0]), 4, 3), "");
    assert_eq!(marks(&history(&[0]), 40, 42), "□.◆");
}

#[test]
fn an_interview_is_no_practice() {
    let entries = [told_as(0, 0, &at(0, 0), Mode::Interview)];
    assert_eq!(heat(&History::replay(&entries, 4), day_after(0)).iter().sum::<u32>(), 0);
}

#[test]
fn at_three_a_day_each_story_is_told_five_times() {
    assert_eq!(
        pace_words(11, 3, 6).as_deref(),
        Some("at 3 a day you'll tell each of your 6 stories five times")
    );
    assert_eq!(pace_words(2, 3, 6).as_deref(), Some("at 3 a day you'll tell each of your 6 stories once"));
    assert_eq!([1, 2].map(|stories| pace_words(10, 3, stories)), [None, None], "too few to say so");
    assert_eq!(
        pace_words(60, 3, 6).as_deref(),
        Some("at 3 a day you'll tell each of your 6 stories 30 times")
    );
    assert_eq!((pace_words(0, 3, 6), pace_words(5, 3, 0)), (None, None));
    assert_eq!(tellings_each(11, 3, 6), 5);
}

#[test]
fn seconds_move_into_the_usual() {
    let mut entries =
        vec![told(0, 0, &at(0, 0)), told(1, 0, &at(5, 0)), told_as(2, 0, &at(5, 0), Mode::Headline)];
    let line = told(3, 1, &at(5, 0)).line().replace("\"seconds\":120", "\"seconds\":200");
    entries.push(LogEntry::parse(&line).unwrap());
    let history = History::replay(&entries, 4);
    assert_eq!(in_usual_time(&history, day_after(5), 7), Of { count: 2, all: 3 });
    assert_eq!(in_usual_time(&history, day_after(5), 5), Of { count: 1, all: 2 });
}

#[test]
fn the_first_try_of_a_day_counts_and_no_second() {
    let entries = [
        told(0, 0, &at(0, 0)),
        graded(1, 0, Grade::Blanked, &at(0, 1)),
        told(2, 0, &at(0, 2)),
        graded(3, 2, Grade::ToldIt, &at(0, 3)),
        told(4, 1, &at(0, 4)),
        graded(5, 4, Grade::NailedIt, &at(0, 5)),
        told(6, 0, &at(1, 0)),
        graded(7, 6, Grade::ToldIt, &at(1, 1)),
        told(8, 1, &at(1, 2)),
    ];
    let history = History::replay(&entries, 4);
    assert_eq!(first_tries(&history, day_after(1), 14), Of { count: 2, all: 3 });
}

#[test]
fn settings_have_defaults_and_limits() {
    let read = |text: &str| serde_json::from_str::<Settings>(text);
    assert_eq!(read("{}").unwrap(), Settings { day_start: 4, minutes: 10 });
    assert_eq!(read(r#"{"minutes":20,"day_start":0}"#).unwrap(), Settings { day_start: 0, minutes: 20 });
    for bad in [r#"{"minutes":7}"#, r#"{"day_start":24}"#, r#"{"day_start":-1}"#, r#"{"minute":5}"#] {
        assert!(read(bad).is_err(), "{bad}");
    }
}

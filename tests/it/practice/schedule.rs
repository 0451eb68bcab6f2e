//! The schedule: FSRS-6, caps, replay.

use fsrs::{FSRS, MemoryState};
use jiff::ToSpan;
use proptest::prelude::*;
use starcoach::practice::fsrs::{Memory, WEIGHTS};
use starcoach::practice::{EntryId, Grade, History, LearningState, Log, LogEntry, Mode, Stamp, What};
use starcoach::story::pace::Seconds;

use super::{at, day_after, graded, story, told, told_as, ungraded};

fn close(ours: f64, theirs: f32, what: &str) {
    let theirs = f64::from(theirs);
    assert!((ours - theirs).abs() <= 1e-4 * theirs.abs().max(1.0), "{what}: {ours} and {theirs}");
}

#[test]
fn the_weights_are_those_of_the_oracle() {
    for (ours, theirs) in WEIGHTS.iter().zip(fsrs::DEFAULT_PARAMETERS) {
        assert!((ours - f64::from(theirs)).abs() < 1e-6);
    }
}

#[test]
fn at_nine_in_ten_the_interval_is_the_stability() {
    let memory = Memory::first(Grade::NailedIt);
    assert!((memory.interval(0.9) - memory.stability).abs() < 1e-9);
    assert!((memory.retrievability(0) - 1.0).abs() < 1e-12);
}

#[test]
fn ten_thousand_random_histories_agree_with_the_oracle() {
    let oracle = FSRS::default();
    let mut rng = fastrand::Rng::with_seed(1);
    for _ in 0..10_000 {
        let first = Grade::ALL[rng.usize(..4)];
        let mut ours = Memory::first(first);
        let theirs = oracle.next_states(None, 0.9, 0).unwrap();
        let mut theirs = pick(&theirs, first);
        for _ in 0..rng.u32(..12) {
            let days = match rng.u32(..4) {
                0 => 0,
                1 => rng.u32(..5),
                2 => rng.u32(..60),
                _ => rng.u32(..700),
            };
            let now = fsrs::current_retrievability(theirs, days as f32, fsrs::FSRS6_DEFAULT_DECAY);
            close(ours.retrievability(days), now, "retrievability");
            let grade = Grade::ALL[rng.usize(..4)];
            ours = ours.next(days, grade);
            theirs = pick(&oracle.next_states(Some(theirs), 0.9, days).unwrap(), grade);
            close(ours.stability, theirs.stability, "stability");
            close(ours.difficulty, theirs.difficulty, "difficulty");
        }
        for retention in [0.9_f32, 0.95] {
            let interval = oracle.next_interval(Some(theirs.stability), retention, 3);
            close(ours.interval(f64::from(retention)), interval, "interval");
        }
    }
}

fn pick(states: &fsrs::NextStates, grade: Grade) -> MemoryState {
    match grade {
        Grade::Blanked => states.again.memory,
        Grade::Rambled => states.hard.memory,
        Grade::ToldIt => states.good.memory,
        Grade::NailedIt => states.easy.memory,
    }
}

/// One telling a line: the day, the grade.
fn replay(reviews: &[(i64, Grade)]) -> History {
    let mut entries = Vec::new();
    for (n, &(day, grade)) in (0_u64..).zip(reviews) {
        let minutes = n.cast_signed();
        entries.push(told(2 * n, 1, &at(day, minutes)));
        entries.push(graded(2 * n + 1, 2 * n, grade, &at(day, minutes)));
    }
    History::replay(&entries, 4)
}

fn due(history: &History, on: i64, interview: Option<i64>) -> i64 {
    let date = history.record(&story(1)).unwrap().due(day_after(on), interview.map(day_after)).unwrap();
    date.since(day_after(0)).unwrap().get_days().into()
}

#[test]
fn a_story_comes_back_after_the_days_it_is_remembered() {
    assert_eq!(due(&replay(&[(0, Grade::ToldIt)]), 0, None), 2);
    assert_eq!(due(&replay(&[(0, Grade::NailedIt)]), 0, None), 8);
    assert_eq!(due(&replay(&[(0, Grade::Rambled)]), 0, None), 1);
}

#[test]
fn a_blanked_story_stays_due_until_it_is_told() {
    let blanked = replay(&[(0, Grade::Blanked)]);
    assert_eq!(due(&blanked, 0, None), 0);
    assert_eq!(blanked.due([&story(1)], day_after(5), None).len(), 1);
    let again = replay(&[(0, Grade::Blanked), (0, Grade::ToldIt)]);
    assert_eq!(due(&again, 0, None), 1);
}

#[test]
fn no_gap_is_longer_than_sixty_days_or_a_quarter_of_what_is_left() {
    let known: Vec<_> = [0, 8, 30, 90].map(|d| (d, Grade::NailedIt)).into();
    let history = replay(&known);
    assert_eq!(due(&history, 90, None), 150);
    assert_eq!(due(&history, 90, Some(130)), 100);
    assert_eq!(due(&history, 90, Some(97)), 91);
    assert_eq!(due(&history, 90, Some(91)), 91);
    // Once the interview is over its date counts no longer.
    assert_eq!(due(&history, 98, Some(97)), 150);
}

#[test]
fn in_the_last_days_more_is_asked_of_the_memory() {
    use starcoach::practice::retention;
    assert_eq!(
        [retention(None), retention(Some(8)), retention(Some(7)), retention(Some(0))],
        [0.90, 0.90, 0.95, 0.95]
    );
}

#[test]
fn the_dates_shown_are_the_dates_that_hold() {
    let entries = [told(0, 1, &at(0, 0)), graded(1, 0, Grade::ToldIt, &at(0, 1))];
    for interview in [None, Some(day_after(20))] {
        let history = History::replay(&entries, 4);
        let shown = history.dates(&story(1), day_after(3), interview);
        for (grade, date) in Grade::ALL.into_iter().zip(shown) {
            let mut after = history.clone();
            after.add(&told(2, 1, &at(3, 0)));
            after.add(&graded(3, 2, grade, &at(3, 1)));
            assert_eq!(after.record(&story(1)).unwrap().due(day_after(3), interview), Some(date));
        }
    }
}

#[test]
fn a_rewritten_story_is_due_that_day_until_it_is_told() {
    let mut history = replay(&[(0, Grade::NailedIt)]);
    let before = history.record(&story(1)).unwrap().memory();
    history.add(&LogEntry {
        id: EntryId::from_bits(90),
        at: Stamp::from(&at(1, 0)),
        what: What::Soon { story: story(1) },
    });
    assert_eq!(due(&history, 1, None), 1);
    assert_eq!(history.record(&story(1)).unwrap().memory(), before);
    history.add(&told(91, 1, &at(1, 5)));
    history.add(&graded(92, 91, Grade::ToldIt, &at(1, 6)));
    assert!(due(&history, 1, None) > 1);
}

#[test]
fn a_grade_after_three_seconds_is_no_review() {
    for (seconds, counts) in [(3, false), (19, false), (20, true)] {
        let mut slip = told(1, 1, &at(0, 0));
        if let What::Told { seconds: told, .. } = &mut slip.what {
            *told = Seconds(seconds);
        }
        let mut history = History::default();
        history.add(&slip);
        history.add(&graded(2, 1, Grade::NailedIt, &at(0, 1)));
        let record = history.record(&story(1)).unwrap();
        assert_eq!((record.tellings().len(), record.memory().is_some()), (1, counts), "{seconds}");
    }
}

#[test]
fn the_real_interview_is_history_and_no_review() {
    let mut history = replay(&[(0, Grade::ToldIt)]);
    let before = history.record(&story(1)).unwrap().memory();
    history.add(&told_as(90, 1, &at(2, 0), Mode::Interview));
    history.add(&graded(91, 90, Grade::Blanked, &at(2, 1)));
    let record = history.record(&story(1)).unwrap();
    assert_eq!((record.memory(), record.tellings().len(), record.good_tellings()), (before, 2, 1));
}

#[test]
fn due_stories_come_most_urgent_first_then_the_weakest() {
    let mut entries = Vec::new();
    // 1: told well, long overdue; 2: told well, just due; 3: rambled; 4: blanked; 5: never told; 6: not due.
    for (n, day, grade) in [
        (1, 0, Grade::ToldIt),
        (2, 8, Grade::ToldIt),
        (3, 9, Grade::Rambled),
        (4, 10, Grade::Blanked),
        (6, 10, Grade::NailedIt),
    ] {
        entries.push(told(2 * n, n, &at(day, 0)));
        entries.push(graded(2 * n + 1, 2 * n, grade, &at(day, 1)));
    }
    let history = History::replay(&entries, 4);
    let ids = [5, 6, 1, 2, 3, 4].map(story);
    let due = history.due(&ids, day_after(10), None);
    let order: Vec<_> = due.iter().map(|d| d.id.clone()).collect();
    assert_eq!(order, [1, 4, 3, 2, 5].map(story));
    assert_eq!(
        due.iter().map(|d| d.state).collect::<Vec<_>>(),
        [
            LearningState::Learning,
            LearningState::Learning,
            LearningState::Learning,
            LearningState::Learning,
            LearningState::New
        ]
    );
    let json = serde_json::to_value(&due[0]).unwrap();
    assert_eq!((json["due"].as_str(), json["interval"].as_i64()), (Some("2026-11-25"), Some(2)));
}

#[test]
fn a_journey_west_over_the_date_line_is_the_same_day() {
    let east: jiff::ZonedDateTime = "2026-11-24T09:00:00+13:00[Pacific/Auckland]".parse().unwrap();
    let west: jiff::ZonedDateTime = "2026-11-23T21:00:00-08:00[America/Los_Angeles]".parse().unwrap();
    let mut history = History::replay(&[told(0, 1, &east), graded(1, 0, Grade::ToldIt, &east)], 4);
    history.add(&told(2, 1, &west));
    history.add(&graded(3, 2, Grade::ToldIt, &west));
    let expected = Memory::first(Grade::ToldIt).next(0, Grade::ToldIt);
    assert_eq!(history.record(&story(1)).unwrap().memory(), Some(expected));
}

#[test]
fn a_grade_that_a_wrong_clock_put_before_its_telling_counts() {
    let entries = [graded(1, 0, Grade::ToldIt, &at(0, 0)), told(0, 1, &at(0, 5))];
    assert_eq!(History::replay(&entries, 4).record(&story(1)).unwrap().good_tellings(), 1);
}

/// Events in time: days to wait, story, and what happens.
fn events() -> impl Strategy<Value = Vec<LogEntry>> {
    prop::collection::vec((0_i64..9, 0_u64..3, 0_usize..8), 0..40).prop_map(|steps| {
        let mut day = 0;
        let mut last = None;
        let mut entries = Vec::new();
        for (n, (wait, number, kind)) in (0..).zip(steps) {
            day += wait;
            let when = at(day, i64::from(n as u32));
            entries.push(match (kind, last) {
                (0..4, Some(telling)) => graded(n, telling, Grade::ALL[kind], &when),
                (4, Some(telling)) => ungraded(n, telling, &when),
                (5, _) => LogEntry {
                    id: EntryId::from_bits(n),
                    at: Stamp::from(&when),
                    what: What::Soon { story: story(number) },
                },
                _ => {
                    last = Some(n);
                    told(n, number, &when)
                }
            });
        }
        entries
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_replay_of_any_part_is_the_state_then(entries in events()) {
        let mut live = History::replay(&[], 4);
        for n in 0..entries.len() {
            live.add(&entries[n]);
            prop_assert_eq!(&live, &History::replay(&entries[..=n], 4));
        }
        let text: String = entries.iter().map(|e| e.line() + "\n").collect();
        prop_assert_eq!(Log::parse([text.as_bytes()]).entries, entries);
    }

    #[test]
    fn a_grade_taken_back_was_never_given(entries in events(), grade in 0_usize..4) {
        let mut before = History::replay(&entries, 4);
        before.add(&told(900, 1, &at(400, 0)));
        let mut after = before.clone();
        after.add(&graded(901, 900, Grade::ALL[grade], &at(400, 1)));
        prop_assert_ne!(&after, &before);
        after.add(&ungraded(902, 900, &at(400, 2)));
        prop_assert_eq!(after, before);
    }

    #[test]
    fn a_better_grade_never_comes_back_earlier(
        entries in events(), wait in 0_i64..90, left in prop::option::of(-3_i64..120)
    ) {
        let day = entries.last().map_or(0, |e| {
            i64::from(e.at.day(4).since(day_after(0)).unwrap().get_days())
        }) + wait;
        let interview = left.map(|l| day_after(day) + l.days());
        let history = History::replay(&entries, 4);
        for n in 0..3 {
            let dates = history.dates(&story(n), day_after(day), interview);
            prop_assert!(dates.is_sorted(), "{:?}", dates);
            prop_assert_eq!(dates[0], day_after(day));
            match interview.filter(|&d| d > day_after(day)) {
                Some(date) => {
                    let most = (left.unwrap() / 4).max(1);
                    prop_assert!(dates[3] <= date && dates[3] <= day_after(day + most));
                }
                None => prop_assert!(dates[3] <= day_after(day + 60)),
            }
        }
    }
}

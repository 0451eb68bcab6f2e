//! What a session holds, day by day.

use jiff::Timestamp;
use starcoach::practice::{
    Grade, History, Input, LogEntry, Mode, Moment, Outcome, Phase, Plan, Planner, Session, SessionKind,
};
use starcoach::questions::{Bank, Principle, parse};
use starcoach::story::{PromptId, Section, Story, StoryId};

use super::{at, day_after, graded, story, told, told_as, ungraded};

/// A pack with so many prompts, named `one`, `two` and so on.
fn pack(id: &str, asked: &str, prompts: usize) -> Principle {
    let prompts: Vec<_> = ["one", "two", "three", "four", "five"]
        .iter()
        .take(prompts)
        .map(|p| serde_json::json!({"id": p, "short": p, "text": p, "kind": "success"}))
        .collect();
    let guide = serde_json::json!({"situation": [], "task": [], "action": [], "result": []});
    let pack = serde_json::json!({
        "schema": 1, "id": id, "name": id, "summary": id, "asked": asked, "guide": guide, "prompts": prompts
    });
    parse(&pack.to_string()).unwrap()
}

fn bank() -> Bank {
    Bank::new(vec![
        pack("customer", "almost always", 5),
        pack("owner", "often", 3),
        pack("dive", "sometimes", 2),
        pack("frugal", "rarely", 2),
    ])
}

fn complete(n: u64, principle: &str, prompts: &[&str]) -> Story {
    let mut s = Story::new(story(n), principle, Timestamp::UNIX_EPOCH);
    for part in Section::STAR {
        *s.section_mut(part) = "Something.".into();
    }
    s.answers = prompts.iter().map(|p| PromptId::new(principle, p)).collect();
    s
}

fn six() -> Vec<Story> {
    vec![
        complete(0, "customer", &["one", "two"]),
        complete(1, "customer", &["three"]),
        complete(2, "owner", &["one"]),
        complete(3, "owner", &["two"]),
        complete(4, "dive", &["one"]),
        complete(5, "frugal", &["one"]),
    ]
}

fn daily(stories: &[Story], entries: &[LogEntry], day: i64) -> Plan {
    let history = History::replay(entries, 4);
    Planner::new(stories, &bank(), &history, day_after(day), None).daily(10)
}

fn ids(plan: &Plan) -> Vec<StoryId> {
    plan.items.iter().filter_map(|i| i.story.clone()).collect()
}

#[test]
fn the_first_day_holds_three_new_stories_of_different_principles() {
    let plan = daily(&six(), &[], 0);
    assert_eq!(plan.words(), "3 stories, about 9 minutes");
    assert_eq!(ids(&plan), [0, 2, 1].map(story));
}

#[test]
fn minutes_choose_how_many() {
    let (stories, bank, history) = (six(), bank(), History::replay(&[], 4));
    let planner = Planner::new(&stories, &bank, &history, day_after(0), None);
    let words = [5, 10, 20].map(|minutes| planner.daily(minutes).words());
    assert_eq!(
        words,
        ["2 stories, about 6 minutes", "3 stories, about 9 minutes", "6 stories, about 18 minutes"]
    );
    let one = Planner::new(&stories[..1], &bank, &history, day_after(0), None);
    assert_eq!(one.daily(10).words(), "1 story, about 3 minutes");
}

#[test]
fn unfinished_stories_and_second_versions_are_not_practiced() {
    let mut stories = six();
    stories.truncate(3);
    stories[0].result.clear();
    stories[1].version_of = Some(story(2));
    assert_eq!(ids(&daily(&stories, &[], 0)), [story(2)]);
}

#[test]
fn the_urgent_come_first_then_the_due_and_one_place_is_for_a_new_one() {
    let mut entries = Vec::new();
    for (n, day, grade) in
        [(0, 0, Grade::ToldIt), (1, 6, Grade::Rambled), (2, 5, Grade::ToldIt), (3, 4, Grade::ToldIt)]
    {
        entries.push(told(2 * n, n, &at(day, 0)));
        entries.push(graded(2 * n + 1, 2 * n, grade, &at(day, 1)));
    }
    let plan = daily(&six(), &entries, 8);
    // 0 is six days over its two, 1 rambled, 4 is new; 2 and 3 can wait.
    assert_eq!(ids(&plan), [0, 4, 1].map(story));
    assert_eq!((plan.waiting, plan.back), (2, false));
}

#[test]
fn a_story_that_is_not_safe_yet_takes_the_place_of_a_new_one() {
    let stories = &six()[..2];
    let entries = [
        told(0, 0, &at(0, 0)),
        graded(1, 0, Grade::ToldIt, &at(0, 1)),
        told(2, 1, &at(0, 2)),
        graded(3, 2, Grade::NailedIt, &at(0, 3)),
    ];
    assert_eq!(ids(&daily(stories, &entries, 1)), [story(0)]);
}

#[test]
fn after_a_gap_the_rest_can_wait() {
    let mut entries = Vec::new();
    for n in 0..6 {
        entries.push(told(2 * n, n, &at(0, 0)));
        entries.push(graded(2 * n + 1, 2 * n, Grade::ToldIt, &at(0, 1)));
    }
    let plan = daily(&six(), &entries, 30);
    assert_eq!(plan.welcome().as_deref(), Some("Welcome back. 3 today; the rest can wait"));
    assert_eq!(daily(&six(), &entries, 3).welcome(), None);
}

#[test]
fn the_same_day_takes_up_where_it_stopped() {
    let stories = six();
    let mut entries = vec![told(0, 0, &at(0, 0)), graded(1, 0, Grade::ToldIt, &at(0, 1))];
    let plan = daily(&stories, &entries, 0);
    assert_eq!((plan.done, ids(&plan)), (1, vec![story(1), story(2)]));
    // Told, then killed before the grade: it wants only its look back.
    entries.push(told(2, 2, &at(0, 5)));
    let plan = daily(&stories, &entries, 0);
    assert_eq!((plan.done, ids(&plan)), (1, vec![story(2), story(1)]));
    assert_eq!(plan.items[0].taken.map(|t| t.seconds.0), Some(120));
    let session = Session::new(plan, 1);
    assert_eq!(session.phase(), Phase::LookBack);
    // A grade taken back wants one again; on the next day it is simply due.
    entries.extend([graded(3, 2, Grade::ToldIt, &at(0, 6)), ungraded(4, 2, &at(0, 7))]);
    assert!(daily(&stories, &entries, 0).items[0].taken.is_some());
    assert!(daily(&stories, &entries, 1).items.iter().all(|i| i.taken.is_none()));
    // Blanked comes again.
    entries.push(graded(5, 2, Grade::Blanked, &at(0, 8)));
    let plan = daily(&stories, &entries, 0);
    assert_eq!((plan.done, ids(&plan)), (1, vec![story(2), story(1)]));
    assert!(plan.items[0].taken.is_none());
}

#[test]
fn a_story_that_wants_its_look_back_is_held_once() {
    let plan = daily(&six(), &[told(0, 0, &at(0, 0))], 0);
    assert_eq!(ids(&plan), [0, 1, 2].map(story));
    assert!(plan.items[0].taken.is_some());
}

#[test]
fn once_the_day_is_done_a_further_session_holds_other_stories() {
    let mut entries = Vec::new();
    for n in 0..3 {
        entries.push(told(2 * n, n, &at(0, 0)));
        entries.push(graded(2 * n + 1, 2 * n, Grade::ToldIt, &at(0, 1)));
    }
    let plan = daily(&six(), &entries, 0);
    assert_eq!((plan.done, ids(&plan)), (3, [3, 4, 5].map(story).to_vec()));
}

#[test]
fn a_story_chosen_by_hand_is_told_whether_due_or_not() {
    let stories = six();
    let entries = [told(0, 0, &at(0, 0)), graded(1, 0, Grade::NailedIt, &at(0, 1))];
    let (bank, history) = (bank(), History::replay(&entries, 4));
    let planner = Planner::new(&stories, &bank, &history, day_after(0), None);
    let plan = planner.one(&story(0), None);
    assert_eq!((plan.words().as_str(), ids(&plan)), ("1 story, about 3 minutes", vec![story(0)]));
    let prompt = PromptId::new("customer", "two");
    assert_eq!(
        planner.one(&story(0), Some(&prompt)).items[0].prompts,
        [prompt, PromptId::new("customer", "one")]
    );
    assert!(planner.one(&story(99), None).items.is_empty());
}

#[test]
fn prompts_rotate_and_never_come_twice_running() {
    let stories = [complete(0, "customer", &["one", "two", "three", "gone"])];
    let (bank, mut history) = (bank(), History::replay(&[], 4));
    let mut asked = Vec::new();
    for day in 0..7 {
        let plan = Planner::new(&stories, &bank, &history, day_after(day), None).headlines(&[]);
        for entry in run(plan, day, Grade::ToldIt) {
            history.add(&entry);
        }
        asked.push(history.record(&story(0)).unwrap().last_prompt().unwrap().to_string());
    }
    assert_eq!(asked[..4], ["customer/one", "customer/two", "customer/three", "customer/one"]);
    assert!(asked.windows(2).all(|w| w[0] != w[1]));
}

#[test]
fn the_last_48_hours_are_headlines_of_the_stories_for_the_interview() {
    let stories = six();
    let (bank, history) = (bank(), History::replay(&[], 4));
    let kind = |day, wanted: &[StoryId]| {
        Planner::new(&stories, &bank, &history, day_after(day), Some(day_after(10))).today(10, wanted)
    };
    let kinds = [7, 8, 9, 10, 11].map(|day| kind(day, &[]).kind);
    assert_eq!(
        kinds,
        [
            SessionKind::Daily,
            SessionKind::Headlines,
            SessionKind::Headlines,
            SessionKind::Headlines,
            SessionKind::Daily
        ]
    );
    assert_eq!(kind(9, &[]).words(), "6 headlines, about 4 minutes");
    assert_eq!(ids(&kind(9, &[story(4), story(1)])), [1, 4].map(story));
    let entries = [told_as(0, 1, &at(9, 0), Mode::Headline)];
    let history = History::replay(&entries, 4);
    let planner = Planner::new(&stories, &bank, &history, day_after(9), Some(day_after(10)));
    let plan = planner.headlines(&[story(4), story(1)]);
    assert_eq!((plan.done, ids(&plan)), (1, vec![story(4)]));
}

#[test]
fn a_mock_loop_asks_four_or_five_different_things_and_tells_no_story_twice() {
    let stories = six();
    let (bank, history) = (bank(), History::replay(&[], 4));
    let planner = Planner::new(&stories, &bank, &history, day_after(0), None);
    let mut lengths = [0; 2];
    for seed in 0..200 {
        let plan = planner.mock(seed);
        lengths[plan.items.len() - 4] += 1;
        let mut prompts: Vec<_> = plan.items.iter().map(|i| i.prompt().unwrap().clone()).collect();
        let mut told = ids(&plan);
        assert_eq!(told.len(), plan.items.len(), "every prompt has a story while there are some");
        // All four principles are asked before one comes again.
        let mut first: Vec<_> = prompts[..4].iter().map(|p| p.principle().to_owned()).collect();
        first.sort();
        first.dedup();
        assert_eq!(first.len(), 4);
        prompts.sort();
        prompts.dedup();
        told.sort();
        told.dedup();
        assert_eq!((prompts.len(), told.len()), (plan.items.len(), plan.items.len()));
        assert_eq!(plan, planner.mock(seed));
    }
    assert!(lengths.iter().all(|&n| n > 50), "{lengths:?}");
}

#[test]
fn a_mock_loop_begins_with_what_is_asked_often() {
    let stories = six();
    let (bank, history) = (bank(), History::replay(&[], 4));
    let planner = Planner::new(&stories, &bank, &history, day_after(0), None);
    let mut first = [0; 4];
    for seed in 0..1500 {
        let plan = planner.mock(seed);
        let principle = plan.items[0].prompt().unwrap().principle().to_owned();
        first[bank.principles().iter().position(|p| p.id == principle).unwrap()] += 1;
    }
    // 8, 4, 2 and 1 of 15.
    for (count, expected) in first.into_iter().zip([800, 400, 200, 100]) {
        assert!((expected * 7 / 10..=expected * 13 / 10).contains(&count), "{first:?}");
    }
}

#[test]
fn a_mock_loop_without_stories_asks_all_the_same() {
    let (bank, history) = (bank(), History::replay(&[], 4));
    let plan = Planner::new([], &bank, &history, day_after(0), None).mock(3);
    assert!(plan.items.len() >= 4 && plan.items.iter().all(|i| i.story.is_none()));
    let empty = Bank::new(Vec::new());
    assert!(Planner::new([], &empty, &history, day_after(0), None).mock(3).items.is_empty());
}

/// Runs a plan on that day, every story with this grade; a blanked one is told when it comes again.
fn run(plan: Plan, day: i64, grade: Grade) -> Vec<LogEntry> {
    let mut session = Session::new(plan, 1000 + day.unsigned_abs());
    let (mut entries, mut minutes) = (Vec::new(), 0);
    while session.phase() != Phase::End {
        let wall = at(day, minutes);
        let seconds = std::time::Duration::from_secs(60 * minutes.unsigned_abs());
        let input = match session.phase() {
            Phase::LookBack if session.turn().unwrap().again.is_some() => Input::Grade(Grade::ToldIt),
            Phase::LookBack => Input::Grade(grade),
            _ => Input::Enter,
        };
        if session.phase() == Phase::Telling {
            // Two minutes, second by second.
            for second in 1..=120 {
                let wall = wall.checked_add(std::time::Duration::from_secs(second)).unwrap();
                let at = seconds + std::time::Duration::from_secs(second);
                session.update(Input::Wake, Moment { at, wall: &wall });
            }
            minutes += 2;
        }
        let wall = at(day, minutes);
        let moment = Moment { at: std::time::Duration::from_secs(60 * minutes.unsigned_abs()), wall: &wall };
        for outcome in session.update(input, moment) {
            if let Outcome::Append(entry) = outcome {
                entries.push(entry);
            }
        }
    }
    entries
}

/// Seven days with three stories and an interview in ten days. `--nocapture` prints the plan of each day.
#[test]
fn seven_days_with_three_stories() {
    let names = ["Late shipment", "The auditor", "Night pager"];
    let mut stories = vec![
        complete(0, "customer", &["one", "two"]),
        complete(1, "customer", &["three", "four"]),
        complete(2, "owner", &["one", "two"]),
    ];
    for (story, name) in stories.iter_mut().zip(names) {
        story.title = name.into();
    }
    let (bank, interview) = (bank(), Some(day_after(10)));
    let mut history = History::replay(&[], 4);
    // How the day goes; on the fifth nobody practices.
    let days = [3, 2, 1, 3, 0, 4, 3];
    let mut held = Vec::new();
    for (day, grade) in (0..).zip(days) {
        let plan = Planner::new(&stories, &bank, &history, day_after(day), interview).today(10, &[]);
        let told: Vec<&str> = ids(&plan)
            .iter()
            .filter_map(|id| stories.iter().find(|s| s.id == *id))
            .map(|s| s.title.as_str())
            .collect();
        println!("{}  {:<28} {}", day_after(day).strftime("%a %-d %b"), plan.words(), told.join(", "));
        held.push(told.join(", "));
        let entries = Grade::from_key(grade).map(|grade| run(plan, day, grade)).unwrap_or_default();
        for entry in entries {
            history.add(&entry);
        }
        for s in &stories {
            let due = history.record(&s.id).and_then(|r| r.due(day_after(day), interview));
            assert!(due.is_none_or(|d| d <= day_after(10)), "nothing is due after the interview");
        }
    }
    let all = "Late shipment, Night pager, The auditor";
    let third = "The auditor, Night pager, Late shipment";
    assert_eq!(held, [all, "Late shipment", third, all, all, all, all]);
}

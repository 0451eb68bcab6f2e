//! A session, key by key: time is an argument, nobody sleeps.

use std::time::Duration;

use jiff::ZonedDateTime;
use proptest::prelude::*;
use starcoach::practice::{
    Beat, Grade, GradeFacts, History, Input, Log, LogEntry, Moment, Outcome, Pause, Phase, Plan, Planner,
    Session, SessionItem, SessionKind, What, suggest,
};
use starcoach::story::pace::Seconds;
use starcoach::story::{PromptId, Section};

use super::{at, story};

/// A session with a clock in its hand.
struct Workspace {
    session: Session,
    at: Duration,
    start: ZonedDateTime,
    /// How much further the wall clock is than the monotonic one.
    lid: Duration,
    outcomes: Vec<Outcome>,
}

impl Workspace {
    fn new(kind: SessionKind, items: Vec<SessionItem>) -> Self {
        let plan = Plan { kind, items, done: 0, waiting: 0, back: false };
        Self {
            session: Session::new(plan, 1),
            at: Duration::from_secs(1000),
            start: at(0, 0),
            lid: Duration::ZERO,
            outcomes: Vec::new(),
        }
    }

    fn key(&mut self, input: Input) -> &mut Self {
        let wall = self.start.checked_add(self.at + self.lid).unwrap();
        let outcomes = self.session.update(input, Moment { at: self.at, wall: &wall });
        self.outcomes.extend(outcomes);
        self
    }

    /// Lives through so many seconds, waking as often as the session asks for.
    fn live(&mut self, seconds: u64) -> &mut Self {
        let until = self.at + Duration::from_secs(seconds);
        while let Some(wake) = self.session.next_wake().filter(|&w| w <= until) {
            self.at = wake;
            self.key(Input::Wake);
        }
        self.at = until;
        self
    }

    /// Is stopped for so long: nothing wakes.
    fn stopped(&mut self, seconds: u64) -> &mut Self {
        self.at += Duration::from_secs(seconds);
        self
    }

    fn tell(&mut self, seconds: u64) -> &mut Self {
        self.key(Input::Enter).live(seconds).key(Input::Enter)
    }

    fn entries(&self) -> Vec<LogEntry> {
        let entry = |o: &Outcome| match o {
            Outcome::Append(entry) => Some(entry.clone()),
            Outcome::SaidAloud { .. } => None,
        };
        self.outcomes.iter().filter_map(entry).collect()
    }

    fn seconds_told(&self) -> Vec<u32> {
        self.entries()
            .iter()
            .filter_map(|e| match &e.what {
                What::Told { seconds, .. } => Some(seconds.0),
                _ => None,
            })
            .collect()
    }

    fn grades(&self) -> Vec<u8> {
        self.entries()
            .iter()
            .filter_map(|e| match &e.what {
                What::Graded { grade, .. } => Some(grade.key()),
                What::Ungraded { .. } => Some(0),
                _ => None,
            })
            .collect()
    }
}

fn item(n: u64) -> SessionItem {
    SessionItem {
        story: Some(story(n)),
        prompts: ["p/one", "p/two"].map(|p| PromptId(p.into())).into(),
        probes: vec!["What was yours alone?".into(), "And why?".into()],
        ..SessionItem::default()
    }
}

fn daily(n: u64) -> Workspace {
    Workspace::new(SessionKind::Daily, (0..n).map(item).collect())
}

#[test]
fn nothing_starts_by_itself_and_nothing_wakes_while_it_waits() {
    let mut workspace = daily(1);
    assert_eq!((workspace.session.phase(), workspace.session.next_wake()), (Phase::Waiting, None));
    workspace.stopped(600).key(Input::Wake);
    assert_eq!((workspace.session.elapsed(), workspace.session.pause()), (Seconds(0), None));
}

#[test]
fn a_story_takes_three_screens() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(20);
    assert_eq!((workspace.session.phase(), workspace.session.elapsed()), (Phase::Telling, Seconds(20)));
    workspace.live(100).key(Input::Enter);
    assert_eq!((workspace.session.phase(), workspace.session.limit()), (Phase::FollowUp, Some(Seconds(45))));
    workspace.live(10).key(Input::Enter);
    assert_eq!((workspace.session.phase(), workspace.session.next_wake()), (Phase::LookBack, None));
    assert_eq!(workspace.session.suggested(), Some(Grade::ToldIt));
    workspace.key(Input::Enter);
    assert_eq!(workspace.session.phase(), Phase::End);
    assert_eq!((workspace.seconds_told(), workspace.grades()), (vec![120], vec![3]));
}

#[test]
fn the_clock_asks_for_one_wake_a_second() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter);
    workspace.at += Duration::from_millis(400);
    workspace.key(Input::Tab);
    assert_eq!(workspace.session.next_wake(), Some(Duration::from_secs(1001)));
}

#[test]
fn space_measures_the_parts_and_ticks_them() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(21).key(Input::Space).live(8).key(Input::Space).live(3);
    assert_eq!(workspace.session.part(), Section::Action);
    let split = workspace.session.split();
    assert_eq!((split.of(Section::Task), split.of(Section::Action)), (Some(Seconds(8)), Some(Seconds(3))));
    workspace
        .live(59)
        .key(Input::Space)
        .live(34)
        .key(Input::Space)
        .live(1)
        .key(Input::Enter)
        .key(Input::Enter);
    let turn = workspace.session.turn().unwrap();
    assert_eq!(turn.beats.letters(), "star");
    let told = turn.told.unwrap();
    let parts: u32 = Section::ALL.iter().filter_map(|&s| told.split.of(s)).map(|s| s.0).sum();
    assert_eq!((parts, told.seconds, told.split.of(Section::Lesson)), (126, Seconds(126), None));
}

#[test]
fn parts_that_were_not_reached_are_not_ticked_and_weigh_on_the_grade() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(60).key(Input::Space).live(60).key(Input::Enter).key(Input::Enter);
    assert_eq!(workspace.session.turn().unwrap().beats.letters(), "st");
    assert_eq!(workspace.session.suggested(), Some(Grade::Rambled));
    workspace.key(Input::Tick(Beat::Action)).key(Input::Tick(Beat::Result));
    assert_eq!(workspace.session.suggested(), Some(Grade::ToldIt));
    workspace.key(Input::Tick(Beat::Number)).key(Input::Tick(Beat::Customer));
    assert_eq!(workspace.session.suggested(), Some(Grade::NailedIt));
    workspace.key(Input::Tick(Beat::Customer));
    assert_eq!(workspace.session.suggested(), Some(Grade::ToldIt));
}

#[test]
fn a_short_answer_is_graded_by_its_own_time() {
    let grade = |seconds, answered, cues| {
        let usual = Some(Seconds(45)..=Seconds(90));
        suggest(&GradeFacts { seconds: Seconds(seconds), usual, beats: None, answered, cues })
    };
    assert_eq!(grade(60, Some(true), false), Grade::NailedIt);
    assert_eq!(grade(60, Some(false), false), Grade::ToldIt);
    assert_eq!(grade(60, None, true), Grade::ToldIt);
    assert_eq!(grade(110, None, false), Grade::ToldIt);
    assert_eq!(grade(140, None, false), Grade::Rambled);
    assert_eq!(grade(10, None, false), Grade::Blanked);
}

#[test]
fn the_suggestion_follows_the_facts() {
    let all = Some(starcoach::practice::Beats::from_letters("starnc"));
    let facts = |seconds, beats, answered, cues| {
        suggest(&GradeFacts { seconds: Seconds(seconds), usual: None, beats, answered, cues })
    };
    assert_eq!(facts(120, all, Some(true), false), Grade::NailedIt);
    assert_eq!(facts(120, all, None, false), Grade::NailedIt);
    assert_eq!(facts(120, all, Some(false), false), Grade::ToldIt);
    assert_eq!(facts(120, all, Some(true), true), Grade::ToldIt);
    assert_eq!(facts(170, all, Some(true), false), Grade::ToldIt);
    assert_eq!(facts(181, all, Some(true), false), Grade::Rambled);
    assert_eq!(facts(40, all, Some(true), false), Grade::ToldIt);
    assert_eq!(facts(120, None, None, false), Grade::ToldIt);
    assert_eq!(facts(29, None, None, false), Grade::Blanked);
    assert_eq!(facts(40, None, None, false), Grade::ToldIt, "brief is not rambling");
    assert_eq!(
        facts(120, Some(starcoach::practice::Beats::from_letters("sncl")), None, false),
        Grade::Blanked
    );
}

#[test]
fn a_stopped_program_counts_up_to_the_next_second_and_says_so() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(30);
    workspace.at += Duration::from_millis(500);
    workspace.stopped(3600).key(Input::Wake);
    assert_eq!(workspace.session.pause(), Some(Pause::Away(Seconds(3599))));
    assert_eq!((workspace.session.elapsed(), workspace.session.next_wake()), (Seconds(31), None));
    workspace.stopped(60).key(Input::Enter).live(9).key(Input::Enter);
    assert_eq!(workspace.seconds_told(), [40]);
}

#[test]
fn a_wake_that_is_a_little_late_counts() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(30).stopped(4).key(Input::Wake);
    assert_eq!((workspace.session.elapsed(), workspace.session.pause()), (Seconds(34), None));
}

#[test]
fn a_closed_lid_shows_on_the_wall_clock_alone() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(30);
    workspace.lid = Duration::from_secs(7200);
    workspace.stopped(1).key(Input::Wake);
    assert_eq!(workspace.session.pause(), Some(Pause::Away(Seconds(7200))));
    assert_eq!(workspace.session.elapsed(), Seconds(31));
}

#[test]
fn a_wall_clock_set_back_stops_nothing() {
    let mut workspace = daily(1);
    workspace.lid = Duration::from_secs(7200);
    workspace.key(Input::Enter).live(10);
    workspace.lid = Duration::ZERO;
    workspace.live(10);
    assert_eq!((workspace.session.elapsed(), workspace.session.pause()), (Seconds(20), None));
}

#[test]
fn the_first_key_after_being_away_only_pauses() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(30).stopped(100).key(Input::Enter);
    assert_eq!(workspace.session.phase(), Phase::Telling);
    assert!(workspace.outcomes.is_empty());
    workspace.key(Input::CountIt);
    assert_eq!(workspace.seconds_told(), [31]);
}

#[test]
fn a_pause_goes_on_counts_or_drops() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).live(30).key(Input::Back);
    assert_eq!((workspace.session.pause(), workspace.session.next_wake()), (Some(Pause::Asked), None));
    workspace.stopped(500).key(Input::Wake).key(Input::Space).live(10);
    assert_eq!((workspace.session.elapsed(), workspace.session.pause()), (Seconds(40), None));
    workspace.key(Input::Pause).key(Input::DropIt);
    assert_eq!((workspace.session.phase(), workspace.session.elapsed()), (Phase::Waiting, Seconds(0)));
    assert!(workspace.outcomes.is_empty());
    workspace.key(Input::Enter).live(50).key(Input::Pause).key(Input::CountIt);
    assert_eq!((workspace.seconds_told(), workspace.session.phase()), (vec![50], Phase::FollowUp));
}

#[test]
fn a_key_that_bounces_is_no_telling() {
    let mut workspace = daily(1);
    workspace.key(Input::Enter).key(Input::Enter);
    assert_eq!((workspace.session.phase(), workspace.outcomes.len()), (Phase::Telling, 0));
}

#[test]
fn a_follow_up_ends_its_clock_at_45_seconds_and_waits() {
    let mut workspace = daily(1);
    workspace.tell(120).live(44);
    assert_eq!(workspace.session.elapsed(), Seconds(44));
    workspace.live(300);
    assert_eq!((workspace.session.elapsed(), workspace.session.next_wake()), (Seconds(45), None));
    assert_eq!((workspace.session.phase(), workspace.session.pause()), (Phase::FollowUp, None));
    workspace.key(Input::Back);
    assert_eq!(workspace.session.turn().unwrap().answered, Some(false));
}

#[test]
fn a_story_without_a_follow_up_is_looked_back_at_at_once() {
    let mut workspace =
        Workspace::new(SessionKind::Daily, vec![SessionItem { probes: Vec::new(), ..item(0) }]);
    workspace.tell(100);
    assert_eq!(workspace.session.phase(), Phase::LookBack);
    assert_eq!(workspace.session.turn().unwrap().answered, None);
}

#[test]
fn a_blanked_story_comes_again_at_the_end_with_another_prompt() {
    let mut workspace = daily(2);
    workspace.tell(60).key(Input::Enter).key(Input::Grade(Grade::Blanked));
    assert_eq!(workspace.session.place(), (2, 3));
    workspace.tell(120).key(Input::Enter).key(Input::Grade(Grade::ToldIt));
    let again = workspace.session.turn().unwrap();
    assert!(again.again.is_some());
    assert_eq!(
        (again.item.story.clone(), again.item.prompt()),
        (Some(story(0)), Some(&PromptId("p/two".into())))
    );
    workspace.tell(120).key(Input::Enter).key(Input::Grade(Grade::Rambled));
    assert_eq!((workspace.session.phase(), workspace.grades()), (Phase::End, vec![1, 3, 2]));
}

#[test]
fn the_last_grade_can_be_taken_back() {
    let mut workspace = daily(2);
    workspace.tell(120).key(Input::Enter);
    assert!(!workspace.session.can_undo());
    workspace.key(Input::Grade(Grade::Blanked)).key(Input::Undo);
    assert_eq!((workspace.session.phase(), workspace.session.place()), (Phase::LookBack, (1, 2)));
    workspace.key(Input::Grade(Grade::NailedIt));
    assert_eq!((workspace.session.phase(), workspace.session.place()), (Phase::Waiting, (2, 2)));
    assert_eq!(workspace.grades(), [1, 0, 4]);
    workspace.tell(120).key(Input::Enter).key(Input::Enter);
    assert_eq!(workspace.session.phase(), Phase::End);
    workspace.key(Input::Undo);
    assert_eq!((workspace.session.phase(), workspace.session.place()), (Phase::LookBack, (2, 2)));
    let history = History::replay(&workspace.entries(), 4);
    assert_eq!(history.record(&story(1)).unwrap().memory(), None);
    assert_eq!(history.record(&story(0)).unwrap().last_review().map(|g| g.grade), Some(Grade::NailedIt));
}

#[test]
fn a_look_back_can_be_left_without_a_grade() {
    let mut workspace = daily(2);
    workspace.tell(120).key(Input::Enter).key(Input::Back);
    assert_eq!((workspace.session.phase(), workspace.session.place().0), (Phase::Waiting, 2));
    assert!(workspace.grades().is_empty());
    workspace.key(Input::Skip);
    assert_eq!(workspace.session.phase(), Phase::End);
}

#[test]
fn hints_come_one_at_a_time_and_never_in_a_mock_loop() {
    let mut workspace = daily(1);
    workspace.key(Input::Tab);
    assert_eq!(workspace.session.turn().unwrap().hints, 1);
    workspace.key(Input::Tab).key(Input::Tab);
    assert_eq!(workspace.session.turn().unwrap().hints, 2);
    // With the cues in view it was told, not nailed.
    workspace.tell(120).key(Input::Enter);
    for beat in Beat::ALL {
        workspace.key(Input::Tick(beat));
    }
    assert_eq!(workspace.session.suggested(), Some(Grade::ToldIt));
    let mut mock = Workspace::new(SessionKind::Mock, vec![item(0)]);
    mock.key(Input::Tab);
    assert_eq!(mock.session.turn().unwrap().hints, 0);
}

#[test]
fn a_mock_loop_looks_back_at_the_end() {
    let alone = SessionItem { story: None, ..item(2) };
    let mut workspace = Workspace::new(SessionKind::Mock, vec![item(0), alone, item(1)]);
    for _ in 0..3 {
        assert_eq!(workspace.session.phase(), Phase::Waiting);
        workspace.tell(120).live(5).key(Input::Enter);
    }
    for n in [0, 1] {
        assert_eq!(workspace.session.phase(), Phase::LookBack);
        assert_eq!(workspace.session.turn().unwrap().item.story, Some(story(n)));
        workspace.key(Input::Grade(Grade::Blanked));
    }
    assert_eq!(
        (workspace.session.phase(), workspace.grades(), workspace.seconds_told().len()),
        (Phase::End, vec![1, 1], 2)
    );
}

#[test]
fn headlines_are_told_and_not_graded() {
    let mut workspace = Workspace::new(SessionKind::Headlines, vec![item(0), item(1)]);
    assert_eq!(workspace.session.limit(), Some(Seconds(30)));
    workspace.tell(28).tell(33);
    assert_eq!((workspace.session.phase(), workspace.seconds_told()), (Phase::End, vec![28, 33]));
    assert!(workspace.entries()[0].line().contains("\"headline\""));
}

#[test]
fn said_aloud_is_no_review_and_leads_on() {
    let plan = Planner::aloud(PromptId("p/one".into()));
    let mut workspace = Workspace::new(plan.kind, plan.items);
    workspace.tell(95);
    assert_eq!(workspace.session.phase(), Phase::End);
    let said = Outcome::SaidAloud { prompt: Some(PromptId("p/one".into())), seconds: Seconds(95) };
    assert_eq!(workspace.outcomes, [said]);
}

#[test]
fn a_session_without_anything_to_tell_is_at_its_end() {
    assert_eq!(daily(0).session.phase(), Phase::End);
}

#[test]
fn a_session_killed_at_any_key_keeps_every_finished_telling() {
    let mut workspace = daily(2);
    for _ in 0..2 {
        workspace.key(Input::Enter).live(100).key(Input::Enter);
        let text: String = workspace.entries().iter().map(|e| e.line() + "\n").collect();
        assert_eq!(Log::parse([text.as_bytes()]).entries.len(), workspace.entries().len());
        workspace.key(Input::Enter).key(Input::Enter);
    }
    assert_eq!((workspace.seconds_told(), workspace.grades()), (vec![100, 100], vec![3, 3]));
}

/// Any key, with any time before it, awake or not.
fn keys() -> impl Strategy<Value = Vec<(Input, u64, bool)>> {
    let input = prop_oneof![
        4 => Just(Input::Enter),
        2 => Just(Input::Space),
        1 => Just(Input::Tab),
        1 => Just(Input::Pause),
        1 => Just(Input::CountIt),
        1 => Just(Input::DropIt),
        1 => Just(Input::Back),
        1 => Just(Input::Skip),
        1 => Just(Input::Undo),
        1 => Just(Input::Wake),
        1 => prop::sample::select(Beat::ALL.to_vec()).prop_map(Input::Tick),
        3 => prop::sample::select(Grade::ALL.to_vec()).prop_map(Input::Grade),
    ];
    prop::collection::vec((input, 0_u64..50, prop::bool::weighted(0.9)), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_is_pressed_the_log_and_the_session_agree(keys in keys(), mock in any::<bool>()) {
        let kind = if mock { SessionKind::Mock } else { SessionKind::Daily };
        let mut workspace = Workspace::new(kind, (0..3).map(item).collect());
        let mut awake = 0;
        for (input, seconds, is_awake) in keys {
            if is_awake {
                workspace.live(seconds);
                awake += seconds;
            } else {
                // What is not slept through in full may count up to the next second and 3 more.
                workspace.stopped(seconds);
                awake += seconds.min(4);
            }
            workspace.key(input);
            prop_assert!(u64::from(workspace.session.elapsed().0) <= awake);
            prop_assert_eq!(workspace.session.phase() == Phase::End, workspace.session.turn().is_none());
            let runs = workspace.session.next_wake().is_some();
            prop_assert!(!runs || workspace.session.pause().is_none());
        }
        prop_assert!(u64::from(workspace.seconds_told().iter().sum::<u32>()) <= awake);
        let history = History::replay(&workspace.entries(), 4);
        for turn in workspace.session.turns() {
            let Some(told) = turn.told else { continue };
            let record = history.record(turn.item.story.as_ref().unwrap()).unwrap();
            let telling = record.tellings().iter().find(|t| t.id == told.telling).unwrap();
            prop_assert_eq!(telling.grade.map(|g| g.grade), turn.grade);
            prop_assert_eq!(telling.seconds, told.seconds);
        }
    }
}

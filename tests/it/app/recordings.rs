//! Recordings: tellings recorded and heard with the user's own programs, which are played here.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, not only tests")]

use super::{full, shows};
use crate::harness::Harness;
use serde_json::Value;
use starcoach::app::msg::{Msg, Pipe, PipeProblem, Piped, Recording, RunId};
use starcoach::app::workspace::Voice;
use starcoach::voice::{Hearing, Settings, Unheard};

fn argv(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

fn settings() -> Settings {
    Settings {
        record: argv("arecord -q {wav}"),
        play: argv("aplay {wav}"),
        transcribe: argv("/opt/whisper-cli -f {wav}"),
        say: Vec::new(),
        ..Settings::default()
    }
}

/// The app in the first prompt of a session, with programs that may run or of which nobody was asked.
fn session(asked: bool) -> Harness {
    let mut app = Harness::with(80, 24, &[full(1, "The auditor", 0)]);
    let settings = settings();
    let allowed = [&settings.record, &settings.play, &settings.transcribe].map(Clone::clone).to_vec();
    app.model.workspace.voice = Voice::new(settings, if asked { allowed } else { Vec::new() });
    app.keys("p");
    app
}

fn log(app: &Harness) -> Vec<Value> {
    let text = std::fs::read_to_string(app.dir("practice.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn last(app: &Harness) -> Pipe {
    app.pipes.last().unwrap().clone()
}

fn ends(app: &mut Harness, run: RunId, outcome: Result<Piped, PipeProblem>) {
    app.tell(Msg::Piped { run, outcome });
}

#[expect(clippy::unnecessary_wraps, reason = "it reads as one of the two outcomes")]
fn sound(length: u32, speech: &[(u32, u32)]) -> Result<Piped, PipeProblem> {
    let speech = speech.iter().map(|&(from, to)| from..to).collect();
    Ok(Piped::Sound(Ok(Hearing { length, speech })))
}

#[test]
fn a_telling_is_recorded_while_its_clock_runs_and_heard_afterwards() {
    let mut app = session(true);
    assert!(app.pipes.is_empty(), "nothing is recorded before the clock runs");
    app.keys("<enter>");
    let first = last(&app);
    assert_eq!((first.argv[0].as_str(), first.recording), ("arecord", Some(Recording::New)));
    app.wait(30_000).keys("<esc>");
    assert_eq!(app.stopped, [first.run], "a break is not recorded");
    ends(&mut app, first.run, sound(30_000, &[(1200, 10_000), (14_100, 30_000)]));
    app.keys("<enter>").wait(70_000);
    let second = last(&app);
    assert_ne!(first.run, second.run);
    app.keys("<enter>");
    assert_eq!(app.stopped, [first.run, second.run]);
    assert_eq!(log(&app)[0]["kind"], "told", "the telling is safe before anything is heard");
    app.keys("<enter>");
    shows(&app, &["Listening to the recording"]);
    ends(&mut app, second.run, sound(70_000, &[(0, 70_000)]));
    shows(&app, &["Speech 1:35 of 1:40", "one pause of 4.1 s", "first word after 1.2 s", "Writing down"]);
    let transcribers: Vec<Pipe> =
        app.pipes.iter().filter(|p| p.argv[0].ends_with("whisper-cli")).cloned().collect();
    assert_eq!(
        transcribers.iter().map(|p| p.recording).collect::<Vec<_>>(),
        [Some(Recording::Of(first.run)), Some(Recording::Of(second.run))]
    );
    let story = full(1, "The auditor", 0);
    ends(&mut app, transcribers[0].run, Ok(Piped::Text(format!("Um {}\n{}", story.situation, story.task))));
    ends(&mut app, transcribers[1].run, Ok(Piped::Text(format!("um you know {}", story.action))));
    shows(
        &app,
        &["words a minute, usual 120 to 160", "at least 3 fillers: um 2, you know 1", "s \u{2713} Situation"],
    );
    shows(&app, &["a \u{2713} Action", "The cues of these weren't heard: the Result"]);
    let heard = &log(&app)[1];
    assert_eq!(
        (heard["kind"].as_str(), heard["telling"].as_str()),
        (Some("heard"), log(&app)[0]["id"].as_str())
    );
    assert_eq!(heard["heard"]["longest_ms"], 4100);
    assert_eq!(heard["heard"]["fillers"], 3);
}

#[test]
fn the_recording_is_played_piece_by_piece_and_stopped_by_the_same_key() {
    let mut app = session(true);
    app.keys("<enter>").wait(40_000).keys("<esc><enter>").wait(40_000).keys("<enter><enter>");
    let recorders: Vec<RunId> = app.pipes.iter().map(|p| p.run).collect();
    app.keys("p");
    let player = last(&app);
    assert_eq!((player.argv[0].as_str(), player.recording), ("aplay", Some(Recording::Of(recorders[0]))));
    ends(&mut app, player.run, Ok(Piped::Text(String::new())));
    let next = last(&app);
    assert_eq!(next.recording, Some(Recording::Of(recorders[1])));
    app.keys("p");
    assert_eq!(app.stopped.last(), Some(&next.run));
}

#[test]
fn nothing_runs_before_the_user_was_asked_and_the_answer_is_remembered() {
    let mut app = session(false);
    shows(
        &app,
        &[
            "config.toml names these programs",
            "arecord -q {wav}",
            "/opt/whisper-cli -f {wav}",
            "sends nothing",
        ],
    );
    app.keys("<down><enter><enter>").wait(1000);
    shows(&app, &["Situation …"]);
    assert!(app.pipes.is_empty(), "not today");
    let mut app = session(false);
    app.keys("<enter><enter>").wait(1000);
    assert_eq!(last(&app).argv[0], "arecord");
    let state = std::fs::read_dir(app.state_dir()).unwrap().next().unwrap().unwrap().path();
    let remembered: Vec<Vec<String>> =
        serde_json::from_slice(&std::fs::read(state.join("programs.json")).unwrap()).unwrap();
    assert!(remembered.contains(&argv("arecord -q {wav}")));
}

#[test]
fn a_failure_is_told_once_and_costs_no_telling() {
    for (problem, told) in [
        (Err(PipeProblem::Missing), "arecord isn't installed. Telling it without a recording."),
        (Err(PipeProblem::Failed("no card".into())), "arecord: no card"),
        (Ok(Piped::Sound(Err(Unheard::Silent))), "Is the microphone muted?"),
    ] {
        let mut app = session(true);
        app.keys("<enter>");
        let run = last(&app).run;
        ends(&mut app, run, problem.clone());
        shows(&app, &[told]);
        app.wait(20_000).keys("<esc><enter>");
        let again = last(&app).run;
        assert_ne!(run, again);
        ends(&mut app, again, problem);
        assert!(!app.screen().contains(told), "once is enough");
        app.wait(60_000).keys("<enter><enter>");
        assert_eq!(log(&app)[0]["kind"], "told");
        shows(&app, &["3 Told it"]);
    }
}

#[test]
fn what_a_dropped_telling_left_is_not_heard() {
    let mut app = session(true);
    app.keys("<enter>").wait(20_000).keys("<esc>d");
    let dropped = last(&app).run;
    app.keys("<enter>").wait(70_000).keys("<enter>");
    ends(&mut app, dropped, sound(20_000, &[(0, 20_000)]));
    app.keys("<enter>");
    shows(&app, &["Listening"]);
    let kept = last(&app).run;
    ends(&mut app, kept, sound(70_000, &[(0, 70_000)]));
    shows(&app, &["Speech 1:10 of 1:10"]);
}

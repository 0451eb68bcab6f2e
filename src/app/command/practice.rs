//! Commands that start a session, and commands within one.

use super::context::Context as C;
use super::row::{Row, row};
use crate::practice::{Beat, Grade};

use PracticeCommand as P;

/// A session to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionCommand {
    /// The day's session.
    Today,
    /// A mock loop.
    Mock,
    /// A session of headlines.
    Headlines,
    /// The cue cards, to flip through.
    Cards,
    /// The list of drills.
    Drills,
}

/// A command within a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PracticeCommand {
    /// Start the clock, end the telling, end the follow-up, take the suggested grade, resume.
    Forward,
    /// Mark the start of the next part.
    Part,
    /// Show the story's name, then its cues.
    Hint,
    /// Stop the clock.
    Pause,
    /// Count the paused telling as it is.
    Count,
    /// Discard the paused telling.
    Drop,
    /// Skip the story whose prompt is shown.
    Skip,
    /// Toggle a beat.
    Tick(Beat),
    /// Grade the telling.
    Grade(Grade),
    /// Write a note on the follow-up.
    Note,
    /// Stop editing the note.
    Noted,
    /// Play the recording, or stop playing.
    Play,
    /// Have the question read aloud again.
    Hear,
    /// Read the whole story.
    FullText,
    /// Undo the last grade.
    Undo,
}

/// Rows that start a session.
pub(super) static ROWS: &[Row<SessionCommand>] = &[
    row(SessionCommand::Today, "practice.today", "Today's practice", "practice", &[C::Today], &["p"]),
    row(SessionCommand::Mock, "practice.mock", "Mock loop: 4 or 5 questions, no cues", "", &[], &[]),
    row(SessionCommand::Headlines, "practice.headlines", "Headlines: each story in 30 seconds", "", &[], &[]),
    row(SessionCommand::Drills, "practice.drills", "Drills: short exercises", "", &[C::Today], &["x"]),
    row(
        SessionCommand::Cards,
        "practice.cards",
        "Flip through your cue cards",
        "",
        &[C::Today, C::Stories, C::Interview],
        &["c"],
    ),
];

/// Rows for each phase of a session.
pub(super) static PHASES: &[Row<PracticeCommand>] = &[
    row(P::Part, "practice.part", "Next part", "next part", &[C::PracticeTell], &["space"]),
    row(P::Forward, "practice.forward", "Start the clock", "start", &[C::PracticeWait], &["enter", "space"]),
    row(P::Forward, "practice.forward", "Done", "done", &[C::PracticeTell], &["enter"]),
    row(P::Forward, "practice.forward", "Done answering", "done", &[C::PracticeAsk], &["enter", "space"]),
    row(
        P::Forward,
        "practice.forward",
        "Accept the grade",
        "accept",
        &[C::PracticeLook],
        &["enter", "space"],
    ),
    row(P::Forward, "practice.forward", "You had it", "had it", &[C::DrillLook], &["enter", "space"]),
    row(P::Skip, "practice.skip", "You missed it", "missed it", &[C::DrillLook], &["x"]),
    row(P::Forward, "practice.forward", "Resume", "resume", &[C::PracticePause], &["enter", "space", "esc"]),
    row(P::Forward, "practice.forward", "Done", "done", &[C::PracticeEnd], &["enter", "space"]),
    row(
        P::Hint,
        "practice.hint",
        "Show the story, then its cues",
        "cues",
        &[C::PracticeWait, C::PracticeTell],
        &["tab"],
    ),
    row(P::Pause, "practice.pause", "Pause", "pause", &[C::PracticeTell, C::PracticeAsk], &["esc", "ctrl-c"]),
    row(P::Count, "practice.count", "Keep this take", "keep it", &[C::PracticePause], &["c"]),
    row(P::Drop, "practice.drop", "Discard it", "discard it", &[C::PracticePause], &["d"]),
    row(P::Skip, "practice.skip", "Skip this one", "skip", &[C::PracticeWait], &["s"]),
    row(
        P::Note,
        "practice.note",
        "Jot down your answer",
        "jot it down",
        &[C::PracticeLook, C::PracticeAsk],
        &["f"],
    ),
    row(P::Noted, "practice.noted", "Done with the note", "done", &[C::PracticeNote], &["enter", "esc"]),
    row(P::Play, "practice.play", "Play the recording, or stop it", "", &[C::PracticeLook], &["p"]),
    row(P::Hear, "practice.hear", "Hear the question again", "", &[C::PracticeWait], &["h"]),
    row(P::FullText, "practice.text", "Full text", "full text", &[C::PracticeLook], &["v"]),
    row(P::Grade(Grade::Blanked), "practice.grade-1", "Blanked", "", &[C::PracticeLook], &["1"]),
    row(P::Grade(Grade::Rambled), "practice.grade-2", "Rambled", "", &[C::PracticeLook], &["2"]),
    row(P::Grade(Grade::ToldIt), "practice.grade-3", "Told it", "", &[C::PracticeLook], &["3"]),
    row(P::Grade(Grade::NailedIt), "practice.grade-4", "Nailed it", "", &[C::PracticeLook], &["4"]),
    row(
        P::Tick(Beat::Situation),
        "practice.tick-situation",
        "I covered the Situation",
        "",
        &[C::PracticeLook],
        &["s"],
    ),
    row(P::Tick(Beat::Task), "practice.tick-task", "I covered the Task", "", &[C::PracticeLook], &["t"]),
    row(
        P::Tick(Beat::Action),
        "practice.tick-action",
        "I covered the Action",
        "",
        &[C::PracticeLook],
        &["a"],
    ),
    row(
        P::Tick(Beat::Result),
        "practice.tick-result",
        "I covered the Result",
        "",
        &[C::PracticeLook],
        &["r"],
    ),
    row(P::Tick(Beat::Number), "practice.tick-number", "I gave a number", "", &[C::PracticeLook], &["n"]),
    row(
        P::Tick(Beat::Customer),
        "practice.tick-customer",
        "I named the customer",
        "",
        &[C::PracticeLook],
        &["c"],
    ),
    row(P::Tick(Beat::Lesson), "practice.tick-lesson", "I told the Lesson", "", &[C::PracticeLook], &["l"]),
    row(
        P::Undo,
        "practice.undo",
        "Undo the last grade",
        "undo",
        &[C::PracticeEnd, C::PracticeLook, C::PracticeWait],
        &["u"],
    ),
];

//! Commands available everywhere.

use super::context::Context as C;
use super::context::Place;
use super::row::{Row, row};

use AppCommand as A;

/// A command of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppCommand {
    /// Exit; everything is saved.
    Quit,
    /// Go one step back.
    Back,
    /// Show the keys.
    Help,
    /// Show all commands.
    Palette,
    /// Find a story.
    Search,
    /// Find the story for a question.
    Ask,
    /// Undo as offered by the last message, else the last edit of the part in focus.
    Undo,
    /// Save now.
    Save,
    /// Read what is wrong with the settings.
    Notices,
    /// Suspend the program.
    Suspend,
    /// Draw the whole screen again.
    Redraw,
    /// Go to a place.
    Go(Place),
    /// The place after this one.
    NextPlace,
    /// The place before this one.
    PreviousPlace,
    /// Choose a question for a new story.
    New,
    /// Show a worked example.
    Example,
    /// Bring in stories from a file or from pasted text.
    Bring,
    /// List the stories in the trash.
    Trash,
    /// Show how far the stories have come.
    Progress,
    /// List the earlier versions of the preparation.
    PreparationVersions,
    /// List the earlier versions of the user's own questions.
    OwnVersions,
    /// Copy what isn't saved yet to another place.
    CopyUnsaved,
}

/// What can be done everywhere.
pub(super) static ROWS: &[Row<AppCommand>] = &[
    row(
        A::Back,
        "app.back",
        "Back",
        "back",
        &[C::Global, C::BringField, C::Picker, C::Palette, C::Help, C::Message, C::Starter],
        &["esc"],
    ),
    row(A::Ask, "app.ask", "Ask: the story for a question", "ask", &[C::Global], &["a"]),
    row(A::Progress, "app.progress", "Progress: times, days, principles", "progress", &[C::Today], &["v"]),
    row(A::New, "app.new", "Write a new story", "new story", &[C::Stories], &["n"]),
    row(A::New, "app.new", "Write a new story", "", &[C::Global], &["n"]),
    row(A::Search, "app.search", "Find a story", "find", &[C::Global], &["/"]),
    row(A::Example, "app.example", "Look at a finished story", "", &[C::First], &["e"]),
    row(A::Bring, "app.bring", "Bring in stories you have", "", &[C::First, C::Today, C::Stories], &["i"]),
    row(A::Example, "app.example", "Look at a finished story", "example", &[C::Draft], &["e"]),
    row(A::Undo, "app.undo", "Undo the last change", "", &[C::Global], &["u"]),
    row(A::Help, "app.help", "Keys", "keys", &[C::Global, C::Practice, C::Picker], &["?", "f1"]),
    row(A::Help, "app.help", "Keys", "keys", &[C::Field], &["f1"]),
    row(A::Quit, "app.quit", "Quit (everything's saved)", "quit", &[C::Places], &["q"]),
    row(
        A::Quit,
        "app.quit",
        "Quit (everything's saved)",
        "",
        &[C::Global, C::Practice, C::Picker, C::Message, C::Starter],
        &["ctrl-c"],
    ),
    row(A::Notices, "app.notices", "What is wrong with your settings", "notices", &[C::Places], &["!"]),
    row(A::Palette, "app.palette", "All commands", "", &[C::Global], &[":", "ctrl-p"]),
    row(A::Go(Place::Today), "app.today", "Today", "", &[C::Places], &["1"]),
    row(A::Go(Place::Questions), "app.questions", "Questions", "", &[C::Places], &["2"]),
    row(A::Go(Place::Stories), "app.stories", "Stories", "", &[C::Places], &["3"]),
    row(A::Go(Place::Prepare), "app.prepare", "Prepare", "", &[C::Places], &["4"]),
    row(A::NextPlace, "app.next-place", "Next place", "", &[C::Places], &["tab"]),
    row(A::PreviousPlace, "app.previous-place", "Place before", "", &[C::Places], &["shift-tab"]),
];

/// While a follow-up waits for an answer.
pub(super) static PRACTICE: &[Row<AppCommand>] =
    &[row(A::Back, "app.back", "No answer came", "no answer", &[C::PracticeAsk], &["n"])];

/// Rows that are not in the footer.
pub(super) static LAST: &[Row<AppCommand>] = &[
    row(A::Trash, "app.trash", "Bring back a story from the trash", "", &[], &[]),
    row(
        A::PreparationVersions,
        "app.preparation-versions",
        "Earlier versions of your preparation",
        "",
        &[],
        &[],
    ),
    row(A::OwnVersions, "app.own-versions", "Earlier versions of your own questions", "", &[], &[]),
    row(A::CopyUnsaved, "app.copy-unsaved", "Copy what isn't saved yet", "", &[], &[]),
    row(A::Save, "app.save", "Save now", "", &[C::Global, C::Field], &["ctrl-s"]),
    row(
        A::Suspend,
        "app.suspend",
        "Suspend, back with fg",
        "",
        &[C::Global, C::Practice, C::Field, C::Picker, C::Palette, C::Help, C::Message, C::Starter],
        &["ctrl-z"],
    ),
    row(
        A::Redraw,
        "app.redraw",
        "Draw the screen again",
        "",
        &[C::Global, C::Practice, C::Field, C::Picker, C::Palette, C::Help, C::Message, C::Starter],
        &["ctrl-l"],
    ),
];

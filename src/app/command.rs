//! The one table of commands: what can be done, where, with which keys.
//!
//! The footer, the help, the palette and the README's table of keys are all read from here; a test
//! holds them together. Must not know how a command is carried out.

use crate::practice::{Beat, Grade};
use crate::text::Motion;

/// Where a key is looked up; the topmost context wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere outside a field.
    Global,
    /// The places.
    Places,
    /// A list with a chosen row.
    List,
    /// A screen on which a story is at hand.
    Story,
    /// The first start, with no story yet.
    First,
    /// Today.
    Today,
    /// Questions.
    Questions,
    /// Stories.
    Stories,
    /// Prepare.
    Prepare,
    /// A text to read that fills the screen.
    Reading,
    /// The offer of existing stories for a prompt.
    Offer,
    /// A story, while nothing is being typed.
    Draft,
    /// A story, while a part is being typed.
    DraftField,
    /// A form of a few fields, while nothing is being typed.
    Form,
    /// A form, while a field of one line is being typed.
    FormField,
    /// A form, while a field of several lines is being typed.
    FormText,
    /// The coach's pane.
    Review,
    /// What they asked, while nothing is being typed.
    Ask,
    /// What they asked, while it is being typed.
    AskField,
    /// Two versions of a story.
    Compare,
    /// A story and an earlier version of it.
    Earlier,
    /// A practice session, in each of its phases.
    Practice,
    /// A prompt that waits to be told.
    PracticeWait,
    /// A story that is being told.
    PracticeTell,
    /// A follow-up.
    PracticeAsk,
    /// The look back at a telling.
    PracticeLook,
    /// A clock that stands still.
    PracticePause,
    /// The end of a session.
    PracticeEnd,
    /// The note to a follow-up, while it is being typed.
    PracticeNote,
    /// The last screen of a walk, below its fields.
    Ending,
    /// The line that narrows a list.
    Narrow,
    /// Any field while it is being typed.
    Field,
    /// A list that pops up.
    Picker,
    /// A list that pops up and narrows as one types, as that of all commands.
    Palette,
    /// The list of keys.
    Help,
    /// A text to read.
    Message,
    /// A text that helps to begin, above a story's open part.
    Starter,
}

/// One of the places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// What to do today.
    Today,
    /// What is asked.
    Questions,
    /// What is written.
    Stories,
    /// The interview.
    Prepare,
}

impl Place {
    /// All of them, in the order of their digits.
    pub const ALL: [Self; 4] = [Self::Today, Self::Questions, Self::Stories, Self::Prepare];

    /// The name as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Questions => "Questions",
            Self::Stories => "Stories",
            Self::Prepare => "Prepare",
        }
    }
}

/// Commands of the whole app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AppCommand {
    /// Leave; everything is kept.
    Quit,
    /// One step back.
    Back,
    /// Show the keys.
    Help,
    /// Show all commands.
    Palette,
    /// Find a story.
    Search,
    /// Find the story for a question.
    Ask,
    /// Undo what the last message says, else the last edit of the part in focus.
    Undo,
    /// Save now.
    Save,
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
    /// List the stories in the trash.
    Trash,
}

/// Movement in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListCommand {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// To the pane on the left.
    Left,
    /// To the pane on the right.
    Right,
    /// First row.
    First,
    /// Last row.
    Last,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// Open the chosen row.
    Open,
}

/// What can be done with the story at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoryCommand {
    /// Open it to write.
    Edit,
    /// Its cue card.
    Card,
    /// Title, customer, when.
    Details,
    /// Let it answer another prompt.
    Link,
    /// Let it no longer answer a prompt.
    Unlink,
    /// A copy to work on.
    Duplicate,
    /// Tell it aloud, against the clock.
    Practice,
    /// It was rewritten: let it be practiced soon.
    Soon,
    /// Put it on the clipboard as Markdown.
    Copy,
    /// Save it as a file.
    Export,
    /// Earlier versions.
    Versions,
    /// Move it to the trash.
    Delete,
    /// All of these in a list.
    More,
    /// Another view of it: full, headline, cues, openings.
    View,
    /// The next page, or the next story at its end.
    PageOn,
}

/// Commands of the Draft screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftCommand {
    /// Type into the part in focus.
    Write,
    /// Stop typing.
    Stop,
    /// The next part; after the last, the end of the walk.
    Next,
    /// The part before.
    Previous,
    /// The part with this number, 0 to 4.
    Part(u8),
    /// The next prompt.
    NextPrompt,
    /// Helps to start.
    Joggers,
    /// The full wording of the prompt.
    Wording,
    /// Tell it aloud; what is unfinished is said aloud first and written after.
    Aloud,
    /// Edit the part in the user's own editor.
    Editor,
    /// Redo in the part.
    Redo,
}

/// What can be done with what the coach says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CoachCommand {
    /// Open the pane, or close it.
    Open,
    /// Dismiss a finding for good.
    Dismiss,
    /// Say why.
    Why,
}

/// Commands of a form of a few fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormCommand {
    /// The next field.
    Next,
    /// The field before.
    Previous,
    /// Type into the field in focus.
    Write,
    /// Stop typing.
    Stop,
}

/// What can be done on Prepare, and with a text that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrepareCommand {
    /// Add an interviewer, a question, a line about what they asked.
    Add,
    /// Take the chosen one out.
    Remove,
    /// Tick it, or take the tick away.
    Tick,
    /// Make a question a prompt of one's own.
    Own,
    /// Prepare an answer to the follow-up.
    Answer,
    /// Read the page.
    Page,
    /// Save what is read as a file.
    Save,
    /// Put what is read on the clipboard.
    Copy,
}

/// Choices at the end of a walk and on the offer of stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChoiceCommand {
    /// Which stories are shown, in which order.
    Filter,
    /// A new story for this prompt.
    New,
    /// The next prompt.
    Next,
    /// Choose among the prompts.
    Choose,
    /// Skip it for now.
    Skip,
    /// Say it aloud first, write after.
    Aloud,
    /// Done.
    Done,
    /// Tell this story: the clock starts; again, it stops.
    Tell,
    /// Add a question of one's own.
    AddOwn,
    /// Reword a question of one's own.
    Reword,
    /// Of two versions, keep the story as it is here.
    KeepHere,
    /// Of two versions, take the other.
    TakeOther,
    /// Keep both, each a story of its own.
    KeepBoth,
}

/// Sessions that can be started, and what can be done in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PracticeCommand {
    /// Start the day's session.
    Today,
    /// Start a mock loop.
    Mock,
    /// Start a session of headlines.
    Headlines,
    /// Start the clock, end the telling, end the follow-up, take the suggested grade, go on.
    Forward,
    /// Now the next part.
    Part,
    /// Show the story's name, then its cues.
    Hint,
    /// Stop the clock.
    Pause,
    /// The paused telling counts as it stands.
    Count,
    /// The paused telling never was.
    Drop,
    /// Pass over the story that waits.
    Skip,
    /// Tick a beat, or take the tick away.
    Tick(Beat),
    /// Grade the telling.
    Grade(Grade),
    /// Note the answer to the follow-up.
    Note,
    /// Stop typing the note.
    Noted,
    /// Read the whole story.
    FullText,
    /// Take the last grade back.
    Undo,
}

/// Commands of any text field while it is typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldCommand {
    /// A new line.
    Newline,
    /// Move.
    Move(Motion),
    /// Move and select.
    Select(Motion),
    /// Delete what the motion passes over; the selection where there is one.
    Erase(Motion),
    /// Select everything.
    SelectAll,
    /// Copy the selection.
    Copy,
    /// Copy the selection, or leave the program where nothing is selected.
    CopyOrQuit,
    /// Insert what was last cut or copied.
    Insert,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
}

/// Something that can be done, grouped by who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// The whole app.
    App(AppCommand),
    /// A list.
    List(ListCommand),
    /// The story at hand.
    Story(StoryCommand),
    /// The Draft screen.
    Draft(DraftCommand),
    /// The coach.
    Coach(CoachCommand),
    /// A form.
    Form(FormCommand),
    /// A choice.
    Choice(ChoiceCommand),
    /// A practice session.
    Practice(PracticeCommand),
    /// The interview.
    Prepare(PrepareCommand),
    /// A text field.
    Field(FieldCommand),
}

/// One line of the table.
#[derive(Debug)]
pub struct CommandRow {
    /// What is done.
    pub command: Command,
    /// A stable name, `room.verb`.
    pub id: &'static str,
    /// What it does, as the help and the palette say it.
    pub title: &'static str,
    /// What the footer says; empty keeps it out of the footer.
    pub hint: &'static str,
    /// Where the keys work.
    pub contexts: &'static [Context],
    /// Default keys, the portable one first; a sequence has spaces between its keys.
    pub keys: &'static [&'static str],
}

const fn row(
    command: Command,
    id: &'static str,
    title: &'static str,
    hint: &'static str,
    contexts: &'static [Context],
    keys: &'static [&'static str],
) -> CommandRow {
    CommandRow { command, id, title, hint, contexts, keys }
}

use AppCommand as A;
use ChoiceCommand as H;
use CoachCommand as O;
use Command::{App, Choice, Coach, Draft, Field, Form, List, Practice, Prepare, Story};
use Context as C;
use DraftCommand as D;
use FieldCommand as F;
use FormCommand as M;
use ListCommand as L;
use PracticeCommand as P;
use PrepareCommand as E;
use StoryCommand as S;

const LISTS: &[Context] = &[C::List, C::Picker];
/// Lists, and texts that scroll.
const READ: &[Context] = &[C::List, C::Picker, C::Help, C::Message];

/// Every command, in the order in which the footer and the help show them.
pub static TABLE: &[CommandRow] = &[
    // The first start.
    row(Choice(H::New), "first.write", "Write your first story", "write the first", &[C::First], &["enter"]),
    row(
        Choice(H::Choose),
        "first.choose",
        "Choose another question",
        "another question",
        &[C::First],
        &["n"],
    ),
    // What is chosen.
    row(List(L::Open), "list.open", "Open", "open", LISTS, &["enter"]),
    row(List(L::Open), "picker.pick", "Pick or tick the chosen row", "", &[C::Picker], &["space"]),
    // Today.
    row(Choice(H::New), "today.write", "Write the story that is proposed", "", &[C::Today], &["d"]),
    // Choices.
    row(List(L::Open), "offer.open", "Open", "open", &[C::Offer], &["enter"]),
    row(Choice(H::New), "offer.new", "Write a new story", "new story", &[C::Offer, C::Questions], &["n"]),
    row(
        Choice(H::Aloud),
        "offer.aloud",
        "Say it aloud first, write after",
        "say it aloud",
        &[C::Offer],
        &["p"],
    ),
    row(Choice(H::AddOwn), "questions.add", "Add a question of your own", "add", &[C::Questions], &["+"]),
    row(Choice(H::Reword), "questions.reword", "Reword your question", "reword", &[C::Questions], &["r"]),
    row(Choice(H::Skip), "offer.skip", "Skip for now", "skip", &[C::Offer], &["s"]),
    row(Choice(H::Next), "ending.next", "Next question", "next question", &[C::Ending], &["n"]),
    row(Story(S::Practice), "ending.practice", "Practice this story", "practice", &[C::Ending], &["p"]),
    row(Choice(H::Done), "ending.done", "Done", "done", &[C::Ending], &["d"]),
    row(
        Choice(H::KeepHere),
        "compare.keep",
        "Keep the story as it is here",
        "keep yours",
        &[C::Compare],
        &["y"],
    ),
    row(
        Choice(H::TakeOther),
        "compare.take",
        "Take the other version",
        "take the other",
        &[C::Compare],
        &["t"],
    ),
    row(Choice(H::TakeOther), "earlier.restore", "Restore this version", "restore it", &[C::Earlier], &["t"]),
    row(
        Choice(H::KeepBoth),
        "compare.both",
        "Keep both, each a story",
        "keep both",
        &[C::Compare, C::Earlier],
        &["b"],
    ),
    row(
        Choice(H::Tell),
        "ask.tell",
        "Tell it; again when it is told",
        "telling it",
        &[C::AskField, C::Ask],
        &["enter"],
    ),
    row(Choice(H::Next), "ask.next", "Next question", "next question", &[C::Ask], &["n"]),
    row(Choice(H::Next), "ask.next-field", "Next question", "next question", &[C::AskField], &["ctrl-u"]),
    row(List(L::Up), "ask.up", "The story above", "", &[C::AskField, C::Ask], &["up"]),
    row(List(L::Down), "ask.down", "Another story", "another", &[C::AskField, C::Ask], &["down", "tab"]),
    row(Form(M::Write), "ask.write", "Type the question", "type", &[C::Ask], &["i"]),
    row(Form(M::Stop), "ask.stop", "Stop typing", "stop typing", &[C::AskField], &["esc"]),
    // A story, while a part is typed.
    row(Draft(D::Next), "draft.next", "Next part", "next part", &[C::DraftField, C::Draft], &["tab"]),
    row(Draft(D::Previous), "draft.previous", "Part before", "", &[C::DraftField, C::Draft], &["shift-tab"]),
    row(Draft(D::Stop), "draft.stop", "Stop writing", "stop writing", &[C::DraftField], &["esc"]),
    row(Draft(D::Joggers), "draft.joggers", "Help me start", "help me start", &[C::Draft], &["h", "f2"]),
    row(Draft(D::Joggers), "draft.joggers-field", "Help me start", "", &[C::DraftField], &["f2"]),
    // A story, while nothing is typed.
    row(Draft(D::Write), "draft.write", "Write in this part", "write", &[C::Draft], &["enter", "i"]),
    row(List(L::Up), "draft.up", "Part above", "", &[C::Draft], &["k", "up"]),
    row(List(L::Down), "draft.down", "Part below", "", &[C::Draft], &["j", "down"]),
    row(Draft(D::Part(0)), "draft.situation", "Situation", "", &[C::Draft], &["1"]),
    row(Draft(D::Part(1)), "draft.task", "Task", "", &[C::Draft], &["2"]),
    row(Draft(D::Part(2)), "draft.action", "Action", "", &[C::Draft], &["3"]),
    row(Draft(D::Part(3)), "draft.result", "Result", "", &[C::Draft], &["4"]),
    row(Draft(D::Part(4)), "draft.lesson", "Lesson", "", &[C::Draft], &["5"]),
    row(Coach(O::Open), "coach.open", "What the coach sees", "coach", &[C::Draft, C::Review], &["c"]),
    row(
        Coach(O::Dismiss),
        "coach.dismiss",
        "Do not ask this again",
        "do not ask",
        &[C::Review, C::Draft],
        &["x"],
    ),
    row(Coach(O::Why), "coach.why", "Why the coach asks this", "why", &[C::Review, C::Draft], &["w"]),
    row(Draft(D::Aloud), "draft.aloud", "Tell it aloud", "tell it aloud", &[C::Draft], &["p"]),
    row(Draft(D::NextPrompt), "draft.next-prompt", "Next question", "next question", &[C::Draft], &["n"]),
    row(Draft(D::Wording), "draft.wording", "The question in full", "", &[C::Draft], &["f"]),
    row(Draft(D::Redo), "draft.redo", "Redo in this part", "", &[C::Draft], &["r"]),
    row(Draft(D::Editor), "draft.editor", "Edit this part in your editor", "", &[C::Draft], &["v"]),
    row(
        Draft(D::Editor),
        "draft.editor-field",
        "Edit this part in your editor",
        "",
        &[C::DraftField],
        &["ctrl-x ctrl-e"],
    ),
    // Narrowing a list.
    row(List(L::Open), "narrow.open", "Open the chosen row", "open", &[C::Narrow, C::Palette], &["enter"]),
    row(List(L::Up), "narrow.up", "Row above", "", &[C::Narrow, C::Palette], &["up"]),
    row(List(L::Down), "narrow.down", "Row below", "", &[C::Narrow, C::Palette], &["down", "tab"]),
    // Forms.
    row(Form(M::Next), "form.next", "Next line", "next", &[C::FormField], &["enter", "tab", "down"]),
    row(Form(M::Next), "form.next-text", "Next line", "next", &[C::FormText], &["tab"]),
    row(Form(M::Previous), "form.previous", "Line before", "", &[C::FormField], &["shift-tab", "up"]),
    row(Form(M::Previous), "form.previous-text", "Line before", "", &[C::FormText], &["shift-tab"]),
    row(
        Form(M::Stop),
        "form.stop",
        "Stop writing",
        "stop writing",
        &[C::FormField, C::FormText, C::Narrow],
        &["esc"],
    ),
    row(Form(M::Write), "form.write", "Write in this line", "write", &[C::Form], &["enter", "i"]),
    row(Form(M::Next), "form.down", "Next line", "", &[C::Form], &["j", "down", "tab"]),
    row(Form(M::Previous), "form.up", "Line before", "", &[C::Form], &["k", "up", "shift-tab"]),
    // Practice.
    row(Practice(P::Today), "practice.today", "Practice for today", "practice", &[C::Today], &["p"]),
    row(Practice(P::Mock), "practice.mock", "Mock loop: 4 or 5 questions, no cues", "", &[], &[]),
    row(Practice(P::Headlines), "practice.headlines", "Headlines: each story in 30 seconds", "", &[], &[]),
    row(Practice(P::Part), "practice.part", "Now the next part", "next part", &[C::PracticeTell], &["space"]),
    row(Practice(P::Forward), "practice.start", "Start the clock", "start", &[C::PracticeWait], &["enter"]),
    row(Practice(P::Forward), "practice.finish", "Finished", "finished", &[C::PracticeTell], &["enter"]),
    row(Practice(P::Forward), "practice.answered", "Answered", "answered", &[C::PracticeAsk], &["enter"]),
    row(
        Practice(P::Forward),
        "practice.take",
        "Take the suggested grade",
        "take the grade",
        &[C::PracticeLook],
        &["enter"],
    ),
    row(
        Practice(P::Forward),
        "practice.go-on",
        "Go on",
        "go on",
        &[C::PracticePause],
        &["enter", "space", "esc"],
    ),
    row(Practice(P::Forward), "practice.done", "Done", "done", &[C::PracticeEnd], &["enter"]),
    row(
        Practice(P::Hint),
        "practice.hint",
        "Show the story, then its cues",
        "cues",
        &[C::PracticeWait, C::PracticeTell],
        &["tab"],
    ),
    row(Practice(P::Pause), "practice.pause", "Pause", "pause", &[C::PracticeTell], &["esc", "ctrl-c"]),
    row(Practice(P::Pause), "practice.pause-ask", "Pause", "pause", &[C::PracticeAsk], &["space", "ctrl-c"]),
    row(Practice(P::Count), "practice.count", "Count it", "count it", &[C::PracticePause], &["c"]),
    row(Practice(P::Drop), "practice.drop", "Drop it", "drop it", &[C::PracticePause], &["d"]),
    row(Practice(P::Skip), "practice.skip", "Pass over this one", "not this one", &[C::PracticeWait], &["s"]),
    row(
        Practice(P::Note),
        "practice.note",
        "Note your answer to the follow-up",
        "note the follow-up",
        &[C::PracticeLook, C::PracticeAsk],
        &["f"],
    ),
    row(
        Practice(P::Noted),
        "practice.noted",
        "Done with the note",
        "done",
        &[C::PracticeNote],
        &["enter", "esc"],
    ),
    row(Practice(P::FullText), "practice.text", "Full text", "full text", &[C::PracticeLook], &["v"]),
    row(Practice(P::Grade(Grade::Blanked)), "practice.1", "Blanked", "", &[C::PracticeLook], &["1"]),
    row(Practice(P::Grade(Grade::Rambled)), "practice.2", "Rambled", "", &[C::PracticeLook], &["2"]),
    row(Practice(P::Grade(Grade::ToldIt)), "practice.3", "Told it", "", &[C::PracticeLook], &["3"]),
    row(Practice(P::Grade(Grade::NailedIt)), "practice.4", "Nailed it", "", &[C::PracticeLook], &["4"]),
    row(
        Practice(P::Tick(Beat::Situation)),
        "practice.situation",
        "The Situation was there",
        "",
        &[C::PracticeLook],
        &["s"],
    ),
    row(Practice(P::Tick(Beat::Task)), "practice.task", "The Task was there", "", &[C::PracticeLook], &["t"]),
    row(
        Practice(P::Tick(Beat::Action)),
        "practice.action",
        "The Action was there",
        "",
        &[C::PracticeLook],
        &["a"],
    ),
    row(
        Practice(P::Tick(Beat::Result)),
        "practice.result",
        "The Result was there",
        "",
        &[C::PracticeLook],
        &["r"],
    ),
    row(
        Practice(P::Tick(Beat::Number)),
        "practice.number",
        "A number was there",
        "",
        &[C::PracticeLook],
        &["n"],
    ),
    row(
        Practice(P::Tick(Beat::Customer)),
        "practice.customer",
        "The customer was there",
        "",
        &[C::PracticeLook],
        &["c"],
    ),
    row(
        Practice(P::Tick(Beat::Lesson)),
        "practice.lesson",
        "The Lesson was there",
        "",
        &[C::PracticeLook],
        &["l"],
    ),
    row(
        Practice(P::Undo),
        "practice.undo",
        "Take the last grade back",
        "take it back",
        &[C::PracticeEnd, C::PracticeLook, C::PracticeWait],
        &["u"],
    ),
    row(App(A::Back), "practice.unanswered", "No answer came", "no answer", &[C::PracticeAsk], &["esc"]),
    // Lists.
    row(List(L::Open), "message.close", "Close it", "close", &[C::Message, C::Help], &["enter"]),
    row(List(L::Open), "starter.write", "Write it down", "write it down", &[C::Starter], &["enter"]),
    row(List(L::Up), "starter.up", "Row above", "", &[C::Starter], &["up"]),
    row(List(L::Down), "starter.down", "Row below", "", &[C::Starter], &["down"]),
    row(List(L::PageUp), "starter.page-up", "Page up", "", &[C::Starter], &["pageup"]),
    row(List(L::PageDown), "starter.page-down", "Page down", "", &[C::Starter], &["pagedown"]),
    row(List(L::Up), "list.up", "Row above", "", READ, &["k", "up"]),
    row(List(L::Down), "list.down", "Row below", "", READ, &["j", "down"]),
    row(List(L::Left), "list.left", "Pane on the left", "", &[C::Questions], &["h", "left"]),
    row(List(L::Right), "list.right", "Pane on the right", "", &[C::Questions], &["l", "right"]),
    row(List(L::First), "list.first", "First row", "", READ, &["g", "home"]),
    row(List(L::Last), "list.last", "Last row", "", READ, &["G", "end"]),
    row(List(L::PageUp), "list.page-up", "Page up", "", READ, &["pageup"]),
    row(List(L::PageDown), "list.page-down", "Page down", "", READ, &["pagedown"]),
    // The interview.
    row(
        Prepare(E::Tick),
        "prepare.tick",
        "Tick it, or take the tick away",
        "tick",
        &[C::Prepare],
        &["space"],
    ),
    row(Prepare(E::Add), "prepare.add", "Add one", "add", &[C::Prepare], &["+"]),
    row(Prepare(E::Own), "prepare.own", "Make it a question of mine", "my question", &[C::Prepare], &["b"]),
    row(
        Prepare(E::Answer),
        "prepare.answer",
        "Prepare an answer to the follow-up",
        "prepare an answer",
        &[C::Prepare],
        &["f"],
    ),
    row(Prepare(E::Remove), "prepare.remove", "Take it out", "take out", &[C::Prepare], &["x"]),
    row(Prepare(E::Page), "prepare.page", "Read the page", "page", &[C::Prepare], &["v"]),
    row(
        Prepare(E::Save),
        "reading.save",
        "Save as a file",
        "save as a file",
        &[C::Prepare, C::Reading],
        &["s"],
    ),
    row(Prepare(E::Copy), "reading.copy", "Copy as Markdown", "copy", &[C::Reading], &["c"]),
    row(List(L::PageDown), "reading.on", "Read on", "read on", &[C::Reading], &["space"]),
    // The story at hand.
    row(Story(S::Edit), "story.edit", "Edit this story", "edit", &[C::Story], &["e"]),
    row(Story(S::Practice), "story.practice", "Practice this story", "practice", &[C::Story], &["p"]),
    row(
        Story(S::View),
        "story.view",
        "Another view: full, headline, cues, openings",
        "view",
        &[C::Stories],
        &["v"],
    ),
    row(
        Story(S::PageOn),
        "story.page-on",
        "Read on, then the next story",
        "read on",
        &[C::Stories],
        &["space"],
    ),
    row(Choice(H::Filter), "stories.sift", "Which stories, in which order", "which", &[C::Stories], &["f"]),
    row(Story(S::Soon), "story.soon", "I rewrote it: practice soon", "", &[], &[]),
    row(Story(S::Link), "story.link", "Let it answer another question", "", &[], &[]),
    row(Story(S::Unlink), "story.unlink", "No longer let it answer a question", "", &[], &[]),
    row(Story(S::Duplicate), "story.duplicate", "Make a copy to work on", "", &[], &[]),
    row(Story(S::Copy), "story.copy", "Copy as Markdown", "", &[], &[]),
    row(Story(S::Export), "story.export", "Save as a file", "", &[], &[]),
    row(Story(S::Versions), "story.versions", "Earlier versions", "", &[], &[]),
    row(Story(S::Delete), "story.delete", "Move to the trash", "", &[], &[]),
    row(Story(S::More), "story.more", "More to do with this story", "more", &[C::Draft, C::Story], &["m"]),
    // The whole app.
    row(
        App(A::Back),
        "app.back",
        "One step back",
        "back",
        &[C::Global, C::Picker, C::Palette, C::Help, C::Message, C::Starter],
        &["esc"],
    ),
    row(App(A::Ask), "app.ask", "Ask: the story for a question", "ask", &[C::Global], &["a"]),
    row(App(A::Search), "app.search", "Find a story", "find", &[C::Global], &["/"]),
    row(App(A::Undo), "app.undo", "Undo", "", &[C::Global], &["u"]),
    row(App(A::Help), "app.help", "Keys", "keys", &[C::Global, C::Practice, C::Picker], &["?", "f1"]),
    row(App(A::Help), "app.help-field", "Keys", "keys", &[C::Field], &["f1"]),
    row(App(A::Quit), "app.quit", "Leave; everything is kept", "quit", &[C::Places], &["q"]),
    row(
        App(A::Quit),
        "app.quit-anywhere",
        "Leave; everything is kept",
        "",
        &[C::Global, C::Practice, C::Picker, C::Help, C::Message, C::Starter],
        &["ctrl-c"],
    ),
    row(App(A::Palette), "app.palette", "All commands", "", &[C::Global], &[":", "ctrl-p"]),
    row(App(A::Go(Place::Today)), "app.today", "Today", "", &[C::Places], &["1"]),
    row(App(A::Go(Place::Questions)), "app.questions", "Questions", "", &[C::Places], &["2"]),
    row(App(A::Go(Place::Stories)), "app.stories", "Stories", "", &[C::Places], &["3"]),
    row(App(A::Go(Place::Prepare)), "app.prepare", "Prepare", "", &[C::Places], &["4"]),
    row(App(A::NextPlace), "app.next-place", "Next place", "", &[C::Places], &["tab"]),
    row(App(A::PreviousPlace), "app.previous-place", "Place before", "", &[C::Places], &["shift-tab"]),
    // What else there is of the story at hand.
    row(Story(S::Details), "story.details", "Title and details", "title", &[C::Draft, C::Story], &["t"]),
    row(Story(S::Card), "story.card", "Cue card", "cue card", &[C::Draft, C::Story], &["o"]),
    row(App(A::Trash), "app.trash", "Bring back a story from the trash", "", &[], &[]),
    row(App(A::Save), "app.save", "Save now", "", &[C::Global, C::Field], &["ctrl-s"]),
    row(
        App(A::Suspend),
        "app.suspend",
        "Suspend, back with fg",
        "",
        &[C::Global, C::Practice, C::Field, C::Picker, C::Palette, C::Help, C::Message, C::Starter],
        &["ctrl-z"],
    ),
    row(
        App(A::Redraw),
        "app.redraw",
        "Draw the screen again",
        "",
        &[C::Global, C::Practice, C::Field, C::Picker, C::Palette, C::Help, C::Message, C::Starter],
        &["ctrl-l"],
    ),
    // Text.
    row(Field(F::Newline), "field.newline", "New line", "", &[C::DraftField, C::FormText], &["enter"]),
    row(
        Field(F::Erase(Motion::Left)),
        "field.backspace",
        "Delete the character before",
        "",
        &[C::Field],
        &["backspace", "ctrl-h"],
    ),
    row(
        Field(F::Erase(Motion::Right)),
        "field.delete",
        "Delete the character after",
        "",
        &[C::Field],
        &["delete", "ctrl-d"],
    ),
    row(Field(F::Move(Motion::Left)), "field.left", "Left", "", &[C::Field], &["left", "ctrl-b"]),
    row(Field(F::Move(Motion::Right)), "field.right", "Right", "", &[C::Field], &["right", "ctrl-f"]),
    row(Field(F::Move(Motion::RowUp)), "field.up", "Row up", "", &[C::Field], &["up"]),
    row(Field(F::Move(Motion::RowDown)), "field.down", "Row down", "", &[C::Field], &["down"]),
    row(
        Field(F::Move(Motion::WordLeft)),
        "field.word-left",
        "Word left",
        "",
        &[C::Field],
        &["alt-b", "ctrl-left", "alt-left"],
    ),
    row(
        Field(F::Move(Motion::WordRight)),
        "field.word-right",
        "Word right",
        "",
        &[C::Field],
        &["alt-f", "ctrl-right", "alt-right"],
    ),
    row(
        Field(F::Move(Motion::RowStart)),
        "field.row-start",
        "Start of the row",
        "",
        &[C::Field],
        &["ctrl-a", "home"],
    ),
    row(
        Field(F::Move(Motion::RowEnd)),
        "field.row-end",
        "End of the row",
        "",
        &[C::Field],
        &["ctrl-e", "end"],
    ),
    row(
        Field(F::Move(Motion::ParagraphUp)),
        "field.paragraph-up",
        "Paragraph up",
        "",
        &[C::Field],
        &["ctrl-up", "alt-up"],
    ),
    row(
        Field(F::Move(Motion::ParagraphDown)),
        "field.paragraph-down",
        "Paragraph down",
        "",
        &[C::Field],
        &["ctrl-down", "alt-down"],
    ),
    row(
        Field(F::Move(Motion::TextStart)),
        "field.start",
        "Start of the text",
        "",
        &[C::Field],
        &["ctrl-home", "alt-<"],
    ),
    row(
        Field(F::Move(Motion::TextEnd)),
        "field.end",
        "End of the text",
        "",
        &[C::Field],
        &["ctrl-end", "alt->"],
    ),
    row(Field(F::Move(Motion::PageUp)), "field.page-up", "Page up", "", &[C::Field], &["pageup"]),
    row(Field(F::Move(Motion::PageDown)), "field.page-down", "Page down", "", &[C::Field], &["pagedown"]),
    row(
        Field(F::Select(Motion::Left)),
        "field.select-left",
        "Select to the left",
        "",
        &[C::Field],
        &["shift-left"],
    ),
    row(
        Field(F::Select(Motion::Right)),
        "field.select-right",
        "Select to the right",
        "",
        &[C::Field],
        &["shift-right"],
    ),
    row(Field(F::Select(Motion::RowUp)), "field.select-up", "Select upward", "", &[C::Field], &["shift-up"]),
    row(
        Field(F::Select(Motion::RowDown)),
        "field.select-down",
        "Select downward",
        "",
        &[C::Field],
        &["shift-down"],
    ),
    row(
        Field(F::Select(Motion::WordLeft)),
        "field.select-word-left",
        "Select a word to the left",
        "",
        &[C::Field],
        &["ctrl-shift-left", "alt-shift-left"],
    ),
    row(
        Field(F::Select(Motion::WordRight)),
        "field.select-word-right",
        "Select a word to the right",
        "",
        &[C::Field],
        &["ctrl-shift-right", "alt-shift-right"],
    ),
    row(
        Field(F::Select(Motion::RowStart)),
        "field.select-row-start",
        "Select to the start of the row",
        "",
        &[C::Field],
        &["shift-home"],
    ),
    row(
        Field(F::Select(Motion::RowEnd)),
        "field.select-row-end",
        "Select to the end of the row",
        "",
        &[C::Field],
        &["shift-end"],
    ),
    row(Field(F::SelectAll), "field.select-all", "Select everything", "", &[C::Field], &["alt-a"]),
    row(
        Field(F::Erase(Motion::WordLeft)),
        "field.cut-word-left",
        "Cut the selection, or the word before",
        "",
        &[C::Field],
        &["ctrl-w", "alt-backspace", "ctrl-backspace"],
    ),
    row(
        Field(F::Erase(Motion::WordRight)),
        "field.cut-word-right",
        "Cut the word after",
        "",
        &[C::Field],
        &["alt-d", "ctrl-delete"],
    ),
    row(
        Field(F::Erase(Motion::LineEnd)),
        "field.cut-to-end",
        "Cut to the end of the line",
        "",
        &[C::Field],
        &["ctrl-k"],
    ),
    row(
        Field(F::Erase(Motion::LineStart)),
        "field.cut-to-start",
        "Cut to the start of the line",
        "",
        &[C::Field],
        &["ctrl-u"],
    ),
    row(Field(F::Copy), "field.copy", "Copy the selection", "", &[C::Field], &["alt-w"]),
    row(
        Field(F::CopyOrQuit),
        "field.copy-or-quit",
        "Copy the selection; without one, leave",
        "",
        &[C::Field],
        &["ctrl-c"],
    ),
    row(Field(F::Insert), "field.insert", "Insert what was cut or copied", "", &[C::Field], &["ctrl-y"]),
    row(Field(F::Undo), "field.undo", "Undo", "", &[C::Field], &["alt-u", "ctrl-7", "ctrl-_"]),
    row(Field(F::Redo), "field.redo", "Redo", "", &[C::Field], &["alt-r"]),
];

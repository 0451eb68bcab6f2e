//! The table of all commands, in the order of the footer and the help.

use std::sync::LazyLock;

use super::app::AppCommand;
use super::ask::AskCommand;
use super::bring::BringCommand;
use super::cards::CardsCommand;
use super::coach::CoachCommand;
use super::compare::CompareCommand;
use super::draft::DraftCommand;
use super::ending::EndingCommand;
use super::example::ExampleCommand;
use super::field::FieldCommand;
use super::form::FormCommand;
use super::interview::InterviewCommand;
use super::list::ListCommand;
use super::offer::OfferCommand;
use super::practice::{PracticeCommand, SessionCommand};
use super::questions::QuestionsCommand;
use super::row::Row;
use super::stories::StoriesCommand;
use super::story::StoryCommand;
use super::today::TodayCommand;
use super::viewer::ViewerCommand;
use super::{
    app, ask, bring, cards, coach, compare, draft, ending, example, field, form, interview, list, offer,
    practice, questions, stories, story, today, viewer,
};

/// A command, by the group that handles it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// The whole app.
    App(AppCommand),
    /// A list, or a text that scrolls.
    List(ListCommand),
    /// The story at hand.
    Story(StoryCommand),
    /// A text field.
    Field(FieldCommand),
    /// Sessions that can be started.
    Session(SessionCommand),
    /// Today.
    Today(TodayCommand),
    /// Questions.
    Questions(QuestionsCommand),
    /// Stories.
    Stories(StoriesCommand),
    /// Prepare.
    Interview(InterviewCommand),
    /// The offer of stories for a question.
    Offer(OfferCommand),
    /// A story being written.
    Draft(DraftCommand),
    /// What the coach says.
    Coach(CoachCommand),
    /// A form.
    Form(FormCommand),
    /// The end of a walk.
    Ending(EndingCommand),
    /// Two versions of a story.
    Compare(CompareCommand),
    /// Ask.
    Ask(AskCommand),
    /// A practice session.
    Practice(PracticeCommand),
    /// A text that is read.
    Viewer(ViewerCommand),
    /// A worked example.
    Example(ExampleCommand),
    /// Bringing in stories.
    Bring(BringCommand),
    /// The cue cards.
    Cards(CardsCommand),
}

/// A row of the table.
pub type CommandRow = Row<Command>;

static TABLE: LazyLock<Vec<CommandRow>> = LazyLock::new(|| {
    let mut table = Vec::new();
    table.extend(today::ROWS.iter().map(|row| row.of(Command::Today)));
    table.extend(cards::ROWS.iter().map(|row| row.of(Command::Cards)));
    table.extend(bring::ROWS.iter().map(|row| row.of(Command::Bring)));
    table.extend(example::ROWS.iter().map(|row| row.of(Command::Example)));
    table.extend(list::ROWS.iter().map(|row| row.of(Command::List)));
    table.extend(today::PROPOSED.iter().map(|row| row.of(Command::Today)));
    table.extend(offer::ROWS.iter().map(|row| row.of(Command::Offer)));
    table.extend(questions::ROWS.iter().map(|row| row.of(Command::Questions)));
    table.extend(ending::ROWS.iter().map(|row| row.of(Command::Ending)));
    table.extend(story::ENDING.iter().map(|row| row.of(Command::Story)));
    table.extend(ending::DONE.iter().map(|row| row.of(Command::Ending)));
    table.extend(compare::ROWS.iter().map(|row| row.of(Command::Compare)));
    table.extend(ask::ROWS.iter().map(|row| row.of(Command::Ask)));
    table.extend(list::ASK.iter().map(|row| row.of(Command::List)));
    table.extend(ask::TYPING.iter().map(|row| row.of(Command::Ask)));
    table.extend(draft::ROWS.iter().map(|row| row.of(Command::Draft)));
    table.extend(list::DRAFT.iter().map(|row| row.of(Command::List)));
    table.extend(draft::PARTS.iter().map(|row| row.of(Command::Draft)));
    table.extend(coach::ROWS.iter().map(|row| row.of(Command::Coach)));
    table.extend(draft::MORE.iter().map(|row| row.of(Command::Draft)));
    table.extend(list::QUERY.iter().map(|row| row.of(Command::List)));
    table.extend(form::ROWS.iter().map(|row| row.of(Command::Form)));
    table.extend(practice::ROWS.iter().map(|row| row.of(Command::Session)));
    table.extend(practice::PHASES.iter().map(|row| row.of(Command::Practice)));
    table.extend(app::PRACTICE.iter().map(|row| row.of(Command::App)));
    table.extend(list::MOVES.iter().map(|row| row.of(Command::List)));
    table.extend(questions::PANES.iter().map(|row| row.of(Command::Questions)));
    table.extend(interview::ROWS.iter().map(|row| row.of(Command::Interview)));
    table.extend(viewer::ROWS.iter().map(|row| row.of(Command::Viewer)));
    table.extend(list::VIEWER.iter().map(|row| row.of(Command::List)));
    table.extend(story::ROWS.iter().map(|row| row.of(Command::Story)));
    table.extend(stories::ROWS.iter().map(|row| row.of(Command::Stories)));
    table.extend(story::MORE.iter().map(|row| row.of(Command::Story)));
    table.extend(app::ROWS.iter().map(|row| row.of(Command::App)));
    table.extend(story::LAST.iter().map(|row| row.of(Command::Story)));
    table.extend(app::LAST.iter().map(|row| row.of(Command::App)));
    table.extend(field::ROWS.iter().map(|row| row.of(Command::Field)));
    table
});

/// Every row of the table, in the order of the footer and the help.
pub fn rows() -> std::slice::Iter<'static, CommandRow> {
    TABLE.iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_everything_but_its_group() {
        let row = rows().find(|r| r.id == "draft.next").unwrap();
        assert_eq!(row.command, Command::Draft(DraftCommand::Next));
        assert_eq!((row.title, row.hint, row.keys), ("Next part", "next part", &["tab"][..]));
    }
}

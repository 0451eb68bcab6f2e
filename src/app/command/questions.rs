//! Commands of Questions.

use super::context::Context as C;
use super::row::{Row, row};

/// A command of Questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuestionsCommand {
    /// A new story for the chosen question.
    New,
    /// Add a question of the user's own.
    Add,
    /// Reword a question of the user's own.
    Reword,
    /// What the chosen principle is about.
    About,
    /// To the principles.
    Left,
    /// To the questions of the chosen principle.
    Right,
}

/// Rows of Questions.
pub(super) static ROWS: &[Row<QuestionsCommand>] = &[
    row(QuestionsCommand::New, "questions.new", "Write a new story", "new story", &[C::Questions], &["n"]),
    row(QuestionsCommand::Add, "questions.add", "Add a question of your own", "add", &[C::Questions], &["+"]),
    row(
        QuestionsCommand::Reword,
        "questions.reword",
        "Reword your question",
        "reword",
        &[C::Questions],
        &["r"],
    ),
    row(
        QuestionsCommand::About,
        "questions.about",
        "What this principle is about",
        "about",
        &[C::Questions],
        &["w"],
    ),
];

/// Moving between the two lists.
pub(super) static PANES: &[Row<QuestionsCommand>] = &[
    row(QuestionsCommand::Left, "questions.left", "Pane on the left", "", &[C::Questions], &["h", "left"]),
    row(
        QuestionsCommand::Right,
        "questions.right",
        "Pane on the right",
        "",
        &[C::Questions],
        &["l", "right"],
    ),
];

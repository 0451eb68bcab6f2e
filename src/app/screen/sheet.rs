//! The forms of Prepare: which lines each has, and what is said above them.
//!
//! Knows the preparation only; how lines are typed is the form's.

use crate::app::documents::PreparationField;
use crate::app::workspace::Workspace;
use crate::text::{Field, Lines};

use super::form::{Aim, FormLine};

/// Which of the preparation's texts are typed together; lists by their entry's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// Company, role, date.
    Interview,
    /// An interviewer.
    Round(String),
    /// The note to a readiness question.
    Ready(String),
    /// The note to a research task.
    Research(String),
    /// A question that others report.
    Found(String),
    /// Questions to ask them.
    AskThem,
    /// Words to mask.
    Masks,
    /// What they asked.
    Asked(String),
    /// A question of the user's own, by the part of its id after `own/`.
    Own(String),
}

impl Sheet {
    /// What stands above the lines: a title, and paragraphs that help.
    pub fn head(&self, workspace: &Workspace) -> (String, Vec<String>) {
        let readiness = &workspace.documents.readiness;
        let (title, help) = match self {
            Self::Interview => ("The interview", vec![]),
            Self::Round(_) => ("An interviewer", vec![]),
            Self::Ready(id) => {
                let Some(q) = readiness.questions.iter().find(|q| q.id == *id) else {
                    return (String::new(), Vec::new());
                };
                (q.text.as_str(), vec![q.help.clone()])
            }
            Self::Research(id) => {
                let Some(r) = readiness.research.iter().find(|r| r.id == *id) else {
                    return (String::new(), Vec::new());
                };
                (r.name.as_str(), r.steps.iter().map(|s| format!("· {s}")).collect())
            }
            Self::Found(_) => ("A question others report", vec![]),
            Self::AskThem => ("Questions to ask them", vec![]),
            Self::Masks => (
                "Words to mask",
                vec!["Companies, people, numbers: masked where you ask for it when you export.".to_owned()],
            ),
            Self::Asked(_) => ("What they asked", vec![]),
            Self::Own(_) => ("A question of your own", vec![]),
        };
        (title.to_owned(), help)
    }

    /// The lines, filled with what is there.
    pub fn lines(&self, workspace: &Workspace) -> Vec<FormLine> {
        if let Self::Own(own) = self {
            return vec![own_line(own, workspace)];
        }
        let preparation = &workspace.documents.preparation;
        let line = |(label, hint, entry, many): (&str, &str, PreparationField, Lines)| {
            let mut text = entry.of(preparation);
            // Where each line is one of a list, the next one is typed on a line of its own.
            if matches!(entry, PreparationField::AskThem | PreparationField::Masks) && !text.is_empty() {
                text.push('\n');
            }
            let mut field = Field::new(many, &text);
            field.set_cursor(field.text().len());
            FormLine {
                label: label.to_owned(),
                hint: hint.to_owned(),
                note: entry.explain(field.text(), preparation, workspace.today),
                target: Aim::Interview(entry),
                field,
            }
        };
        self.fields().into_iter().map(line).collect()
    }

    /// The label, the example and the kind of each line.
    fn fields(&self) -> Vec<(&'static str, &'static str, PreparationField, Lines)> {
        use Lines::{Many, One};
        let id = |id: &String| id.clone();
        match self {
            Self::Interview => vec![
                ("Company", "For example: Amazon", PreparationField::Company, One),
                ("Role", "For example: software engineer, payments", PreparationField::Role, One),
                ("When", "For example: 4 dec, fri, 3w", PreparationField::Date, One),
            ],
            Self::Round(round) => vec![
                ("Who asks", "A name, as far as you know it", PreparationField::Interviewer(id(round)), One),
                (
                    "Their role, or what the round is",
                    "For example: bar raiser",
                    PreparationField::Title(id(round)),
                    One,
                ),
            ],
            Self::Ready(q) => vec![("Your answer", "In a few words", PreparationField::Ready(id(q)), Many)],
            Self::Research(r) => {
                vec![("What you found", "In a few words", PreparationField::Research(id(r)), Many)]
            }
            Self::Found(found) => vec![(
                "The question, as they report it",
                "For example: Tell me about a time you said no to a customer.",
                PreparationField::Found(id(found)),
                Many,
            )],
            Self::AskThem => {
                vec![(
                    "One a line",
                    "For example: Who is your customer, and what did you last learn from one?",
                    PreparationField::AskThem,
                    Many,
                )]
            }
            Self::Masks => vec![("One a line", "For example: Acme", PreparationField::Masks, Many)],
            Self::Asked(asked) => vec![
                ("What they asked", "As far as you remember it", PreparationField::Asked(id(asked)), One),
                ("The follow-up that hurt", "May stay empty", PreparationField::FollowUp(id(asked)), One),
                (
                    "How it went",
                    "For example: rambled, but the number landed",
                    PreparationField::Went(id(asked)),
                    One,
                ),
            ],
            Self::Own(_) => Vec::new(),
        }
    }
}

/// The one line of a question of the user's own.
fn own_line(own: &str, workspace: &Workspace) -> FormLine {
    let mut field = Field::new(Lines::Many, &workspace.own_text(own));
    field.set_cursor(field.text().len());
    let label = "As an interviewer would ask it".to_owned();
    let hint = "For example: Tell me about a time you said no to a customer.".to_owned();
    FormLine { label, hint, note: String::new(), target: Aim::Own(own.to_owned()), field }
}

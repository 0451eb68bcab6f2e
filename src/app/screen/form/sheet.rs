//! The sheets of Prepare: their lines and the text above them.

use crate::app::msg::Now;
use crate::app::open::{InterviewPick, Picked, Sheet};
use crate::app::workspace::{PreparationField, Workspace};
use crate::questions::{Bank, Principle};
use crate::text::{Field, Lines};

use super::{Aim, FormLine};

/// The text above the lines: a title, and paragraphs of help.
pub(super) fn head(sheet: &Sheet, workspace: &Workspace) -> (String, Vec<String>) {
    let readiness = &workspace.documents.readiness;
    let (title, help) = match sheet {
        Sheet::Interview => ("The interview", vec![]),
        Sheet::Round(_) => ("An interviewer", vec![]),
        Sheet::Ready(id) => {
            let Some(q) = readiness.questions.iter().find(|q| q.id == *id) else {
                return (String::new(), Vec::new());
            };
            (q.text.as_str(), vec![q.help.clone()])
        }
        Sheet::Research(id) => {
            let Some(r) = readiness.research.iter().find(|r| r.id == *id) else {
                return (String::new(), Vec::new());
            };
            (r.name.as_str(), r.steps.iter().map(|s| format!("· {s}")).collect())
        }
        Sheet::Found(_) => ("A question others report", vec![]),
        Sheet::AskThem => ("Questions to ask them", vec![]),
        Sheet::Masks => (
            "Words to mask",
            vec!["Companies, people, numbers: masked where you ask for it when you export.".to_owned()],
        ),
        Sheet::Asked(_) => ("What they asked", vec![]),
        Sheet::Own(_) => ("A question of your own", vec![]),
    };
    (title.to_owned(), help)
}

/// The lines with their current texts.
pub(super) fn lines(sheet: &Sheet, workspace: &Workspace) -> Vec<FormLine> {
    if let Sheet::Own(own) = sheet {
        return vec![own_line(own, workspace)];
    }
    let preparation = &workspace.documents.preparation;
    let line = |(label, hint, entry, many): (&str, &str, PreparationField, Lines)| {
        let mut text = entry.of(preparation);
        // In a list with one entry per line, a new entry starts on a new line.
        if matches!(entry, PreparationField::AskThem | PreparationField::Masks) && !text.is_empty() {
            text.push('\n');
        }
        let mut field = Field::new(many, &text);
        field.set_cursor(field.text().len());
        FormLine {
            label: label.to_owned(),
            hint: hint.to_owned(),
            suggested: false,
            note: entry.explain(field.text(), preparation, workspace.view.today),
            target: Aim::Interview(entry),
            field,
        }
    };
    fields(sheet).into_iter().map(line).collect()
}

/// The label, the example and the kind of each line.
fn fields(sheet: &Sheet) -> Vec<(&'static str, &'static str, PreparationField, Lines)> {
    use Lines::{Many, One};
    let id = |id: &String| id.clone();
    match sheet {
        Sheet::Interview => vec![
            ("Company", "For example: Amazon", PreparationField::Company, One),
            ("Role", "For example: software engineer, payments", PreparationField::Role, One),
            ("Level", "junior, mid, senior, lead, manager or director", PreparationField::Level, One),
            ("When", "For example: dec 4, fri, 3w", PreparationField::Date, One),
        ],
        Sheet::Round(round) => vec![
            ("Interviewer", "A name, as far as you know it", PreparationField::Interviewer(id(round)), One),
            (
                "Their role, or what the round is",
                "For example: bar raiser",
                PreparationField::Title(id(round)),
                One,
            ),
        ],
        Sheet::Ready(q) => vec![("Your answer", "In a few words", PreparationField::Ready(id(q)), Many)],
        Sheet::Research(r) => {
            vec![("What you found", "In a few words", PreparationField::Research(id(r)), Many)]
        }
        Sheet::Found(found) => vec![(
            "The question, as they report it",
            "For example: Tell me about a time you said no to a customer.",
            PreparationField::Found(id(found)),
            Many,
        )],
        Sheet::AskThem => {
            vec![(
                "One per line",
                "For example: Who is your customer, and what did you last learn from one?",
                PreparationField::AskThem,
                Many,
            )]
        }
        Sheet::Masks => vec![("One per line", "For example: Acme", PreparationField::Masks, Many)],
        Sheet::Asked(asked) => vec![
            ("What they asked", "As far as you remember it", PreparationField::Asked(id(asked)), One),
            ("The follow-up that hurt", "May stay empty", PreparationField::FollowUp(id(asked)), One),
            (
                "How it went",
                "For example: rambled, but the number landed",
                PreparationField::Went(id(asked)),
                One,
            ),
        ],
        Sheet::Own(_) => Vec::new(),
    }
}

/// The only line of an own question.
fn own_line(own: &str, workspace: &Workspace) -> FormLine {
    let mut field = Field::new(Lines::Many, &workspace.documents.own_text(own));
    field.set_cursor(field.text().len());
    let label = "As an interviewer would ask it".to_owned();
    let hint = "For example: Tell me about a time you said no to a customer.".to_owned();
    let (note, suggested) = (String::new(), false);
    FormLine { label, hint, suggested, note, target: Aim::Own(own.to_owned()), field }
}

/// What to open after the last line of a sheet.
pub(super) fn after(workspace: &mut Workspace, sheet: &Sheet, now: &Now) {
    if let Sheet::Round(id) = sheet {
        recognize(workspace, id, now);
    }
    let preparation = &workspace.documents.preparation;
    let pick = match sheet {
        Sheet::Round(id) => {
            let round = preparation.rounds.iter().find(|r| r.id == *id);
            let open = round.is_some_and(|r| r.principles.is_empty());
            open.then(|| InterviewPick::NewRound(id.clone()))
        }
        Sheet::Asked(id) => {
            let asked = preparation.afterwards.iter().find(|a| a.id == *id);
            asked.is_some_and(|a| a.story.is_none()).then(|| InterviewPick::Told(id.clone()))
        }
        Sheet::Interview
        | Sheet::Ready(_)
        | Sheet::Research(_)
        | Sheet::Found(_)
        | Sheet::AskThem
        | Sheet::Masks
        | Sheet::Own(_) => None,
    };
    if let Some(pick) = pick {
        workspace.view.pick(Picked::Interview(pick));
    }
}

/// Takes over the principles that are named in the role of an interviewer who has none yet.
fn recognize(workspace: &mut Workspace, id: &str, now: &Now) {
    let round = workspace.documents.preparation.rounds.iter().find(|r| r.id == id);
    let Some(title) = round.filter(|r| r.principles.is_empty()).map(|r| r.title.clone()) else { return };
    let found = named(&workspace.bank, &title);
    if found.is_empty() {
        return;
    }
    let names: Vec<&str> = found.iter().map(|(_, name)| name.as_str()).collect();
    workspace.view.say(format!("Asks for {}, as you wrote.", names.join(" and ")), now);
    workspace.prepare(now, |p| {
        if let Some(round) = p.rounds.iter_mut().find(|r| r.id == id) {
            round.principles = found.into_iter().map(|(id, _)| id).collect();
        }
    });
}

/// The principles that a text names, in full or up to the first comma or semicolon of their name.
fn named(bank: &Bank, text: &str) -> Vec<(String, String)> {
    let plain = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" ").to_lowercase())
    };
    let text = plain(text);
    let is_named = |principle: &&Principle| {
        let short = principle.name.split([',', ';']).next().unwrap_or(&principle.name);
        text.contains(&plain(short))
    };
    let found = bank.by_how_often().into_iter().filter(is_named);
    found.map(|p| (p.id.clone(), p.name.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn principles_are_recognized_in_what_somebody_writes_of_an_interviewer() {
        let bank = Bank::built_in();
        let ids = |text: &str| named(&bank, text).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(
            ids("bar raiser, customer obsession and earn trust"),
            ["customer-obsession", "earn-trust"]
        );
        assert_eq!(ids("Have Backbone"), ["have-backbone-disagree-and-commit"]);
        assert_eq!(ids("are right, a lot"), ["are-right-a-lot"]);
        assert!(ids("bar raiser").is_empty());
    }
}

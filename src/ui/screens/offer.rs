//! Draws the offer.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::Model;
use crate::app::screen::offer::{Choice, Offer};
use crate::app::workspace::Suggestion;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::Role;
use crate::ui::widgets::Ends;

/// Maximum rows of the question.
const QUESTION: u16 = 3;

pub fn draw(model: &Model, offer: &Offer, canvas: &mut Canvas<'_, '_>) {
    let workspace = &model.workspace;
    let Some((principle, prompt)) = workspace.bank.find(&offer.prompt) else { return };
    let regions = canvas.regions();
    let (at, of) = workspace.bank.place(&offer.prompt).unwrap_or((1, 1));
    let answered = format!("{} answered", workspace.library.answered(principle));
    head(&principle.name, &format!(", question {at} of {of}"), &answered, regions.head, canvas);
    let question = layout::at_most(layout::margins(regions.below_head()), layout::QUESTION);
    let question_rows = canvas.prose(&prompt.text, Role::Strong, layout::first_rows(question, QUESTION));
    let list = layout::below(regions.below_head(), question_rows + 1);
    let first = (offer.list.chosen + 1).saturating_sub(usize::from(list.height));
    for (at, (i, choice)) in list.rows().zip(offer.choices.iter().enumerate().skip(first)) {
        row(model, choice, i == offer.list.chosen, layout::at_most(at, layout::ROW), canvas);
    }
}

/// The principle, which is truncated first, the number of the question, and the number of answered ones.
fn head(name: &str, place: &str, answered: &str, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let [name, place, answered] =
        [name, place, answered].map(|t| canvas.theme.label(t.to_owned(), Role::Muted));
    let room = area.width.saturating_sub(answered.width() + 1);
    let name_room = name.width().min(room.saturating_sub(place.width() + 1));
    let columns = [Constraint::Length(name_room), Constraint::Length(room.saturating_sub(name_room))];
    let [name_at, place_at] = Layout::horizontal(columns).areas(layout::at_most(area, room));
    canvas.render(name, name_at);
    canvas.render(place, place_at);
    canvas.render(answered.right_aligned(), area);
}

fn row(model: &Model, choice: &Choice, chosen: bool, area: Rect, canvas: &mut Canvas<'_, '_>) {
    let area = layout::margins(area);
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        canvas.chosen(area);
    }
    let (text, note) = match choice {
        Choice::Tell(Suggestion { story, why, linked }) => {
            let name = model.workspace.library.get(story).map(|s| s.name()).unwrap_or_default();
            let verb = if *linked { "Open" } else { "Tell" };
            (format!("{verb} \"{name}\""), why.as_str())
        }
        Choice::New => ("Write a new story".to_owned(), ""),
        Choice::Aloud => ("Say it aloud first, write after".to_owned(), ""),
        Choice::Skip => ("Skip for now".to_owned(), ""),
    };
    let key = match choice {
        Choice::Tell { .. } if chosen => "enter",
        Choice::Tell { .. } => "",
        Choice::New => "n",
        Choice::Aloud => "p",
        Choice::Skip => "s",
    };
    let text = canvas.theme.label(text, role);
    let at = layout::indented(area, 2);
    let text_end = 3 + text.width().min(at.width);
    let key = canvas.theme.label(key, Role::Accent);
    let key_width = key.width();
    canvas.render(Ends::keep_right(text, key, 2), at);
    // The notes are aligned in a column, unless a text extends into it.
    let width = area.width + 2;
    let note_at = text_end.max(width * 2 / 5) + 2;
    if note_at + 8 < width {
        let key_room = if key_width > 0 { 7 } else { 2 };
        let at = Rect { x: note_at, width: width - note_at - key_room, ..area };
        canvas.text(note, Role::Muted, at);
    }
}

//! The picture of the offer.

use crate::app::Model;
use crate::app::screen::offer::{Choice, Offer};
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// Draws the offer.
pub fn draw(model: &Model, offer: &Offer, page: &mut Page<'_, '_>) {
    let workspace = &model.workspace;
    let Some((principle, prompt)) = workspace.bank.find(&offer.prompt) else { return };
    let width = page.area.width;
    let (at, of) = workspace.bank.place(&offer.prompt).unwrap_or((1, 1));
    let answered = format!("{} answered", workspace.library.answered(principle));
    let start = page.put_right(width - 1, 0, &answered, Role::Muted);
    // Where both do not fit, the number says more than the end of a long name.
    let place = format!(", question {at} of {of}");
    let room = start.saturating_sub(3 + place.len() as u16);
    let x = page.put(1, 0, room, &principle.name, Role::Muted);
    page.put(x, 0, start.saturating_sub(x + 1), &place, Role::Muted);
    let wide = (width - 2).min(PROSE + 2);
    let rows = crate::ui::page::wrap(&prompt.text, wide);
    for (i, row) in rows.iter().take(3).enumerate() {
        page.put(1, 1 + i as u16, wide, row, Role::Strong);
    }
    let y = 2 + rows.len().min(3) as u16;
    let bottom = crate::ui::floor(page);
    let room = usize::from(bottom.saturating_sub(y));
    let first = (offer.list.chosen + 1).saturating_sub(room);
    for (y, (i, choice)) in (y..bottom).zip(offer.choices.iter().enumerate().skip(first)) {
        row(model, choice, i == offer.list.chosen, y, page);
    }
}

fn row(model: &Model, choice: &Choice, chosen: bool, y: u16, page: &mut Page<'_, '_>) {
    let width = page.area.width.min(PROSE + 4);
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        page.put(1, y, 1, page.theme.signs.chosen, Role::Chosen);
    }
    let (text, note) = match choice {
        Choice::Tell { story, why, linked } => {
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
    let x = page.put(3, y, width - 6 - key.len() as u16, &text, role);
    let note_at = x.max(width * 2 / 5) + 2;
    if note_at + 8 < width {
        page.put(note_at, y, width - note_at - 7, note, Role::Muted);
    }
    page.put_right(width - 1, y, key, Role::Accent);
}

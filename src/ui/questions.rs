//! The picture of Questions.

use super::page::{PROSE, Page};
use super::theme::Role;
use crate::app::Model;
use crate::app::screen::questions::Questions;
use crate::questions::Principle;

/// Draws Questions: both panes where there is room, else the one in focus.
pub fn draw(model: &Model, screen: &Questions, page: &mut Page) {
    let Some(principle) = screen.principle(&model.desk) else { return };
    let answered =
        format!("{} of {} answered", model.desk.shelf.answered(principle), principle.prompts.len());
    let y = super::head(model, page, &answered);
    let both = page.area.width >= 60;
    if both {
        let split = if page.area.width >= 100 { 38 } else { 30 };
        principles(model, screen, y, split, page);
        prompts(model, screen, principle, y, split + 2, page);
    } else if screen.right {
        prompts(model, screen, principle, y, 0, page);
    } else {
        principles(model, screen, y, page.area.width, page);
    }
}

fn principles(model: &Model, screen: &Questions, y: u16, width: u16, page: &mut Page) {
    let bottom = super::floor(page);
    let room = usize::from(bottom - y);
    let all = model.desk.bank.by_how_often();
    let top = (screen.principles.chosen + 1).saturating_sub(room);
    for (i, principle) in all.iter().enumerate().skip(top).take(room) {
        let y = y + (i - top) as u16;
        let chosen = i == screen.principles.chosen;
        let role = match (chosen, screen.right) {
            (true, false) => Role::Chosen,
            (true, true) => Role::Strong,
            (false, _) => Role::Text,
        };
        if chosen {
            let sign = page.theme.signs.chosen;
            page.put(1, y, 1, sign, role);
        }
        page.put(3, y, width.saturating_sub(10), &principle.name, role);
        let stories = model.desk.shelf.slots(principle);
        for slot in 0..3u16 {
            let x = width - 6 + slot * 2;
            let (sign, role) = match stories.get(usize::from(slot)) {
                Some(story) => super::mark(page, model.desk.state(story)),
                None => (page.theme.signs.none, Role::Muted),
            };
            page.put(x, y, 1, sign, role);
        }
    }
}

fn prompts(model: &Model, screen: &Questions, principle: &Principle, y: u16, x: u16, page: &mut Page) {
    let bottom = super::floor(page);
    let width = (page.area.width - x).min(PROSE + 4);
    let mut y = y;
    let tall = page.area.height >= 16;
    if x == 0 {
        page.put(1, y, width - 2, &principle.name, Role::Strong);
        y += 1;
    }
    // What is to be thought about across its stories takes the place of what the principle is.
    let across = across(model, principle);
    let (text, role) =
        across.as_deref().map_or((principle.summary.as_str(), Role::Muted), |t| (t, Role::Warn));
    if tall {
        for row in super::page::wrap(text, width - 3).iter().take(4) {
            page.put(x + 1, y, width - 2, row, role);
            y += 1;
        }
        y += 1;
    }
    // The wording of the chosen prompt keeps its rows at the bottom, so that the list does not jump.
    let wording = if tall { 5 } else { 2 };
    let room = usize::from(bottom.saturating_sub(y + wording));
    let top = (screen.prompts.chosen + 1).saturating_sub(room);
    for (i, prompt) in principle.prompts.iter().enumerate().skip(top).take(room) {
        let y = y + (i - top) as u16;
        let chosen = i == screen.prompts.chosen && screen.right;
        if chosen {
            let sign = page.theme.signs.chosen;
            page.put(x + 1, y, 1, sign, Role::Chosen);
        }
        let role = if chosen { Role::Chosen } else { Role::Text };
        let end = page.put(x + 3, y, width.saturating_sub(5), &format!("{:2} {}", i + 1, prompt.short), role);
        let stories = model.desk.shelf.answering(&prompt.id);
        let names = match stories.as_slice() {
            [] => String::new(),
            [one] => one.name(),
            [one, more @ ..] => format!("{} +{}", one.name(), more.len()),
        };
        let right = x + width - 1;
        let room = right.saturating_sub(end + 2);
        if room >= 6 && !names.is_empty() {
            let shown = crate::edit::cut(&names, usize::from(room)).into_owned();
            page.put_right(right, y, &shown, Role::Muted);
        }
    }
    if let Some(prompt) = screen.prompt(&model.desk) {
        let rows = super::page::wrap(&prompt.text, width.saturating_sub(3));
        let from = bottom.saturating_sub(wording - 1);
        for (i, row) in rows.iter().take(usize::from(wording) - 1).enumerate() {
            page.put(x + 1, from + i as u16, width - 2, row, Role::Strong);
        }
    }
}

/// What only shows across the stories of a principle: copies, one story for everything, three of a kind.
fn across(model: &Model, principle: &Principle) -> Option<String> {
    let slots = model.desk.shelf.slots(principle);
    let here = |f: &&crate::coach::BankFinding| {
        f.principles.contains(&principle.id)
            || f.principles.is_empty() && slots.iter().any(|s| f.stories.contains(&s.id))
    };
    model.desk.across.iter().find(here).map(|f| format!("? {} {}", f.message, f.question))
}

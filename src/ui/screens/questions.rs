//! The picture of Questions.

use crate::app::Model;
use crate::app::screen::questions::Questions;
use crate::questions::Principle;
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// The widest that a list of questions is set.
const WIDEST: u16 = 100;

/// Draws Questions: both panes where there is room, else the one in focus.
pub fn draw(model: &Model, screen: &Questions, page: &mut Page<'_, '_>) {
    let Some(principle) = screen.principle(&model.workspace) else { return };
    let answered =
        format!("{} of {} answered", model.workspace.library.answered(principle), principle.prompts().len());
    let answered = match (screen.queried(), screen.found.len()) {
        (false, _) => answered,
        (true, 1) => "1 question".to_owned(),
        (true, n) => format!("{n} questions"),
    };
    let y = crate::ui::head(model, page, &answered);
    let both = page.area.width >= 60;
    if screen.queried() {
        queried(model, screen, y, page);
    } else if both {
        let split = if page.area.width >= 110 { 54 } else { 30 };
        principles(model, screen, y, split, page);
        prompts(model, screen, principle, y, split + 2, page);
    } else if screen.right {
        prompts(model, screen, principle, y, 0, page);
    } else {
        principles(model, screen, y, page.area.width, page);
    }
}

fn principles(model: &Model, screen: &Questions, y: u16, width: u16, page: &mut Page<'_, '_>) {
    let bottom = crate::ui::floor(page);
    let room = usize::from(bottom - y);
    let all = model.workspace.bank.by_how_often();
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
        let stories = model.workspace.library.slots(principle);
        for slot in 0..3u16 {
            let x = width - 6 + slot * 2;
            let (sign, role) = match stories.get(usize::from(slot)) {
                Some(story) => crate::ui::mark(page, model.workspace.stage(story)),
                None => (page.theme.signs.none, Role::Muted),
            };
            page.put(x, y, 1, sign, role);
        }
    }
}

/// The questions of all principles that hold the typed words.
fn queried(model: &Model, screen: &Questions, y: u16, page: &mut Page<'_, '_>) {
    page.put(1, y, 6, "Find", Role::Accent);
    page.field(6, y, page.area.width - 8, &screen.query, screen.writing, &[]);
    let width = page.area.width.min(WIDEST);
    if screen.found.is_empty() {
        page.put(3, y + 2, width - 4, "No question has these words. Esc shows all.", Role::Muted);
        return;
    }
    let bottom = crate::ui::floor(page);
    let wording = wording_rows(page);
    let room = usize::from(bottom.saturating_sub(y + 1 + wording));
    let all = model.workspace.bank.by_how_often();
    let top = screen.hits.top.max((screen.hits.chosen + 1).saturating_sub(room));
    for (i, &(principle, prompt)) in screen.found.iter().enumerate().skip(top).take(room) {
        let Some(principle) = all.get(principle) else { continue };
        let Some(prompt) = principle.prompts().get(prompt) else { continue };
        let y = y + 1 + (i - top) as u16;
        let chosen = i == screen.hits.chosen;
        if chosen {
            page.put(1, y, 1, page.theme.signs.chosen, Role::Chosen);
        }
        let end = page.put(3, y, width - 4, &prompt.short, if chosen { Role::Chosen } else { Role::Text });
        note(&principle.name, end, width - 1, y, page);
    }
    wording_at(model, screen, bottom.saturating_sub(wording - 1), (0, width), page);
}

/// What stands at the right of a row that ended before `end`, cut to the room between.
fn note(text: &str, end: u16, right: u16, y: u16, page: &mut Page<'_, '_>) {
    let room = right.saturating_sub(end + 2);
    if room >= 6 && !text.is_empty() {
        let shown = crate::text::cut(text, usize::from(room)).into_owned();
        page.put_right(right, y, &shown, Role::Muted);
    }
}

/// The rows kept for the wording of the chosen question, with the blank one above it.
fn wording_rows(page: &Page<'_, '_>) -> u16 {
    if page.area.height >= 16 { 5 } else { 4 }
}

/// The wording of the chosen question from a row on.
fn wording_at(model: &Model, screen: &Questions, y: u16, (x, width): (u16, u16), page: &mut Page<'_, '_>) {
    let Some(prompt) = screen.prompt(&model.workspace) else { return };
    let height = wording_rows(page) - 1;
    let rows = crate::ui::page::wrap(&prompt.text, width.saturating_sub(3));
    let more = rows.len() > usize::from(height);
    for (i, row) in rows.iter().take(usize::from(height)).enumerate() {
        let last = more && i + 1 == usize::from(height);
        let text = if last { format!("{row} …") } else { row.clone() };
        page.put(x + 1, y + i as u16, width - 2, &text, Role::Strong);
    }
}

fn prompts(
    model: &Model,
    screen: &Questions,
    principle: &Principle,
    y: u16,
    x: u16,
    page: &mut Page<'_, '_>,
) {
    let bottom = crate::ui::floor(page);
    let width = (page.area.width - x).min(PROSE + 4);
    let mut y = y;
    let tall = page.area.height >= 16;
    if x == 0 {
        page.put(1, y, width - 2, &principle.name, Role::Strong);
        y += 1;
    }
    // What is to be thought about across its stories takes the place of what the principle is.
    let across = across(model, principle);
    let (text, role) = across.as_deref().map_or((principle.summary(), Role::Muted), |t| (t, Role::Warn));
    if tall {
        for row in crate::ui::page::wrap(text, width - 3).iter().take(4) {
            page.put(x + 1, y, width - 2, row, role);
            y += 1;
        }
        y += 1;
    }
    let wording = wording_rows(page);
    let room = usize::from(bottom.saturating_sub(y + wording));
    let top = (screen.prompts.chosen + 1).saturating_sub(room);
    for (i, prompt) in principle.prompts().iter().enumerate().skip(top).take(room) {
        let y = y + (i - top) as u16;
        let chosen = i == screen.prompts.chosen && screen.right;
        if chosen {
            let sign = page.theme.signs.chosen;
            page.put(x + 1, y, 1, sign, Role::Chosen);
        }
        let role = if chosen { Role::Chosen } else { Role::Text };
        let end = page.put(x + 3, y, width.saturating_sub(5), &format!("{:2} {}", i + 1, prompt.short), role);
        let stories = model.workspace.library.answering(&prompt.id);
        let names = match stories.as_slice() {
            [] => String::new(),
            [one] => one.name(),
            [one, more @ ..] => format!("{} +{}", one.name(), more.len()),
        };
        note(&names, end, x + width - 1, y, page);
    }
    // It follows its list, and keeps its rows at the bottom where the list is longer than the screen.
    let below = y + principle.prompts().len().min(room) as u16 + 1;
    wording_at(model, screen, below.min(bottom.saturating_sub(wording - 1)), (x, width), page);
}

/// What only shows across the stories of a principle: copies, one story for everything, three of a kind.
fn across(model: &Model, principle: &Principle) -> Option<String> {
    let slots = model.workspace.library.slots(principle);
    let here = |f: &&crate::coach::BankFinding| {
        f.principles.contains(&principle.id)
            || f.principles.is_empty() && slots.iter().any(|s| f.stories.contains(&s.id))
    };
    model.workspace.across.iter().find(here).map(|f| format!("? {} {}", f.message, f.question))
}

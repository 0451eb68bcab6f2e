//! The picture of Today, and of the first start.

use super::page::{PROSE, Page};
use super::theme::Role;
use crate::app::Model;
use crate::app::screen::today::{Item, Slots, Today};

/// Draws Today.
pub fn draw(model: &Model, today: &Today, page: &mut Page) {
    let y = super::head(model, page, "");
    if Today::is_first(&model.desk) {
        first(model, y, page);
        return;
    }
    let tight = page.area.height < 16;
    let mut y = if tight { y } else { y + 1 };
    if !tight {
        page.put(1, y, page.area.width - 2, &today.day, Role::Strong);
        y += 2;
    }
    let bottom = super::floor(page);
    let actions = today.items.iter().filter(|i| !matches!(i, Item::Principle(_))).count();
    let room = usize::from(bottom.saturating_sub(y));
    // Rows between the actions and the principles: a gap and a heading.
    let extra = if tight { 0 } else { 2 };
    let at = |i: usize| if i < actions { i } else { i + extra };
    let last = at(today.items.len().saturating_sub(1)) + 1;
    let top = (at(today.list.chosen) + 1).saturating_sub(room).min(last);
    let put = |row: usize| (row >= top && row - top < room).then(|| y + (row - top) as u16);
    if extra > 0
        && let Some(y) = put(actions + 1)
    {
        page.put(1, y, page.area.width - 2, "Three stories each", Role::Strong);
        let s = page.theme.signs;
        let key = format!("{} draft   {} solid   {} ready", s.draft, s.solid, s.ready);
        page.put_right(page.area.width.min(PROSE + 4) - 1, y, &key, Role::Muted);
    }
    for (i, item) in today.items.iter().enumerate() {
        if let Some(y) = put(at(i)) {
            row(item, i == today.list.chosen, y, page);
        }
    }
    if last > top + room && room > 0 {
        page.put_right(page.area.width - 1, bottom - 1, page.theme.signs.more, Role::Muted);
    }
}

fn row(item: &Item, chosen: bool, y: u16, page: &mut Page) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        page.put(1, y, 1, page.theme.signs.chosen, Role::Chosen);
    }
    let width = page.area.width.min(PROSE + 4);
    let (text, note, key) = match item {
        Item::Finish { name, missing, .. } => {
            (format!("Finish \"{name}\""), format!("no {} yet", missing.key()), "e")
        }
        Item::Write { what, about, .. } => (format!("Write {what}"), about.clone(), "d"),
        Item::Principle(slots) => {
            principle(slots, chosen, y, width, page);
            return;
        }
    };
    page.put_right(width - 1, y, key, Role::Accent);
    let x = page.put(3, y, width.saturating_sub(8), &text, role);
    let room = width.saturating_sub(x + 6);
    let note = crate::edit::cut(&note, usize::from(room)).into_owned();
    if room > 8 {
        page.put_right(width - 4, y, &note, Role::Muted);
    }
}

/// A principle with its three slots.
fn principle(slots: &Slots, chosen: bool, y: u16, width: u16, page: &mut Page) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    let narrow = width < 60;
    let name = if narrow { width.saturating_sub(11) } else { 24 };
    page.put(3, y, name, &slots.name, role);
    let step = if narrow { 2 } else { (width - 30) / 3 };
    for i in 0..3u16 {
        let x = if narrow { width - 7 + i * step } else { 29 + i * step };
        match slots.stories.get(usize::from(i)) {
            Some((_, state, name)) => {
                let (sign, role) = super::mark(page, *state);
                page.put(x, y, 1, sign, role);
                if !narrow {
                    page.put(x + 2, y, step.saturating_sub(3), name, Role::Text);
                }
            }
            None => {
                page.put(x, y, 1, page.theme.signs.none, Role::Muted);
            }
        }
    }
}

/// The first start: what this is, where everything stays, which key comes next.
fn first(model: &Model, y: u16, page: &mut Page) {
    let width = (page.area.width - 4).min(PROSE - 16);
    let tight = page.area.height < 16;
    let x = if tight { 1 } else { 3 };
    let mut y = if tight { y } else { y + 2 };
    let texts = [
        ("Ten questions Amazon asks about customers, three good stories to answer them.".to_owned(), Role::Strong),
        (format!("Everything stays in {}, on this machine.", model.desk.data_dir), Role::Muted),
        ("Enter writes the first. n shows the other nine: the first asks for a failure, which is a hard start.".to_owned(), Role::Text),
    ];
    for (text, role) in texts {
        for row in super::page::wrap(&text, width) {
            page.put(x, y, width, &row, role);
            y += 1;
        }
        y += u16::from(!tight);
    }
}

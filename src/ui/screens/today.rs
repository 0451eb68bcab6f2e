//! The picture of Today, and of the first start.

use crate::app::Model;
use crate::app::screen::today::{Slots, Today, TodayItem};
use crate::interview::Today as Near;
use crate::practice::stats::DayMark;
use crate::ui::page::{PROSE, Page};
use crate::ui::theme::Role;

/// The widest that the rows are set: a table reads well further than prose.
const WIDEST: u16 = 120;

/// Draws Today.
pub fn draw(model: &Model, today: &Today, page: &mut Page<'_, '_>) {
    let y = crate::ui::head(model, page, &model.workspace.interview_words());
    if Today::is_first(&model.workspace) {
        first(model, y, page);
        return;
    }
    let tight = page.area.height < 16;
    let mut y = if tight { y } else { y + 1 };
    if !tight {
        page.put(1, y, page.area.width - 2, &today.day, Role::Strong);
        y += 2;
    }
    let bottom = crate::ui::floor(page);
    let room = usize::from(bottom.saturating_sub(y));
    let lines = lines(today, tight);
    let place = |at: usize| lines.iter().position(|l| *l == TodayLine::Item(at)).unwrap_or(0);
    // What belongs to the chosen line and stands above it stays in view with it; below it is room to say how much
    // more there is.
    let chosen = place(today.list.chosen);
    let shown = chosen + if chosen + 1 < lines.len() && room > 1 { 2 } else { 1 };
    let top = shown.saturating_sub(room).min(lines.len().saturating_sub(room));
    for (i, line) in lines.iter().enumerate().skip(top).take(room) {
        let y = y + (i - top) as u16;
        let below = lines.len() - i;
        if i + 1 == top + room && below > 1 {
            let left = lines.iter().skip(i).filter(|l| matches!(l, TodayLine::Item(_))).count();
            let sign = page.theme.signs.more;
            page.put(
                3,
                y,
                page.area.width - 4,
                &format!("{left} more, asked less often {sign}"),
                Role::Muted,
            );
        } else {
            draw_line(today, *line, y, page);
        }
    }
}

/// A row of Today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TodayLine {
    /// A line that can be chosen.
    Item(usize),
    /// The names of the stories to practice.
    Names(usize),
    /// The way to the interview.
    Road,
    /// How often each story is told on the way.
    Pace,
    /// That it does not fit the days left.
    Tight,
    /// The heading of the principles.
    Heading,
    /// Nothing.
    Gap,
}

/// All rows, top to bottom.
fn lines(today: &Today, tight: bool) -> Vec<TodayLine> {
    let mut lines = Vec::new();
    let first = today.items.iter().position(|i| matches!(i, TodayItem::Principle(_)));
    for (i, item) in today.items.iter().enumerate() {
        if !tight && first == Some(i) {
            if let Some(road) = &today.road {
                lines.extend([TodayLine::Gap, TodayLine::Road]);
                lines.extend(road.pace.as_ref().map(|_| TodayLine::Pace));
                lines.extend(road.tight.then_some(TodayLine::Tight));
            }
            lines.extend([TodayLine::Gap, TodayLine::Heading]);
        }
        lines.push(TodayLine::Item(i));
        if !tight && matches!(item, TodayItem::Practice { .. }) {
            lines.push(TodayLine::Names(i));
        }
    }
    lines
}

fn draw_line(today: &Today, line: TodayLine, y: u16, page: &mut Page<'_, '_>) {
    let width = page.area.width.min(WIDEST);
    match line {
        TodayLine::Item(at) => {
            if let Some(item) = today.items.get(at) {
                row(item, at == today.list.chosen, y, page);
            }
        }
        TodayLine::Names(at) => {
            if let Some(TodayItem::Practice { names, .. }) = today.items.get(at) {
                page.put(5, y, width - 6, names, Role::Muted);
            }
        }
        TodayLine::Road => road(today, y, page),
        TodayLine::Pace => {
            let pace = today.road.as_ref().and_then(|r| r.pace.as_deref()).unwrap_or_default();
            page.put(17, y, page.area.width - 18, pace, Role::Muted);
        }
        TodayLine::Tight => {
            let text = "This is tight. 4 says what could help.";
            page.put(17, y, page.area.width - 18, text, Role::Warn);
        }
        TodayLine::Heading => {
            let shown = page.put(1, y, page.area.width - 2, "Three stories each", Role::Strong);
            let s = page.theme.signs;
            let key = format!("{} draft   {} solid   {} ready", s.draft, s.solid, s.ready);
            if shown + 2 + crate::text::columns(&key) as u16 <= width {
                page.put_right(width - 1, y, &key, Role::Muted);
            }
        }
        TodayLine::Gap => {}
    }
}

/// The days of the way, and where it leads.
fn road(today: &Today, y: u16, page: &mut Page<'_, '_>) {
    let Some(road) = &today.road else { return };
    page.put(1, y, 15, "The way there", Role::Strong);
    let [done, _, open, day] = page.theme.signs.days;
    let none = page.theme.signs.none;
    let end = crate::text::columns(&road.end) as u16;
    let room = usize::from((page.area.width.min(WIDEST) - 21).saturating_sub(end));
    let spaced = road.marks.len() * 2 <= room;
    let fits = if spaced { road.marks.len() } else { room.saturating_sub(2) };
    // A long way is cut before its end, never at today.
    let cut = road.marks.len() > fits;
    let mut x = 17;
    for (i, mark) in road.marks.iter().enumerate() {
        if cut && i + 2 == fits {
            page.put(x, y, 2, "…", Role::Muted);
            x += 1;
        }
        if cut && i + 2 >= fits && i + 1 < road.marks.len() {
            continue;
        }
        let (sign, role) = match mark {
            DayMark::Practiced => (done, Role::Good),
            DayMark::Missed | DayMark::Ahead => (none, Role::Muted),
            DayMark::Today => (open, Role::Accent),
            DayMark::TheDay => (day, Role::Strong),
        };
        page.put(x, y, 1, sign, role);
        x += if spaced { 2 } else { 1 };
    }
    page.put(x + if spaced { 1 } else { 2 }, y, end, &road.end, Role::Text);
}

fn row(item: &TodayItem, chosen: bool, y: u16, page: &mut Page<'_, '_>) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    if chosen {
        page.put(1, y, 1, page.theme.signs.chosen, Role::Chosen);
    }
    let width = page.area.width.min(WIDEST);
    let (text, note, key) = match item {
        TodayItem::Day(near) => (near.text(), String::new(), if *near == Near::OpenAsk { "a" } else { "" }),
        TodayItem::Practice { what, note, .. } => (what.clone(), note.clone(), "p"),
        TodayItem::Finish { name, note, .. } => (format!("Finish \"{name}\""), note.clone(), "e"),
        TodayItem::Write { what, about, .. } => (format!("Write {what}"), about.clone(), "d"),
        TodayItem::Principle(slots) => {
            principle(slots, chosen, y, width, page);
            return;
        }
    };
    page.put_right(width - 1, y, key, Role::Accent);
    let x = page.put(3, y, width.saturating_sub(8), &text, role);
    let room = width.saturating_sub(x + 6);
    let note = crate::text::cut(&note, usize::from(room)).into_owned();
    if room > 8 {
        page.put_right(width - 4, y, &note, Role::Muted);
    }
}

/// A principle with its three slots.
fn principle(slots: &Slots, chosen: bool, y: u16, width: u16, page: &mut Page<'_, '_>) {
    let role = if chosen { Role::Chosen } else { Role::Text };
    let narrow = width < 60;
    // Where there is room the longest name is shown whole.
    let name = if narrow { width.saturating_sub(11) } else { (width / 2 - 16).clamp(24, 44) };
    page.put(3, y, name, &slots.name, role);
    let step = if narrow { 2 } else { (width - name - 6) / 3 };
    for i in 0..3u16 {
        let x = if narrow { width - 7 + i * step } else { name + 5 + i * step };
        match slots.stories.get(usize::from(i)) {
            Some((_, state, name)) => {
                let (sign, role) = crate::ui::mark(page, *state);
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
fn first(model: &Model, y: u16, page: &mut Page<'_, '_>) {
    let width = (page.area.width - 4).min(PROSE - 16);
    let tight = page.area.height < 16;
    let x = if tight { 1 } else { 3 };
    let mut y = if tight { y } else { y + 2 };
    let texts = [
        (
            "Ten questions Amazon asks about customers, three good stories to answer them.".to_owned(),
            Role::Strong,
        ),
        (format!("Everything stays in {}, on this machine.", model.workspace.data_dir), Role::Muted),
        (
            "Enter writes the first. n shows all ten: the first asks for a failure, which is a hard start."
                .to_owned(),
            Role::Text,
        ),
    ];
    for (text, role) in texts {
        for row in crate::ui::page::wrap(&text, width) {
            page.put(x, y, width, &row, role);
            y += 1;
        }
        y += u16::from(!tight);
    }
}

//! A page to write on: text at a place, in a role, never beyond the edge.
//!
//! Every text passes [`text::display`] or [`text::cut`] on its way to the frame.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget as _};

use super::theme::{Role, Theme};
use crate::text::{self, Field};

/// The widest that prose is set, in columns.
pub const PROSE: u16 = 76;

/// A frame being drawn.
pub struct Page<'a, 'f> {
    frame: &'a mut Frame<'f>,
    /// How roles look.
    pub theme: &'a Theme,
    /// The whole area.
    pub area: Rect,
    cursor: Option<Position>,
}

impl<'a, 'f> Page<'a, 'f> {
    /// A page on an empty frame.
    pub fn new(frame: &'a mut Frame<'f>, theme: &'a Theme) -> Self {
        let area = frame.area();
        Self { frame, theme, area, cursor: None }
    }

    /// Gives the frame its cursor, once everything is drawn.
    pub fn finish(self) {
        if let Some(cursor) = self.cursor {
            self.frame.set_cursor_position(cursor);
        }
    }

    /// Writes text in a role at a column and row, cut with `…` to `width` columns; gives the column after it.
    pub fn put(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let room = width.min(self.area.right().saturating_sub(x));
        if room == 0 {
            return x;
        }
        let shown = text::cut(text, usize::from(room));
        self.raw(x, y, room, &shown, role)
    }

    /// Writes text that was already passed through the filter.
    fn raw(&mut self, x: u16, y: u16, width: u16, shown: &str, role: Role) -> u16 {
        if y >= self.area.bottom() {
            return x;
        }
        let style = self.theme.style(role);
        self.frame.buffer_mut().set_stringn(x, y, shown, usize::from(width), style);
        x.saturating_add((text::columns(shown) as u16).min(width))
    }

    /// Shows no cursor, whatever was said of one before.
    pub fn hide_cursor(&mut self) {
        self.cursor = None;
    }

    /// Writes text so that it ends before the column `right`; gives the column where it starts.
    pub fn put_right(&mut self, right: u16, y: u16, text: &str, role: Role) -> u16 {
        let width = (text::columns(text) as u16).min(right);
        let x = right - width;
        self.put(x, y, width, text, role);
        x
    }

    /// A rule across the page.
    pub fn rule(&mut self, y: u16) {
        let line = self.theme.signs.rule.repeat(usize::from(self.area.width));
        self.raw(0, y, self.area.width, &line, Role::Rule);
    }

    /// Wraps prose and writes at most `rows` rows of it from row `top` on; gives how many rows it has in all.
    pub fn prose(&mut self, at: Rect, text: &str, top: usize, role: Role) -> usize {
        let rows = wrap(text, at.width);
        for (i, row) in rows.iter().skip(top).take(usize::from(at.height)).enumerate() {
            self.put(at.x, at.y + i as u16, at.width, row, role);
        }
        rows.len()
    }

    /// Draws the visible rows of a field; its cursor becomes the terminal's where `focused`.
    pub fn field(
        &mut self,
        x: u16,
        y: u16,
        width: u16,
        field: &Field,
        focused: bool,
        phrases: &[std::ops::Range<usize>],
    ) {
        let selection = field.selection().filter(|_| focused);
        for (i, row) in field.visible().enumerate() {
            let y = y + i as u16;
            if y >= self.area.bottom() {
                break;
            }
            let text = field.text().get(row.range.clone()).unwrap_or_default().trim_end_matches('\n');
            let end = row.range.start + text.len();
            let mut x = x;
            let mut at = row.range.start;
            let right = x + width;
            for (stop, role) in runs(row.range.start, end, selection.as_ref(), phrases) {
                let piece = text::display(field.text().get(at..stop).unwrap_or_default());
                x = self.raw(x, y, right.saturating_sub(x), &piece, role);
                at = stop;
            }
        }
        if focused {
            let (column, row) = field.cursor_cell();
            let at = (x + column, y + row);
            if at.0 < self.area.right() && at.1 < self.area.bottom() {
                self.cursor = Some(at.into());
            }
        }
    }

    /// Empties a rectangle and draws one border around it.
    pub fn frame(&mut self, at: Rect, title: &str) {
        Clear.render(at, self.frame.buffer_mut());
        let [tl, h, tr, v, bl, br] = self.theme.signs.frame;
        let line = h.repeat(usize::from(at.width.saturating_sub(2)));
        self.put(at.x, at.y, at.width, &format!("{tl}{line}{tr}"), Role::Rule);
        for y in at.top() + 1..at.bottom().saturating_sub(1) {
            self.put(at.x, y, 1, v, Role::Rule);
            self.put(at.right().saturating_sub(1), y, 1, v, Role::Rule);
        }
        self.put(at.x, at.bottom().saturating_sub(1), at.width, &format!("{bl}{line}{br}"), Role::Rule);
        if !title.is_empty() {
            self.put(at.x + 2, at.y, at.width.saturating_sub(4), &format!(" {title} "), Role::Strong);
        }
    }
}

/// Cuts a row into runs of one role: each run's end and role.
fn runs(
    start: usize,
    end: usize,
    selection: Option<&std::ops::Range<usize>>,
    phrases: &[std::ops::Range<usize>],
) -> Vec<(usize, Role)> {
    let mut stops = vec![end];
    for range in selection.into_iter().chain(phrases) {
        stops.extend([range.start, range.end].into_iter().filter(|&s| s > start && s < end));
    }
    stops.sort_unstable();
    stops.dedup();
    let mut at = start;
    let mut out = Vec::new();
    for stop in stops {
        let role = if selection.is_some_and(|s| s.start <= at && at < s.end) {
            Role::Selected
        } else if phrases.iter().any(|p| p.start <= at && at < p.end) {
            Role::Phrase
        } else {
            Role::Text
        };
        out.push((stop, role));
        at = stop;
    }
    out
}

/// Wraps prose to rows of at most `width` columns.
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    text::wrap(text, usize::from(width))
}

//! The frame that screens draw on, with the theme and the cursor.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Style};

use super::Marks;
use super::layout::{self, Regions};
use super::theme::{Role, Theme};
use super::widgets::{FieldView, Filtered, Label};
use crate::app::command::Place;
use crate::story::Stage;
use crate::text::Field;

/// A frame being drawn.
pub struct Canvas<'a, 'f> {
    frame: &'a mut Frame<'f>,
    /// How roles look.
    pub theme: &'a Theme,
    cursor: Option<Position>,
    marks: Marks,
}

impl<'a, 'f> Canvas<'a, 'f> {
    /// A canvas on an empty frame.
    pub const fn new(frame: &'a mut Frame<'f>, theme: &'a Theme) -> Self {
        Self { frame, theme, cursor: None, marks: Marks { chosen: None, tabs: Vec::new() } }
    }

    /// The whole area.
    pub const fn area(&self) -> Rect {
        self.frame.area()
    }

    /// Head, body and foot.
    pub fn regions(&self) -> Regions {
        layout::regions(self.area())
    }

    /// Draws a widget.
    pub fn render(&mut self, widget: impl Filtered, area: Rect) {
        self.frame.render_widget(widget, area.intersection(self.frame.area()));
    }

    /// Draws text on one row.
    pub fn text<'t>(&mut self, text: impl Into<Cow<'t, str>>, role: Role, area: Rect) {
        self.render(self.theme.label(text, role), area);
    }

    /// Draws wrapped text; gives how many rows it takes of the area.
    pub fn prose(&mut self, text: &str, role: Role, area: Rect) -> u16 {
        let prose = self.theme.prose(text, area.width, role);
        let rows = prose.height().min(area.height);
        self.render(prose, area);
        rows
    }

    /// Draws a field, and puts the cursor into it where it is in focus.
    pub fn field(&mut self, field: &Field, focused: bool, phrases: &[Range<usize>], area: Rect) {
        let view = FieldView::new(field, self.theme).focused(focused).phrases(phrases);
        let screen = self.area();
        self.cursor = view.cursor(area).filter(|at| screen.contains(*at)).or(self.cursor);
        self.render(view, area);
    }

    /// Marks a row as the chosen one, in its first column. The cursor goes there unless it is in a text: screen readers
    /// and magnifiers follow it.
    pub fn chosen(&mut self, row: Rect) {
        self.marks.chosen = Some(row);
        self.text(self.theme.signs.chosen, Role::Chosen, layout::at_most(row, 1));
    }

    /// Says at the right end of the last row that there is more below.
    pub fn more(&mut self, area: Rect) {
        let last = layout::row(area, area.height.saturating_sub(1));
        self.render(self.theme.label(self.theme.signs.more, Role::Muted).right_aligned(), last);
    }

    /// The sign of a story's stage.
    pub fn stage(&self, stage: Stage) -> Label<'static> {
        Self::stage_sign(stage, self.theme)
    }

    /// The sign of a story's stage in a theme.
    pub fn stage_sign(stage: Stage, theme: &Theme) -> Label<'static> {
        let (sign, role) = match stage {
            Stage::Draft => (theme.signs.draft, Role::Muted),
            Stage::Solid => (theme.signs.solid, Role::Accent),
            Stage::Ready => (theme.signs.ready, Role::Good),
        };
        theme.label(sign, role)
    }

    /// Shows a page that was drawn apart, from one of its rows on.
    pub fn copy(&mut self, page: &Buffer, top: u16, area: Rect) {
        for (from, at) in (page.area.y + top..page.area.bottom()).zip(area.rows()) {
            for (x, to) in (page.area.left()..page.area.right()).zip(at.columns()) {
                if let (Some(cell), Some(seen)) =
                    (page.cell((x, from)), self.frame.buffer_mut().cell_mut(to.as_position()))
                {
                    seen.clone_from(cell);
                }
            }
        }
    }

    /// A rule across an area of one row.
    pub fn rule(&mut self, area: Rect) {
        // Two of these stand in every frame: their cells are set without looking for graphemes.
        let (sign, style) = (self.theme.signs.rule, self.theme.style(Role::Rule));
        let area = area.intersection(self.area());
        for position in layout::row(area, 0).positions() {
            if let Some(cell) = self.frame.buffer_mut().cell_mut(position) {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    /// Sets back everything drawn so far, behind what comes on top of it.
    pub fn dim(&mut self) {
        let style = self.theme.style(Role::Muted);
        for cell in &mut self.frame.buffer_mut().content {
            cell.set_style(Style::reset());
            if cell.symbol() != " " {
                cell.set_style(style);
            }
        }
    }

    /// Notes where a place's tab is.
    pub fn tab(&mut self, area: Rect, place: Place) {
        self.marks.tabs.push((area, place));
    }

    /// Shows no cursor and leads to nothing, whatever was drawn before.
    pub fn forget_marks(&mut self) {
        self.cursor = None;
        self.marks = Marks::default();
    }

    /// Gives the frame its cursor, once everything is drawn; typographic signs become ASCII where the theme is.
    pub fn finish(self) -> Marks {
        if self.theme.signs.ascii {
            for cell in &mut self.frame.buffer_mut().content {
                if let Some(sign) = super::theme::ascii(cell.symbol()) {
                    cell.set_symbol(sign);
                }
            }
        }
        if let Some(base) = self.theme.base() {
            let cells = self.frame.buffer_mut().content.iter_mut();
            // A blank cell shows only its background.
            for cell in cells.filter(|cell| base.bg.is_some() || cell.symbol() != " ") {
                let fg = base.fg.filter(|_| cell.fg == Color::Reset).unwrap_or(cell.fg);
                let bg = base.bg.filter(|_| cell.bg == Color::Reset).unwrap_or(cell.bg);
                cell.set_fg(fg).set_bg(bg);
            }
        }
        let chosen = self.marks.chosen.map(Rect::as_position).filter(|at| self.frame.area().contains(*at));
        if let Some(cursor) = self.cursor.or(chosen) {
            self.frame.set_cursor_position(cursor);
        }
        self.marks
    }
}

//! Draws Progress: a page of pictures that may be longer than the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::msg::Size;
use crate::app::screen::progress::{HEAT, MatrixRow, ProgressScreen, SUMMARY, TIMES};
use crate::practice::stats::Of;
use crate::story::Stage;
use crate::ui::canvas::Canvas;
use crate::ui::layout;
use crate::ui::theme::{Role, Theme};
use crate::ui::widgets::{Ends, Filtered, Gauge, HeatMap, Times};

/// The rows of the picture of all times, without its heading.
const BARS: u16 = 6;

pub fn draw(screen: &ProgressScreen, canvas: &mut Canvas<'_, '_>) {
    let regions = canvas.regions();
    let [title, note] = [("Progress", Role::Strong), ("the last 12 weeks", Role::Muted)]
        .map(|(text, role)| canvas.theme.label(text, role));
    canvas.render(Ends::keep_left(title, note, 2, 9), regions.head);
    canvas.rule(regions.head_rule);
    let size = Size { columns: canvas.area().width, rows: canvas.area().height };
    let rows = screen.rows(size);
    // One column at the right is for the scroll mark.
    let body = layout::between(regions.body, 1, 2);
    let page =
        Drawing::new(screen, Rect { x: 0, y: 0, width: body.width, height: rows as u16 }, canvas.theme);
    canvas.copy(&page.draw(ProgressScreen::beside(size)), screen.scroll.top as u16, body);
    if !screen.scroll.is_at_end(rows, usize::from(body.height)) {
        canvas.more(layout::margins(regions.body));
    }
}

/// The whole page, apart from the screen.
struct Drawing<'a> {
    screen: &'a ProgressScreen,
    theme: &'a Theme,
    buf: Buffer,
}

impl<'a> Drawing<'a> {
    fn new(screen: &'a ProgressScreen, area: Rect, theme: &'a Theme) -> Self {
        Self { screen, theme, buf: Buffer::empty(area) }
    }

    /// The page in one column, or with the matrix at the left and the pictures at the right.
    fn draw(mut self, beside: bool) -> Buffer {
        let all = self.buf.area;
        if beside {
            let [matrix, pictures] = layout::progress_columns(all);
            self.matrix(matrix);
            self.pictures(pictures);
        } else {
            let rows = self.pictures(all);
            self.matrix(layout::below(all, rows));
        }
        self.buf
    }

    fn render(&mut self, widget: impl Filtered, area: Rect) {
        widget.render(area.intersection(self.buf.area), &mut self.buf);
    }

    fn text(&mut self, text: impl Into<String>, role: Role, area: Rect) {
        self.render(self.theme.label(text.into(), role), area);
    }

    /// The summary, the times, the days, and the principles; gives the rows used.
    fn pictures(&mut self, area: Rect) -> u16 {
        let (screen, theme) = (self.screen, self.theme);
        let standing = &screen.standing;
        let words = standing.words();
        self.render(Gauge::new(&words, standing.ready, standing.wanted, theme), layout::row(area, 0));
        let figures = &screen.figures;
        let said =
            [of(figures.usual, "within the usual time"), of(figures.first, "told well on the first try")];
        if standing.week.is_empty() {
            self.text("Nothing told yet: p on Today begins.", Role::Muted, layout::row(area, 1));
        } else {
            self.text(standing.week.clone(), Role::Text, layout::row(area, 1));
        }
        if !figures.times.is_empty() {
            for (at, text) in (2..).zip(said) {
                self.text(text, Role::Muted, layout::row(area, at));
            }
        }
        let mut rest = layout::below(area, SUMMARY as u16);
        if !figures.times.is_empty() {
            let heading = theme.label("How long you took", Role::Strong);
            let note = theme.label("usual 1:30 to 2:30", Role::Muted);
            self.render(Ends::keep_left(heading, note, 2, 9), layout::row(rest, 0));
            let bars = layout::first_rows(layout::below(rest, 1), BARS);
            self.render(Times::new(&figures.times, theme), bars);
            rest = layout::below(rest, TIMES as u16);
            self.text("Your days", Role::Strong, layout::row(rest, 0));
            let map = HeatMap::new(&figures.heat, screen.first_weekday, theme);
            self.render(map, layout::first_rows(layout::below(rest, 1), 7));
            rest = layout::below(rest, HEAT as u16);
        }
        for (at, principle) in rest.rows().zip(&screen.principles) {
            let [code, name_at] = layout::progress_principle(at);
            let role = if principle.stories > 0 { Role::Text } else { Role::Muted };
            self.text(String::from_iter(principle.code), Role::Accent, code);
            let said = match (principle.stories, principle.ready) {
                (0, _) => theme.signs.none.to_owned(),
                (1, 0) => "1 story".to_owned(),
                (1, ready) => format!("1 story, {ready} ready"),
                (n, 0) => format!("{n} stories"),
                (n, ready) => format!("{n} stories, {ready} ready"),
            };
            let name = theme.label(principle.name.as_str(), role);
            self.render(Ends::keep_right(name, theme.label(said, Role::Muted), 1), name_at);
        }
        area.height - layout::below(rest, screen.principles.len() as u16 + 1).height
    }

    /// The stories by the principles that they serve.
    fn matrix(&mut self, area: Rect) {
        let (screen, theme) = (self.screen, self.theme);
        let principles = screen.principles.len() as u16;
        self.text("What serves what", Role::Strong, layout::row(area, 0));
        let heads = layout::matrix_row(layout::row(area, 1), principles);
        let below = layout::matrix_row(layout::row(area, 2), principles);
        for (at, principle) in (0..).zip(&screen.principles) {
            let [first, second] = principle.code;
            self.text(first, Role::Muted, layout::matrix_cell(heads.cells, at));
            self.text(second, Role::Muted, layout::matrix_cell(below.cells, at));
        }
        for (text, cell) in [("told", below.told), ("last", below.last)] {
            self.render(theme.label(text, Role::Muted).right_aligned(), cell);
        }
        let list = layout::below(area, 3);
        for (at, row) in list.rows().zip(&screen.matrix) {
            self.story(row, layout::matrix_row(at, principles));
        }
        let ready = layout::matrix_row(layout::row(list, screen.matrix.len() as u16), principles);
        self.text("ready", Role::Muted, ready.name);
        for (at, principle) in (0..).zip(&screen.principles) {
            let count = match principle.ready {
                0 => theme.signs.none.to_owned(),
                n @ 1..=9 => n.to_string(),
                _ => "+".to_owned(),
            };
            let role = if principle.ready > 0 { Role::Good } else { Role::Muted };
            self.text(count, role, layout::matrix_cell(ready.cells, at));
        }
    }

    fn story(&mut self, row: &MatrixRow, at: layout::MatrixAreas) {
        let theme = self.theme;
        self.render(Canvas::stage_sign(row.story.stage, theme), at.stage);
        self.text(row.story.name.clone(), Role::Text, at.name);
        for (principle, &serves) in (0..).zip(&row.serves) {
            let cell = layout::matrix_cell(at.cells, principle);
            if serves {
                self.render(Canvas::stage_sign(row.story.stage, theme), cell);
            } else {
                self.text(theme.signs.none, Role::Rule, cell);
            }
        }
        let told = if row.story.tellings == 0 { String::new() } else { row.story.tellings.to_string() };
        let last = if row.story.tellings == 0 { String::new() } else { row.story.last() };
        let role = if row.story.stage == Stage::Ready { Role::Text } else { Role::Muted };
        for (text, cell) in [(told, at.told), (last, at.last)] {
            self.render(theme.label(text, role).right_aligned(), cell);
        }
        self.render(Times::new(&row.story.times, theme), at.times);
    }
}

/// `8 of 10 within the usual time`.
fn of(of: Of, what: &str) -> String {
    format!("{} of {} {what}", of.count, of.all)
}

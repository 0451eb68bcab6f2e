//! How the time was divided among the parts, as written and as told.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Direction, Layout, Rect};
use ratatui::symbols::bar;
use ratatui::widgets::{Bar, BarChart, BarGroup, Widget};

use crate::story::Section;
use crate::story::pace::Seconds;
use crate::ui::layout;
use crate::ui::theme::{Role, Theme};

/// The columns of a part's name.
const NAME: u16 = 10;
/// The columns of a time with its word.
const TIME: u16 = 13;

/// Two bars a part: written above told. Eight rows high; with eleven or more there is a row between parts.
#[derive(Debug, Clone)]
pub struct SplitChart<'a> {
    written: [Seconds; 4],
    told: [Option<Seconds>; 4],
    theme: &'a Theme,
}

impl<'a> SplitChart<'a> {
    /// Rows without gaps.
    pub const ROWS: u16 = 8;

    /// The estimated time of each part, and the measured one.
    pub const fn new(written: [Seconds; 4], told: [Option<Seconds>; 4], theme: &'a Theme) -> Self {
        Self { written, told, theme }
    }
}

impl Widget for SplitChart<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let columns = [Constraint::Length(NAME), Constraint::Fill(1), Constraint::Length(TIME)];
        let [names, bars, times] = Layout::horizontal(columns).spacing(1).areas(area);
        let gap = u16::from(area.height >= Self::ROWS + 3);
        let told = self.told.map(Option::unwrap_or_default);
        let most = self.written.iter().chain(&told).map(|s| s.0).max().unwrap_or_default().max(1);
        let bar = |time: Seconds, role: Role| {
            Bar::new(u64::from(time.0)).text_value("").style(self.theme.style(role))
        };
        let pair = |(written, told): (&Seconds, &Seconds)| {
            BarGroup::new(vec![bar(*written, Role::Muted), bar(*told, Role::Accent)])
        };
        let groups: Vec<BarGroup<'_>> = self.written.iter().zip(&told).map(pair).collect();
        let chart = BarChart::grouped(groups).direction(Direction::Horizontal);
        let chart = chart.bar_width(1).bar_gap(0).group_gap(gap).max(u64::from(most));
        let [full, ..] = self.theme.signs.bars;
        chart.bar_set(bar::Set { full, ..bar::NINE_LEVELS }).render(bars, buf);
        for (i, (section, (written, told))) in
            (0..).zip(Section::STAR.into_iter().zip(self.written.iter().zip(&self.told)))
        {
            let at = i * (2 + gap);
            self.theme.label(section.name(), Role::Text).render(layout::row(names, at), buf);
            let written = self.theme.label(format!("{written} written"), Role::Muted);
            written.render(layout::row(times, at), buf);
            let told = told.map_or_else(|| "not measured".to_owned(), |told| format!("{told} told"));
            self.theme.label(told, Role::Text).render(layout::row(times, at + 1), buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_told_stand_below_one_another() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 40, 8));
        let [written, told] = [[20, 5, 40, 10], [10, 5, 40, 20]].map(|times| times.map(Seconds));
        let told = told.map(Some);
        SplitChart::new(written, told, &Theme::named()).render(buf.area, &mut buf);
        let row = |y: u16| (0..40).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        assert_eq!(row(0), "Situation  ━━━━━━━         0:20 written");
        assert_eq!(row(1), "           ━━━             0:10 told");
        assert_eq!(row(4), "Action     ━━━━━━━━━━━━━━━ 0:40 written");
        assert_eq!(row(7), "           ━━━━━━━         0:20 told");
    }
}

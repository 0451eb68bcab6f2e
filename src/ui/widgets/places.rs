//! The tabs of the places.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Tabs, Widget};

use crate::app::command::Place;
use crate::ui::theme::{Role, Theme};

/// The places with their keys, the current one marked.
#[derive(Debug, Clone)]
pub struct Places<'a> {
    tabs: Vec<Line<'a>>,
    gap: &'static str,
}

impl Places<'_> {
    /// The tabs; on a narrow screen with one column between them.
    pub fn new(current: Place, narrow: bool, theme: &Theme) -> Self {
        let tab = |(i, place): (usize, Place)| {
            let role = if place == current { Role::Chosen } else { Role::Muted };
            Line::from(theme.span(format!("{} {}", i + 1, place.name()), role))
        };
        let tabs = Place::ALL.into_iter().enumerate().map(tab).collect();
        Self { tabs, gap: if narrow { " " } else { "   " } }
    }

    /// The area of each tab, in one that begins here.
    pub fn areas(&self, at: Rect) -> impl Iterator<Item = Rect> {
        let mut x = at.x;
        self.tabs.iter().map(move |tab| {
            let width = tab.width() as u16;
            let area = Rect { x, width, height: 1, ..at };
            x += width + self.gap.len() as u16;
            area
        })
    }

    /// The columns of the tabs and the gap after each.
    pub fn width(&self) -> u16 {
        self.tabs.iter().map(|tab| (tab.width() + self.gap.len()) as u16).sum()
    }
}

impl Widget for Places<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let tabs = Tabs::new(self.tabs).padding("", "").divider(self.gap);
        tabs.highlight_style(Style::new()).render(area, buf);
    }
}

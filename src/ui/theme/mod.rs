//! Roles and their styles.
//!
//! About ten named roles. Text and blank cells have the terminal's own colors; the others follow the theme that is
//! set, and a style that the user sets for a role goes before it. Color is never the only signal: marks and weight
//! repeat it.

mod palette;
mod signs;
mod words;

use std::borrow::Cow;

use ratatui::style::{Color, Style};
use ratatui::text::Span;

pub use palette::{Colors, Palette};
pub use signs::Signs;
pub(super) use signs::ascii;
pub use words::style_of;

use super::widgets::{Label, Prose};
use crate::app::text_row::Tone;
use crate::text;

/// The meaning of a piece of text, which the theme maps to a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Text to read.
    Text,
    /// A heading, or the thing that matters.
    Strong,
    /// What may be overlooked.
    Muted,
    /// The one accent.
    Accent,
    /// The bar at the left of the part in focus.
    Focus,
    /// The chosen row.
    Chosen,
    /// Something good.
    Good,
    /// Something to look at.
    Warn,
    /// Selected text.
    Selected,
    /// A phrase that a finding is about.
    Phrase,
    /// A rule between parts.
    Rule,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Strong,
        Self::Muted,
        Self::Accent,
        Self::Focus,
        Self::Chosen,
        Self::Good,
        Self::Warn,
        Self::Selected,
        Self::Phrase,
        Self::Rule,
    ];

    /// How a row of a text that is read looks.
    pub const fn of(tone: Tone) -> Self {
        match tone {
            Tone::Title => Self::Strong,
            Tone::Heading => Self::Accent,
            Tone::Text | Tone::Rule => Self::Text,
            Tone::Muted => Self::Muted,
            Tone::Warning => Self::Warn,
            Tone::Good => Self::Good,
        }
    }

    /// The role with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The name, for the settings and for snapshots.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Muted => "muted",
            Self::Accent => "accent",
            Self::Focus => "focus",
            Self::Chosen => "chosen",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Selected => "selected",
            Self::Phrase => "phrase",
            Self::Rule => "rule",
        }
    }
}

/// How roles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The style of each role, in the order of [`Role::ALL`].
    styles: [Style; Role::ALL.len()],
    /// The styles that the user has set.
    own: [Option<Style>; Role::ALL.len()],
    palette: Palette,
    colors: Colors,
    /// The signs that are drawn.
    pub signs: Signs,
}

impl Theme {
    /// The theme of a palette, for a terminal with so many colors, with or without signs beyond ASCII.
    pub fn new(palette: Palette, colors: Colors, ascii: bool) -> Self {
        let signs = if ascii { signs::ASCII } else { signs::UNICODE };
        let (styles, own) = ([Style::new(); Role::ALL.len()], [None; Role::ALL.len()]);
        Self { styles, own, palette, colors, signs }.styled(false)
    }

    /// A theme with a unique style per role, so that roles can be recovered from a rendered buffer.
    pub fn named() -> Self {
        let mut theme = Self::new(Palette::Mono, Colors::Many, false);
        for (at, style) in (16..).zip(&mut theme.styles) {
            *style = Style::new().fg(Color::Indexed(at));
        }
        theme
    }

    /// The same theme with a role as the user has set it.
    #[must_use]
    pub fn with(mut self, role: Role, style: Style) -> Self {
        if let Some(own) = self.own.get_mut(role as usize) {
            *own = Some(style);
        }
        self.styled(false)
    }

    /// Whether the theme depends on the terminal's background.
    pub const fn follows_background(&self) -> bool {
        matches!(self.palette, Palette::Auto) && !matches!(self.colors, Colors::None)
    }

    /// The theme on a background that is now known; another than [`Palette::Auto`] stays as it is.
    #[must_use]
    pub fn on(self, light: bool) -> Self {
        self.styled(light)
    }

    /// Sets the style of every role.
    fn styled(mut self, light: bool) -> Self {
        for ((role, own), style) in Role::ALL.into_iter().zip(self.own).zip(&mut self.styles) {
            *style = own.unwrap_or_else(|| self.palette.style(role, self.colors, light));
        }
        self
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The colors of cells without a color of their own; `None` where those are the terminal's.
    pub fn base(&self) -> Option<Style> {
        let text = self.style(Role::Text);
        let base = Style { fg: text.fg, bg: text.bg, ..Style::new() };
        (base != Style::new()).then_some(base)
    }

    /// A text on one row, filtered and cut where it is drawn.
    pub(super) fn label<'t>(&self, text: impl Into<Cow<'t, str>>, role: Role) -> Label<'t> {
        Label::new(text, self.style(role))
    }

    /// A text wrapped to rows of so many columns, filtered where it is drawn.
    pub(super) fn prose(&self, text: &str, width: u16, role: Role) -> Prose {
        Prose::new(text, width, self.style(role))
    }

    /// A filtered piece of a line.
    pub(super) fn span<'t>(&self, text: impl Into<Cow<'t, str>>, role: Role) -> Span<'t> {
        let shown = match text.into() {
            Cow::Borrowed(text) => text::display(text),
            Cow::Owned(text) => Cow::Owned(text::display(&text).into_owned()),
        };
        Span::styled(shown, self.style(role))
    }

    /// The role whose style this is, in the theme of [`Theme::named`].
    pub fn role(style: Style) -> Role {
        let Some(Color::Indexed(n)) = style.fg else { return Role::Text };
        Role::ALL.get(usize::from(n.saturating_sub(16))).copied().unwrap_or(Role::Text)
    }
}

//! Roles and their styles.
//!
//! About ten named roles on the terminal's own foreground and background plus the 16 ANSI colors, so that
//! light and dark terminals both read well. Color is never the only signal: marks and weight repeat it.

use crate::app::text_row::Tone;
use std::borrow::Cow;

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::text::Span;

use super::widgets::{Label, Prose};
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

    /// The name, for snapshots.
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

/// The signs that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Before the chosen row.
    pub chosen: &'static str,
    /// The bar of the part in focus.
    pub bar: &'static str,
    /// A rule.
    pub rule: &'static str,
    /// A draft.
    pub draft: &'static str,
    /// A solid story.
    pub solid: &'static str,
    /// A ready story.
    pub ready: &'static str,
    /// Nothing there yet.
    pub none: &'static str,
    /// Done.
    pub ticked: &'static str,
    /// Not done yet.
    pub unticked: &'static str,
    /// More below.
    pub more: &'static str,
    /// More is above.
    pub above: &'static str,
    /// Before what was there, at the look back.
    pub tick: &'static str,
    /// Under the suggested grade.
    pub under: &'static str,
    /// The bar of told time: what is told, what is left, a mark.
    pub bars: [&'static str; 3],
    /// Some seconds of a part.
    pub marks: &'static str,
    /// Between two columns of a screen.
    pub column: &'static str,
    /// A day with much practice, with some, today before any, the day itself.
    pub days: [&'static str; 4],
    /// Corners and edges of a pop-up.
    pub border: border::Set<'static>,
    /// Whether all of these are ASCII.
    pub ascii: bool,
}

/// The ASCII for a sign that stands in the midst of texts.
pub(super) fn ascii(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "…" => "~",
        "·" | "•" => "-",
        "–" | "—" => "-",
        "‘" | "’" => "'",
        "“" | "”" | "„" => "\"",
        "▸" | "→" => ">",
        "←" => "<",
        "↑" => "^",
        "↓" => "v",
        "✓" => "x",
        "×" => "x",
        "\u{a0}" => " ",
        _ => return None,
    })
}

const UNICODE: Signs = Signs {
    chosen: "▸",
    bar: "▌",
    rule: "─",
    draft: "○",
    solid: "◐",
    ready: "●",
    none: "·",
    ticked: "✓",
    unticked: "·",
    more: "↓",
    above: "↑",
    tick: "✓",
    under: "▴",
    bars: ["━", "─", "┆"],
    marks: "▎",
    column: "│",
    days: ["■", "▪", "□", "◆"],
    border: border::PLAIN,
    ascii: false,
};

const ASCII: Signs = Signs {
    chosen: ">",
    bar: "|",
    rule: "-",
    draft: "o",
    solid: "+",
    ready: "*",
    none: ".",
    ticked: "x",
    unticked: ".",
    more: "v",
    above: "^",
    tick: "x",
    under: "^",
    bars: ["=", "-", "|"],
    marks: "=",
    column: "|",
    days: ["#", "+", "_", "@"],
    border: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    ascii: true,
};

/// How roles look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colors: bool,
    named: bool,
    /// The signs that are drawn.
    pub signs: Signs,
}

impl Theme {
    /// The theme for a terminal: with or without colors, with or without signs beyond ASCII.
    pub const fn new(colors: bool, ascii: bool) -> Self {
        Self { colors, named: false, signs: if ascii { ASCII } else { UNICODE } }
    }

    /// A theme with a unique style per role, so that roles can be recovered from a rendered buffer.
    pub const fn named() -> Self {
        Self { colors: true, named: true, signs: UNICODE }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        if self.named {
            let at = Role::ALL.iter().position(|&r| r == role).unwrap_or(0);
            return Style::new().fg(Color::Indexed(16 + at as u8));
        }
        let plain = Style::new();
        let color = |c: Color| if self.colors { plain.fg(c) } else { plain };
        match role {
            Role::Text => plain,
            Role::Strong => plain.add_modifier(Modifier::BOLD),
            Role::Muted | Role::Rule => plain.add_modifier(Modifier::DIM),
            Role::Accent => color(Color::Cyan),
            Role::Focus => color(Color::Cyan).add_modifier(Modifier::BOLD),
            Role::Chosen => color(Color::Cyan).add_modifier(Modifier::BOLD),
            Role::Good => color(Color::Green),
            Role::Warn => color(Color::Yellow).add_modifier(Modifier::BOLD),
            Role::Selected => plain.add_modifier(Modifier::REVERSED),
            Role::Phrase => color(Color::Yellow).add_modifier(Modifier::UNDERLINED),
        }
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

//! The signs that are drawn, in Unicode and in ASCII.

use ratatui::symbols::border;

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
    /// Across a picture, at the ends of the usual range.
    pub across: &'static str,
    /// A day with much practice, with some, today before any, the day itself.
    pub days: [&'static str; 4],
    /// Corners and edges of a pop-up.
    pub border: border::Set<'static>,
    /// Whether all of these are ASCII.
    pub ascii: bool,
}

/// The ASCII for a sign that stands in the midst of texts.
pub fn ascii(sign: &str) -> Option<&'static str> {
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

pub(super) const UNICODE: Signs = Signs {
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
    across: "┄",
    days: ["■", "▪", "□", "◆"],
    border: border::PLAIN,
    ascii: false,
};

pub(super) const ASCII: Signs = Signs {
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
    across: "-",
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

//! The themes that can be set, and how they color each role.
//!
//! Every color of text has a contrast of at least 4.5 on the backgrounds that it is meant for, which a test holds
//! against the palettes of common terminals. The colors above 15 look the same in all of them.

use ratatui::style::{Color, Modifier, Style};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Role;

/// A theme by name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Palette {
    /// The terminal's own colors on a dark background, [`Palette::Light`] on a light one.
    #[default]
    Auto,
    Light,
    Dark,
    /// White on black, without a dim text.
    Contrast,
    /// Without colors.
    Mono,
}

/// How many colors the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    /// None are wanted.
    None,
    /// The 16 of its palette.
    Few,
    /// 256 or more.
    Many,
}

/// The colors of a theme.
struct Hues {
    accent: Color,
    good: Color,
    warn: Color,
    muted: Color,
}

/// The terminal's own cyan and green; its yellow and its faint text are too dark in some.
const AUTO: Hues =
    Hues { accent: Color::Cyan, good: Color::Green, warn: Color::Indexed(179), muted: Color::Indexed(247) };
const DARK: Hues = Hues {
    accent: Color::Indexed(80),
    good: Color::Indexed(114),
    warn: Color::Indexed(179),
    muted: Color::Indexed(247),
};
const LIGHT: Hues = Hues {
    accent: Color::Indexed(24),
    good: Color::Indexed(22),
    warn: Color::Indexed(94),
    muted: Color::Indexed(241),
};

impl Palette {
    /// All themes.
    pub const ALL: [Self; 5] = [Self::Auto, Self::Light, Self::Dark, Self::Contrast, Self::Mono];

    /// The name in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
            Self::Mono => "mono",
        }
    }

    /// The style of a role; `light` is the background as far as it is known.
    pub(super) fn style(self, role: Role, colors: Colors, light: bool) -> Style {
        let hues = match (self, light) {
            (Self::Auto, false) => AUTO,
            (Self::Auto, true) | (Self::Light, _) => LIGHT,
            (Self::Dark, _) => DARK,
            (Self::Contrast, _) => return contrast(role, colors),
            (Self::Mono, _) => return mono(role),
        };
        match colors {
            Colors::None => mono(role),
            Colors::Few if light || self == Self::Light => mono(role),
            Colors::Few => few(role),
            Colors::Many => colored(role, &hues),
        }
    }
}

fn colored(role: Role, hues: &Hues) -> Style {
    let color = |color: Color| Style::new().fg(color);
    match role {
        Role::Muted | Role::Rule => color(hues.muted),
        Role::Accent => color(hues.accent),
        Role::Focus | Role::Chosen => color(hues.accent).add_modifier(Modifier::BOLD),
        Role::Good => color(hues.good),
        Role::Warn => color(hues.warn).add_modifier(Modifier::BOLD),
        Role::Text | Role::Strong | Role::Selected | Role::Phrase => mono(role),
    }
}

/// On a dark terminal of 16 colors.
fn few(role: Role) -> Style {
    let color = |color: Color| Style::new().fg(color);
    match role {
        Role::Accent => color(Color::Cyan),
        Role::Focus | Role::Chosen => color(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Good => color(Color::Green),
        Role::Text | Role::Strong | Role::Muted | Role::Warn | Role::Selected | Role::Phrase | Role::Rule => {
            mono(role)
        }
    }
}

fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Accent | Role::Good => plain,
        Role::Strong | Role::Focus | Role::Chosen | Role::Warn => plain.add_modifier(Modifier::BOLD),
        Role::Muted | Role::Rule => plain.add_modifier(Modifier::DIM),
        Role::Selected => plain.add_modifier(Modifier::REVERSED),
        Role::Phrase => plain.add_modifier(Modifier::UNDERLINED),
    }
}

/// White on black; what is bold, underlined or reversed elsewhere is so here.
fn contrast(role: Role, colors: Colors) -> Style {
    let (white, black) = match colors {
        Colors::Many => (Color::Indexed(231), Color::Indexed(16)),
        Colors::None | Colors::Few => (Color::Reset, Color::Reset),
    };
    let base = Style::new().fg(white).bg(black);
    match role {
        Role::Text | Role::Muted | Role::Rule | Role::Good => base,
        Role::Strong | Role::Accent | Role::Focus => base.add_modifier(Modifier::BOLD),
        Role::Chosen => base.add_modifier(Modifier::BOLD | Modifier::REVERSED),
        Role::Warn => base.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Selected => base.add_modifier(Modifier::REVERSED),
        Role::Phrase => base.add_modifier(Modifier::UNDERLINED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rgb = [u8; 3];

    /// A terminal's background, whether it is light, and its cyan and green.
    const TERMINALS: [(&str, Rgb, bool, [Rgb; 2]); 12] = [
        ("xterm", [0, 0, 0], false, [[0, 205, 205], [0, 205, 0]]),
        ("VTE", [23, 20, 33], false, [[42, 161, 179], [38, 162, 105]]),
        ("Terminal.app", [0, 0, 0], false, [[0, 166, 178], [0, 166, 0]]),
        ("Terminal.app Pro", [30, 30, 30], false, [[0, 166, 178], [0, 166, 0]]),
        ("Windows Terminal", [12, 12, 12], false, [[58, 150, 221], [19, 161, 14]]),
        ("Solarized dark", [0, 43, 54], false, [[42, 161, 152], [133, 153, 0]]),
        ("xterm, light", [255, 255, 255], true, [[0, 205, 205], [0, 205, 0]]),
        ("VTE, light", [255, 255, 255], true, [[42, 161, 179], [38, 162, 105]]),
        ("Terminal.app Basic", [255, 255, 255], true, [[0, 166, 178], [0, 166, 0]]),
        ("Windows Terminal, light", [255, 255, 255], true, [[58, 150, 221], [19, 161, 14]]),
        ("One Half Light", [250, 250, 250], true, [[9, 151, 179], [80, 161, 79]]),
        ("Solarized light", [253, 246, 227], true, [[42, 161, 152], [133, 153, 0]]),
    ];

    /// The least contrast of text by WCAG 2, level AA.
    const LEAST: f64 = 4.5;

    /// The six levels of each primary in the cube of 216 colors.
    const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

    fn rgb(color: Color, [cyan, green]: [Rgb; 2]) -> Option<Rgb> {
        let Color::Indexed(at) = color else {
            let own = [(Color::Reset, None), (Color::Cyan, Some(cyan)), (Color::Green, Some(green))];
            return own.iter().find(|(known, _)| *known == color).expect("terminals disagree on it").1;
        };
        let at = usize::from(at.checked_sub(16).expect("terminals disagree on it"));
        let gray = |at: usize| [8 + at as u8 * 10; 3];
        Some(if at < 216 { [CUBE[at / 36], CUBE[at / 6 % 6], CUBE[at % 6]] } else { gray(at - 216) })
    }

    fn luminance(rgb: Rgb) -> f64 {
        let [r, g, b] = rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.039_28 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast_of(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn the_contrast_is_that_of_the_standard() {
        assert!((contrast_of([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        assert!((contrast_of([119; 3], [255; 3]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn every_colored_text_can_be_read_on_common_terminals() {
        for palette in Palette::ALL {
            for (name, background, light, own) in TERMINALS {
                // Whoever sets a theme sets one for the background.
                let meant = match palette {
                    Palette::Light => light,
                    Palette::Dark => !light,
                    Palette::Auto | Palette::Contrast | Palette::Mono => true,
                };
                for role in Role::ALL {
                    for colors in [Colors::None, Colors::Few, Colors::Many] {
                        let style = palette.style(role, colors, light);
                        let fg = style.fg.and_then(|color| rgb(color, own));
                        let bg = style.bg.and_then(|color| rgb(color, own)).unwrap_or(background);
                        let Some(fg) = fg.filter(|_| meant) else { continue };
                        let contrast = contrast_of(fg, bg);
                        assert!(contrast >= LEAST, "{palette:?} {role:?} on {name}: {contrast:.1}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_marked_is_marked_without_color() {
        for palette in Palette::ALL {
            for light in [false, true] {
                let style = |role| palette.style(role, Colors::Many, light);
                assert!(style(Role::Phrase).add_modifier.contains(Modifier::UNDERLINED));
                assert!(style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
                assert_eq!(style(Role::Phrase).fg, style(Role::Text).fg, "{palette:?}");
            }
        }
    }

    #[test]
    fn no_color_means_none() {
        for (palette, role) in Palette::ALL.iter().flat_map(|p| Role::ALL.map(|role| (p, role))) {
            let style = palette.style(role, Colors::None, false);
            assert!([style.fg, style.bg].into_iter().flatten().all(|c| c == Color::Reset), "{style:?}");
        }
    }
}

//! What the environment says of the terminal's colors.

use crate::ui::theme::Colors;

/// Terminals with 256 colors or more whose name does not say so.
const MANY: [&str; 7] = ["kitty", "alacritty", "foot", "wezterm", "ghostty", "rio", "contour"];

/// How many colors to show, by `NO_COLOR`, `COLORTERM` and `TERM`.
pub fn shown(var: impl Fn(&str) -> Option<String>) -> Colors {
    let set = |name: &str| var(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return Colors::None;
    }
    let term = set("TERM").unwrap_or_default();
    let many = ["256color", "direct"].iter().chain(&MANY).any(|name| term.contains(name));
    if many || set("COLORTERM").is_some() { Colors::Many } else { Colors::Few }
}

/// Whether the background is light, as some terminals say in `COLORFGBG`; they are asked later.
pub fn is_light(var: impl Fn(&str) -> Option<String>) -> bool {
    let background = var("COLORFGBG").and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
    background.is_some_and(|color| color == 7 || (9..=15).contains(&color))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment<'e>(all: &'e [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'e {
        |name| all.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn the_environment_tells_how_many_colors_there_are() {
        let shown = |all| shown(environment(all));
        assert_eq!(shown(&[("TERM", "xterm-256color")]), Colors::Many);
        assert_eq!(shown(&[("TERM", "xterm-kitty")]), Colors::Many);
        assert_eq!(shown(&[("TERM", "linux")]), Colors::Few);
        assert_eq!(shown(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]), Colors::Many);
        assert_eq!(shown(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]), Colors::None);
        assert_eq!(shown(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]), Colors::Many);
    }

    #[test]
    fn a_light_background_is_known_by_its_number() {
        let light = |value| is_light(environment(&[("COLORFGBG", value)]));
        assert!(light("0;15") && light("0;default;7"));
        assert!(!light("15;0") && !light("12;8") && !light("0;default"));
        assert!(!is_light(environment(&[])));
    }
}

//! A style in words, as in the settings.

use ratatui::style::{Color, Modifier, Style};

/// Reads a style: colors by name, as `#rrggbb` or as a number up to 255; `on` before the background; `bold`,
/// `dim`, `italic`, `underline`, `reverse`. The error says which word is none of these.
pub fn style_of(words: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut background = false;
    for word in words.split_whitespace() {
        let modifier = match word.to_lowercase().as_str() {
            "on" => {
                background = true;
                continue;
            }
            "bold" => Some(Modifier::BOLD),
            "dim" => Some(Modifier::DIM),
            "italic" => Some(Modifier::ITALIC),
            "underline" => Some(Modifier::UNDERLINED),
            "reverse" => Some(Modifier::REVERSED),
            _ => None,
        };
        if let Some(modifier) = modifier {
            style = style.add_modifier(modifier);
            continue;
        }
        let color: Color = word.parse().map_err(|_| {
            format!("\"{word}\" is no color and none of bold, dim, italic, underline, reverse, on")
        })?;
        style = if std::mem::take(&mut background) { style.bg(color) } else { style.fg(color) };
    }
    if background { Err("\"on\" is followed by no color".to_owned()) } else { Ok(style) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_and_weights_are_read_in_any_order() {
        assert_eq!(style_of("bold #ff8800"), Ok(Style::new().fg(Color::Rgb(255, 136, 0)).bold()));
        assert_eq!(
            style_of("cyan on 16 underline"),
            Ok(Style::new().cyan().bg(Color::Indexed(16)).underlined())
        );
        assert_eq!(style_of(""), Ok(Style::new()));
    }

    #[test]
    fn a_word_that_is_none_is_named() {
        assert!(style_of("bold orangish").unwrap_err().contains("\"orangish\""));
        assert!(style_of("red on").unwrap_err().contains("\"on\""));
    }
}

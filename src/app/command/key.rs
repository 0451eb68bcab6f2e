//! Keys, and their notation.
//!
//! Owns the notation in the command table (`ctrl-x`, `shift-tab`, `?`) and on the screen (`^X`).

/// A key without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A printable character, as typed: includes the effect of Shift.
    Char(char),
    /// Enter.
    Enter,
    /// Tab.
    Tab,
    /// Escape.
    Esc,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held; never set for characters, which include its effect.
    pub shift: bool,
}

const NAMED: &[(&str, Code, &str)] = &[
    ("enter", Code::Enter, "enter"),
    ("tab", Code::Tab, "tab"),
    ("esc", Code::Esc, "esc"),
    ("backspace", Code::Backspace, "backspace"),
    ("delete", Code::Delete, "delete"),
    ("up", Code::Up, "↑"),
    ("down", Code::Down, "↓"),
    ("left", Code::Left, "←"),
    ("right", Code::Right, "→"),
    ("home", Code::Home, "home"),
    ("end", Code::End, "end"),
    ("pageup", Code::PageUp, "pgup"),
    ("pagedown", Code::PageDown, "pgdn"),
    ("space", Code::Char(' '), "space"),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character as typed.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// The character that a field would insert.
    pub const fn letter(self) -> Option<char> {
        match self {
            Self { code: Code::Char(c), ctrl: false, alt: false, .. } => Some(c),
            _ => None,
        }
    }

    /// Parses the notation of the table: `ctrl-x`, `alt-shift-left`, `f1`, `?`, `-`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        loop {
            if let Some(r) = rest.strip_prefix("ctrl-") {
                (key.ctrl, rest) = (true, r);
            } else if let Some(r) = rest.strip_prefix("alt-") {
                (key.alt, rest) = (true, r);
            } else if let Some(r) = rest.strip_prefix("shift-") {
                (key.shift, rest) = (true, r);
            } else {
                break;
            }
        }
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) => Code::Char(c),
            _ => match NAMED.iter().find(|(name, ..)| *name == rest) {
                Some(&(_, code, _)) => code,
                None => Code::F(rest.strip_prefix('f')?.parse().ok()?),
            },
        };
        Some(key)
    }

    /// The key as the screen shows it: `^X`, `alt-u`, `shift-tab`, `F1`, `↑`; with `ascii` arrows are spelled.
    pub fn label(self, ascii: bool) -> String {
        let mut out = String::new();
        if self.alt {
            out.push_str("alt-");
        }
        if self.shift {
            out.push_str("shift-");
        }
        let named = NAMED.iter().find(|&&(_, code, _)| code == self.code);
        match (self.code, named) {
            (Code::F(n), _) => out.push_str(&format!("F{n}")),
            (_, Some((name, _, label))) => {
                if self.ctrl {
                    out.push_str("ctrl-");
                }
                out.push_str(if ascii { name } else { label });
            }
            (Code::Char(c), None) if self.ctrl => out.push_str(&format!("^{}", c.to_ascii_uppercase())),
            (Code::Char(c), None) => out.push(c),
            _ => {}
        }
        out
    }
}

/// Parses a table entry: one key, or a sequence separated by spaces.
pub fn sequence(text: &str) -> Vec<Key> {
    text.split(' ').filter_map(Key::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_label() {
        let all = [
            ("ctrl-x", "^X"),
            ("alt-shift-left", "alt-shift-←"),
            ("f1", "F1"),
            ("?", "?"),
            ("-", "-"),
            ("space", "space"),
            ("G", "G"),
        ];
        for (text, label) in all {
            assert_eq!(Key::parse(text).unwrap().label(false), label);
        }
        assert_eq!(Key::parse("nothing"), None);
        assert_eq!(sequence("ctrl-x ctrl-e").len(), 2);
    }
}

//! The keys that control sequences stand for.
//!
//! xterm's encoding with its modifiers (`CSI 1;5D`), numbered keys (`CSI 3~`), `modifyOtherKeys` (`CSI 27;2;13~`), the
//! kitty protocol (`CSI 13;2u`), and what rxvt and the keypads of others send.

use crate::app::command::key::{Code, Key};

/// The modifiers of a key, as a bit mask.
#[derive(Debug, Default, Clone, Copy)]
struct Mods(u32);

impl Mods {
    const SHIFT: Self = Self(1);
    const CTRL: Self = Self(4);
    const CTRL_SHIFT: Self = Self(5);

    /// Reads the parameter, which is one more than the mask.
    fn parameter(value: u32) -> Self {
        Self(value.saturating_sub(1))
    }

    const fn shift(self) -> bool {
        self.0 & 1 != 0
    }

    /// Alt, or what stands for it: older iTerm2 sends Option as meta.
    const fn alt(self) -> bool {
        self.0 & (2 | 8 | 32) != 0
    }

    const fn ctrl(self) -> bool {
        self.0 & 4 != 0
    }

    /// Super, hyper or meta, with which no character is typed.
    const fn other(self) -> bool {
        self.0 & (8 | 16 | 32) != 0
    }

    const fn caps_lock(self) -> bool {
        self.0 & 64 != 0
    }

    fn key(self, code: Code) -> Key {
        // A new line with any modifier is a new line.
        let some = code != Code::Enter;
        Key { code, ctrl: some && self.ctrl(), alt: some && self.alt(), shift: some && self.shift() }
    }
}

/// The parameters of a sequence: numbers with their sub-parameters.
fn parameters(held: &[u8]) -> Vec<Vec<u32>> {
    let number = |field: &[u8]| std::str::from_utf8(field).ok().and_then(|f| f.parse().ok()).unwrap_or(0);
    held.split(|&b| b == b';').map(|p| p.split(|&b| b == b':').map(number).collect()).collect()
}

fn at(parameters: &[Vec<u32>], index: usize, sub: usize) -> Option<u32> {
    parameters.get(index)?.get(sub).copied()
}

/// The modifiers in the second parameter; `None` where a key was released.
fn mods(parameters: &[Vec<u32>]) -> Option<Mods> {
    const RELEASED: u32 = 3;
    (at(parameters, 1, 1) != Some(RELEASED)).then(|| Mods::parameter(at(parameters, 1, 0).unwrap_or(1)))
}

/// The key of `CSI held last`; `None` for the terminal's reports and for keys that nothing is bound to.
pub(super) fn csi(held: &[u8], last: u8) -> Option<Key> {
    if held.iter().any(|b| !matches!(b, b'0'..=b'9' | b';' | b':')) {
        return None;
    }
    let parameters = parameters(held);
    match last {
        b'~' if at(&parameters, 0, 0) == Some(27) && parameters.len() >= 3 => {
            character(at(&parameters, 2, 0)?, None, mods(&parameters)?)
        }
        b'~' | b'^' | b'@' => numbered(held, last),
        b'u' => character(at(&parameters, 0, 0)?, at(&parameters, 0, 1), mods(&parameters)?),
        b'Z' => Some(Mods::SHIFT.key(Code::Tab)),
        // rxvt: Shift with an arrow. With a parameter `c` ends a report.
        b'a'..=b'd' if held.is_empty() => Some(Mods::SHIFT.key(arrow(last.to_ascii_uppercase())?)),
        // Also ends the report of where the cursor is.
        b'R' => None,
        _ => Some(mods(&parameters)?.key(arrow(last).or_else(|| function(last))?)),
    }
}

/// The key of `CSI number last`, where rxvt says with the last byte which modifiers were held.
pub(super) fn numbered(held: &[u8], last: u8) -> Option<Key> {
    let parameters = parameters(held);
    let mods = match last {
        b'$' => Mods::SHIFT,
        b'^' => Mods::CTRL,
        b'@' => Mods::CTRL_SHIFT,
        _ => mods(&parameters)?,
    };
    let number = u8::try_from(at(&parameters, 0, 0)?).ok()?;
    let code = match number {
        1 | 7 => Code::Home,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(number - 10),
        17..=21 => Code::F(number - 11),
        23..=26 => Code::F(number - 12),
        28 | 29 => Code::F(number - 15),
        31..=34 => Code::F(number - 17),
        _ => return None,
    };
    Some(mods.key(code))
}

/// The key of `ESC O held last`.
pub(super) fn ss3(held: &[u8], last: u8) -> Option<Key> {
    let parameters = parameters(held);
    // `ESC O 5 D` has the modifiers alone, `ESC O 1;5 D` has them second.
    let mods = Mods::parameter(parameters.last().and_then(|p| p.first()).copied().unwrap_or(1));
    let code = match last {
        // Konsole sends this for Shift-Enter, keypads for Enter.
        b'M' => Code::Enter,
        b'I' => Code::Tab,
        b'R' => Code::F(3),
        b'X' => Code::Char('='),
        // rxvt: Ctrl with an arrow.
        b'a'..=b'd' => return Some(Mods::CTRL.key(arrow(last.to_ascii_uppercase())?)),
        b'j'..=b'y' => Code::Char(char::from(last - b'j' + b'*')),
        _ => arrow(last).or_else(|| function(last))?,
    };
    Some(mods.key(code))
}

fn arrow(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        _ => return None,
    })
}

fn function(last: u8) -> Option<Code> {
    match last {
        b'P' | b'Q' | b'S' => Some(Code::F(last - b'P' + 1)),
        _ => None,
    }
}

/// The key with this code point, and with the other where Shift is held.
fn character(code: u32, shifted: Option<u32>, mods: Mods) -> Option<Key> {
    let named = match code {
        9 => Code::Tab,
        10 | 13 => Code::Enter,
        27 => Code::Esc,
        8 | 127 => Code::Backspace,
        _ => match keypad(code) {
            Some(code) => code,
            None => return typed(code, shifted, mods),
        },
    };
    match named {
        Code::Char(c) => typed(u32::from(c), None, Mods(mods.0 & !1)),
        named => Some(mods.key(named)),
    }
}

fn typed(code: u32, shifted: Option<u32>, mods: Mods) -> Option<Key> {
    // The private use area holds the kitty protocol's keys that type nothing.
    if mods.other() || (0xe000..=0xf8ff).contains(&code) {
        return None;
    }
    let c = char::from_u32(code).filter(|c| !c.is_control())?;
    let key = |c| Some(Key { ctrl: mods.ctrl(), alt: mods.alt(), ..Key::char(c) });
    if mods.ctrl() {
        return match c.to_ascii_lowercase() {
            // The same keys as without the protocol.
            '[' => Some(Key::plain(Code::Esc)),
            'j' | 'm' => Some(Key::plain(Code::Enter)),
            'i' => Some(mods.key(Code::Tab)).map(|key| Key { ctrl: false, ..key }),
            '/' => key('7'),
            '-' if mods.shift() => key('_'),
            c => key(c),
        };
    }
    let shifted = shifted.filter(|_| mods.shift()).and_then(char::from_u32);
    let upper = (mods.shift() != mods.caps_lock()).then(|| c.to_uppercase().next()).flatten();
    key(shifted.or(upper).unwrap_or(c))
}

/// The keypad of the kitty protocol.
fn keypad(code: u32) -> Option<Code> {
    let sign = |at: u32, signs: &str| signs.chars().nth(at as usize).map(Code::Char);
    match code {
        57399..=57413 => sign(code - 57399, "0123456789./*-+"),
        57414 => Some(Code::Enter),
        57415 => Some(Code::Char('=')),
        57417 => Some(Code::Left),
        57418 => Some(Code::Right),
        57419 => Some(Code::Up),
        57420 => Some(Code::Down),
        57421 => Some(Code::PageUp),
        57422 => Some(Code::PageDown),
        57423 => Some(Code::Home),
        57424 => Some(Code::End),
        57426 => Some(Code::Delete),
        _ => None,
    }
}

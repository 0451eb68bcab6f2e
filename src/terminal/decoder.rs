//! Bytes of the terminal, decoded into keys and pastes.
//!
//! A state machine that is fed bytes in whatever pieces they arrive, and told when nothing follows. Answers of the
//! terminal (OSC, DCS, APC, device attributes, cursor and window reports) are consumed and dropped. Must not
//! know where the bytes come from.

mod keys;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::app::command::key::{Code, Key};
use crate::app::msg::{Input, Mouse};

/// A lone ESC is the Esc key once this much time has passed without another byte.
const LONE_ESC: Duration = Duration::from_millis(25);
/// Any other unfinished sequence is given up after this much silence.
const UNFINISHED: Duration = Duration::from_millis(500);
/// A paste without an end is delivered as far as it has come after this much silence.
const UNFINISHED_PASTE: Duration = Duration::from_secs(2);
/// Parameter bytes of one sequence that are kept; no key has as many.
const MOST_PARAMETERS: usize = 64;
const END_OF_PASTE: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum ParserState {
    #[default]
    Ground,
    /// A character whose first byte announced this many bytes.
    Utf8(usize),
    /// After one ESC, or after two.
    Escape {
        twice: bool,
    },
    /// After ESC `[`.
    Csi,
    /// After ESC `[[`, the function keys of the Linux console.
    Console,
    /// Inside an X10 mouse report, with this many bytes to come.
    Mouse(u8),
    /// After ESC `O`.
    Ss3,
    /// After the introducer of a string: `]`, `P` or `_`.
    StringStart(u8),
    /// Inside a string, up to BEL or ESC `\`; after `]` it is held, as far as an answer about colors is long.
    String,
    /// After an ESC inside a string.
    StringEscape,
    Paste,
}

/// Decodes the terminal's bytes.
#[derive(Debug, Default)]
pub struct Decoder {
    state: ParserState,
    /// Whether ESC came before the sequence or character being read.
    alt: bool,
    /// The parameters, characters or pasted text read so far.
    held: Vec<u8>,
}

impl Decoder {
    /// Decodes the next bytes.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        for &byte in bytes {
            self.byte(byte, out);
        }
    }

    /// Returns how long to wait for the next byte before [`Decoder::expire`]; `None` where nothing is unfinished.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            ParserState::Ground => None,
            ParserState::Escape { .. } => Some(LONE_ESC),
            // Its end may take as long as it likes, once it has begun.
            ParserState::Paste if self.held != [ESC] && END_OF_PASTE.starts_with(&self.held) => None,
            ParserState::Paste => Some(UNFINISHED_PASTE),
            ParserState::Utf8(_)
            | ParserState::Csi
            | ParserState::Console
            | ParserState::Mouse(_)
            | ParserState::Ss3
            | ParserState::StringStart(_)
            | ParserState::String
            | ParserState::StringEscape => Some(UNFINISHED),
        }
    }

    /// Ends what is unfinished: no byte came in time.
    pub fn expire(&mut self, out: &mut Vec<Input>) {
        match self.state {
            ParserState::Escape { twice } => {
                out.extend(std::iter::repeat_n(plain(Code::Esc), 1 + usize::from(twice)));
                self.reset();
            }
            ParserState::Csi if self.held.is_empty() => self.alt_key(b'[', out),
            ParserState::Ss3 if self.held.is_empty() => self.alt_key(b'O', out),
            ParserState::StringStart(introducer) => self.alt_key(introducer, out),
            ParserState::Utf8(_) => self.character(char::REPLACEMENT_CHARACTER, out),
            ParserState::Paste => self.deliver_unfinished_paste(out),
            ParserState::Ground
            | ParserState::Csi
            | ParserState::Console
            | ParserState::Mouse(_)
            | ParserState::Ss3
            | ParserState::String
            | ParserState::StringEscape => self.reset(),
        }
    }

    /// Forgets what is unfinished.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    fn byte(&mut self, byte: u8, out: &mut Vec<Input>) {
        match self.state {
            ParserState::Ground => self.ground(byte, out),
            ParserState::Utf8(len) => self.continuation(byte, len, out),
            ParserState::Escape { twice } => self.escape(byte, twice, out),
            ParserState::Csi => self.csi(byte, out),
            ParserState::Console => {
                let key = (b'A'..=b'E').contains(&byte).then(|| Key::plain(Code::F(byte - b'A' + 1)));
                self.key(key, out);
            }
            ParserState::Mouse(0 | 1) => self.reset(),
            ParserState::Mouse(left) => self.state = ParserState::Mouse(left - 1),
            ParserState::Ss3 => self.ss3(byte, out),
            ParserState::StringStart(introducer) => self.string_start(introducer, byte, out),
            ParserState::String => match byte {
                BEL => self.string(out),
                CAN | SUB => self.reset(),
                ESC => self.state = ParserState::StringEscape,
                _ if self.held.len() < MOST_PARAMETERS => self.held.push(byte),
                _ => {}
            },
            ParserState::StringEscape if byte == b'\\' => self.string(out),
            // Another sequence cuts the string short.
            ParserState::StringEscape => self.escape(byte, false, out),
            ParserState::Paste => {
                self.held.push(byte);
                if self.held.ends_with(END_OF_PASTE) {
                    self.held.truncate(self.held.len() - END_OF_PASTE.len());
                    paste(&self.held, out);
                    self.reset();
                }
            }
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Input>) {
        let control = |c: u8| Key { ctrl: true, ..Key::char(char::from(c)) };
        let key = match byte {
            ESC => {
                self.state = ParserState::Escape { twice: false };
                return;
            }
            // A new line however it is typed: Enter, Ctrl-J, Alt-Enter, Shift-Enter bound to ESC CR.
            b'\r' | b'\n' => {
                self.alt = false;
                Key::plain(Code::Enter)
            }
            b'\t' => Key::plain(Code::Tab),
            0x7f => Key::plain(Code::Backspace),
            0 => control(b' '),
            0x01..=0x1a => control(byte - 1 + b'a'),
            0x1c..=0x1f => control(byte - 0x1c + b'4'),
            b' '..=b'~' => Key::char(char::from(byte)),
            0xc2..=0xdf => return self.begin_character(byte, 2),
            0xe0..=0xef => return self.begin_character(byte, 3),
            0xf0..=0xf4 => return self.begin_character(byte, 4),
            0x80..=0xc1 | 0xf5..=0xff => Key::char(char::REPLACEMENT_CHARACTER),
        };
        self.key(Some(key), out);
    }

    fn begin_character(&mut self, byte: u8, len: usize) {
        self.held.push(byte);
        self.state = ParserState::Utf8(len);
    }

    fn continuation(&mut self, byte: u8, len: usize, out: &mut Vec<Input>) {
        if !(0x80..=0xbf).contains(&byte) {
            self.character(char::REPLACEMENT_CHARACTER, out);
            return self.ground(byte, out);
        }
        self.held.push(byte);
        if self.held.len() == len {
            let c = std::str::from_utf8(&self.held).ok().and_then(|text| text.chars().next());
            self.character(c.unwrap_or(char::REPLACEMENT_CHARACTER), out);
        }
    }

    fn character(&mut self, c: char, out: &mut Vec<Input>) {
        self.key(Some(Key::char(c)), out);
    }

    /// Ends a sequence with the key that it stands for, if it stands for one.
    fn key(&mut self, key: Option<Key>, out: &mut Vec<Input>) {
        let key = key.map(|key| Key { alt: key.alt || self.alt && key.code != Code::Enter, ..key });
        out.extend(key.map(Input::Key));
        self.reset();
    }

    /// Alt with a character that also introduces sequences.
    fn alt_key(&mut self, introducer: u8, out: &mut Vec<Input>) {
        if self.alt {
            out.push(plain(Code::Esc));
        }
        self.alt = true;
        self.character(char::from(introducer), out);
    }

    fn escape(&mut self, byte: u8, twice: bool, out: &mut Vec<Input>) {
        self.held.clear();
        self.alt = twice;
        self.state = match byte {
            b'[' => ParserState::Csi,
            b'O' => ParserState::Ss3,
            ESC if !twice => ParserState::Escape { twice: true },
            _ => {
                // The first of two was the Esc key.
                if twice {
                    out.push(plain(Code::Esc));
                }
                match byte {
                    ESC => ParserState::Escape { twice: true },
                    b']' | b'P' | b'_' => {
                        self.alt = false;
                        ParserState::StringStart(byte)
                    }
                    _ => {
                        (self.state, self.alt) = (ParserState::Ground, true);
                        return self.ground(byte, out);
                    }
                }
            }
        };
    }

    fn csi(&mut self, byte: u8, out: &mut Vec<Input>) {
        let digits = !self.held.is_empty() && self.held.iter().all(u8::is_ascii_digit);
        match byte {
            b'[' if self.held.is_empty() => self.state = ParserState::Console,
            b'M' if self.held.is_empty() => self.state = ParserState::Mouse(3),
            // rxvt: Shift with a key that has a number. Elsewhere `$` is followed by a final byte.
            b'$' if digits => self.key(keys::numbered(&self.held, byte), out),
            b' '..=b'?' if self.held.len() < MOST_PARAMETERS => self.held.push(byte),
            b' '..=b'?' => {}
            b'~' if self.held == b"200" => {
                self.reset();
                self.state = ParserState::Paste;
            }
            b'I' if self.held.is_empty() => {
                out.push(Input::FocusGained);
                self.reset();
            }
            b'M' | b'm' if self.held.first() == Some(&b'<') => {
                out.extend(mouse(&self.held, byte).map(Input::Mouse));
                self.reset();
            }
            b'@'..=b'~' => self.key(keys::csi(&self.held, byte), out),
            _ => {
                self.reset();
                self.ground(byte, out);
            }
        }
    }

    fn ss3(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            b'0'..=b'9' | b';' if self.held.len() < MOST_PARAMETERS => self.held.push(byte),
            b' '..=b'~' => self.key(keys::ss3(&self.held, byte), out),
            _ => {
                self.reset();
                self.ground(byte, out);
            }
        }
    }

    /// Strings begin as terminals begin them: what else follows the introducer was typed after an Alt key.
    fn string_start(&mut self, introducer: u8, byte: u8, out: &mut Vec<Input>) {
        let begins = match introducer {
            b']' => byte.is_ascii_digit() || matches!(byte, b'l' | b'L' | b'I'),
            b'P' => byte.is_ascii_digit() || matches!(byte, b'>' | b'$' | b'+' | b'!' | b'|'),
            _ => byte == b'G',
        };
        if begins {
            self.held.extend([introducer, byte]);
            self.state = ParserState::String;
        } else {
            self.alt_key(introducer, out);
            self.ground(byte, out);
        }
    }

    /// Ends a string: of all of them, the answer about the background is of use.
    fn string(&mut self, out: &mut Vec<Input>) {
        let answer = self.held.strip_prefix(b"]11;").and_then(|color| std::str::from_utf8(color).ok());
        out.extend(answer.and_then(is_light).map(Input::Background));
        self.reset();
    }

    fn deliver_unfinished_paste(&mut self, out: &mut Vec<Input>) {
        let tail = (1..END_OF_PASTE.len())
            .rev()
            .filter_map(|len| END_OF_PASTE.get(..len))
            .find(|start| self.held.ends_with(start))
            .unwrap_or_default();
        self.held.truncate(self.held.len() - tail.len());
        paste(&self.held, out);
        self.held.clear();
        self.held.extend_from_slice(tail);
        // Esc, pressed to get out of a paste whose end was lost.
        if tail == [ESC] {
            self.reset();
        }
    }
}

/// Whether a color is nearer to white than to black: `rgb:1c1c/1c1c/1c1c`, with one to four digits each.
fn is_light(color: &str) -> Option<bool> {
    let (_, parts) = color.split_once(':')?;
    let mut parts = parts.split('/').map(|part| {
        let most = u32::checked_pow(16, part.len() as u32)?.checked_sub(1).filter(|&most| most > 0)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most))
    });
    let [red, green, blue] = [parts.next()??, parts.next()??, parts.next()??];
    // How bright the eye takes them for.
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

fn plain(code: Code) -> Input {
    Input::Key(Key::plain(code))
}

/// What the mouse did: `<`, the button, column and row from 1; `M` where it was pressed.
fn mouse(parameters: &[u8], last: u8) -> Option<Mouse> {
    let text = std::str::from_utf8(parameters).ok()?.strip_prefix('<')?;
    let mut numbers = text.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    match (button, last) {
        (0, b'M') => Some(Mouse::Click { column: column.checked_sub(1)?, row: row.checked_sub(1)? }),
        (64 | 65, b'M') => Some(Mouse::Wheel { down: button == 65 }),
        _ => None,
    }
}

/// A pasted text; its lines, which terminals end with CR, end with LF.
fn paste(bytes: &[u8], out: &mut Vec<Input>) {
    if !bytes.is_empty() {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
        out.push(Input::Paste(text));
    }
}

//! Quoted speech: what stands between quotation marks is somebody else's voice.

use std::ops::Range;

/// Quotation marks further apart than this are not a pair.
const LONGEST_QUOTE: usize = 600;

/// The stretches between quotation marks, inside, in bytes.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut last = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, c)| c);
        if let Some((start, close)) = open {
            let closes = c == close && (close != '\'' && close != '\u{2019}' || !next.is_alphanumeric());
            if closes {
                out.push(start..at);
                open = None;
            } else if at - start > LONGEST_QUOTE || (c == '\n' && next == '\n') {
                open = None;
            }
        } else {
            let close = match c {
                '"' => Some('"'),
                '\u{201c}' | '\u{201e}' => Some('\u{201d}'),
                '\u{ab}' => Some('\u{bb}'),
                '\u{2018}' => Some('\u{2019}'),
                '\'' if !last.is_alphanumeric() && next.is_alphanumeric() => Some('\''),
                _ => None,
            };
            open = close.map(|close| (at + c.len_utf8(), close));
        }
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::Text;

    #[test]
    fn speech_is_not_the_speakers_voice() {
        let said = |text: &str| {
            let t = Text::new(text);
            (0..t.words.len()).filter(|&i| t.words[i].quoted).map(|i| t.raw(i).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(said("She said \"we never\" and left"), ["we", "never"]);
        assert_eq!(said("She said “we can’t” and left"), ["we", "can’t"]);
        assert_eq!(said("She said 'we don't' and left"), ["we", "don't"]);
        assert!(said("the customers' data and the team's log, 5\" wide").is_empty());
    }
}

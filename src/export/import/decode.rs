//! Bytes as text, and which form the text has.
//!
//! Owns the encodings, and the names of the forms that cannot be read.

use super::ImportError;

/// The form of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Html,
    Rtf,
    /// Markdown, org-mode, plain text, or a table with columns.
    Text,
}

/// First bytes of forms that are not read, and what to say.
const UNREAD: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "this is an Excel or other packed file; save it as text, Markdown or CSV"),
    (b"\xd0\xcf\x11\xe0", "this is an old Word or Excel file; save it as text, Markdown or CSV"),
    (b"%PDF", "this is a PDF; copy its text into a text file"),
    (b"bplist", "this is a property list of macOS; export the note as text"),
    (b"\x1f\x8b", "this is a packed file; unpack it first"),
    (b"\x89PNG", "this is a picture; its text cannot be read"),
    (b"\xff\xd8\xff", "this is a picture; its text cannot be read"),
];

/// The text of some bytes with LF as its line end, and whether they had to be taken for Windows-1252.
pub(super) fn text(bytes: &[u8]) -> Result<(String, bool), ImportError> {
    if let Some((_, reason)) = UNREAD.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ImportError::whole(*reason));
    }
    let (text, guessed) = match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes), false),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes), false),
        [first, 0, ..] if *first != 0 => (utf16(bytes, u16::from_le_bytes), false),
        bytes => match str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(error) => {
                if form(&String::from_utf8_lossy(bytes)) == Form::Json {
                    let at = error.valid_up_to() + 1;
                    return Err(ImportError::whole(format!("it is not UTF-8 from byte {at} on")));
                }
                (bytes.iter().copied().map(windows_1252).collect(), true)
            }
        },
    };
    if text.contains('\0') {
        return Err(ImportError::whole("it is not text; save it as text, Markdown, CSV or JSON"));
    }
    Ok((normalized(&text), guessed))
}

/// The text without a byte order mark, and with LF for the line ends of Windows, old Macs and word processors.
pub(super) fn normalized(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    if text.contains(['\r', '\u{b}', '\u{c}']) {
        return text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}'], "\n");
    }
    text.to_owned()
}

/// The form of a text, by how it begins.
pub(super) fn form(text: &str) -> Form {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let head: String = start.chars().take(200).collect::<String>().to_lowercase();
    if start.starts_with("{\\rtf") {
        return Form::Rtf;
    }
    let page =
        ["<!doctype html", "<html", "<head", "<body", "<?xml", "<h1", "<h2", "<h3", "<div", "<p>", "<meta"];
    if page.iter().any(|tag| head.starts_with(tag)) {
        return Form::Html;
    }
    // A bracket may also begin a tag or a box to tick.
    let object = start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
        || start.trim_end() == "{";
    let array = start.strip_prefix('[').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty()
            || rest.trim_end() == "]"
            || rest.starts_with(['{', '[', '"', '-'])
            || rest.starts_with(|c: char| c.is_ascii_digit())
    });
    if object || array { Form::Json } else { Form::Text }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The letter of a byte in Windows-1252.
pub(super) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let high = byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encodings_of_word_processors_are_read() {
        let utf16: Vec<u8> = "\u{feff}Tâche: x\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16).unwrap(), ("Tâche: x\n".to_owned(), false));
        assert_eq!(text(b"T\xe2che \x96 it\x92s").unwrap(), ("Tâche – it’s".to_owned(), true));
        assert_eq!(text("\u{feff}a\rb\u{b}c".as_bytes()).unwrap().0, "a\nb\nc");
    }

    #[test]
    fn a_form_that_cannot_be_read_is_named() {
        for (bytes, said) in [
            (b"PK\x03\x04x" as &[u8], "Excel"),
            (b"%PDF-1.4", "PDF"),
            (b"{\"situation\": \"\xff\"}", "UTF-8"),
        ] {
            assert!(text(bytes).unwrap_err().reason.contains(said), "{said}");
        }
    }

    #[test]
    fn a_bracket_begins_json_only_before_what_json_has() {
        for (start, expected) in [
            ("{\"a\": 1}", Form::Json),
            ("[\n {}]", Form::Json),
            ("[ ] call them", Form::Text),
            ("[Operations] The kiln", Form::Text),
            ("{\\rtf1 x}", Form::Rtf),
            ("\n<!DOCTYPE html>", Form::Html),
            ("<!-- notes -->", Form::Text),
        ] {
            assert_eq!(form(start), expected, "{start}");
        }
    }
}

//! RTF as lines of text, as small word processors write it.

use super::decode::windows_1252;
use super::lines::SourceLine;

/// Groups that hold no text of the document.
const HIDDEN: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "footer",
    "listtable",
    "listoverridetable",
    "expandedcolortbl",
    "generator",
    "themedata",
    "datastore",
    "object",
];

/// The text of a document as lines, each with the number of its line in the source.
pub(super) fn lines(rtf: &str) -> Vec<SourceLine> {
    let mut reader =
        Document { rest: rtf, number: 1, hidden: vec![false], skip: 0, text: String::new(), out: Vec::new() };
    while let Some(c) = reader.next() {
        match c {
            '{' => {
                let hidden = reader.is_hidden();
                reader.hidden.push(hidden);
            }
            '}' => drop(reader.hidden.pop()),
            '\\' => reader.control(),
            '\n' => {}
            c => reader.put(c),
        }
    }
    reader.end_line();
    reader.out
}

struct Document<'a> {
    rest: &'a str,
    number: usize,
    /// Whether each open group is passed over.
    hidden: Vec<bool>,
    /// How many letters that stand for a Unicode letter are still to be passed over.
    skip: usize,
    text: String,
    out: Vec<SourceLine>,
}

impl Document<'_> {
    fn next(&mut self) -> Option<char> {
        let mut letters = self.rest.chars();
        let c = letters.next()?;
        self.rest = letters.as_str();
        self.number += usize::from(c == '\n');
        Some(c)
    }

    fn is_hidden(&self) -> bool {
        self.hidden.last().copied().unwrap_or(false)
    }

    fn put(&mut self, c: char) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.is_hidden() {
            self.text.push(c);
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text).trim_end().to_owned();
        self.out.push(SourceLine::new(self.number, text));
    }

    fn control(&mut self) {
        let Some(c) = self.next() else { return };
        if c == '\'' {
            let code = self.rest.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            self.rest = self.rest.get(2..).unwrap_or("");
            return self.put(code.map_or(char::REPLACEMENT_CHARACTER, windows_1252));
        }
        if c == '*' {
            if let Some(hidden) = self.hidden.last_mut() {
                *hidden = true;
            }
            return;
        }
        if !c.is_ascii_alphabetic() {
            return match c {
                '~' => self.put(' '),
                '_' => self.put('-'),
                '\n' if !self.is_hidden() => self.end_line(),
                '{' | '}' | '\\' => self.put(c),
                _ => {}
            };
        }
        let mut word = c.to_string();
        while let Some(c) = self.rest.chars().next().filter(char::is_ascii_alphabetic) {
            word.push(c);
            self.next();
        }
        let mut number = String::new();
        while let Some(c) =
            self.rest.chars().next().filter(|c| c.is_ascii_digit() || *c == '-' && number.is_empty())
        {
            number.push(c);
            self.next();
        }
        if let Some(rest) = self.rest.strip_prefix(' ') {
            self.rest = rest;
        }
        self.word(&word, number.parse().unwrap_or(0));
    }

    fn word(&mut self, word: &str, number: i32) {
        match word {
            "par" | "line" | "row" if !self.is_hidden() => self.end_line(),
            "tab" | "cell" => self.put('\t'),
            "emdash" => self.put('—'),
            "endash" => self.put('–'),
            "lquote" => self.put('‘'),
            "rquote" => self.put('’'),
            "ldblquote" => self.put('“'),
            "rdblquote" => self.put('”'),
            "bullet" => self.put('•'),
            "u" => {
                let code = u32::try_from(if number < 0 { number + 0x1_0000 } else { number }).unwrap_or(0);
                self.put(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                self.skip = 1;
            }
            word if HIDDEN.contains(&word) => {
                if let Some(hidden) = self.hidden.last_mut() {
                    *hidden = true;
                }
            }
            _ => {}
        }
    }
}

//! Word documents as lines of Markdown: headings, bold labels, lists, and rows of tables.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::ImportError;
use super::lines::SourceLine;

/// The largest text with its markup, in bytes; a packed file may hold far more than its size.
const MOST_XML: u64 = 64 << 20;
/// The markup that is passed over with all that it holds: copies for old programs, and fields' instructions.
const HIDDEN: [&str; 3] = ["Fallback", "instrText", "delText"];

/// The text of a document as lines, each with the number of its paragraph; `None` for a packed file of another kind.
pub(super) fn lines(bytes: &[u8]) -> Option<Result<Vec<SourceLine>, ImportError>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut read = |name: &str| {
        let mut text = String::new();
        let file = archive.by_name(name).ok()?;
        file.take(MOST_XML).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let text = read("word/document.xml")?;
    let styles = read("word/styles.xml").map(|xml| styles(&xml)).unwrap_or_default();
    let document = Body { styles, ..Body::default() };
    let damaged = || ImportError::whole("this Word file is damaged; open it in Word and save it again");
    Some(document.read(&text).ok_or_else(damaged))
}

/// What a style makes of a paragraph.
#[derive(Clone, Copy)]
enum Style {
    /// A heading of this level.
    Heading(usize),
    /// An item of a list.
    Item,
}

impl Style {
    /// The style of an English name, which Word writes whatever the language of its user.
    fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        if let Some(level) = name.strip_prefix("heading ") {
            return level.parse().ok().map(Self::Heading);
        }
        if name.starts_with("list bullet") || name.starts_with("list number") {
            return Some(Self::Item);
        }
        (name == "title").then_some(Self::Heading(1))
    }
}

/// The styles that are headings or items, by their ids, which Word writes in its user's language.
fn styles(xml: &str) -> HashMap<String, Style> {
    let (mut found, mut id) = (HashMap::new(), None);
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        match tag.local_name().into_inner() {
            "style" => id = attribute(&tag, "styleId"),
            "name" => {
                let style = attribute(&tag, "val").and_then(|name| Style::named(&name));
                found.extend(id.take().zip(style));
            }
            _ => {}
        }
    }
    found
}

/// An attribute without its namespace.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Whether a switch such as `<w:b/>` is on.
fn is_on(tag: &BytesStart<'_>) -> bool {
    !attribute(tag, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off"))
}

/// A paragraph as far as it was read.
#[derive(Default)]
struct Paragraph {
    /// Its lines.
    text: String,
    /// The level of a heading.
    level: Option<usize>,
    /// Whether it is an item of a list.
    item: bool,
    /// Whether what was written last is bold.
    bold: bool,
}

#[derive(Default)]
struct Body {
    styles: HashMap<String, Style>,
    out: Vec<SourceLine>,
    /// The number of the paragraph.
    number: usize,
    paragraph: Paragraph,
    /// Whether the run is bold.
    bold: bool,
    /// Whether a run's text is being read.
    in_text: bool,
    /// How deep it is in markup that is passed over.
    hidden: usize,
    /// The cells of the row, while a table is read.
    cells: Option<Vec<String>>,
    /// The tables that it is in, and the rows that the outermost has.
    tables: usize,
    rows: usize,
}

impl Body {
    fn read(mut self, xml: &str) -> Option<Vec<SourceLine>> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) => self.start(&tag),
                Event::Empty(tag) => {
                    self.start(&tag);
                    self.end(tag.local_name().into_inner());
                }
                Event::End(tag) => self.end(tag.local_name().into_inner()),
                Event::Text(text) if self.in_text => self.put(&text.xml10_content()),
                Event::GeneralRef(entity) if self.in_text => self.put(&resolved(&entity)),
                Event::Eof => return Some(self.out),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name().into_inner();
        if self.hidden > 0 || HIDDEN.contains(&name) {
            self.hidden += 1;
            return;
        }
        match name {
            "p" => self.number += 1,
            "pStyle" => match attribute(tag, "val").and_then(|style| self.styles.get(&style)) {
                Some(&Style::Heading(level)) => self.paragraph.level = Some(level),
                Some(Style::Item) => self.paragraph.item = true,
                None => {}
            },
            "outlineLvl" => {
                let level = attribute(tag, "val").and_then(|level| level.parse::<usize>().ok());
                self.paragraph.level =
                    self.paragraph.level.or(level.filter(|&level| level < 6).map(|level| level + 1));
            }
            "numPr" => self.paragraph.item = true,
            "r" => self.bold = false,
            "b" => self.bold = is_on(tag),
            "t" => self.in_text = true,
            "tab" => self.put("\t"),
            "noBreakHyphen" => self.put("-"),
            "br" | "cr" => self.put("\n"),
            "tbl" => self.tables += 1,
            "tr" if self.tables == 1 => self.cells = Some(Vec::new()),
            "tc" if self.tables == 1 => {
                if let Some(cells) = &mut self.cells {
                    cells.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tr" if self.tables == 1 => self.end_row(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.rows = 0;
                    self.cells = None;
                }
            }
            _ => {}
        }
    }

    /// Writes text of a run, with asterisks where bold begins and ends, blanks outside.
    fn put(&mut self, text: &str) {
        let paragraph = &mut self.paragraph;
        if self.bold != paragraph.bold && !text.trim().is_empty() {
            let end = if paragraph.bold { paragraph.text.trim_end().len() } else { paragraph.text.len() };
            paragraph.text.insert_str(end, "**");
            paragraph.bold = self.bold;
        }
        paragraph.text.push_str(text);
    }

    fn end_paragraph(&mut self) {
        self.bold = false;
        let Paragraph { mut text, level, item, bold } = std::mem::take(&mut self.paragraph);
        if bold {
            text.insert_str(text.trim_end().len(), "**");
        }
        let text = text.replace('\u{a0}', " ");
        if let Some(cell) = self.cells.as_mut().and_then(|cells| cells.last_mut()) {
            if !cell.is_empty() && !text.trim().is_empty() {
                cell.push_str("<br>");
            }
            cell.push_str(&text.trim().replace('\n', "<br>").replace('|', "\\|"));
            return;
        }
        let before = match level {
            _ if text.trim().is_empty() => return,
            // A heading needs no bold of its own.
            Some(level) => format!("{} ", "#".repeat(level)),
            None if item => "- ".to_owned(),
            None => String::new(),
        };
        let text = if level.is_some() { text.replace("**", "").replace('\n', " ") } else { text };
        let goes_on = item && self.out.last().is_some_and(|last| last.text.starts_with("- "));
        if !goes_on && !self.out.is_empty() {
            self.out.push(SourceLine::new(self.number, ""));
        }
        for (n, line) in text.trim().lines().enumerate() {
            let before = if n == 0 { before.as_str() } else { "" };
            self.out.push(SourceLine::new(self.number, format!("{before}{}", line.trim_end())));
        }
    }

    fn end_row(&mut self) {
        let Some(cells) = self.cells.take() else { return };
        let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
        self.out.push(SourceLine::new(self.number, row(&cells)));
        self.rows += 1;
        if self.rows == 1 {
            let rule = vec!["---".to_owned(); cells.len()];
            self.out.push(SourceLine::new(self.number, row(&rule)));
        }
    }
}

/// The text of `&amp;` and the like; of an unknown one, nothing.
fn resolved(entity: &BytesRef<'_>) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(&entity.xml10_content()).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(xml: &str) -> Option<Vec<String>> {
        let styles = styles(r#"<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>"#);
        let lines = Body { styles, ..Body::default() }.read(xml)?;
        Some(lines.into_iter().map(|line| line.text).collect())
    }

    #[test]
    fn styles_are_known_by_their_names_whatever_the_language_of_word() {
        let xml = r#"<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Task</w:t></w:r></w:p>
            <w:p><w:r><w:t>I &#x6f;wned it &amp; more.</w:t></w:r></w:p>"#;
        assert_eq!(read(xml).unwrap(), ["## Task", "", "I owned it & more."]);
    }

    #[test]
    fn deleted_text_and_copies_for_old_programs_are_passed_over() {
        let xml = "<w:p><w:r><w:delText>gone</w:delText><w:t>kept</w:t></w:r>\
            <mc:Fallback><w:r><w:t>kept</w:t></w:r></mc:Fallback></w:p>";
        assert_eq!(read(xml).unwrap(), ["kept"]);
    }

    #[test]
    fn bold_begins_and_ends_at_words() {
        let xml = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Task: </w:t></w:r><w:r><w:t>I owned it</w:t></w:r>\
            <w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>.</w:t></w:r></w:p>";
        assert_eq!(read(xml).unwrap(), ["**Task:** I owned it."]);
    }

    proptest! {
        #[test]
        fn any_markup_is_read_or_refused(
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>",
                "<w:tc>", "</w:tc>", "<w:b/>", "<w:br/>", "<w:numPr/>", "<mc:Fallback>", "</mc:Fallback>", "Task: x", " ",
                "é", "&amp;", "&#0;", "&nope;", "<", "<w:pStyle w:val=\"berschrift2\"/>",
            ]), 0..40),
        ) {
            let _ = read(&pieces.concat());
        }
    }
}

//! HTML as lines of Markdown: headings, paragraphs, bold labels, lists, and rows of tables.

use super::lines::{SourceLine, entities};

/// Elements whose content is no text.
const HIDDEN: &[&str] = &["script", "style", "head", "template"];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "ul",
    "ol",
    "li",
    "br",
    "tr",
    "table",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "details",
    "summary",
];

/// The text of a page as lines, each with the number of its line in the source.
pub(super) fn lines(html: &str) -> Vec<SourceLine> {
    let mut page = Page { out: Vec::new(), line: String::new(), number: 1, hidden: None };
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        page.text(text);
        if let Some(comment) = after.strip_prefix("!--") {
            let (inside, more) = comment.split_once("-->").unwrap_or((comment, ""));
            page.number += inside.matches('\n').count();
            rest = more;
            continue;
        }
        let (tag, more) = after.split_once('>').unwrap_or((after, ""));
        page.tag(tag);
        page.number += tag.matches('\n').count();
        rest = more;
    }
    page.text(rest);
    page.end_line();
    page.out
}

struct Page {
    out: Vec<SourceLine>,
    line: String,
    number: usize,
    /// The element that is passed over.
    hidden: Option<String>,
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.hidden.is_none() {
            let starts = text.starts_with(char::is_whitespace);
            let words: Vec<&str> = text.split_whitespace().collect();
            if (starts || words.is_empty()) && !text.is_empty() && !self.line.is_empty() {
                self.line.push(' ');
            }
            self.line.push_str(&entities(&words.join(" ")));
            if text.ends_with(char::is_whitespace) && !words.is_empty() {
                self.line.push(' ');
            }
        }
        self.number += text.matches('\n').count();
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let name =
            tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let name = name.to_ascii_lowercase();
        if let Some(hidden) = &self.hidden {
            if closes && *hidden == name {
                self.hidden = None;
            }
            return;
        }
        if HIDDEN.contains(&name.as_str()) {
            if !closes && !tag.ends_with('/') {
                self.hidden = Some(name);
            }
            return;
        }
        if BLOCKS.contains(&name.as_str()) {
            self.end_line();
        }
        let level = name.strip_prefix('h').and_then(|n| n.parse::<usize>().ok());
        match (name.as_str(), closes) {
            ("b" | "strong", _) => self.line.push_str("**"),
            ("li", false) => self.line.push_str("- "),
            ("td" | "th", false) => self.line.push('|'),
            ("hr", _) => self.line.push_str("---"),
            _ => {}
        }
        if let Some(level) = level.filter(|level| !closes && (1..=6).contains(level)) {
            self.line.push_str(&"#".repeat(level));
            self.line.push(' ');
        }
        let parted = matches!(name.as_str(), "p" | "table" | "div" | "ul" | "ol" | "hr") || level.is_some();
        if parted
            && self.out.last().is_some_and(|line| !line.text.is_empty())
            && self.line.trim_matches(['#', ' ']).is_empty()
        {
            self.out.push(SourceLine::new(self.number, ""));
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line).replace("****", "");
        let text = text.trim();
        if !text.trim_matches(['-', '#', '*', ' ']).is_empty() || text == "---" {
            self.out.push(SourceLine::new(self.number, text));
        }
    }
}

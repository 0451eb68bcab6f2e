//! Renders a document as Markdown that [`super::import::stories`] reads back.

use super::document::{Block, Document};
use super::import::heading;

/// The document as Markdown, with a final newline.
pub(super) fn render(document: &Document) -> String {
    let mut out = String::new();
    for block in document.pages.iter().flatten() {
        if !out.is_empty() {
            out.push('\n');
        }
        self::block(block, &mut out);
    }
    out
}

fn block(block: &Block, out: &mut String) {
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    match block {
        Block::Title(text) => line(format!("# {}", inline(text))),
        Block::Part(text) => line(format!("## {}", inline(text))),
        Block::Prose(text) => line(prose(text)),
        Block::Facts(facts) => {
            for (label, value) in facts {
                line(format!("- {}: {}", inline(label), inline(value)));
            }
        }
        Block::Items(items) => {
            for (item, under) in items {
                line(format!("- {}", inline(item)));
                for text in under {
                    line(format!("  - {}", inline(text)));
                }
            }
        }
        Block::Answers(answers) => {
            for answer in answers {
                line(format!("- {} [{}]", inline(&answer.asked), inline(&answer.id)));
                for text in &answer.opening {
                    line(format!("  - {}", inline(text)));
                }
            }
        }
        Block::Table(head, rows) => {
            let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
            line(row(head.iter().map(|&c| c.to_owned()).collect()));
            line(row(head.iter().map(|_| "---".to_owned()).collect()));
            for cells in rows {
                line(row(cells.iter().map(|c| inline(c).replace('|', "\\|")).collect()));
            }
        }
    }
}

/// Text of one line, with Markdown's markup escaped.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let markup = match c {
            '\\' => next.is_ascii_punctuation() || next == ' ',
            '*' | '`' | '<' => true,
            // A bracket is a link only before one of these.
            ']' => matches!(next, '(' | '[' | ':'),
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next.is_alphanumeric() || next == '#',
            // Trailing marks would close a heading.
            '#' => next == ' ' || next == '#',
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Prose of several lines: as [`inline`], and no line starts or underlines a heading or opens a code block.
fn prose(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let body = line.trim_start();
        let indent = line.get(..line.len() - body.len()).unwrap_or("");
        let mark = body.trim_end();
        let underline =
            !mark.is_empty() && ['=', '-', '_', '*'].iter().any(|&c| mark.chars().all(|l| l == c));
        let begins = heading(line).is_some() || underline || body.starts_with("~~~");
        let escaped = inline(body);
        let needs = begins && !escaped.starts_with('\\');
        format!("{indent}{}{escaped}", if needs { "\\" } else { "" })
    });
    lines.collect::<Vec<_>>().join("\n")
}

//! Renders a document as plain text, wrapped at 76 columns.
//!
//! Control characters other than tabs and newlines are left out.

use super::document::{Block, Document};
use crate::story::one_line;
use crate::text::{self, columns};

/// The maximum line width, in columns.
const WIDTH: usize = 76;
/// The maximum length of a fact's label, in graphemes.
const LABEL: usize = 24;

/// The document as plain text, with a final newline.
pub(super) fn render(document: &Document) -> String {
    let mut out = String::new();
    for (at, page) in document.pages.iter().enumerate() {
        if at > 0 {
            out.push_str("\n\n");
        }
        for (at, block) in page.iter().enumerate() {
            let heading = matches!(block, Block::Part(_));
            if at > 0 && (heading || at == 1 || matches!(block, Block::Table(..))) {
                out.push('\n');
            }
            self::block(block, &mut out);
        }
    }
    out
}

fn block(block: &Block, out: &mut String) {
    match block.for_people().as_ref() {
        // Turned into items by `for_people`.
        Block::Answers(_) => {}
        Block::Title(text) => {
            wrapped(text, "", "", out);
            let width = columns(text).clamp(1, WIDTH);
            out.push_str(&"=".repeat(width));
            out.push('\n');
        }
        Block::Part(text) => wrapped(text, "", "", out),
        Block::Prose(text) => wrapped(text, "  ", "  ", out),
        Block::Facts(facts) => {
            let facts = facts.iter().map(|(label, value)| (one_line(label, LABEL), value));
            let facts: Vec<(String, &String)> = facts.collect();
            let widest = facts.iter().map(|(label, _)| columns(label)).max().unwrap_or(0);
            for (label, value) in &facts {
                let pad = " ".repeat(widest.saturating_sub(columns(label)));
                wrapped(value, &format!("  {label}{pad}  "), &" ".repeat(widest + 4), out);
            }
        }
        Block::Items(items) => {
            for (item, under) in items {
                wrapped(item, "  - ", "    ", out);
                for text in under {
                    wrapped(text, "    ", "    ", out);
                }
            }
        }
        Block::Table(head, rows) => {
            for row in rows {
                for (at, (label, cell)) in head.iter().zip(row).enumerate() {
                    match at {
                        0 => wrapped(cell, "  ", "  ", out),
                        _ if cell.is_empty() => {}
                        _ => wrapped(cell, &format!("    {label:<14}"), &" ".repeat(18), out),
                    }
                }
            }
        }
    }
}

/// Appends the text wrapped; `first` is the prefix of its first row, `rest` of the others.
fn wrapped(text: &str, first: &str, rest: &str, out: &mut String) {
    let mut before = first;
    for line in text.split('\n') {
        let room = WIDTH.saturating_sub(columns(before).max(columns(rest))).max(10);
        for row in text::wrap(line, room) {
            let row = format!("{before}{row}");
            out.push_str(row.trim_end());
            out.push('\n');
            before = rest;
        }
    }
}

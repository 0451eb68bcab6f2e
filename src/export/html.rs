//! Renders a document as one self-contained HTML file: inline styles, no scripts, no requests; light, dark and print.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::document::{Block, Document};

/// The style sheet; in print each story starts a page.
const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:1rem/1.5 Georgia,'Times New Roman',serif;max-width:42rem;margin:2rem auto;padding:0 1rem;\
color:CanvasText;background:Canvas;overflow-wrap:anywhere}
h1{font-size:1.5em;line-height:1.2;margin:0 0 .6em}
h2{font:600 .8em/1.4 system-ui,sans-serif;margin:1.2em 0 .2em;opacity:.75}
section+section{border-top:1px solid color-mix(in srgb,CanvasText 25%,transparent);margin-top:3rem;\
padding-top:2rem}
p{white-space:pre-wrap;margin:0}p+p{margin-top:.8em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em .8em;margin:0}
dt{opacity:.75}dd{margin:0}
ul{margin:0;padding-inline-start:1.2em}ul ul{opacity:.85}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.2em .8em .2em 0;\
border-bottom:1px solid color-mix(in srgb,CanvasText 20%,transparent)}
th{font:600 .8em system-ui,sans-serif}
.card{break-inside:avoid}
@media print{
@page{margin:15mm}
:root{color-scheme:light}
body{margin:0;padding:0;max-width:none;color:#000;background:#fff}
section+section{border:0;margin:0;padding:0;break-before:page}
h2{break-after:avoid}
}
";

/// The printable area that A4 and Letter share within margins of 10 mm, with a reserve for the unknown font.
const SHEET_WIDTH_MM: f32 = 190.0;
const SHEET_HEIGHT_MM: f32 = 252.0;
/// A point in millimeters.
const POINT_MM: f32 = 0.3528;
/// Line height and average letter width, relative to the font size.
const LINE: f32 = 1.3;
const LETTER: f32 = 0.46;
/// The space above a heading, in lines.
const ABOVE: f32 = 0.5;
/// Font sizes tried for one sheet, in points, largest first.
const SIZES: [f32; 11] = [11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0];
/// Lengths that lines are cut to, in letters, when even the smallest size does not fit.
const CUTS: [usize; 5] = [usize::MAX, 90, 60, 40, 25];

/// The document as one self-contained HTML file.
pub(super) fn render(document: &Document) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(&document.title));
    let _ = write!(out, "<style>\n{STYLE}");
    let mut most = usize::MAX;
    if document.one_sheet {
        let (size, cut) = fitting(document);
        most = cut;
        let _ = writeln!(
            out,
            "@media print{{@page{{margin:10mm}}body{{font:{size}pt/{LINE} 'Times New Roman',Times,'Liberation Serif',serif}}\
             .cards{{columns:2;column-gap:6mm}}h1{{font-size:1.2em;margin:0}}h2{{font-size:1em;margin:.5em 0 0}}}}"
        );
    }
    out.push_str("</style>\n</head>\n<body>\n");
    for page in &document.pages {
        out.push_str("<section>\n");
        let set = if document.one_sheet { sheet } else { blocks };
        set(page, most, &mut out);
        out.push_str("</section>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// A page whose parts are cards in columns; no card breaks across columns.
fn sheet(page: &[Block], most: usize, out: &mut String) {
    let mut parts = page.chunk_by(|_, next| !matches!(next, Block::Part(_)));
    if let Some(head) = parts.next() {
        blocks(head, most, out);
    }
    out.push_str("<div class=\"cards\">\n");
    for part in parts {
        out.push_str("<div class=\"card\">\n");
        blocks(part, most, out);
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
}

fn blocks(page: &[Block], most: usize, out: &mut String) {
    for block in page {
        self::block(block, most, out);
    }
}

/// One block; `dir=auto` isolates the direction of each text from its neighbors.
fn block(block: &Block, most: usize, out: &mut String) {
    let text = |text: &str| escaped(&crate::story::one_line(text, most));
    match block.for_people().as_ref() {
        // Turned into items by `for_people`.
        Block::Answers(_) => {}
        Block::Title(title) => {
            let _ = writeln!(out, "<h1 dir=\"auto\">{}</h1>", text(title));
        }
        Block::Part(part) => {
            let _ = writeln!(out, "<h2 dir=\"auto\">{}</h2>", text(part));
        }
        Block::Prose(prose) => {
            for paragraph in prose.split("\n\n").filter(|p| !p.trim().is_empty()) {
                let _ = writeln!(out, "<p dir=\"auto\">{}</p>", escaped(paragraph.trim_matches('\n')));
            }
        }
        Block::Facts(facts) => {
            out.push_str("<dl>\n");
            for (label, value) in facts {
                let (label, value) = (text(label), text(value));
                let _ = writeln!(out, "<dt dir=\"auto\">{label}</dt><dd dir=\"auto\">{value}</dd>");
            }
            out.push_str("</dl>\n");
        }
        Block::Items(items) => {
            out.push_str("<ul>\n");
            for (item, under) in items {
                let _ = write!(out, "<li dir=\"auto\">{}", text(item));
                for line in under {
                    let _ = write!(out, "<ul><li dir=\"auto\">{}</li></ul>", text(line));
                }
                out.push_str("</li>\n");
            }
            out.push_str("</ul>\n");
        }
        Block::Table(head, rows) => {
            out.push_str("<table>\n<tr>");
            for cell in head {
                let _ = write!(out, "<th>{}</th>", text(cell));
            }
            out.push_str("</tr>\n");
            for row in rows {
                out.push_str("<tr>");
                for cell in row {
                    let _ = write!(out, "<td dir=\"auto\">{}</td>", text(cell));
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</table>\n");
        }
    }
}

/// Escapes markup; control characters become U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The largest font size, and then the longest lines, that fit the document on one sheet.
fn fitting(document: &Document) -> (f32, usize) {
    let smallest = SIZES.last().copied().unwrap_or(6.0);
    let sizes = SIZES.iter().map(|&size| (size, usize::MAX));
    let cuts = CUTS.iter().map(|&cut| (smallest, cut));
    let last = (smallest, CUTS.last().copied().unwrap_or(25));
    sizes.chain(cuts).find(|&(size, cut)| fits(document, size, cut)).unwrap_or(last)
}

/// Whether the document's cards fit in two columns, filled in turn because cards do not break.
fn fits(document: &Document, size: f32, cut: usize) -> bool {
    let column = SHEET_WIDTH_MM / 2.0 - 3.0;
    let letters = (column / (size * POINT_MM * LETTER)) as usize;
    let rows_in_column = SHEET_HEIGHT_MM / (size * POINT_MM * LINE);
    let rows = |text: &str| {
        let length = text.width().min(cut.saturating_mul(2));
        length.div_ceil(letters.max(1)).max(1) as f32
    };
    let height = |block: &Block| match block {
        Block::Title(text) | Block::Part(text) | Block::Prose(text) => rows(text) + ABOVE,
        Block::Facts(facts) => facts.iter().map(|(label, value)| rows(&format!("{label}    {value}"))).sum(),
        Block::Items(items) => {
            items.iter().map(|(item, under)| rows(item) + under.iter().map(|t| rows(t)).sum::<f32>()).sum()
        }
        // Not used on a sheet.
        Block::Answers(_) => 0.0,
        Block::Table(_, table) => 1.0 + table.iter().map(|row| rows(&row.join("   "))).sum::<f32>(),
    };
    let blocks: Vec<&Block> = document.pages.iter().flatten().collect();
    let mut cards = blocks.chunk_by(|_, next| !matches!(next, Block::Part(_)));
    let head: f32 = cards.next().map_or(0.0, |head| head.iter().map(|b| height(b)).sum());
    let room = rows_in_column - head;
    let (mut columns, mut filled) = (1, 0.0);
    for card in cards {
        let needed = card.iter().map(|b| height(b)).sum::<f32>();
        if filled + needed > room {
            columns += 1;
            filled = 0.0;
        }
        filled += needed;
        if needed > room || columns > 2 {
            return false;
        }
    }
    true
}

//! The lines of a text: where each stands, and what mark of a story it bears.
//!
//! Owns the syntax of headings and labels. Which marks count in a file is decided by the assembler.

use super::names::{Name, Trust, name, without_number};

/// The lines of the file that something stands on, from 1; 0 for none.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub first: usize,
    pub last: usize,
}

impl Span {
    pub(super) fn line(number: usize) -> Self {
        Self { first: number, last: number }
    }
}

/// A line of the text and its words; a line break within a line makes two of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceLine {
    pub at: Span,
    pub text: String,
}

impl SourceLine {
    pub(super) fn new(number: usize, text: impl Into<String>) -> Self {
        Self { at: Span::line(number), text: text.into() }
    }
}

/// How a line marks a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `**Situation:** text`
    Bold,
    /// `Situation: text`
    Label,
    /// `Situation` on a line of its own.
    Alone,
}

/// A label, known or not, and the text behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub shape: Shape,
    pub text: &'a str,
    pub rest: &'a str,
    pub name: Option<(Name, Trust)>,
}

/// The level and text of a Markdown heading.
pub(in crate::export) fn heading(line: &str) -> Option<(usize, &str)> {
    let bare = line.trim_start_matches(' ');
    let rest = bare.trim_start_matches('#');
    let level = bare.len() - rest.len();
    let fits = (1..=6).contains(&level) && line.len() - bare.len() <= 3;
    if !fits || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let text = rest.trim();
    let open = text.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with([' ', '\t']);
    Some((level, if closed { open.trim_end() } else { text }))
}

/// The level and text of an org-mode heading, without its keyword and tags.
pub(super) fn org_heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('*');
    let level = line.len() - rest.len();
    let mut text = rest.strip_prefix(' ').filter(|_| level > 0)?.trim();
    for word in ["TODO ", "DONE ", "NEXT "] {
        text = text.strip_prefix(word).unwrap_or(text);
    }
    if let Some((before, tags)) = text.rsplit_once(" :")
        && tags.ends_with(':')
        && !tags.contains(' ')
    {
        text = before.trim_end();
    }
    Some((level, text))
}

/// Whether a line is a rule that separates: `---`, `* * *`, `====`.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let marks = if line.starts_with('*') { line.replace(' ', "") } else { line.to_owned() };
    let same = |c: char| marks.chars().all(|l| l == c);
    marks.chars().count() >= 3 && ['-', '*', '_', '=', '─', '—'].into_iter().any(same)
}

/// Whether a line is the one below the head of a table: `|---|---|`.
pub(super) fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// A line without its list mark, box to tick or outline number.
pub(super) fn without_mark(line: &str) -> &str {
    let line = line.trim_start();
    let marks =
        ["- ", "* ", "+ ", "• ", "◦ ", "▪ ", "● ", "○ ", "· ", "– ", "•\t", "-\t", "*\t", "\u{f0b7} "];
    let bare = marks.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim_start();
    let boxes = ["[ ] ", "[x] ", "[X] "];
    boxes.iter().find_map(|mark| bare.strip_prefix(mark)).unwrap_or(bare).trim_start()
}

/// Whether a line begins as an item of a list or an outline.
pub(super) fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    without_mark(line).len() < line.len() || without_number(line).len() < line.len()
}

/// How deep a line is quoted, and what is quoted.
pub(super) fn unquoted(line: &str) -> Option<&str> {
    let mut rest = line.trim_start().strip_prefix('>')?;
    while let Some(deeper) = rest.trim_start().strip_prefix('>') {
        rest = deeper;
    }
    Some(rest.strip_prefix(' ').unwrap_or(rest))
}

/// The label of a line.
pub(super) fn label<'l>(line: &'l str) -> Option<Label<'l>> {
    if heading(line).is_some() || unquoted(line).is_some() {
        return None;
    }
    let line = without_mark(line);
    if let Some(found) = bold(line).or_else(|| cell(line)) {
        return Some(found);
    }
    let by = |separator: &str, most: usize| {
        let (text, rest) = line.split_once(separator)?;
        (text.chars().count() <= most).then(|| (text.trim(), rest.trim()))
    };
    let known = |found: Option<(&'l str, &'l str)>| {
        let (text, rest) = found?;
        let name = name(text)?;
        Some(Label { shape: Shape::Label, text, rest, name: Some(name) })
    };
    let colon = line.find([':', '：']).and_then(|_| by(":", 60).or_else(|| by("：", 60)));
    let colon = colon.map(|(text, rest)| (text, rest.trim_start_matches(['*', '_']).trim_start()));
    known(colon)
        .or_else(|| known(by("：", 60)))
        .or_else(|| {
            [" — ", " – ", " - ", "—", "–", "\t", " = ", " -> ", " → "].iter().find_map(|s| known(by(s, 40)))
        })
        .or_else(|| bracketed(line))
        .or_else(|| alone(line))
        .or_else(|| colon.map(|(text, rest)| Label { shape: Shape::Label, text, rest, name: None }))
}

/// `**Label:** rest`, `**Label** - rest`, `__Label__`.
fn bold<'l>(line: &'l str) -> Option<Label<'l>> {
    let icons = line.trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphanumeric()).trim_start();
    let mark = ["***", "**", "__", "*", "_"].into_iter().find(|mark| icons.starts_with(mark))?;
    let (inner, after) = icons.strip_prefix(mark)?.split_once(mark)?;
    if inner.trim().is_empty() || inner.chars().count() > 80 {
        return None;
    }
    let after = after.trim_start();
    let found = name(inner);
    let separators: &[char] = &[':', '：', '-', '–', '—', '=', '|'];
    let closed = inner.trim_end().ends_with([':', '：']);
    let hinted = |rest: &'l str| {
        let hint = rest.strip_prefix('(').and_then(|r| r.split_once(')'))?;
        let after = hint.1.trim_start();
        (after.is_empty() || after.starts_with(separators)).then_some(after)
    };
    let rest = if found.is_some() { hinted(after).unwrap_or(after) } else { after };
    let separated = rest.starts_with(separators);
    if !(closed || separated || found.is_some() || rest.is_empty()) {
        return None;
    }
    let rest = if separated { rest.trim_start_matches(separators).trim_start() } else { rest };
    let text = inner.trim().trim_end_matches([':', '：']);
    if found.is_none() && !closed && !separated {
        return None;
    }
    Some(Label { shape: Shape::Bold, text, rest, name: found })
}

/// A row of a table with a name in its first cell.
fn cell(line: &str) -> Option<Label<'_>> {
    let (first, rest) = line.strip_prefix('|')?.split_once('|')?;
    let found = name(first)?;
    Some(Label {
        shape: Shape::Bold,
        text: first.trim(),
        rest: rest.trim().trim_end_matches('|').trim(),
        name: Some(found),
    })
}

/// `S) text`, `(S) text`, `[S] text`, `S. text`.
fn bracketed(line: &str) -> Option<Label<'_>> {
    let (first, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let letter = first.trim_matches(['(', ')', '[', ']', '.', '/', '|', '*', '_']);
    if letter.chars().count() != 1 || letter.len() == first.len() {
        return None;
    }
    let found = name(letter).filter(|(_, trust)| *trust == Trust::Letter)?;
    Some(Label { shape: Shape::Label, text: letter, rest: rest.trim(), name: Some(found) })
}

/// A name on a line of its own.
fn alone(line: &str) -> Option<Label<'_>> {
    let text = line.trim();
    let found = name(text).filter(|_| text.chars().count() <= 60)?;
    Some(Label { shape: Shape::Alone, text, rest: "", name: Some(found) })
}

/// The question of an interviewer that asks for a part: `Q: What was the situation?`
pub(super) fn asked(line: &str) -> Option<Name> {
    let (who, rest) = without_mark(line).split_once(':')?;
    let who = who.trim_matches(['*', '_', ' ']).to_lowercase();
    let asks = ["q", "question", "interviewer", "coach", "them"].contains(&who.as_str());
    let (found, _) = asks.then(|| name(rest.trim_matches(['*', '_', ' '])))??;
    found.is_part().then_some(found)
}

/// What somebody answers in a conversation: `A: In May …`
pub(super) fn answer(line: &str) -> Option<&str> {
    let (who, rest) = without_mark(line).split_once(':')?;
    let who = who.trim_matches(['*', '_', ' ']).to_lowercase();
    ["a", "answer", "me", "candidate", "i"]
        .contains(&who.as_str())
        .then(|| rest.trim_start_matches(['*', '_']).trim())
}

/// Removes Markdown's backslash escapes.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match letters.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
            _ => {
                out.push(c);
                continue;
            }
        }
        out.extend(letters.next());
    }
    out
}

/// A title or heading without its markup: emphasis around it, Pandoc's attributes, links of a wiki.
pub(super) fn title(text: &str) -> String {
    let mut text = text.trim();
    if let Some((before, attributes)) = text.rsplit_once(" {")
        && attributes.starts_with(['#', '.', '-'])
        && attributes.ends_with('}')
    {
        text = before.trim_end();
    }
    for mark in ["***", "**", "__", "*", "_"] {
        let inner = text.strip_prefix(mark).and_then(|t| t.strip_suffix(mark));
        if let Some(inner) = inner.filter(|t| !t.is_empty() && !t.contains(mark) && !t.ends_with('\\')) {
            text = inner.trim();
            break;
        }
    }
    unescaped(without_ordinal(text))
}

/// A title without the number of the story before it: `STORY 2 - The bride`.
pub(super) fn without_ordinal(text: &str) -> &str {
    let first = text.get(..5).filter(|first| first.eq_ignore_ascii_case("story"));
    let Some(rest) = first.and_then(|_| text.get(5..)) else { return text };
    let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '#').trim_start();
    let title =
        [':', '-', '–', '—', '.', ')'].iter().find_map(|mark| rest.strip_prefix(*mark)).map(str::trim);
    title.filter(|title| !title.is_empty()).unwrap_or(text)
}

/// The pieces of a line that holds a whole story, each of which begins with its mark: `S: … T: … A: … R: …`.
pub(super) fn pieces(line: &str) -> Vec<&str> {
    const MARKS: [&[&str]; 4] = [
        &["S:", "Situation:"],
        &["T:", "Task:"],
        &["A:", "Action:", "Actions:"],
        &["R:", "Result:", "Results:"],
    ];
    let mut cuts = Vec::new();
    let mut from = 0;
    for marks in MARKS {
        let rest = line.get(from..).unwrap_or_default();
        let at = marks.iter().filter_map(|mark| word_at(rest, mark)).min();
        let Some(at) = at else { return vec![line] };
        cuts.push(from + at);
        from += at + 1;
    }
    let mut pieces: Vec<&str> = Vec::new();
    let ends = cuts.iter().skip(1).copied().chain([line.len()]);
    pieces
        .extend(cuts.first().and_then(|first| line.get(..*first)).filter(|before| !before.trim().is_empty()));
    pieces.extend(cuts.iter().zip(ends).filter_map(|(start, end)| line.get(*start..end)).map(str::trim));
    pieces
}

/// Where a word begins that is not the end of another.
fn word_at(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|at| text.get(..*at).is_some_and(|before| !before.ends_with(char::is_alphanumeric)))
}

/// The lines of a text, with the line breaks, entities and comments of HTML in it resolved; and the lines that
/// were only comments.
pub(super) fn source(text: &str) -> (Vec<SourceLine>, Vec<SourceLine>) {
    let (mut lines, mut comments) = (Vec::new(), Vec::new());
    let mut in_comment = false;
    for (number, line) in (1..).zip(text.lines()) {
        let (kept, comment) = uncommented(line, &mut in_comment);
        if comment {
            comments.push(SourceLine::new(number, line));
            if kept.trim().is_empty() {
                continue;
            }
        }
        let kept = entities(&kept);
        let mut pieces = breaks(&kept);
        if kept.trim_start().starts_with('|') {
            pieces = vec![kept.clone()];
        }
        lines.extend(pieces.into_iter().map(|text| SourceLine::new(number, text)));
    }
    underlined(&mut lines);
    (lines, comments)
}

/// A line without what stands in comments, and whether anything did.
fn uncommented(line: &str, in_comment: &mut bool) -> (String, bool) {
    let (mut kept, mut rest, mut any) = (String::new(), line, *in_comment);
    loop {
        if *in_comment {
            let Some((_, after)) = rest.split_once("-->") else { return (kept, any) };
            *in_comment = false;
            rest = after;
        }
        let found = rest.split_once("<!--").filter(|(before, _)| !before.ends_with('\\'));
        let Some((before, after)) = found else {
            kept.push_str(rest);
            return (kept, any);
        };
        kept.push_str(before);
        (*in_comment, any, rest) = (true, true, after);
    }
}

/// A line in pieces at the line breaks of HTML.
pub(super) fn breaks(line: &str) -> Vec<String> {
    let mut text = line.to_owned();
    for tag in ["<br>", "<br/>", "<br />", "<BR>"] {
        let escaped = format!("\\{tag}");
        let parts: Vec<&str> = text.split(escaped.as_str()).collect();
        text = parts.iter().map(|p| p.replace(tag, "\n")).collect::<Vec<_>>().join(&escaped);
    }
    text.split('\n').map(str::to_owned).collect()
}

/// A text with the common entities of HTML as letters, but for those that a backslash keeps.
pub(super) fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let found = after.split_once(';').filter(|_| !before.ends_with('\\'));
        let letter = found.and_then(|(name, _)| entity(name));
        if let (Some(letter), Some((_, more))) = (letter, found) {
            out.push(letter);
            rest = more;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16).ok());
        return char::from_u32(hex.unwrap_or_else(|| number.parse().ok())?).filter(|c| !c.is_control());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "eacute" => 'é',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        _ => return None,
    })
}

/// Makes headings with `#` of those that are underlined.
fn underlined(lines: &mut Vec<SourceLine>) {
    let mut out: Vec<SourceLine> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let mark = line.text.trim_end();
        let level = match mark.chars().next() {
            Some('=') if mark.len() >= 2 && mark.chars().all(|c| c == '=') => 1,
            Some('-') if mark.len() >= 3 && mark.chars().all(|c| c == '-') => 2,
            _ => 0,
        };
        let before_last = out.len().checked_sub(2).and_then(|at| out.get(at));
        let first = before_last.is_none_or(|l| l.text.trim().is_empty());
        if let Some(last) = out.last_mut().filter(|_| level > 0 && first) {
            let text = last.text.trim();
            let fits = mark.len().abs_diff(text.chars().count()) <= 2 && mark.len() >= 4;
            let plain =
                !text.is_empty() && heading(text).is_none() && !text.starts_with('|') && !is_rule(text);
            if plain && (fits || level == 1 || name(text).is_some_and(|(name, _)| name.is_part())) {
                last.text = format!("{} {text}", if level == 1 { "#" } else { "##" });
                continue;
            }
        }
        out.push(line);
    }
    *lines = out;
}

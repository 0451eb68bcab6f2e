//! The source of an import as lines, and the front matter and drawers that stand before them.

use super::lines::{SourceLine, heading, pieces, source};

/// The lines of a text, apart from what describes it.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub lines: Vec<SourceLine>,
    /// Lines of comments only.
    pub comments: Vec<SourceLine>,
    /// The details of YAML or org-mode front matter, as labels.
    pub front: Vec<SourceLine>,
}

impl Source {
    /// The lines of a text.
    pub(super) fn of(text: &str) -> Self {
        let (lines, comments) = source(text);
        let cut = |line: SourceLine| {
            let at = line.at;
            let pieces: Vec<_> = pieces(&line.text).into_iter().map(str::to_owned).collect();
            pieces.into_iter().map(move |text| SourceLine { at, text })
        };
        let lines = lines.into_iter().flat_map(cut).collect();
        let mut source = Self { lines, comments, front: Vec::new() };
        source.take_mail();
        source.take_yaml();
        source.take_org();
        source
    }

    /// The head of a mail: its subject is the title. What stands below "--" is its signature.
    fn take_mail(&mut self) {
        const FIELDS: [&str; 10] =
            ["from", "to", "cc", "bcc", "date", "sent", "subject", "reply-to", "message-id", "content-type"];
        let field = |line: &SourceLine| {
            let (key, value) = line.text.split_once(':')?;
            let key = key.trim().to_lowercase();
            FIELDS.contains(&key.as_str()).then(|| (key, value.trim().to_owned()))
        };
        let head: Vec<(String, String)> = self.lines.iter().map_while(field).collect();
        let is_mail = head.len() > 2 && head.iter().any(|(key, _)| key == "from");
        if !is_mail {
            return;
        }
        let signature = self.lines.iter().position(|line| line.text.trim_end() == "--");
        self.comments.extend(self.lines.split_off(signature.unwrap_or(self.lines.len())));
        for (line, (key, value)) in self.lines.drain(..head.len()).zip(head) {
            if key == "subject" {
                self.front.push(SourceLine { at: line.at, text: format!("Title: {value}") });
            } else {
                self.comments.push(line);
            }
        }
    }

    /// YAML between `---` and `---` at the very start; the items of a list go to the key above them.
    fn take_yaml(&mut self) {
        let is_fence = |line: &SourceLine| matches!(line.text.trim_end(), "---" | "...");
        if !self.lines.first().is_some_and(is_fence) {
            return;
        }
        let Some(end) = self.lines.iter().skip(1).position(is_fence).map(|at| at + 1) else { return };
        let inside = || self.lines.iter().take(end).skip(1).filter(|line| !line.text.trim().is_empty());
        let is_more = |text: &str| text.starts_with([' ', '\t', '-', '#']);
        if !inside().all(|line| line.text.contains(':') || is_more(&line.text)) {
            return;
        }
        let mut front: Vec<SourceLine> = Vec::new();
        for line in inside() {
            match front.last_mut() {
                Some(last) if is_more(&line.text) => {
                    let item = line.text.trim().trim_start_matches("- ").trim_matches(['"', '\'']);
                    let joint = if last.text.trim_end().ends_with(':') { " " } else { ", " };
                    last.text = format!("{}{joint}{item}", last.text.trim_end());
                    last.at.last = line.at.last;
                }
                _ => {
                    let (key, value) = line.text.split_once(':').unwrap_or((&line.text, ""));
                    let value = value.trim().trim_matches(['"', '\'', '[', ']']);
                    let text = format!("{}: {value}", key.replace('_', " "));
                    front.push(SourceLine { at: line.at, text });
                }
            }
        }
        self.front = front;
        self.lines.drain(..=end);
    }

    /// `#+TITLE: text` becomes a detail, and a drawer (`:PROPERTIES:` to `:END:`) is set apart like a comment.
    fn take_org(&mut self) {
        if self.lines.iter().any(|line| heading(&line.text).is_some()) {
            return;
        }
        let mut in_drawer = false;
        let mut lines = Vec::with_capacity(self.lines.len());
        for mut line in self.lines.drain(..) {
            let text = line.text.trim();
            let starts = text == ":PROPERTIES:" || text == ":LOGBOOK:";
            if starts || in_drawer {
                in_drawer = text != ":END:";
                self.comments.push(line);
            } else if text.starts_with("#+") && text.contains(':') {
                line.text = String::from(text.trim_start_matches("#+"));
                self.front.push(line);
            } else {
                lines.push(line);
            }
        }
        self.lines = lines;
    }
}

//! Stories from lines: Markdown, org-mode and plain text, with the parts as headings or labels.
//!
//! Every line ends in a story, marks one, or is noted as left out.

use super::front::Source;
use super::lines::{
    SourceLine, Span, breaks, is_item, is_rule, is_table_rule, label, title, unescaped, without_mark,
};
use super::lists;
use super::names::{Name, principle, principles, without_number};
use super::style::{Event, Reading, Style};
use super::titles::{MOST_TITLE, is_blank, is_detail, is_outline, principle_before, title_at, titled_at};
use super::{Draft, MOST_STORIES, Note, NoteKind, Plan};
use crate::questions::Bank;
use crate::story::{FieldKind, Section, StoryField, when};

/// The stories in a text; `None` where no part of one is marked in it. Without a bank, nothing that refers to one
/// is read.
pub(super) fn read(source: Source, bank: Option<&Bank>) -> Option<Plan> {
    let style = Style::of(&source.lines)?;
    let mut assembler = Assembler {
        style,
        bank,
        front: source.front,
        groups: Vec::new(),
        open: Open::default(),
        plan: Plan::default(),
    };
    for line in source.comments {
        assembler.leave(&line, "a comment");
    }
    let headings: Vec<bool> = before_headings(&source.lines, style);
    for (line, before_heading) in source.lines.into_iter().zip(headings) {
        assembler.line(&line, before_heading);
    }
    assembler.finish();
    let front = std::mem::take(&mut assembler.front);
    assembler.leave_all(front, "no story to belong to");
    assembler.plan.notes.sort_by_key(|note| note.line);
    Some(assembler.plan)
}

/// For each line whether the next one that is not blank is a heading.
fn before_headings(lines: &[SourceLine], style: Style) -> Vec<bool> {
    let mut next = false;
    let mut out: Vec<bool> = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        out.push(next);
        let text = style.inside(&line.text);
        if !text.trim().is_empty() {
            next = style.heading(text).is_some();
        }
    }
    out.reverse();
    out
}

/// What is being read.
#[derive(Debug, Default)]
enum Target {
    /// Nothing: a title or a part is expected.
    #[default]
    None,
    Named(Name),
    /// A section that has no place in a story.
    Unknown,
}

/// The story being read.
#[derive(Default)]
struct Open {
    draft: Draft,
    title: Option<SourceLine>,
    title_level: usize,
    /// Whether the title is the heading of a group of stories, too.
    is_group: bool,
    written: Vec<Name>,
    target: Target,
    buffer: Vec<SourceLine>,
    /// Where the text after a rule begins in the buffer.
    after_rule: Option<usize>,
    /// What stood before the first part.
    pending: Vec<SourceLine>,
}

struct Assembler<'b> {
    style: Style,
    bank: Option<&'b Bank>,
    /// The details of the file, for its first story.
    front: Vec<SourceLine>,
    /// The principles that headings above name, with the levels of the headings.
    groups: Vec<(usize, String)>,
    open: Open,
    plan: Plan,
}

impl Assembler<'_> {
    fn line(&mut self, line: &SourceLine, before_heading: bool) {
        let now = Reading {
            written: &self.open.written,
            current: match self.open.target {
                Target::Named(name) => Some(name),
                Target::None | Target::Unknown => None,
            },
            title_level: self.open.title_level,
            before_heading,
        };
        let text = self.style.inside(&line.text);
        let own = |text: &str| SourceLine { at: line.at, text: text.to_owned() };
        match self.style.event(text, &now) {
            Event::Title(level, text) => self.begin(own(text), level),
            Event::Section(text) => {
                self.close_part(false);
                self.open.target = Target::Unknown;
                self.open.buffer.push(own(text));
            }
            Event::Name(name, rest) => self.named(name, &own(rest), own(text)),
            Event::Rule => self.rule(own(text)),
            Event::Text(text) => match self.open.target {
                Target::None => self.open.pending.push(own(text)),
                Target::Named(_) | Target::Unknown => self.open.buffer.push(own(text)),
            },
        }
    }

    /// A heading above the parts: the title of a story, or of a group of stories.
    fn begin(&mut self, text: SourceLine, level: usize) {
        self.finish();
        self.groups.retain(|(above, _)| *above < level);
        let found = self.bank.and_then(|bank| principle(&text.text, bank));
        let is_group = found.is_some();
        self.groups.extend(found.map(|p| (level, p.id.clone())));
        self.open.draft.story.title = title(&text.text);
        (self.open.title, self.open.title_level, self.open.is_group) = (Some(text), level, is_group);
    }

    fn rule(&mut self, line: SourceLine) {
        let open = &mut self.open;
        match open.target {
            Target::Named(_) if open.after_rule.is_none() && !open.buffer.is_empty() => {
                open.after_rule = Some(open.buffer.len());
                open.buffer.push(line);
            }
            Target::Named(_) if open.after_rule.is_some() => open.buffer.push(line),
            Target::Named(_) | Target::Unknown | Target::None => {}
        }
    }

    /// The name of a part or a list: ends the one before it, and perhaps the story.
    fn named(&mut self, name: Name, rest: &SourceLine, line: SourceLine) {
        if self.restarts(name) {
            let next = self.take_back();
            self.finish();
            self.open.pending = next;
        }
        if name.is_detail() && self.one_line_detail(name, &rest.text) {
            return;
        }
        self.close_part(true);
        if self.open.written.is_empty() {
            self.settle();
        }
        let name = self.resolved(name);
        if self.open.written.contains(&name) {
            let text = format!("{} comes twice; both texts are kept, one after the other", name.label());
            self.note(NoteKind::Changed, rest.at, text);
            self.open.buffer.push(line);
        } else {
            self.open.written.push(name);
            let pieces = breaks(&rest.text).into_iter();
            self.open.buffer.extend(pieces.map(|text| SourceLine { at: rest.at, text }));
        }
        self.open.target = Target::Named(name);
    }

    /// Whether a part begins the next story: it is one of the first, and the story has its end.
    fn restarts(&self, name: Name) -> bool {
        let written = &self.open.written;
        let at = |name: &Name| match name {
            Name::Part(section) => section.index(),
            Name::Obstacle
            | Name::Field(_)
            | Name::Principles
            | Name::Asked
            | Name::Answers
            | Name::BestFor => 0,
        };
        let ended =
            written.contains(&Name::Part(Section::Result)) || written.contains(&Name::Part(Section::Action));
        let parts = || written.iter().filter(|name| name.is_part());
        name.is_part() && ended && parts().min_by_key(|n| at(n)).is_some_and(|first| at(&name) <= at(first))
    }

    /// An obstacle is the Situation where nothing else is, and else what the task was about.
    fn resolved(&self, name: Name) -> Name {
        let (situation, task) = (Name::Part(Section::Situation), Name::Part(Section::Task));
        match name {
            Name::Obstacle if self.open.written.contains(&situation) => task,
            Name::Obstacle => situation,
            other => other,
        }
    }

    /// Takes the title of the next story, and its details, from the end of the text before it.
    fn take_back(&mut self) -> Vec<SourceLine> {
        let open = &mut self.open;
        if let Some(at) = open.after_rule.take().filter(|at| *at < open.buffer.len()) {
            return open.buffer.split_off(at);
        }
        let mut at = open.buffer.len();
        let mut found = None;
        if let Some(at) = titled_at(&open.buffer, self.bank) {
            return open.buffer.split_off(at);
        }
        while let Some(line) = at.checked_sub(1).and_then(|at| open.buffer.get(at)) {
            at -= 1;
            if is_blank(line) || is_detail(line) {
                continue;
            }
            let text = line.text.trim();
            let before = at.checked_sub(1).and_then(|at| open.buffer.get(at));
            let apart = before.is_some_and(is_blank) || is_outline(&line.text) || text.starts_with("**");
            let short = text.chars().count() <= MOST_TITLE && !text.ends_with('.');
            found = (apart && short && at > 0).then_some(at);
            break;
        }
        found.map_or_else(Vec::new, |at| open.buffer.split_off(at))
    }

    /// Gives the lines before the first part their place: details, then a title where there is none.
    fn settle(&mut self) {
        let first = std::mem::take(&mut self.front);
        let titled = self.open.title.is_some() && !self.open.is_group;
        for line in std::mem::take(&mut self.open.pending).into_iter().chain(first) {
            let found = label(&line.text).filter(|label| label.name.is_some_and(|(name, _)| !name.is_part()));
            let done = found.is_some_and(|label| {
                label.name.is_some_and(|(name, _)| self.detail(line.at, name, label.rest))
            });
            if !done && !line.text.trim().is_empty() && !is_rule(&line.text) && !is_table_rule(&line.text) {
                self.open.pending.push(line);
            } else if !done {
                self.open.pending.push(SourceLine { at: line.at, text: String::new() });
            }
        }
        let mut pending = std::mem::take(&mut self.open.pending);
        let words = || pending.iter().filter(|line| !line.text.trim().is_empty());
        // Below a heading for all stories each of them has a bullet of its own.
        let bullet =
            words().count() == 1 && words().all(|line| is_outline(&line.text) && is_item(&line.text));
        let heading = self.open.title.clone().filter(|_| titled && bullet);
        let titled = titled && !bullet;
        self.leave_all(heading, "a heading without a story");
        if let (Some(bank), None) = (self.bank, &self.open.draft.principle)
            && let Some(named) = pending.iter().position(|line| principle(&line.text, bank).is_some())
        {
            let line = pending.remove(named);
            self.open.draft.principle = principle(&line.text, bank).map(|p| p.id.clone());
        }
        let has_title = titled || self.open.written_title();
        let at = if has_title { None } else { title_at(&pending) };
        for (n, line) in pending.into_iter().enumerate() {
            if Some(n) == at {
                let named = title(without_number(without_mark(&line.text)));
                let (of, named) = principle_before(&named, self.bank);
                self.open.draft.story.title = named;
                if self.open.draft.principle.is_none() {
                    self.open.draft.principle = of;
                }
            } else {
                self.leave(&line, "it belongs to no part");
            }
        }
    }

    /// A detail that takes its own line only; `false` where the text below it belongs to it.
    fn one_line_detail(&mut self, name: Name, value: &str) -> bool {
        !value.is_empty()
            && !matches!(name, Name::Field(f) if matches!(f.kind, FieldKind::Prose(_)))
            && self.detail(Span::default(), name, value)
    }

    /// Reads a detail; `false` where it cannot be one.
    fn detail(&mut self, at: Span, name: Name, value: &str) -> bool {
        let value = if self.style.is_markdown() { unescaped(value) } else { value.to_owned() };
        match name {
            Name::Field(field) => self.field_detail(field, &value),
            Name::Principles => self.principles_detail(at, &value),
            Name::BestFor | Name::Answers => {
                let Some(bank) = self.bank else { return true };
                lists::best_for(&value, bank, &mut self.open.draft);
                true
            }
            Name::Part(_) | Name::Obstacle | Name::Asked => false,
        }
    }

    fn field_detail(&mut self, field: &'static StoryField, value: &str) -> bool {
        let story = &mut self.open.draft.story;
        if field.key == "title" && self.open.title.is_some() && !self.open.is_group {
            return story.title.trim() == value.trim();
        }
        if field.key == "title" && self.open.title.is_some() {
            story.title.clear();
            self.open.title = None;
        }
        match &field.kind {
            FieldKind::When(at) if at.of(story).is_empty() => *at.of_mut(story) = when::kept(value),
            FieldKind::Line(at) | FieldKind::Prose(at) if at.of(story).is_empty() => {
                value.clone_into(at.of_mut(story));
            }
            FieldKind::Items(at) if at.of(story).is_empty() && !value.is_empty() => {
                *at.of_mut(story) = value.split([',', ';', '·']).map(|t| t.trim().to_owned()).collect();
            }
            _ => return false,
        }
        true
    }

    /// The first principle named is the story's own; the others are noted.
    fn principles_detail(&mut self, at: Span, value: &str) -> bool {
        let Some(bank) = self.bank else { return true };
        let (known, unknown) = principles(value, bank);
        let mut ids = known.iter();
        if self.open.draft.principle.is_none() {
            self.open.draft.principle = ids.next().map(|p| p.id.clone());
        }
        let more: Vec<&str> = ids.map(|p| p.name.as_str()).collect();
        if !more.is_empty() {
            let text = format!("one principle is the story's own; also named: {}", more.join(", "));
            self.note(NoteKind::Changed, at, text);
        }
        if !unknown.is_empty() {
            let text = super::unknown_principle(&unknown.join(", "), bank);
            self.note(NoteKind::LeftOut, at, text);
        }
        true
    }

    /// Gives the text that was read to its part; `goes_on` where more of the story follows.
    fn close_part(&mut self, goes_on: bool) {
        let mut lines = std::mem::take(&mut self.open.buffer);
        let after = self.open.after_rule.take().filter(|_| !goes_on).filter(|at| *at < lines.len());
        let trailer = after.map_or_else(Vec::new, |at| lines.split_off(at));
        match std::mem::take(&mut self.open.target) {
            Target::Named(name) => self.store(name, &lines),
            Target::Unknown => self.leave_all(lines, "it is no part of a story"),
            Target::None => {}
        }
        for line in trailer {
            let found = label(&line.text).and_then(|label| Some((label.name?.0, label.rest.to_owned())));
            let done = found.is_some_and(|(name, rest)| self.detail(line.at, name, &rest));
            if !done && !is_rule(&line.text) {
                self.leave(&line, "it stands after the last part");
            }
        }
    }

    fn store(&mut self, name: Name, lines: &[SourceLine]) {
        let markdown = self.style.is_markdown();
        let raw = if markdown { joined(lines.iter().map(|l| l.text.as_str())) } else { dedented(lines) };
        let text = if markdown { unescaped(raw.trim()) } else { raw.trim().to_owned() };
        let at = |line: usize| lines.get(line).map_or_else(Span::default, |line| line.at);
        let span = |item: &lists::Item| Span { first: at(item.lines.0).first, last: at(item.lines.1).last };
        let story = &mut self.open.draft.story;
        match name {
            Name::Part(section) => append(story.section_mut(section), text),
            Name::Obstacle => append(&mut story.situation, text),
            Name::Field(field) => match &field.kind {
                FieldKind::Items(at) => at.of_mut(story).extend(lists::lines(&raw)),
                FieldKind::Prose(at) | FieldKind::Line(at) | FieldKind::When(at) => {
                    append(at.of_mut(story), text);
                }
                _ => {}
            },
            Name::Asked => story.probes.extend(lists::follow_ups(&raw)),
            Name::Answers => {
                let Some(bank) = self.bank else { return };
                let (known, unknown) = lists::answered(&raw, bank);
                for lists::Answered { id, opening } in known {
                    if !opening.is_empty() {
                        story.openings.insert(id.clone(), opening);
                    }
                    story.answers.push(id);
                }
                for (item, why) in unknown {
                    let text = format!("\"{}\": {why}", super::short(&item.whole()));
                    self.note(NoteKind::LeftOut, span(&item), text);
                }
            }
            Name::Principles | Name::BestFor => {
                for item in lists::items(&raw) {
                    self.detail(span(&item), name, &item.whole());
                }
            }
        }
    }

    /// Ends the story that is being read.
    fn finish(&mut self) {
        self.close_part(false);
        let open = std::mem::take(&mut self.open);
        if open.written.is_empty() {
            let heading = open.title.filter(|_| !open.is_group);
            self.leave_all(heading, "a heading without a story");
            self.leave_all(open.pending, "it belongs to no story");
            return;
        }
        if self.plan.drafts.len() == MOST_STORIES {
            self.note(
                NoteKind::LeftOut,
                Span::default(),
                "there are more than 10,000 stories; import them in pieces".to_owned(),
            );
            return;
        }
        let mut draft = open.draft;
        if draft.principle.is_none() {
            draft.principle = self.groups.last().map(|(_, id)| id.clone());
        }
        self.plan.add(draft, open.title.map(|line| line.at.first), self.bank);
    }

    fn note(&mut self, kind: NoteKind, at: Span, text: String) {
        let story = Some(self.plan.drafts.len() + 1).filter(|_| !self.open.written.is_empty());
        let last = Some(at.last).filter(|last| *last > at.first);
        self.plan.notes.push(Note {
            story,
            last,
            ..Note::new(kind, Some(at.first).filter(|n| *n > 0), text)
        });
    }

    fn leave(&mut self, line: &SourceLine, why: &str) {
        if !line.text.trim().is_empty() {
            self.plan.leave(line.at, &line.text, why);
        }
    }

    fn leave_all(&mut self, lines: impl IntoIterator<Item = SourceLine>, why: &str) {
        lines.into_iter().for_each(|line| self.leave(&line, why));
    }
}

impl Open {
    fn written_title(&self) -> bool {
        self.title.is_none() && !self.draft.story.title.is_empty()
    }
}

fn joined<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines without the indentation that all but the first have in common, and without blanks at their ends.
fn dedented(lines: &[SourceLine]) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let below = lines.iter().skip(1).map(|line| line.text.as_str()).filter(|text| !text.trim().is_empty());
    let common = below.map(indent).min().unwrap_or(0);
    joined(lines.iter().enumerate().map(|(at, line)| {
        let text = line.text.trim_end();
        if at == 0 { text.trim_start() } else { text.get(common..).unwrap_or("") }
    }))
}

fn append(to: &mut String, text: String) {
    if to.trim().is_empty() {
        *to = text;
    } else if !text.is_empty() {
        to.push('\n');
        to.push_str(&text);
    }
}

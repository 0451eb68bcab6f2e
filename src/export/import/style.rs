//! How a file marks its parts, and what each of its lines is by that.
//!
//! A file keeps to one way, found by counting: a word that is a mark in one file is text in another.

use super::lines::{Label, Shape, SourceLine, answer, asked, heading, is_rule, label, org_heading, unquoted};
use super::names::{Name, Trust, is_aside, name};
use crate::story::Section;

/// How a file marks its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Whether the stories stand in a quoted block.
    quoted: bool,
    /// Whether headings are those of org-mode.
    org: bool,
    /// Whether an interviewer asks for the parts.
    pub chat: bool,
    pub parts: Marks,
}

/// The marks of the parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// Headings, most of them of this level.
    Headings(usize),
    /// Labels or lines of their own.
    Labels(LabelUse),
}

/// Which labels mark a part where they are not bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LabelUse {
    letters: bool,
    lower_letters: bool,
    aliases: bool,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// A heading above the parts, with its level.
    Title(usize, &'a str),
    /// The heading of something that is no part.
    Section(&'a str),
    Name(Name, &'a str),
    Rule,
    Text(&'a str),
}

/// What the classification of a line needs to know of the story that is being read.
pub(super) struct Reading<'a> {
    /// The names that the story has so far.
    pub written: &'a [Name],
    /// What is being read.
    pub current: Option<Name>,
    /// The level of the heading that is its title; 0 for none.
    pub title_level: usize,
    /// Whether a heading follows directly.
    pub before_heading: bool,
}

impl Reading<'_> {
    /// Whether the story has its end: what is labeled as a note from here on is not of it.
    fn is_at_the_end(&self) -> bool {
        matches!(self.current, Some(Name::Part(Section::Result | Section::Lesson)))
    }
}

/// The parts seen as bits, by how they were marked.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    own: u8,
    aliases: u8,
    letters: u8,
    lower_letters: u8,
    asked: u8,
}

/// The bits of the four parts that a story needs.
const STAR: u8 = 0b1111;

fn bit(name: Name) -> u8 {
    match name {
        Name::Part(section) => 1 << section.index(),
        Name::Obstacle => 1 << 5,
        Name::Field(_) | Name::Principles | Name::Asked | Name::Answers | Name::BestFor => 0,
    }
}

impl Style {
    /// The style of a text; `None` where no part of a story is marked in it.
    pub(super) fn of(lines: &[SourceLine]) -> Option<Self> {
        let plain = || lines.iter().map(|line| line.text.as_str());
        let (style, count) = Self::by_counting(plain, false);
        let inside = || plain().filter_map(unquoted);
        let (quoted, inside) = if count < 2 { Self::by_counting(inside, true) } else { (style, 0) };
        if inside > count { Some(quoted) } else { Some(style).filter(|_| count > 0) }
    }

    /// The style of these lines and how many parts are marked in it, which may be none.
    fn by_counting<'l, I: Iterator<Item = &'l str>>(lines: impl Fn() -> I, quoted: bool) -> (Self, u32) {
        let (markdown, org) = (levels(lines(), false), levels(lines(), true));
        let is_org = parts_of(org) > parts_of(markdown);
        let (level, seen_headings, _) = if is_org { org } else { markdown };
        let seen = Seen::of(lines());
        let chat = seen.asked.count_ones() >= 2;
        let labels = seen.used();
        let style = |parts| Self { quoted, org: is_org, chat, parts };
        let headings = seen_headings.count_ones();
        if headings > 0 && headings >= labels.count_ones() {
            return (style(Marks::Headings(level)), headings);
        }
        let told = labels.count_ones() >= 2 || seen.own & STAR != 0;
        let count = if told { labels.count_ones() } else { 0 };
        (style(Marks::Labels(seen.uses())), count)
    }

    /// A line without the marks of the quotation that the stories stand in.
    pub(super) fn inside<'l>(&self, line: &'l str) -> &'l str {
        if self.quoted { unquoted(line).unwrap_or(line) } else { line }
    }

    /// Whether the text of a part is Markdown with its backslashes.
    pub(super) const fn is_markdown(&self) -> bool {
        matches!(self.parts, Marks::Headings(_)) && !self.org
    }

    /// The level and text of a heading.
    pub(super) fn heading<'l>(&self, line: &'l str) -> Option<(usize, &'l str)> {
        if self.org { org_heading(line) } else { heading(line) }
    }

    /// What a line is.
    pub(super) fn event<'l>(&self, line: &'l str, now: &Reading<'_>) -> Event<'l> {
        if is_rule(line) {
            return Event::Rule;
        }
        if let Some((level, text)) = self.heading(line) {
            return self.heading_event(level, text, line, now);
        }
        if self.chat {
            if let Some(name) = asked(line) {
                return Event::Name(name, "");
            }
            let text = answer(line).unwrap_or(line);
            return Event::Text(text);
        }
        let Some(label) = label(line) else { return Event::Text(line) };
        match label.name.filter(|found| self.counts(&label, *found, now)) {
            Some((name, _)) => Event::Name(name, label.rest),
            None if is_aside(label.text) && now.is_at_the_end() => Event::Section(line),
            None => Event::Text(line),
        }
    }

    fn heading_event<'l>(&self, level: usize, text: &'l str, line: &'l str, now: &Reading<'_>) -> Event<'l> {
        let named = name(text).map(|(name, trust)| (name, trust, "")).or_else(|| {
            let label = label(text).filter(|label| label.shape != Shape::Alone)?;
            label.name.map(|(name, trust)| (name, trust, label.rest))
        });
        let named = named.filter(|(name, ..)| !matches!(name, Name::Field(field) if field.key == "title"));
        let is_new = |name: Name| name.is_part() && !now.written.contains(&name);
        match (self.parts, named) {
            (Marks::Headings(parts), Some((name, _, rest))) if level == parts => Event::Name(name, rest),
            (Marks::Headings(parts), Some((name, Trust::Own, rest)))
                if !now.before_heading && is_new(name) && (level > parts || !now.written.is_empty()) =>
            {
                Event::Name(name, rest)
            }
            (Marks::Headings(parts), _) if level > parts => Event::Text(line),
            (Marks::Headings(parts), _) if level == parts => {
                if now.written.is_empty() && now.title_level == 0 {
                    Event::Title(level, text)
                } else {
                    Event::Section(text)
                }
            }
            (Marks::Headings(_), _) => Event::Title(level, text),
            (Marks::Labels(_), Some((name, Trust::Own | Trust::Alias, rest)))
                if !now.before_heading && !now.written.is_empty() && !now.written.contains(&name) =>
            {
                Event::Name(name, rest)
            }
            (Marks::Labels(_), _) => match now.current {
                Some(_) if now.title_level == 0 || level <= now.title_level => Event::Title(level, text),
                Some(Name::Part(Section::Result | Section::Lesson)) => Event::Section(text),
                Some(_) => Event::Text(line),
                None => Event::Title(level, text),
            },
        }
    }

    /// Whether a label with this name is a mark where it stands.
    fn counts(&self, label: &Label<'_>, (name, trust): (Name, Trust), now: &Reading<'_>) -> bool {
        let bold = label.shape == Shape::Bold;
        if now.current.is_none() && !name.is_part() {
            // Details before the first part are read together with the title.
            return false;
        }
        let after_all = matches!(
            now.current,
            None | Some(Name::Part(Section::Result | Section::Lesson) | Name::Asked | Name::Field(_))
        );
        match self.parts {
            Marks::Headings(_) => {
                let new_part = name.is_part() && trust == Trust::Own && !now.written.contains(&name);
                let follows = now.current.is_some() && matches!(name, Name::Principles | Name::BestFor);
                let in_story = !now.written.is_empty() || now.title_level > 0 && !label.rest.is_empty();
                bold && !label.text.starts_with('|') && (new_part && in_story || follows)
            }
            Marks::Labels(_) if name == Name::Asked || name == Name::Answers => bold || after_all,
            Marks::Labels(_) if !name.is_part() => {
                let plain = matches!(name, Name::Principles | Name::BestFor) || label.rest.is_empty();
                bold || after_all && plain && label.shape == Shape::Label
            }
            Marks::Labels(uses) => match trust {
                Trust::Own => true,
                Trust::Alias => uses.aliases || bold,
                Trust::Letter => uses.letters,
                Trust::LowerLetter => uses.lower_letters,
            },
        }
    }
}

impl Seen {
    fn of<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut seen = Self::default();
        for line in lines {
            seen.asked |= asked(line).map_or(0, bit);
            let Some((name, trust)) = label(line).and_then(|label| label.name) else { continue };
            *match trust {
                Trust::Own => &mut seen.own,
                Trust::Alias => &mut seen.aliases,
                Trust::Letter => &mut seen.letters,
                Trust::LowerLetter => &mut seen.lower_letters,
            } |= bit(name);
        }
        seen
    }

    fn uses(self) -> LabelUse {
        let letters = self.letters.count_ones() >= 2 || self.letters & !self.own != 0;
        let words = self.own | if letters { self.letters } else { 0 };
        LabelUse {
            letters,
            lower_letters: (words | self.aliases).count_ones() < 2
                && (self.lower_letters & STAR).count_ones() >= 3,
            aliases: words & STAR != STAR,
        }
    }

    /// The parts that are marked by the labels that count.
    fn used(self) -> u8 {
        if self.asked.count_ones() >= 2 {
            return self.asked;
        }
        let uses = self.uses();
        let pick = |used: bool, bits: u8| if used { bits } else { 0 };
        self.own
            | pick(uses.letters, self.letters)
            | pick(uses.lower_letters, self.lower_letters)
            | pick(uses.aliases, self.aliases)
    }
}

/// The level of headings that names the most parts, the parts, and how often; the deeper one on a tie, since a
/// story may be titled "Action".
fn levels<'l>(lines: impl Iterator<Item = &'l str>, org: bool) -> (usize, u8, usize) {
    let mut levels = [(0_u8, 0_usize); 8];
    for (level, text) in lines.filter_map(if org { org_heading } else { heading }) {
        let found = name(text).or_else(|| label(text)?.name);
        // A star at the margin is more often the mark of a list than a heading of org-mode.
        let least = if org { 2 } else { 1 };
        let found = found.filter(|(name, _)| name.is_part() && level >= least);
        if let (Some((name, _)), Some(seen)) = (found, levels.get_mut(level)) {
            seen.0 |= bit(name);
            seen.1 += 1;
        }
    }
    let best =
        levels.iter().enumerate().max_by_key(|(level, (bits, count))| (bits.count_ones(), *count, *level));
    best.map_or((0, 0, 0), |(level, &(bits, count))| (level, bits, count))
}

fn parts_of((_, bits, _): (usize, u8, usize)) -> u32 {
    bits.count_ones()
}

//! A story analyzed once for all rules: its parts as tagged words, and the facts that rules share.

use std::ops::Range;

use super::lexicon::{self, Tag};
use super::part::Part;
use super::{Facts, Finding, Level, RuleId, Settings, ownwork};
use crate::language::Text;
use crate::language::graphemes::snap;
use crate::language::phrases::Tag as _;
use crate::language::stem::plural;
use crate::questions::{OWN, Prompt, PromptKind};
use crate::story::pace::{Seconds, Words};
use crate::story::{Section, Story, one_line};

/// A story prepared for the rules.
pub struct Analysis<'a> {
    pub story: &'a Story,
    /// The kind of event that the prompt asks for.
    pub kind: Option<PromptKind>,
    /// Whether the story is told for Customer Obsession.
    pub about_customers: bool,
    /// Whether the story is told for Dive Deep.
    pub digs: bool,
    pub settings: &'a Settings,
    /// The current day and the time of the last telling.
    pub facts: Facts,
    /// The five parts in telling order.
    pub parts: [Part<'a>; 5],
    /// Whether the text is English, judged by its share of stop words.
    pub english: bool,
    /// The speaker's own actions in the Action.
    pub own: Vec<ownwork::Own>,
    own_customers: Vec<String>,
}

/// Shorter texts are assumed to be English.
const WORDS_TO_TELL_ENGLISH: usize = 20;
/// The minimum share of stop words in English text, in percent. English prose has 40 to 55, English notes 20
/// to 30, other European languages 2 to 12.
const ENGLISH_PERCENT: usize = 17;

impl<'a> Analysis<'a> {
    /// Analyzes a story for a prompt.
    pub fn new(story: &'a Story, prompt: Option<&Prompt>, settings: &'a Settings, facts: Facts) -> Self {
        let parts = Section::ALL.map(|s| Part::new(story.section(s)));
        // A question of the user's own is asked for the principle that is the story's home.
        let asked = prompt.map(|p| p.id.principle()).filter(|&p| p != OWN);
        let principle = asked.unwrap_or(story.principle.as_str());
        let words: usize = parts.iter().map(Part::len).sum();
        let small: usize = parts.iter().map(|p| p.count(Tag::Stop)).sum();
        let action = Section::Action.index();
        let own = parts.get(action).map(ownwork::own_actions).unwrap_or_default();
        Self {
            story,
            kind: prompt.map(|p| p.kind),
            about_customers: principle == "customer-obsession",
            digs: principle == "dive-deep",
            settings,
            facts,
            english: words < WORDS_TO_TELL_ENGLISH || small * 100 >= words * ENGLISH_PERCENT,
            parts,
            own,
            own_customers: own_customers(story, settings),
        }
    }

    pub fn part(&self, section: Section) -> &Part<'a> {
        let [situation, task, action, result, lesson] = &self.parts;
        match section {
            Section::Situation => situation,
            Section::Task => task,
            Section::Action => action,
            Section::Result => result,
            Section::Lesson => lesson,
        }
    }

    /// The number of words in these parts together.
    pub fn words(&self, sections: &[Section]) -> usize {
        sections.iter().map(|&s| self.part(s).len()).sum()
    }

    /// The share of these parts in the four STAR parts, in percent. The Lesson may be told or saved for
    /// later.
    ///
    /// Where the prompt asks for the Lesson, it may be listed among the parts.
    pub fn percent(&self, sections: &[Section]) -> usize {
        let lesson = sections.contains(&Section::Lesson);
        let all = self.words(if lesson { &Section::ALL } else { &Section::STAR }).max(1);
        (self.words(sections) * 100 + all / 2) / all
    }

    /// The speaking time: that of the last telling, unless it stopped before half of the story, else the
    /// estimate.
    pub fn time(&self) -> Seconds {
        let words = Words(self.words(&Section::ALL) as u32);
        let written = self.settings.seconds(words);
        self.facts.told.filter(|told| told.0 * 2 >= written.0).unwrap_or(written)
    }

    /// Whether the prompt asks for a failure.
    pub fn is_failure(&self) -> bool {
        self.kind == Some(PromptKind::Failure)
    }

    /// The words in a part that refer to a customer.
    pub fn customers(&self, section: Section) -> Vec<Range<usize>> {
        let part = self.part(section);
        let mut all = part.hits(Tag::Customer);
        if !self.own_customers.is_empty() {
            let own = |i: &usize| {
                let low = part.text.low(*i);
                let bare = low.strip_suffix("'s").unwrap_or(low);
                self.own_customers.iter().any(|c| c == bare || plural(c) == bare)
            };
            all.extend((0..part.len()).filter(own).map(|i| i..i + 1));
            all.sort_by_key(|r| r.start);
        }
        all
    }

    /// Whether a part mentions a customer, including in quoted speech.
    pub fn has_customer(&self, section: Section) -> bool {
        self.part(section).any(Tag::Customer) || !self.customers(section).is_empty()
    }

    /// The number of own actions in the Action that changed something.
    pub fn deeds(&self) -> usize {
        self.own.iter().filter(|o| o.strong).count()
    }

    /// A finding for these words of a part.
    pub fn at(&self, rule: RuleId, level: Level, section: Section, words: &Range<usize>) -> Finding {
        let part = self.part(section);
        let text = part.text.source;
        let span = snap(text, part.text.span(words));
        let quote = one_line(text.get(span.clone()).unwrap_or(""), 60);
        let met: Vec<&str> = words.clone().map(|i| part.text.low(i)).collect();
        Finding {
            rule,
            level,
            section: Some(section),
            key: format!("{rule}:{}", met.join(" ")),
            quote,
            span: Some(span),
            message: String::new(),
            question: String::new(),
        }
    }
}

/// The names of this story's own customer, in lower case.
fn own_customers(story: &Story, settings: &Settings) -> Vec<String> {
    const ENDS: &[&str] = &[
        "who", "that", "which", "needing", "missing", "lacking", "wanting", "with", "was", "were", "whose",
        "where",
    ];
    let mut out: Vec<String> = settings.customer_words.iter().map(|w| w.trim().to_lowercase()).collect();
    let text = Text::new(&story.customer);
    let first = text.sentences.first().cloned().unwrap_or(0..0);
    for at in first {
        let low = text.low(at);
        if ENDS.contains(&low) || (at > 0 && text.gap_before(at).contains([',', ':', ';'])) {
            break;
        }
        let small = lexicon::entry(low).is_some_and(|e| e.tags & (Tag::Stop.bit() | Tag::Me.bit()) != 0);
        if low.chars().count() > 2 && !small {
            out.push(low.strip_suffix("'s").unwrap_or(low).to_owned());
        }
    }
    out.retain(|w| !w.is_empty());
    out
}

/// Builder methods that read well in the rules.
impl Finding {
    /// Sets the message, one plain sentence.
    #[must_use]
    pub(super) fn says(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// Sets the question.
    #[must_use]
    pub(super) fn asks(mut self, question: impl Into<String>) -> Self {
        self.question = question.into();
        self
    }
}

//! A story read once, for all rules: its parts as words with what each word is. Must not judge.

use std::ops::Range;

use super::lexicon::{self, Tag};
use super::text::{Text, snap};
use super::{Facts, Finding, Level, RuleId, Settings, ownwork, quantity};
use crate::questions::{OWN, Prompt, PromptKind};
use crate::story::pace::{Seconds, Words};
use crate::story::{Section, Story, one_line};

/// One part of the story, taken apart and looked up.
pub struct Part<'a> {
    /// Its words and sentences.
    pub text: Text<'a>,
    /// The tags of each word alone, as bits.
    tags: Vec<u64>,
    /// The phrases of more than one word, in order of their first.
    phrases: Vec<(Tag, Range<usize>)>,
    /// Which words are quantities.
    quantities: Vec<usize>,
}

impl<'a> Part<'a> {
    fn new(text: &'a str) -> Self {
        let text = Text::new(text);
        let mut part = Self {
            tags: Vec::with_capacity(text.words.len()),
            phrases: Vec::new(),
            quantities: Vec::new(),
            text,
        };
        part.look_up();
        part.quantities = (0..part.text.words.len()).filter(|&i| quantity::is_quantity(&part, i)).collect();
        // A number in several words, such as "three quarters".
        let long: Vec<usize> =
            part.phrases.iter().filter(|p| p.0 == Tag::Number).map(|p| p.1.start).collect();
        part.quantities.extend(long);
        part.quantities.sort_unstable();
        part.quantities.dedup();
        part
    }

    fn look_up(&mut self) {
        let text = &self.text;
        for (at, word) in text.words.iter().enumerate() {
            let Some(entry) = lexicon::entry(text.low_of(word)) else {
                self.tags.push(0);
                continue;
            };
            self.tags.push(entry.tags);
            let end = text.sentence_of(at).end;
            let rest = text.words.get(at + 1..end).unwrap_or(&[]);
            for (tag, phrase) in &entry.longer {
                if let Some(n) = lexicon::matches(phrase, rest.iter().map(|w| text.low_of(w))) {
                    self.phrases.push((*tag, at..at + 1 + n));
                }
            }
        }
    }

    /// Whether a single word has a tag.
    pub fn has(&self, at: usize, tag: Tag) -> bool {
        self.tags.get(at).is_some_and(|t| t & tag.bit() != 0)
    }

    /// Whether a word is one of these, in lower case.
    pub fn is(&self, at: usize, any: &[&str]) -> bool {
        at < self.text.words.len() && any.contains(&self.text.low(at))
    }

    /// Every word and phrase with a tag, in their order, outside quoted speech; a phrase wins over its words.
    pub fn hits(&self, tag: Tag) -> Vec<Range<usize>> {
        let mut all: Vec<Range<usize>> =
            self.phrases.iter().filter(|p| p.0 == tag).map(|p| p.1.clone()).collect();
        all.extend(self.tags.iter().enumerate().filter(|(_, t)| *t & tag.bit() != 0).map(|(i, _)| i..i + 1));
        all.retain(|r| !self.text.words.get(r.start).is_some_and(|w| w.quoted));
        all.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        let mut end = 0;
        all.retain(|r| {
            let keep = r.start >= end;
            end = end.max(r.end);
            keep
        });
        all
    }

    /// Whether any word or phrase, quoted speech included, has a tag.
    pub fn any(&self, tag: Tag) -> bool {
        self.tags.iter().any(|t| t & tag.bit() != 0) || self.phrases.iter().any(|p| p.0 == tag)
    }

    /// Whether any of these words, or a phrase that begins in them, has a tag.
    pub fn any_in(&self, words: &Range<usize>, tag: Tag) -> bool {
        self.tags.get(words.clone()).unwrap_or(&[]).iter().any(|t| t & tag.bit() != 0)
            || self.phrases.iter().any(|(t, r)| *t == tag && r.start >= words.start && r.end <= words.end)
    }

    /// Whether a word has a tag, or a phrase with it begins there.
    pub fn starts(&self, at: usize, tag: Tag) -> bool {
        self.has(at, tag) || self.phrases.iter().any(|(t, r)| *t == tag && r.start == at)
    }

    /// The words that are quantities.
    pub fn quantities(&self) -> &[usize] {
        &self.quantities
    }

    /// Whether a quantity stands in these words.
    pub fn quantity_in(&self, words: &Range<usize>) -> bool {
        let first = self.quantities.partition_point(|&q| q < words.start);
        self.quantities.get(first).is_some_and(|&q| q < words.end)
    }

    /// Whether these words show something: a quantity, quoted speech or a name.
    pub fn concrete_in(&self, words: &Range<usize>) -> bool {
        self.quantity_in(words)
            || words.clone().any(|i| self.is_somebody(i) || self.text.words.get(i).is_some_and(|w| w.quoted))
    }

    /// Whether a word is written like a name and is no day, month or feast.
    fn is_somebody(&self, at: usize) -> bool {
        self.text.is_name(at) && !self.has(at, Tag::Month) && !self.has(at, Tag::Event)
    }

    /// The range of all words.
    pub fn all(&self) -> Range<usize> {
        0..self.text.words.len()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.text.words.len()
    }
}

/// A story read once.
pub struct Analysis<'a> {
    /// The story itself.
    pub story: &'a Story,
    /// What sort of event the prompt asks for.
    pub kind: Option<PromptKind>,
    /// Whether the story is told for Customer Obsession.
    pub about_customers: bool,
    /// Whether the story is told for Dive Deep.
    pub digs: bool,
    /// What the user has set.
    pub settings: &'a Settings,
    /// The day and the last telling.
    pub facts: Facts,
    /// The five parts in telling order.
    pub parts: [Part<'a>; 5],
    /// Whether the text is English, by its share of small words.
    pub english: bool,
    /// What the speaker did, in the Action.
    pub own: Vec<ownwork::Own>,
    own_customers: Vec<String>,
}

/// A text with fewer words than this is taken for English.
const WORDS_TO_TELL_ENGLISH: usize = 20;
/// The share of small words, in percent, from which a text is English. English prose lies at 40 to 55,
/// English notes at 20 to 30, other European languages at 2 to 12.
const ENGLISH_PERCENT: usize = 17;

impl<'a> Analysis<'a> {
    /// Reads a story for a prompt.
    pub fn new(story: &'a Story, prompt: Option<&Prompt>, settings: &'a Settings, facts: Facts) -> Self {
        let parts = Section::ALL.map(|s| Part::new(story.section(s)));
        // A question of the user's own is asked for the principle that its story is at home in.
        let asked = prompt.map(|p| p.id.principle()).filter(|&p| p != OWN);
        let principle = asked.unwrap_or(story.principle.as_str());
        let words: usize = parts.iter().map(Part::len).sum();
        let small: usize =
            parts.iter().map(|p| p.tags.iter().filter(|t| *t & Tag::Stop.bit() != 0).count()).sum();
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

    /// One part.
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

    /// The words of these parts together.
    pub fn words(&self, sections: &[Section]) -> usize {
        sections.iter().map(|&s| self.part(s).len()).sum()
    }

    /// The share of these parts in the four of STAR, in percent; the Lesson may be told or left for later.
    ///
    /// Where the Lesson is asked for, it may be named with them.
    pub fn percent(&self, sections: &[Section]) -> usize {
        let lesson = sections.contains(&Section::Lesson);
        let all = self.words(if lesson { &Section::ALL } else { &Section::STAR }).max(1);
        (self.words(sections) * 100 + all / 2) / all
    }

    /// How long it takes to tell: the last telling, unless it broke off before half of the story, else the estimate.
    pub fn time(&self) -> Seconds {
        let words = Words(self.words(&Section::ALL) as u32);
        let written = self.settings.seconds(words);
        self.facts.told.filter(|told| told.0 * 2 >= written.0).unwrap_or(written)
    }

    /// Whether the prompt asks for something that went wrong.
    pub fn is_failure(&self) -> bool {
        self.kind == Some(PromptKind::Failure)
    }

    /// The words for a customer in a part.
    pub fn customers(&self, section: Section) -> Vec<Range<usize>> {
        let part = self.part(section);
        let mut all = part.hits(Tag::Customer);
        if !self.own_customers.is_empty() {
            let own = |i: &usize| {
                let low = part.text.low(*i);
                let bare = low.strip_suffix("'s").unwrap_or(low);
                self.own_customers.iter().any(|c| c == bare || lexicon::plural(c) == bare)
            };
            all.extend((0..part.len()).filter(own).map(|i| i..i + 1));
            all.sort_by_key(|r| r.start);
        }
        all
    }

    /// Whether a part speaks of a customer, in quoted speech too.
    pub fn has_customer(&self, section: Section) -> bool {
        self.part(section).any(Tag::Customer) || !self.customers(section).is_empty()
    }

    /// How many things the speaker did in the Action that changed something.
    pub fn deeds(&self) -> usize {
        self.own.iter().filter(|o| o.strong).count()
    }

    /// A finding about these words of a part.
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

/// The words for this story's own customer, in lower case.
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

/// Setters that read as a sentence where a rule is written.
impl Finding {
    /// The one plain sentence.
    #[must_use]
    pub(super) fn says(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// The one question.
    #[must_use]
    pub(super) fn asks(mut self, question: impl Into<String>) -> Self {
        self.question = question.into();
        self
    }
}

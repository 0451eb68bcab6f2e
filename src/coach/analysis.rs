//! A story analyzed once for all rules: its parts as tagged words, and the facts that rules share.

use std::ops::{Range, RangeInclusive};

use hashbrown::HashSet;

use super::lexicon::{self, Tag};
use super::part::Part;
use super::rules::limits;
use super::{Facts, Finding, Level, RuleId, Settings, ownwork};
use crate::language::Text;
use crate::language::graphemes::snap;
use crate::language::phrases::Tag as _;
use crate::language::stem::plural;
use crate::questions::{OWN, Prompt, PromptKind};
use crate::story::pace::{Seconds, USUAL, Words};
use crate::story::{Section, Story, one_line};

/// A story prepared for the rules.
pub struct Analysis<'a> {
    pub story: &'a Story,
    /// The kind of event that the prompt asks for.
    pub kind: Option<PromptKind>,
    /// The principle that it is told for.
    pub principle: String,
    /// Whether the story is told for Customer Obsession.
    pub about_customers: bool,
    /// Whether the story is told for Dive Deep.
    pub digs: bool,
    /// How long the answer usually takes.
    pub usual: RangeInclusive<Seconds>,
    pub settings: &'a Settings,
    /// The current day and the time of the last telling.
    pub facts: Facts,
    /// The five parts in telling order.
    pub parts: [Part<'a>; 5],
    /// Whether the text is English, judged by its share of stop words.
    pub english: bool,
    /// The speaker's own actions in the Action.
    pub own: Vec<ownwork::Own>,
    /// Words and phrases that would fit any story.
    pub general: Vec<(Section, Range<usize>)>,
    own_customers: Vec<String>,
}

/// Shorter texts are assumed to be English.
const WORDS_TO_TELL_ENGLISH: usize = 20;
/// The minimum share of stop words in English text, in percent. English prose has 40 to 55, English notes 20
/// to 30, other European languages 2 to 12.
const ENGLISH_PERCENT: usize = 17;

/// The beginning of a text that is judged: nobody tells more, and a pasted book must not take seconds a key.
fn judged(text: &str) -> &str {
    let Some(seen) = text.as_bytes().get(..limits::JUDGED_BYTES) else { return text };
    // Up to a blank, so that no word and no grapheme is cut.
    let end = seen.iter().rposition(u8::is_ascii_whitespace).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

impl<'a> Analysis<'a> {
    /// Analyzes a story for a prompt.
    pub fn new(story: &'a Story, prompt: Option<&Prompt>, settings: &'a Settings, facts: Facts) -> Self {
        let parts = Section::ALL.map(|s| Part::new(judged(story.section(s))));
        // A question of the user's own is asked for the principle that is the story's home.
        let asked = prompt.map(|p| p.id.principle()).filter(|&p| p != OWN);
        let principle = asked.unwrap_or(story.principle.as_str());
        let words: usize = parts.iter().map(Part::len).sum();
        let small: usize = parts.iter().map(|p| p.count(Tag::Stop)).sum();
        let action = Section::Action.index();
        let own = parts.get(action).map(ownwork::own_actions).unwrap_or_default();
        let general = general(&parts);
        Self {
            story,
            general,
            kind: prompt.map(|p| p.kind),
            principle: principle.to_owned(),
            about_customers: principle == "customer-obsession",
            digs: principle == "dive-deep",
            usual: prompt.map_or(USUAL, |p| p.usual.clone()),
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

    /// Whether a part mentions a customer, by word, name or by what they did, including in quoted speech.
    pub fn has_customer(&self, section: Section) -> bool {
        let part = self.part(section);
        part.any(Tag::Customer) || part.any(Tag::Served) || !self.customers(section).is_empty()
    }

    /// Whether somebody of the start comes again in the end: the same name, or "she signed".
    pub fn comes_again(&self) -> bool {
        let start = [self.part(Section::Situation), self.part(Section::Task)];
        let end = self.part(Section::Result);
        let named = names(&start);
        let again = |at: usize| {
            let low = end.text.low(at);
            let capital = end.text.words.get(at).is_some_and(|w| w.capital);
            capital && named.contains(low.strip_suffix("'s").unwrap_or(low))
        };
        let somebody =
            !named.is_empty() || start.iter().any(|part| part.any(Tag::Customer) || part.any(Tag::Served));
        let acts = |words: &Range<usize>| end.is(words.start, &["he", "she", "they"]);
        // "He was approved in eleven days."
        let begins = |s: &Range<usize>| end.is(s.start, &["he", "she", "they"]);
        let told = || ownwork::others(end).iter().any(acts) || end.text.sentences.iter().any(begins);
        end.all().any(again) || somebody && told()
    }

    /// The words that would fit any story, each once: what a story is about is said often.
    fn distinct_general(&self) -> impl Iterator<Item = &(Section, Range<usize>)> {
        let mut seen = HashSet::new();
        let text = |(section, words): &(Section, Range<usize>)| -> Vec<&str> {
            words.clone().map(|at| self.part(*section).text.low(at)).collect()
        };
        self.general.iter().filter(move |general| seen.insert(text(general)))
    }

    /// The share of words that would fit any story, per thousand.
    pub fn general_per_mille(&self) -> usize {
        let general: usize = self.distinct_general().map(|(_, words)| words.len()).sum();
        general * 1000 / self.words(&Section::ALL).max(1)
    }

    /// Whether much of the story is told in words that would fit any other.
    pub fn fits_any(&self) -> bool {
        self.distinct_general().count() >= limits::GENERAL_WORDS
            && self.general_per_mille() >= limits::GENERAL_PER_MILLE
    }

    /// Whether these words of a part hold a word that would fit any story.
    pub fn is_general(&self, section: Section, words: &Range<usize>) -> bool {
        self.general.iter().any(|(s, general)| *s == section && words.contains(&general.start))
    }

    /// The latest year that its words name: "In March 2022". "2000 orders" is an amount.
    pub fn year_told(&self) -> Option<i16> {
        let years = self.parts.iter().flat_map(|part| {
            let amounts = part.quantities();
            part.all().filter(move |at| !amounts.contains(at)).filter_map(|at| part.text.low(at).parse().ok())
        });
        years.filter(|year| (1950..=2100).contains(year)).max()
    }

    /// Whether the story is told so concretely that what seems to be missing is likely told in words that the
    /// coach does not know.
    pub fn is_concrete(&self) -> bool {
        self.general_per_mille() < limits::CONCRETE_PER_MILLE
    }

    /// Whether the prompt asks for a conflict, or the story is told for a principle about standing up.
    pub fn is_dispute(&self) -> bool {
        self.kind == Some(PromptKind::Conflict) || self.principle == "have-backbone-disagree-and-commit"
    }

    /// Whether the story is about deciding.
    pub fn is_decision(&self) -> bool {
        self.kind == Some(PromptKind::Tradeoff)
            || matches!(self.principle.as_str(), "are-right-a-lot" | "bias-for-action" | "frugality")
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
            also: Vec::new(),
        }
    }

    /// Every word and phrase with a tag in these parts, outside quoted speech.
    pub fn hits(&self, sections: &[Section], tag: Tag) -> Vec<(Section, Range<usize>)> {
        sections.iter().flat_map(|&s| self.part(s).hits(tag).into_iter().map(move |h| (s, h))).collect()
    }

    /// Whether any of these parts has a word or phrase with a tag, including in quoted speech.
    pub fn any(&self, sections: &[Section], tag: Tag) -> bool {
        sections.iter().any(|&s| self.part(s).any(tag))
    }
}

/// The tags of words that would fit any story.
const GENERAL: [Tag; 9] = [
    Tag::Abstract,
    Tag::Rosy,
    Tag::Magnitude,
    Tag::Claim,
    Tag::Platitude,
    Tag::Reward,
    Tag::Gut,
    Tag::HollowChoice,
    Tag::Grand,
];

/// Every word and phrase of these tags, each word once.
fn general(parts: &[Part<'_>; 5]) -> Vec<(Section, Range<usize>)> {
    let mut out = Vec::new();
    for (section, part) in Section::ALL.into_iter().zip(parts) {
        let mut here: Vec<Range<usize>> = GENERAL.iter().flat_map(|&tag| part.hits(tag)).collect();
        here.sort_by_key(|words| (words.start, std::cmp::Reverse(words.end)));
        let mut end = 0;
        for words in here {
            if words.end > end {
                out.push((section, words.start.max(end)..words.end));
                end = words.end;
            }
        }
    }
    out
}

/// The names of this story's own customer, in lower case: each word of the details up to what is said of them,
/// a comma beginning the next, and every name.
fn own_customers(story: &Story, settings: &Settings) -> Vec<String> {
    const ENDS: &[&str] = &[
        "who", "that", "which", "needing", "missing", "lacking", "wanting", "with", "was", "were", "whose",
        "where", "waiting", "for", "from", "in", "at", "on", "behind",
    ];
    let mut out: Vec<String> = settings.customer_words.iter().map(|w| w.trim().to_lowercase()).collect();
    let text = Text::new(&story.customer);
    let mut ended = false;
    for at in 0..text.words.len() {
        let low = text.low(at);
        if text.is_first(at) || text.gap_before(at).contains([',', ';']) {
            ended = false;
        }
        ended |= ENDS.contains(&low) || at > 0 && text.gap_before(at).contains(':');
        let tags = lexicon::entry(low).map_or(0, |e| e.tags);
        let small = tags & (Tag::Stop.bit() | Tag::Me.bit() | Tag::Month.bit()) != 0;
        if low.chars().count() > 2 && !small && (!ended || text.is_name(at)) {
            out.push(low.strip_suffix("'s").unwrap_or(low).to_owned());
        }
    }
    out.retain(|w| !w.is_empty());
    out
}

/// The names in some parts, in lower case and without a possessive ending.
fn names(parts: &[&Part<'_>]) -> HashSet<String> {
    let name = |part: &Part<'_>, at: usize| {
        part.text.is_name(at) && !part.has(at, Tag::Month) && !part.has(at, Tag::Event)
    };
    let bare = |part: &Part<'_>, at: usize| {
        let low = part.text.low(at);
        low.strip_suffix("'s").unwrap_or(low).to_owned()
    };
    parts.iter().flat_map(|part| part.all().filter(|&at| name(part, at)).map(|at| bare(part, at))).collect()
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

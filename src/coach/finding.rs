//! What a rule returns: data, never styled text.

use std::ops::Range;

use crate::story::Section;

/// The id of a rule in kebab case, stable: it is stored in the config and in dismissals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub &'static str);

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.0)
    }
}

/// The severity of a finding, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something good.
    Praise,
    /// A suggestion; never keeps a story from being solid.
    Hint,
    /// Keeps a story a draft until it is resolved or dismissed.
    Warning,
}

/// One statement about a story: the user's words, one sentence, one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: RuleId,
    pub level: Level,
    /// The part concerned; `None` for the whole story.
    pub section: Option<Section>,
    /// The byte range in that part's text, on grapheme boundaries.
    pub span: Option<Range<usize>>,
    /// The words of the span on one line, at most 60 graphemes; empty without a span.
    pub quote: String,
    /// One plain sentence.
    pub message: String,
    /// One question; empty in praise.
    pub question: String,
    /// The key for dismissing it: the rule and the normalized words of the span.
    pub key: String,
    /// The further places of which the same is said, in order.
    pub also: Vec<Passage>,
}

/// A further place of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub section: Section,
    /// The byte range in that part's text, on grapheme boundaries; `None` once its text was edited away.
    pub span: Option<Range<usize>>,
    /// Like [`Finding::quote`].
    pub quote: String,
    /// Like [`Finding::key`].
    pub key: String,
}

impl Finding {
    /// The keys of all places: the finding is dismissed once all of them are.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.key).chain(self.also.iter().map(|place| &place.key))
    }

    /// The quotes of the first places in quotation marks, and how many more there are; empty without a quote.
    pub fn quotes(&self) -> String {
        const SHOWN: usize = 3;
        let all = std::iter::once(&self.quote).chain(self.also.iter().map(|place| &place.quote));
        let mut distinct: Vec<&str> = Vec::new();
        for quote in all.map(String::as_str).filter(|quote| !quote.is_empty()) {
            if !distinct.iter().any(|d| d.eq_ignore_ascii_case(quote)) {
                distinct.push(quote);
            }
        }
        let shown: Vec<String> = distinct.iter().take(SHOWN).map(|quote| format!("\"{quote}\"")).collect();
        let more = distinct.len().saturating_sub(SHOWN);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        shown.join(", ") + &rest
    }

    /// Moves the spans in a part along with an edit of its text; false if no place of the finding is left.
    ///
    /// `moved` gives the new span, or `None` where its text was replaced.
    pub fn shift(&mut self, section: Section, moved: impl Fn(Range<usize>) -> Option<Range<usize>>) -> bool {
        self.also.retain_mut(|place| {
            let Some(span) = place.span.take_if(|_| place.section == section) else { return true };
            place.span = moved(span);
            place.span.is_some()
        });
        let Some(span) = self.span.take_if(|_| self.section == Some(section)) else { return true };
        self.span = moved(span);
        if self.span.is_none() && !self.also.is_empty() {
            let Passage { section, span, quote, key } = self.also.remove(0);
            (self.section, self.span, self.quote, self.key) = (Some(section), span, quote, key);
        }
        self.span.is_some()
    }

    /// The spans in a part, in order.
    pub fn spans(&self, section: Section) -> impl Iterator<Item = &Range<usize>> {
        let first = self.span.as_ref().filter(|_| self.section == Some(section));
        let also = self.also.iter().filter(move |place| place.section == section);
        first.into_iter().chain(also.filter_map(|place| place.span.as_ref()))
    }
}

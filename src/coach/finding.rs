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
}

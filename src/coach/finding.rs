//! What a rule returns: data, never styled text.

use std::ops::Range;

use crate::story::Section;

/// The name of a rule, kebab case, stable: it stands in the user's config and in dismissals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub &'static str);

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.0)
    }
}

/// How much a finding matters; the greater is the more serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A true thing that is good.
    Praise,
    /// Worth a thought; never keeps a story from being solid.
    Hint,
    /// Keeps a story a draft until it is answered or dismissed.
    Warning,
}

/// One thing said about a story: the user's own words, one plain sentence, one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: RuleId,
    /// How much it matters.
    pub level: Level,
    /// The part it is about; `None` where it is about the whole story.
    pub section: Option<Section>,
    /// The words it is about: bytes of that part's text, on grapheme boundaries.
    pub span: Option<Range<usize>>,
    /// Those words on one line, at most 60 graphemes; empty where there is no span.
    pub quote: String,
    /// One plain sentence.
    pub message: String,
    /// One question to answer; empty in praise.
    pub question: String,
    /// What dismisses it for good: the rule and the normalized words that it met.
    pub key: String,
}

//! The identity of a document: the unit that is journaled, saved and merged.

use super::StoryId;

/// A document that goes through journal, checkpoint and merge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentId {
    /// A story.
    Story(StoryId),
    /// `preparation.json`.
    Preparation,
    /// `questions/own.json`.
    OwnQuestions,
}

impl DocumentId {
    /// The name in journals and history: a story's id, `preparation` or `own`.
    pub fn name(&self) -> &str {
        match self {
            Self::Story(id) => id.as_str(),
            Self::Preparation => "preparation",
            Self::OwnQuestions => "own",
        }
    }

    /// The document of a name; `None` for a name that is neither an id nor one of the two words.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "preparation" => Some(Self::Preparation),
            "own" => Some(Self::OwnQuestions),
            id => StoryId::parse(id).ok().map(Self::Story),
        }
    }
}

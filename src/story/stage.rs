//! How far a story has come.

/// How far a story has come, best last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// One of the four parts is blank, or the coach has an open warning.
    #[default]
    Draft,
    /// All four parts are there and no warning is open.
    Solid,
    /// Solid, and told well often enough; the coach says how often.
    Ready,
}

impl Stage {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Solid => "solid",
            Self::Ready => "ready",
        }
    }
}

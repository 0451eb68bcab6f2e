//! The stage of a story, from draft to ready.

/// The stage of a story, best last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A STAR part is blank, or the coach has an open warning.
    #[default]
    Draft,
    /// All four parts are written and no warning is open.
    Solid,
    /// Solid, and told well often enough; `coach::READY_TELLINGS` says how often.
    Ready,
}

impl Stage {
    /// The display name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Solid => "solid",
            Self::Ready => "ready",
        }
    }
}

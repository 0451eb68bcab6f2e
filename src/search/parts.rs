//! Which sources of evidence the matcher uses.

/// The sources that the matcher uses: all of them, except to measure what each contributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The words of the packs and the examples.
    pub packs: bool,
    /// The table of meanings.
    pub meanings: bool,
    /// Which prompts a story was said to answer, and its home.
    pub links: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { packs: true, meanings: true, links: true }
    }
}

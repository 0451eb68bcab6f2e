//! Switches for the matcher's sources of evidence.

/// The sources of evidence that the matcher uses: all of them, except in measurements of their contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The words of the packs and the examples.
    pub packs: bool,
    /// The concept table.
    pub meanings: bool,
    /// The prompts that a story is linked to, and its home principle.
    pub links: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { packs: true, meanings: true, links: true }
    }
}

//! The texts of a story that are searched, and how much a word in each says about it.

use std::ops::Range;
use std::sync::LazyLock;

use crate::story::{Section, Story};

/// A text of a story that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// Who the customer was.
    Customer,
    /// When it happened.
    Happened,
    /// The story in 30 seconds.
    Headline,
    /// The id of the home principle, with hyphens for spaces.
    Principle,
    /// One of the five parts.
    Part(Section),
    /// A first sentence, by its place among [`Story::openings`].
    Opening(usize),
    /// A cue, by its place.
    Cue(usize),
    /// A prepared answer, by the place of its follow-up.
    Answer(usize),
}

/// A place that was found: which text, and the bytes in it, on grapheme boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The text.
    pub field: Field,
    /// The bytes of it.
    pub at: Range<usize>,
}

impl Field {
    /// The bit of the field in a posting; frequent fields have the low ones, so that postings stay short.
    pub(super) fn bit(self) -> u32 {
        match self {
            Self::Part(section) => section.index() as u32,
            Self::Title => 5,
            Self::Customer => 6,
            Self::Principle => 7,
            Self::Headline => 8,
            Self::Opening(_) => 9,
            Self::Cue(_) => 10,
            Self::Answer(_) => 11,
            Self::Happened => 12,
        }
    }
}

/// How much a word in each field says, best first, with [`Field::bit`].
const WEIGHTS: [(u32, f32); BITS as usize] = [
    (5, 1.0),
    (8, 0.9),
    (9, 0.85),
    (10, 0.8),
    (6, 0.75),
    (7, 0.7),
    (2, 0.65),
    (0, 0.65),
    (1, 0.65),
    (3, 0.6),
    (4, 0.6),
    (12, 0.5),
    (11, 0.4),
];
const BITS: u32 = 13;

/// The weight for every mask of fields: a search looks up hundreds of thousands.
static BY_MASK: LazyLock<Vec<f32>> = LazyLock::new(|| (0..1 << BITS).map(weigh).collect());

/// The weight of a word by the best field it stands in, from 0 to 1.4; `mask` holds [`Field::bit`]s.
pub(super) fn weight(mask: u32) -> f32 {
    BY_MASK.get(mask as usize).copied().unwrap_or_default()
}

fn weigh(mask: u32) -> f32 {
    let best = WEIGHTS.iter().find(|(bit, _)| mask & (1 << bit) != 0).map_or(0.0, |&(_, w)| w);
    // A word that runs through the story says more than one that stands there once.
    best * (1.0 + 0.12 * mask.count_ones().saturating_sub(1) as f32).min(1.4)
}

/// The texts of a story with their fields; empty ones are left out.
pub(super) fn texts(story: &Story) -> impl Iterator<Item = (Field, &str)> {
    let one = [
        (Field::Title, story.title.as_str()),
        (Field::Customer, &story.customer),
        (Field::Happened, &story.happened),
        (Field::Headline, &story.headline),
        (Field::Principle, &story.principle),
    ];
    let parts = Section::ALL.into_iter().map(|s| (Field::Part(s), story.section(s)));
    let openings = story.openings.values().enumerate().map(|(i, t)| (Field::Opening(i), t.as_str()));
    let cues = story.cues.iter().enumerate().map(|(i, t)| (Field::Cue(i), t.as_str()));
    let answers = story.probes.iter().enumerate().map(|(i, p)| (Field::Answer(i), p.answer.as_str()));
    one.into_iter().chain(parts).chain(openings).chain(cues).chain(answers).filter(|(_, t)| !t.is_empty())
}

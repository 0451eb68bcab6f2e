//! The searched texts of a story and their weights.
//!
//! Which fields are searched, and their weights, is declared in [`FIELDS`].

use std::ops::Range;
use std::sync::LazyLock;

use crate::story::{FIELDS, FieldKind, Story, StoryField};

/// A searched text of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field {
    /// The key of the field in the story's file.
    pub key: &'static str,
    /// The index of the text within the field; 0 where there is only one.
    pub at: usize,
    /// The index in [`SEARCHED`].
    place: u8,
}

/// A passage found: the text, and a byte range on grapheme boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub field: Field,
    pub at: Range<usize>,
}

impl Field {
    /// The text in a story; empty if the story has none there.
    pub fn text(self, story: &Story) -> &str {
        let field = SEARCHED.get(usize::from(self.place));
        field.and_then(|field| searched(field, story).get(self.at).copied()).unwrap_or_default()
    }

    pub fn is_title(self) -> bool {
        self.key == "title"
    }

    /// Whether it is the principle's id, which is not the user's text.
    pub fn is_principle(self) -> bool {
        self.key == "principle"
    }

    pub(super) fn title() -> Self {
        let place = SEARCHED.iter().position(|field| field.key == "title").unwrap_or_default();
        Self { key: "title", at: 0, place: place as u8 }
    }

    /// The bit of the field in a posting.
    pub(super) fn bit(self) -> u32 {
        u32::from(self.place)
    }
}

/// The searched fields; the index is the bit in a posting.
///
/// The parts come first: most words occur there, and a posting with only low bits takes a byte less.
static SEARCHED: LazyLock<Vec<&'static StoryField>> = LazyLock::new(|| {
    let mut fields: Vec<_> = FIELDS.iter().filter(|field| field.search.is_some()).collect();
    fields.sort_by_key(|field| !matches!(field.kind, FieldKind::Prose(_)));
    fields
});

/// The weight of every field mask, precomputed: a search looks up hundreds of thousands.
static BY_MASK: LazyLock<Vec<f32>> = LazyLock::new(|| (0..1 << SEARCHED.len()).map(weigh).collect());

/// The weight of a word by the best field that contains it, from 0 to 1.4; `mask` holds [`Field::bit`]s.
pub(super) fn weight(mask: u32) -> f32 {
    BY_MASK.get(mask as usize).copied().unwrap_or_default()
}

fn weigh(mask: u32) -> f32 {
    let held = SEARCHED.iter().enumerate().filter(|(place, _)| mask & (1 << place) != 0);
    let best = held.filter_map(|(_, field)| field.search).fold(0.0, f32::max);
    // A word in several fields counts more than one in a single field.
    best * (1.0 + 0.12 * mask.count_ones().saturating_sub(1) as f32).min(1.4)
}

/// The searched texts of a field: of a follow-up only the answer, since the question is not the user's text.
fn searched<'s>(field: &StoryField, story: &'s Story) -> Vec<&'s str> {
    match &field.kind {
        FieldKind::Probes(at) => at.of(story).iter().map(|probe| probe.answer.as_str()).collect(),
        FieldKind::Meta
        | FieldKind::Principle(_)
        | FieldKind::Line(_)
        | FieldKind::When(_)
        | FieldKind::Prose(_)
        | FieldKind::Items(_)
        | FieldKind::Prompts(_)
        | FieldKind::ByPrompt(_)
        | FieldKind::Checks(_)
        | FieldKind::Keys(_) => field.texts(story),
    }
}

/// The indexes in [`SEARCHED`] in reading order: details first, then prose, then lists.
static READ: LazyLock<Vec<(usize, &'static StoryField)>> = LazyLock::new(|| {
    let mut fields: Vec<_> = SEARCHED.iter().copied().enumerate().collect();
    fields.sort_by_key(|(_, field)| (!field.is_single(), matches!(field.kind, FieldKind::Prose(_))));
    fields
});

/// The texts of a story with their fields, the most concise first; empty ones are skipped.
pub(super) fn texts(story: &Story) -> impl Iterator<Item = (Field, &str)> {
    READ.iter()
        .flat_map(move |&(place, field)| {
            let texts = searched(field, story).into_iter().enumerate();
            texts.map(move |(at, text)| (Field { key: field.key, at, place: place as u8 }, text))
        })
        .filter(|(_, text)| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::search::Index;

    #[test]
    fn a_story_is_found_by_the_words_of_every_searched_field_and_of_no_other() {
        let story = Arc::new(crate::story::marked());
        let index = Index::build(&[Arc::clone(&story)]);
        for field in &FIELDS {
            let words = field.texts(&story);
            let Some(word) = words.iter().find_map(|text| text.strip_prefix("zqmark ")) else { continue };
            let hits = index.find(word, 5);
            let marks = hits.iter().flat_map(|hit| &hit.matches);
            let found: Vec<&str> = marks.map(|mark| mark.field.key).collect();
            assert_eq!(found, field.search.map_or(vec![], |_| vec![field.key]), "{}", field.key);
        }
    }

    #[test]
    fn the_best_field_of_a_word_decides_its_weight_and_more_of_them_raise_it() {
        let bit = |key: &str| 1 << SEARCHED.iter().position(|field| field.key == key).unwrap();
        let same = |a: f32, b: f32| (a - b).abs() < 1e-6;
        assert!(same(weight(0), 0.0));
        assert!(same(weight(bit("title")), 1.0));
        assert!(same(weight(bit("result")), 0.6));
        assert!(same(weight(bit("title") | bit("result")), 1.12));
        assert!(same(weight((1 << SEARCHED.len()) - 1), 1.4));
    }

    #[test]
    fn a_mark_leads_back_to_its_text() {
        let story = crate::story::marked();
        for (field, text) in texts(&story) {
            assert_eq!(field.text(&story), text);
        }
        assert!(Field::title().is_title());
        assert_eq!(Field::title().text(&story), "zqmark title");
    }
}

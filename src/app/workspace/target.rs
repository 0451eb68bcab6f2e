//! The text fields of a story.

use serde_json::Value;

use crate::coach::SELF_CHECK;
use crate::story::{ProbeAnswer, PromptId, Section, Story};

/// A text field of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One of the five parts.
    Section(Section),
    Title,
    Customer,
    Happened,
    Headline,
    /// The opening sentence for a prompt.
    Opening(PromptId),
    /// A cue of the cue card.
    Cue(usize),
    /// The prepared answer to a follow-up.
    Answer(String),
    /// What is open in the self-check, by its question's id.
    Check(&'static str),
}

impl Target {
    /// The field's text in a story.
    pub fn of<'s>(&self, story: &'s Story) -> &'s str {
        match self {
            Self::Section(s) => story.section(*s),
            Self::Title => &story.title,
            Self::Customer => &story.customer,
            Self::Happened => &story.happened,
            Self::Headline => &story.headline,
            Self::Opening(p) => story.openings.get(p).map_or("", String::as_str),
            Self::Cue(i) => story.cues.get(*i).map_or("", String::as_str),
            Self::Answer(ask) => {
                story.probes.iter().find(|p| &p.ask == ask).map_or("", |p| p.answer.as_str())
            }
            Self::Check(id) => story
                .checks
                .as_ref()
                .and_then(|checks| checks.get(*id))
                .map_or("", |check| check.words.as_str()),
        }
    }

    /// The key and the text of a plain string field; `None` for texts inside a list or a map.
    pub(super) fn plain<'s>(&self, story: &'s mut Story) -> Option<(&'static str, &'s mut String)> {
        match self {
            Self::Section(s) => Some((s.key(), story.section_mut(*s))),
            Self::Title => Some(("title", &mut story.title)),
            Self::Customer => Some(("customer", &mut story.customer)),
            Self::Happened => Some(("happened", &mut story.happened)),
            Self::Headline => Some(("headline", &mut story.headline)),
            Self::Opening(_) | Self::Cue(_) | Self::Answer(_) | Self::Check(_) => None,
        }
    }

    /// Sets a text inside a list or a map; returns the field's key and its new value. `None` for a plain
    /// field.
    pub(super) fn set_nested(&self, story: &mut Story, text: &str) -> Option<(&'static str, Value)> {
        let json = |v: serde_json::Result<Value>| v.unwrap_or(Value::Null);
        match self {
            Self::Opening(prompt) => {
                story.openings.insert(prompt.clone(), text.to_owned());
                Some(("openings", json(serde_json::to_value(&story.openings))))
            }
            Self::Cue(at) => {
                if story.cues.len() <= *at {
                    story.cues.resize(at + 1, String::new());
                }
                if let Some(cue) = story.cues.get_mut(*at) {
                    text.clone_into(cue);
                }
                Some(("cues", json(serde_json::to_value(&story.cues))))
            }
            Self::Answer(ask) => {
                match story.probes.iter_mut().find(|p| &p.ask == ask) {
                    Some(p) => text.clone_into(&mut p.answer),
                    None => story.probes.push(ProbeAnswer { ask: ask.clone(), answer: text.to_owned() }),
                }
                Some(("probes", json(serde_json::to_value(&story.probes))))
            }
            Self::Check(id) => {
                let question = SELF_CHECK.iter().find(|question| question.id == *id)?;
                let of = question.likeness(story);
                let check = story.checks.get_or_insert_default().entry((*id).to_owned()).or_default();
                text.clone_into(&mut check.words);
                (check.answer, check.of) = (question.said(text).unwrap_or(check.answer), of);
                Some(("checks", json(serde_json::to_value(&story.checks))))
            }
            Self::Section(_) | Self::Title | Self::Customer | Self::Happened | Self::Headline => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::StoryId;
    use jiff::Timestamp;

    #[test]
    fn what_is_put_in_is_what_is_read_and_a_field_is_plain_or_nested() {
        let mut story = Story::new(StoryId::from_bits(1), "ownership", Timestamp::UNIX_EPOCH);
        let nested = [
            Target::Opening(PromptId::new("ownership", "one")),
            Target::Cue(2),
            Target::Answer("Why?".to_owned()),
            Target::Check("phone"),
        ];
        for target in nested {
            let (key, value) = target.set_nested(&mut story, "Because.").unwrap();
            assert_eq!(target.of(&story), "Because.");
            assert_eq!(serde_json::to_value(&story).unwrap()[key], value);
            assert!(target.plain(&mut story).is_none());
        }
        assert_eq!(story.cues, ["", "", "Because."]);
        let plain = [Target::Section(Section::Task), Target::Title, Target::Customer, Target::Headline];
        for target in plain {
            let (key, text) = target.plain(&mut story).unwrap();
            text.push_str("Words");
            assert_eq!(target.of(&story), "Words");
            assert_eq!(serde_json::to_value(&story).unwrap()[key], "Words");
            assert!(target.set_nested(&mut story, "x").is_none());
        }
    }
}

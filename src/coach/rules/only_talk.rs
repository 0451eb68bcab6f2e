//! An Action of meetings.

use super::super::lexicon::Tag;
use super::super::ownwork::Own;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, each, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("only-talk"),
    level: Level::Hint,
    title: "an Action of meetings",
    why: "Meetings are where work is talked about. What did somebody hold in their hands afterward that was not there before?",
    before: "I met with the teams, presented my concerns and facilitated two workshops.",
    after: "I wrote the two dates on the whiteboard, asked each lead to strike one, and moved the order that evening.",
    false_alarms: "A story whose point is a conversation. Then tell what was said, in its words.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let verb = |own: &Own| own.words.end.saturating_sub(1);
    let is_talk = |own: &&Own| part.starts(verb(own), Tag::Talk) || part.starts(verb(own), Tag::Aside);
    let is_made = |own: &&Own| own.strong && !is_talk(own) && !part.has(verb(own), Tag::General);
    let talk: Vec<_> = r.own.iter().filter(is_talk).map(|own| (Section::Action, own.words.clone())).collect();
    let made = r.own.iter().filter(is_made).count();
    let spoken = part.text.words.iter().any(|w| w.quoted);
    if talk.len() < limits::TALKS || made * 2 > talk.len() || spoken {
        return Vec::new();
    }
    let ask = "What was there afterward that was not there before?";
    each(r, &RULE, Level::Hint, &talk, "The Action sounds like mostly talk.", ask)
}

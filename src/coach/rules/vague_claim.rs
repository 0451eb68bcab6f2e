//! Claims without evidence.

use super::super::lexicon::Tag;
use super::{Analysis, Aspect, Finding, Level, Rule, RuleId, limits};
use crate::questions::ProbeFamily;
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("vague-claim"),
    level: Level::Warning,
    title: "a claim that shows nothing",
    why: "\"Aligned stakeholders\" could be a phone call or a year. The interviewer will ask what exactly you said \
          and did, so say it first.",
    before: "I aligned the stakeholders and took ownership.",
    after: "I phoned both heads of sales and read them the two dates; Anna gave up hers.",
    false_alarms: "A claim that is shown right before it instead of after. A hint on its own, a warning where \
                   claims take the place of what you did.",
    any_language: false,
    aspect: Aspect::Substance,
    adds_up: true,
    unless: &[],
    follow_up: Some(ProbeFamily::Depth),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let part = r.part(Section::Action);
    let mut hits = part.hits(Tag::Claim);
    hits.retain(|h| {
        let sentence = part.text.sentence_of(h.start);
        let reach = h.end..(h.end + limits::CLAIM_REACH).min(sentence.end.max(h.end));
        !part.concrete_in(&reach)
    });
    let most =
        if part.quantities().is_empty() { limits::CLAIMS_TOO_MANY } else { limits::CLAIMS_FAR_TOO_MANY };
    let dense = hits.len() * 100 >= part.len() * limits::CLAIMS_PERCENT;
    let level = if hits.len() >= most && dense { Level::Warning } else { Level::Hint };
    hits.iter()
        .take(limits::CAP)
        .enumerate()
        .map(|(i, hit)| {
            // One warning is enough: further claims are the same problem.
            let level = if i == 0 { level } else { Level::Hint };
            r.at(RULE.id, level, Section::Action, hit)
                .says("This claims more than it shows.")
                .asks("What exactly did you say or do?")
        })
        .collect()
}

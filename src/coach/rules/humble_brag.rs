//! A failure that is really self-praise.

use super::super::lexicon::Tag;
use super::{Analysis, Family, Finding, Level, Rule, RuleId};
use crate::story::Section;

pub const RULE: Rule = Rule {
    id: RuleId("humble-brag"),
    level: Level::Warning,
    title: "praise of yourself, in disguise or in the open",
    why: "A question about a failure looks for self-awareness. A weakness that is really a strength tells the \
          interviewer that you have none to show, or hide it.",
    before: "My standards were too high.",
    after: "I reworked other people's layouts without asking them, and we missed the date.",
    false_alarms: "\"I was right\" where it is the point of the question. The words stand in the story because somebody else said them without quotation marks.",
    any_language: false,
    substance: false,
    follow_up: Some(Family::Specificity),
    check,
};

fn check(r: &Analysis<'_>) -> Vec<Finding> {
    let brag = || Section::ALL.iter().find_map(|&s| Some((s, r.part(s).hits(Tag::Brag).into_iter().next()?)));
    let ends = [Section::Result, Section::Lesson];
    let grand = || ends.iter().find_map(|&s| Some((s, r.part(s).hits(Tag::Grand).into_iter().next()?)));
    if let Some((s, hit)) = r.is_failure().then(brag).flatten() {
        let found = r
            .at(RULE.id, Level::Warning, s, &hit)
            .says("This may sound like praise in disguise.")
            .asks("What did you actually get wrong?");
        return vec![found];
    }
    grand()
        .map(|(s, hit)| {
            r.at(RULE.id, Level::Warning, s, &hit)
                .says("You may sound as if you were praising yourself.")
                .asks("Who else would say so, and in what words?")
        })
        .into_iter()
        .collect()
}

//! Chooses the follow-up after a telling: the question's own before general ones, the weakest point first.

use super::Review;
use super::rules::rule;
use super::wordings::wordings;
use crate::questions::{Probe, ProbeFamily, Prompt, PromptKind};

/// What to ask after the next `count` tellings, in order: those asked least often so far come first.
///
/// The prompt's own come before general ones, each in its order. Among both, the family of the strongest
/// finding comes first: one of the own, all of the general ones. `asked` are the follow-ups asked after
/// earlier tellings of the story, so that none is repeated until all were asked.
pub fn follow_ups(review: &Review, prompt: &Prompt, asked: &[&str], count: usize) -> Vec<String> {
    let weakest = review.findings.iter().find_map(|f| rule(f.rule.0)?.follow_up);
    let times = |text: &str| asked.iter().filter(|asked| asked.trim() == text.trim()).count();
    let mut own: Vec<&Probe> = prompt.probes.iter().collect();
    let fresh = |probe: &&Probe| probe.family.is_some() && probe.family == weakest && times(&probe.text) == 0;
    if let Some(at) = own.iter().position(fresh) {
        let first = own.remove(at);
        own.insert(0, first);
    }
    let own = own.into_iter().map(|probe| probe.text.as_str());
    let general =
        families(weakest, prompt.kind).into_iter().flat_map(|family| wordings(family).iter().copied());
    let mut all: Vec<&str> = own.chain(general).collect();
    // Stable: those asked equally often keep their order.
    all.sort_by_key(|text| times(text));
    all.into_iter().take(count).map(str::to_owned).collect()
}

/// All families in the order in which to ask from them: that of the weakest point, then those that the kind
/// of question calls for.
fn families(weakest: Option<ProbeFamily>, kind: PromptKind) -> Vec<ProbeFamily> {
    use ProbeFamily::{Another, Cause, Change, Depth, OtherSide, Outcome, OwnPart};
    let usual = match kind {
        PromptKind::Failure => [Cause, Change, Depth, OtherSide, OwnPart, Outcome, Another],
        PromptKind::Conflict | PromptKind::Tradeoff => {
            [Depth, OtherSide, Outcome, Change, OwnPart, Cause, Another]
        }
        PromptKind::Case | PromptKind::Change | PromptKind::Success | PromptKind::Pitch => {
            [Depth, Outcome, OwnPart, OtherSide, Change, Cause, Another]
        }
    };
    let mut out: Vec<ProbeFamily> = weakest.into_iter().collect();
    out.extend(usual.into_iter().filter(|&family| Some(family) != weakest));
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Finding, Level, RuleId};
    use super::*;
    use crate::story::PromptId;

    fn prompt(probes: &[(&str, Option<ProbeFamily>)]) -> Prompt {
        Prompt {
            id: PromptId::new("ownership", "sample"),
            group: None,
            short: "sample".into(),
            also_asked: Vec::new(),
            easy: false,
            usual: crate::story::pace::USUAL,
            guide: Vec::new(),
            text: "Tell me.".into(),
            kind: PromptKind::Success,
            probes: probes.iter().map(|&(text, family)| Probe { text: text.to_owned(), family }).collect(),
            joggers: Vec::new(),
        }
    }

    fn found(rule: &'static str) -> Review {
        let finding = Finding {
            rule: RuleId(rule),
            level: Level::Warning,
            section: None,
            span: None,
            quote: String::new(),
            message: String::new(),
            question: String::new(),
            key: String::new(),
            also: Vec::new(),
        };
        Review { findings: vec![finding], ..Review::default() }
    }

    /// The follow-ups of so many tellings in a row.
    fn asked(review: &Review, prompt: &Prompt, tellings: usize) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for _ in 0..tellings {
            let before: Vec<&str> = all.iter().map(String::as_str).collect();
            let next = follow_ups(review, prompt, &before, 1);
            all.extend(next);
        }
        all
    }

    #[test]
    fn the_questions_own_come_first_and_in_order() {
        let prompt = prompt(&[("One?", None), ("Two?", Some(ProbeFamily::Cause)), ("Three?", None)]);
        let all = asked(&Review::default(), &prompt, 4);
        assert_eq!(all[..3], ["One?", "Two?", "Three?"]);
        assert_eq!(all[3], "What else did you weigh, and why not that?");
    }

    #[test]
    fn the_weakest_point_moves_one_to_the_front() {
        let prompt = prompt(&[
            ("One?", None),
            ("Two?", Some(ProbeFamily::Outcome)),
            ("Three?", Some(ProbeFamily::Outcome)),
        ]);
        assert_eq!(asked(&found("thin-result"), &prompt, 3), ["Two?", "Three?", "One?"]);
        assert_eq!(asked(&found("we-heavy"), &prompt, 3), ["One?", "Two?", "Three?"], "none of that family");
        // The finding is gone after the first telling: what was asked is still not asked again.
        assert_eq!(follow_ups(&Review::default(), &prompt, &["Two?"], 2), ["One?", "Three?"]);
    }

    #[test]
    fn none_is_repeated_until_all_were_asked() {
        let prompt = prompt(&[("One?", None), ("Two?", None)]);
        let general: usize = ProbeFamily::ALL.iter().map(|&family| wordings(family).len()).sum();
        let all = asked(&found("no-cause"), &prompt, general + 4);
        let mut distinct = all[..general + 2].to_vec();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), general + 2);
        assert_eq!(all[general + 2..], ["One?", "Two?"]);
        assert!(all.iter().all(|text| text.ends_with('?')));
    }
}

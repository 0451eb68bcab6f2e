//! The follow-up after a telling, chosen from the story's weakest point. Must not know a clock or a grade.

use super::Review;
use crate::questions::{Prompt, PromptKind};
use crate::story::Story;

/// What a follow-up is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Which part was yours alone.
    Ownership,
    /// How much, against what.
    Quantify,
    /// What exactly was said or done.
    Specificity,
    /// What else was weighed, and why not.
    Depth,
    /// And if it had gone the other way.
    Counterfactual,
    /// Why it happened.
    Cause,
    /// How the customer took it.
    Outcome,
    /// What has changed since.
    Change,
    /// A second example.
    Another,
    /// How one knew that it worked.
    Metric,
    /// Straight to the end.
    Redirect,
}

impl Family {
    /// All families.
    pub const ALL: [Self; 11] = [
        Self::Ownership,
        Self::Quantify,
        Self::Specificity,
        Self::Depth,
        Self::Counterfactual,
        Self::Cause,
        Self::Outcome,
        Self::Change,
        Self::Another,
        Self::Metric,
        Self::Redirect,
    ];

    /// Our own wordings, asked in turn.
    const fn wordings(self) -> &'static [&'static str] {
        match self {
            Self::Ownership => &[
                "Which part of that was yours alone?",
                "Who else worked on it, and what did you do that they did not?",
                "What would not have happened without you?",
            ],
            Self::Quantify => &[
                "How much was that, and compared with what?",
                "Can you put a number on it?",
                "How many people did it touch, and for how long?",
            ],
            Self::Specificity => &[
                "What exactly did you say?",
                "Take me to the first hour: what did you do, step by step?",
                "Can you give me one concrete detail of that?",
            ],
            Self::Depth => &[
                "What else did you weigh, and why not that?",
                "What was the hardest decision in it?",
                "What did you know then, and what did you only assume?",
            ],
            Self::Counterfactual => &[
                "And if they had refused?",
                "What would have happened had you done nothing?",
                "With half of the time, what would you have dropped?",
            ],
            Self::Cause => &[
                "Why did it happen in the first place?",
                "How did you find the cause, and how were you sure?",
                "What was underneath that cause?",
            ],
            Self::Outcome => &[
                "How did the customer take it?",
                "What was different for the customer a month later?",
                "What did they say to you at the end?",
            ],
            Self::Change => &[
                "What would you do differently today?",
                "What has stayed since then?",
                "Where have you used that lesson again?",
            ],
            Self::Another => &[
                "Can you give me a second example?",
                "When did the same thing go less well?",
                "Have you done that somewhere else, too?",
            ],
            Self::Metric => &[
                "How did you know that it had worked?",
                "What did you measure, and how often?",
                "Which number would have told you that you were wrong?",
            ],
            Self::Redirect => &[
                "Let me stop you there: how did it end?",
                "In one sentence: what came of it?",
                "I have the background: what did you do?",
            ],
        }
    }

    /// Words by which a prompt's own probe shows that it is of this family.
    const fn signs(self) -> &'static [&'static str] {
        match self {
            Self::Ownership => {
                &["your part", "yours", "you personally", "your own", "your role", "alone", "who else"]
            }
            Self::Quantify => {
                &["how much", "how many", "number", "how long", "how large", "how big", "how often"]
            }
            Self::Specificity => &[
                "exactly",
                "what did you say",
                "first thing",
                "which words",
                "word for word",
                "step",
                "example of",
            ],
            Self::Depth => &[
                "else did you",
                "weigh",
                "consider",
                "options",
                "alternative",
                "hardest",
                "trade",
                "why not",
            ],
            Self::Counterfactual => &["if ", "what would have", "had they", "otherwise"],
            Self::Cause => {
                &["cause", "why did", "why was", "what led", "how did it come", "underneath", "reason"]
            }
            Self::Outcome => {
                &["customer", "client", "they react", "they say", "they take", "they feel", "relationship"]
            }
            Self::Change => {
                &["differently", "since", "learn", "changed", "today", "next time", "again", "now"]
            }
            Self::Another => &["another", "second", "other time", "else has"],
            Self::Metric => {
                &["how did you know", "how do you know", "measure", "metric", "how could you tell", "sure"]
            }
            Self::Redirect => &["in one sentence", "how did it end"],
        }
    }
}

/// The family that a rule's finding asks for.
fn family_of(rule: &str) -> Option<Family> {
    Some(match rule {
        "we-heavy" | "no-own-action" | "blame" => Family::Ownership,
        "no-number" | "no-baseline" | "vague-magnitude" => Family::Quantify,
        "vague-claim" | "habit-voice" | "thin-action" | "too-short" | "hedges" | "humble-brag" => {
            Family::Specificity
        }
        "no-lesson" | "generic-lesson" | "no-lasting-change" => Family::Change,
        "no-cause" => Family::Cause,
        "no-customer" | "weak-close" => Family::Outcome,
        "thin-result" => Family::Metric,
        "too-long" | "setup-heavy" => Family::Redirect,
        _ => return None,
    })
}

/// The follow-up to ask after the telling number `tellings`, from 0: the family of the strongest finding,
/// and after a telling with it, other families in turn, so that it is never the same twice running.
///
/// The prompt's own probes are preferred where they are of that family.
pub fn probe(review: &Review, story: &Story, prompt: &Prompt, tellings: usize) -> (Family, String) {
    let families = families(review, prompt.kind);
    let mut all: Vec<(Family, String)> = Vec::new();
    for round in 0..ROUNDS {
        for &family in &families {
            let text = wording(family, prompt, story, round);
            // A probe of the prompt's own may fit two families: asked once in all rounds.
            if !all.iter().any(|(_, asked)| *asked == text) {
                all.push((family, text));
            }
        }
    }
    let at = tellings % all.len().max(1);
    all.into_iter().nth(at).unwrap_or((Family::Depth, String::new()))
}

/// How often each family is asked in other words before the first comes again.
const ROUNDS: usize = 3;

/// The families worth asking for, the weakest point first; each once.
fn families(review: &Review, kind: PromptKind) -> Vec<Family> {
    let mut out: Vec<Family> = Vec::new();
    let mut push = |family: Family| {
        if !out.contains(&family) {
            out.push(family);
        }
    };
    review.findings.iter().filter_map(|f| family_of(f.rule.0)).take(3).for_each(&mut push);
    let usual: &[Family] = match kind {
        PromptKind::Failure => {
            &[Family::Depth, Family::Change, Family::Cause, Family::Counterfactual, Family::Another]
        }
        PromptKind::Conflict | PromptKind::Tradeoff => {
            &[Family::Depth, Family::Counterfactual, Family::Outcome, Family::Change, Family::Another]
        }
        PromptKind::Case | PromptKind::Change | PromptKind::Success => {
            &[Family::Depth, Family::Counterfactual, Family::Metric, Family::Another, Family::Change]
        }
    };
    usual.iter().copied().for_each(push);
    out
}

/// The wording of a family: the prompt's own probes of that family first, then ours, in turn by `round`.
fn wording(family: Family, prompt: &Prompt, story: &Story, round: usize) -> String {
    let fits = |text: &str| {
        let low = text.to_lowercase();
        family.signs().iter().any(|sign| low.contains(sign))
    };
    let answered =
        |text: &str| story.probes.iter().any(|p| p.ask.trim() == text.trim() && !p.answer.trim().is_empty());
    let own: Vec<&str> = prompt.probes.iter().map(String::as_str).filter(|p| fits(p)).collect();
    let mut all: Vec<&str> = own.iter().copied().chain(family.wordings().iter().copied()).collect();
    // What has no prepared answer yet is the better practice; stable, so own probes stay first.
    all.sort_by_key(|text| answered(text));
    all.get(round % all.len().max(1)).map_or_else(String::new, |&text| text.to_owned())
}

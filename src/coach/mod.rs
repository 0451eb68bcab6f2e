//! What makes a story good: one rule per file, findings as data.
//!
//! Owns the judgment of one story and of the whole bank. The current day and the time of the last telling are
//! arguments ([`Facts`]).
//!
//! # Entry points
//! - [`review`]: praise and findings for one story, strongest first. Empty until all four parts have text, so
//!   that a first draft is not interrupted.
//! - [`line()`]: the most important finding for the part in focus. Never praise.
//! - [`stage`]: Draft, Solid or Ready.
//! - [`SELF_CHECK`]: what only the writer can know.
//! - [`follow_ups`]: what to ask after a telling.
//! - [`glance`]: which guiding questions a part answers.
//! - [`bank`]: findings across stories.
//! - [`private_data`], [`names`]: what to ask about before an export.
//! - [`rules`]: every rule with its explanation, for `coach explain`.
//!
//! A [`Finding`] is dismissed by adding its `key` to `story.dismissed`. The key consists of the rule and the
//! matched words, so it survives edits elsewhere. A rule listed in [`Settings::off`] reports nothing.

#![deny(clippy::wildcard_enum_match_arm, clippy::allow_attributes)]

mod across;
mod analysis;
mod finding;
mod guide;
mod lexicon;
mod ownwork;
mod part;
mod private;
mod probe;
mod rules;
mod self_check;
mod settings;
mod wordings;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use across::{BankFinding, bank};
pub use finding::{Finding, Level, Passage, RuleId};
pub use guide::{Glance, Voice, glance};
pub use private::{names, private_data};
pub use probe::follow_ups;
pub use rules::{Rule, rule, rules};
pub use self_check::{CheckQuestion, SELF_CHECK, check_title, has_a_bigger};
pub use settings::Settings;

use crate::questions::{Bank, Prompt, PromptKind};
use crate::story::Stage;
use crate::story::pace::Seconds;
use crate::story::{Section, Story};
use analysis::Analysis;

/// The input of a review besides the story itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The current day in the user's time zone.
    pub today: Date,
    /// The time of the last complete telling; replaces the estimate.
    pub told: Option<Seconds>,
}

impl Facts {
    /// The facts for a story that was never told.
    pub const fn on(today: Date) -> Self {
        Self { today, told: None }
    }
}

/// The coach's judgment of one story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// Whether all four parts have text; if not, there is no praise and no finding.
    pub complete: bool,
    /// How many questions of the self-check are still to be answered.
    pub unanswered: usize,
    /// Praise, best first.
    pub praise: Vec<Finding>,
    /// Substance, then structure, then style, each strongest first; dismissed ones are excluded.
    pub findings: Vec<Finding>,
}

impl Review {
    /// The open warnings, which keep a story a draft.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.level == Level::Warning)
    }

    /// `Nothing to ask`, `1 thing to look at`, `2 things to look at`; `Still being written` before that.
    pub fn summary(&self) -> String {
        let also = if self.unanswered > 0 { ", and the self-check" } else { "" };
        match (self.complete, self.findings.len()) {
            (false, _) => "Still being written".to_owned(),
            (true, 0) if self.unanswered > 0 => "Only the self-check is open".to_owned(),
            (true, 0) => "Nothing to ask".to_owned(),
            (true, 1) => format!("1 thing to look at{also}"),
            (true, n) => format!("{n} things to look at{also}"),
        }
    }
}

/// Tellings of grade 3 or 4 that make a solid story ready.
pub const READY_TELLINGS: u32 = 2;

/// The prompt to judge a story for if none is given: the first of its prompts that asks for a failure, which
/// has the most requirements, else the first.
pub fn strictest<'b>(story: &Story, bank: &'b Bank) -> Option<&'b Prompt> {
    let mut prompts = story.answers.iter().filter_map(|p| bank.prompt(p));
    let first = prompts.clone().next();
    prompts.find(|p| p.kind == PromptKind::Failure).or(first)
}

/// Judges one story against the prompt that it is told for.
///
/// Without a prompt, the rules that depend on the kind of prompt do not apply. Empty until all four parts
/// have text.
pub fn review(story: &Story, prompt: Option<&Prompt>, settings: &Settings, facts: Facts) -> Review {
    if !story.is_complete() {
        return Review::default();
    }
    let analysis = Analysis::new(story, prompt, settings, facts);
    if story.is_pitch() {
        // The other rules are about stories.
        let open = |f: &Finding| prompt.is_some() && !story.dismissed.contains(&f.key);
        let findings = rules::of_length(&analysis).filter(open).collect();
        return Review { complete: true, findings, ..Review::default() };
    }
    let mut review =
        Review { complete: true, unanswered: self_check::unanswered(story), ..Review::default() };
    for found in rules::run(&analysis).filter(|found| !story.dismissed.contains(&found.key)) {
        match found.level {
            Level::Praise => review.praise.push(found),
            Level::Hint | Level::Warning => gather(&mut review.findings, found),
        }
    }
    rules::add_up(&analysis, review.praise.iter().any(rules::outweighs), &mut review.findings);
    rules::put_in_order(&mut review.findings);
    rules::drop_contradicted(&mut review.praise, &review.findings);
    review
}

/// Adds a finding; if the same is said already, only its place.
fn gather(findings: &mut Vec<Finding>, found: Finding) {
    let same =
        |f: &&mut Finding| f.rule == found.rule && f.message == found.message && f.question == found.question;
    match (findings.iter_mut().find(same), found.section) {
        (Some(first), Some(section)) => {
            first.level = first.level.max(found.level);
            first.also.push(Passage { section, span: found.span, quote: found.quote, key: found.key });
        }
        (Some(_), None) => {}
        (None, _) => findings.push(found),
    }
}

/// Judges a story by what holds for any question: its stage goes by that, so that linking a question never
/// takes a stage away. What the question wants besides is in [`wants`].
///
/// A short answer has one question only, and is judged for that.
pub fn standing(story: &Story, bank: &Bank, settings: &Settings, facts: Facts) -> Review {
    let only = if story.is_pitch() { strictest(story, bank) } else { None };
    review(story, only, settings, facts)
}

/// What a question still wants of a story that any other question does not.
pub fn wants(story: &Story, prompt: &Prompt, settings: &Settings, facts: Facts) -> Vec<Finding> {
    let standing = review(story, None, settings, facts);
    let own = |f: &Finding| !standing.findings.iter().any(|s| s.rule == f.rule);
    let found = review(story, Some(prompt), settings, facts);
    found.warnings().filter(|f| own(f)).cloned().collect()
}

/// The most important finding for the part in focus; findings on the whole story are shown in the full review
/// only.
pub fn line(review: &Review, section: Section) -> Option<&Finding> {
    review.findings.iter().find(|f| f.section == Some(section))
}

/// Whether a story is not solid yet: a part is blank, a warning is open, or the self-check is not answered.
pub fn is_open(review: &Review) -> bool {
    !review.complete || review.warnings().next().is_some() || review.unanswered > 0
}

/// The stage of a story, by its review and the number of its tellings of grade 3 or 4.
pub fn stage(review: &Review, good_tellings: u32) -> Stage {
    if is_open(review) {
        Stage::Draft
    } else if good_tellings < READY_TELLINGS {
        Stage::Solid
    } else {
        Stage::Ready
    }
}

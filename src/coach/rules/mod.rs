//! The rules: one per file, collected in one table, strongest first.

mod acronym;
mod blame;
mod duplicate_story;
mod fillers;
mod generic_lesson;
mod habit_voice;
mod hedges;
mod humble_brag;
mod limits;
mod long_run;
mod long_sentence;
mod no_baseline;
mod no_cause;
mod no_customer;
mod no_lasting_change;
mod no_lesson;
mod no_number;
mod no_own_action;
mod overused;
mod praise_baseline;
mod praise_customer;
mod praise_lasting_change;
mod praise_length;
mod praise_own_actions;
mod private_data;
mod same_kind;
mod setup_heavy;
mod stale;
mod thin_action;
mod thin_result;
mod too_long;
mod too_short;
mod undated;
mod vague_claim;
mod vague_magnitude;
mod we_heavy;
mod weak_close;

use super::analysis::Analysis;
use super::family::Family;
use super::{Finding, Level, RuleId};
use crate::story::Section;

/// Every rule, in order of strength within a level.
const TABLE: &[Rule] = &[
    // One event, told as the speaker's own.
    habit_voice::RULE,
    humble_brag::RULE,
    we_heavy::RULE,
    no_lesson::RULE,
    // The customer, the actions, the proportions.
    no_customer::RULE,
    vague_claim::RULE,
    no_own_action::RULE,
    setup_heavy::RULE,
    thin_action::RULE,
    // The Result.
    no_number::RULE,
    thin_result::RULE,
    vague_magnitude::RULE,
    generic_lesson::RULE,
    // The story as a whole.
    too_short::RULE,
    too_long::RULE,
    stale::RULE,
    // Depth.
    no_lasting_change::RULE,
    no_cause::RULE,
    blame::RULE,
    no_baseline::RULE,
    weak_close::RULE,
    // Wording.
    hedges::RULE,
    fillers::RULE,
    long_sentence::RULE,
    long_run::RULE,
    acronym::RULE,
    undated::RULE,
    // Across stories, and before an export.
    duplicate_story::RULE,
    overused::RULE,
    same_kind::RULE,
    private_data::RULE,
    // Praise.
    praise_baseline::RULE,
    praise_own_actions::RULE,
    praise_lasting_change::RULE,
    praise_customer::RULE,
    praise_length::RULE,
];

/// One rule with its explanation, as shown by `coach explain`.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id in the config and in dismissals.
    pub id: RuleId,
    /// The most serious level of its findings.
    pub level: Level,
    /// What it looks for, in a few words.
    pub title: &'static str,
    /// Why it matters in an interview.
    pub why: &'static str,
    /// An example that it reports.
    pub before: &'static str,
    /// The same example, improved.
    pub after: &'static str,
    /// Known false alarms.
    pub false_alarms: &'static str,
    /// Whether it applies to text in other languages than English.
    pub any_language: bool,
    /// Whether its hints are about what the story shows, rather than its wording or age.
    pub substance: bool,
    /// The family of the follow-up that its findings lead to.
    pub follow_up: Option<Family>,
    /// Checks one story; returns nothing for rules across stories or for exports.
    check: fn(&Analysis<'_>) -> Vec<Finding>,
}

/// Every rule, in order of strength within a level.
pub fn rules() -> &'static [Rule] {
    TABLE
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    TABLE.iter().find(|r| r.id.0 == id)
}

/// The findings of all enabled rules on a story, in table order.
pub(super) fn run<'r>(analysis: &'r Analysis<'_>) -> impl Iterator<Item = Finding> + 'r {
    TABLE
        .iter()
        .filter(|r| (analysis.english || r.any_language) && analysis.settings.allows(r.id.0))
        .flat_map(move |r| (r.check)(analysis))
}

/// Appends a warning derived from the strongest hint if several different hints of substance add up.
///
/// One of them may be a false alarm; several that miss different things rarely are.
pub(super) fn add_up(findings: &mut Vec<Finding>) {
    let warned: Vec<RuleId> =
        findings.iter().take_while(|f| f.level == Level::Warning).map(|f| f.rule).collect();
    let substance = |f: &Finding| rule(f.rule.0).is_some_and(|r| r.substance);
    let adds = |f: &Finding| f.level == Level::Hint && substance(f) && !warned.contains(&f.rule);
    let mut hints: Vec<RuleId> = findings.iter().filter(|f| adds(f)).map(|f| f.rule).collect();
    hints.dedup();
    if hints.len() < limits::HINTS_TOO_MANY {
        return;
    }
    if let Some(at) = findings.iter().position(adds) {
        let strongest = Finding { level: Level::Warning, ..findings.remove(at) };
        findings.insert(warned.len(), strongest);
    }
}

/// The check of rules that do not judge a single story.
fn not_one_story(_: &Analysis<'_>) -> Vec<Finding> {
    Vec::new()
}

/// A finding about a part as a whole, or about the whole story.
fn whole(rule: RuleId, level: Level, section: Option<Section>) -> Finding {
    Finding {
        rule,
        level,
        section,
        span: None,
        quote: String::new(),
        message: String::new(),
        question: String::new(),
        key: rule.to_string(),
    }
}

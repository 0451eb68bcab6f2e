//! The rules: one a file, here in one table, strongest first. Must not know how a finding is shown.

mod limits;

macro_rules! table {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*
        /// Every rule; the order is the order of strength within a level.
        const TABLE: &[Rule] = &[$($file::RULE),*];
    };
}

table![
    // One event, told as the speaker's own.
    habit_voice,
    humble_brag,
    we_heavy,
    no_lesson,
    // Whom it was for, what was done, where the time goes.
    no_customer,
    vague_claim,
    no_own_action,
    setup_heavy,
    thin_action,
    // What came of it.
    no_number,
    thin_result,
    vague_magnitude,
    generic_lesson,
    // The whole.
    too_short,
    too_long,
    stale,
    // Depth.
    no_lasting_change,
    no_cause,
    blame,
    no_baseline,
    weak_close,
    // How it sounds.
    hedges,
    fillers,
    long_sentence,
    long_run,
    acronym,
    undated,
    // Across stories, and before an export.
    duplicate_story,
    overused,
    same_kind,
    private_data,
    // What is good.
    praise_baseline,
    praise_own_actions,
    praise_lasting_change,
    praise_customer,
    praise_length,
];

use super::analysis::Analysis;
use super::family::Family;
use super::{Finding, Level, RuleId};
use crate::story::Section;

/// One rule with its reasons, as `coach explain` shows it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name in the config and in dismissals.
    pub id: RuleId,
    /// The most serious level at which it speaks.
    pub level: Level,
    /// What it looks for, in a few words.
    pub title: &'static str,
    /// Why it matters in the room.
    pub why: &'static str,
    /// Words that it meets.
    pub before: &'static str,
    /// The same, better.
    pub after: &'static str,
    /// Where it is known to be wrong.
    pub false_alarms: &'static str,
    /// Whether it can judge a text that is not English.
    pub any_language: bool,
    /// Whether its hints are about what the story shows, rather than how it sounds or how old it is.
    pub substance: bool,
    /// What a follow-up to its finding is after.
    pub follow_up: Option<Family>,
    /// Judges one story; silent for rules that look across stories or at an export.
    check: fn(&Analysis<'_>) -> Vec<Finding>,
}

/// Every rule, strongest first.
pub fn rules() -> &'static [Rule] {
    TABLE
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    TABLE.iter().find(|r| r.id.0 == id)
}

/// What all rules that may speak say of a story, in the order of the table.
pub(super) fn run<'r>(analysis: &'r Analysis<'_>) -> impl Iterator<Item = Finding> + 'r {
    TABLE
        .iter()
        .filter(|r| (analysis.english || r.any_language) && analysis.settings.allows(r.id.0))
        .flat_map(move |r| (r.check)(analysis))
}

/// Makes a warning, after those there are, of the strongest hint where different hints on what the story shows
/// add up.
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

/// For rules that do not judge one story.
fn not_one_story(_: &Analysis<'_>) -> Vec<Finding> {
    Vec::new()
}

/// A finding about a part as a whole, or about the story where there is none.
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

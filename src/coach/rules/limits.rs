//! Every threshold of the coach, in one place. Start values are interview coaches' convention; those
//! tuned on the sample stories under `tests/stories` say so.

use crate::story::pace::Seconds;

/// Under this a telling is short: two thirds of the lower end of the usual.
pub const SHORT: Seconds = Seconds(60);
/// Under this no story is dense enough (tuned).
pub const FAR_TOO_SHORT: Seconds = Seconds(50);
/// Over this a telling is long.
pub const LONG: Seconds = Seconds(180);
/// Over this an interviewer has most likely cut in.
pub const FAR_TOO_LONG: Seconds = Seconds(240);
/// Shares are not judged on fewer words in all.
pub const WORDS_FOR_SHARES: usize = 80;
/// Situation and Task together, at most, in percent.
pub const SETUP_PERCENT: usize = 40;
/// Over this the way to the Action is a warning (tuned: good stories of other writers reach 43).
pub const SETUP_FAR_TOO_MUCH: usize = 45;
/// The Action, at least, in percent.
pub const ACTION_PERCENT: usize = 40;
/// Under this a short Action is a warning (tuned: good stories with a long Result go down to 37).
pub const ACTION_FAR_TOO_LITTLE: usize = 35;
/// Under this an Action is lost whatever the setup (tuned).
pub const ACTION_LOST: usize = 30;
/// The Result, at least, in percent.
pub const RESULT_PERCENT: usize = 10;
/// The Result, at least, in words.
pub const RESULT_WORDS: usize = 12;
/// We-words among we- and I-words in the Action, at most, in percent.
pub const WE_PERCENT: usize = 35;
/// Fewer we-words than this are not judged.
pub const WE_WORDS: usize = 3;
/// Own actions that an Action shows, at least.
pub const OWN_ACTIONS: usize = 3;
/// Sentences of the Action in which nobody does what is done, at least, to be asked about (tuned).
pub const NOBODYS: usize = 3;
/// An Action shorter than this cannot be told without own actions by chance.
pub const WORDS_FOR_NO_ACTION: usize = 15;
/// In an Action this long, fewer own actions than [`OWN_ACTIONS`] leave room for them unused (tuned).
pub const WORDS_FOR_FEW_ACTIONS: usize = 60;
/// Different hints of substance that add up to a warning (tuned).
pub const HINTS_TOO_MANY: usize = 2;
/// Sentences with pleasant, doubtful or promising words that outweigh a word for what has stayed (tuned).
pub const SOFT_SENTENCES: usize = 2;
/// Judgments of somebody else that make a story about them (tuned).
pub const SLIGHTS: usize = 2;
/// How far a number's baseline may stand from it, in words.
pub const BASELINE_REACH: usize = 12;
/// How far something concrete may follow a claim, in words.
pub const CLAIM_REACH: usize = 15;
/// Vague claims in an Action without any quantity that make it one big claim (tuned).
pub const CLAIMS_TOO_MANY: usize = 2;
/// The same where the Action holds a quantity (tuned).
pub const CLAIMS_FAR_TOO_MANY: usize = 3;
/// Claims in a hundred words of the Action, at least, for a warning (tuned).
pub const CLAIMS_PERCENT: usize = 2;
/// A lesson this short may be a platitude; a longer one has said more.
pub const LESSON_WORDS: usize = 12;
/// How far a fault may stand from whose it is, in words.
pub const BLAME_REACH: usize = 6;
/// A longer lesson than this is no saying (tuned).
pub const MAXIM_WORDS: usize = 16;
/// Words of habit that make a telling habitual.
pub const HABITS: usize = 2;
/// How far "I would" may stand from the word that reports it.
pub const REPORT_REACH: usize = 30;
/// A story older than this may be asked for a newer one, in years.
pub const OLD_YEARS: i32 = 3;
/// A story older than this is taken as stale, in years.
pub const STALE_YEARS: i32 = 5;
/// One breath is about 25 words.
pub const LONG_SENTENCE: usize = 30;
/// Sentences over this, three in a row, are a long run.
pub const RUN_SENTENCE: usize = 20;
/// How many sentences make a run.
pub const RUN: usize = 3;
/// Findings of one rule in one story, at most.
pub const CAP: usize = 3;
/// Hedges in a hundred words, at most.
pub const HEDGES_PERCENT: usize = 3;
/// Fillers in a spoken minute, at most: up to five do no measurable harm.
pub const FILLERS_A_MINUTE: usize = 5;

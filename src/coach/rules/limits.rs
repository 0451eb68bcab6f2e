//! Every threshold of the coach. Initial values follow the conventions of interview coaches; values marked as
//! tuned were adjusted on the sample stories in `tests/stories`.

/// The most of a part that is judged, in bytes: more than an hour of talking.
pub const JUDGED_BYTES: usize = 64 << 10;
/// Below two thirds of the lower end of the usual time a telling is short: a story below a minute.
pub const SHORT: (u32, u32) = (2, 3);
/// Below this share of it a telling is too short, however dense (tuned): a story below 0:50.
pub const FAR_TOO_SHORT: (u32, u32) = (5, 9);
/// Above this share of the upper end a telling is long: a story above 3:00.
pub const LONG: (u32, u32) = (6, 5);
/// Above this share an interviewer has most likely interrupted: a story above 4:00.
pub const FAR_TOO_LONG: (u32, u32) = (8, 5);
/// Minimum words in total for judging shares.
pub const WORDS_FOR_SHARES: usize = 80;
/// Maximum share of Situation and Task together, in percent.
pub const SETUP_PERCENT: usize = 40;
/// Above this share a long setup is a warning (tuned: good stories of other writers reach 43).
pub const SETUP_FAR_TOO_MUCH: usize = 45;
/// Minimum share of the Action, in percent.
pub const ACTION_PERCENT: usize = 40;
/// Below this share a short Action is a warning (tuned: good stories with a long Result go down to 37).
pub const ACTION_FAR_TOO_LITTLE: usize = 35;
/// Below this share an Action is too short whatever the setup (tuned).
pub const ACTION_LOST: usize = 30;
/// Minimum share of the Result, in percent.
pub const RESULT_PERCENT: usize = 10;
/// From this length, in words, a Result that counts something isn't short, whatever its share (tuned).
pub const RESULT_TOLD: usize = 18;
/// Minimum length of the Result, in words.
pub const RESULT_WORDS: usize = 12;
/// Maximum share of we-words among the we- and I-words in the Action, in percent.
pub const WE_PERCENT: usize = 35;
/// Minimum we-words for judging their share.
pub const WE_WORDS: usize = 3;
/// Minimum sentences that begin with a "we" action, where the share is usual.
pub const WE_DEEDS: usize = 2;
/// Minimum own actions in an Action.
pub const OWN_ACTIONS: usize = 3;
/// Minimum sentences without an agent in the Action for a question (tuned).
pub const NOBODYS: usize = 3;
/// Minimum words of an Action for a missing own action to be more than chance.
pub const WORDS_FOR_NO_ACTION: usize = 15;
/// From this length, an Action has space for [`OWN_ACTIONS`] actions (tuned).
pub const WORDS_FOR_FEW_ACTIONS: usize = 60;
/// How hints add up: a warning for each row with at least so many different hints; where it says so, only in a
/// story told in words that would fit any other (tuned).
pub const ADD_UP: [(usize, bool); 3] = [(1, true), (3, true), (3, false)];
/// Different hints that add up to a warning in a story in which nothing is praised (tuned).
pub const ADD_UP_UNPRAISED: usize = 2;
/// Maximum places that a finding names.
pub const PLACES: usize = 12;
/// Findings that are seen first: at most one of them is about wording.
pub const SEEN_FIRST: usize = 3;
/// Sentences with pleasant, doubtful or promising words that outweigh one word for a lasting effect (tuned).
pub const SOFT_SENTENCES: usize = 2;
/// Judgments of other people that make a story about them (tuned).
pub const SLIGHTS: usize = 2;
/// Maximum distance of a baseline from its number, in words.
pub const BASELINE_REACH: usize = 12;
/// Maximum distance of evidence behind a claim, in words.
pub const CLAIM_REACH: usize = 15;
/// Vague claims that make an Action without any quantity one big claim (tuned).
pub const CLAIMS_TOO_MANY: usize = 2;
/// The same for an Action with a quantity (tuned).
pub const CLAIMS_FAR_TOO_MANY: usize = 3;
/// Minimum claims per hundred words of the Action for a warning (tuned).
pub const CLAIMS_PERCENT: usize = 2;
/// Maximum words of a lesson that may be a platitude.
pub const LESSON_WORDS: usize = 12;
/// Maximum distance of a fault from the person blamed, in words.
pub const BLAME_REACH: usize = 6;
/// Maximum words of a maxim (tuned).
pub const MAXIM_WORDS: usize = 16;
/// Habit words that make a telling habitual.
pub const HABITS: usize = 2;
/// Maximum distance of "I would" from the word that reports it, in words.
pub const REPORT_REACH: usize = 30;
/// A story older than this many years gets a hint to use a newer one.
pub const OLD_YEARS: i32 = 3;
/// A story older than this many years is stale.
pub const STALE_YEARS: i32 = 5;
/// Maximum words of a sentence; one breath is about 25. Of 42 strong stories by two writers 20 had one of more than 30,
/// and no coach named it; 8 had one of more than 35.
pub const LONG_SENTENCE: usize = 35;
/// Sentences longer than this count toward a run.
pub const RUN_SENTENCE: usize = 20;
/// Long sentences in a row that make a run.
pub const RUN: usize = 3;
/// Maximum findings per rule and story.
pub const CAP: usize = 3;
/// Maximum hedges per hundred words.
pub const HEDGES_PERCENT: usize = 3;
/// Maximum fillers per spoken minute: up to five do no measurable harm.
pub const FILLERS_A_MINUTE: usize = 5;
/// Minimum share of words that would fit any story, per thousand, for a remark on them (tuned: good stories of
/// several writers have up to 20).
pub const GENERAL_PER_MILLE: usize = 20;
/// Minimum number of such words and phrases.
pub const GENERAL_WORDS: usize = 5;
/// Minimum content words of a Task that can tell the Action.
pub const TASK_WORDS: usize = 6;
/// Share of a Task's content words that the Action has too (tuned).
pub const TASK_AGAIN_PERCENT: usize = 60;
/// Things done in the Action that the Task tells too, for it to tell the Action (tuned).
pub const DEEDS_AGAIN: usize = 2;
/// Minimum actions of talk for an Action of talk (tuned).
pub const TALKS: usize = 3;
/// Feelings that outweigh a check (tuned).
pub const FEELINGS: usize = 2;
/// Signs of one-sidedness outside a dispute (tuned).
pub const SIGNS: usize = 2;
/// Other causes of the result that a story names itself, however concrete it is (tuned).
pub const OTHER_CAUSES: usize = 2;
/// Sentences of a Result about what is to come that outweigh what has happened, where they are most of it (tuned).
pub const HOPES: usize = 2;
/// Words for what the speaker got that are too many in a story told concretely (tuned).
pub const REWARDS: usize = 2;
/// Maximum distance of contempt from its person, in words.
pub const CONTEMPT_REACH: usize = 5;
/// Maximum share of words for difficulties in a story where nothing was hard, per thousand (tuned).
pub const HARD_PER_MILLE: usize = 8;
/// Minimum numbers that count work for a remark on them (tuned).
pub const EFFORTS: usize = 3;
/// Distinct unknown acronyms in which a stranger loses the story (tuned).
pub const ACRONYMS_TOO_MANY: usize = 5;
/// Below this share of words that would fit any story, per thousand, a story counts as concrete (tuned).
pub const CONCRETE_PER_MILLE: usize = 15;
/// Minimum words of quoted speech for a voice.
pub const VOICE_WORDS: usize = 3;

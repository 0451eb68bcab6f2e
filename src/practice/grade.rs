//! How a telling went: grades, beats, and the grade that the facts suggest.

use crate::story::Section;
use crate::story::pace::{Seconds, USUAL};

/// How a telling went, as the user sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 1: it did not come.
    Blanked = 1,
    /// 2: it came, but lost its way.
    Rambled = 2,
    /// 3: it came.
    ToldIt = 3,
    /// 4: it came as it should.
    NailedIt = 4,
}

impl Grade {
    /// All four, weakest first.
    pub const ALL: [Self; 4] = [Self::Blanked, Self::Rambled, Self::ToldIt, Self::NailedIt];

    /// The grade of a key or a log line, 1 to 4.
    pub const fn from_key(key: u8) -> Option<Self> {
        match key {
            1 => Some(Self::Blanked),
            2 => Some(Self::Rambled),
            3 => Some(Self::ToldIt),
            4 => Some(Self::NailedIt),
            _ => None,
        }
    }

    /// The key and the number in the log, 1 to 4.
    pub const fn key(self) -> u8 {
        self as u8
    }

    /// What it is called on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blanked => "Blanked",
            Self::Rambled => "Rambled",
            Self::ToldIt => "Told it",
            Self::NailedIt => "Nailed it",
        }
    }

    /// Whether it counts as told well: 3 or 4.
    pub const fn is_good(self) -> bool {
        matches!(self, Self::ToldIt | Self::NailedIt)
    }

    pub(super) fn number(self) -> f64 {
        f64::from(self.key())
    }
}

/// Something that a good telling holds; ticked at the look back with its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beat {
    /// The Situation.
    Situation,
    /// The Task.
    Task,
    /// The Action.
    Action,
    /// The Result.
    Result,
    /// A number.
    Number,
    /// The customer.
    Customer,
    /// The Lesson.
    Lesson,
}

impl Beat {
    /// All seven, as they are shown.
    pub const ALL: [Self; 7] =
        [Self::Situation, Self::Task, Self::Action, Self::Result, Self::Number, Self::Customer, Self::Lesson];

    /// The key that ticks it, which is also its letter in the log: `s t a r n c l`.
    pub const fn key(self) -> char {
        match self {
            Self::Situation => 's',
            Self::Task => 't',
            Self::Action => 'a',
            Self::Result => 'r',
            Self::Number => 'n',
            Self::Customer => 'c',
            Self::Lesson => 'l',
        }
    }

    /// The beat of a key.
    pub fn from_key(key: char) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.key() == key)
    }

    /// The beat of a part of the story.
    pub const fn of(section: Section) -> Self {
        match section {
            Section::Situation => Self::Situation,
            Section::Task => Self::Task,
            Section::Action => Self::Action,
            Section::Result => Self::Result,
            Section::Lesson => Self::Lesson,
        }
    }
}

/// A set of beats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beats(u8);

impl Beats {
    /// Whether the beat is in it.
    pub const fn has(self, beat: Beat) -> bool {
        self.0 & (1 << beat as u8) != 0
    }

    /// The set with the beat added where it was missing, taken out where it was there.
    #[must_use]
    pub const fn toggled(self, beat: Beat) -> Self {
        Self(self.0 ^ (1 << beat as u8))
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its beats, as they are shown.
    pub fn iter(self) -> impl Iterator<Item = Beat> {
        Beat::ALL.into_iter().filter(move |&b| self.has(b))
    }

    /// The letters as the log holds them: `starn`.
    pub fn letters(self) -> String {
        self.iter().map(Beat::key).collect()
    }

    /// The set of these letters; letters that name no beat are left out.
    pub fn from_letters(letters: &str) -> Self {
        letters.chars().filter_map(Beat::from_key).collect()
    }
}

impl FromIterator<Beat> for Beats {
    fn from_iter<I: IntoIterator<Item = Beat>>(beats: I) -> Self {
        Self(beats.into_iter().fold(0, |set, b| set | (1 << b as u8)))
    }
}

/// What is known of a telling when it is graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GradeFacts {
    /// The counted time.
    pub seconds: Seconds,
    /// The ticked beats; `None` while nobody measured or ticked anything.
    pub beats: Option<Beats>,
    /// Whether the follow-up was answered; `None` where none was asked.
    pub answered: Option<bool>,
    /// Whether the cues were looked at.
    pub cues: bool,
}

/// Under this a telling held too little of any story to have lost its way.
const NOTHING: Seconds = Seconds(30);
/// Outside of this a telling has lost its way (one minute is too short, three too long for most).
const TOLD: std::ops::RangeInclusive<Seconds> = Seconds(60)..=Seconds(180);

/// The grade that the facts suggest; the user decides.
pub fn suggest(facts: GradeFacts) -> Grade {
    let star = facts.beats.map(|b| Section::STAR.into_iter().filter(|&s| b.has(Beat::of(s))).count());
    if facts.seconds < NOTHING || star.is_some_and(|n| n < 2) {
        return Grade::Blanked;
    }
    if !TOLD.contains(&facts.seconds) || star.is_some_and(|n| n < 4) {
        return Grade::Rambled;
    }
    let whole = facts.beats.is_some_and(|b| b.has(Beat::Number) && b.has(Beat::Customer));
    if whole && USUAL.contains(&facts.seconds) && facts.answered != Some(false) && !facts.cues {
        return Grade::NailedIt;
    }
    Grade::ToldIt
}

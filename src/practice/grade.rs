//! How a telling went: grades, beats, and the grade that the facts suggest.

use std::ops::RangeInclusive;

use crate::story::Section;
use crate::story::pace::{Seconds, USUAL};

/// The user's rating of a telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 1: could not recall it.
    Blanked = 1,
    /// 2: recalled it, but lost the thread.
    Rambled = 2,
    /// 3: told it.
    ToldIt = 3,
    /// 4: told it as it should be told.
    NailedIt = 4,
}

impl Grade {
    /// All four, weakest first.
    pub const ALL: [Self; 4] = [Self::Blanked, Self::Rambled, Self::ToldIt, Self::NailedIt];

    /// The grade of a key or a log value, 1 to 4.
    pub const fn from_key(key: u8) -> Option<Self> {
        match key {
            1 => Some(Self::Blanked),
            2 => Some(Self::Rambled),
            3 => Some(Self::ToldIt),
            4 => Some(Self::NailedIt),
            _ => None,
        }
    }

    /// The key and the value in the log, 1 to 4.
    pub const fn key(self) -> u8 {
        self as u8
    }

    /// The name shown on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blanked => "Blanked",
            Self::Rambled => "Rambled",
            Self::ToldIt => "Told it",
            Self::NailedIt => "Nailed it",
        }
    }

    pub const fn is_good(self) -> bool {
        matches!(self, Self::ToldIt | Self::NailedIt)
    }

    pub(super) fn number(self) -> f64 {
        f64::from(self.key())
    }
}

/// An element of a good telling, ticked in the review by its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beat {
    Situation,
    Task,
    Action,
    Result,
    Number,
    Customer,
    Lesson,
}

impl Beat {
    /// In display order.
    pub const ALL: [Self; 7] =
        [Self::Situation, Self::Task, Self::Action, Self::Result, Self::Number, Self::Customer, Self::Lesson];

    /// The key that ticks it, also its letter in the log: `s t a r n c l`.
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

    pub fn from_key(key: char) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.key() == key)
    }

    /// The beat that stands for a part of the story.
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
    pub const fn has(self, beat: Beat) -> bool {
        self.0 & (1 << beat as u8) != 0
    }

    /// The set with the beat added if it is absent, removed if it is present.
    #[must_use]
    pub const fn toggled(self, beat: Beat) -> Self {
        Self(self.0 ^ (1 << beat as u8))
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its beats in display order.
    pub fn iter(self) -> impl Iterator<Item = Beat> {
        Beat::ALL.into_iter().filter(move |&b| self.has(b))
    }

    /// The letters as stored in the log: `starn`.
    pub fn letters(self) -> String {
        self.iter().map(Beat::key).collect()
    }

    /// Parses letters; unknown ones are ignored.
    pub fn from_letters(letters: &str) -> Self {
        letters.chars().filter_map(Beat::from_key).collect()
    }
}

impl FromIterator<Beat> for Beats {
    fn from_iter<I: IntoIterator<Item = Beat>>(beats: I) -> Self {
        Self(beats.into_iter().fold(0, |set, b| set | (1 << b as u8)))
    }
}

/// The facts known when a telling is graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeFacts {
    /// The counted time, without pauses.
    pub seconds: Seconds,
    /// The usual time of a short answer without parts; `None` for a story.
    pub usual: Option<RangeInclusive<Seconds>>,
    /// The ticked beats; `None` while nothing was measured or ticked.
    pub beats: Option<Beats>,
    /// Whether the follow-up was answered; `None` where none was asked.
    pub answered: Option<bool>,
    pub cues: bool,
}

/// Below this, too little was told to count as rambling.
const NOTHING: Seconds = Seconds(30);
/// From here on a telling rambled: three minutes are too long for most questions.
const TOO_LONG: Seconds = Seconds(180);

/// The grade suggested by the facts; the user decides.
pub fn suggest(facts: &GradeFacts) -> Grade {
    if let Some(usual) = &facts.usual {
        return suggest_pitch(facts, usual);
    }
    let star = facts.beats.map(|b| Section::STAR.into_iter().filter(|&s| b.has(Beat::of(s))).count());
    if facts.seconds < NOTHING || star.is_some_and(|n| n < 2) {
        return Grade::Blanked;
    }
    // Short but whole is told: whoever leaves parts out has lost the thread, not whoever is brief.
    if facts.seconds > TOO_LONG || star.is_some_and(|n| n < 4) {
        return Grade::Rambled;
    }
    let whole = facts.beats.is_some_and(|b| b.has(Beat::Number) && b.has(Beat::Customer));
    if whole && USUAL.contains(&facts.seconds) && facts.answered != Some(false) && !facts.cues {
        return Grade::NailedIt;
    }
    Grade::ToldIt
}

/// The grade of a short answer: by its time alone, since it has no parts.
fn suggest_pitch(facts: &GradeFacts, usual: &RangeInclusive<Seconds>) -> Grade {
    if facts.seconds.0 * 3 < usual.start().0 {
        Grade::Blanked
    } else if facts.seconds.0 * 2 > usual.end().0 * 3 {
        Grade::Rambled
    } else if usual.contains(&facts.seconds) && facts.answered != Some(false) && !facts.cues {
        Grade::NailedIt
    } else {
        Grade::ToldIt
    }
}

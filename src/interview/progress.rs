//! Progress toward the interview: the summary line of Prepare, whether time is tight, the first line of
//! Today.

use jiff::civil::Date;

use super::{Candidate, LoopPlan, Preparation, date};
use crate::questions::Readiness;
use crate::story::Stage;
use crate::story::pace::Seconds;

/// The message of Prepare when the remaining work does not fit the days left.
pub const TIGHT: &str =
    "This is tight. Interviews can usually be moved; a no often means waiting six months or more.";

/// Stories wanted when no rounds were entered.
pub const FEWEST_STORIES: usize = 3;
/// Stories told in one day's practice.
const TOLD_A_DAY: usize = 3;
/// Good tellings, on different days, that make a story ready.
const GOOD_TELLINGS: usize = 2;
/// Time per headline on the day before: 30 s to tell it, and a short pause.
const HEADLINE: Seconds = Seconds(40);
/// Days after the interview during which Today asks what was asked.
const STILL_FRESH_DAYS: i64 = 3;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Stories wanted: with rounds, those planned and those missing; without, all stories, but at least
    /// [`FEWEST_STORIES`].
    pub stories: usize,
    /// How many of these are ready.
    pub ready: usize,
    /// The total number of readiness questions.
    pub questions: usize,
    /// How many of these have an answer written down, or are known by heart.
    pub answered: usize,
    /// The total number of research tasks.
    pub research: usize,
    /// The names of the open research tasks.
    pub open: Vec<String>,
    /// Whether the remaining work does not fit the days left; [`TIGHT`] is shown then.
    pub tight: bool,
    /// The summary: "For Friday: 2 of 3 stories ready, 4 of 6 questions answered, LinkedIn open."
    pub line: String,
}

/// Computes the progress on `today`; `plan` is the loop plan of the same preparation and stories.
pub fn progress(
    preparation: &Preparation,
    candidates: &[Candidate<'_>],
    plan: &LoopPlan,
    list: &Readiness,
    today: Date,
) -> Progress {
    let counted: Vec<&Candidate<'_>> = candidates.iter().filter(|c| c.counts()).collect();
    let planned = plan.stories();
    let no_rounds = planned.is_empty() && plan.missing() == 0;
    let wanted: Vec<&&Candidate<'_>> =
        counted.iter().filter(|c| no_rounds || planned.contains(&&c.story.id)).collect();
    let missing = if no_rounds { FEWEST_STORIES.saturating_sub(wanted.len()) } else { plan.missing() };
    let count = |stage| wanted.iter().filter(|c| c.stage == stage).count();
    let answered = |id: &str| preparation.readiness.get(id).is_some_and(super::Check::is_answered);
    let done = |id: &str| preparation.research.get(id).is_some_and(|check| check.done);
    let mut out = Progress {
        stories: wanted.len() + missing,
        ready: count(Stage::Ready),
        questions: list.questions.len(),
        answered: list.questions.iter().filter(|q| answered(&q.id)).count(),
        research: list.research.len(),
        open: list.research.iter().filter(|r| !done(&r.id)).map(|r| r.name.clone()).collect(),
        tight: preparation
            .days_left(today)
            .is_some_and(|left| is_tight(left, missing + count(Stage::Draft), count(Stage::Solid))),
        line: String::new(),
    };
    out.line = line(&out, preparation.date, today, !no_rounds);
    out
}

/// Whether too few days are left to write one story a day and then tell each well on two days, three stories
/// a day. Never on the day before or later, when the warning would help nobody.
fn is_tight(left: i64, to_write: usize, to_practice: usize) -> bool {
    let tellings = (to_write + to_practice) * GOOD_TELLINGS;
    let telling_days = tellings.div_ceil(TOLD_A_DAY);
    let after_writing = to_write + if to_write > 0 { GOOD_TELLINGS } else { 0 };
    let fewest = if tellings > 0 { GOOD_TELLINGS } else { 0 };
    let needed = telling_days.max(after_writing).max(fewest);
    left >= 2 && i64::try_from(needed).unwrap_or(i64::MAX) > left
}

fn line(progress: &Progress, day: Option<Date>, today: Date, rounds: bool) -> String {
    let for_when = match day.map(|day| (day, date::days_between(today, day))) {
        None => "So far".to_owned(),
        Some((_, 0)) => "For today".to_owned(),
        Some((_, 1)) => "For tomorrow".to_owned(),
        Some((day, 2..=6)) => format!("For {}", day.strftime("%A")),
        Some((day, 7..)) => format!("For {}", date::words_from(today, day)),
        Some((day, _)) => format!("It was {}", date::when(today, day)),
    };
    // With rounds, not all written stories are planned.
    let planned = if rounds { "planned " } else { "" };
    let stories = match (progress.ready, progress.stories) {
        (1, 1) => format!("the one {planned}story is ready"),
        (0, 1) => format!("the one {planned}story is not ready yet"),
        (ready, all) if ready == all => format!("all {all} {planned}stories ready"),
        (ready, all) => format!("{ready} of {all} {planned}stories ready"),
    };
    let mut parts =
        vec![stories, format!("{} of {} questions answered", progress.answered, progress.questions)];
    if progress.answered == progress.questions {
        parts.pop();
        if progress.questions > 0 {
            parts.push("all questions answered".to_owned());
        }
    }
    match progress.open.as_slice() {
        [] => {}
        [one] => parts.push(format!("{one} open")),
        [one, other] => parts.push(format!("{one} and {other} open")),
        many => parts.push(format!("{} things to look up", many.len())),
    }
    format!("{for_when}: {}.", parts.join(", "))
}

/// What Today puts first because of the interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// No story is complete.
    WriteFirst,
    /// The day before: tell every story's headline once.
    Headlines {
        stories: usize,
        /// The estimated duration in minutes.
        minutes: usize,
    },
    /// The day before, after the headlines.
    ReadPage,
    /// The day of the interview.
    OpenAsk,
    /// The days after: enter what was asked, of which so much is there.
    WriteDown { there: usize },
}

impl Today {
    pub fn text(self) -> String {
        match self {
            Self::WriteFirst => "Write your first story".to_owned(),
            Self::Headlines { stories: 1, .. } => "Run through your headline, about a minute".to_owned(),
            Self::Headlines { stories, minutes } => {
                format!("Run through {stories} headlines, about {minutes} minutes")
            }
            Self::ReadPage => "Read your page".to_owned(),
            Self::OpenAsk => "Open Ask".to_owned(),
            Self::WriteDown { there: 0 } => "Write down what they asked, while you still know".to_owned(),
            Self::WriteDown { there } => format!("Write down what else they asked: {there} so far"),
        }
    }
}

/// What to put first on `today`. `headlines_told` says whether today's headlines were told; `None` means an
/// ordinary day.
pub fn today(
    preparation: &Preparation,
    candidates: &[Candidate<'_>],
    headlines_told: bool,
    today: Date,
) -> Option<Today> {
    let stories = candidates.iter().filter(|c| c.counts() && c.story.is_complete()).count();
    match preparation.days_left(today) {
        Some(0) => Some(Today::OpenAsk),
        Some(left) if (-STILL_FRESH_DAYS..0).contains(&left) => {
            Some(Today::WriteDown { there: preparation.afterwards.len() })
        }
        _ if stories == 0 => Some(Today::WriteFirst),
        Some(1) if headlines_told => Some(Today::ReadPage),
        Some(1) => {
            let seconds = stories * HEADLINE.0 as usize;
            Some(Today::Headlines { stories, minutes: seconds.div_ceil(60) })
        }
        _ => None,
    }
}

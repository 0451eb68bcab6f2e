//! How it looks for the day: the one line on Prepare, whether it is tight, the first line of Today.

use jiff::civil::Date;

use super::{Candidate, LoopPlan, Preparation, date};
use crate::questions::Readiness;
use crate::story::Stage;
use crate::story::pace::Seconds;

/// What Prepare says where the plan does not fit the days left.
pub const TIGHT: &str =
    "This is tight. Interviews can usually be moved; a no often means waiting six months or more.";

/// Stories that somebody should have who has not entered any rounds.
pub const FEWEST_STORIES: usize = 3;
/// Stories that are told in one day's practice.
const TOLD_A_DAY: usize = 3;
/// Good tellings that make a story ready, each on a day of its own.
const GOOD_TELLINGS: usize = 2;
/// What one headline takes on the eve: 30 s to tell it, and a moment to breathe.
const HEADLINE: Seconds = Seconds(40);
/// For how many days after the interview Today asks what was asked.
const STILL_FRESH_DAYS: i64 = 3;

/// How it looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Stories wanted: those planned and missing where there are rounds, else all there are, at least
    /// [`FEWEST_STORIES`].
    pub stories: usize,
    /// Of these, ready.
    pub ready: usize,
    /// Readiness questions in all.
    pub questions: usize,
    /// Of these, ticked.
    pub answered: usize,
    /// The names of the research tasks that are open.
    pub open: Vec<String>,
    /// Whether what is left does not fit the days left; then [`TIGHT`] is said.
    pub tight: bool,
    /// The one answer: "For Friday: 2 of 3 stories ready, 4 of 6 questions answered, LinkedIn open."
    pub line: String,
}

/// Computes how it looks on `today`; `plan` is the loop plan of the same preparation and stories.
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
    let ticked = |checks: &std::collections::BTreeMap<String, super::Check>, id: &str| {
        checks.get(id).is_some_and(|check| check.done)
    };
    let mut out = Progress {
        stories: wanted.len() + missing,
        ready: count(Stage::Ready),
        questions: list.questions.len(),
        answered: list.questions.iter().filter(|q| ticked(&preparation.readiness, &q.id)).count(),
        open: list
            .research
            .iter()
            .filter(|r| !ticked(&preparation.research, &r.id))
            .map(|r| r.name.clone())
            .collect(),
        tight: preparation
            .days_left(today)
            .is_some_and(|left| is_tight(left, missing + count(Stage::Draft), count(Stage::Solid))),
        line: String::new(),
    };
    out.line = line(&out, preparation.date, today, !no_rounds);
    out
}

/// Whether the days left are too few: a story a day to write, then two good tellings of each on two days,
/// three a day. Never on the eve or later, when saying so helps nobody.
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
    // Not all that are written are told where there are rounds.
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
        [rest @ .., last] if !rest.is_empty() => parts.push(format!("{} and {last} open", rest.join(", "))),
        open => parts.push(format!("{} open", open.concat())),
    }
    format!("{for_when}: {}.", parts.join(", "))
}

/// What Today puts first because of the day; `None` in [`today`] leaves it to practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Today {
    /// There is no whole story yet.
    WriteFirst,
    /// The eve: tell every story's headline once.
    Headlines {
        /// How many stories.
        stories: usize,
        /// About how long.
        minutes: usize,
    },
    /// The eve, once the headlines are told.
    ReadPage,
    /// The day itself.
    OpenAsk,
    /// The days after, until something is written down.
    WriteDown,
}

impl Today {
    /// The line as Today shows it.
    pub fn text(self) -> String {
        match self {
            Self::WriteFirst => "Write your first story".to_owned(),
            Self::Headlines { stories: 1, .. } => "Run through your headline, about a minute".to_owned(),
            Self::Headlines { stories, minutes } => {
                format!("Run through {stories} headlines, about {minutes} minutes")
            }
            Self::ReadPage => "Read your page".to_owned(),
            Self::OpenAsk => "Open Ask".to_owned(),
            Self::WriteDown => "Write down what they asked, while you still know".to_owned(),
        }
    }
}

/// What the day asks for first. `headlines_told` says whether today's run through the headlines is done;
/// `None` is an ordinary day.
pub fn today(
    preparation: &Preparation,
    candidates: &[Candidate<'_>],
    headlines_told: bool,
    today: Date,
) -> Option<Today> {
    let stories = candidates.iter().filter(|c| c.counts() && c.story.is_complete()).count();
    match preparation.days_left(today) {
        Some(0) => Some(Today::OpenAsk),
        Some(left) if (-STILL_FRESH_DAYS..0).contains(&left) && preparation.afterwards.is_empty() => {
            Some(Today::WriteDown)
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

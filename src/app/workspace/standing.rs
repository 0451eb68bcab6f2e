//! How far the stories have come: for the right third of Today and for Progress.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Workspace;
use crate::coach::READY_TELLINGS;
use crate::practice::stats::{self, HEAT_DAYS, Of};
use crate::practice::{LearningState, Record};
use crate::story::pace::Seconds;
use crate::story::{Stage, Story, StoryId};

/// How far one story has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryStanding {
    pub story: StoryId,
    pub name: String,
    pub stage: Stage,
    /// The times of its complete tellings, oldest first.
    pub times: Vec<Seconds>,
    /// The number of all tellings.
    pub tellings: usize,
    /// What makes it ready: `once more, told well`; empty for a ready one.
    pub lacks: &'static str,
}

impl StoryStanding {
    /// The time of its last complete telling, else that there is none.
    pub fn last(&self) -> String {
        match self.times.last() {
            Some(last) => last.to_string(),
            None if self.tellings == 0 => "untold".to_owned(),
            None => "brief".to_owned(),
        }
    }
}

/// How far all stories have come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many of the wanted stories are ready.
    pub ready: usize,
    pub wanted: usize,
    pub stories: Vec<StoryStanding>,
    /// `22 minutes told this week, longest gap 2 days`; empty before the first telling.
    pub week: String,
}

impl Standing {
    /// `2 of 3 ready`.
    pub fn words(&self) -> String {
        format!("{} of {} ready", self.ready, self.wanted)
    }
}

/// The figures of all practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The times of all complete tellings, oldest first.
    pub times: Vec<Seconds>,
    /// Tellings within the usual time, and first tries of a day that went well, in the last 14 days.
    pub usual: Of,
    pub first: Of,
    /// Tellings on each of the last days, oldest first.
    pub heat: [u32; HEAT_DAYS],
}

impl Default for Figures {
    fn default() -> Self {
        let of = Of::default();
        Self { times: Vec::new(), usual: of, first: of, heat: [0; HEAT_DAYS] }
    }
}

impl Figures {
    /// The weekday of the first day of the heat map that ends with `on`; Monday is 0.
    pub fn first_weekday(&self, on: Date) -> usize {
        let days = i64::try_from(self.heat.len()).unwrap_or(1) - 1;
        let first = on.checked_sub(days.days()).unwrap_or(on);
        usize::from(first.weekday().to_monday_zero_offset().unsigned_abs())
    }
}

impl Workspace {
    /// How far at most `most` of the stories have come: those told last first, then the other complete ones.
    pub fn standing(&self, on: Date, most: usize) -> Standing {
        let (_, progress) = self.progress();
        let last = |s: &Story| {
            let record = self.practice.history.record(&s.id);
            record.and_then(|r| r.tellings().last()).map(|t| t.at)
        };
        let mut stories: Vec<(Option<jiff::Timestamp>, &Story)> =
            self.library.iter().map(|s| (last(s), s.as_ref())).collect();
        stories.retain(|(told, s)| told.is_some() || s.is_complete());
        stories.sort_by_key(|(told, _)| std::cmp::Reverse(*told));
        let history = &self.practice.history;
        let told = history.records().any(|(_, r)| !r.tellings().is_empty());
        Standing {
            ready: progress.ready,
            wanted: progress.stories,
            stories: stories.into_iter().take(most).map(|(_, s)| self.standing_of(s)).collect(),
            week: if told { stats::week_words(history, on) } else { String::new() },
        }
    }

    /// How far a story has come.
    pub fn standing_of(&self, story: &Story) -> StoryStanding {
        let record = self.practice.history.record(&story.id);
        let stage = self.stage(story);
        StoryStanding {
            story: story.id.clone(),
            name: story.name(),
            stage,
            times: record.map(Record::times).unwrap_or_default(),
            tellings: record.map_or(0, |r| r.tellings().len()),
            lacks: lacks(stage, self.good_tellings(story), record.map(Record::state)),
        }
    }

    /// The figures of all practice.
    pub fn figures(&self, on: Date) -> Figures {
        let history = &self.practice.history;
        Figures {
            times: stats::all_times(history),
            usual: stats::in_usual_time(history, on, 14),
            first: stats::first_tries(history, on, 14),
            heat: stats::heat(history, on),
        }
    }
}

/// What a story lacks to be ready.
fn lacks(stage: Stage, good: u32, state: Option<LearningState>) -> &'static str {
    match (stage, state) {
        (Stage::Ready, Some(LearningState::Learning)) => "blanked last time",
        (Stage::Ready, _) => "",
        (Stage::Draft, _) => "the coach still asks",
        (Stage::Solid, _) if good + 1 == READY_TELLINGS => "once more, told well",
        (Stage::Solid, _) => "to be told well twice",
    }
}

#[cfg(test)]
mod tests {
    use crate::app::testing::{model, now, story};
    use crate::story::Section;

    #[test]
    fn stories_that_cannot_be_told_yet_are_left_out_and_the_rest_say_what_they_lack() {
        let mut whole = story(1, "The auditor", 0);
        for part in Section::STAR {
            *whole.section_mut(part) = "Some words.".to_owned();
        }
        let mut begun = story(2, "Night pager", 1);
        begun.result.clear();
        let model = model(&[whole, begun]);
        let standing = model.workspace.standing(now().wall.date(), 10);
        let names: Vec<&str> = standing.stories.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["The auditor"]);
        assert!(!standing.stories[0].lacks.is_empty());
        assert_eq!((standing.words().as_str(), standing.week.as_str()), ("0 of 3 ready", ""));
        assert!(model.workspace.standing(now().wall.date(), 0).stories.is_empty());
    }
}

//! `starcoach due`, `stats` and `log`: the state of practice.

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Context, Failure, NOTHING_TOLD, print, print_json, say};
use crate::export;
use crate::interview::{Preparation, date};
use crate::practice::{self, Grade, History, LearningState, Mode, Record, Split, stats};
use crate::story::{DocumentId, Section, Story, StoryId, pace};

/// List the stories that are due.
#[derive(Debug, Args)]
pub struct Due {
    /// The day that is asked about, such as "dec 4", "fri" or 2026-12-04; today if left out
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Show how practice goes.
#[derive(Debug, Args)]
pub struct Stats {
    /// In which form: text, or html with pictures
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "html"], default_value = "text")]
    format: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// List every telling.
#[derive(Debug, Args)]
pub struct Log {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Context {
    /// The current day of practice.
    fn practice_day(&self) -> Date {
        practice::day_of(&self.clock.now().wall, self.config.practice.day_start)
    }

    /// The date of the interview.
    fn interview(&mut self) -> Result<Option<Date>, Failure> {
        let value = self.disk.load_document(&DocumentId::Preparation)?.unwrap_or(Value::Null);
        Ok(Preparation::from_value(&value).ok().and_then(|p| p.date))
    }
}

impl Due {
    /// Prints the due stories, the one to tell first at the top.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let today = context.practice_day();
        let on = match &self.on {
            // A complete date is accepted however far away it is.
            Some(text) => match text.parse::<Date>() {
                Ok(on) => on,
                Err(_) => date::parse(text, today).map_err(|why| Failure::new(2, why.to_string()))?,
            },
            None => today,
        };
        let mut stories = context.stories()?;
        stories.retain(|s| s.is_complete() && s.version_of.is_none());
        let history = context.history()?;
        let interview = context.interview()?;
        let due = history.due(stories.iter().map(|s| &s.id), on, interview);
        let story = |id: StoryId| stories.iter().find(|s| s.id == id).map(|s| -> &Story { s });
        if self.json {
            let row = |d: &practice::Due| DueRow {
                id: d.id.to_string(),
                title: story(d.id.clone()).map(|s| s.title.clone()).unwrap_or_default(),
                due: d.due,
                interval: d.interval,
                stability: d.stability,
                difficulty: d.difficulty,
                retrievability: d.retrievability,
                state: d.state,
            };
            return print_json(&DueStories { stories: due.iter().map(row).collect() });
        }
        if due.is_empty() {
            say("Nothing is due.");
            return Ok(());
        }
        let mut text = String::new();
        for item in &due {
            let name = story(item.id.clone()).map(Story::name).unwrap_or_default();
            let since = if item.stability.is_none() { "new".to_owned() } else { item.due.to_string() };
            text.push_str(&format!("{}  {since:<10}  {name}\n", item.id));
        }
        print(&text)
    }
}

impl Stats {
    /// Prints days, times and first tries.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let on = context.practice_day();
        let history = context.history()?;
        let stories = context.stories()?;
        let recent = stats::recent(&history, on);
        let days = recent.iter().filter(|&&d| d).count();
        let usual = stats::in_usual_time(&history, on, 14);
        let first = stats::first_tries(&history, on, 14);
        let heat = stats::heat(&history, on);
        let told: Vec<_> = stories
            .iter()
            .filter_map(|s| Some((s, history.record(&s.id)?)))
            .filter(|(_, r)| !r.tellings().is_empty())
            .collect();
        if self.json {
            return print_json(&Figures {
                on,
                days: Days { practiced: days, of: recent.len() },
                usual: Count { count: usual.count, of: usual.all },
                first_tries: Count { count: first.count, of: first.all },
                heat: heat.to_vec(),
                stories: told.iter().map(|(s, r)| ToldRow::of(s, r)).collect(),
            });
        }
        if told.is_empty() {
            say(NOTHING_TOLD);
            return Ok(());
        }
        if self.format == "html" {
            return print(&context.pictures(&history, on)?.html());
        }
        let mut text = format!("{}\n", stats::recent_words(&history, on));
        text.push_str(&format!("{} of {} tellings within the usual time\n", usual.count, usual.all));
        text.push_str(&format!("{} of {} told well on the first try\n\n", first.count, first.all));
        for (story, record) in told {
            let last = record.last_seconds().map(|s| s.to_string()).unwrap_or_default();
            let times = record.tellings().len();
            let times = if times == 1 { "once".to_owned() } else { format!("{times} times") };
            text.push_str(&format!("{last:>5}  {times:<9} {}\n", story.name()));
        }
        print(&text)
    }
}

impl Context {
    /// All practice, for its pictures.
    fn pictures(&mut self, history: &History, on: Date) -> Result<export::ProgressPage, Failure> {
        let mut stories = Vec::new();
        for story in self.stories()?.iter().filter(|s| !s.is_blank() && s.version_of.is_none()) {
            let record = history.record(&story.id);
            let split = record.and_then(Record::last_split).unwrap_or_default();
            let written = |s| self.config.coach.seconds(pace::words(story.section(s)));
            stories.push(export::StoryProgress {
                name: story.name(),
                stage: self.stage(story, history),
                times: record.map(Record::times).unwrap_or_default(),
                serves: self.bank.serves(story),
                written: Section::STAR.map(written),
                told: Section::STAR.map(|s| split.of(s)),
            });
        }
        Ok(export::ProgressPage {
            on,
            stories,
            principles: self.bank.by_how_often().iter().map(|p| p.name.clone()).collect(),
            week: stats::week_words(history, on),
            usual: stats::in_usual_time(history, on, 14),
            first: stats::first_tries(history, on, 14),
            heat: stats::heat(history, on).to_vec(),
        })
    }
}

/// What `due` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct DueStories {
    /// The one to tell first on top.
    stories: Vec<DueRow>,
}

/// A story that is due.
#[derive(Serialize, JsonSchema)]
struct DueRow {
    id: String,
    title: String,
    /// For a new story the day in question.
    #[schemars(with = "String", extend("format" = "date"))]
    due: Date,
    /// Days between the last review and the due date; 0 for a new story.
    interval: i64,
    /// Days until the probability of recall falls to 0.9; null for a new story.
    stability: Option<f64>,
    /// 1 to 10; null for a new story.
    difficulty: Option<f64>,
    /// The probability, 0 to 1, of recalling it on the day in question.
    retrievability: Option<f64>,
    state: LearningState,
}

/// What `stats` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Figures {
    /// The day of practice.
    #[schemars(with = "String", extend("format" = "date"))]
    on: Date,
    days: Days,
    /// Tellings within the usual time, of the last 14 days.
    usual: Count,
    /// Told well on the first try, of the last 14 days.
    first_tries: Count,
    /// Tellings a day, today's last.
    heat: Vec<u32>,
    stories: Vec<ToldRow>,
}

/// Days with practice, of the most recent ones.
#[derive(Serialize, JsonSchema)]
struct Days {
    practiced: usize,
    of: usize,
}

/// How many of all.
#[derive(Serialize, JsonSchema)]
struct Count {
    count: u32,
    of: u32,
}

/// A story that was told.
#[derive(Serialize, JsonSchema)]
struct ToldRow {
    id: String,
    title: String,
    tellings: usize,
    /// Tellings of grade 3 or 4.
    good: u32,
    last_seconds: Option<u32>,
    state: LearningState,
}

impl ToldRow {
    fn of(story: &Story, record: &Record) -> Self {
        Self {
            id: story.id.to_string(),
            title: story.title.clone(),
            tellings: record.tellings().len(),
            good: record.good_tellings(),
            last_seconds: record.last_seconds().map(|s| s.0),
            state: record.state(),
        }
    }
}

/// What `log` prints as JSON.
#[derive(Serialize, JsonSchema)]
pub struct Tellings {
    /// In the order of their time.
    tellings: Vec<TellingRow>,
}

/// A telling.
#[derive(Serialize, JsonSchema)]
struct TellingRow {
    id: String,
    #[schemars(with = "String", extend("format" = "date-time"))]
    at: Timestamp,
    /// The local day.
    #[schemars(with = "String", extend("format" = "date"))]
    day: Date,
    /// The story's id; it may be gone.
    story: String,
    title: String,
    prompt: Option<String>,
    mode: Mode,
    seconds: u32,
    split: Split,
    /// 1 to 4; null where none was given.
    grade: Option<u8>,
}

impl Log {
    /// Prints every telling in chronological order.
    pub fn run(&self, context: &mut Context) -> Result<(), Failure> {
        let stories = context.stories()?;
        let history = context.history()?;
        let mut all: Vec<_> =
            history.records().flat_map(|(id, r)| r.tellings().iter().map(move |t| (id, t))).collect();
        all.sort_by_key(|(_, t)| t.at);
        let story = |id: StoryId| stories.iter().find(|s| s.id == id);
        if self.json {
            let row = |(id, t): &(&StoryId, &practice::Telling)| TellingRow {
                id: t.id.as_str().to_owned(),
                at: t.at,
                day: t.day,
                story: id.to_string(),
                title: story((*id).clone()).map(|s| s.title.clone()).unwrap_or_default(),
                prompt: t.prompt.as_ref().map(ToString::to_string),
                mode: t.mode,
                seconds: t.seconds.0,
                split: t.split,
                grade: t.grade.map(|g| g.grade.key()),
            };
            return print_json(&Tellings { tellings: all.iter().map(row).collect() });
        }
        if all.is_empty() {
            say(NOTHING_TOLD);
            return Ok(());
        }
        let mut text = String::new();
        for (id, telling) in all {
            let at = telling.local.strftime("%Y-%m-%d %H:%M");
            let name = story(id.clone()).map_or_else(|| format!("a story that is gone ({id})"), |s| s.name());
            let grade = match (telling.mode, telling.grade) {
                (Mode::Interview, _) => "interview",
                (_, Some(given)) => Grade::name(given.grade),
                (_, None) => "",
            };
            text.push_str(&format!("{at}  {:>5}  {grade:<9}  {name}\n", telling.seconds.to_string()));
        }
        print(&text)
    }
}

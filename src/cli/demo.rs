//! `--demo`: an example bank in a temporary place, with dates that count from today.

use jiff::civil::Time;
use jiff::{ToSpan as _, ZonedDateTime};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Failure;
use crate::store::Temporary;
use crate::terminal::Clock;

const STORIES: &str = include_str!("../../demo/stories.json");
const TELLINGS: &str = include_str!("../../demo/practice.json");
const PREPARATION: &str = include_str!("../../demo/preparation.json");

/// Days until the interview.
const DAYS_LEFT: i64 = 12;

/// A telling of the example.
#[derive(Deserialize)]
struct ExampleTelling {
    days_ago: i64,
    at: Time,
    story: String,
    prompt: String,
    mode: String,
    seconds: u32,
    split: Value,
    beats: String,
    grade: u8,
}

/// Lays the example out; it is there until this is dropped.
pub(super) fn lay_out(clock: &Clock) -> Result<Temporary, Failure> {
    let today = clock.now().wall;
    let demo = Temporary::new(&std::env::temp_dir())?;
    for (name, text) in files(&today)? {
        demo.write(&name, &text)?;
    }
    Ok(demo)
}

/// The files of its data directory, by name.
pub fn files(today: &ZonedDateTime) -> anyhow::Result<Vec<(String, String)>> {
    let stories: Vec<Value> = serde_json::from_str(STORIES)?;
    let mut files = Vec::new();
    for mut story in stories {
        set(&mut story, "created", json!(today.checked_sub(21.days())?.timestamp()));
        set(&mut story, "updated", json!(today.checked_sub(3.days())?.timestamp()));
        let id = story.get("id").and_then(Value::as_str).unwrap_or_default();
        files.push((format!("stories/{id}.json"), format!("{story:#}\n")));
    }
    let mut preparation: Value = serde_json::from_str(PREPARATION)?;
    set(&mut preparation, "date", json!(today.date().checked_add(DAYS_LEFT.days())?));
    files.push(("preparation.json".to_owned(), format!("{preparation:#}\n")));
    let tellings: Vec<ExampleTelling> = serde_json::from_str(TELLINGS)?;
    let mut log = String::new();
    for (n, telling) in tellings.iter().enumerate() {
        let day = today.date().checked_sub(telling.days_ago.days())?;
        let at = day.to_datetime(telling.at).to_zoned_datetime(today.time_zone().clone())?;
        let (told, graded) = (format!("demotold{n:04}"), format!("demograd{n:04}"));
        let line = json!({
            "id": told, "at": at.to_string(), "kind": "told", "story": telling.story, "prompt": telling.prompt,
            "mode": telling.mode, "seconds": telling.seconds, "split": telling.split,
        });
        let later = at.checked_add(2.minutes())?.to_string();
        let grade = json!({
            "id": graded, "at": later, "kind": "graded", "telling": told, "beats": telling.beats, "probe": true,
            "grade": telling.grade,
        });
        log.push_str(&format!("{line}\n{grade}\n"));
    }
    files.push(("practice.jsonl".to_owned(), log));
    Ok(files)
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{self, Facts};
    use crate::interview::Preparation;
    use crate::practice::{History, Log, Record};
    use crate::questions::Bank;
    use crate::story::{Stage, Story};

    #[test]
    fn the_example_has_stories_of_each_stage_a_week_of_practice_and_a_planned_interview() {
        let today: ZonedDateTime = "2026-11-23T14:06[Europe/Berlin]".parse().unwrap();
        let files = files(&today).unwrap();
        let read = |name: &str| files.iter().find(|(n, _)| n == name).unwrap().1.as_str();
        let log = Log::parse(read("practice.jsonl").lines().map(str::as_bytes));
        assert_eq!(log.unreadable, 0);
        let told = History::replay(&log.entries, 4);
        let bank = Bank::built_in();
        let mut stages = Vec::new();
        for (_, text) in files.iter().filter(|(name, _)| name.starts_with("stories/")) {
            let story: Story = serde_json::from_str(text).unwrap();
            for prompt in &story.answers {
                assert!(bank.prompt(prompt).is_some(), "{prompt}");
            }
            let record = told.record(&story.id);
            let facts = Facts { today: today.date(), told: record.and_then(Record::last_seconds) };
            let settings = coach::Settings::default();
            let review = coach::review(&story, coach::strictest(&story, &bank), &settings, facts);
            stages.push(coach::stage(&review, record.map_or(0, Record::good_tellings)));
        }
        for stage in [Stage::Draft, Stage::Solid, Stage::Ready] {
            assert!(stages.contains(&stage), "{stages:?}");
        }
        assert!(stages.iter().filter(|s| **s == Stage::Ready).count() >= 2, "{stages:?}");
        let days: std::collections::BTreeSet<_> =
            told.records().flat_map(|(_, r)| r.tellings().iter().map(|t| t.day)).collect();
        assert!(days.len() >= 7, "{days:?}");
        let preparation: Preparation = serde_json::from_str(read("preparation.json")).unwrap();
        assert_eq!(preparation.days_left(today.date()), Some(DAYS_LEFT));
        assert_eq!(preparation.rounds.len(), 4);
    }
}

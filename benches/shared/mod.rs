//! What both benches need: sample stories on disk, numbers, and which rows were asked for.

#![allow(dead_code, reason = "each bench is a program of its own and needs another part of this")]

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use starcoach::story::{PromptId, Story, StoryId};
use tempfile::TempDir;

/// Prose of usual words, without a line end; a piece of any length is cut from its repetition.
pub const PROSE: &str = "When the warehouse in our city lost power, forty families were waiting for \
    medicine that we had promised for the next morning. I called the night shift, asked which boxes could \
    still be reached by hand, and wrote a list of streets on the back of a delivery note. Two of us drove \
    until five, and by noon every family had what they needed. The week after I changed the order in which \
    we load the vans, so that nothing urgent waits behind a closed door again. ";

/// Cuts at least `bytes` bytes of prose, up to the end of a word.
pub fn prose(bytes: usize) -> String {
    let mut text = String::new();
    for word in PROSE.split_whitespace().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(word);
        text.push(' ');
    }
    text
}

/// The title of the story that changed last: the first in its list, the last by title.
pub const NEWEST: &str = "Zebra crossing";

/// The three directories of one user, gone when dropped.
#[derive(Debug)]
pub struct Home {
    dir: TempDir,
}

impl Home {
    /// A user with this many stories, each of about 2,400 bytes.
    pub fn with(stories: usize) -> anyhow::Result<Self> {
        let dir = tempfile::Builder::new().prefix("starcoach-bench-").tempdir()?;
        let home = Self { dir };
        for of in ["data/stories", "state", "config"] {
            std::fs::create_dir_all(home.path(of))?;
        }
        for at in 0..stories {
            home.write(&story(at, stories)?)?;
        }
        Ok(home)
    }

    /// The place of `data`, `state` or `config`, or of something in them.
    pub fn path(&self, of: &str) -> PathBuf {
        self.dir.path().join(of)
    }

    /// Writes a story's file.
    pub fn write(&self, story: &Story) -> anyhow::Result<()> {
        let path = self.path("data/stories").join(format!("{}.json", story.id));
        let mut text = serde_json::to_string_pretty(story)?;
        text.push('\n');
        std::fs::write(&path, text).with_context(|| format!("Could not write {}.", path.display()))
    }

    /// Forgets where the user was and what is unsaved.
    pub fn forget(&self) -> anyhow::Result<()> {
        std::fs::remove_dir_all(self.path("state"))?;
        Ok(std::fs::create_dir_all(self.path("state"))?)
    }
}

/// The story at this place of `of`; the last one changed last.
pub fn story(at: usize, of: usize) -> anyhow::Result<Story> {
    const PROMPTS: [&str; 4] = ["difficult-customer", "apology", "saying-no", "compromise"];
    let id = StoryId::parse(&format!("s{at:07}")).map_err(|e| anyhow::anyhow!("{e}"))?;
    let at_time = Timestamp::from_second(1_700_000_000)? + SignedDuration::from_secs(i64::try_from(at)?);
    let mut story = Story::new(id, "customer-obsession", at_time);
    story.title = format!("Story number {at} of the bench");
    let prompt = PROMPTS.get(at % PROMPTS.len()).copied().unwrap_or("apology");
    story.answers = vec![PromptId::new("customer-obsession", prompt)];
    story.situation = prose(400);
    story.task = prose(200);
    story.action = prose(900);
    story.result = prose(400);
    if at + 1 == of {
        NEWEST.clone_into(&mut story.title);
    }
    Ok(story)
}

/// Which rows shall run, and whether with fewer rounds.
#[derive(Debug)]
pub struct Choice {
    words: Vec<String>,
    /// Fewer rounds, for a first look.
    pub quick: bool,
}

impl Choice {
    /// Reads the arguments: words that the names of rows must hold one of, and `--quick`.
    pub fn read() -> Self {
        let args: Vec<String> = std::env::args().skip(1).collect();
        let quick = args.iter().any(|a| a == "--quick");
        Self { words: args.into_iter().filter(|a| !a.starts_with('-')).collect(), quick }
    }

    /// Whether this row was asked for.
    pub fn wants(&self, row: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|w| row.contains(w.as_str()))
    }
}

/// The value below which this share of the values lies; zero where there are none.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or_default()
}

/// The middle of the values.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// Milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
